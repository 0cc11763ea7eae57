package when

import (
	"time"

	"hearsay"
)

// frame returns what is known of the moment at which word w was written, and
// what that is.
func (f *finder) frame(w int) (frame, string) {
	date, on := f.o.Published, "publication date"
	if date.From == hearsay.FromDateline {
		on = "dateline"
	}
	if date.Value == "" && f.dateline.Value != "" {
		date, on = f.dateline, "dateline"
	}
	at := f.d.Words[w].Start
	for _, a := range [...][]Anchor{f.ownAnchors, f.o.Anchors} {
		for _, a := range a {
			if a.Span.Start <= at && at < a.Span.End {
				date, on = a.Date, a.On
			}
		}
	}
	fr := frame{country: f.o.Country, monthly: monthFirst(f.o.Country)}
	fr.ref, fr.known = momentOf(date)
	fr.near, fr.nearBy = fr.ref, byRef
	return fr, on
}

// anchors looks for dates of writing in the text itself.
//
//	HARROW BAY, May 3, 2021 (Meridian) – …          the dateline
//	“…,” Meridian Wire, May 3, 2021:                 what follows was written then
//
// A date that introduces holds for what follows in one voice, or set off as a
// quotation. Where nothing is known of that, it holds for a few paragraphs, and
// to the end if nothing else says when the document was written: the end of a
// republished report is seldom marked.
func (f *finder) anchors() {
	for _, h := range f.hits {
		d, ok := h.means.(dateOf)
		if !ok || d.year == 0 || d.day == 0 || !exists(astronomical(d.year), d.month, d.day) {
			continue
		}
		date := hearsay.Date{Value: d.text(), Precision: hearsay.Day, From: hearsay.FromDateline}
		s := f.d.SentOf(h.from)
		if f.kind(s.Block) == hearsay.Dateline && f.dateline.Value == "" {
			f.dateline = date
		}
		if h.to == s.To-1 && f.d.Words[h.to].Text == ":" {
			if span, ok := f.introduced(h.to); ok {
				f.ownAnchors = append(f.ownAnchors, Anchor{Span: span, Date: date, On: "date of the republished report"})
			}
		}
	}
}

func (f *finder) kind(block int) hearsay.BlockKind {
	if block < 0 || block >= len(f.d.Blocks) {
		return hearsay.BlockUnknown
	}
	return f.d.Blocks[block].Kind
}

// introduced returns the stretch that a colon at word w introduces.
func (f *finder) introduced(w int) (hearsay.Span, bool) {
	block := f.d.SentOf(w).Block
	if w+1 >= len(f.d.Words) || f.d.SentOf(w+1).Block == block {
		return hearsay.Span{}, false
	}
	const few = 4
	s := hearsay.Span{Start: f.d.Words[w].End, End: len(f.d.Text)}
	bs := f.d.Blocks
	if block < 0 || block+1 >= len(bs) {
		return s, false
	}
	end := block + 2
	next := bs[block+1]
	switch {
	case next.Voice != 0:
		for end < len(bs) && bs[end].Voice == next.Voice {
			end++
		}
	case next.Kind == hearsay.BlockQuote:
		for end < len(bs) && bs[end].Kind == next.Kind {
			end++
		}
	case f.o.Published.Value == "":
		return s, true
	default:
		end = min(block+1+few, len(bs))
	}
	s.End = bs[end-1].Span.End
	return s, true
}

// momentOf returns the moment that a date of writing stands for, and how
// exactly it is known.
func momentOf(d hearsay.Date) (time.Time, Grain) {
	for _, l := range [...]struct {
		layout string
		grain  Grain
	}{
		{"2006-01-02T15:04:05Z07:00", Second}, {"2006-01-02T15:04:05", Second}, {"2006-01-02T15:04Z07:00", Minute}, {"2006-01-02T15:04", Minute},
		{"2006-01-02", Day}, {"2006-01", Month}, {"2006", Year},
	} {
		if t, err := time.Parse(l.layout, d.Value); err == nil {
			y, m, day := t.Date()
			return time.Date(y, m, day, t.Hour(), t.Minute(), t.Second(), 0, time.UTC), l.grain
		}
	}
	return time.Time{}, NoGrain
}

// monthFirst reports whether a country writes the month of 3/4 first.
func monthFirst(country string) bool {
	switch country {
	case "", "USA", "CAN", "PHL", "BLZ", "PRI":
		return true
	}
	return false
}
