package export

import (
	"cmp"
	"strings"

	"hearsay"
)

// A network gathers over many Readings who says that who says. Its nodes are
// outlets, named entities and, each document's own, sources without a name; an
// edge leads from the voice that passes on to the source passed on. It takes
// memory for nodes and edges, not for texts.
//
// A named source is the same in all documents where its kind and name are, but
// for capitals and "the"; an organization may be the outlet of another
// document. Unnamed sources are never joined across documents: two papers'
// "officials" need not be the same.
type network struct {
	index map[string]int // by key
	nodes []node
	lines map[[2]int]int // by nodes: index in edges
	edges []edge
	seen  map[hearsay.DocumentID]bool
}

type node struct {
	name, kind, country, sector, wikidata string
	named                                 bool
	documents                             int // that it speaks in
	last                                  hearsay.DocumentID
}

type edge struct {
	from, to               int
	count, negated, quoted int // attributions, those of them that say "did not say", and those in the source's own words
	documents              int
	last                   hearsay.DocumentID
	first, until           string // dates of publication of the first and last document; ""
}

func newNetwork() *network {
	return &network{index: map[string]int{}, lines: map[[2]int]int{}, seen: map[hearsay.DocumentID]bool{}}
}

// add adds the voices of a document, unless it was added before.
func (n *network) add(r *hearsay.Reading) {
	if n.seen[r.Document.ID] {
		return
	}
	n.seen[r.Document.ID] = true
	s := newScene(r)
	n.below(s, s.root, n.root(s))
}

// root returns the node of the document's own voice: its outlet, else its
// authors, else the document itself.
func (n *network) root(s *scene) int {
	d := &s.Document
	switch {
	case d.Outlet != "":
		return n.node(d.ID, "organization "+folded(d.Outlet), node{name: clean(d.Outlet), kind: "organization", named: true})
	case len(d.Authors) > 0:
		name := clean(strings.Join(d.Authors, ", "))
		return n.node(d.ID, "person "+folded(name), node{name: name, kind: "person", named: true})
	}
	return n.node(d.ID, d.ID.String(), node{name: cmp.Or(clean(d.Title), d.ID.String()), kind: "document"})
}

func (n *network) below(s *scene, v *voice, at int) {
	for _, w := range v.voices {
		to := n.voice(s, w)
		for _, id := range w.attributions {
			n.edge(s, at, to, s.attribution(id))
		}
		n.below(s, w, to)
	}
}

// voice returns the node of a source.
func (n *network) voice(s *scene, v *voice) int {
	e, doc := s.entity(v.entity), s.Document.ID
	if e == nil {
		return n.node(doc, doc.String()+" ?", node{name: "no source given", kind: "unknown"})
	}
	key := e.Kind.String() + " " + folded(e.Name)
	if !e.Named {
		key = doc.String() + " " + e.ID.String()
	}
	return n.node(doc, key, node{name: clean(e.Name), kind: e.Kind.String(), country: e.Country, sector: e.Sector, wikidata: e.Wikidata, named: e.Named})
}

// folded returns a name for comparison.
func folded(name string) string {
	return strings.TrimPrefix(strings.ToLower(clean(name)), "the ")
}

func (n *network) node(doc hearsay.DocumentID, key string, x node) int {
	i, ok := n.index[key]
	if !ok {
		i = len(n.nodes)
		n.index[key] = i
		n.nodes = append(n.nodes, x)
	}
	known := &n.nodes[i]
	known.country, known.sector, known.wikidata = cmp.Or(known.country, x.country), cmp.Or(known.sector, x.sector), cmp.Or(known.wikidata, x.wikidata)
	if known.last != doc {
		known.last = doc
		known.documents++
	}
	return i
}

func (n *network) edge(s *scene, from, to int, a *hearsay.Attribution) {
	i, ok := n.lines[[2]int{from, to}]
	if !ok {
		i = len(n.edges)
		n.lines[[2]int{from, to}] = i
		n.edges = append(n.edges, edge{from: from, to: to})
	}
	e := &n.edges[i]
	e.count++
	if a.Negated {
		e.negated++
	}
	if a.Mode == hearsay.Direct || a.Mode == hearsay.Mixed {
		e.quoted++
	}
	if e.last == s.Document.ID {
		return
	}
	e.last = s.Document.ID
	e.documents++
	if p := s.Document.Published.Value; p != "" {
		if e.first == "" || p < e.first {
			e.first = p
		}
		e.until = max(e.until, p)
	}
}

// A column is a value that nodes or edges carry.
type column struct{ name, kind string } // kind: string, boolean, int

var (
	nodeColumns = []column{{"name", "string"}, {"kind", "string"}, {"country", "string"}, {"sector", "string"}, {"wikidata", "string"}, {"named", "boolean"}, {"documents", "int"}}
	edgeColumns = []column{{"weight", "int"}, {"documents", "int"}, {"negated", "int"}, {"quoted", "int"}, {"first", "string"}, {"last", "string"}}
)

func (x *node) values() []any {
	return []any{x.name, x.kind, x.country, x.sector, x.wikidata, x.named, x.documents}
}

func (x *edge) values() []any {
	return []any{x.count, x.documents, x.negated, x.quoted, x.first, x.until}
}
