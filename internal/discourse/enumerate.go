package discourse

import (
	"strings"

	"hearsay"
)

// An announcement is a sentence that says that reasons follow: "Northport wants
// the militia gone for several reasons."
type announcement struct {
	sent int
	what Stretch // what the reasons are for
	cue  Stretch // "for several reasons"
	kind string
}

// ordinals say which place an item has; 0 is "the next, whichever".
var ordinals = map[string]int{
	"first": 1, "firstly": 1, "second": 2, "secondly": 2, "third": 3, "thirdly": 3, "fourth": 4, "fourthly": 4, "fifth": 5, "fifthly": 5,
	"sixth": 6, "sixthly": 6, "seventh": 7, "seventhly": 7, "eighth": 8, "ninth": 9, "tenth": 10,
	"1": 1, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6, "7": 7, "8": 8, "9": 9, "10": 10,
	"one": 1, "another": 0, "finally": 0, "lastly": 0, "last": 0, "next": 0, "also": 0, "moreover": 0, "furthermore": 0, "additionally": 0,
}

// enumerations finds reasons that are counted: over sentences ("First, …
// Second, …"), paragraphs, items of a list, and within one sentence. What they
// explain is what the sentence before the first says that there are reasons for.
func (v *view) enumerations() []Reason {
	var out []Reason
	for n := range v.sentences() {
		a, ok := v.announces(n)
		if !ok {
			if a, ok = v.oneReason(n); ok {
				out = append(out, v.listed(a)...)
			}
			continue
		}
		out = append(out, v.inline(a)...)
		out = append(out, v.listed(a)...)
	}
	return append(out, v.hands()...)
}

// announces reads a sentence with a noun for several reasons.
func (v *view) announces(n int) (announcement, bool) {
	s := v.d.Sents[n]
	for i := s.From; i < s.To; i++ {
		if !oneOf(v.low[i], "reasons motives considerations causes factors explanations grounds") || v.word(i).UPOS != "NOUN" {
			continue
		}
		a := announcement{sent: n, kind: Ground}
		if oneOf(v.low[i], "causes factors") {
			a.kind = Cause
		}
		np := v.subtree(i)
		from := i
		for from > s.From && (v.word(from-1).Is("amod", "nummod", "det", "advmod", "nmod", "case", "fixed") || oneOf(v.low[from-1], "for a number of at least several many two three")) &&
			i-from < 7 {
			from--
		}
		a.cue = Stretch{from, i + 1}
		many := false
		for k := from; k < i; k++ {
			many = many || oneOf(v.low[k], "several many two three four five six seven some various number multiple numerous few following main key these couple variety different other good")
		}
		if !many {
			continue
		}
		switch what := v.explained(i, np); {
		case v.low[from] == "for" || v.at(from-1) == "for":
			// "wants it gone for several reasons"
			if v.at(from-1) == "for" {
				a.cue.From--
			}
			if a.cue.From > s.From+1 {
				a.what = v.trim(v.within(Stretch{s.From, a.cue.From}, a.cue.From))
			} else if end := v.stop(i+1, s.To); end+1 < s.To {
				a.what = v.trim(v.within(Stretch{end, s.To}, a.cue.From))
			}
		case !what.IsEmpty():
			a.what = what // "There are three reasons for the closure"
		case n > 0 && v.d.Sents[n-1].Block == s.Block || n > 0:
			a.what = v.trim(Stretch{v.d.Sents[n-1].From, v.d.Sents[n-1].To})
		}
		if len(v.word(i).Text) > 0 && !a.what.IsEmpty() {
			return a, true
		}
	}
	return announcement{}, false
}

// oneReason reads "One reason for the closure is the price of ice" as the first
// item of an enumeration that nothing announces. What it explains is named
// behind it, or is the sentence before.
func (v *view) oneReason(n int) (announcement, bool) {
	cue, order := v.ordinal(n)
	if order != 1 || v.at(cue.To) != "reason" {
		return announcement{}, false
	}
	a := announcement{sent: n - 1, kind: Ground, cue: Stretch{cue.From, cue.To + 1}}
	if a.what = v.explained(cue.To, v.subtree(cue.To)); a.what.IsEmpty() {
		a.what = v.before(cue.From)
	}
	return a, !a.what.IsEmpty()
}

