package export

import (
	"encoding/xml"
	"fmt"
	"io"

	"hearsay"
)

// A GraphML writes the network of sources of all Readings as GraphML: who says
// that who says, how often, in how many documents, how often in the source's own
// words ("quoted"), and between which dates of publication.
type GraphML struct {
	w io.Writer
	n *network
}

// NewGraphML returns a writer to w. Nothing is written before Close.
func NewGraphML(w io.Writer) *GraphML { return &GraphML{w, newNetwork()} }

// Write adds the voices of r. The name under which the report was given is ignored.
func (g *GraphML) Write(_ string, r *hearsay.Reading) error {
	g.n.add(r)
	return nil
}

// Close writes the file. It does not close the underlying writer.
func (g *GraphML) Close() error {
	p := printer{w: g.w}
	p.print(xml.Header + `<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">` + "\n")
	for _, c := range nodeColumns {
		p.print(` <key id="n-%s" for="node" attr.name="%[1]s" attr.type="%s"/>`+"\n", c.name, c.kind)
	}
	for _, c := range edgeColumns {
		p.print(` <key id="e-%s" for="edge" attr.name="%[1]s" attr.type="%s"/>`+"\n", c.name, c.kind)
	}
	p.print(` <graph id="sources" edgedefault="directed">` + "\n")
	data := func(prefix string, columns []column, values []any) {
		for i, v := range values {
			if v != "" {
				p.print(`<data key="%s-%s">%s</data>`, prefix, columns[i].name, escape(fmt.Sprint(v)))
			}
		}
	}
	for i := range g.n.nodes {
		p.print(`  <node id="n%d">`, i)
		data("n", nodeColumns, g.n.nodes[i].values())
		p.print("</node>\n")
	}
	for i := range g.n.edges {
		e := &g.n.edges[i]
		p.print(`  <edge id="e%d" source="n%d" target="n%d">`, i, e.from, e.to)
		data("e", edgeColumns, e.values())
		p.print("</edge>\n")
	}
	p.print(" </graph>\n</graphml>\n")
	return p.err
}

// A printer writes until the first error, which it keeps.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) print(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}
