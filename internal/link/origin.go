package link

import (
	"slices"
	"strings"

	"hearsay"
)

// An Origin is an utterance that claims go back to.
type Origin struct {
	Name string // who made it: "Mara Vey", "a source of the Daily Herald"
	// Kind is "named" of a person, an organisation or an outlet, "unnamed" of one
	// outlet, "owner" of several outlets, "report" without an outlet, or "circle" of
	// outlets that cite each other: nobody is known to stand behind it.
	Kind   string
	Claims []*Claim
	Why    []hearsay.Why // one for each claim, in order
}

// Origins traces claims of one event back along copies and attributions to
// their first known utterances. The number of them is the number of
// independent origins; two claims of one origin are not independent, and why
// says by what way each came there. Outlets of one owner are one origin; owner
// returns "" if it is not known. circular names outlets that cite each other for
// it, with nobody behind them.
func Origins(claims []*Claim, copies []Link, owner func(outlet string) string) (origins []Origin, circular [][]string) {
	t := tracer{claims: claims, owner: owner, copies: make(map[string][]*Link), byReport: make(map[string]*Claim), attributed: make(map[*Report]*Claim), byOutlet: make(map[string]*Claim)}
	for i := range copies {
		l := &copies[i]
		if l.Kind == KindCopy { // where it is undecided who copied, one of them did
			t.copies[l.From.ID] = append(t.copies[l.From.ID], l)
		}
	}
	for _, c := range claims {
		id, outlet := c.Report.Ref().ID, Fold(c.Report.Document.Outlet)
		if t.byReport[id] == nil {
			t.byReport[id] = c
		}
		if t.attributed[c.Report] == nil && c.Event != nil && c.Event.Said != 0 {
			t.attributed[c.Report] = c
		}
		if first := t.byOutlet[outlet]; outlet != "" && (first == nil || earlier(c.Report, first.Report) < 0) {
			t.byOutlet[outlet] = c
		}
	}
	at := make(map[string]int)
	for _, c := range claims {
		t.path, t.way = nil, nil
		key, name := t.trace(c)
		kind, who, _ := strings.Cut(key, " ")
		if kind == owned { // and whoever it is may be named as well
			key = named + " " + who
		}
		k, ok := at[key]
		if !ok {
			k = len(origins)
			at[key] = k
			origins = append(origins, Origin{Name: name, Kind: kind})
		}
		origins[k].Claims = append(origins[k].Claims, c)
		origins[k].Why = append(origins[k].Why, why("origin", strings.Join(slices.CompactFunc(t.way, func(a, b string) bool { return Fold(a) == Fold(b) }), " ← ")))
	}
	return origins, t.circular
}

// Kinds of [Origin] that count for themselves.
const (
	named  = "named"
	owned  = "owner"
	circle = "circle"
)

// A tracer follows claims back.
type tracer struct {
	claims     []*Claim
	copies     map[string][]*Link // by the copier
	byReport   map[string]*Claim
	attributed map[*Report]*Claim // the first claim of each report that it has from somebody
	byOutlet   map[string]*Claim  // the outlet's earliest
	path       []*Claim
	way        []string
	circular   [][]string
	owner      func(string) string
}

// trace returns a key that is the same for claims of one origin, and the
// origin's name.
func (t *tracer) trace(c *Claim) (key, name string) {
	if i := slices.Index(t.path, c); i >= 0 {
		return t.circle(t.path[i:])
	}
	t.path = append(t.path, c)
	p := c.Report
	t.way = append(t.way, p.name())
	for _, l := range t.copies[p.Ref().ID] {
		if !covers(l, c.Span) {
			continue
		}
		if l.Direction == Common {
			t.way = append(t.way, "copied from "+p.Document.Agency)
			return t.end(p, p.Document.Agency)
		}
		if of := t.byReport[l.To.ID]; of != nil && of != c {
			t.way = append(t.way, "copied")
			return t.trace(of)
		}
	}
	if c.Event == nil || c.Event.Said == 0 {
		// "At least 45 people have been killed. … 45 were killed, monitors said": the
		// report has the first from where it has the second.
		if of := t.attributed[p]; of != nil {
			return t.trace(of)
		}
		if d := p.Document; d.Agency != "" && Fold(d.Agency) != Fold(d.Outlet) {
			t.way = append(t.way, "by "+d.Agency)
			return t.outlet(d.Agency, c)
		}
		return t.outletItself(p)
	}
	chain := p.Chain(c.Event.Said)
	outer := p.name()
	for i := len(chain) - 1; i > 0; i-- {
		if s := p.sourceOf(&chain[i]); !chain[i].Anonymous {
			outer = s
		}
		t.way = append(t.way, p.sourceOf(&chain[i]))
	}
	first := &chain[0]
	source := p.sourceOf(first)
	t.way = append(t.way, source)
	if first.Anonymous || first.Source == 0 || !p.named(first) {
		// Two unnamed officials of one newspaper may be one official.
		return "unnamed of " + Fold(outer), source + ", by " + outer
	}
	return t.outlet(source, c)
}

// outlet goes on with what an outlet said itself, if it is among the claims;
// else the name is an origin.
func (t *tracer) outlet(name string, from *Claim) (string, string) {
	for _, n := range []string{name, t.who(from.Report, name)} {
		if c := t.byOutlet[Fold(n)]; c != nil && c != from && c.Report != from.Report {
			return t.trace(c)
		}
	}
	return t.end(from.Report, name)
}

// end is where a way ends at an outlet, or at whom it belongs to; p has the name.
func (t *tracer) end(p *Report, name string) (key, origin string) {
	if who := t.who(p, name); Fold(who) != Fold(name) {
		name = who
		t.way = append(t.way, "for "+name)
	}
	if o := t.owner(name); o != "" {
		t.way = append(t.way, "of "+o)
		return owned + " " + Fold(o), o
	}
	return named + " " + Fold(name), name
}

func (t *tracer) outletItself(p *Report) (string, string) {
	if p.Document.Outlet == "" {
		return "report " + p.Ref().ID, p.name()
	}
	return t.end(p, p.Document.Outlet)
}

func (p *Report) named(a *hearsay.Attribution) bool {
	if n := int(a.Source); n > 0 && n <= len(p.Mentions) {
		if e := int(p.Mentions[n-1].Entity); e > 0 && e <= len(p.Entities) {
			return p.Entities[e-1].Named
		}
	}
	return false
}

// circle is what is reached where reports cite each other.
func (t *tracer) circle(claims []*Claim) (key, name string) {
	var names []string
	for _, c := range claims {
		names = append(names, c.Report.name())
	}
	slices.Sort(names)
	names = slices.Compact(names)
	if !slices.ContainsFunc(t.circular, func(x []string) bool { return slices.Equal(x, names) }) {
		t.circular = append(t.circular, names)
	}
	t.way = append(t.way, "circular")
	return circle + " " + strings.Join(names, "|"), nobody + strings.Join(names, " and ") + " cite each other"
}

// nobody begins the name of an origin that is none.
const nobody = "nobody: "

// Circular returns who cite each other, in words, if the name of an origin is that of a
// circle, which is no origin: "the Courier and the Wire cite each other".
func Circular(name string) (who string, ok bool) { return strings.CutPrefix(name, nobody) }

// covers reports whether a copy's passages hold the span of its From.
func covers(l *Link, s hearsay.Span) bool {
	return slices.ContainsFunc(l.Passages, func(p Passage) bool { return !p.Quote && p.From.Overlaps(s) })
}
