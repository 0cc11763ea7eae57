package casefiletest

import (
	"context"
	_ "embed"
	"strings"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/page"
)

//go:embed bay.txt
var bay string

// Bay returns the reports of an invented week, of which some copy or contradict
// each other, in the order in which they were published.
func Bay() []casefile.Report {
	var all []casefile.Report
	_, rest, _ := strings.Cut(bay, "=== ")
	for src := range strings.SplitSeq(rest, "=== ") {
		head, text, _ := strings.Cut(src, "\n")
		title, body, _ := strings.Cut(text, "\n")
		of := strings.Split(head, "|")
		p, err := page.Parse([]byte(title+"\n\n"+strings.ReplaceAll(strings.TrimSpace(body), "\n", "\n\n")),
			page.Options{URL: strings.TrimSpace(of[2]), ContentType: "text/plain", Published: strings.TrimSpace(of[1])})
		if err != nil {
			panic(err) // the text is embedded
		}
		p.Document.Outlet, p.Document.Agency = strings.TrimSpace(of[0]), strings.TrimSpace(of[3])
		all = append(all, casefile.Report{Document: p.Document, Findings: p.Findings})
	}
	return all
}

// KeepBay puts the reports of [Bay] into s and reads them, by rules alone, but
// for the forecasts, which rules alone do not find.
func KeepBay(ctx context.Context, s casefile.Store) error {
	if _, err := s.Add(ctx, Bay()...); err != nil {
		return err
	}
	return s.Work(ctx, casefile.Work{Read: ReadBay})
}

// ReadBay reads a report of [Bay] as [KeepBay] says.
func ReadBay(ctx context.Context, k *casefile.Kept) (*hearsay.Reading, error) {
	r, err := Read(ctx, k)
	if err != nil {
		return nil, err
	}
	for _, f := range []hearsay.Question{
		{Span: hearsay.Receipt{Text: "Northport will likely send more ships to the bay"}, Certainty: "will likely", Low: 0.55, High: 0.8},
		{Span: hearsay.Receipt{Text: "Northport will almost certainly keep up the pressure until the end of June"}, Certainty: "will almost certainly", Low: 0.9, High: 0.99},
		{Span: hearsay.Receipt{Text: "An inquiry will probably clear the navy by July"}, Certainty: "will probably", Low: 0.55, High: 0.85},
	} {
		at := strings.Index(r.Document.Text, f.Span.Text)
		if at < 0 {
			continue
		}
		f.ID, f.Kind = hearsay.QuestionID(len(r.Questions)+1), "prediction"
		f.Span = hearsay.ReceiptFor(r.Document.Text, hearsay.Span{Start: at, End: at + len(f.Span.Text)})
		f.About, f.Options, f.Conditions = []hearsay.EventID{}, []string{}, []hearsay.Receipt{}
		for _, t := range r.Times {
			if f.Span.Contains(t.Span.Span) {
				f.Horizon = t.ID
			}
		}
		r.Questions = append(r.Questions, f)
	}
	return r, nil
}
