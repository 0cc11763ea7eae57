package attribution

// wholeClause lengthens a content that stops between a noun and the relative
// clause that tells which one is meant: in "The army left the bases where the
// officers had stayed, Oren said" the bases are not all bases.
//
// Counter-sentences: "left the bases, where" (a comma: the reporter's word, or
// not, for the weights to say); "told the officers who had stayed" (the clause
// belongs to who was told); a clause that holds the cue.
func (v *view) wholeClause(a *Attribution) {
	d := v.d
	for n := range a.Content {
		r := &a.Content[n]
		if r[1] >= len(d.Words) || d.Words[r[1]].Sent != d.Words[r[1]-1].Sent || v.quoteAt[r[1]] != v.quoteAt[r[1]-1] {
			continue
		}
		k := r[1]
		for k >= 0 && d.Words[k].Head >= r[1] {
			k = d.Words[k].Head
		}
		if w := &d.Words[k]; !w.Is("acl:relcl") || w.Head < r[0] || d.Words[r[1]].UPOS == "PUNCT" {
			continue
		}
		from, to := d.Subtree(k)
		if from != r[1] || a.CueFrom < to && a.CueTo > from || a.SourceFrom < to && a.SourceTo > from || n+1 < len(a.Content) && a.Content[n+1][0] < to {
			continue
		}
		for to > from && d.Words[to-1].UPOS == "PUNCT" {
			to--
		}
		r[1] = max(r[1], to)
	}
}

// fromStart lengthens a content that begins inside the clause that the cue
// closes: in "The vote came after Oren agreed not to speak, the clerk said" the
// clerk said it all, and so did the Herald report all of "Two men were held after
// a row, the Herald reported", though the tree has that as a remark.
//
// Counter-sentences: “The vote was late, and ‘not fair’,” she said (marks), "Yes,
// the vote was late, she said" (a comma before the content).
func (v *view) fromStart(t *saying, a *Attribution) {
	d := v.d
	if len(a.Content) == 0 || a.Content[0][1] > t.from {
		return
	}
	r := &a.Content[0]
	k := d.Child(t.head, "ccomp")
	if k < 0 && d.Words[t.head].Is("parataxis") && v.closes(t.head, v.sentence(t.head)) {
		k = d.Words[t.head].Head
	}
	if k < 0 || k >= r[0] || r[0] == 0 {
		return
	}
	from, to := d.Subtree(k)
	if from >= r[0] || to < r[1] || from < v.sentence(t.head).From || a.SourceFrom < r[0] && a.SourceTo > from && a.SourceFrom < a.SourceTo {
		return
	}
	for i := from; i < r[0]; i++ {
		if v.quoteAt[i] >= 0 || d.Words[i].UPOS == "PUNCT" {
			return
		}
	}
	r[0] = from
}

// onlyQuoted begins a content before the cue, which ends with a quotation, where
// that opens, if it does so behind a colon or a semicolon or with its sentence: in
// "The note was short: “We have no money,” the union wrote" it wrote no more.
//
// Counter-sentence: "The town “has no money, and no pier,” the union wrote" (the
// words before belong to the sentence).
func (v *view) onlyQuoted(a *Attribution) {
	d := v.d
	if len(a.Content) == 0 {
		return
	}
	r := &a.Content[0]
	if r[1] > a.CueFrom || r[1]-1 < r[0] || v.quoteAt[r[1]-1] < 0 {
		return
	}
	q := v.quotes[v.quoteAt[r[1]-1]]
	if q.to != r[1] || !q.opened || !q.closed || q.from <= r[0] || q.to-q.from < 5 {
		return
	}
	if k := v.quoteAt[r[0]]; k >= 0 && v.quotes[k].closed {
		return
	}
	if b := d.Words[q.from-1].Text; b == ":" || b == ";" || d.SentOf(q.from).From == q.from {
		r[0] = q.from
	}
}

