package ui

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"hearsay/internal/casefile"
	"hearsay/internal/link"
)

// A chain is a picture of who told whom: origins at the left, each numbered, and
// the reports at the right. Copies are folded into lines of text beside whom they
// copied.
type chain struct {
	W, H    int
	Columns int
	Boxes   []chainBox
	Lines   []chainLine
	Leaves  []chainLeaf
	Words   []string // the picture in words, a line each

	origins int // that are numbered so far; a circle has no number
}

type chainBox struct {
	X, Y, W, H  int
	Name, About string
	Class       string
	N           int // of an origin, from 1; 0 for others
	Unnamed     bool
	Warn        bool
}

type chainLine struct {
	Path, Class string
	Dashed      bool
	Label       string // above the line, ending at X, Y
	X, Y        int
}

type chainLeaf struct {
	X, Y        int
	Name, About string
	Href        string
}

// A node is somebody in the tree below an origin.
type node struct {
	step
	below []*node
	leafs []leaf // reports that have it from here
}

// A leaf is a report, and how it came to what it tells.
type leaf struct {
	casefile.Happening
	How string
}

func (n *node) child(s step) *node {
	for _, b := range n.below {
		if strings.EqualFold(b.Name, s.Name) {
			return b
		}
	}
	b := &node{step: s}
	n.below = append(n.below, b)
	return b
}

// Measures of the picture, in its own units.
const (
	boxWide, boxHigh = 178, 48
	gapWide          = 92
	rowHigh          = 30
	leafWide         = 250
	mostLeaves       = 6 // reports that are shown of one node; the rest are a number
)

// chainOf draws origins.
func chainOf(origins []origin) *chain {
	if len(origins) == 0 {
		return nil
	}
	c := new(chain)
	deep := 0
	var trees []*node
	for _, o := range origins {
		root := &node{step: step{Name: o.Name}}
		for _, w := range o.Ways {
			at, depth, last := root, 0, ""
			steps := w.Steps
			if len(steps) > 0 && (strings.EqualFold(steps[0].Name, o.Name) || strings.HasPrefix(o.Name, steps[0].Name+", by ")) {
				steps = steps[1:]
			}
			// The report itself is the last step: it is a leaf, unless it passes on.
			for i, s := range steps {
				if i == len(steps)-1 {
					last = s.How
					continue
				}
				at = at.child(s)
				depth++
			}
			at.leafs = append(at.leafs, leaf{w.Claim, last})
			deep = max(deep, depth)
			c.Words = append(c.Words, inWords(o.Name, w))
		}
		fold(root)
		trees = append(trees, root)
	}
	deep = 0
	for _, t := range trees {
		deep = max(deep, t.depth())
	}
	c.Columns = deep + 1
	y := 26
	for i, t := range trees {
		y, _ = c.draw(t, 0, y, i)
		y += 26
	}
	c.W, c.H = 30+c.Columns*(boxWide+gapWide)+leafWide, y
	return c
}

// depth returns how many steps lead to the farthest below n.
func (n *node) depth() int {
	d := 0
	for _, b := range n.below {
		d = max(d, 1+b.depth())
	}
	return d
}

// fold takes out nodes that are the report itself passing on to itself: an
// outlet with one leaf of its own name and nothing else.
func fold(n *node) {
	for _, b := range n.below {
		fold(b)
	}
	slices.SortStableFunc(n.leafs, func(a, b leaf) int { return cmp.Compare(a.Published, b.Published) })
	for _, b := range n.below { // whoever passes it on is no leaf beside itself
		n.leafs = slices.DeleteFunc(n.leafs, func(h leaf) bool {
			if !strings.EqualFold(h.Outlet, b.Name) {
				return false
			}
			b.leafs = append([]leaf{{h.Happening, ""}}, b.leafs...)
			return true
		})
	}
}

