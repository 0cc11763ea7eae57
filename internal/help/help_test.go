package help_test

import (
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"hearsay/docs"
	"hearsay/internal/export"
	"hearsay/internal/help"
)

func site(files map[string]string) fstest.MapFS {
	fs := make(fstest.MapFS)
	for name, text := range files {
		fs[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fs
}

func TestPages(t *testing.T) {
	pages, err := help.Pages(site(map[string]string{
		"index.md":       "# Start\nSee [below](how-to/read.md#two) and [there](https://news.example/a.md).",
		"how-to/read.md": "# Read `this`\nSee [the top](../index.md), [the record](../reference/record.md).\n\n## Two\n\n<script>alert(1)</script>\n",
		"notes.txt":      "no page",
	}), map[string]string{"reference/record.md": "# The record"})
	if err != nil {
		t.Fatal(err)
	}
	if len(pages) != 3 || pages[0].Path != "how-to/read.html" || pages[1].Path != "index.html" {
		t.Fatalf("pages = %+v; want how-to/read.html, index.html, reference/record.html", pages)
	}
	if pages[0].Title != "Read this" {
		t.Errorf("title = %q; want %q", pages[0].Title, "Read this")
	}
	read, index := string(pages[0].HTML), string(pages[1].HTML)
	for _, want := range []string{`href="../index.html"`, `href="../reference/record.html"`, `href="../help.css"`, `id="two"`} {
		if !strings.Contains(read, want) {
			t.Errorf("page lacks %s:\n%s", want, read)
		}
	}
	if strings.Contains(read, "<script") {
		t.Errorf("page has raw HTML of its source:\n%s", read)
	}
	for _, want := range []string{`href="how-to/read.html#two"`, `href="https://news.example/a.md"`} {
		if !strings.Contains(index, want) {
			t.Errorf("page lacks %s:\n%s", want, index)
		}
	}
}

func TestLinksLeadSomewhere(t *testing.T) {
	_, err := help.Pages(site(map[string]string{"index.md": "[gone](how-to/gone.md)"}), nil)
	if err == nil || !strings.Contains(err.Error(), "index.md: the link to how-to/gone.md leads nowhere") {
		t.Errorf("error = %v; want one that names the link and its page", err)
	}
}

// TestDocumentation makes the pages that are shipped.
func TestDocumentation(t *testing.T) {
	record, err := help.Record(export.Schema)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(record, "| `within` | id `a1` or empty | the step this one is reported in") {
		t.Errorf("the page on the record lacks a field: %.2000s", record)
	}
	pages, err := help.Site(docs.Files, export.Schema)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		if p.Title == "hearsay" && p.Path != "index.html" {
			t.Errorf("%s has no title", p.Path)
		}
	}
	h := help.Handler(pages)
	for path, want := range map[string]string{"/": "<h1", "/help.css": "body{", "/reference/record.html": "within", "/how-to/check-one-claim.html": "<pre>"} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		if w.Code != 200 || !strings.Contains(w.Body.String(), want) {
			t.Errorf("GET %s = %d without %q", path, w.Code, want)
		}
	}
	w := httptest.NewRecorder()
	if h.ServeHTTP(w, httptest.NewRequest("GET", "/none.html", nil)); w.Code != 404 {
		t.Errorf("GET /none.html = %d; want 404", w.Code)
	}
}
