package export

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"hearsay"
)

// A MISP writes Readings as events of the MISP core format, one a document: its
// address, statements and coded events as attributes, and its text as an event
// report in Markdown.
//
// Nothing is to be sent to a detection system (to_ids is false), and events are
// for one's own organization and not published. The program's confidence is a tag
// of the taxonomy misp:confidence-level, and a forecast's words of likelihood one
// of estimative-language. There is no tag of the admiralty scale: a report by
// itself does not say how far its source can be trusted, and MISP takes "cannot
// be judged" for a coin toss.
//
// Ids are UUIDs of version 5, and timestamps the date of publication: the same
// text makes the same file. MISP has no word for a date that is not known: it is
// the beginning of Unix time.
type MISP struct {
	list jsonList
	seen map[hearsay.DocumentID]bool
}

// NewMISP returns a writer to w.
func NewMISP(w io.Writer) *MISP {
	return &MISP{jsonList{w: w, head: "{\n \"response\": ["}, map[hearsay.DocumentID]bool{}}
}

// Write appends the event of r. A document that was written before is left out.
// The name under which the report was given is ignored.
func (x *MISP) Write(_ string, r *hearsay.Reading) error {
	if x.seen[r.Document.ID] {
		return nil
	}
	x.seen[r.Document.ID] = true
	return x.list.add(map[string]mispEvent{"Event": mispEventOf(newScene(r))})
}

// Close ends the list. It does not close the underlying writer.
func (x *MISP) Close() error { return x.list.end(" ]\n}") }

type (
	mispEvent struct {
		UUID         string          `json:"uuid"`
		Info         string          `json:"info"`
		Date         string          `json:"date"`
		Timestamp    string          `json:"timestamp"`
		Published    bool            `json:"published"`
		Analysis     string          `json:"analysis"`        // 2: completed
		Threat       string          `json:"threat_level_id"` // 4: undefined
		Distribution string          `json:"distribution"`    // 0: one's own organization
		Orgc         mispOrg         `json:"Orgc"`
		Attributes   []mispAttribute `json:"Attribute"`
		Reports      []mispReport    `json:"EventReport"`
	}
	mispOrg struct {
		Name string `json:"name"`
		UUID string `json:"uuid"`
	}
	mispAttribute struct {
		UUID         string    `json:"uuid"`
		Type         string    `json:"type"`
		Category     string    `json:"category"`
		Value        string    `json:"value"`
		Comment      string    `json:"comment"`
		IDs          bool      `json:"to_ids"`
		Distribution string    `json:"distribution"` // 5: as the event
		Timestamp    string    `json:"timestamp"`
		FirstSeen    string    `json:"first_seen,omitempty"`
		Tags         []mispTag `json:"Tag,omitempty"`
	}
	mispTag struct {
		Name string `json:"name"`
	}
	mispReport struct {
		UUID         string `json:"uuid"`
		Name         string `json:"name"`
		Content      string `json:"content"`
		Distribution string `json:"distribution"`
		Timestamp    string `json:"timestamp"`
	}
)

// mispSpace is the namespace of the ids of MISP events and what is in them.
var mispSpace = ours.of("misp")

