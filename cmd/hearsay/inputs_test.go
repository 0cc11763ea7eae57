package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/fetch"
	"hearsay/internal/page"
)

func TestFindAddress(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/moved":
			http.Redirect(w, r, "/2021/05/ferry.html", http.StatusFound)
		case "/2021/05/ferry.html":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Write([]byte("<p>The ferry left.</p>"))
		default:
			http.NotFound(w, r)
		}
	}))
	defer server.Close()
	web := fetch.New(fetch.Options{AllowPrivate: true})
	defer web.Close()

	inputs, err := find([]string{server.URL + "/moved", strings.Replace(server.URL, "http", "HTTP", 1) + "/gone"}, nil, web)
	if err != nil || len(inputs) != 2 {
		t.Fatalf("find = %d inputs, %v; want 2", len(inputs), err)
	}
	b, o, err := inputs[0].bytes(t.Context())
	want := page.Options{ContentType: "text/html; charset=utf-8", URL: server.URL + "/2021/05/ferry.html", Name: "ferry.html"}
	if string(b) != "<p>The ferry left.</p>" || o != want || err != nil {
		t.Errorf("bytes = %q, %+v, %v; want %+v", b, o, err, want)
	}
	if _, _, err := inputs[1].bytes(t.Context()); hearsay.KindOf(err) != hearsay.NotFound {
		t.Errorf("a missing page gives %v; want an error of Kind NotFound", err)
	}
}

// TestFindInFolder walks a folder with links, endless ones too.
func TestFindInFolder(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.txt", "a.HTML", "c.md", "deep/d.htm", ".hidden.txt", "deep/.e.txt"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("text"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for link, to := range map[string]string{"loop": ".", "z.txt": "b.txt", "gone.txt": "nowhere.txt"} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skip(err)
		}
	}
	inputs, err := find([]string{dir}, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, in := range inputs {
		name, err := filepath.Rel(dir, in.name)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, filepath.ToSlash(name))
	}
	if want := []string{"a.HTML", "b.txt", "deep/d.htm", "gone.txt", "z.txt"}; !slices.Equal(got, want) {
		t.Errorf("found %q; want %q", got, want)
	}
	for in := range opened(inputs, nil) {
		b, o, err := in.bytes(t.Context())
		switch base := filepath.Base(in.name); {
		case base == "gone.txt":
			if hearsay.KindOf(err) != hearsay.NotFound {
				t.Errorf("a link to nowhere gives %v; want an error of Kind NotFound", err)
			}
		case err != nil || string(b) != "text" || o.Name != base:
			t.Errorf("%s: %q, %+v, %v", base, b, o, err)
		}
	}
}
