package export_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"hearsay"
	"hearsay/internal/export"
)

func page(t *testing.T, o export.HTMLOptions, readings ...*hearsay.Reading) string {
	t.Helper()
	var b bytes.Buffer
	h := export.NewHTML(&b, o)
	for _, r := range readings {
		if err := h.Write("report.txt", r); err != nil {
			t.Fatal(err)
		}
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestHTML(t *testing.T) {
	golden(t, "page.one.golden", page(t, export.HTMLOptions{Why: true}, ferry(t)))
	golden(t, "page.events.golden", page(t, export.HTMLOptions{Why: true}, depot(t)))
	golden(t, "page.several.golden", page(t, export.HTMLOptions{}, ferry(t), plainReport(t)))
}

// elements calls f for every element of the page.
func elements(t *testing.T, src string, f func(*html.Node, map[string]string)) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(src))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			attr := map[string]string{}
			for _, a := range n.Attr {
				attr[a.Key] = a.Val
			}
			f(n, attr)
		}
	}
}

// TestHTMLAsksForNothing checks that the page holds no script and nothing that
// makes a browser ask for anything, and that its policy forbids both.
func TestHTMLAsksForNothing(t *testing.T) {
	r := ferry(t)
	r.Document.URL = "javascript:alert(1)"
	src := page(t, export.HTMLOptions{Why: true}, r, everything(t))
	allowed := strings.Fields("html head meta title style body br header nav ol li a span main div h1 h2 p svg rect line section ul b i dl dt dd details summary table thead tbody tr th td footer fieldset legend label input")
	style, policy := "", ""
	elements(t, src, func(n *html.Node, attr map[string]string) {
		if !slices.Contains(allowed, n.Data) {
			t.Errorf("the page holds a <%s>", n.Data)
		}
		for key, v := range attr {
			if key == "src" || key == "style" || key == "srcset" || strings.HasPrefix(key, "on") {
				t.Errorf("<%s %s=%q>", n.Data, key, v)
			}
		}
		if href := attr["href"]; href != "" {
			if u, err := url.Parse(href); err != nil || n.Data != "a" || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
				t.Errorf("<%s href=%q>", n.Data, href)
			}
		}
		switch {
		case n.Data == "style":
			style = n.FirstChild.Data
		case attr["http-equiv"] == "Content-Security-Policy":
			policy = attr["content"]
		}
	})
	if strings.Contains(style, "url(") || strings.Contains(style, "@import") {
		t.Error("the style asks for something")
	}
	sum := sha256.Sum256([]byte(style))
	if want := "style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(policy, want) || !strings.Contains(policy, "default-src 'none'") {
		t.Errorf("policy %q lacks %q", policy, want)
	}
}

// TestHTMLLinksLead checks that ids are unique over all reports and that every
// link within the page leads somewhere.
func TestHTMLLinksLead(t *testing.T) {
	ids, links := map[string]int{}, []string{}
	elements(t, page(t, export.HTMLOptions{Why: true}, ferry(t), ferry(t), everything(t), shout(t)), func(n *html.Node, attr map[string]string) {
		if id := attr["id"]; id != "" {
			ids[id]++
		}
		if to, ok := strings.CutPrefix(attr["href"], "#"); ok {
			links = append(links, to)
		}
	})
	for id, n := range ids {
		if n > 1 {
			t.Errorf("%d elements have the id %s", n, id)
		}
	}
	if len(links) < 20 {
		t.Errorf("only %d links", len(links))
	}
	for _, to := range links {
		if ids[to] == 0 {
			t.Errorf("a link leads to #%s, which is not there", to)
		}
	}
}

// TestHTMLHoldsTheText checks that a block's words come through whole and in
// order, however they are cut up and marked.
func TestHTMLHoldsTheText(t *testing.T) {
	r := ferry(t)
	var got []string
	elements(t, page(t, export.HTMLOptions{}, r), func(n *html.Node, attr map[string]string) {
		if n.Data == "div" && attr["class"] == "txt" || n.Data == "h1" {
			got = append(got, blockText(n))
		}
	})
	var want []string
	for _, b := range r.Document.Blocks {
		want = append(want, r.Document.Text[b.Span.Start:b.Span.End])
	}
	if !slices.Equal(got, want) {
		t.Errorf("the page holds %q; want %q", got, want)
	}
}

// blockText returns the text below n but for the numbers that refer to cards.
func blockText(n *html.Node) string {
	var b strings.Builder
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(c.Data)
		case !slices.ContainsFunc(c.Attr, func(a html.Attribute) bool { return a.Key == "class" && strings.HasPrefix(a.Val, "ref") }):
			b.WriteString(blockText(c))
		}
	}
	return b.String()
}

func TestHTMLEscapes(t *testing.T) {
	const bad = `"><img src=x onerror=alert(1)>`
	d := newDraft(t, "Title"+bad, "A source"+bad+" told that ships"+bad+" sank.")
	d.r.Document.Outlet, d.r.Document.URL = "Outlet"+bad, "https://veld.example/"+bad
	source := d.entity(hearsay.Entity{Named: true, Kind: hearsay.Person, Name: "Name" + bad, Description: "who" + bad, Why: []hearsay.Why{{Rule: bad}}}, "A source"+bad)
	d.says(hearsay.Attribution{Source: source, Why: []hearsay.Why{{Rule: "r", Note: bad}}}, "told", "ships"+bad+" sank")
	d.finding("loaded-word", "Finding"+bad, "ships"+bad)
	elements(t, page(t, export.HTMLOptions{Why: true}, d.valid()), func(n *html.Node, attr map[string]string) {
		if n.Data == "img" || attr["onerror"] != "" {
			t.Errorf("the text became <%s>", n.Data)
		}
	})
}
