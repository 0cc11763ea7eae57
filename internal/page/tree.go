package page

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// A tree is a parsed web page that knows where its text nodes and meta elements
// stand in the source.
//
// The parser of the HTML standard moves and merges nodes and tells no offsets.
// So every text token is given a mark before parsing: its number, written in
// code points that are no characters (U+FDD0 to U+FDE0; decode lets none
// through). Wherever the parser puts the text, its mark goes with it.
type tree struct {
	root   *html.Node
	pieces map[*html.Node][]piece
}

// A piece is a stretch of a text node that one token of the source made.
type piece struct {
	text   string
	source Map // to the decoded source
}

// markBegin opens a mark; the sixteen code points after it are its digits.
const markBegin = 0xfdd0

// sourceAttribute carries the offset and length of a meta tag.
const sourceAttribute = "data-hearsay-source"

// parseTree parses source. Deeper nesting than the parser allows, which pages
// reach by never closing elements of style, is parsed without those.
func parseTree(source string) (*tree, error) {
	var err error
	for _, plain := range []bool{false, true} {
		marked, tokens, ok := mark(source, plain)
		if !ok {
			return nil, unreadable("Save the report alone to a file and give that.", "a page of more than %d tags", maxTags)
		}
		var root *html.Node
		if root, err = html.Parse(strings.NewReader(marked)); err == nil {
			t := &tree{root: root, pieces: map[*html.Node][]piece{}}
			t.unmark(root, source, tokens)
			return t, nil
		}
	}
	return nil, unreadable("Save the page's text to a file and give that.", "mark-up nested too deeply")
}

// maxTags is how many tags a page may have: more than a hundred times those of
// a long report with all its trimmings, and few enough for the tree to fit in
// memory.
const maxTags = 400_000

// A textToken is where a token of text stands in the source, and whether
// character references in it stand for characters.
type textToken struct {
	from, to int
	raw      bool
}

// mark gives every text token of source its number and every meta tag its
// place. plain leaves out the tags that only style. It reports false if there
// are more than maxTags.
func mark(source string, plain bool) (marked string, tokens []textToken, ok bool) {
	var out strings.Builder
	out.Grow(len(source) + len(source)/8)
	z := html.NewTokenizer(strings.NewReader(source))
	at, inside, tags := 0, "", 0
	for {
		kind := z.Next()
		raw := z.Raw()
		switch kind {
		case html.ErrorToken:
			out.WriteString(source[at:]) // an unfinished tag
			return out.String(), tokens, true
		case html.TextToken:
			if strings.TrimSpace(string(raw)) != "" {
				writeMark(&out, len(tokens))
				tokens = append(tokens, textToken{at, at + len(raw), rawText[inside]})
			}
			out.Write(raw)
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			if tags++; tags > maxTags {
				return "", nil, false
			}
			length := len(raw)
			name, _ := z.TagName()
			inside = ""
			if kind == html.StartTagToken {
				inside = string(name)
			}
			switch text := source[at : at+length]; {
			case plain && styling[string(name)]:
			case string(name) == "meta" && kind != html.EndTagToken:
				fmt.Fprintf(&out, `%s %s="%d %d"%s`, text[:5], sourceAttribute, at, length, text[5:])
			default:
				out.WriteString(text)
			}
			at += length
			continue
		default:
			out.Write(raw)
		}
		at += len(raw)
	}
}

// rawText names the elements in whose text "&amp;" is five characters.
var rawText = words("script style iframe noembed noframes noscript xmp plaintext")

// styling names elements that pages leave open by the hundred.
var styling = words("font b i u em strong span small big a center s strike tt nobr")

// writeMark writes the mark of token n.
func writeMark(out *strings.Builder, n int) {
	out.WriteRune(markBegin)
	for _, c := range strconv.FormatInt(int64(n), 16) {
		digit, _ := strconv.ParseInt(string(c), 16, 8)
		out.WriteRune(markBegin + 1 + rune(digit))
	}
}

// unmark takes the marks out of all text below n and notes what they say.
func (t *tree) unmark(n *html.Node, source string, tokens []textToken) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		t.unmark(c, source, tokens)
	}
	if n.Type != html.TextNode || !strings.ContainsRune(n.Data, markBegin) {
		return
	}
	var clean strings.Builder
	for i, s := range strings.Split(n.Data, string(rune(markBegin))) {
		if i == 0 {
			if s != "" {
				t.pieces[n] = append(t.pieces[n], piece{text: s})
			}
			clean.WriteString(s)
			continue
		}
		number, s := readMark(s)
		clean.WriteString(s)
		if number < len(tokens) {
			t.pieces[n] = append(t.pieces[n], piece{s, tokens[number].locate(source, s)})
		}
	}
	n.Data = clean.String()
}

// readMark reads the digits of a mark and returns what follows them.
func readMark(s string) (int, string) {
	n := 0
	for i, r := range s {
		if r <= markBegin || r > markBegin+16 {
			return n, s[i:]
		}
		n = n<<4 | int(r-markBegin-1)
	}
	return n, ""
}

// locate maps text, which the parser made of the token, to the source.
func (k textToken) locate(source, text string) Map {
	var m Map
	raw := source[k.from:k.to]
	if k.raw || !strings.Contains(raw, "&") {
		m.same(len(raw), k.from)
		if raw == text {
			return m
		}
		if i := strings.Index(raw, text); i >= 0 {
			return m.slice(i, i+len(text))
		}
	} else if unescaped := unescape(raw, k.from, &m); strings.HasSuffix(unescaped, text) {
		return m.slice(len(unescaped)-len(text), len(unescaped))
	}
	m = Map{}
	m.add(len(text), k.from, k.to-k.from)
	return m
}

// unescape replaces the character references of raw, which stands at offset
// at, and appends to m what its characters were made of.
func unescape(raw string, at int, m *Map) string {
	var out strings.Builder
	for i := 0; i < len(raw); {
		end := len(raw)
		if k := strings.IndexByte(raw[i+1:], '&'); k >= 0 {
			end = i + 1 + k
		}
		part := raw[i:end]
		text := part
		if part[0] == '&' {
			text = html.UnescapeString(part)
		}
		// What follows the reference is the same in both.
		same := 0
		for same < len(part) && same < len(text) && part[len(part)-1-same] == text[len(text)-1-same] {
			same++
		}
		if changed := len(part) - same; changed > 0 {
			m.add(len(text)-same, at+i, changed)
		}
		m.same(same, at+end-same)
		out.WriteString(text)
		i = end
	}
	return out.String()
}

// attribute returns the value of an attribute of n; "" if it has none.
func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// hasAttribute reports whether n has the attribute.
func hasAttribute(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

// elements calls f for every element below n in the order of the source.
func elements(n *html.Node, f func(*html.Node)) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			f(c)
		}
		elements(c, f)
	}
}

// innerText returns the text below n, in one line.
func innerText(n *html.Node) string {
	var out strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			out.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return oneLine(out.String())
}