// andThat lengthens a content that stops before another clause of the same
// sentence that the cue governs as well: "Oren said that the hall was empty, and
// that a guard had left" and "said the hall was empty and that it was sold".
//
// Counter-sentence: "Oren said the hall was empty, and the guards left".
func (v *view) andThat(a *Attribution) {
	d := v.d
	if len(a.Content) == 0 {
		return
	}
	r := &a.Content[len(a.Content)-1]
	if r[0] < a.CueTo {
		return
	}
	s := v.sentence(a.CueFrom)
	for n := 0; n < 3; n++ {
		i := r[1]
		if i < s.To && d.Words[i].Text == "," {
			i++
		}
		if i+2 >= s.To || d.Words[i].UPOS != "CCONJ" || v.lower(i+1) != "that" || !d.Words[i+1].Is("mark") || v.quoteAt[i] != v.quoteAt[a.CueFrom] {
			return
		}
		_, to := d.Subtree(d.Words[i+1].Head)
		if e := v.trimmed(i+1, min(to, s.To)); e[1] > r[1] && !(a.SourceFrom < e[1] && a.SourceTo > r[1]) {
			r[1] = e[1]
		} else {
			return
		}
	}
}

// beforeAdding ends a content before what its own speaker adds to it: in "Oren
// said the hall was empty, adding that the gates were open" the gates are
// another statement of hers, not a part of the first.
//
// Counter-sentence: "Oren said the cook was adding that salt" (no comma).
func (v *view) beforeAdding(a *Attribution) {
	d := v.d
	if len(a.Content) == 0 || a.CueFrom < a.CueTo && v.lower(a.CueFrom) == "adding" {
		return
	}
	r := &a.Content[len(a.Content)-1]
	for i := r[0] + 1; i < r[1]; i++ {
		if v.lower(i) == "adding" && d.Words[i-1].Text == "," && v.quoteAt[i] == v.quoteAt[a.anchor()] && (v.lower(i+1) == "that" || v.lower(i+1) == "," || v.lower(i+1) == ":" || v.isMark(i+1)) {
			if e := v.trimmed(r[0], i); e[0] < e[1] {
				*r = [2]int{r[0], e[1]}
			}
			return
		}
	}
}

// beforeDoing ends a content that opens with a quotation where its speaker does
// something else behind it: in "Tervo told us ‘Go home’ and shut the door" the
// door is not what he told.
//
// Counter-sentences: "said “the hall is empty” and that it was sold" (see
// [view.andThat]), "said “the hall” and the pier were sold" (no verb behind "and").
func (v *view) beforeDoing(a *Attribution) {
	d := v.d
	if len(a.Content) == 0 {
		return
	}
	r := &a.Content[len(a.Content)-1]
	if r[0] < a.CueTo || !v.isMark(r[0]) || v.quoteAt[r[0]] < 0 {
		return
	}
	q := v.quotes[v.quoteAt[r[0]]]
	if q.from != r[0] || !q.closed || q.to+1 >= r[1] || d.Words[q.to].UPOS != "CCONJ" || d.Words[q.to+1].UPOS != "VERB" || d.Words[q.to+1].XPOS == "VBG" {
		return
	}
	r[1] = q.to
}

// insideMarks ends a content that begins inside a quotation before the mark that
// closes it, and a comma or a full stop there: in “He said the pier was shut,” said Oren, what he
// said is "the pier was shut".
//
// Counter-sentence: He said the pier “was shut,” and left (the mark closes what the content opens).
func (v *view) insideMarks(a *Attribution) {
	for k := range a.Content {
		r := &a.Content[k]
		i := r[1] - 1
		if i <= r[0] || !v.isMark(i) || v.quoteAt[i] < 0 {
			continue
		}
		if q := v.quotes[v.quoteAt[i]]; q.to != r[1] || q.from >= r[0] {
			continue
		}
		if w := v.lower(i - 1); i-1 > r[0] && (w == "," || w == ".") {
			i--
		}
		r[1] = i
	}
}

