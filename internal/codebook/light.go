package codebook

import (
	"slices"

	"hearsay/internal/syntax"
)

// light adds the arguments of the verb that does little but carry the noun:
// "carried out a strike on the port", "a strike was carried out", "faces
// sanctions".
//
// Counter-sentence: in "condemned the strike" the subject struck nobody.
func (f *frame) light(e *Entry) {
	d := f.d
	n, w := f.at, &d.Words[f.at]
	for w.Is("conj") && w.Head >= 0 && d.Words[w.Head].UPOS == "NOUN" {
		n = w.Head
		w = &d.Words[n]
	}
	v := w.Head
	if w.Is("acl:relcl", "acl") || v < 0 {
		v = -1
	}
	// "a series of strikes", "the start of talks"
	for v >= 0 && w.Is("nmod") && measures(&d.Words[v]) && preposition(d, n) == "of" {
		n, w = v, &d.Words[v]
		v = w.Head
	}
	if v >= 0 && (w.Is("nsubj:pass") || objectOf(d, n, v)) && d.Words[v].UPOS == "VERB" {
		f.carried(v)
	} else if v >= 0 && w.Is("obl") && taking(&d.Words[v]) {
		f.verb = v
		if len(f.subj) == 0 {
			f.subj = surface(d, v, depth)
		}
		f.complete(v)
	}
	for _, k := range d.Children(f.at) {
		if k < f.at && d.Words[k].Is("compound", "acl", "amod", "aux") && d.Words[k].XPOS != "VB" && carries(&d.Words[k]) && f.verb < 0 {
			f.verb = k
			if len(f.subj) == 0 {
				f.subj = left(d, k)
			}
		}
	}
	if k := d.Child(f.at, "acl"); k >= 0 && carries(&d.Words[k]) && d.Words[k].XPOS == "VBN" { // "a strike carried out by"
		if len(f.subj) == 0 {
			f.subj = agents(d, k)
		}
		f.complete(k)
	}
	if k := d.Child(f.at, "acl:relcl"); k >= 0 && carries(&d.Words[k]) { // "the strike that Northland carried out"
		if len(f.subj) == 0 {
			f.subj = slices.DeleteFunc(subjects(d, k, 1), func(s int) bool { return s == f.at })
		}
		f.complete(k)
	}
}

// carried adds the arguments of the light or receiving verb v.
func (f *frame) carried(v int) {
	d := f.d
	switch {
	case carries(&d.Words[v]):
		f.verb = v
		if len(f.subj) == 0 {
			f.subj = subjects(d, v, depth)
		}
		for _, c := range d.Children(v) {
			if d.Words[c].Is("iobj") {
				f.obj = append(f.obj, c)
			}
		}
		f.complete(v)
	case receives(&d.Words[v]):
		f.verb = v
		if len(f.obj) == 0 {
			f.obj = subjects(d, v, depth)
		}
		f.complete(v)
	}
}

// carries reports whether a verb adds little to the noun that is its object but
// who did it and that it happened.
func carries(w *syntax.Word) bool {
	switch w.Lemma {
	case "carry", "conduct", "make", "launch", "stage", "mount", "hold", "give", "issue", "deliver", "do", "perform", "execute",
		"commit", "take", "wage", "open", "start", "begin", "continue", "resume", "renew", "step", "intensify", "escalate", "unleash",
		"impose", "slap", "levy", "extend", "tighten", "announce", "declare", "order", "approve", "authorize", "plan", "prepare", "offer",
		"provide", "send", "supply", "grant", "lend", "pay", "donate", "file", "bring", "lodge", "lay", "level", "submit", "press", "raise", "voice",
		"express", "reach", "sign", "strike", "conclude", "seal", "clinch", "finalize", "negotiate", "agree", "enter", "broker", "host", "organize", "organise",
		"lead", "join", "attend", "end", "stop", "halt", "suspend", "cancel", "lift", "ease", "have", "exchange", "fire", "deal", "inflict",
		"complete", "finish", "set", "call", "put", "repeat", "reiterate", "mediate", "pursue", "initiate", "undertake", "implement",
		"enforce", "establish", "maintain", "observe", "break", "pass", "show", "pledge", "promise", "win", "recall", "participate", "plot", "claim", "promote", "direct", "run", "lob", "hurl", "throw":
		return true
	}
	return false
}

// receives reports whether the subject of a verb is whom its object is done to.
func receives(w *syntax.Word) bool {
	switch w.Lemma {
	case "face", "suffer", "receive", "undergo", "endure", "get", "survive", "escape", "await", "sustain", "accept", "draw", "repel", "withstand":
		return true
	}
	return false
}

// taking reports whether the subject of a verb takes part in what follows with
// "in": "engaged in talks", "joined in the attack".
func taking(w *syntax.Word) bool {
	switch w.Lemma {
	case "engage", "take", "participate", "join", "involve", "meet":
		return true
	}
	return false
}
