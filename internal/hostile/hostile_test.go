package hostile_test

import (
	"bytes"
	"errors"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"hearsay"
	"hearsay/internal/bundle"
	"hearsay/internal/hostile"
	"hearsay/internal/page"
	"hearsay/internal/reading"
)

// allocated returns how many bytes f asks for, all in all.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// What reading may ask for, in bytes for each byte of the input, all in all and not
// at once, and what it may ask for whatever the input is. Honest reports of the
// same length need a fifth of it.
const (
	perByte = 4000
	anyhow  = 4 << 20
)

// TestRead reads every hostile document whole: it ends with a reading whose receipts
// hold, or an error that says what to do, and memory goes with the length of the
// document. What takes time with the square of the length would not end here.
func TestRead(t *testing.T) {
	r := reading.New(nil, reading.Options{})
	const size = 1 << 16
	for _, in := range hostile.Documents(size) {
		t.Run(in.Name, func(t *testing.T) {
			var p *page.Page
			var err error
			got := allocated(func() {
				if p, err = page.Parse(in.Bytes, page.Options{ContentType: in.ContentType, URL: "https://a.example/1"}); err == nil {
					check(t, r.Read(p.Document, p.Findings))
				}
			})
			if most := uint64(anyhow + perByte*len(in.Bytes)); got > most {
				t.Errorf("%d bytes asked for, of a document of %d", got, len(in.Bytes))
			}
			if e, ok := errors.AsType[*hearsay.Error](err); err != nil && (!ok || e.Kind != hearsay.Unreadable || e.Hint == "") {
				t.Errorf("error %v, want one that says what to do", err)
			}
		})
	}
}

// check checks that a reading is valid: its text is UTF-8, each receipt stands where
// it says.
func check(t *testing.T, r *hearsay.Reading) {
	t.Helper()
	if !utf8.ValidString(r.Document.Text) {
		t.Error("the text is not UTF-8")
	}
	if err := r.Validate(); err != nil {
		t.Errorf("the reading does not hold: %v", err)
	}
}

// TestLimits goes past the stated limits: pages larger than any report, and texts
// longer than any.
func TestLimits(t *testing.T) {
	for name, src := range map[string]string{
		"50 MB":     strings.Repeat("The depot burned. ", page.MaxSize/18+1),
		"4 MB text": strings.Repeat("The depot burned. ", page.MaxText/18+1),
		"tags":      "<html><body>" + strings.Repeat("<b></b>", 250_000) + "<p>The depot burned.</p></body></html>",
	} {
		var err error
		got := allocated(func() { _, err = page.Parse([]byte(src), page.Options{}) })
		if hearsay.KindOf(err) != hearsay.Unreadable {
			t.Errorf("%s: error %v, want a refusal", name, err)
		}
		if got > 64<<20 {
			t.Errorf("%s: %d MB asked for, to refuse it", name, got>>20)
		}
	}
}

// TestNothingInvented holds that what stands in a page but not in its text is not
// read from elsewhere: no entity is fetched, no file opened.
func TestNothingInvented(t *testing.T) {
	for _, in := range hostile.Pages(1 << 10) {
		if in.Name != "entity-bomb-page" && in.Name != "refresh-to-file" {
			continue
		}
		p, err := page.Parse(in.Bytes, page.Options{ContentType: in.ContentType})
		if err != nil {
			t.Fatal(err)
		}
		if d := p.Document; strings.Contains(d.Text, "root:") || strings.Contains(d.Text, "lollol") || strings.HasPrefix(d.URL, "javascript:") || len(d.Text) > 1000 {
			t.Errorf("%s: %.200q at %q", in.Name, d.Text, d.URL)
		}
	}
}

// TestBundles opens every hostile bundle. Memory goes with its size and with that
// of the largest report, however much it unpacks to.
func TestBundles(t *testing.T) {
	const largest = 1 << 20
	for _, in := range hostile.Bundles(4 << 20) {
		t.Run(in.Name, func(t *testing.T) {
			items := 0
			got := allocated(func() {
				o := bundle.Options{Name: in.Name, MaxItem: largest}
				kind, r, err := bundle.Open(bytes.NewReader(in.Bytes), o)
				if err != nil {
					checkError(t, err)
					return
				}
				for it, err := range bundle.Read(kind, r, o) {
					if err != nil {
						checkError(t, err)
						continue
					}
					if items++; len(it.Body) > largest+1<<10 || strings.Contains(string(it.Body), "root:") || strings.Contains(it.URL, "lollol") {
						t.Errorf("item %q of %d bytes", it.Name, len(it.Body))
					}
				}
			})
			if got > 160<<20 {
				t.Errorf("%d MB asked for, of a bundle of %d bytes", got>>20, len(in.Bytes))
			}
			t.Logf("%d bytes, %d items, %d MB asked for", len(in.Bytes), items, got>>20)
		})
	}
}

func checkError(t *testing.T, err error) {
	t.Helper()
	if _, item := errors.AsType[*bundle.ItemError](err); !item && hearsay.KindOf(err) != hearsay.Unreadable {
		t.Errorf("error %v, want one of the bundle or of an item", err)
	}
}

// TestBombs holds that what bombs unpack to is given up, not merely passed over.
func TestBombs(t *testing.T) {
	for _, in := range hostile.Bundles(1 << 10) {
		if !strings.HasPrefix(in.Name, "bomb.jsonl") && in.Name != "twice.jsonl.gz.gz" {
			continue
		}
		o := bundle.Options{Name: in.Name}
		kind, r, err := bundle.Open(bytes.NewReader(in.Bytes), o)
		if err != nil {
			t.Fatal(err)
		}
		var last error
		n := 0
		for _, err := range bundle.Read(kind, r, o) {
			n++
			last = err
		}
		if last == nil || !strings.Contains(last.Error(), "five hundred times") || n != 2 {
			t.Errorf("%s: %d reports and errors, the last %v", in.Name, n, last)
		}
	}
}
