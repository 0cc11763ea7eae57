package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// locate returns the segment of the headline, -1 if there is none, and those of
// the report, which begin behind it.
func locate(segments []segment, m metadata) (head, from, to int) {
	from, to = region(segments)
	head = findHeadline(segments, m, from)
	if head >= from {
		from, to = head+1, max(to, head+1)
	}
	return head, from, to
}

// readmitProse lets prose count that stands in elements named like no report,
// and reports whether there is any: some sites build all of a page from
// "widgets".
func readmitProse(segments []segment) bool {
	found := false
	for i := range segments {
		if s := &segments[i]; s.aside && s.prose() && !boilerplate(s.text) {
			s.aside, s.chosen, found = false, len(s.text), true
		}
	}
	return found
}

// region returns the first segment of the report and the one after its last.
func region(segments []segment) (from, to int) {
	chooseAgain(segments)
	from = -1
	for i, s := range segments {
		if s.aside || s.chosen*2 < len(s.text) {
			continue
		}
		if from < 0 {
			from = i
		}
		to = i + 1
	}
	if from < 0 {
		return 0, len(segments)
	}
	// The finder tends to leave out a first paragraph that stands by itself.
	for i := from - 1; i >= 0 && i >= from-6; i-- {
		if s := segments[i]; s.tag == "h1" || s.aside {
			break
		} else if s.prose() && related(s, segments[from]) {
			from = i
		}
	}
	return from, to
}

// chooseAgain chooses the report anew where the finder chose no prose to
// speak of, though the page has it: a list of names below a short report, or a
// form. Each paragraph speaks for the element around it, and half as much for
// the one around that; the element that most words speak for is the report.
func chooseAgain(segments []segment) {
	all, chosen := 0, 0
	score := map[*html.Node]int{}
	var best *html.Node
	for _, s := range segments {
		if s.aside || !s.prose() {
			continue
		}
		n := countWordsIn(s.text)
		all += n
		if s.chosen*2 >= len(s.text) {
			chosen += n
		}
		weight := 2 * n
		for i := len(s.parents) - 1; i >= 0 && weight > 0; i-- {
			p := s.parents[i]
			if p.Data == "p" || p.Data == "blockquote" || p.Data == "li" {
				continue
			}
			score[p] += weight
			if best == nil || score[p] > score[best] {
				best = p
			}
			weight /= 2
			if weight < n {
				weight = 0
			}
		}
	}
	if best == nil || chosen >= 60 || chosen*3 > all {
		return
	}
	for i := range segments {
		s := &segments[i]
		s.chosen = 0
		if slices.Contains(s.parents, best) {
			s.chosen = len(s.text)
		}
	}
}

// prose reports whether s is a paragraph of sentences that is no link.
func (s segment) prose() bool {
	return len(strings.Fields(s.text)) >= 8 && s.link*2 < len(s.text) && sentences(s.text)
}

// related reports whether two segments stand in the same part of the page:
// their closest common element is no further than four up from each.
func related(a, b segment) bool {
	for i := range min(4, len(a.parents)) {
		p := a.parents[len(a.parents)-1-i]
		for k := range min(4, len(b.parents)) {
			if b.parents[len(b.parents)-1-k] == p {
				return p.Data != "body" && p.Data != "html"
			}
		}
	}
	return false
}

// findHeadline returns the segment that shows the page's headline, before the
// report's first paragraph; -1 if none does. It is the heading that says what a
// title in the metadata says, or the only h1, or a line that the page's title
// holds: "Harrow Bay Gazette: Depot burns" over "Depot burns" in large letters.
func findHeadline(segments []segment, m metadata, from int) int {
	only, count := -1, 0
	best, score := -1, 0.0
	held := -1
	for i, s := range segments {
		if i > from+8 || i > from && segments[i-1].prose() {
			break
		}
		for _, t := range m.titles {
			if n := countWordsIn(s.text); held < 0 && n >= 3 && i >= from-8 && !s.aside && !s.list && !s.prose() && strings.Contains(t.text, s.text) && !sameName(s.text, m.outlet) {
				held = i
			}
		}
		if !s.header() {
			continue
		}
		if s.tag == "h1" && !s.aside && !sameName(s.text, m.outlet) {
			only, count = i, count+1
		}
		for k, t := range m.titles {
			alike := likeness(s.text, t.text) - float64(k)/100
			if s.tag != "h1" {
				alike -= 0.2
			}
			if alike > 0.5 && alike > score {
				best, score = i, alike
			}
		}
	}
	switch {
	case best >= 0:
		return best
	case count == 1 && (len(m.titles) == 0 || countWordsIn(segments[only].text) > 2):
		return only
	}
	return held
}

// header reports whether s is a heading by its element.
func (s segment) header() bool { return len(s.tag) == 2 && '1' <= s.tag[1] && s.tag[1] <= '6' }

// likeness is the share of words that a and b have in common, from 0 to 1.
func likeness(a, b string) float64 {
	bare := func(s string) []string {
		return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return strings.ContainsRune(" \u00a0\"'“”‘’.,:;–—-|!?", r) })
	}
	x, y := bare(a), bare(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	common := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			common++
		}
	}
	return float64(2*common) / float64(len(x)+len(y))
}