// noneTold takes the content from a verb of telling whose only object is whom it
// is told: in "I can show you" nothing is said.
//
// Counter-sentences: "Oren told them to go", "Oren denied it", "Oren supports her".
func (v *view) noneTold(t *saying, a *Attribution) {
	if len(a.Content) != 1 || a.Content[0][1]-a.Content[0][0] != 1 || !tells[t.lemma] {
		return
	}
	if w := &v.d.Words[a.Content[0][0]]; w.XPOS == "PRP" && w.Lemma != "it" && w.Is("obj", "iobj") {
		a.Content = nil
	}
}

// tells are verbs whose object is whom something is told.
var tells = map[string]bool{"tell": true, "show": true, "inform": true, "remind": true, "assure": true, "ask": true, "answer": true}

// wholeQuotation lengthens a content that ends, or begins, with a sentence in the
// middle of a quotation that opens, or ends, in it: all of “We left. The pier was
// shut. Who would stay?” is what she said, however long she speaks.
//
// Counter-sentences: “We left. The pier,” she said, “was shut.” (the cue stands
// between two quotations), “We left,” she said. “The pier was shut.” (two), and
// one that nothing closes.
func (v *view) wholeQuotation(a *Attribution) {
	d := v.d
	for n := range a.Content {
		r := &a.Content[n]
		if k := v.quote(r[1] - 1); k >= 0 {
			q, e := v.quotes[k], r[1]
			for e < q.to && d.Words[e].UPOS == "PUNCT" && !v.isMark(e) && d.Words[e].Sent == d.Words[r[1]-1].Sent {
				e++
			}
			if q.opened && q.closed && q.from >= r[0] && q.to > e && d.Words[e].Sent != d.Words[r[1]-1].Sent && v.apart(a, n, r[1], q.to) {
				r[1] = q.to
			}
		}
		if k := v.quote(r[0]); k >= 0 {
			if q := v.quotes[k]; q.opened && q.closed && q.to <= r[1] && q.from < r[0] && d.SentOf(r[0]).From == r[0] && v.apart(a, n, q.from, r[0]) {
				r[0] = q.from
			}
		}
	}
}

// apart reports whether [from, to) holds neither the cue nor the source of a, nor
// another of its contents than the n-th.
func (v *view) apart(a *Attribution, n, from, to int) bool {
	if a.CueFrom < to && a.CueTo > from || a.SourceFrom < to && a.SourceTo > from && a.SourceFrom < a.SourceTo {
		return false
	}
	for k, r := range a.Content {
		if k != n && r[0] < to && r[1] > from {
			return false
		}
	}
	return true
}

// beforeSaying ends a content before what its speaker says next in the same
// sentence: in "Oren said she would sell the hall and warned the guards" the
// warning is hers, not what she would do, as its tense shows.
//
// Counter-sentences: "Oren said she sold the hall and warned the guards" (she may
// have said so), "said she would sell the hall and warn the guards", "said the man
// who sold the hall had fled and warned nobody" (a verb of that tense before it).
func (v *view) beforeSaying(t *saying, a *Attribution) {
	d := v.d
	tag := d.Words[t.head].XPOS
	if len(a.Content) == 0 || tag != "VBD" && tag != "VBZ" && tag != "VBP" {
		return
	}
	r := &a.Content[len(a.Content)-1]
	if r[0] < a.CueTo {
		return
	}
	s := v.sentence(t.head)
	for i := r[0]; i < min(r[1], s.To)-1; i++ {
		if w := &d.Words[i]; w.XPOS == tag && (w.UPOS == "VERB" || w.UPOS == "AUX") {
			return
		} else if w.UPOS != "CCONJ" || i == r[0] || v.quoteAt[i] != v.quoteAt[t.head] {
			continue
		}
		k := i + 1
		for k < r[1] && d.Words[k].UPOS == "ADV" && k < i+3 {
			k++
		}
		if k == r[1] || d.Words[k].XPOS != tag || d.Words[k].UPOS != "VERB" || d.Child(k, "nsubj") >= 0 {
			continue
		}
		if e, _, _ := v.entry(k); e == nil || e.Strength < 2 {
			continue
		}
		if e := v.trimmed(r[0], i); e[0] < e[1] {
			r[1] = e[1]
		}
		return
	}
}
