package reading

import (
	"slices"

	"hearsay"
	"hearsay/internal/lexicon"
	"hearsay/internal/when"
)

// times finds the expressions of time. A report that stands in this one, such
// as a republished one, is read by its own date: the times are found once to
// see whether the words that introduce it give one, and again with that.
func (a *assembly) times() ([]when.Time, []hearsay.Finding) {
	o := when.Options{Published: a.out.Document.Published, Country: lexicon.OutletCountry(a.out.Document.Outlet)}
	ts, found := when.Find(a.doc, o)
	if o.Anchors = a.anchors(ts); o.Anchors != nil {
		ts, found = when.Find(a.doc, o)
	}
	for i, t := range ts {
		a.out.Times = append(a.out.Times, hearsay.Time{
			ID: hearsay.TimeID(i + 1), Span: a.receipt(t.From, t.To), Type: t.Type, Value: t.Value, Mod: t.Mod,
			Anchor: hearsay.TimeID(t.Anchor + 1), AnchoredOn: t.AnchoredOn, Begin: t.Begin, End: t.End, Why: t.Why,
		})
	}
	return ts, a.misdated(found)
}

// anchors returns the reports inside this one that are introduced with a day:
// "The story can be found here: “Northport orders militia out,” Meridian Wire,
// May 3, 2021:" dates the paragraphs that follow it. A day in the introduced
// words themselves does not: it is what they speak of.
func (a *assembly) anchors(ts []when.Time) []when.Anchor {
	var out []when.Anchor
	for i, s := range a.said {
		if s.CueFrom >= s.CueTo || !a.holdsBlock(i) {
			continue
		}
		block := s.Content[len(s.Content)-1] // what comes before is its headline
		from := a.doc.SentOf(s.CueFrom).From
		for _, t := range slices.Backward(ts) {
			if t.From >= from && t.To <= block[0] && t.Type == "DATE" && t.Grain == when.Day && t.AnchoredOn == "" {
				out = append(out, when.Anchor{Span: a.doc.Span(block[0], block[1]), On: "date of the republished report",
					Date: hearsay.Date{Value: t.Value, Precision: hearsay.Day}})
				break
			}
		}
	}
	slices.SortStableFunc(out, func(x, y when.Anchor) int { return x.Span.Start - y.Span.Start })
	return slices.CompactFunc(out, func(x, y when.Anchor) bool { return y.Span.Start < x.Span.End })
}

// holdsBlock reports whether the last stretch of the content of attribution i
// of a.said holds whole blocks beyond the one that its cue stands in.
func (a *assembly) holdsBlock(i int) bool {
	s := a.said[i]
	last := s.Content[len(s.Content)-1]
	return a.doc.SentOf(last[0]).Block != a.doc.SentOf(s.CueFrom).Block && last[0] >= s.CueTo &&
		slices.ContainsFunc(a.out.Document.Blocks, func(b hearsay.Block) bool { return b.Voice == hearsay.AttributionID(i+1) })
}
