package page

import (
	"strconv"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
)

// nodeAttribute carries the number of an element through the finder of the
// report, which copies, renames and moves elements but keeps attributes.
const nodeAttribute = "data-hearsay-node"

// maxElements is the size of page beyond which the finder of the report is
// not asked, since its time grows faster than the page.
const maxElements = 100_000

// choose returns the elements of t whose own text Readability takes to be the
// report; nil if it finds none. It leaves t's tree with numbered elements.
func (t *tree) choose() map[*html.Node]bool {
	var all []*html.Node
	elements(t.root, func(n *html.Node) { all = append(all, n) })
	if len(all) > maxElements {
		return nil
	}
	for i, n := range all {
		n.Attr = append(n.Attr, html.Attribute{Key: nodeAttribute, Val: strconv.Itoa(i)})
	}
	parser := readability.NewParser()
	parser.DisableJSONLD = true // read in metadata.go
	parser.KeepClasses = true
	found, err := parser.ParseDocument(t.root, nil)
	if err != nil || found.Node == nil {
		return nil
	}
	chosen := map[*html.Node]bool{}
	var mark func(n, owner *html.Node)
	mark = func(n, owner *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch c.Type {
			case html.TextNode:
				if owner != nil {
					chosen[owner] = true
				}
			case html.ElementNode:
				own := owner
				if i, err := strconv.Atoi(attribute(c, nodeAttribute)); err == nil && i < len(all) {
					own = all[i]
				}
				mark(c, own)
			}
		}
	}
	mark(&html.Node{FirstChild: found.Node}, nil)
	if len(chosen) == 0 {
		return nil
	}
	return chosen
}
