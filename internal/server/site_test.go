package server_test

import (
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"hearsay"
	"hearsay/internal/casefile/casefiletest"
	"hearsay/internal/server"
)

// TestSite writes a site and follows all its links: each leads to a file that
// has the part of the page that it names, and nothing leads to a server.
func TestSite(t *testing.T) {
	c := newCase(t)
	for i, text := range []string{"Guards attacked the depot in Harrow Bay, Ana Prado told the Daily Herald.", "The coast guard denied it, <script>alert(1)</script> Bo Lind said. Will the guards go?"} {
		if _, err := c.Add(t.Context(), casefiletest.Report(t, "https://herald.example/more"+string(rune('a'+i)), "More", text)); err != nil {
			t.Fatal(err)
		}
	}
	work(t, c)
	dir := filepath.Join(t.TempDir(), "public")
	n, err := server.ExportSite(t.Context(), c, server.Options{Name: "bay"}, dir)
	if err != nil {
		t.Fatal(err)
	}
	pages := make(map[string]*html.Node)
	all := 0
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == ".hearsay-site" {
			return err
		}
		all++
		b, err := os.ReadFile(path)
		if err == nil && strings.HasSuffix(path, ".html") {
			pages[path], err = html.Parse(strings.NewReader(string(b)))
		}
		return err
	})
	if err != nil || all != n || len(pages) < 15 {
		t.Fatalf("%d files, %d of them pages; %d were told; %v", all, len(pages), n, err)
	}
	ids := func(root *html.Node) map[string]bool {
		out := make(map[string]bool)
		for n := range root.Descendants() {
			for _, a := range n.Attr {
				if a.Key == "id" {
					out[a.Val] = true
				}
			}
		}
		return out
	}
	for path, root := range pages {
		for n := range root.Descendants() {
			if n.Data == "form" && n.Type == html.ElementNode {
				t.Errorf("%s has a form", path)
			}
			for _, a := range n.Attr {
				if a.Key != "href" && a.Key != "src" || a.Val == "" || strings.HasPrefix(a.Val, "data:") || strings.HasPrefix(a.Val, "https://herald.example/") {
					continue
				}
				u, err := url.Parse(a.Val)
				if err != nil || u.IsAbs() || strings.HasPrefix(a.Val, "/") {
					t.Errorf("%s leads to %q", path, a.Val)
					continue
				}
				to := path
				if u.Path != "" {
					to = filepath.Join(filepath.Dir(path), filepath.FromSlash(u.Path))
				}
				if _, err := os.Stat(to); err != nil {
					t.Errorf("%s leads to %q: %v", path, a.Val, err)
				} else if u.Fragment != "" && !ids(pages[to])[u.Fragment] {
					t.Errorf("%s leads to %q, of which there is no such part", path, a.Val)
				}
			}
		}
	}
	stale := filepath.Join(dir, "report", "old.html")
	list := filepath.Join(dir, ".hearsay-site")
	b, err := os.ReadFile(list)
	if err != nil || os.WriteFile(list, append(b, "report/old.html\n../kept.txt\n"...), 0o644) != nil || os.WriteFile(stale, nil, 0o644) != nil {
		t.Fatal(err)
	}
	kept := filepath.Join(dir, "..", "kept.txt")
	if err := os.WriteFile(kept, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if again, err := server.ExportSite(t.Context(), c, server.Options{Name: "bay"}, dir); err != nil || again != n {
		t.Errorf("written again: %d files, %v", again, err)
	}
	if _, err := os.Stat(stale); err == nil {
		t.Error("a page that is gone is still there")
	}
	if _, err := os.Stat(kept); err != nil {
		t.Error(err)
	}
	if _, err := server.ExportSite(t.Context(), c, server.Options{}, filepath.Dir(kept)); hearsay.KindOf(err) != hearsay.Invalid {
		t.Errorf("a folder with something else in it is written to: %v", err)
	}
}