// draw draws n and what is below it from height y on, and returns the height
// below it and that of its own middle.
func (c *chain) draw(n *node, column, y, number int) (below, middle int) {
	class := fmt.Sprintf("v%d", number%7+1)
	x := 30 + column*(boxWide+gapWide)
	top := y
	var ends [][2]int // of lines from n
	var how []string
	for _, b := range n.below {
		var at int
		y, at = c.draw(b, column+1, y, number)
		ends = append(ends, [2]int{30 + (column+1)*(boxWide+gapWide), at})
		how = append(how, b.How)
	}
	leafX := 30 + c.Columns*(boxWide+gapWide)
	shown := n.leafs
	if len(shown) > mostLeaves {
		shown = shown[:mostLeaves]
	}
	for _, h := range shown {
		end := chainLeaf{X: leafX + 10, Y: y + rowHigh/2 + 5, Name: clip(orElse(h.Outlet, orElse(h.Title, "a report")), 30), About: h.Published, Href: fmt.Sprintf("/report/%s#r1-%s", h.Document, h.Event)}
		c.Leaves = append(c.Leaves, end)
		ends, how = append(ends, [2]int{leafX, y + rowHigh/2}), append(how, h.How)
		y += rowHigh
	}
	if more := len(n.leafs) - len(shown); more > 0 {
		c.Leaves = append(c.Leaves, chainLeaf{X: leafX + 10, Y: y + rowHigh/2 + 5, About: fmt.Sprintf("and %d more", more)})
		y += rowHigh
	}
	y = max(y, top+boxHigh+8)
	mid := (top + y) / 2
	if len(ends) > 0 {
		mid = (ends[0][1] + ends[len(ends)-1][1]) / 2
	}
	mid = max(mid, top+boxHigh/2)
	box := chainBox{X: x, Y: mid - boxHigh/2, W: boxWide, H: boxHigh, Class: class}
	box.Name, box.About = clip(n.Name, 24), howSaid(n.How)
	if column == 0 {
		box.About = "first to say it"
		if name, by, ok := strings.Cut(n.Name, ", by "); ok {
			box.Name, box.About, box.Unnamed = clip("“"+name+"”", 24), clip("by "+by+", unnamed", 26), true
		}
		if _, circular := link.Circular(n.Name); circular {
			box.Name, box.About, box.Warn = "nobody", "they cite each other", true
		} else {
			c.origins++
			box.N = c.origins
		}
	}
	c.Boxes = append(c.Boxes, box)
	for i, e := range ends {
		from, to := x+boxWide, e[0]
		bend := min((to-from)/2, gapWide/2+20)
		l := chainLine{Class: class, Dashed: how[i] == "copied"}
		if mid == e[1] {
			l.Path = fmt.Sprintf("M%d %dH%d", from, mid, to)
		} else {
			l.Path = fmt.Sprintf("M%d %dC%d %d %d %d %d %dH%d", from, mid, from+bend, mid, from+bend, e[1], from+2*bend, e[1], to)
		}
		c.Lines = append(c.Lines, l)
	}
	return y, mid
}

func howSaid(how string) string {
	switch how {
	case "copied":
		return "copied it"
	case "wire":
		return "agency"
	case "told":
		return "was told"
	case "cited":
		return "cited it"
	}
	return ""
}

// inWords says in a line how a claim came to a report.
func inWords(origin string, w way) string {
	var b strings.Builder
	b.WriteString(origin)
	for i, s := range w.Steps {
		if i == 0 && strings.EqualFold(s.Name, origin) {
			continue
		}
		switch s.How {
		case "copied":
			b.WriteString(", copied by ")
		case "cited":
			b.WriteString(", cited by ")
		case "told":
			b.WriteString(", told to ")
		default:
			b.WriteString(", by ")
		}
		b.WriteString(s.Name)
	}
	return b.String()
}

// clip cuts s to n characters.
func clip(s string, n int) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) <= n {
		return string(r)
	}
	return strings.TrimRight(string(r[:n-1]), " ,") + "…"
}

// A counting is a picture of the numbers that reports give for one thing.
type counting struct {
	What  string
	Rows  []countRow
	Ticks []tick
	H     int
}

type countRow struct {
	Name, About, Label string
	X, Y               int
	Class              string
	LabelX             int
	Left               bool // the label stands at the left of its point
	Href               template.URL
}

type tick struct {
	X    int
	Text string
}

// countsOf draws the dead that claims give, one row for each number of each
// origin; nil if no two differ.
func countsOf(claims []casefile.Happening) *counting {
	type told struct {
		n      float64
		first  casefile.Happening
		outlet int
	}
	var all []told
	most := 0.0
	for _, h := range claims {
		if h.Dead == nil {
			continue
		}
		most = max(most, *h.Dead)
		i := slices.IndexFunc(all, func(t told) bool { return t.n == *h.Dead && strings.EqualFold(said(t.first), said(h)) })
		if i < 0 {
			all = append(all, told{*h.Dead, h, 0})
			i = len(all) - 1
		}
		all[i].outlet++
	}
	differ := slices.ContainsFunc(all, func(t told) bool { return t.n != all[0].n })
	if !differ || most <= 0 {
		return nil
	}
	slices.SortStableFunc(all, func(a, b told) int { return cmp.Compare(b.n, a.n) })
	step := 1.0
	for _, s := range []float64{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000, 10000, 50000} {
		if step = s; most/s <= 6 {
			break
		}
	}
	scale := 560 / (most * 1.08)
	c := &counting{What: "dead"}
	for v := 0.0; v <= most*1.08; v += step {
		c.Ticks = append(c.Ticks, tick{230 + int(v*scale), fmt.Sprintf("%g", v)})
	}
	for i, t := range all {
		x := 230 + int(t.n*scale)
		r := countRow{Name: clip(said(t.first), 30), X: x, Y: 26 + 32*i, Label: fmt.Sprintf("%g", t.n), Class: fmt.Sprintf("v%d", i%7+1), LabelX: x + 14}
		r.About = many(t.outlet, "report", "reports")
		c.Rows = append(c.Rows, r)
	}
	c.H = 26 + 32*len(all) + 34
	return c
}

// said returns on whose word a claim stands first.
func said(h casefile.Happening) string {
	for _, name := range h.Chain {
		if name != "" {
			return name
		}
	}
	return orElse(h.Outlet, "the report itself")
}
