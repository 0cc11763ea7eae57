package eval

import (
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/mention"
)

// A Nested is an expression of MPQA 3.0 with the chain of those on whose word
// it stands, the writer first.
type Nested struct {
	Stretch           // the expression: "said", "plans to"
	Type     string   // speech, direct (an attitude or its utterance), expressive (a loaded word)
	Agents   []string // the chain: "w" is the writer, "implicit" nobody named
	Agent    Stretch  // the innermost agent's words beside the expression; empty if there are none
	Implicit bool     // there is no expression: the writer says the sentence
	// Unreal is set where there is no such speech or attitude in the world of the
	// text: "if he said so".
	Unreal bool
	// Attitudes are the kinds of attitude shown: sentiment, arguing, intention,
	// agree, speculation, other. The corpus as we have it gives no polarity.
	Attitudes []string
}

// nested is a Nested as the corpus has it.
type nested struct {
	Expr          [3]int
	Type          string
	Sources       []string
	Immediate     *[3]int
	Implicit      bool
	Insubstantial *string
	Attitudes     []string
}

func (n *nested) check(inside func(sent, from, to int) error) error {
	if err := inside(n.Expr[0], n.Expr[1], n.Expr[2]); err != nil || n.Immediate == nil {
		return err
	}
	return inside(n.Immediate[0], n.Immediate[1], n.Immediate[2])
}

// words returns n in words of the document.
func (n *nested) words(word func(sent, tok int) int) Nested {
	stretch := func(x [3]int) Stretch { return Stretch{word(x[0], x[1]), word(x[0], x[2])} }
	out := Nested{Stretch: stretch(n.Expr), Type: n.Type, Agents: n.Sources, Implicit: n.Implicit, Unreal: n.Insubstantial != nil, Attitudes: n.Attitudes}
	if n.Immediate != nil {
		out.Agent = stretch(*n.Immediate)
	}
	return out
}

// chains compares whole chains of who says so: *writer ← the Herald ← a guard*.
//
// What is to be found are the key's speeches and attitudes that an expression
// marks. Its depth is how many agents stand between it and the writer; an agent
// that speaks of himself (“I hope so,” said Oren) is one step on both sides. An
// answer is an attribution with a cue; the step of an outlet that was told
// something is no agent in MPQA and is passed over. It is right if its cue
// shares a word with an expression of the key and the chains are of one length,
// each agent the same: our source, or another mention of its entity, shares a
// word with any of the stretches that the key gives for the agent. An
// expression is found once.
//
// A sentence that a speaker goes on with, “We left. [It was over.]” said Oren, has
// no expression of its own; the key marks its first word and names no agent beside
// it. There the answer is a sentence of ours that lies whole in what somebody says
// by a cue in another sentence or by none ("continued"; counted by depth as well).
//
// Counted apart are the chains with an implicit agent, for which an unnamed
// step of ours is right ("implicit"); what the key marks as unreal is neither
// asked for nor held against an answer. What the writer says himself needs no
// finding. "expressions" compares cues alone; "innermost agent" the last agent
// alone. "cue found" asks of expressions that both sides have only, so that it
// tells how well steps are joined: most of what MPQA marks at depth 2 are
// attitudes that no reader would call somebody's word ("resisted", "a concern").
func (e *evaluation) chains(c *corpus, in Input, rs []*Reading) {
	measures := []string{"expressions", "innermost agent", "depth 1", "depth 2", "depth 3+", "all depths", "implicit", "continued", "depth 1, cue found", "depth 2, cue found", "depth 3+, cue found"}
	rows := make([]*Row, len(measures))
	for i, m := range measures {
		rows[i] = e.row("chains", c, in, "hearsay", m)
	}
	for _, r := range rs {
		judge := func(int, bool) {}
		if in == Raw {
			judge = func(i int, right bool) { e.stateNested(r, i, right) }
		}
		for i, t := range compareChains(r, e.errors, judge) {
			rows[i].add(t)
		}
	}
}

// The places of the measures in what compareChains returns.
const (
	chainExpression = iota
	chainInnermost
	chainDepth1
	chainDepth2
	chainDepth3
	chainAll
	chainImplicit
	chainContinued
	chainFound1
	chainFound2
	chainFound3
	chainMeasures
)

// depth returns the measure of chains of n agents.
func depth(n int) int { return chainDepth1 + min(n, 3) - 1 }

// foundDepth returns that of chains whose expression both sides have.
func foundDepth(n int) int { return chainFound1 + min(n, 3) - 1 }

