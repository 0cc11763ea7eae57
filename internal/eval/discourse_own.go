package eval

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"

	"hearsay/internal/calibrate"
	"hearsay/internal/discourse"
	"hearsay/internal/neural"
	"hearsay/internal/syntax"
)

// discourseKinds are the kinds of finding scored on the project's own set.
var discourseKinds = []string{"reason", "stance", "question", "forecast", "loaded"}

// ownDiscourse adds the rows of the project's own set: archives of paragraphs,
// each followed by what is to be found in it, a line each (eval/discourse/
// README.md). A line is found if an answer of its kind agrees in every field
// that it gives.
func (e *evaluation) ownDiscourse(fsys fs.FS, m *neural.Model) error {
	c := &corpus{name: "own"}
	rows := make(map[string]*Row)
	for _, k := range discourseKinds {
		rows[k] = e.row("discourse", c, Raw, "hearsay", k)
	}
	return eachTold(fsys, "*.txtar", discourseKinds, func(text txtar.File, wanted []toldFinding) error {
		own := e.told(string(text.Data), m)
		for _, k := range discourseKinds {
			rows[k].add(e.compareTold(text.Name, k, wanted, own))
		}
		return nil
	})
}

// eachTold calls f with each text of the archives that match, and what its key
// says is to be found in it.
func eachTold(fsys fs.FS, pattern string, kinds []string, f func(text txtar.File, wanted []toldFinding) error) error {
	names, err := fs.Glob(fsys, pattern)
	if err != nil {
		return err
	}
	for _, name := range names {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		files := txtar.Parse(b).Files
		if len(files)%2 != 0 {
			return fmt.Errorf("%s: %d files, which are not pairs", name, len(files))
		}
		for i := 0; i < len(files); i += 2 {
			wanted, err := parseTold(string(files[i+1].Data), kinds)
			if err != nil {
				return fmt.Errorf("%s: %s: %w", name, files[i+1].Name, err)
			}
			if err := f(files[i], wanted); err != nil {
				return fmt.Errorf("%s: %s: %w", name, files[i].Name, err)
			}
		}
	}
	return nil
}

// A finding is one thing said of a text: its kind and fields in order. In the
// key a field is a word or words that the answer's must contain, "=" before it
// that it must equal, or "*", anything.
type toldFinding struct {
	kind   string
	fields []string
	sure   float64 // of an answer that states it
}

// parseTold reads a key: "kind | field | field" a line, of one of the kinds.
func parseTold(text string, kinds []string) ([]toldFinding, error) {
	var out []toldFinding
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		var f toldFinding
		for i, x := range strings.Split(line, "|") {
			if x = strings.TrimSpace(x); i == 0 {
				f.kind = x
			} else {
				f.fields = append(f.fields, x)
			}
		}
		if !slices.Contains(kinds, f.kind) {
			return nil, fmt.Errorf("no kind %q", f.kind)
		}
		out = append(out, f)
	}
	return out, nil
}

// told reads a text and lists what is found, fields in the order of the key's:
//
//	reason    kind | order | what is explained | what explains it | said by
//	stance    polarity | holder | toward | said by
//	question  words | options, joined with " / " | horizon | said by
//	forecast  words | certainty | horizon | condition | by
//	loaded    word
func (e *evaluation) told(text string, m *neural.Model) []toldFinding {
	d, ms, said := readText(text, m)
	r := discourseOf(d, ms, said)
	var out []toldFinding
	words := func(s discourse.Stretch) string { return wordsIn(d, s) }
	who := func(mention int) string {
		if mention < 0 {
			return "author"
		}
		x := &ms.Mentions[mention]
		return words(discourse.Stretch{From: x.From, To: x.To}) + " = " + ms.Entities[x.Entity].Name
	}
	by := func(a int) string {
		if a < 0 {
			return "author"
		}
		return who(said[a].Source)
	}
	for _, x := range r.Reasons {
		out = append(out, toldFinding{"reason", []string{x.Kind, fmt.Sprint(x.Order), words(x.For), words(x.Because), by(x.Said)}, x.Sure})
	}
	for _, x := range r.Stances {
		holder := words(x.Who)
		if x.Holder >= 0 {
			holder = who(x.Holder)
		}
		if x.Author {
			holder = "author"
		}
		out = append(out, toldFinding{kind: "stance", fields: []string{x.Polarity, holder, words(x.What), by(x.Said)}})
	}
	for _, x := range r.Questions {
		var options []string
		for _, o := range x.Options {
			options = append(options, words(o))
		}
		if x.Kind == discourse.Open {
			out = append(out, toldFinding{kind: "question", fields: []string{words(x.Span), strings.Join(options, " / "), words(x.Until), by(x.Said)}})
			continue
		}
		out = append(out, toldFinding{kind: "forecast", fields: []string{words(x.Span), x.Certainty, words(x.Until), words(x.Condition), who(x.By)}})
	}
	for _, f := range r.Findings {
		for _, p := range f.Spans {
			out = append(out, toldFinding{kind: "loaded", fields: []string{p.Text}})
		}
	}
	return out
}

// wordsIn returns the words of s as written, with single blanks.
func wordsIn(d *syntax.Doc, s discourse.Stretch) string {
	if s.IsEmpty() {
		return ""
	}
	p := d.Span(s.From, s.To)
	return strings.Join(strings.Fields(d.Text[p.Start:p.End]), " ")
}

// compareTold pairs answers of one kind with the key's lines, one to one.
func (e *evaluation) compareTold(name, kind string, key, own []toldFinding) Tally {
	t := make(Tally, 3)
	taken := make(map[int]bool)
	for _, k := range key {
		if k.kind != kind {
			continue
		}
		t[2]++
		i := slices.IndexFunc(own, func(o toldFinding) bool { return o.kind == kind && k.agrees(o) })
		for i >= 0 && taken[i] {
			next := slices.IndexFunc(own[i+1:], func(o toldFinding) bool { return o.kind == kind && k.agrees(o) })
			if next < 0 {
				i = -1
				break
			}
			i += next + 1
		}
		if i < 0 {
			if e.errors != nil {
				e.errors.add("own "+kind+": missed", "", name+": "+strings.Join(k.fields, " | "))
			}
			continue
		}
		taken[i] = true
		t[0]++
	}
	for i, o := range own {
		if o.kind != kind {
			continue
		}
		t[1]++
		if kind == "reason" {
			e.stated.add(calibrate.Reason, name, o.sure, taken[i])
		}
		if !taken[i] && e.errors != nil {
			e.errors.add("own "+kind+": false", "", name+": "+strings.Join(o.fields, " | "))
		}
	}
	return t
}

// agrees reports whether an answer agrees in every field that the key gives.
func (k *toldFinding) agrees(o toldFinding) bool {
	for i, want := range k.fields {
		if want == "*" || want == "" && i >= len(o.fields) {
			continue
		}
		if i >= len(o.fields) {
			return false
		}
		got := o.fields[i]
		switch exact, ok := strings.CutPrefix(want, "="); {
		case ok && got != strings.TrimSpace(exact), !ok && want == "" && got != "", !ok && !strings.Contains(strings.ToLower(got), strings.ToLower(want)):
			return false
		}
	}
	return true
}
