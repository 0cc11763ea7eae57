package attribution

import (
	"cmp"
	"hearsay"
	"hearsay/internal/lexicon"
	"slices"
)

// finish fills in what follows from cue, source and content: mode, act,
// negation, source and recipient as mentions, anonymity.
func (v *view) finish(as []Attribution, i int) {
	a := &as[i]
	a.Content = apart(a.Content)
	if a.Mode == hearsay.ModeUnknown {
		a.Mode = v.mode(a)
	}
	if a.CueFrom < a.CueTo && !a.Voice {
		if !a.fixed {
			a.Act = v.act(a)
		}
		a.Negated = v.negated(a)
		a.Recipient = v.recipient(a)
	}
	if a.CueFrom >= a.CueTo && !a.Voice && !a.fixed {
		a.Act = hearsay.Say
	}
	if a.Source < 0 && a.SourceFrom < a.SourceTo {
		if a.Source = v.relative(a.SourceFrom, a.SourceTo); a.Source < 0 {
			if m := v.mentionIn(a.SourceFrom, a.SourceTo); m >= 0 && !(v.ms.Mentions[m].To > a.SourceTo && v.d.Words[a.CueFrom].Text == ":") {
				a.Source = m // a label's mention does not reach into what it says
			}
		}
	}
	if a.Naming = v.naming(a); a.Naming {
		a.Act = hearsay.ActOther
	}
	a.Anonymous = v.anonymous(a) && !a.Naming && !a.relay
	if kept, from, to := v.unnamed(a); kept {
		a.Anonymous, a.Unnamed = true, [2]int{from, to}
	}
}

// mode compares the content with the quotation marks: direct if they hold all
// of it, mixed if they hold a part, scare if the part is at most two words of
// several and no clause.
//
//	direct    “We left,” she said.
//	indirect  She said they had left.
//	mixed     She said they had “left for good”.
//	scare     She called for more “guests”.
func (v *view) mode(a *Attribution) hearsay.Mode {
	if a.Voice {
		return hearsay.Direct
	}
	inside, outside, longest := 0, 0, 0
	own := v.quoteAt[a.anchor()]
	run, prev := 0, -1
	for _, r := range a.Content {
		for i := r[0]; i < r[1]; i++ {
			if v.d.Words[i].UPOS == "PUNCT" || v.isMark(i) {
				continue
			}
			k := v.quoteAt[i]
			if k < 0 || k == own && own >= 0 {
				outside++
				prev = -1
				continue
			}
			inside++
			if k != prev {
				run = 0
			}
			run++
			longest, prev = max(longest, run), k
		}
	}
	switch {
	case inside == 0:
		return hearsay.Indirect
	case outside == 0 || outside == 1 && inside > 3: // "that “we left”"
		return hearsay.Direct
	case longest == 1: // "a “solution” for the bay"; not "could resume “within days”"
		return hearsay.Scare
	}
	return hearsay.Mixed
}

// anchor is a word of the speaker's sentence: of the cue, else of the source,
// else before the content.
func (a *Attribution) anchor() int {
	switch {
	case a.CueFrom < a.CueTo:
		return a.CueFrom
	case a.SourceFrom < a.SourceTo:
		return a.SourceFrom
	}
	return max(0, a.Content[0][0]-1)
}

