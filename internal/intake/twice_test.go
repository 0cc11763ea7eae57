package intake_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay/internal/casefile"
	"hearsay/internal/casefile/casefiletest"
	"hearsay/internal/export"
	"hearsay/internal/intake"
)

// TestAddTwice adds files of several kinds and a feed, reads and links them, and
// does all of it again: nothing in the case may differ.
func TestAddTwice(t *testing.T) {
	dir, web, s := t.TempDir(), newSite(t), newCase(t)
	const found = "Ferry found\n\nThe ferry was found, the harbour master said."
	warc := fmt.Sprintf("WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: https://bay.example/found\r\nWARC-Date: 2021-05-04T10:00:00Z\r\n"+
		"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(found), found)
	for name, text := range map[string]string{
		"late.txt":    "Ferry late\n\nThe ferry was late, the harbour master said.",
		"lines.jsonl": `{"title": "Ferry sold", "text": "The ferry was sold, the mayor said.", "url": "https://herald.example/1"}` + "\n{}\n",
		"other.jsonl": `{"title": "Ferry sold", "text": "The ferry was sold again, the mayor said.", "url": "https://herald.example/1"}` + "\n",
		"crawl.warc":  warc,
		"post.eml":    "From: Ana Prado <ana@bay.example>\r\nSubject: Ferry lost\r\nDate: Tue, 04 May 2021 10:00:00 +0000\r\nContent-Type: text/plain\r\n\r\nThe ferry was lost, the harbour master said.\r\n",
		"empty.txt":   " ",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ctx := context.Background()
	round := func() (intake.Totals, string) {
		n := add(t, newIntake(t, s, intake.Options{}), dir, web.URL+"/feed")
		if err := s.Work(ctx, casefile.Work{Workers: 2, Read: casefiletest.Read}); err != nil {
			t.Fatal(err)
		}
		if _, err := intake.Link(ctx, s, intake.Linking{}); err != nil {
			t.Fatal(err)
		}
		return n, all(t, s)
	}
	first, before := round()
	if want := (intake.Totals{Added: 6, Versions: 1, Failed: 2}); first != want {
		t.Errorf("first %+v, want %+v", first, want)
	}
	again, after := round()
	if want := (intake.Totals{Known: 8, Failed: 1}); again != want { // a line with no text in it is told each time
		t.Errorf("again %+v, want %+v", again, want)
	}
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("adding everything again changed the case:\n%s", diff)
	}
}

// all returns what a case holds: of every document how it is kept, where it was
// seen and the bytes of its export, and how much there is of everything.
func all(t *testing.T, s casefile.Store) string {
	t.Helper()
	ctx := context.Background()
	var b bytes.Buffer
	lines := export.NewJSONLines(&b, export.Bytes)
	for _, k := range documents(t, s) {
		seen, err := s.Versions(ctx, k.Document.URL)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s %q %d %q %v %v\n", k.Document.ID, k.Document.Name, k.State, k.Error, k.Added, seen)
		r, _, err := s.Reading(ctx, k.Document.ID)
		if err != nil {
			t.Fatal(err)
		}
		if r == nil {
			continue
		}
		if err := lines.Write("", r); err != nil {
			t.Fatal(err)
		}
	}
	c, err := s.Counts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	c.Bytes = 0
	links, err := s.LinkCounts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&b, "%+v %v\n", c, links)
	return b.String()
}
