package page

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"hearsay"
)

// metadata is what a page says about the report outside of it.
type metadata struct {
	facts
	titles   []located // the most trusted first
	page     string    // the title element
	language string
	locked   bool    // said to be for subscribers
	body     located // the report as JSON-LD has it
}

// located is text and where it stands in the decoded source.
type located struct {
	text   string
	source Map
}

// keys of meta elements by what they give, the most trusted first.
// Origin: the Open Graph, Dublin Core, schema.org, Parsely, Sailthru and
// Chartbeat vocabularies.
var (
	titleKeys  = []string{"og:title", "twitter:title", "parsely-title", "dc.title", "headline", "title", "sailthru.title"}
	outletKeys = []string{"og:site_name", "application-name", "dc.publisher", "publisher", "article:publisher_name", "copyright_holder"}
	authorKeys = []string{"author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dc.contributor", "byl", "byline", "og:article:author", "citation_author", "cxenseparse:author", "twitter:creator_name"}
	dateKeys   = []string{"article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date.published", "article.published", "rnews:datepublished", "parsely-pub-date", "sailthru.date", "pubdate", "pub_date", "publication_date",
		"publication-date", "publish_date", "publish-date", "publishdate", "published", "published_date", "published-date", "published_time", "article_date_original", "originalpublicationdate", "dc.date.issued", "dcterms.issued", "dc.date", "dc.date.created", "dcterms.created", "dcterms.date", "dcterms.available", "citation_publication_date", "citation_date", "cxenseparse:recs:publishtime", "bt:pubdate", "displaydate", "date", "datecreated", "article:published", "article.created", "doc_date", "ptime"}
	urlKeys = []string{"og:url", "twitter:url", "parsely-link"}
)

// metadata reads the head and the JSON-LD of a page. address is where the
// page came from; "" if not known.
func (t *tree) metadata(address string) metadata {
	var m metadata
	values := map[string]located{}
	var title, canonical, linked, lang string
	var titleSource Map
	var timed, marked, firstTime hearsay.Date
	elements(t.root, func(n *html.Node) {
		switch n.Data {
		case "html":
			lang = attribute(n, "lang")
		case "title":
			if title == "" && n.Parent != nil && n.Parent.Data == "head" {
				title, titleSource = t.textOf(n)
			}
		case "link":
			if strings.EqualFold(attribute(n, "rel"), "canonical") && canonical == "" {
				canonical = strings.TrimSpace(attribute(n, "href"))
			}
		case "meta":
			t.meta(n, values)
		case "script":
			if strings.Contains(attribute(n, "type"), "ld+json") {
				t.linkedData(n, &m)
			}
		case "a":
			if linked == "" && strings.Contains(" "+attribute(n, "rel")+" ", " author ") {
				linked = innerText(n)
			}
		case "time", "abbr":
			d, ok := metadataDate(cmp.Or(attribute(n, "datetime"), attribute(n, "title")))
			if !ok && n.Data == "time" {
				d, ok = metadataDate(innerText(n))
			}
			names := " " + strings.ToLower(nameText(n)) + " "
			switch {
			case !ok || strings.Contains(names, "modified") || strings.Contains(names, "updated") || d.Precision < hearsay.Day:
			case hasAttribute(n, "pubdate") || strings.Contains(names, "datepublished") || strings.Contains(names, "publish") || strings.Contains(names, " dt-published "):
				keep(&marked, d)
			case strings.Contains(names, "entry-date") || strings.Contains(names, "post-date") || strings.Contains(names, "dateline") || strings.Contains(names, "timestamp") || strings.Contains(names, "posted"):
				keep(&timed, d)
			case n.Data == "time" && !inAside(n):
				keep(&firstTime, d)
			}
		default:
			if names := strings.ToLower(attribute(n, "itemprop")); strings.Contains(names, "datepublished") {
				if d, ok := metadataDate(cmp.Or(attribute(n, "content"), attribute(n, "datetime"), innerText(n))); ok {
					keep(&marked, d)
				}
			}
		}
	})
	first := func(keys []string) string {
		for _, k := range keys {
			if v := values[k].text; v != "" {
				return v
			}
		}
		return ""
	}
	for _, k := range dateKeys {
		if d, ok := metadataDate(values[k].text); ok {
			m.publish(d, hearsay.FromMetadata)
		}
	}
	for _, d := range []hearsay.Date{marked, timed, firstTime} {
		m.publish(d, hearsay.FromMetadata)
	}
	for _, k := range titleKeys {
		if v := values[k]; v.text != "" {
			m.titles = append(m.titles, v)
		}
	}
	site := ""
	if title != "" {
		m.page = title
		headline, rest := siteless(title, m.titles)
		site = rest
		m.titles = append(m.titles, located{headline, titleSource.slice(0, len(headline))})
	}
	m.outlet = cmp.Or(first(outletKeys[:1]), m.outlet, first(outletKeys[1:]), site)
	for _, k := range authorKeys {
		m.addAuthors(values[k].text)
	}
	if len(m.authors) == 0 {
		m.addAuthors(linked)
	}
	m.url = absolute(cmp.Or(canonical, first(urlKeys)), address)
	m.language = cmp.Or(lang, values["og:locale"].text, values["content-language"].text, values["language"].text, m.language)
	m.language = strings.ReplaceAll(m.language, "_", "-")
	switch strings.ToLower(values["article:content_tier"].text) {
	case "locked", "premium", "paid":
		m.locked = true
	}
	if m.published.Value == "" {
		m.publish(addressDate(cmp.Or(m.url, address)), hearsay.FromMetadata)
	}
	return m
}