// act looks the cue up in the lexicon. A cue that it lacks says.
//
// Frames can turn an act into another: "agreed to leave" promises where "agreed
// that" says; "refused to comment" declines; "told them to leave" demands;
// "asked for help" and "asked whether" ask, "asked them to leave" demands; "warned
// of rain" foretells, "warned them not to leave" demands, and "warned that it would
// strike" threatens.
func (v *view) act(a *Attribution) hearsay.Act {
	e := v.cueEntry(a.CueFrom, a.CueTo)
	if f := v.feeling(v.d.Head(a.CueFrom, a.CueTo)); f != nil { // "was stunned by"
		return f.Act
	}
	if h := v.d.Head(a.CueFrom, a.CueTo); a.deep && e != nil && e.Act == hearsay.Say {
		if k := v.d.Child(h, "xcomp"); k > h && v.rates(h, k) { // "found the plan unfair"
			return hearsay.Believe
		}
	} else if e == nil && a.deep { // a word that counts inside contents only
		if e = v.attitude(h); e != nil {
			return e.Act
		}
	}
	if e == nil {
		if a.CueTo-a.CueFrom == 1 && v.d.Words[a.CueFrom].Text == ":" {
			return hearsay.Say
		}
		if v.d.Words[v.d.Head(a.CueFrom, a.CueTo)].UPOS == "VERB" || a.Mode == hearsay.Direct { // "was blunt: “No.”"
			return hearsay.Say
		}
		return hearsay.ActOther
	}
	if e.Kind != lexicon.CueVerb {
		return e.Act
	}
	h := v.cueHead(a)
	if c, _, _ := v.entry(v.d.Head(a.CueFrom, a.CueTo)); c != nil && c.Act == hearsay.Decline { // "declined to comment on"
		return c.Act
	}
	infinitive := v.infinitive(h)
	switch e.Phrase[0] {
	case "tell":
		if infinitive {
			return hearsay.Demand
		}
	case "ask":
		if infinitive && v.d.Child(h, "obj", "iobj") > h {
			return hearsay.Demand
		}
	case "agree", "offer":
		if infinitive {
			return hearsay.Promise
		}
	case "warn", "caution":
		switch {
		case infinitive || v.governs(h, "against"):
			return hearsay.Demand
		case !v.ownDeed(h) && !v.vows(a):
			return hearsay.Predict
		}
	case "confirm": // "would neither confirm nor deny"
		if a.CueTo-h > 2 && v.lower(h+1) == "nor" && v.lower(h+2) == "deny" {
			return hearsay.Decline
		}
	}
	return e.Act
}

// governs reports whether preposition p opens what verb h is about: "warned against
// it", "warned them against drinking".
func (v *view) governs(h int, p string) bool {
	for _, k := range v.d.Children(h) {
		if k > h && v.opened(k) == p {
			return true
		}
	}
	return v.lower(h+1) == p
}

// vows reports whether the quoted words of a tell what their speaker will do: “Stay
// away, or we will shoot,” the guards warned.
func (v *view) vows(a *Attribution) bool {
	for _, r := range a.Content {
		for i := r[0]; i+1 < r[1] && i < r[0]+farWord; i++ {
			if w := v.lower(i); (w == "we" || w == "i") && v.quoteAt[i] >= 0 {
				switch v.lower(i + 1) {
				case "will", "'ll", "’ll":
					return true
				}
			}
		}
	}
	return false
}

// ownDeed reports whether the clause that verb h governs tells what its own subject
// will do: "The guards warned that they would shoot".
//
// Counter-sentence: "The guards warned that the bridge would fall".
func (v *view) ownDeed(h int) bool {
	k, c := v.d.Child(h, "nsubj"), v.d.Child(h, "ccomp")
	if v.ms == nil || k < 0 || c < h || v.d.Child(c, "aux") < 0 {
		return false
	}
	n := v.d.Child(c, "nsubj")
	if n < 0 || v.d.Words[n].UPOS != "PRON" || v.ms.At(k) < 0 || v.ms.At(n) < 0 || v.d.Child(c, "aux:pass") >= 0 {
		return false
	}
	switch v.lower(v.d.Child(c, "aux")) {
	case "will", "would", "'ll", "’ll":
		return v.d.Words[c].UPOS == "VERB" && v.ms.Mentions[v.ms.At(k)].Entity == v.ms.Mentions[v.ms.At(n)].Entity
	}
	return false
}

// cueHead returns the word of the lexicon's entry in the cue, else its head.
func (v *view) cueHead(a *Attribution) int {
	best, strength := v.d.Head(a.CueFrom, a.CueTo), 0
	for i := a.CueFrom; i < a.CueTo; i++ {
		if c, _, _ := v.entry(i); c != nil && c.Strength > strength {
			best, strength = i, c.Strength
		}
	}
	return best
}

// infinitive reports whether h has an infinitive with "to" as its complement.
func (v *view) infinitive(h int) bool {
	for _, k := range v.d.Children(h) {
		if k > h && v.d.Words[k].Is("xcomp", "ccomp") {
			if m := v.d.Child(k, "mark"); m >= 0 && v.d.Words[m].XPOS == "TO" {
				return true
			}
		}
	}
	return false
}

