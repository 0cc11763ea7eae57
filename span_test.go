package hearsay_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"hearsay"
)

func TestSpanIn(t *testing.T) {
	const text = "Москва demanded"
	tests := []struct {
		name string
		span hearsay.Span
		want string
		err  error
	}{
		{"word", hearsay.Span{Start: 0, End: 12}, "Москва", nil},
		{"empty", hearsay.Span{}, "", nil},
		{"splits a character", hearsay.Span{Start: 0, End: 1}, "", hearsay.ErrSpan},
		{"past the end", hearsay.Span{Start: 0, End: 99}, "", hearsay.ErrSpan},
		{"backwards", hearsay.Span{Start: 4, End: 2}, "", hearsay.ErrSpan},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.span.In(text)
			if got != tt.want || !errors.Is(err, tt.err) {
				t.Errorf("%v.In(%q) = %q, %v; want %q, %v", tt.span, text, got, err, tt.want, tt.err)
			}
		})
	}
}

func FuzzSpanIn(f *testing.F) {
	f.Add("Москва demanded", 0, 12)
	f.Fuzz(func(t *testing.T, text string, start, end int) {
		if !utf8.ValidString(text) {
			t.Skip("documents are valid UTF-8")
		}
		got, err := hearsay.Span{Start: start, End: end}.In(text)
		if err != nil {
			return
		}
		if !utf8.ValidString(got) {
			t.Errorf("In(%q, %d:%d) = %q: not UTF-8", text, start, end, got)
		}
		if len(got) != end-start || !strings.Contains(text, got) {
			t.Errorf("In(%q, %d:%d) = %q", text, start, end, got)
		}
	})
}
