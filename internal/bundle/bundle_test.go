package bundle_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"

	"hearsay"
	"hearsay/internal/bundle"
)

// read returns the kind of src, its items, and the errors among them.
func read(t testing.TB, src []byte, o bundle.Options) (kind bundle.Kind, items []bundle.Item, errs []error) {
	t.Helper()
	kind, r, err := bundle.Open(bytes.NewReader(src), o)
	if err != nil {
		return kind, nil, []error{err}
	}
	for it, err := range bundle.Read(kind, r, o) {
		if err != nil {
			errs = append(errs, err)
			continue
		}
		items = append(items, it)
	}
	return kind, items, errs
}

var whole = strings.TrimSpace

func TestRead(t *testing.T) {
	tests := []struct {
		name string
		src  string
		o    bundle.Options
		kind bundle.Kind
		want []bundle.Item // Body as text that it must hold
		errs []string      // what the errors must say
	}{
		{name: "rss", kind: bundle.Feed, src: whole(`
<?xml version="1.0" encoding="ISO-8859-1"?>
<rss version="2.0"><channel><title>Bay News</title><link>https://bay.example/</link><language>en-gb</language>
<item><title>Depot burns</title><link>/depot</link><guid>n1</guid><pubDate>Tue, 04 May 2021 10:00:00 GMT</pubDate><category>Harbour</category></item>
<item><title>Ferry late</title><link>https://agg.example/2</link><source url="https://herald.example/rss">Daily Herald</source></item>
<item><title>Note</title><description>&lt;p&gt;The quay is shut.&lt;/p&gt;</description></item>
<item></item>
</channel></rss>`), want: []bundle.Item{
			{Name: "n1", URL: "https://bay.example/depot", Facts: bundle.Facts{ID: "n1", Title: "Depot burns", Outlet: "Bay News", OutletURL: "https://bay.example/", Language: "en-gb", Published: "Tue, 04 May 2021 10:00:00 GMT", Section: "Harbour"}},
			{Name: "https://agg.example/2", URL: "https://agg.example/2", Facts: bundle.Facts{Title: "Ferry late", Outlet: "Daily Herald", OutletURL: "https://herald.example/rss", Language: "en-gb"}},
			{Name: "Note", Body: []byte("The quay is shut."), ContentType: "text/html; charset=utf-8", Facts: bundle.Facts{Title: "Note", Outlet: "Bay News", OutletURL: "https://bay.example/", Language: "en-gb"}},
		}, errs: []string{"neither an address nor a text"}},
		{name: "atom", kind: bundle.Feed, src: whole(`
<feed xmlns="http://www.w3.org/2005/Atom"><title>Bay News</title><link href="https://bay.example/"/>
<entry><title>Depot burns</title><link href="https://bay.example/1"/><id>tag:1</id><published>2021-05-04T10:00:00Z</published><updated>2021-05-04T12:00:00Z</updated><author><name>Ana Prado</name></author></entry></feed>`),
			want: []bundle.Item{{Name: "tag:1", URL: "https://bay.example/1", Facts: bundle.Facts{ID: "tag:1", Title: "Depot burns", Outlet: "Bay News", OutletURL: "https://bay.example/", Authors: []string{"Ana Prado"}, Published: "2021-05-04T10:00:00Z", Updated: "2021-05-04T12:00:00Z"}}}},
		{name: "json feed", kind: bundle.Feed, src: `{"version": "https://jsonfeed.org/version/1.1", "title": "Bay News", "items": [{"id": "1", "url": "https://bay.example/1", "title": "Depot burns", "date_published": "2021-05-04T10:00:00Z"}]}`,
			want: []bundle.Item{{Name: "1", URL: "https://bay.example/1", Facts: bundle.Facts{ID: "1", Title: "Depot burns", Outlet: "Bay News", Published: "2021-05-04T10:00:00Z"}}}},
		{name: "sitemap", kind: bundle.Sitemap, src: whole(`
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://bay.example/1</loc><lastmod>2021-05-05</lastmod><news:news><news:publication><news:name>Bay News</news:name><news:language>en</news:language></news:publication><news:publication_date>2021-05-04</news:publication_date><news:title>Depot burns</news:title></news:news></url>
<url><loc>ftp://bay.example/2</loc></url></urlset>`),
			want: []bundle.Item{{Name: "https://bay.example/1", URL: "https://bay.example/1", Facts: bundle.Facts{Title: "Depot burns", Outlet: "Bay News", Language: "en", Published: "2021-05-04", Updated: "2021-05-05"}}},
			errs: []string{"no address"}},
		{name: "sitemap index", kind: bundle.Sitemap, src: `<sitemapindex><sitemap><loc>https://bay.example/s.xml</loc></sitemap></sitemapindex>`,
			want: []bundle.Item{{Name: "https://bay.example/s.xml", URL: "https://bay.example/s.xml", Nested: true}}},
		{name: "opml", kind: bundle.OPML, src: `<opml version="2.0"><body><outline text="Bay"><outline text="Bay News" xmlUrl="https://bay.example/rss" htmlUrl="https://bay.example/"/></outline></body></opml>`,
			want: []bundle.Item{{Name: "https://bay.example/rss", URL: "https://bay.example/rss", Nested: true, Facts: bundle.Facts{Outlet: "Bay News", OutletURL: "https://bay.example/"}}}},
		{name: "nitf", kind: bundle.NITF, src: whole(`
<nitf><head><title>Depot</title><docdata><doc-id id-string="n7"/><date.issue norm="20210504T100000Z"/></docdata><pubdata name="Bay News" position.section="Harbour"/></head>
<body><body.head><hedline><hl1>Depot burns</hl1></hedline><byline>By <person>Ana Prado</person></byline><dateline><location>HARROW BAY</location></dateline><distributor>Meridian Wire</distributor></body.head>
<body.content><p>The depot burned on Friday.</p></body.content></body></nitf>`),
			want: []bundle.Item{{Name: "n7", Body: []byte("<p>HARROW BAY –</p><p>The depot burned on Friday.</p>"), ContentType: "text/html; charset=utf-8",
				Facts: bundle.Facts{ID: "n7", Title: "Depot burns", Outlet: "Bay News", Section: "Harbour", Agency: "Meridian Wire", Authors: []string{"Ana Prado"}, Published: "20210504T100000Z"}}}},
		{name: "newsml", kind: bundle.NewsML, src: whole(`
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:newsml:1"><itemMeta><provider literal="MW"><name>Meridian Wire</name></provider><versionCreated>2021-05-04T10:00:00Z</versionCreated></itemMeta>
<contentMeta><headline>Depot burns</headline><by>By Ana Prado and Piet Lorrimer, Meridian</by><language tag="en"/></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html><head/><body><p>The depot burned on Friday.</p></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="urn:newsml:2"><itemMeta/><contentMeta><headline>A picture</headline></contentMeta></newsItem>
</itemSet></newsMessage>`),
			want: []bundle.Item{{Name: "urn:newsml:1", Body: []byte("<h1>Depot burns</h1><p>The depot burned on Friday.</p>"), ContentType: "text/html; charset=utf-8",
				Facts: bundle.Facts{ID: "urn:newsml:1", Title: "Depot burns", Outlet: "Meridian Wire", Authors: []string{"Ana Prado", "Piet Lorrimer"}, Language: "en", Published: "2021-05-04T10:00:00Z", Updated: "2021-05-04T10:00:00Z"}}},
			errs: []string{"urn:newsml:2: no text"}},
		{name: "ninjs", kind: bundle.Ninjs, src: `{"uri": "https://mw.example/1", "headline": "Depot burns", "byline": "Ana Prado", "versioncreated": "2021-05-04T10:00:00Z", "language": "en", "body_html": "<p>The depot burned.</p>", "body_text": "other"}`,
			want: []bundle.Item{{Name: "https://mw.example/1", URL: "https://mw.example/1", Body: []byte("<p>The depot burned.</p>"), ContentType: "text/html; charset=utf-8",
				Facts: bundle.Facts{ID: "https://mw.example/1", Title: "Depot burns", Authors: []string{"Ana Prado"}, Language: "en", Published: "2021-05-04T10:00:00Z", Updated: "2021-05-04T10:00:00Z"}}}},
		{name: "lines", kind: bundle.JSONLines, o: bundle.Options{Map: map[string]string{"title": "headline"}}, src: `{"headline": "Depot burns", "text": "The depot burned.", "authors": ["Ana Prado"], "id": 7, "published": "2021-05-04"}
not json

{"headline": "Nothing"}
{"url": "https://bay.example/2", "authors": "Ana Prado; Piet Lorrimer"}`,
			want: []bundle.Item{
				{Name: "line 1", Body: []byte("Depot burns\n\nThe depot burned."), ContentType: "text/plain; charset=utf-8", Facts: bundle.Facts{ID: "7", Title: "Depot burns", Authors: []string{"Ana Prado"}, Published: "2021-05-04"}},
				{Name: "line 5", URL: "https://bay.example/2", Facts: bundle.Facts{Authors: []string{"Ana Prado", "Piet Lorrimer"}}}},
			errs: []string{"line 2: column 2", "line 4: neither text nor address"}},
		{name: "csv with a header", kind: bundle.CSV, o: bundle.Options{Name: "list.csv"}, src: "URL,Outlet\nhttps://bay.example/1,Bay News\nnowhere,Bay News\n",
			want: []bundle.Item{{Name: "line 2", URL: "https://bay.example/1", Facts: bundle.Facts{Outlet: "Bay News"}}}, errs: []string{"line 3: neither text nor address"}},
		{name: "csv without", kind: bundle.CSV, o: bundle.Options{ContentType: "text/csv; charset=utf-8"}, src: "https://bay.example/1\n",
			want: []bundle.Item{{Name: "line 1", URL: "https://bay.example/1"}}},
		{name: "mail", kind: bundle.Mail, o: bundle.Options{Name: "a.eml"}, src: strings.ReplaceAll(whole(`
From: =?utf-8?q?Bay_News?= <desk@bay.example>
Subject: =?utf-8?q?Depot_burns_=E2=80=93_again?=
Message-ID: <1@bay.example>
Date: Tue, 04 May 2021 10:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=x

--x
Content-Type: text/html; charset=utf-8

<p>The depot burned.</p>
--x
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

The caf=E9 burned.
--x--`), "\n", "\r\n"),
			want: []bundle.Item{{Name: "1@bay.example", Body: []byte("Depot burns – again\n\nThe café burned."), ContentType: "text/plain; charset=utf-8",
				Facts: bundle.Facts{ID: "1@bay.example", Title: "Depot burns – again", Outlet: "Bay News", Published: "Tue, 04 May 2021 10:00:00 +0000"}}}},
		{name: "a document", kind: bundle.None, src: "The depot burned on Friday."},
		{name: "a page", kind: bundle.None, src: "<!doctype html><html><p>The depot burned."},
		{name: "cut feed", kind: bundle.Sitemap, src: "<urlset><url><loc>https://bay.example/1</loc></url><url><loc>https", want: []bundle.Item{{Name: "https://bay.example/1", URL: "https://bay.example/1"}}, errs: []string{"unexpected EOF"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			kind, items, errs := read(t, []byte(tt.src), tt.o)
			if kind != tt.kind {
				t.Fatalf("kind %q, want %q", kind, tt.kind)
			}
			for i := range items {
				if i < len(tt.want) && len(tt.want[i].Body) > 0 && bytes.Contains(items[i].Body, tt.want[i].Body) {
					items[i].Body = tt.want[i].Body
				}
			}
			if diff := cmp.Diff(tt.want, items); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if len(errs) != len(tt.errs) {
				t.Fatalf("errors %v, want %q", errs, tt.errs)
			}
			for i, want := range tt.errs {
				if !strings.Contains(errs[i].Error(), want) {
					t.Errorf("error %q, want %q in it", errs[i], want)
				}
			}
		})
	}
}

