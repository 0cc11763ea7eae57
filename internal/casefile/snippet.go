package casefile

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay"
)

// beside is how many bytes a snippet shows on either side.
const beside = 70

// Around returns the words around a span, cut between words, on one line of the
// text.
func Around(text string, at hearsay.Span) hearsay.Receipt {
	from, to := max(at.Start-beside, 0), min(at.End+beside, len(text))
	for from > 0 && !utf8.RuneStart(text[from]) {
		from--
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	if i := strings.LastIndexByte(text[from:at.Start], '\n'); i >= 0 {
		from += i + 1
	} else if from > 0 {
		if i := strings.IndexByte(text[from:at.Start], ' '); i >= 0 {
			from += i + 1
		}
	}
	if i := strings.IndexByte(text[at.End:to], '\n'); i >= 0 {
		to = at.End + i
	} else if to < len(text) {
		if i := strings.LastIndexByte(text[at.End:to], ' '); i >= 0 {
			to = at.End + i
		}
	}
	return hearsay.ReceiptFor(text, hearsay.Span{Start: from, End: to})
}

// Snippets returns at most three places of a text with what is around them: the
// given ones, then those of the words.
func Snippets(text string, at []hearsay.Span, words []string) []hearsay.Receipt {
	var all []hearsay.Receipt
	for _, span := range append(at, Where(text, words)...) {
		if span.End <= len(text) && len(all) < 3 {
			all = append(all, Around(text, span))
		}
	}
	return slices.Compact(all)
}

// Where returns the first place of each of the words in a text, whatever their
// case and ending: the full-text search asks for stems.
func Where(text string, words []string) []hearsay.Span {
	var all []hearsay.Span
	lower := strings.ToLower(text)
	if len(lower) != len(text) {
		lower = text // folding moved the letters
	}
	for _, w := range words {
		w = strings.ToLower(strings.TrimSpace(w))
		for stem := w; len(stem) >= max(3, len(w)-4); stem = stem[:len(stem)-1] {
			if i := wordAt(lower, stem); i >= 0 && utf8.ValidString(stem) {
				end := i + len(stem)
				for end < len(text) {
					r, n := utf8.DecodeRuneInString(text[end:])
					if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
						break
					}
					end += n
				}
				all = append(all, hearsay.Span{Start: i, End: end})
				break
			}
		}
	}
	return all
}

// wordAt returns where a word that begins with stem begins, -1 if nowhere.
func wordAt(text, stem string) int {
	for from := 0; stem != ""; {
		i := strings.Index(text[from:], stem)
		if i < 0 {
			return -1
		}
		i += from
		if r, _ := utf8.DecodeLastRuneInString(text[:i]); i == 0 || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return i
		}
		from = i + len(stem)
	}
	return -1
}
