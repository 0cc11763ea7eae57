package page

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// A segment is a stretch of a page's text that no element of layout
// interrupts, with what its surroundings say about it.
type segment struct {
	text    string // white space in one space, in NFC
	source  Map    // to the decoded source
	tag     string // the innermost element of layout around it: p, li, h1, td …
	link    int    // bytes of text that are links
	strong  int    // bytes of text in bold
	chosen  int    // bytes of text that the finder of the report chose
	classes string // class, id, rel and itemprop of the elements around it up to tag's parent
	quote   bool   // in a blockquote
	list    bool   // in a list
	caption bool   // under a picture
	aside   bool   // in what is no report by its element, role or name
	parents []*html.Node
}

// layout names the elements that begin and end a segment.
var layout = words(`address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form
	h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul video audio iframe`)

// unread names the elements whose text is not shown, or not the page's own.
var unread = words(`script style noscript template svg math head title select option datalist button input textarea iframe object
	embed audio video canvas map area meter progress dialog noembed noframes`)

// A walker cuts a tree into segments.
type walker struct {
	tree     *tree
	chosen   map[*html.Node]bool // elements whose own text was chosen; nil: none
	share    map[*html.Node]int  // chosen bytes below each element
	total    int
	segments []segment
	current  segment
	raw      []piece
}

// segments cuts the body of t. chosen holds the elements whose own text the
// finder of the report chose.
func (t *tree) segments(chosen map[*html.Node]bool) []segment {
	w := &walker{tree: t, chosen: chosen, share: map[*html.Node]int{}}
	w.total = w.weigh(t.root)
	w.walk(t.root, segment{tag: "body"}, nil, false, false)
	w.flush()
	return w.segments
}

// weigh counts the chosen bytes of text below n.
func (w *walker) weigh(n *html.Node) int {
	sum := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			if w.chosen == nil || w.chosen[n] {
				sum += len(strings.TrimSpace(c.Data))
			}
		} else {
			sum += w.weigh(c)
		}
	}
	if n.Type == html.ElementNode {
		w.share[n] = sum
	}
	return sum
}

// walk appends the text below n to segments like around.
func (w *walker) walk(n *html.Node, around segment, parents []*html.Node, link, strong bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			w.add(c, n, around, parents, link, strong)
			continue
		}
		if c.Type != html.ElementNode || unread[c.Data] || hidden(c) {
			continue
		}
		if apart(c) {
			w.raw = append(w.raw, piece{text: " "})
		}
		if c.Data == "br" {
			w.raw = append(w.raw, piece{text: "\n"})
			continue
		}
		inner := around
		block := layout[c.Data]
		if block {
			w.flush()
			inner.tag = c.Data
			inner.parents = append(parents[:len(parents):len(parents)], c)
		}
		inner.quote = inner.quote || c.Data == "blockquote"
		inner.list = inner.list || c.Data == "li"
		names := namesOf(c)
		inner.caption = inner.caption || c.Data == "figcaption" || captionNames.in(names)
		if !inner.aside {
			// Whole pages stand in one form, or in a body called "has-sidebar".
			inner.aside = (asideElement(c) || asideNames.in(names)) && w.share[c]*10 < w.total*4
		}
		if block {
			inner.classes = nameText(n) + " " + nameText(c)
		} else if s := nameText(c); s != "" {
			inner.classes += " " + s
		}
		w.walk(c, inner, inner.parents, link || c.Data == "a", strong || c.Data == "b" || c.Data == "strong")
		if block {
			w.flush()
		}
	}
}

// apart reports whether c stands right behind another small element of its
// kind and begins with a capital or a digit, so that only the page's style
// keeps them apart: <span>Ana Prado</span><span>4 May</span>. Counter-example:
// <span>T</span><span>he depot</span>.
func apart(c *html.Node) bool {
	before := c.PrevSibling
	if before == nil || before.Type != html.ElementNode || !small[c.Data] || !small[before.Data] {
		return false
	}
	for n := c.FirstChild; n != nil; n = n.FirstChild {
		if n.Type == html.TextNode {
			for _, r := range n.Data {
				return unicode.IsUpper(r) || unicode.IsDigit(r)
			}
		}
	}
	return false
}

var small = words("span a time abbr small label cite")

// add appends a text node to the current segment.
func (w *walker) add(c, parent *html.Node, around segment, parents []*html.Node, link, strong bool) {
	pieces, ok := w.tree.pieces[c]
	if !ok {
		pieces = []piece{{text: c.Data}}
	}
	w.raw = append(w.raw, pieces...)
	n := len(strings.TrimSpace(c.Data))
	if n == 0 {
		return
	}
	s := &w.current
	classes := s.classes
	link0, strong0, chosen0 := s.link, s.strong, s.chosen
	*s = around
	s.parents = parents
	s.link, s.strong, s.chosen = link0, strong0, chosen0
	if classes != "" && !strings.Contains(s.classes, classes) {
		s.classes += " " + classes
	}
	if link {
		s.link += n
	}
	if strong {
		s.strong += n
	}
	if w.chosen[parent] {
		s.chosen += n
	}
}

