package eval

import (
	"slices"

	"hearsay"
)

// mentions compares mentions and what they refer to. A mention's head is the
// word whose head lies outside it. "model" takes heads and the best antecedents
// as the model gives them, the way its description counts; "hearsay" is the
// mentions and entities of package mention.
func (e *evaluation) mentions(c *corpus, in Input, rs []*Reading) {
	model := e.row("mentions", c, in, "model", "heads")
	typed := e.row("mentions", c, in, "model", "heads and types")
	chains := e.corefRow(c, in, "model", "coreference, heads")
	heads := e.row("mentions", c, in, "hearsay", "heads")
	extents := e.row("mentions", c, in, "hearsay", "extents")
	entities := e.corefRow(c, in, "hearsay", "coreference, heads")
	full := e.corefRow(c, in, "hearsay", "coreference, extents")
	for _, r := range rs {
		key := keyMentions(r.Key)
		keyHeads := headClusters(r.Key)
		if m := r.Doc.Model; m != nil {
			known := make(map[string]bool)
			for _, l := range m.Labels("mention") {
				known[l] = true
			}
			key.drop(known)
			var words []int
			own, ownTyped := make(set[hearsay.Span]), make(set[named])
			for i := range r.Doc.Words {
				if l, _ := m.Best("mention", i); l != "O" {
					words = append(words, i)
					own[r.Doc.Words[i].Span] = true
					ownTyped[named{r.Doc.Words[i].Span, l}] = true
				}
			}
			model.add(key.heads.tally(own))
			typed.add(key.typed.tally(ownTyped))
			chains.add(Coreference(keyHeads, modelChains(r, words)))
		}
		if r.Mentions == nil {
			continue
		}
		own, ownExtents := make(set[hearsay.Span]), make(set[hearsay.Span])
		for _, m := range r.Mentions.Mentions {
			own[r.Doc.Words[m.Head].Span] = true
			ownExtents[r.Doc.Span(m.From, m.To)] = true
		}
		heads.add(key.heads.tally(own))
		extents.add(key.extents.tally(ownExtents))
		byHead, byExtent := entityClusters(r)
		entities.add(Coreference(keyHeads, byHead))
		full.add(Coreference(extentClusters(r.Key), byExtent))
		if e.errors != nil {
			e.errors.mentions(r, key, own, ownExtents)
		}
	}
}

func (e *evaluation) corefRow(c *corpus, in Input, by, measure string) *Row {
	r := e.row("mentions", c, in, by, measure)
	r.Count = CoNLL
	return r
}

// key is the annotator's mentions.
type key struct {
	heads, extents set[hearsay.Span]
	typed          set[named]
	typeOf         map[hearsay.Span]string
}

// keyMentions collects them; of several with one head the last gives the type,
// as in training.
func keyMentions(d *Document) *key {
	k := &key{make(set[hearsay.Span]), make(set[hearsay.Span]), make(set[named]), make(map[hearsay.Span]string)}
	for _, e := range d.Ents {
		k.typeOf[d.Words[d.HeadOf(e.Stretch)].Span] = e.Kind
		k.extents[d.Span(e.Stretch)] = true
	}
	for h, t := range k.typeOf {
		k.heads[h] = true
		k.typed[named{h, t}] = true
	}
	return k
}

// drop leaves out heads whose type is not known.
func (k *key) drop(known map[string]bool) {
	for h, t := range k.typeOf {
		if !known[t] {
			delete(k.heads, h)
			delete(k.typed, named{h, t})
		}
	}
}

// headClusters returns the annotator's clusters by the heads of their mentions,
// those of two heads or more.
func headClusters(d *Document) [][]hearsay.Span {
	var out [][]hearsay.Span
	for _, c := range d.Coref {
		var heads []int
		for _, m := range c {
			heads = append(heads, d.HeadOf(m))
		}
		heads = slices.Compact(sorted(heads))
		var cluster []hearsay.Span
		for _, h := range heads {
			cluster = append(cluster, d.Words[h].Span)
		}
		if len(cluster) > 1 {
			out = append(out, cluster)
		}
	}
	return out
}

// extentClusters returns the annotator's clusters of two mentions or more.
func extentClusters(d *Document) [][]hearsay.Span {
	var out [][]hearsay.Span
	for _, c := range d.Coref {
		if len(c) < 2 {
			continue
		}
		var cluster []hearsay.Span
		for _, m := range c {
			cluster = append(cluster, d.Span(m))
		}
		out = append(out, cluster)
	}
	return out
}

// modelChains joins every head to its best antecedent, if the model scores it
// above 0, and returns the chains of two or more.
func modelChains(r *Reading, heads []int) [][]hearsay.Span {
	a := r.Doc.Model.Antecedents(heads)
	cluster := make([]int, len(heads))
	members := make([][]hearsay.Span, len(heads))
	for i, h := range heads {
		best, score := i, float32(0)
		for j := range i {
			if s := a.Score(i, j, r.Doc.Model.Same(h, heads[j])); s > score {
				best, score = j, s
			}
		}
		cluster[i] = i
		if best < i {
			cluster[i] = cluster[best]
		}
		members[cluster[i]] = append(members[cluster[i]], r.Doc.Words[h].Span)
	}
	return slices.DeleteFunc(members, func(c []hearsay.Span) bool { return len(c) < 2 })
}

// entityClusters returns the system's entities of two mentions or more, by
// heads and by extents.
func entityClusters(r *Reading) (heads, extents [][]hearsay.Span) {
	for _, e := range r.Mentions.Entities {
		var hs, xs []hearsay.Span
		for _, i := range e.Mentions {
			m := &r.Mentions.Mentions[i]
			if m.Describes {
				continue // GUM does not count appositions and predicates as coreferent
			}
			hs = append(hs, r.Doc.Words[m.Head].Span)
			xs = append(xs, r.Doc.Span(m.From, m.To))
		}
		if len(hs) > 1 {
			heads, extents = append(heads, hs), append(extents, xs)
		}
	}
	return heads, extents
}

// mentions notes the mentions that only one side has.
func (e *Errors) mentions(r *Reading, k *key, heads, extents set[hearsay.Span]) {
	text := r.Key.Text
	for h := range k.heads {
		if !heads[h] {
			e.add("mention: missed", k.typeOf[h], around(text, h))
		}
	}
	for h := range heads {
		if !k.heads[h] {
			e.add("mention: false", "", around(text, h))
		}
	}
	for x := range k.extents {
		if !extents[x] {
			e.add("mention: missed extent", "", around(text, x))
		}
	}
	for x := range extents {
		if !k.extents[x] {
			e.add("mention: false extent", "", around(text, x))
		}
	}
}