// negated reports whether the cue is denied: "did not say", "never asked", "no
// official would confirm". Not "said it was not": the negation must belong to
// the cue.
func (v *view) negated(a *Attribution) bool {
	if a.Act == hearsay.Decline && v.lower(a.CueTo-1) == "deny" {
		return false // "would neither confirm nor deny"
	}
	for i := a.CueFrom; i < a.CueTo; i++ {
		if v.negates(i) || v.lower(i) == "little" && i > a.CueFrom && v.lower(i-1) != "a" { // "shown little respect for"
			return true
		}
	}
	for i := max(a.CueFrom-2, 0); i+1 < a.CueTo; i++ { // "has yet to confirm", whichever of its words are the cue
		if v.lower(i) == "yet" && v.lower(i+1) == "to" {
			return true
		}
	}
	h := v.cueHead(a)
	if d := v.d.Child(h, "det"); d >= 0 && v.lower(d) == "no" { // "no confirmation that"
		return true
	}
	if u := v.infinitiveOf(h); u >= 0 && v.implies(u) { // "failed to respect the treaty"
		switch v.d.Words[v.d.Words[u].Head].Lemma {
		case "fail", "cease":
			return true
		}
	}
	for _, k := range v.d.Children(h) {
		if k < h && v.negates(k) && !inContent(a, k) {
			return true
		}
		if v.d.Words[k].Is("nsubj", "iobj") || v.d.Words[k].Is("obj") && v.d.Words[h].Lemma == "tell" { // "told no newspaper", "told nobody"
			if d := v.d.Child(k, "det"); d >= 0 && v.lower(d) == "no" {
				return true
			}
			if l := v.lower(k); l == "nobody" || l == "none" || l == "neither" {
				return true
			}
		}
	}
	return false
}

func (v *view) negates(i int) bool {
	switch v.lower(i) {
	case "not", "n't", "n’t", "never", "neither", "hardly", "nor":
		return true
	}
	return false
}

func inContent(a *Attribution, i int) bool { return covers(a.Content, i, i+1) }

// nameBeside returns the person's name that stands beside what describes him in the
// words [from, to), whose head is of mention head, -1 if there is none: in "a former
// head of the port office, Rolf Marsh" and "Mila Oren, one of the port's clerks" the
// name is who speaks, whichever the tree takes for the head.
//
// Counter-sentences: "a clerk of Rolf Marsh", "Marsh's clerk", "the Herald, which
// asked Marsh" (somebody else's name).
func (v *view) nameBeside(from, to, head int) int {
	named := func(k int) bool {
		m := &v.ms.Mentions[k]
		return m.Kind == hearsay.Person && m.Form == hearsay.Name && m.From >= from && m.To <= to
	}
	if head >= 0 && named(head) {
		return -1
	}
	if k := v.ms.At(from); k >= 0 && named(k) && v.ms.Mentions[k].From == from && v.lower(v.ms.Mentions[k].To) == "," && v.ms.Mentions[k].To < to {
		return k
	}
	k := v.ms.At(to - 1)
	for n := to - 1; n >= from && (k < 0 || !named(k)); n-- { // within a flat name the mention stands at its head
		if !v.d.Words[n].Is("flat") {
			return -1
		}
		k = v.ms.At(v.d.Words[n].Head)
	}
	if k < 0 || !named(k) || v.ms.Mentions[k].To != to || v.ms.Mentions[k].From == from {
		return -1
	}
	if w := &v.d.Words[v.ms.Mentions[k].Head]; w.Is("nsubj") || w.Is("appos") {
		return k
	}
	return -1
}

// mentionIn returns the mention that best covers the words [from, to): the one
// whose head is theirs, else the first inside; -1 if there is none.
func (v *view) mentionIn(from, to int) int {
	if v.ms == nil {
		return -1
	}
	head := v.ms.At(v.d.Head(from, to))
	if k := v.nameBeside(from, to, head); k >= 0 {
		return k
	}
	if head >= 0 && v.speaks(head) {
		return head
	}
	for i := from; head >= 0 && i < to; i++ { // "Analyst Mila Oren on Wednesday", where a tree may take the day for the head
		if k := v.ms.At(i); k >= 0 && v.ms.Mentions[k].To <= to && v.ms.Mentions[head].Type == "time" && v.speaks(k) {
			return k
		}
	}
	if head >= 0 {
		return head
	}
	for i := from; i < to; i++ {
		if k := v.ms.At(i); k >= 0 && v.ms.Mentions[k].To <= to {
			return k
		}
	}
	return -1
}

