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

// KeepBay puts the reports of [Bay] into s and reads them by rules alone.
func KeepBay(ctx context.Context, s casefile.Store) error {
	if _, err := s.Add(ctx, Bay()...); err != nil {
		return err
	}
	return s.Work(ctx, casefile.Work{Read: Read})
}

// BayReadings returns what is read in the reports of [Bay] by rules alone.
func BayReadings() []*hearsay.Reading {
	var all []*hearsay.Reading
	for _, r := range Bay() {
		read, _ := Read(context.Background(), &casefile.Kept{Report: r})
		all = append(all, read)
	}
	return all
}
