package page_test

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/rogpeppe/go-internal/txtar"

	"hearsay"
	"hearsay/internal/page"
)

// checkPage checks what holds of every page.
func checkPage(t *testing.T, source []byte, p *page.Page) {
	t.Helper()
	d := p.Document
	if !utf8.ValidString(d.Text) || !norm.NFC.IsNormalString(d.Text) || strings.Contains(d.Text, "\r") {
		t.Errorf("text is not normal: %q", d.Text)
	}
	if d.ID != hearsay.IDOf(d.Text) {
		t.Error("id is not that of the text")
	}
	end := 0
	for i, b := range d.Blocks {
		s, err := b.Span.In(d.Text)
		if err != nil || b.Span.IsEmpty() || b.Span.Start < end || strings.TrimSpace(s) != s || b.Kind == hearsay.BlockUnknown {
			t.Errorf("block %d: %+v after %d, %q, %v", i, b, end, s, err)
		}
		end = b.Span.End
	}
	for _, f := range p.Findings {
		if hearsay.FindingKinds[f.Kind] == "" || f.Text == "" {
			t.Errorf("finding %+v", f)
		}
		for _, r := range f.Spans {
			if s, err := r.In(d.Text); err != nil || s != r.Text {
				t.Errorf("finding %+v: %v", f, err)
			}
		}
	}
	// A source without "<" is a plain text.
	plain, last := !bytes.Contains(source, []byte("<")), 0
	for i, r := range d.Text {
		s := p.Source.Source(hearsay.Span{Start: i, End: i + utf8.RuneLen(r)})
		if s.Start < 0 || s.Start > s.End || s.End > len(source) {
			t.Errorf("source of %q at %d is %+v of %d bytes", r, i, s, len(source))
			break
		}
		if plain && (s.IsEmpty() || s.Start < last) {
			t.Errorf("source of %q at %d is %+v, after %d", r, i, s, last)
			break
		}
		last = s.Start
	}
}

func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/golden/*.txt")
	if err != nil || len(files) < 10 {
		f.Fatalf("%d seeds, %v", len(files), err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(txtar.Parse(b).Files[0].Data, "")
	}
	f.Add([]byte(plain), "text/plain; charset=gb18030")
	f.Add(utf16Bytes(plain, true, true), "")
	f.Add([]byte("<p>e&#769;&amp;&NotEqualTilde;&ampx"), "text/html; charset=shift_jis")
	f.Fuzz(func(t *testing.T, source []byte, contentType string) {
		o := page.Options{ContentType: contentType}
		p, err := page.Parse(source, o)
		again, errAgain := page.Parse(bytes.Clone(source), o)
		if (err == nil) != (errAgain == nil) || err == nil && !reflect.DeepEqual(p, again) {
			t.Fatal("reading twice gives two pages")
		}
		if err != nil {
			if k := hearsay.KindOf(err); k != hearsay.Unreadable && k != hearsay.Invalid {
				t.Fatalf("error %v of kind %d", err, k)
			}
			return
		}
		checkPage(t, source, p)
	})
}
