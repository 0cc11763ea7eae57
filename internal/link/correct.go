package link

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"hearsay"
)

// A Notice is words by which a report says that it, or an earlier one, was
// wrong.
type Notice struct {
	Span       hearsay.Receipt
	Retraction bool // nothing of it stands
}

var (
	// "An earlier version of this article misstated the date." "CORRECTION: …"
	// "This story was amended on 3 May to remove a figure."
	// But "the correction of the market", "he corrected the record" are news.
	noticeShape = regexp.MustCompile(`(?im)(\b(an|a|the) (earlier|previous|original|prior) version of th(is|e) (article|story|report|post|headline|page|dispatch)\b|^\W*corrections?( notice)?\s*[:–—-]|^\W*correction appended\b|\bth(is|e) (article|story|report|post|headline|piece) (was|has been) (amended|corrected|updated|edited|modified|revised) (on|to|in order|after)\b|\b(corrects|correcting) (that|the (name|spelling|date|number|figure|title|location|attribution|day|year))\b|^\W*editor[’']s note\s*:)`)
	// "The paper has retracted the report." "This story has been withdrawn."
	retractionShape = regexp.MustCompile(`(?im)(\bth(is|e) (article|story|report|post|piece|dispatch) (was|has been|is being) (retracted|withdrawn|removed|taken down)\b|^\W*retraction\s*[:–—-]|\b(we|has|have) retracted? (the|this|that|its|our) (article|story|report|dispatch)\b|\b(mandatory|story) kill\b)`)
)

// Notices returns the notices of a report, by position; each is the sentence
// that its words stand in.
func Notices(r *hearsay.Reading) []Notice {
	text := r.Document.Text
	lower := strings.ToLower(text) // few texts have a word of any notice, and looking for one is cheap
	var out []Notice
	add := func(shape *regexp.Regexp, marks []string, retraction bool) {
		if !slices.ContainsFunc(marks, func(m string) bool { return strings.Contains(lower, m) }) {
			return
		}
		for _, m := range shape.FindAllStringIndex(text, -1) {
			s := trim(text, sentenceAt(text, hearsay.Span{Start: m[0], End: m[1]}))
			n := len(out)
			if n == 0 || !out[n-1].Span.Overlaps(s) {
				out = append(out, Notice{hearsay.ReceiptFor(text, s), retraction})
			}
		}
	}
	add(retractionShape, []string{"retract", "withdrawn", "removed", "taken down", "story kill", "mandatory kill"}, true)
	add(noticeShape, []string{"version of th", "correct", "amended", "updated", "edited", "modified", "revised", "s note"}, false)
	return out
}

func trim(text string, s hearsay.Span) hearsay.Span {
	t := text[s.Start:s.End]
	s.Start += len(t) - len(strings.TrimLeftFunc(t, unicode.IsSpace))
	s.End = s.Start + len(strings.TrimSpace(t))
	return s
}

// Corrected compares two versions of one report, of one address or of which
// the later says that it corrects the earlier, and returns a link for what was
// changed: by a notice, or silently. ok is false if no number, name or
// statement changed that stands in what both have. copies are links of other
// reports to the earlier one; those that copied what was changed are the
// link's members.
func Corrected(later, earlier *Report, copies []Link) (l Link, ok bool) {
	l = Link{Kind: KindCorrection, From: later.Ref(), To: earlier.Ref(), Confidence: 0.9}
	notices := Notices(later.Reading)
	for _, n := range notices {
		rule := "correction.notice"
		if n.Retraction {
			rule = "correction.retraction"
		}
		l.Why = append(l.Why, why(rule, n.Span.Text))
	}
	c := compare(later, earlier, nothing{})
	if c == nil {
		return l, len(notices) > 0 && later.Document.URL != "" && later.Document.URL == earlier.Document.URL
	}
	for _, p := range c.passages {
		if p.edited && changed(later.words[p.a0:p.a1], earlier.words[p.b0:p.b1], later, earlier) {
			l.Passages = append(l.Passages, passage(later, earlier, p))
		}
	}
	if len(notices) == 0 && len(l.Passages) > 0 {
		l.Why = append(l.Why, why("correction.silent", "numbers or names changed without a notice"))
		l.Confidence = 0.6
	}
	for _, other := range copies {
		if other.To.ID != earlier.Ref().ID || other.From.ID == later.Ref().ID || other.Direction != FromTo {
			continue
		}
		for _, q := range other.Passages {
			hit := false
			for _, p := range l.Passages {
				hit = hit || q.To.Overlaps(p.To.Span)
			}
			if hit {
				l.Members = append(l.Members, other.From)
				break
			}
		}
	}
	return l, len(l.Why) > 0
}

// changed reports whether two edited stretches differ in a number or a name.
func changed(a, b []word, p, q *Report) bool {
	telling := func(ws []word, r *Report, out map[uint64]int, by int) {
		for _, w := range ws {
			s := r.Document.Text[w.Start:w.End]
			if c := rune(s[0]); unicode.IsDigit(c) || unicode.IsUpper(c) && !stopped[strings.ToLower(s)] {
				out[w.key] += by
			}
		}
	}
	n := make(map[uint64]int)
	telling(a, p, n, 1)
	telling(b, q, n, -1)
	for _, v := range n {
		if v != 0 {
			return true
		}
	}
	return false
}

// nothing is a formulary without formulas.
type nothing struct{}

func (nothing) Formula(uint64) (known, formula bool) { return false, false }