// farthest is how many sentences may lie between an announcement and its first
// item, and between two items.
const farthest = 24

// most is how many items an enumeration may have.
const most = 24

// listed reads the items that follow an announcement, sentence by sentence.
func (v *view) listed(a announcement) []Reason {
	var out []Reason
	next, idle, list := 1, 0, -1
	for n := a.sent + 1; n < len(v.d.Sents) && idle < farthest && len(out) < most; n++ {
		s := v.d.Sents[n]
		if s.From == s.To {
			continue
		}
		block := v.d.Blocks[min(s.Block, len(v.d.Blocks)-1)].Kind
		if block == hearsay.Heading && len(out) > 0 {
			break
		}
		if block == hearsay.ListItem && (len(out) == 0 && n == a.sent+1 || list >= 0) {
			// Items of a list need no number; each block is one.
			if s.Block != list {
				out = append(out, v.item(a, n, v.trim(Stretch{v.bullet(s.From, s.To), s.To}), Stretch{}, next))
				next++
			}
			list, idle = s.Block, 0
			continue
		}
		if list >= 0 {
			break
		}
		cue, order := v.ordinal(n)
		if len(out) == 0 {
			if order != 1 {
				if n > a.sent+2 {
					break // the first item follows soon
				}
				idle++
				continue
			}
		} else if order != next && order != 0 || order == 0 && (cue.IsEmpty() || oneOf(v.low[cue.From], "also next moreover furthermore additionally last")) {
			if order > 0 && order < next {
				break // another enumeration
			}
			idle++
			continue
		}
		if cue.IsEmpty() {
			continue
		}
		body := v.trim(v.within(Stretch{v.afterOrdinal(cue, s.To), s.To}, cue.From))
		if body.IsEmpty() {
			continue
		}
		out = append(out, v.item(a, n, body, cue, next))
		next, idle = next+1, 0
		if oneOf(v.low[cue.From], "finally lastly") {
			break
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// item makes the reason of an item.
func (v *view) item(a announcement, n int, body, cue Stretch, order int) Reason {
	if cue.IsEmpty() {
		cue = a.cue
	}
	return Reason{Kind: a.kind, For: a.what, Because: body, Cue: cue, Order: order, Said: v.inner[body.From], Sure: 0.9,
		Why: why("reason.enumerated", v.text(a.cue))}
}

// bullet skips the mark or number of an item of a list.
func (v *view) bullet(from, to int) int {
	for from < to-1 && (v.mark(from) || oneOf(v.low[from], "• * - –") || v.word(from).UPOS == "NUM" && v.mark(from+1)) {
		from++
	}
	return from
}

// ordinal returns the words that number the sentence, and its place; 0 for one
// that is only said to be another. A bare "One" needs "reason" or "is" after
// it: "One man died" numbers nothing.
func (v *view) ordinal(n int) (Stretch, int) {
	s := v.d.Sents[n]
	i := s.From
	for i < s.To && v.mark(i) {
		i++
	}
	if oneOf(v.at(i), "and but then") {
		i++
	}
	from := i
	if v.at(i) == "the" || v.at(i) == "a" {
		i++
	}
	if i >= s.To {
		return Stretch{}, -1
	}
	order, ok := ordinals[v.low[i]]
	if !ok {
		return Stretch{}, -1
	}
	next := v.at(i + 1)
	switch {
	case next == "of" && v.at(i+2) == "all":
		return Stretch{from, i + 3}, order
	case from < i && next == "," && v.has(i+2, s.To, "is was"):
		return Stretch{from, i + 1}, order
	case from == i && v.low[i] == "another" && oneOf(next, "is was"):
		return Stretch{from, i + 1}, 0
	case oneOf(next, "reason cause motive factor consideration is was explanation ground"):
		if from == i && oneOf(next, "is was") && !oneOf(v.low[i], "one another") {
			return Stretch{}, -1
		}
		return Stretch{from, i + 1}, order
	case from == i && (oneOf(next, ", : ; . ) — –") || next == "there") && !oneOf(v.low[i], "one another also last next"):
		return Stretch{from, i + 1}, order
	case from == i && strings.HasSuffix(v.low[i], "ly") && v.low[i] != "finally":
		return Stretch{from, i + 1}, order
	}
	return Stretch{}, -1
}

// afterOrdinal returns where the item's own words begin: after the comma, or
// after "reason is that".
func (v *view) afterOrdinal(cue Stretch, to int) int {
	i := cue.To
	if v.at(cue.From) == "the" && v.at(i) == "," {
		for k := to - 1; k > i; k-- {
			if oneOf(v.low[k], "is was") && v.at(k-1) == "," {
				return k + 1
			}
		}
	}
	if oneOf(v.at(i), "reason cause motive factor consideration explanation ground") {
		for k := i + 1; k < min(to, i+16); k++ {
			if v.lemma(k) == "be" {
				i = k
				break
			}
		}
	}
	for i < to && (v.mark(i) || oneOf(v.at(i), "is was that because reason")) {
		i++
	}
	return i
}

// inline reads items numbered within the announcing sentence: "for two reasons:
// first, the pumps are old; second, the guards are few".
func (v *view) inline(a announcement) []Reason {
	s := v.d.Sents[a.sent]
	var cues []Stretch
	next := 1
	for i := a.cue.To; i < s.To; i++ {
		order, ok := ordinals[v.low[i]]
		if !ok || order != next && (order != 0 || next == 1 || !oneOf(v.low[i], "finally lastly another")) {
			continue
		}
		if v.mark(i+1) && !oneOf(v.at(i+1), "-") || strings.HasSuffix(v.low[i], "ly") || oneOf(v.at(i-1), ": ; (") || v.at(i-2) == ";" || v.at(i-2) == "," && v.at(i-1) == "and" {
			cues = append(cues, Stretch{i, i + 1})
			next++
		}
	}
	if len(cues) < 2 {
		return nil
	}
	var out []Reason
	for k, c := range cues {
		end := s.To
		if k+1 < len(cues) {
			end = cues[k+1].From
		}
		body := v.trim(Stretch{v.afterOrdinal(c, end), end})
		if body.IsEmpty() {
			return nil
		}
		out = append(out, v.item(a, a.sent, body, c, k+1))
	}
	return out
}

// hands reads "on the one hand … on the other". Where the sentence before
// announces reasons or a choice ("The port is torn."), both sides are items that
// explain it; else the first is conceded to the second.
func (v *view) hands() []Reason {
	var out []Reason
	open := -1
	for i, w := range v.low {
		if w != "on" || v.at(i+1) != "the" && v.at(i+1) != "one" {
			continue
		}
		switch {
		case v.follows(i, "on", "the", "one", "hand"), v.follows(i, "on", "one", "hand"):
			open = i
		case v.follows(i, "on", "the", "other") && open >= 0 && i-open < 160:
			one, other := open, i
			open = -1
			a := v.d.Words[one].Sent
			oneTo := one + 3
			if v.low[one+1] == "the" {
				oneTo++
			}
			end := v.sent(one).To
			if v.d.Words[other].Sent == a {
				end = other
			}
			first := v.trim(Stretch{oneTo, end})
			otherTo := other + 3
			if v.at(otherTo) == "hand" {
				otherTo++
			}
			second := v.trim(Stretch{otherTo, v.sent(other).To})
			if first.IsEmpty() || second.IsEmpty() {
				continue
			}
			before := v.before(one)
			if !before.IsEmpty() && v.starts(one) && v.torn(before) {
				for k, body := range []Stretch{first, second} {
					cue := Stretch{one, oneTo}
					if k == 1 {
						cue = Stretch{other, otherTo}
					}
					out = append(out, Reason{Kind: Ground, For: before, Because: body, Cue: cue, Order: k + 1, Said: v.inner[cue.From], Sure: 0.8, Why: why("reason.hands", "")})
				}
				continue
			}
			out = append(out, Reason{Kind: Concession, For: second, Because: first, Cue: Stretch{other, otherTo}, Said: v.inner[other], Sure: 0.7, Why: why("reason.hands", "")})
		}
	}
	return out
}

// torn reports whether a sentence says that there are two sides to something.
func (v *view) torn(s Stretch) bool {
	for i := s.From; i < s.To; i++ {
		if oneOf(v.lemma(i), "tear torn dilemma reason reasons divided choice bind motive consideration contradiction quandary conflicted paradox hesitate consideration ambivalent factor") {
			return true
		}
	}
	return false
}
