package page_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"hearsay/internal/page"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGolden compares what Parse makes of each source in testdata/golden with
// the result kept beside it.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/golden/*.txt")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d golden files, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			source := a.Files[0]
			got := show(page.Parse(source.Data, page.Options{Name: source.Name}))
			if *update {
				a.Files = append(a.Files[:1], txtar.File{Name: "result", Data: []byte(got)})
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if len(a.Files) != 2 {
				t.Fatal("no result; run with -update")
			}
			if diff := cmp.Diff(string(a.Files[1].Data), got); diff != "" {
				t.Errorf("Parse (-want +got):\n%s", diff)
			}
		})
	}
}

// show writes a page so that it can be judged by eye.
func show(p *page.Page, err error) string {
	var s strings.Builder
	if err != nil {
		fmt.Fprintf(&s, "error      %v\n", err)
		return s.String()
	}
	d := p.Document
	for _, f := range []struct{ name, value string }{
		{"title", d.Title}, {"outlet", d.Outlet}, {"authors", strings.Join(d.Authors, "; ")}, {"agency", d.Agency},
		{"published", strings.TrimSpace(fmt.Sprint(d.Published.Value, " ", d.Published.Precision, " ", d.Published.From))},
		{"language", d.Language}, {"url", d.URL},
	} {
		fmt.Fprintf(&s, "%-10s %s\n", f.name, f.value)
	}
	for _, f := range p.Findings {
		fmt.Fprintf(&s, "finding    %s: %s\n", f.Kind, f.Text)
	}
	for _, b := range d.Blocks {
		fmt.Fprintf(&s, "%-12s %4d:%-4d %s\n", b.Kind, b.Span.Start, b.Span.End, strings.ReplaceAll(d.Text[b.Span.Start:b.Span.End], "\n", "⏎"))
	}
	return s.String()
}
