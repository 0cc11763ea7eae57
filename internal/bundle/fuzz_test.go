package bundle_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay"
	"hearsay/internal/bundle"
)

// fuzz checks of a reader of one format that no bytes make it fail, that reading
// twice gives the same, that an item has a text or an address and is not larger
// than it may be, and that errors say what they are of.
func fuzz(f *testing.F, kind bundle.Kind, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	o := bundle.Options{Name: "in", URL: "https://bay.example/in", MaxItem: 1 << 16}
	all := func(src []byte) (items []bundle.Item, errs []string) {
		for it, err := range bundle.Read(kind, bytes.NewReader(src), o) {
			if err == nil {
				items = append(items, it)
				continue
			}
			errs = append(errs, err.Error())
			e, known := errors.AsType[*hearsay.Error](err)
			if _, item := errors.AsType[*bundle.ItemError](err); !item && (!known || e.Kind != hearsay.Unreadable || e.Hint == "") {
				panic("an error of no kind: " + err.Error())
			}
		}
		return items, errs
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		items, errs := all(src)
		for _, it := range items {
			switch {
			case len(it.Body) == 0 && it.URL == "":
				t.Errorf("item %q has neither text nor address", it.Name)
			case len(it.Body) > 0 && it.Nested:
				t.Errorf("item %q is a bundle with a text", it.Name)
			case it.URL != "" && !strings.HasPrefix(it.URL, "http://") && !strings.HasPrefix(it.URL, "https://"):
				t.Errorf("item %q has the address %q", it.Name, it.URL)
			case len(it.Body) > 8*len(src)+1<<16: // mark-up that is escaped grows
				t.Errorf("item %q has %d bytes, of %d", it.Name, len(it.Body), len(src))
			}
		}
		again, errsAgain := all(src)
		if diff := cmp.Diff(items, again) + cmp.Diff(errs, errsAgain); diff != "" {
			t.Errorf("read twice: %s", diff)
		}
	})
}

func FuzzFeed(f *testing.F) {
	fuzz(f, bundle.Feed,
		`<rss version="2.0"><channel><title>Bay</title><item><title>a</title><link>/1</link><source url="https://b.example/">B</source><pubDate>Tue, 04 May 2021 10:00:00 GMT</pubDate></item><item><description>x</description></item></channel></rss>`,
		`<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>a</id><link href="https://a.example/1"/><author><name>A</name></author></entry></feed>`,
		`{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_html": "<p>a</p>"}]}`)
}

func FuzzSitemap(f *testing.F) {
	fuzz(f, bundle.Sitemap,
		`<urlset><url><loc>https://a.example</loc><news:news xmlns:news="n"><news:publication><news:name>A</news:name></news:publication><news:title>t</news:title></news:news></url></urlset>`,
		`<sitemapindex><sitemap><loc>/b.xml</loc></sitemap></sitemapindex>`)
}

func FuzzOPML(f *testing.F) {
	fuzz(f, bundle.OPML, `<opml><body><outline text="F"><outline xmlUrl="https://a.example" title="A"/></outline></body></opml>`)
}

func FuzzNITF(f *testing.F) {
	fuzz(f, bundle.NITF, `<nitf><head><title>t</title></head><body><body.head><hedline><hl1>h</hl1></hedline><byline>By A B</byline><dateline>C</dateline></body.head><body.content><p>a &amp; b</p></body.content></body></nitf>`)
}

func FuzzNewsML(f *testing.F) {
	fuzz(f, bundle.NewsML,
		`<newsItem guid="a"><itemMeta><provider><name>P</name></provider></itemMeta><contentMeta><headline>h</headline></contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html><body><p>a</p></body></html></inlineXML></contentSet></newsItem>`,
		`<newsMessage><itemSet><newsItem guid="a"><contentSet><inlineData>a</inlineData></contentSet></newsItem></itemSet></newsMessage>`)
}

func FuzzNinjs(f *testing.F) {
	fuzz(f, bundle.Ninjs, `{"uri": "a", "headline": "h", "byline": "A and B", "body_text": "a"}`, `[{"uri": "https://a.example", "bodies": [{"contentType": "text/html", "value": "<p>a</p>"}]}]`)
}

func FuzzJSONLines(f *testing.F) {
	fuzz(f, bundle.JSONLines, `{"text": "a", "authors": ["A", 1], "id": 2}`+"\n\n"+`{"url": "https://a.example"}`, "{}\n[]\n{\"html\": \"<p>a\"}")
}

func FuzzMail(f *testing.F) {
	fuzz(f, bundle.Mail,
		"From: =?utf-8?q?A?= <a@b.example>\r\nSubject: s\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=latin1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\na=E9\r\n--b\r\nContent-Transfer-Encoding: base64\r\n\r\nYQ==\r\n--b--",
		"Subject: s\n\na")
}

func FuzzCSV(f *testing.F) {
	fuzz(f, bundle.CSV, "url,title\nhttps://a.example,\"a\"\"b\"\n", "https://a.example\n\nx", "\ufefftext\na")
}

func FuzzWARC(f *testing.F) {
	fuzz(f, bundle.WARC, archive(), archive()[:700], record("resource", "https://a.example", "text/plain", "a"))
}
