package main

import (
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"hearsay/docs"
)

var console = regexp.MustCompile("(?s)```console\n(.*?)```")

// What the clock says is written as a certain time.
var (
	clock  = regexp.MustCompile(`\b\d\d:\d\d  https`)
	lately = regexp.MustCompile(`the last \d{4}-\d\d-\d\d \d\d:\d\d`)
)

// newsExample stands in the documentation for a server of news.
const newsExample = "https://news.example"

// TestDocumentation runs every command in the documentation, the pages of which
// each begin in an empty folder with the examples, and compares what they print.
// With UPDATE set it writes down what they print instead.
func TestDocumentation(t *testing.T) {
	bin := t.TempDir()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, filepath.Join(bin, "hearsay")); err != nil {
		t.Skip(err)
	}
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	news := httptest.NewServer(http.HandlerFunc(feed))
	t.Cleanup(news.Close)
	err = fs.WalkDir(docs.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		source, err := fs.ReadFile(docs.Files, name)
		if err == nil && console.Match(source) {
			t.Run(name, func(t *testing.T) { runPage(t, news.URL, name, string(source)) })
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func runPage(t *testing.T, news, name, source string) {
	folder := t.TempDir()
	if err := os.CopyFS(filepath.Join(folder, "examples"), os.DirFS("../../examples")); err != nil {
		t.Fatal(err)
	}
	written := console.ReplaceAllStringFunc(source, func(block string) string {
		if strings.Contains(block, "postgres://") {
			return block // TestDatabases runs such commands, where there is a database
		}
		var b strings.Builder
		b.WriteString("```console\n")
		for line := range strings.Lines(console.FindStringSubmatch(block)[1]) {
			if command, ok := strings.CutPrefix(line, "$ "); ok {
				b.WriteString(line + shell(t, folder, news, strings.TrimSpace(command)))
			}
		}
		return b.String() + "```"
	})
	if written == source {
		return
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(filepath.Join("../../docs", name), []byte(written), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	was, is := strings.Split(source, "\n"), strings.Split(written, "\n")
	for i := range is {
		if i >= len(was) || was[i] != is[i] {
			t.Fatalf("docs/%s:%d prints\n%s\nrun UPDATE=1 go test ./cmd/hearsay -run TestDocumentation, and look at what changed", name, i+1, is[i])
		}
	}
	t.Fatalf("docs/%s says more than is printed", name)
}

// shell returns what a command prints, on either stream.
func shell(t *testing.T, folder, news, command string) string {
	t.Helper()
	if strings.Contains(command, newsExample) {
		command = strings.ReplaceAll(command, newsExample, news) + " --allow-private" // it is on this machine
	}
	c := exec.Command("sh", "-c", command)
	c.Dir = folder
	c.Env = append(os.Environ(), "LANG=C.UTF-8", "NO_COLOR=1", "COLUMNS=100")
	out, err := c.CombinedOutput()
	if _, exit := err.(*exec.ExitError); err != nil && !exit {
		t.Fatalf("%s: %v", command, err)
	}
	text := clock.ReplaceAllString(strings.ReplaceAll(string(out), news, newsExample), "08:15  https")
	text = lately.ReplaceAllString(text, "the last 2021-05-04 08:15")
	for _, bad := range []string{"panic: ", "unknown command", "unknown flag", "unknown shorthand"} {
		if strings.Contains(text, bad) {
			t.Errorf("%s: %s", command, text)
		}
	}
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return text
}

// feed serves a feed of two reports.
func feed(w http.ResponseWriter, r *http.Request) {
	base := "http://" + r.Host
	switch r.URL.Path {
	case "/feed.xml":
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprintf(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><link>%[1]s/</link><description>-</description>
<item><title>Ferry held at Veld</title><link>%[1]s/ferry</link></item>
<item><title>Depot burned at Veld</title><link>%[1]s/depot</link></item></channel></rss>`, base)
	case "/ferry", "/depot":
		title, text := "Ferry held at Veld", "Harbour police held a ferry at Veld on Monday, Ana Prado, the harbour minister, said. Nobody was hurt. The ferry was on its way from Northport, and there were forty people on it."
		if r.URL.Path == "/depot" {
			title, text = "Depot burned at Veld", "Armed men burned down a fuel depot at Veld on Tuesday, two residents told the paper. The army denied that soldiers had been there. A fireman was injured, the town's mayor said."
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><html lang="en"><head><title>%[1]s</title><meta property="og:site_name" content="Veld News"><meta property="article:published_time" content="2021-05-04T08:00:00Z"></head><body><article><h1>%[1]s</h1><p>%[2]s</p></article></body></html>`, title, text)
	default:
		http.NotFound(w, r)
	}
}
