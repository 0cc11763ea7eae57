package export

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"hearsay"
)

// A GEXF writes the same network as [GraphML], as GEXF 1.3.
type GEXF struct {
	w io.Writer
	n *network
}

// NewGEXF returns a writer to w. Nothing is written before Close.
func NewGEXF(w io.Writer) *GEXF { return &GEXF{w, newNetwork()} }

// Write adds the voices of r. The name under which the report was given is ignored.
func (g *GEXF) Write(_ string, r *hearsay.Reading) error {
	g.n.add(r)
	return nil
}

// Close writes the file. It does not close the underlying writer.
func (g *GEXF) Close() error {
	p := printer{w: g.w}
	p.print(xml.Header + `<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">` + "\n")
	p.print(` <graph defaultedgetype="directed">` + "\n")
	// The label is the name, and the weight has an attribute of its own.
	nodes, edges := nodeColumns[1:], edgeColumns[1:]
	for _, class := range []struct {
		name    string
		columns []column
	}{{"node", nodes}, {"edge", edges}} {
		p.print(`  <attributes class="%s">`+"\n", class.name)
		for i, c := range class.columns {
			p.print(`   <attribute id="%d" title="%s" type="%s"/>`+"\n", i, c.name, strings.Replace(c.kind, "int", "integer", 1))
		}
		p.print("  </attributes>\n")
	}
	data := func(values []any) {
		p.print("<attvalues>")
		for i, v := range values {
			if v != "" {
				p.print(`<attvalue for="%d" value="%s"/>`, i, escape(fmt.Sprint(v)))
			}
		}
		p.print("</attvalues>")
	}
	p.print("  <nodes>\n")
	for i := range g.n.nodes {
		x := &g.n.nodes[i]
		p.print(`   <node id="%d" label="%s">`, i, escape(x.name))
		data(x.values()[1:])
		p.print("</node>\n")
	}
	p.print("  </nodes>\n  <edges>\n")
	for i := range g.n.edges {
		e := &g.n.edges[i]
		p.print(`   <edge id="%d" source="%d" target="%d" weight="%d">`, i, e.from, e.to, e.count)
		data(e.values()[1:])
		p.print("</edge>\n")
	}
	p.print("  </edges>\n </graph>\n</gexf>\n")
	return p.err
}
