package discourse

import (
	"iter"
	"strings"
)

// A row is one line of an embedded list: a phrase in lower case and its other
// columns.
type row struct {
	phrase []string
	fields []string
}

// A list is the rows of an embedded file by the first word of their phrases,
// longer ones first.
type list map[string][]row

// load reads a list: lines of tab-separated columns, the phrase first; empty
// lines and those that begin with # are left out. Missing columns are empty.
func load(text string, columns int) list {
	l := make(list, strings.Count(text, "\n"))
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		for len(f) < columns {
			f = append(f, "")
		}
		phrases := strings.Split(f[0], "|")
		for _, p := range phrases {
			if strings.Contains(p, "-") { // tokens may part at a hyphen
				phrases = append(phrases, strings.ReplaceAll(p, "-", " - "))
			}
		}
		for _, p := range phrases {
			r := row{strings.Fields(p), f[1:]}
			rs := l[r.phrase[0]]
			at := len(rs)
			for at > 0 && len(rs[at-1].phrase) < len(r.phrase) {
				at--
			}
			rs = append(rs, row{})
			copy(rs[at+1:], rs[at:])
			rs[at] = r
			l[r.phrase[0]] = rs
		}
	}
	return l
}

// match returns the longest row whose phrase stands at word i, compared with
// word(i), word(i+1) …, and nil if none does; of equals the first.
func (l list) match(i, to int, word func(int) string) *row {
	for r := range l.matches(i, to, word) {
		return r
	}
	return nil
}

// matches yields the rows whose phrase stands at word i, longer ones first.
func (l list) matches(i, to int, word func(int) string) iter.Seq[*row] {
	return func(yield func(*row) bool) {
		rows := l[word(i)]
		for k := range rows {
			if r := &rows[k]; r.stands(i, to, word) && !yield(r) {
				return
			}
		}
	}
}

func (r *row) stands(i, to int, word func(int) string) bool {
	if i+len(r.phrase) > to {
		return false
	}
	for n := 1; n < len(r.phrase); n++ {
		if word(i+n) != r.phrase[n] {
			return false
		}
	}
	return true
}
