package export_test

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hearsay"
	"hearsay/internal/export"
)

func TestParseUnit(t *testing.T) {
	for _, u := range []export.Unit{export.Bytes, export.UTF16, export.CodePoints} {
		if got, err := export.ParseUnit(u.String()); got != u || err != nil {
			t.Errorf("ParseUnit(%q) = %v, %v; want %v", u, got, err, u)
		}
	}
	for _, s := range []string{"", "utf-16", "Bytes", "runes"} {
		if u, err := export.ParseUnit(s); err == nil {
			t.Errorf("ParseUnit(%q) = %v; want an error", s, u)
		}
	}
}

// TestConvert checks every Span of a Reading that has records of all kinds: in
// the units asked for it must cut the same words out of the text.
func TestConvert(t *testing.T) {
	for _, r := range []*hearsay.Reading{ferry(t), everything(t), plainReport(t)} {
		before := spans(reflect.ValueOf(r))
		points, units := []rune(r.Document.Text), utf16.Encode([]rune(r.Document.Text))
		got16, got32 := spans(reflect.ValueOf(export.Convert(r, export.UTF16))), spans(reflect.ValueOf(export.Convert(r, export.CodePoints)))
		if len(before) == 0 || len(got16) != len(before) || len(got32) != len(before) {
			t.Fatalf("%s: %d spans, %d in UTF-16, %d in code points", r.Document.Title, len(before), len(got16), len(got32))
		}
		for i, s := range before {
			want := r.Document.Text[s.Start:s.End]
			if got := string(utf16.Decode(units[got16[i].Start:got16[i].End])); got != want {
				t.Errorf("span %d:%d in UTF-16 is %q; want %q", s.Start, s.End, got, want)
			}
			if got := string(points[got32[i].Start:got32[i].End]); got != want {
				t.Errorf("span %d:%d in code points is %q; want %q", s.Start, s.End, got, want)
			}
		}
		if after := spans(reflect.ValueOf(r)); !reflect.DeepEqual(after, before) {
			t.Errorf("%s: Convert changed its argument", r.Document.Title)
		}
	}
}

func TestConvertToBytesOnlyFillsArrays(t *testing.T) {
	r := everything(t)
	got := export.Convert(r, export.Bytes)
	if diff := cmp.Diff(r, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("Convert to bytes changed a value:\n%s", diff)
	}
	nils(t, reflect.ValueOf(got), "Reading")
}

// nils reports nil arrays, which would be null in JSON, but for those left out.
func nils(t *testing.T, v reflect.Value, path string) {
	t.Helper()
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			nils(t, v.Elem(), path)
		}
	case reflect.Slice:
		if v.IsNil() {
			t.Errorf("%s is nil", path)
		}
		for i := range v.Len() {
			nils(t, v.Index(i), path+"[]")
		}
	case reflect.Struct:
		for i := range v.NumField() {
			nils(t, v.Field(i), path+"."+v.Type().Field(i).Name)
		}
	}
}

// spans returns all Spans in v, in the order of its fields.
func spans(v reflect.Value) []hearsay.Span {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			return spans(v.Elem())
		}
	case reflect.Slice:
		var all []hearsay.Span
		for i := range v.Len() {
			all = append(all, spans(v.Index(i))...)
		}
		return all
	case reflect.Struct:
		if s, ok := v.Interface().(hearsay.Span); ok {
			return []hearsay.Span{s}
		}
		var all []hearsay.Span
		for i := range v.NumField() {
			all = append(all, spans(v.Field(i))...)
		}
		return all
	}
	return nil
}

// FuzzConvert checks the offsets of every character of any text.
func FuzzConvert(f *testing.F) {
	for _, s := range []string{"", "a", "Zoë", "🚢", strings.Repeat("é🚢x", 100), strings.Repeat("a", 64) + "é", strings.Repeat("a", 63) + "🚢b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		r := &hearsay.Reading{Document: hearsay.Document{Text: text}}
		n := 0
		for i, c := range text {
			r.Document.Blocks = append(r.Document.Blocks, hearsay.Block{Span: hearsay.Span{Start: i, End: i + utf8.RuneLen(c)}})
			n++
		}
		points, units := export.Convert(r, export.CodePoints).Document.Blocks, export.Convert(r, export.UTF16).Document.Blocks
		at := 0
		for i, c := range []rune(text) {
			if want := (hearsay.Span{Start: i, End: i + 1}); points[i].Span != want {
				t.Fatalf("character %d is at %v in code points", i, points[i].Span)
			}
			end := at + utf16.RuneLen(c)
			if want := (hearsay.Span{Start: at, End: end}); units[i].Span != want {
				t.Fatalf("character %d is at %v in UTF-16; want %v", i, units[i].Span, want)
			}
			at = end
		}
	})
}
