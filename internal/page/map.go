package page

import (
	"sort"

	"hearsay"
)

// A Map leads from a document's text back to the bytes it was read from.
//
// A plain text is mapped character by character, and the ranges of later
// characters never lie before those of earlier ones. Of a web page the same
// holds within each text node, character references included ("&amp;" stands
// for one character); but a page may show things in another order than its
// source holds them, such as a headline taken from the title element. Text that
// stands in a script (the articleBody of JSON-LD) or in an attribute is mapped
// as a whole to the range that holds it. The blank lines that join the blocks
// of a web page stand for no bytes.
//
// The zero Map maps everything to nothing.
type Map struct {
	runs []run // by text, not overlapping; consecutive
}

// A run is n units, each of them width bytes of text that were made of
// sourceWidth bytes. A sourceWidth of 0 is text that stands for no bytes.
type run struct {
	text, source       int
	n                  int
	width, sourceWidth int
}

func (r run) end() int       { return r.text + r.n*r.width }
func (r run) sourceEnd() int { return r.source + r.n*r.sourceWidth }

// Source returns the smallest range of source bytes that holds everything the
// text of s was made of. It is empty if s is, or stands for no bytes.
func (m Map) Source(s hearsay.Span) hearsay.Span {
	var out hearsay.Span
	if s.IsEmpty() {
		return out
	}
	i := sort.Search(len(m.runs), func(i int) bool { return m.runs[i].end() > s.Start })
	for ; i < len(m.runs) && m.runs[i].text < s.End; i++ {
		r := m.runs[i]
		if r.sourceWidth == 0 {
			continue
		}
		from := (max(s.Start, r.text) - r.text) / r.width
		to := (min(s.End, r.end()) - r.text + r.width - 1) / r.width
		a, b := r.source+from*r.sourceWidth, r.source+to*r.sourceWidth
		if out.IsEmpty() {
			out = hearsay.Span{Start: a, End: b}
			continue
		}
		out.Start, out.End = min(out.Start, a), max(out.End, b)
	}
	return out
}

// add says that the next width bytes of text were made of the source bytes
// [from, from+sourceWidth). Equal neighbours are kept as one run.
func (m *Map) add(width, from, sourceWidth int) {
	if width == 0 {
		return
	}
	m.addRun(run{source: from, n: 1, width: width, sourceWidth: sourceWidth})
}

// same says that the next n bytes of text are the n source bytes at from.
func (m *Map) same(n, from int) {
	if n > 0 {
		m.addRun(run{source: from, n: n, width: 1, sourceWidth: 1})
	}
}

// addRun appends r, whatever its text offset, at the end.
func (m *Map) addRun(r run) {
	at := 0
	if k := len(m.runs); k > 0 {
		last := &m.runs[k-1]
		at = last.end()
		if last.width == r.width && last.sourceWidth == r.sourceWidth && last.sourceEnd() == r.source {
			last.n += r.n
			return
		}
	}
	r.text = at
	m.runs = append(m.runs, r)
}

// length returns the length of the text mapped so far.
func (m Map) length() int {
	if len(m.runs) == 0 {
		return 0
	}
	return m.runs[len(m.runs)-1].end()
}

// slice returns the part of m that maps text [from, to), as a Map from 0.
// A unit cut in two stands whole for both its parts.
func (m Map) slice(from, to int) Map {
	var out Map
	i := sort.Search(len(m.runs), func(i int) bool { return m.runs[i].end() > from })
	for ; i < len(m.runs) && m.runs[i].text < to; i++ {
		r := m.runs[i]
		a, b := max(from, r.text), min(to, r.end())
		if r.width == 1 {
			out.addRun(run{source: r.source + (a-r.text)*r.sourceWidth, n: b - a, width: 1, sourceWidth: r.sourceWidth})
			continue
		}
		for a < b {
			k := (a - r.text) / r.width
			end := min(b, r.text+(k+1)*r.width)
			if whole := (b - r.text) / r.width; a == r.text+k*r.width && whole > k {
				out.addRun(run{source: r.source + k*r.sourceWidth, n: whole - k, width: r.width, sourceWidth: r.sourceWidth})
				a = r.text + whole*r.width
				continue
			}
			out.add(end-a, r.source+k*r.sourceWidth, r.sourceWidth)
			a = end
		}
	}
	return out
}

// join appends the runs of n.
func (m *Map) join(n Map) {
	for _, r := range n.runs {
		m.addRun(r)
	}
}

// through composes m, whose source is the text of inner, with inner: the
// result leads from m's text to inner's source.
func (m Map) through(inner Map) Map {
	var out Map
	for _, r := range m.runs {
		switch {
		case r.sourceWidth == 0:
			out.addRun(r)
		case r.width == r.sourceWidth:
			out.join(inner.slice(r.source, r.sourceEnd()))
		default:
			for k := range r.n {
				a := r.source + k*r.sourceWidth
				s := inner.Source(hearsay.Span{Start: a, End: a + r.sourceWidth})
				out.add(r.width, s.Start, s.End-s.Start)
			}
		}
	}
	return out
}
