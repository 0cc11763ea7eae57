package discourse

// telling are verbs with which a time is named at which a question will be
// settled: "The next few months should tell."
const telling = "tell show decide reveal determine answer clarify know see"

// horizon sets until when a question or prediction of sentence n runs: a time in
// its own words that is not behind it, or the time that the sentence after it
// says will tell.
func (v *view) horizon(q *Question, n int) {
	t := v.timeIn(q.Span)
	if t < 0 && q.Cue.To <= q.Span.From {
		t = v.timeIn(Stretch{q.Cue.To, q.Span.From}) // "decide by Friday whether …"
	}
	if t >= 0 {
		q.Horizon, q.Until = t, Stretch{v.in.Times[t].From, v.in.Times[t].To}
		return
	}
	for i := q.Span.From + 3; i < q.Span.To-1; i++ {
		// "before the season opens": an event for a date
		if oneOf(v.low[i], "before until") && v.word(i).Is("mark") && v.word(i).Head > i && v.word(i).Head < q.Span.To && v.subjectOf(v.word(i).Head) > i {
			q.Until = v.trim(Stretch{i + 1, min(q.Span.To, v.subtree(v.word(i).Head).To)})
			return
		}
	}
	for k := n + 1; k <= n+2 && k < len(v.d.Sents); k++ {
		s := v.d.Sents[k]
		if s.To-s.From > 14 {
			return
		}
		for i := s.From; i < s.To; i++ {
			if !v.isVerb(i) || !oneOf(v.lemma(i), telling) || !v.has(s.From, i, "will should may might must") {
				continue
			}
			if t := v.timeIn(Stretch{s.From, s.To}); t >= 0 {
				q.Horizon, q.Until = t, Stretch{v.in.Times[t].From, v.in.Times[t].To}
			} else if v.has(s.From, i, "time future months weeks days years year week month hours") {
				to := i
				for to > s.From && (v.word(to-1).Is("aux", "advmod") || v.mark(to-1)) {
					to--
				}
				q.Until = v.trim(Stretch{s.From, to})
			}
			return
		}
	}
}

// timeIn returns the index of the first date in s that could be a horizon, -1 if
// it has none. A past time ("last week") is none.
func (v *view) timeIn(s Stretch) int {
	for i := v.firstTime(s.From); i < len(v.in.Times) && v.in.Times[i].From < s.To; i++ {
		t := &v.in.Times[i]
		if t.From < s.From || t.To > s.To || t.Type == "SET" || t.Value == "PAST_REF" || t.Value == "PRESENT_REF" {
			continue
		}
		if v.has(max(s.From, t.From-2), t.To, "since last ago after earlier previous past yesterday until recent recently") && !v.has(max(s.From, t.From-2), t.From, "until after") {
			continue
		}
		if t.Type == "DURATION" && !v.has(max(s.From, t.From-2), t.To, "within in next coming over following") {
			continue
		}
		return i
	}
	return -1
}

// firstTime returns the first time that begins at word i or after it.
func (v *view) firstTime(i int) int {
	lo, hi := 0, len(v.in.Times)
	for lo < hi {
		mid := (lo + hi) / 2
		if v.in.Times[mid].From < i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