// record returns a WARC record.
func record(kind, uri, contentType, block string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2021-05-04T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-%012d>\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		kind, uri, len(block), contentType, len(block), block)
}

func response(status int, contentType, body string) string {
	return fmt.Sprintf("HTTP/1.1 %d X\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s", status, contentType, len(body), body)
}

func archive() string {
	return record("warcinfo", "", "application/warc-fields", "software: none\r\n") +
		record("response", "https://bay.example/1", "application/http; msgtype=response", response(200, "text/html", "<p>The depot burned.</p>")) +
		record("response", "https://bay.example/gone", "application/http; msgtype=response", response(404, "text/html", "no")) +
		record("response", "https://bay.example/p.png", "application/http; msgtype=response", response(200, "image/png", "x")) +
		record("resource", "https://bay.example/2", "text/plain", "The ferry was late.")
}

func TestWARC(t *testing.T) {
	want := []bundle.Item{
		{URL: "https://bay.example/1", Body: []byte("<p>The depot burned.</p>"), ContentType: "text/html"},
		{URL: "https://bay.example/2", Body: []byte("The ferry was late."), ContentType: "text/plain"},
	}
	var gz, zst bytes.Buffer
	for part := range strings.SplitSeq(strings.ReplaceAll(archive(), "WARC/1.1", "\x00WARC/1.1"), "\x00") {
		if part == "" {
			continue
		}
		w := gzip.NewWriter(&gz) // a member for each record, as archives have it
		io.WriteString(w, part)
		w.Close()
	}
	z, _ := zstd.NewWriter(&zst)
	io.WriteString(z, archive())
	z.Close()
	for name, src := range map[string][]byte{"plain": []byte(archive()), "gzip": gz.Bytes(), "zstd": zst.Bytes()} {
		t.Run(name, func(t *testing.T) {
			kind, items, errs := read(t, src, bundle.Options{Name: "a.warc"})
			if kind != bundle.WARC || len(errs) > 0 {
				t.Fatalf("kind %q, errors %v", kind, errs)
			}
			for i := range items {
				if !strings.HasPrefix(items[i].Name, "record urn:uuid:") {
					t.Errorf("an item called %q", items[i].Name)
				}
				items[i].Name = ""
			}
			if diff := cmp.Diff(want, items); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestCut cuts an archive everywhere: what stands before the cut is read, nothing
// of what was cut is, and the cut is told wherever it is not between two records.
func TestCut(t *testing.T) {
	src := archive()
	for n := 40; n <= len(src); n++ {
		_, items, errs := read(t, []byte(src[:n]), bundle.Options{})
		whole := strings.Count(src[:n], "<p>The depot burned.</p>") + strings.Count(src[:n], "The ferry was late.")
		if len(items) != whole {
			t.Errorf("cut at %d: %d items, %d stand before it", n, len(items), whole)
		}
		between := n == len(src) || strings.HasSuffix(src[:n], "\r\n\r\n") && strings.HasPrefix(src[n:], "WARC/")
		ends := strings.HasSuffix(strings.ReplaceAll(src[:n], "\r", ""), "\n\n") // or of a header
		if len(errs) != 1 && !between && !ends || len(errs) > 1 || between && len(errs) > 0 {
			t.Errorf("cut at %d, after %q: errors %v", n, src[n-10:n], errs)
		}
		for _, err := range errs {
			if e, ok := errors.AsType[*hearsay.Error](err); !ok || e.Kind != hearsay.Unreadable || !strings.Contains(err.Error(), "breaks off") {
				t.Errorf("cut at %d: %v", n, err)
			}
		}
	}
}

// TestBomb unpacks what was packed to harm: it ends with an error.
func TestBomb(t *testing.T) {
	var b bytes.Buffer
	z, err := zstd.NewWriter(&b)
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(z, `{"text": "The depot burned."}`+"\n")
	lines := bytes.Repeat([]byte("                               \n"), 1<<15)
	for range 100 {
		z.Write(lines)
	}
	z.Close()
	_, items, errs := read(t, b.Bytes(), bundle.Options{Name: "a.jsonl.zst"})
	if len(items) != 1 || len(errs) != 1 || !strings.Contains(errs[0].Error(), "five hundred times") {
		t.Errorf("%d bytes: %d items, errors %v", b.Len(), len(items), errs)
	}
}

// TestKindOfJSON tells lines of JSON by their keys, where no name says what they
// are and the first may be longer than what is looked at.
func TestKindOfJSON(t *testing.T) {
	long := strings.Repeat("The depot burned. ", 2000)
	for _, tt := range []struct {
		src  string
		o    bundle.Options
		want bundle.Kind
	}{
		{`{"title": "Depot", "text": "` + long + `"}` + "\n" + `{"text": "a"}`, bundle.Options{}, bundle.JSONLines},
		{`{"title": "Depot", "text": "` + long + `"}`, bundle.Options{}, bundle.JSONLines},
		{`{"text": "a"}`, bundle.Options{}, bundle.JSONLines},
		{`{"headline": "Depot", "body": "a"}`, bundle.Options{Map: map[string]string{"text": "body"}}, bundle.JSONLines},
		{`{"headline": "Depot", "body": "a"}`, bundle.Options{}, bundle.None},
		{`{"about": {"text": "a"}}`, bundle.Options{}, bundle.None},
		{`{"about": "text"}`, bundle.Options{}, bundle.None},
		{`{"items": [{"url": "https://a.example"}], "version": "https://jsonfeed.org/version/1.1"}`, bundle.Options{}, bundle.Feed},
		{"{\n \"text\": \"a\"\n}", bundle.Options{}, bundle.None},
	} {
		if kind, _, err := bundle.Open(strings.NewReader(tt.src), tt.o); err != nil || kind != tt.want {
			t.Errorf("%.60s: kind %q, %v; want %q", tt.src, kind, err, tt.want)
		}
	}
}

func TestLargeItem(t *testing.T) {
	src := `{"text": "` + strings.Repeat("x", 1000) + `"}` + "\n" + `{"text": "The depot burned."}` + "\n"
	_, items, errs := read(t, []byte(src), bundle.Options{Name: "a.jsonl", MaxItem: 500})
	if len(items) != 1 || len(errs) != 1 {
		t.Fatalf("%d items, errors %v", len(items), errs)
	}
	if e, ok := errors.AsType[*bundle.ItemError](errs[0]); !ok || e.Name != "line 1" {
		t.Errorf("error %v, want one of line 1", errs[0])
	}
}

// TestStop checks that a sequence that is left early ends.
func TestStop(t *testing.T) {
	src := strings.Repeat(`{"text": "The depot burned."}`+"\n", 10)
	kind, r, err := bundle.Open(strings.NewReader(src), bundle.Options{})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for range bundle.Read(kind, r, bundle.Options{}) {
		if n++; n == 3 {
			break
		}
	}
	if n != 3 {
		t.Errorf("%d items", n)
	}
}

// FuzzRead checks that no bytes make a reader fail, that an item has a text or
// an address, and that bytes of one kind are read as that kind.
func FuzzRead(f *testing.F) {
	f.Add([]byte(archive()), "a.warc")
	f.Add([]byte(`{"text": "a"}`+"\n"+`{"url": "https://a.example"}`), "a.jsonl")
	f.Add([]byte(`<rss><channel><item><link>https://a.example</link></item></channel></rss>`), "")
	f.Add([]byte(`<urlset><url><loc>https://a.example</loc></url></urlset>`), "")
	f.Add([]byte(`<opml><outline xmlUrl="https://a.example"/></opml>`), "")
	f.Add([]byte(`<nitf><body><body.content><p>a</p></body.content></body></nitf>`), "")
	f.Add([]byte(`<newsItem guid="a"><contentSet><inlineData>a</inlineData></contentSet></newsItem>`), "")
	f.Add([]byte(`{"uri": "a", "body_text": "a"}`), "")
	f.Add([]byte("From: a\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\na\r\n--b--"), "a.eml")
	f.Add([]byte("url\nhttps://a.example\n"), "a.csv")
	f.Fuzz(func(t *testing.T, src []byte, name string) {
		if len(src) > 1<<15 {
			t.Skip("the time goes with the number of items, and each costs its own")
		}
		kind, items, _ := read(t, src, bundle.Options{Name: name, MaxItem: 1 << 20})
		if kind == bundle.None && len(items) > 0 {
			t.Fatal("items of no bundle")
		}
		for _, it := range items {
			if len(it.Body) == 0 && it.URL == "" {
				t.Fatalf("%s: item %q has neither text nor address", kind, it.Name)
			}
			if len(it.Body) > 0 && it.Nested {
				t.Fatalf("%s: item %q is a bundle with a text", kind, it.Name)
			}
		}
	})
}