// flush ends the current segment. Two line breaks part it in two, and so does
// one where the line before it ends a sentence or signs the report; any other
// is a space.
func (w *walker) flush() {
	pieces, s := w.raw, w.current
	w.raw, w.current = nil, segment{}
	start := 0
	var line strings.Builder
	emit := func(end int) {
		if text, source := collapse(pieces[start:end]); text != "" {
			part := s
			part.text, part.source = text, source
			w.segments = append(w.segments, part)
		}
		start = end
		line.Reset()
	}
	for i, p := range pieces {
		if p.text != "\n" {
			line.WriteString(p.text)
			continue
		}
		text := strings.TrimSpace(line.String())
		signs := false
		if len(text) < 300 {
			_, signs = readByline(oneLine(text), "")
		}
		if signs || breaks(pieces[i+1:]) || strings.TrimRight(text, ".!?:”\"") != text {
			emit(i)
		}
	}
	emit(len(pieces))
}

// breaks reports whether a line break follows with nothing before it.
func breaks(pieces []piece) bool {
	for _, p := range pieces {
		if p.text == "\n" {
			return true
		}
		if strings.TrimSpace(p.text) != "" {
			return false
		}
	}
	return false
}

// collapse joins pieces, writes each stretch of white space as one space, and
// brings the result to NFC.
func collapse(pieces []piece) (string, Map) {
	var out strings.Builder
	var m Map
	space := false
	for _, p := range pieces {
		start := 0
		copyTo := func(end int) {
			if start == end {
				return
			}
			if space && out.Len() > 0 {
				out.WriteByte(' ')
				m.addRun(run{n: 1, width: 1})
			}
			space = false
			out.WriteString(p.text[start:end])
			if len(p.source.runs) > 0 {
				m.join(p.source.slice(start, end))
			} else {
				m.addRun(run{n: end - start, width: 1})
			}
		}
		for i, r := range p.text {
			if i < start || !unicode.IsSpace(r) {
				continue
			}
			copyTo(i)
			space = true
			start = i + len(string(r))
		}
		copyTo(len(p.text))
	}
	// Characters of no width at the ends are no text either.
	text := out.String()
	s := trimmed(text, 0, len(text))
	if s.IsEmpty() {
		return "", Map{}
	}
	d := decoded{text: text[s.Start:s.End], source: m.slice(s.Start, s.End)}
	d = d.then(normalise(d.text))
	s = trimmed(d.text, 0, len(d.text))
	return d.text[s.Start:s.End], d.source.slice(s.Start, s.End)
}

// hidden reports whether a page does not show n.
func hidden(n *html.Node) bool {
	if hasAttribute(n, "hidden") || attribute(n, "aria-hidden") == "true" && n.Data != "body" && n.Data != "main" && n.Data != "article" {
		return true
	}
	style := strings.ToLower(strings.ReplaceAll(attribute(n, "style"), " ", ""))
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}

// asideElement reports whether n by its element or role holds no report.
func asideElement(n *html.Node) bool {
	switch n.Data {
	case "nav", "aside", "footer", "form", "menu":
		return true
	}
	switch attribute(n, "role") {
	case "navigation", "complementary", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "banner", "toolbar":
		return true
	}
	return false
}

// A nameSet holds words of class names and ids.
type nameSet map[string]bool

// Words of class names and ids that say what an element is for.
// Origin: our own list, 2026, from looking at news sites.
var (
	asideNames = nameSet(words(`nav navbar navigation menu breadcrumb breadcrumbs sidebar related recommended recommendation recommendations recirc
		newsletter newsletters subscribe subscription signup share sharing sharebar shares sharedaddy social comments comment disqus commentlist respond
		footer cookie cookies consent gdpr promo promos promotion promobox advert adverts advertisement advertising ad ads adsense adslot sponsor sponsored
		outbrain taboola popular trending mostread mostpopular widget widgets tags taglist toolbar modal popup overlay teaser teasers rail
		readmore readnext morestories bio authorbio pager pagination skip print copyright tools ticker jp-relatedposts zergnet donate donation`))
	captionNames = nameSet(words(`caption captions wp-caption-text figcaption imagecaption photocaption mediacaption`))
)

// in reports whether one of the words is in the set.
func (set nameSet) in(names []string) bool {
	for _, w := range names {
		if set[w] {
			return true
		}
	}
	return false
}

// nameText returns what the attributes of n call it.
func nameText(n *html.Node) string {
	var out []string
	for _, key := range []string{"class", "id", "rel", "itemprop", "data-testid", "data-component"} {
		if v := attribute(n, key); v != "" {
			out = append(out, v)
		}
	}
	return strings.Join(out, " ")
}

// namesOf returns the words of nameText in lower case, parted at hyphens,
// underscores and capitals, and also each name whole.
func namesOf(n *html.Node) []string {
	var out []string
	for _, name := range strings.Fields(nameText(n)) {
		if len(name) > 60 {
			continue
		}
		out = append(out, strings.ToLower(name))
		out = append(out, nameWords(name)...)
	}
	return out
}

// nameWords parts one name: "relatedPosts_list" → related, posts, list.
func nameWords(name string) []string {
	var out []string
	start := 0
	cut := func(end int) {
		if end > start {
			out = append(out, strings.ToLower(name[start:end]))
		}
	}
	for i, r := range name {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			cut(i)
			start = i + len(string(r))
		case unicode.IsUpper(r) && i > start && !unicode.IsUpper(rune(name[i-1])):
			cut(i)
			start = i
		}
	}
	cut(len(name))
	return out
}