// recipient returns the mention of who was told: the object of a verb of
// telling beside the clause or quotation that is its content, or what stands
// after "to": "told the Herald that", "said to reporters", "asked them to
// leave".
func (v *view) recipient(a *Attribution) int {
	if v.ms == nil {
		return -1
	}
	h := v.cueHead(a)
	switch v.d.Words[h].Lemma {
	case "tell", "inform", "ask", "assure", "remind", "notify", "warn", "advise", "urge", "order", "promise", "brief", "reassure", "instruct", "beg", "persuade", "convince":
		for _, k := range v.d.Children(h) {
			told := v.d.Words[k].Is("obj", "iobj") || v.d.Words[k].Is("obl") && v.d.Child(k, "case") < 0
			if k > h && told && v.beside(a, k) && v.ms.At(k) >= 0 && v.speaks(v.ms.At(k)) && v.ms.Mentions[v.ms.At(k)].From >= a.CueTo && !inContent(a, k) && !(k >= a.SourceFrom && k < a.SourceTo) {
				return v.ms.At(k)
			}
		}
		// where the tree hangs it elsewhere: "…, his office told Meridian Wire."
		if m := v.mentionFrom(a.CueTo); m >= 0 && v.speaks(m) && !inContent(a, v.ms.Mentions[m].Head) && a.CueTo-h == 1 && a.SourceFrom != a.CueTo {
			return m
		}
	case "say", "write", "explain", "admit", "complain", "confirm", "report", "speak", "talk", "reply", "respond", "confess", "suggest", "announce", "signal", "appeal":
		for _, k := range v.d.Children(h) {
			if k > h && v.d.Words[k].Is("obl") && v.caseOf(k) == "to" && !inContent(a, k) {
				if m := v.ms.At(k); m >= 0 && v.speaks(m) && v.ms.Mentions[m].From >= a.CueTo {
					return m
				}
			}
		}
	}
	return -1
}

// beside reports whether word k stands close behind the cue of a, with no mark
// between them, so that it can be who was told. In "Northport has told the
// militia to leave, the Herald reported" trees can hang the Herald on "told".
func (v *view) beside(a *Attribution, k int) bool {
	for i := a.CueTo; i < k; i++ {
		if i > a.CueTo+8 || v.d.Words[i].UPOS == "PUNCT" && !v.hyphen(i) {
			return false
		}
	}
	return true
}

// speaks reports whether a mention can be spoken to or speak.
func (v *view) speaks(m int) bool {
	switch v.ms.Mentions[m].Kind {
	case hearsay.Person, hearsay.Organization, hearsay.Group, hearsay.Nationality:
		return true
	}
	return v.ms.Mentions[m].Form != hearsay.Nominal || v.d.Words[v.ms.Mentions[m].Head].Lemma == "source"
}

// naming reports whether the cue of a gives a name or an office: "known as",
// "a program called Gate" with nobody who calls it so; "nominated", "elected",
// whoever does it.
//
// Counter-sentences: "Oren called it a lie", "is known to have left" (a clause).
func (v *view) naming(a *Attribution) bool {
	if a.CueFrom >= a.CueTo || a.Voice {
		return false
	}
	d := v.d
	for i := a.CueFrom; i < a.CueTo; i++ {
		w := &d.Words[i]
		switch w.Lemma {
		case "nominate", "appoint", "elect":
			return w.UPOS == "VERB" && d.Child(i, "ccomp") < 0
		case "know", "call", "name", "dub", "nickname", "entitle", "title", "rename", "baptize", "style":
			if w.XPOS == "VBN" && a.SourceFrom >= a.SourceTo && d.Child(i, "ccomp") < 0 && !v.infinitive(i) {
				return true
			}
		}
	}
	return false
}

// apart returns runs of words in order, with those that touch one another made
// one: where a quotation has no end, what is taken for it before its cue and what
// is taken for it after may overlap.
func apart(runs [][2]int) [][2]int {
	if len(runs) < 2 {
		return runs
	}
	runs = slices.Clone(runs)
	slices.SortFunc(runs, func(a, b [2]int) int { return cmp.Or(a[0]-b[0], a[1]-b[1]) })
	out := runs[:1]
	for _, r := range runs[1:] {
		if last := &out[len(out)-1]; r[0] < last[1] {
			last[1] = max(last[1], r[1])
		} else {
			out = append(out, r)
		}
	}
	return out
}