// keep sets d if it is not set.
func keep(d *hearsay.Date, v hearsay.Date) {
	if d.Value == "" {
		*d = v
	}
}

// meta notes the value of a meta element, the first of each name.
func (t *tree) meta(n *html.Node, values map[string]located) {
	value := oneLine(attribute(n, "content"))
	if value == "" {
		return
	}
	for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
		name := strings.ToLower(strings.TrimSpace(attribute(n, key)))
		if name == "" || values[name].text != "" {
			continue
		}
		var m Map
		var from, length int
		if _, err := fmt.Sscan(attribute(n, sourceAttribute), &from, &length); err == nil {
			m.add(len(value), from, length)
		}
		values[name] = located{value, m}
	}
}

// textOf returns the text of n in one line and where it stands.
func (t *tree) textOf(n *html.Node) (string, Map) {
	var pieces []piece
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		pieces = append(pieces, t.pieces[c]...)
	}
	return collapse(pieces)
}

// inAside reports whether an element around n holds no report.
func inAside(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if asideElement(p) || asideNames.in(namesOf(p)) && p.Data != "body" && p.Data != "html" {
			return true
		}
	}
	return false
}

// addAuthors adds the names in s, which metadata writes in many ways: "By Ana
// Prado and Tomas Vey", "Ana Prado, Meridian Wire", "https://…/ana-prado" (no
// name at all). Agencies and the outlet itself are no authors.
func (m *metadata) addAuthors(s string) {
	if len(m.authors) > 0 || s == "" {
		return
	}
	m.authors = m.authorsIn(s)
}

// authorsIn returns the persons named in s, and notes an agency among them.
func (m *metadata) authorsIn(s string) []string {
	var authors []string
	s = byWord.ReplaceAllString(oneLine(s), "")
	for _, name := range authorBreak.Split(s, -1) {
		name = strings.TrimSpace(name)
		if name == "" || len(name) > 60 || strings.ContainsAny(name, "/@<>{}[]_=0123456789") || strings.Contains(name, "www.") {
			continue
		}
		if a := agency(name); a != "" {
			if m.agency == "" {
				m.agency = a
			}
			continue
		}
		if role, _ := nameLike(name); role || m.outlet != "" && sameName(name, m.outlet) || len(strings.Fields(name)) > 6 || noName[strings.ToLower(name)] {
			continue
		}
		authors = append(authors, upperCased(name))
	}
	return authors
}

// noName holds what systems write where no author is known, and what stands
// behind the comma of a name.
var noName = lineSet(`admin|administrator|no author|unknown|anonymous|guest|guest author|webmaster|root|editor|newsroom|default|phd|ph.d.|md|m.d.|jr|jr.|sr|sr.|esq|esq.`)

var authorBreak = regexp.MustCompile(`\s*(?:,|;|\||\band\b|&|/)\s+`)

// siteless takes the name of the site off a page's title: "Depot burns | The
// Outer Coast Review". What is the title and what the name is known if
// another title is a part of this one; otherwise the last part is the name if
// it is shorter. Counter-sentence: "Depot burns - and nobody calls the fire
// brigade", where nothing has a capital behind the dash.
func siteless(title string, known []located) (headline, site string) {
	for _, k := range known {
		if rest, ok := strings.CutPrefix(title, k.text); ok && rest != "" && titleBreak.MatchString(rest) {
			return k.text, strings.TrimSpace(titleBreak.ReplaceAllString(rest, ""))
		}
	}
	at := titleBreak.FindAllStringIndex(title, -1)
	if len(at) == 0 {
		return title, ""
	}
	last := at[len(at)-1]
	headline, site = title[:last[0]], title[last[1]:]
	if n := len(strings.Fields(site)); n == 0 || n > 6 || n >= len(strings.Fields(headline)) || !titled(site) && !strings.Contains(site, ".") {
		return title, ""
	}
	return headline, site
}

var titleBreak = regexp.MustCompile(`\s+[|–—·»:«•-]+\s+`)

// addressDate reads the day from an address as many sites build it:
// https://…/2021/05/04/depot-burns. Counter-sentence: …/2021/05/depot-burns
// has the month, and that is what it gives.
func addressDate(address string) hearsay.Date {
	m := dayPath.FindStringSubmatch(address)
	if m == nil {
		return hearsay.Date{}
	}
	d, _ := date(number(m[1]), monthNumber(m[2]), number(m[3]))
	return d
}

var dayPath = regexp.MustCompile(`(?i)^https?://[^/]+/(?:.*/)?(19[89]\d|20\d\d)[/-](\d{1,2}|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:[/-](\d{1,2}))?/`)

// monthNumber reads the number or the abbreviated name of a month.
func monthNumber(s string) int {
	if s[0] >= 'a' || s[0] >= 'A' && s[0] <= 'Z' {
		return month(s)
	}
	return number(s)
}

// absolute returns address if it is one of the web, completed by the scheme
// and host of the page; "" if it leads nowhere.
func absolute(address, page string) string {
	switch {
	case strings.HasPrefix(address, "http://"), strings.HasPrefix(address, "https://"):
		return address
	case strings.HasPrefix(address, "//") && page != "":
		scheme, _, _ := strings.Cut(page, "//")
		return scheme + address
	case strings.HasPrefix(address, "/"):
		if i := strings.Index(page, "://"); i > 0 {
			host, _, _ := strings.Cut(page[i+3:], "/")
			return page[:i+3] + host + address
		}
	}
	return ""
}
