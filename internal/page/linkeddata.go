package page

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"

	"hearsay"
)

// linkedData reads a script of JSON-LD (schema.org): headline, authors,
// publisher, date, the text itself, and whether all may read it. Scripts that
// are no JSON are passed over, after another try without the raw line breaks
// that many sites leave in their strings.
func (t *tree) linkedData(n *html.Node, m *metadata) {
	text, source := "", Map{}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		for _, p := range t.pieces[c] {
			text += p.text
			source.join(p.source)
		}
	}
	var v any
	if json.Unmarshal([]byte(text), &v) != nil {
		text = strings.Map(func(r rune) rune {
			if r < ' ' {
				return ' '
			}
			return r
		}, text)
		if json.Unmarshal([]byte(text), &v) != nil {
			return
		}
	}
	whole := hearsay.Span{}
	if source.length() > 0 {
		whole = source.Source(hearsay.Span{End: source.length()})
	}
	m.addNode(v, whole, 0)
}

// addNode reads a value of JSON-LD and those in it that can be the report.
func (m *metadata) addNode(v any, script hearsay.Span, depth int) {
	if depth > 5 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			m.addNode(e, script, depth+1)
		}
	case map[string]any:
		if reportType(v["@type"]) {
			m.addReport(v, script)
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			m.addNode(v[key], script, depth+1)
		}
	}
}

// reportType reports whether a schema.org type is that of a report.
func reportType(v any) bool {
	for _, name := range stringsOf(v, "") {
		if strings.HasSuffix(name, "Article") || name == "Report" || strings.HasSuffix(name, "BlogPosting") || name == "NewsStory" {
			return true
		}
	}
	return false
}

// addReport takes what v, a report, says, where nothing was said before.
func (m *metadata) addReport(v map[string]any, script hearsay.Span) {
	here := func(text string) located {
		var source Map
		source.add(len(text), script.Start, script.End-script.Start)
		return located{text, source}
	}
	if name := first(stringsOf(v["publisher"], "name")); name != "" && m.outlet == "" {
		m.outlet = oneLine(html.UnescapeString(name))
	}
	if title := oneLine(html.UnescapeString(first(stringsOf(v["headline"], "")))); title != "" {
		m.titles = append(m.titles, here(title))
	}
	if d, ok := metadataDate(first(stringsOf(v["datePublished"], ""))); ok {
		m.publish(d, hearsay.FromMetadata)
	}
	if len(m.authors) == 0 {
		for _, name := range stringsOf(v["author"], "name") {
			m.authors = append(m.authors, m.authorsIn(html.UnescapeString(name))...)
		}
	}
	if m.language == "" {
		m.language = first(stringsOf(v["inLanguage"], "alternateName"))
	}
	if free := v["isAccessibleForFree"]; free == false || strings.EqualFold(first(stringsOf(free, "")), "false") {
		m.locked = true
	}
	if body := html.UnescapeString(first(stringsOf(v["articleBody"], ""))); len(body) > len(m.body.text) {
		m.body = here(body)
	}
}

// stringsOf returns the strings that v is or holds: v itself, the elements
// of a list, and of an object the value of key.
func stringsOf(v any, key string) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, e := range v {
			out = append(out, stringsOf(e, key)...)
		}
		return out
	case map[string]any:
		if key != "" {
			return stringsOf(v[key], "")
		}
	}
	return nil
}

// first returns the first of s; "" if there is none.
func first(s []string) string {
	if len(s) == 0 {
		return ""
	}
	return s[0]
}
