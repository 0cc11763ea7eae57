package event

import (
	"slices"
	"time"

	"hearsay"
	"hearsay/internal/factuality"
	"hearsay/internal/when"
)

// moments gives each event its time: that which the tree hangs on its clause;
// else that of the event it stands under; else the one time of its sentence that
// belongs to nothing else; else what tense and the date of publication allow.
func (f *finder) moments(es []Event) {
	owner := map[int]int{} // from a word to the event it carries
	for i := range es {
		for _, w := range append([]int{es[i].Word, es[i].facts.verb}, es[i].facts.words...) {
			if _, ok := owner[w]; !ok && w >= 0 {
				owner[w] = i
			}
		}
	}
	held := make([][]int, len(es)) // times that hang on each
	others := map[int][]int{}      // times that hang on verbs that carry no event
	free := map[int][]int{}        // of each sentence the times that hang on no event and no speech
	for i := range f.in.Times {
		t := &f.in.Times[i]
		if t.Type != "DATE" && t.Type != "TIME" || t.Value == "" {
			continue
		}
		switch o, verb := f.climb(f.d.Head(t.From, t.To), owner); {
		case o >= 0:
			held[o] = append(held[o], i)
		case verb >= 0:
			others[verb] = append(others[verb], i)
		default:
			s := f.word(t.From).Sent
			free[s] = append(free[s], i)
		}
	}
	for i := range es {
		e := &es[i]
		t := nearest(f.in.Times, held[i], e.Word)
		if t < 0 {
			t = f.lent(e, held, others, owner)
		}
		if x := free[f.word(e.Word).Sent]; t < 0 && f.alone(e, es, i) {
			t = nearest(f.in.Times, x, e.Word)
		}
		if t >= 0 {
			e.Time = f.stated(t)
		}
		if e.Time.From == "none" {
			f.byTense(e)
		}
	}
}

// climb follows the tree up from a word to the event it hangs on, or to another
// verb if that comes first: "said on Friday" dates the saying, "since the war
// began in 2011" the beginning. Both are −1 if it meets neither.
func (f *finder) climb(i int, owner map[int]int) (event, verb int) {
	for n := 0; i >= 0 && n < 40; n++ {
		if o, ok := owner[i]; ok {
			return o, -1
		}
		if w := f.word(i); f.cue[i] >= 0 || w.UPOS == "VERB" && f.timeAt[i] < 0 {
			return -1, i
		}
		i = f.word(i).Head
	}
	return -1, -1
}

// lent returns the time of the event or verb that e stands under within one
// clause: the strike "in which twelve were killed", "killed in a strike on
// Friday", "plans to storm it on Sunday".
func (f *finder) lent(e *Event, held [][]int, others map[int][]int, owner map[int]int) int {
	i := e.Word
	for n := 0; n < 6; n++ {
		w := f.word(i)
		if w.Head < 0 || w.Is("ccomp", "parataxis", "advcl", "acl:relcl") && !f.speaksOf(i) {
			return -1
		}
		i = w.Head
		if f.cue[i] >= 0 && f.word(i).UPOS == "VERB" {
			return -1
		}
		if o, ok := owner[i]; ok && len(held[o]) > 0 {
			return nearest(f.in.Times, held[o], e.Word)
		}
		if len(others[i]) > 0 {
			return nearest(f.in.Times, others[i], e.Word)
		}
	}
	return -1
}

// speaksOf reports whether the clause of word i is no more than the event of
// the one it hangs on: "in which" and "when" with nothing between.
func (f *finder) speaksOf(i int) bool {
	w := f.word(i)
	return w.Is("advcl") && w.XPOS == "VBG"
}

// alone reports whether e is the first event of its sentence with a finite verb
// or without another before it: the one that a time of nobody's is likeliest to
// date.
func (f *finder) alone(e *Event, es []Event, i int) bool {
	return i == 0 || f.word(es[i-1].Word).Sent != f.word(e.Word).Sent
}

// nearest returns the time nearest to a word, -1 of none.
func nearest(times []when.Time, of []int, word int) int {
	best := -1
	for _, i := range of {
		if best < 0 || gap(times[i], word) < gap(times[best], word) {
			best = i
		}
	}
	return best
}

func gap(t when.Time, word int) int {
	if t.From > word {
		return t.From - word
	}
	return word - t.To + 1
}

const day = "2006-01-02"

// stated is the time of expression i.
func (f *finder) stated(i int) Time {
	t := &f.in.Times[i]
	out := Time{Ref: i, Value: t.Value, From: "stated"}
	if t.AnchoredOn != "" {
		out.From = "anchored"
	}
	switch t.Grain {
	case when.Second:
		out.Precision = hearsay.Second
	case when.Minute:
		out.Precision = hearsay.Minute
	case when.Hour, when.Part, when.Day, when.Weekend:
		out.Precision = hearsay.Day
	case when.Week, when.Month:
		out.Precision = hearsay.Month
	case when.Season, when.Quarter, when.Half, when.Year:
		out.Precision = hearsay.Year
	}
	if !t.Start.IsZero() && t.Stop.After(t.Start) {
		out.Begin, out.End = t.Start.Format(day), t.Stop.Add(-time.Second).Format(day)
	} else {
		out.Begin, out.End = t.Begin, t.End
	}
	switch t.Value {
	case "PRESENT_REF":
		out.Value, out.From = f.in.Published.Value, "anchored"
		out.Precision = f.in.Published.Precision
		out.Begin, out.End = out.Value, out.Value
	case "PAST_REF":
		out.Value, out.From, out.End = "", "tense", f.in.Published.Value
	case "FUTURE_REF":
		out.Value, out.From, out.Begin = "", "tense", f.in.Published.Value
	}
	return out
}

// lead is how many sentences at the head of a document are taken to tell what
// is new on the day it is published.
const lead = 3

// byTense dates an event that has no time of its own: the report's own news by
// the day of publication, which is said to be assumed; all else as before or
// after it.
func (f *finder) byTense(e *Event) {
	p := f.in.Published
	if p.Value == "" {
		return
	}
	switch e.Status {
	case factuality.Happened, factuality.Ongoing:
		if f.word(e.Word).Sent < lead && !e.facts.noun && !f.perfect(e.Word) {
			e.Time = Time{Ref: -1, Value: p.Value, Precision: p.Precision, Begin: p.Value, End: p.Value, From: "assumed publication date"}
			return
		}
		if e.Status == factuality.Happened {
			e.Time = Time{Ref: -1, End: p.Value, From: "tense"}
		} else {
			e.Time = Time{Ref: -1, Begin: "", End: "", Value: p.Value, Precision: p.Precision, From: "tense"}
		}
	case factuality.Planned, factuality.Predicted, factuality.Demanded, factuality.Threatened:
		e.Time = Time{Ref: -1, Begin: p.Value, From: "tense"}
	}
}

// perfect reports whether verb i stands in the past perfect: what had happened
// before is not the news.
func (f *finder) perfect(i int) bool {
	return slices.ContainsFunc(f.d.Children(i), func(c int) bool {
		w := f.word(c)
		return w.Is("aux") && w.Lemma == "have" && (w.XPOS == "VBD" || w.Text == "had")
	})
}