// compareChains makes the tallies of a document in the order of the measures. It
// tells judge of each attribution that is an answer whether its chain is right.
func compareChains(r *Reading, errors *Errors, judge func(i int, right bool)) []Tally {
	out := make([]Tally, chainMeasures)
	for i := range out {
		out[i] = make(Tally, 3)
	}
	k := newAgents(r)
	var key, continued []Nested
	for _, n := range r.Key.Nested {
		n.Agents = single(n.Agents)
		if n.Implicit || n.Type == "expressive" || len(n.Agents) == 0 {
			continue
		}
		if k.continues(&n) {
			continued = append(continued, n)
			continue
		}
		key = append(key, n)
		if n.Unreal {
			continue
		}
		for _, m := range k.asks(&n) {
			out[m][2]++
		}
	}
	found := make([]bool, len(key))
	for i := range r.Said {
		own := k.own(i)
		if own == nil {
			continue
		}
		a := &r.Said[i]
		cue := r.Doc.Span(a.CueFrom, a.CueTo)
		at, right := -1, false
		for j := range key { // of several expressions one whose chain is right
			if found[j] || !r.Key.Span(key[j].Stretch).Overlaps(cue) {
				continue
			}
			if same := k.same(&key[j], own); at < 0 || same && !right {
				at, right = j, same
			}
		}
		if at < 0 {
			if !k.again(key, cue) {
				k.count(out, own, 1)
				judge(i, false)
				errors.chain("found", r, cue, nil, k.names(own))
			}
			continue
		}
		found[at] = true
		n := &key[at]
		if n.Unreal {
			continue
		}
		out[chainExpression][0]++
		if k.implicit(n) {
			out[chainExpression][1]++
			out[chainImplicit][1]++
			if right {
				out[chainImplicit][0]++
			}
			continue
		}
		k.count(out, own, 1)
		judge(i, right)
		out[foundDepth(len(own))][1]++
		out[foundDepth(len(n.Agents))][2]++
		if k.agent(n.Agents[len(n.Agents)-1], own[len(own)-1]) {
			out[chainInnermost][0]++
		}
		if right {
			out[depth(len(own))][0]++
			out[foundDepth(len(own))][0]++
			out[chainAll][0]++
		} else {
			errors.chain("chain", r, cue, n, k.names(own))
		}
	}
	k.continued(out, continued, errors)
	for j := range key {
		if !found[j] && !key[j].Unreal {
			errors.chain("missed", r, r.Key.Span(key[j].Stretch), &key[j], "")
		}
	}
	return out
}

// single returns a chain without the writer, and without an agent that follows
// himself.
func single(agents []string) []string {
	var out []string
	for _, a := range agents {
		if a != "w" && (len(out) == 0 || out[len(out)-1] != a) {
			out = append(out, a)
		}
	}
	return out
}

// agents knows where the key's agents and the system's sources are mentioned.
type agents struct {
	r   *Reading
	key map[string][]hearsay.Span
}

func newAgents(r *Reading) *agents {
	k := &agents{r, make(map[string][]hearsay.Span)}
	for _, n := range r.Key.Nested {
		if n.Agent.From < n.Agent.To {
			last := n.Agents[len(n.Agents)-1]
			k.key[last] = append(k.key[last], r.Key.Span(n.Agent))
		}
	}
	return k
}

// implicit reports whether a chain has an agent that the text does not name.
func (k *agents) implicit(n *Nested) bool {
	return slices.ContainsFunc(n.Agents, func(a string) bool { return len(k.key[a]) == 0 })
}

// asks returns the measures for which an expression is to be found.
func (k *agents) asks(n *Nested) []int {
	if k.implicit(n) {
		return []int{chainExpression, chainImplicit}
	}
	return []int{chainExpression, chainInnermost, depth(len(n.Agents)), chainAll}
}

// count counts an answer.
func (k *agents) count(out []Tally, own []int, n float64) {
	for _, m := range []int{chainExpression, chainInnermost, depth(len(own)), chainAll} {
		out[m][1] += n
	}
}

// own returns the system's chain of attribution i, outermost first, as
// attributions; nil if it is no answer.
func (k *agents) own(i int) []int {
	a := &k.r.Said[i]
	if a.Voice || a.CueFrom >= a.CueTo {
		return nil
	}
	return k.chain(i)
}

// chain returns the attributions of which i is the innermost, outermost first,
// without outlets that were told something and without a speaker that follows
// himself.
func (k *agents) chain(i int) []int {
	var out []int
	for ; i >= 0; i = k.r.Said[i].Within {
		if len(k.r.Said[i].Why) > 0 && k.r.Said[i].Why[0].Rule == "recipient.outlet" {
			continue
		}
		if len(out) == 0 || !k.joined(out[len(out)-1], i) {
			out = append(out, i)
		}
	}
	slices.Reverse(out)
	return out
}

// continues reports whether n marks a sentence that its speaker goes on with.
func (k *agents) continues(n *Nested) bool {
	key := k.r.Key
	return n.To-n.From == 1 && n.Agent.From >= n.Agent.To && !k.implicit(n) && slices.ContainsFunc(key.Sents, func(s Stretch) bool { return s.From == n.From })
}

