package ui

import (
	"net/http"
	"strings"

	"hearsay"
	"hearsay/internal/casefile"
)

type compareView struct {
	Old, New *casefile.Kept
	Words    struct{ Same, Gone, New int }
	Lines    []compareLine
}

// A compareLine is a paragraph of two versions of a text.
type compareLine struct {
	Runs    []compareRun
	Changed bool
	Skipped int // paragraphs that did not change and are not shown
}

type compareRun struct{ Kind, Text string }

// compare shows what changed from one version of a report to another, word by
// word.
func (u *UI) compare(r *http.Request) (view, error) {
	var v compareView
	var err error
	if v.Old, err = u.store.Document(r.Context(), r.FormValue("old")); err != nil {
		return view{}, err
	}
	if v.New, err = u.store.Document(r.Context(), r.FormValue("new")); err != nil {
		return view{}, err
	}
	oldText, newText := v.Old.Document.Text, v.New.Document.Text
	line := compareLine{}
	flush := func() {
		if len(line.Runs) > 0 {
			v.Lines = append(v.Lines, line)
		}
		line = compareLine{}
	}
	write := func(kind, text string) {
		for i, part := range strings.Split(text, "\n") {
			if i > 0 {
				flush()
			}
			if part != "" {
				line.Runs = append(line.Runs, compareRun{kind, part})
				line.Changed = line.Changed || kind != ""
			}
		}
	}
	var oldEnd, newEnd int
	for _, c := range casefile.Compare(v.Old.Document.Text, v.New.Document.Text) {
		n := len(strings.Fields(c.New.Text))
		switch c.Kind {
		case "removed":
			write("", oldText[oldEnd:c.Old.Start])
			write("del", c.Old.Text)
			v.Words.Gone += len(strings.Fields(c.Old.Text))
		case "added":
			write("", newText[newEnd:c.New.Start])
			write("ins", c.New.Text)
			v.Words.New += n
		default:
			write("", newText[newEnd:c.New.Start])
			write("", c.New.Text)
			v.Words.Same += n
		}
		oldEnd, newEnd = max(oldEnd, c.Old.End), max(newEnd, c.New.End)
	}
	flush()
	if r.FormValue("whole") == "" {
		v.Lines = onlyChanged(v.Lines)
	}
	return view{"What changed", v}, nil
}

// onlyChanged leaves out paragraphs that did not change, but for one on either
// side of those that did.
func onlyChanged(all []compareLine) (out []compareLine) {
	skipped := 0
	for i, l := range all {
		if l.Changed || i > 0 && all[i-1].Changed || i+1 < len(all) && all[i+1].Changed {
			if skipped > 0 {
				out = append(out, compareLine{Skipped: skipped})
				skipped = 0
			}
			out = append(out, l)
			continue
		}
		skipped++
	}
	if skipped > 0 {
		out = append(out, compareLine{Skipped: skipped})
	}
	return out
}

// spanOf reads "120-180".
func spanOf(s string, text string) (at hearsay.Span, ok bool) {
	from, to, ok := strings.Cut(s, "-")
	if !ok {
		return at, false
	}
	at.Start, at.End = atoi(from), atoi(to)
	if at.Start < 0 || at.End <= at.Start {
		return at, false
	}
	if _, err := at.In(text); err != nil {
		return at, false
	}
	return at, true
}
