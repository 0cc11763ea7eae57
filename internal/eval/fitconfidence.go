package eval

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"

	"hearsay/internal/calibrate"
	"hearsay/internal/neural"
)

// confidenceTasks and confidenceCorpora are where the program states how sure it
// is of what annotators judged, too.
var (
	confidenceTasks   = []string{"attribution", "chains", "where", "events", "discourse"}
	confidenceCorpora = []string{"PolNeAR", "MPQA", "CNC", "LGL", "GeoVirus", "PLV", "own"}
)

// FitConfidence fits the maps of package calibrate on all texts where annotators
// judged what the program states, and writes their file to b. It returns how
// well scores and confidences keep their word, as a section in Markdown:
// confidences by maps fitted on other texts than they are judged on. Of o only
// what says where to read is used.
func FitConfidence(b *bytes.Buffer, fsys fs.FS, m *neural.Model, o Options) (section string, err error) {
	o.Only, o.Corpus, o.Errors = confidenceTasks, confidenceCorpora, nil
	e, err := evaluate(fsys, m, o, []Input{Raw})
	if err != nil {
		return "", err
	}
	maps := calibrate.Maps{Model: m.Name(), Kinds: make(map[calibrate.Kind]calibrate.Map)}
	for _, k := range calibrate.Kinds {
		var ss []calibrate.Statement
		for _, s := range e.stated.of(k) {
			ss = append(ss, s.Statement)
		}
		maps.Kinds[k] = calibrate.Fit(ss)
	}
	text, err := maps.Encode()
	if err != nil {
		return "", err
	}
	b.Write(text)
	return e.diagrams(m.Name()), nil
}

// confidenceHead begins the section of docs/accuracy.md that is written here.
const confidenceHead = "## How sure, and how often right"

// ReplaceSection puts a section of [FitConfidence] into a page in place of the
// one of the same heading. It reports whether the page has one.
func ReplaceSection(page, section string) (string, bool) {
	from := strings.Index(page, confidenceHead+"\n")
	if from < 0 {
		return page, false
	}
	rest := page[from+len(confidenceHead):]
	if to := strings.Index(rest, "\n## "); to >= 0 {
		section += rest[to:]
	}
	return page[:from] + section, true
}

// truths says of each kind on which texts it was judged, and what was right.
var truths = map[calibrate.Kind]string{
	calibrate.Attribution: "PolNeAR; right: a cue that an annotator marked, with half of the source's words and four fifths of the content's",
	calibrate.Nested:      "within another's content; MPQA; right: the whole chain of sources",
	calibrate.Event:       "marked sentences (PLOVER), our own paragraphs, reviews and answers of the web; right: an event of this type",
	calibrate.Place:       "LGL and GeoVirus; right: a place that the annotator marked, within 161 km or with his GeoNames id",
	calibrate.Reason:      "CNC and our own paragraphs; right: cause and effect, each with half of its words",
}

// diagrams writes a table for each kind of record, of each tenth of confidence.
func (e *evaluation) diagrams(model string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\nA record states as its confidence which part of the records with such a score was right on annotated texts. Written by\n"+
		"`hearsay-eval -fit confidence` for %s. *Score* is what the program decides by,\n"+
		"*stated* what a record says; each text is judged by a map that was fitted on others. The bar is the part that was right of what\n"+
		"is stated. *Gap* is the mean distance between confidence and truth, in points.\n", confidenceHead, strings.TrimSuffix(strings.Replace(model, " (sha256", ", sha256", 1), ")"))
	for _, k := range calibrate.Kinds {
		score := e.stated.of(k)
		if len(score) == 0 {
			continue
		}
		stated := mapped(score)
		s, t := byTenths(score), byTenths(stated)
		fmt.Fprintf(&b, "\n### Sure of: %s\n%s (%s). Gap by score %.1f, as stated **%.1f**.\n\n", k, grouped(len(score))+" records", truths[k], gap(s), gap(t))
		b.WriteString("| sure | score: n | right | stated: n | right | |\n|---|---|---|---|---|---|\n")
		for i := range tenths {
			if s[3*i]+t[3*i] > 0 {
				fmt.Fprintf(&b, "| %d–%d %% | %s | %s |\n", 10*i, 10*i+10, cells(s[3*i:], false), cells(t[3*i:], true))
			}
		}
	}
	return b.String()
}

// cells writes how many statements a tenth has and which part is right, and a
// bar of it.
func cells(t Tally, bar bool) string {
	out, part := "– | –", 0.0
	if t[0] > 0 {
		part = t[2] / t[0]
		out = fmt.Sprintf("%s | %.0f %%", grouped(int(t[0])), 100*part)
	}
	if bar {
		out += " | " + strings.Repeat("█", int(20*part+0.5))
	}
	return out
}

// grouped writes a number with commas between thousands.
func grouped(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", grouped(n/1000), n%1000)
}
