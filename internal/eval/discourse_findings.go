package eval

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"

	"hearsay"
	"hearsay/internal/neural"
	"hearsay/internal/page"
	"hearsay/internal/reading"
)

// writtenOn is the day of publication of the set's reports, a Tuesday.
const writtenOn = "2021-05-04"

// ownFindings adds the rows of the project's own set of reports with something
// odd, one for each kind of finding and one for all: archives of reports, each
// followed by what is to be found in it, a line each, "kind | words that the
// first span holds". What stands in no line is not to be found.
func (e *evaluation) ownFindings(fsys fs.FS, m *neural.Model) error {
	c := &corpus{name: "own"}
	all := e.row("discourse", c, Raw, "hearsay", "findings")
	rows := make(map[string]*Row)
	kinds := slices.Sorted(maps.Keys(hearsay.FindingKinds))
	for _, k := range kinds {
		rows[k] = e.row("discourse", c, Raw, "hearsay", "finding: "+k)
	}
	rd := reading.New(m, reading.Options{Gazetteer: e.gazetteer})
	return eachTold(fsys, "findings/*.txtar", kinds, func(text txtar.File, key []toldFinding) error {
		own, err := findingsOf(rd, text)
		if err != nil {
			return err
		}
		sum := make(Tally, 3)
		for _, k := range kinds {
			t := e.compareTold(text.Name, k, key, own)
			rows[k].add(t)
			for n := range sum {
				sum[n] += t[n]
			}
		}
		all.add(sum)
		return nil
	})
}

// findingsOf reads a report as the program does and lists its findings: kind and
// words of the first span.
func findingsOf(rd *reading.Reader, f txtar.File) ([]toldFinding, error) {
	name := "report.txt"
	if path.Ext(f.Name) == ".html" {
		name = "report.html"
	}
	p, err := page.Parse(f.Data, page.Options{Name: name, Published: writtenOn})
	if err != nil {
		return nil, err
	}
	var out []toldFinding
	for _, x := range rd.Read(p.Document, p.Findings).Findings {
		words := ""
		if len(x.Spans) > 0 {
			words = strings.Join(strings.Fields(x.Spans[0].Text), " ")
		}
		out = append(out, toldFinding{kind: x.Kind, fields: []string{words}})
	}
	return out, nil
}
