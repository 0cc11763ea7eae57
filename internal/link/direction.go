package link

import (
	"fmt"
	"strings"

	"hearsay"
)

// Directions of a copy.
const (
	FromTo    = "from-to"
	Common    = "common"
	Undecided = "undecided"
)

// A direction says who copied whom.
type direction struct {
	word string
	swap bool // b copied a
	why  []hearsay.Why
}

// direct decides by the first of these that says anything: what the reports
// say themselves of their source, their times of publication, how the shared
// words lie in each, and who shows them as another's.
func (c *copying) direct() direction {
	var d direction
	verdict := 0 // 1: a copied b; −1: b copied a
	vote := func(v int, w hearsay.Why) {
		if v == 0 {
			return
		}
		if verdict == 0 {
			verdict = v
		} else if v != verdict {
			w.Note += " (against the rest)"
		}
		d.why = append(d.why, w)
	}
	nameA, nameB := names(c.a, c.b), names(c.b, c.a)
	agencyA, agencyB := Fold(c.a.Document.Agency), Fold(c.b.Document.Agency)
	switch {
	case nameA != "" && nameB == "":
		vote(1, why("direction.stated", "it names "+nameA))
	case nameB != "" && nameA == "":
		vote(-1, why("direction.stated", "it names "+nameB))
	case agencyA != "" && agencyA == agencyB:
		d.word = Common
		d.why = append(d.why, why("direction.agency", "both carry the tag of "+c.a.Document.Agency))
		d.swap = earlier(c.a, c.b) < 0
		return d
	}
	vote(published(c.a, c.b), why("direction.time", c.a.Document.Published.Value+" and "+c.b.Document.Published.Value))
	v, note := c.containment()
	vote(v, hearsay.Why{Rule: "direction.containment", Score: 0.6, Note: note})
	v = 0
	for _, p := range c.passages {
		qa, qb := quoted(c.a, p.a0, p.a1), quoted(c.b, p.b0, p.b1)
		switch {
		case qa && !qb:
			v = 1
		case qb && !qa:
			v = -1
		}
	}
	vote(v, why("direction.quoted", "one shows the words as another's"))
	switch verdict {
	case 0:
		d.word = Undecided
		d.why = append(d.why, why("direction.undecided", "neither names the other, and their dates do not tell"))
		d.swap = earlier(c.a, c.b) < 0
	default:
		d.word, d.swap = FromTo, verdict < 0
	}
	return d
}

// names returns the name under which a says that it has something from b: b's
// outlet as its agency or as a source that it cites, or b's address in its
// text; "" if it does not.
func names(a, b *Report) string {
	outlet := Fold(b.Document.Outlet)
	if outlet == Fold(a.Document.Outlet) {
		outlet = ""
	}
	if outlet != "" && Fold(a.Document.Agency) == outlet {
		return a.Document.Agency
	}
	if u := b.Document.URL; u != "" && u != a.Document.URL && strings.Contains(a.Document.Text, u) {
		return u
	}
	if outlet == "" {
		return ""
	}
	for _, t := range a.Attributions {
		if t.Source == 0 {
			continue
		}
		if e := a.Mentions[t.Source-1].Entity; e > 0 && e <= hearsay.EntityID(len(a.Entities)) && sameOutlet(a.Entities[e-1].Name, outlet) {
			return a.Entities[e-1].Name
		}
	}
	if len(outlet) >= 5 && a.has(outlet) { // "Source: Meridian Wire" has no word of speaking
		return b.Document.Outlet
	}
	return ""
}

// has reports whether the folded name stands among p's words.
func (p *Report) has(name string) bool {
	var want []word
	for _, s := range strings.Fields(name) {
		want = append(want, word{key: keyOf(s)})
	}
	for i := 0; i+len(want) <= len(p.words); i++ {
		n := 0
		for n < len(want) && p.words[i+n].key == want[n].key {
			n++
		}
		if n == len(want) && n > 0 {
			return true
		}
	}
	return false
}

// sameOutlet reports whether name, as a text has it, is the outlet folded:
// "the Daily Herald" is the Daily Herald, "Herald" is not told from others.
func sameOutlet(name, folded string) bool {
	n := Fold(name)
	return n == folded || n+" news agency" == folded || folded+" news agency" == n || n+" news" == folded || folded+" news" == n
}

// Fold writes a name as it is compared: lower case, without article and
// punctuation.
func Fold(s string) string {
	s = strings.ToLower(s)
	s = strings.Map(func(c rune) rune {
		switch c {
		case '.', '\'', '’':
			return -1
		case '-', '_', '/', ',', '(', ')', '"', '“', '”':
			return ' '
		}
		return c
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	return strings.TrimPrefix(s, "the ")
}

// published returns 1 if a was published after b, −1 if before, and 0 if the
// dates do not tell: a day is not before an hour of the same day.
func published(a, b *Report) int {
	x, y := a.published(), b.published()
	n := min(len(x), len(y))
	if n == 0 {
		return 0
	}
	return strings.Compare(x[:n], y[:n])
}

// published returns when the report says that it was published, "" where its clock
// had not been set: it then stands at the first day that a machine counts from.
func (p *Report) published() string {
	v := p.Document.Published.Value
	for _, first := range []string{"0001-01-01", "1900-01-01", "1970-01-01", "1980-01-01"} {
		if strings.HasPrefix(v, first) {
			return ""
		}
	}
	return v
}

// containment looks at how the shared words lie. A report that has another
// whole, and its words in several places or after words of its own, took it
// up: what trims a report leaves its beginning, and leaves it in one piece.
func (c *copying) containment() (int, string) {
	const whole, part = 0.75, 0.7
	in := func(big, small *Report, share, ofBig float64, places func(stretch) (int, int)) (int, string) {
		if share < whole || ofBig > part {
			return 0, ""
		}
		first, last, n := len(big.words), 0, 0
		for _, p := range c.passages {
			from, to := places(p)
			first, last, n = min(first, from), max(last, to), n+to-from
		}
		switch {
		case first < len(big.words)/20+8 && 10*n > 8*(last-first):
			return -1, "the shorter is the beginning of the longer"
		default:
			return 1, fmt.Sprintf("the longer has the shorter whole, after %d words of its own", first)
		}
	}
	inA := func(p stretch) (int, int) { return p.a0, p.a1 }
	inB := func(p stretch) (int, int) { return p.b0, p.b1 }
	if v, note := in(c.a, c.b, c.shareB, c.shareA, inA); v != 0 {
		return v, note
	}
	v, note := in(c.b, c.a, c.shareA, c.shareB, inB)
	return -v, note
}