// continued counts the sentences that a speaker goes on with.
func (k *agents) continued(out []Tally, key []Nested, errors *Errors) {
	for i := range key {
		if n := &key[i]; !n.Unreal {
			for _, m := range []int{depth(len(n.Agents)), chainAll, chainContinued} {
				out[m][2]++
			}
		}
	}
	d := k.r.Doc
	for _, s := range d.Sents {
		from, to := s.From, s.To
		for from < to && d.Words[from].UPOS == "PUNCT" {
			from++
		}
		for from < to && d.Words[to-1].UPOS == "PUNCT" {
			to--
		}
		if from >= to {
			continue
		}
		in := k.innermost(from, to)
		if in < 0 {
			continue
		}
		own := k.chain(in)
		j := slices.IndexFunc(key, func(n Nested) bool { return k.r.Key.Span(n.Stretch).Overlaps(d.Span(s.From, from+1)) })
		if j >= 0 && key[j].Unreal {
			continue
		}
		right := 0.0
		if j >= 0 && k.same(&key[j], own) {
			right = 1
		} else {
			errors.chain("continued", k.r, d.Span(from, from+1), nil, k.names(own))
		}
		for _, m := range []int{depth(len(own)), chainAll, chainContinued} {
			out[m][0] += right
			out[m][1]++
		}
	}
}

// innermost returns the attribution with the smallest content that holds the
// words [from, to) whole and has no cue among them, -1 if there is none.
func (k *agents) innermost(from, to int) int {
	best, size := -1, 0
	for i := range k.r.Said {
		a := &k.r.Said[i]
		if a.CueFrom < to && from < a.CueTo {
			continue
		}
		n, holds := 0, false
		for _, c := range a.Content {
			n += c[1] - c[0]
			holds = holds || c[0] <= from && to <= c[1]
		}
		if holds && !a.Voice && (best < 0 || n < size) {
			best, size = i, n
		}
	}
	return best
}

// joined reports whether two attributions have one speaker.
func (k *agents) joined(i, j int) bool {
	a, b := k.r.Said[i].Source, k.r.Said[j].Source
	return a >= 0 && b >= 0 && k.r.Mentions.Mentions[a].Entity == k.r.Mentions.Mentions[b].Entity
}

// same reports whether the system's chain is the key's.
func (k *agents) same(n *Nested, own []int) bool {
	if len(n.Agents) != len(own) {
		return false
	}
	for i, a := range n.Agents {
		if !k.agent(a, own[i]) {
			return false
		}
	}
	return true
}

// agent reports whether the source of attribution i is the key's agent.
func (k *agents) agent(name string, i int) bool {
	spans := k.key[name]
	a := &k.r.Said[i]
	if len(spans) == 0 {
		return a.SourceFrom >= a.SourceTo
	}
	if a.SourceFrom >= a.SourceTo {
		return false
	}
	touches := func(s hearsay.Span) bool { return slices.ContainsFunc(spans, s.Overlaps) }
	if a.Source < 0 {
		return touches(k.r.Doc.Span(a.SourceFrom, a.SourceTo))
	}
	ms := k.r.Mentions
	heads := func(m *mention.Mention) bool { return touches(k.r.Doc.Words[m.Head].Span) }
	return heads(&ms.Mentions[a.Source]) || slices.ContainsFunc(ms.Entities[ms.Mentions[a.Source].Entity].Mentions, func(m int) bool { return heads(&ms.Mentions[m]) })
}

// again reports whether a cue shares a word with an expression of the key that
// another cue has found.
func (k *agents) again(key []Nested, cue hearsay.Span) bool {
	return slices.ContainsFunc(key, func(n Nested) bool { return k.r.Key.Span(n.Stretch).Overlaps(cue) })
}

// names writes a chain of the system.
func (k *agents) names(own []int) string {
	var out []string
	for _, i := range own {
		s := "(nobody)"
		if a := &k.r.Said[i]; a.SourceFrom < a.SourceTo {
			x := k.r.Doc.Span(a.SourceFrom, a.SourceTo)
			s = k.r.Doc.Text[x.Start:x.End]
			if a.Source >= 0 {
				s += "=" + k.r.Mentions.Entities[k.r.Mentions.Mentions[a.Source].Entity].Name
			}
		}
		out = append(out, s)
	}
	return strings.Join(out, " ← ")
}

// chain notes a mistake about a chain.
func (e *Errors) chain(kind string, r *Reading, cue hearsay.Span, n *Nested, own string) {
	if e == nil {
		return
	}
	where := around(r.Key.Text, cue)
	if n != nil {
		where += "\n      key  " + strings.Join(n.Agents, " ← ")
	}
	if own != "" {
		where += "\n      own  " + own
	}
	e.add("chains: "+kind, lower(r.Key.Text, cue), where)
}