func mispEventOf(s *scene) mispEvent {
	d := &s.Document
	made := stixDate(d.Published)
	date, stamp := made[:len(time.DateOnly)], "0"
	if t, err := time.Parse(time.RFC3339, made); err == nil {
		stamp = strconv.FormatInt(t.Unix(), 10)
	}
	title := clean(d.Title)
	if title == "" {
		title = "Without a headline"
	}
	e := mispEvent{UUID: mispSpace.of(d.ID.String()).String(), Info: title, Date: date, Timestamp: stamp, Analysis: "2", Threat: "4", Distribution: "0",
		Orgc: mispOrg{"hearsay", mispSpace.of("hearsay").String()}}
	add := func(record, kind, category, value, comment string, confidence float64, tags ...string) *mispAttribute {
		a := mispAttribute{UUID: mispSpace.of(d.ID.String() + " " + record).String(), Type: kind, Category: category, Value: value, Comment: comment, Distribution: "5", Timestamp: stamp}
		if level := mispConfidence(confidence); level != "" {
			tags = append(tags, level)
		}
		for _, t := range tags {
			a.Tags = append(a.Tags, mispTag{t})
		}
		e.Attributes = append(e.Attributes, a)
		return &e.Attributes[len(e.Attributes)-1]
	}
	add("text", "sha256", "External analysis", d.ID.String(), "SHA-256 of the report's text", 0)
	if d.URL != "" {
		add("url", "link", "External analysis", d.URL, strings.Trim("the report, "+clean(d.Outlet), ", "), 0)
	}
	for i := range s.Attributions {
		a := &s.Attributions[i]
		name, _ := s.wordOf(a.ID)
		var content []string
		for _, c := range a.Content {
			content = append(content, clean(c.Text))
		}
		add(a.ID.String(), "text", "External analysis", strings.Join(content, " … "), s.saying(name, a), a.Confidence)
	}
	for i := range s.Events {
		v := &s.Events[i]
		name, _ := s.wordOf(v.Said)
		comment := strings.Trim(fmt.Sprintf("%s: %s; on the word of %s; %s", strings.TrimSpace(v.Type+" "+v.Mode), strings.Trim(s.roles(v.Actors)+" → "+s.roles(v.Recipients), " →"), name, v.Status), "; ")
		a := add(v.ID.String(), "text", "External analysis", clean(s.sentenceOf(v)), comment, v.Confidence)
		if at, err := time.Parse(time.DateOnly, v.Time.Value); err == nil && v.Time.From == "stated" {
			a.FirstSeen = at.Format("2006-01-02T15:04:05.000000-07:00")
		}
	}
	for _, q := range s.Questions {
		if tag := likelihood(q.Low, q.High); tag != "" {
			add(q.ID.String(), "text", "External analysis", clean(q.Span.Text), q.Kind+": "+q.Certainty, 0, tag)
		}
	}
	e.Reports = []mispReport{{mispSpace.of(d.ID.String() + " report").String(), title, s.markdown(), "5", stamp}}
	return e
}

// mispConfidence returns the nearest level of misp:confidence-level, whose numbers
// are 100, 75, 50, 25 and 0; "" where the confidence is not known.
func mispConfidence(c float64) string {
	if c <= 0 {
		return ""
	}
	levels := []string{"unconfident", "rarely-confident", "fairly-confident", "usually-confident", "completely-confident"}
	return `misp:confidence-level="` + levels[int(c*4+.5)] + `"`
}

// likelihood returns the tag of estimative-language (ICD 203) in whose range the
// middle of a probability lies; "" if both ends are zero.
func likelihood(low, high float64) string {
	if high <= 0 {
		return ""
	}
	middle := (low + high) / 2
	for _, l := range []struct {
		to   float64
		name string
	}{{.05, "almost-no-chance"}, {.20, "very-unlikely"}, {.45, "unlikely"}, {.55, "roughly-even-chance"}, {.80, "likely"}, {.95, "very-likely"}} {
		if middle <= l.to {
			return `estimative-language:likelihood-probability="` + l.name + `"`
		}
	}
	return `estimative-language:likelihood-probability="almost-certain"`
}

// markdown returns the text as Markdown, its marks escaped.
func (s *scene) markdown() string {
	var parts []string
	for _, b := range s.Document.Blocks {
		text := markdownMarks.Replace(clean(s.Document.Text[b.Span.Start:b.Span.End]))
		switch b.Kind {
		case hearsay.Boilerplate:
			continue
		case hearsay.Headline:
			text = "# " + text
		case hearsay.Heading:
			text = "## " + text
		case hearsay.BlockQuote:
			text = "> " + text
		case hearsay.ListItem:
			text = "- " + text
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "\n\n")
}

var markdownMarks = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "!", `\!`, "|", `\|`, "@", `\@`)
