package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay"
)

// mostDisguised is how many places of one kind a finding points to at most.
const mostDisguised = 10

// overridden returns the stretches of text whose direction is overridden: from
// RIGHT-TO-LEFT OVERRIDE (U+202E) to the end of what it governs, its POP
// DIRECTIONAL FORMATTING or the line's end (Unicode Standard Annex 9, 3.3.2).
// Where letters stand that are read from left to right, "\u202edias\u202c" is shown
// as "said".
//
// Other marks of direction are no sign of anything: isolates stand around names in
// messages, LEFT-TO-RIGHT OVERRIDE around telephone numbers.
func overridden(text string) []hearsay.Span {
	var out []hearsay.Span
	const override = "\u202e"
	for at := 0; len(out) < mostDisguised; {
		i := strings.Index(text[at:], override)
		if i < 0 {
			break
		}
		start := at + i
		end := start + len(override)
		for depth := 1; end < len(text) && text[end] != '\n'; {
			r, n := utf8.DecodeRuneInString(text[end:])
			switch r {
			case '\u202a', '\u202b', '\u202d', '\u202e':
				depth++
			case '\u202c':
				depth--
			}
			if depth == 0 {
				break
			}
			end += n
		}
		if strings.ContainsFunc(text[start:end], func(r rune) bool { return unicode.Is(unicode.Latin, r) }) {
			out = append(out, hearsay.Span{Start: start, End: end})
		}
		at = end
	}
	return out
}

// latinLooks holds the letters of other scripts that are drawn like Latin ones.
// Origin: Unicode Technical Standard 39, confusables.txt, of which these are the
// letters of the Cyrillic and Greek blocks whose skeleton is one Latin letter that
// readers cannot tell from them; chosen by hand, 2026.
const latinLooks = "аеорсухіјѕһԁԛԝѵАВЕКМНОРСТХІЈЅҺԌԚԜ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"

// mixed returns the words in which Latin letters stand beside letters of another
// script that look like Latin ones: "Pr\u0430do", with a Cyrillic a, which is no
// Prado to whoever searches for her.
//
// Counter-words: those wholly of another script; "μm", "ΔH" and "α-particle",
// whose Greek letters look like no Latin ones or stand apart; "Ο2", a Greek letter
// with digits alone; "Ελλάδα-based", parted by the hyphen.
func mixed(text string) []hearsay.Span {
	if !strings.ContainsAny(text, latinLooks) {
		return nil
	}
	var out []hearsay.Span
	start, latin, looks, others := -1, 0, 0, 0
	end := func(at int) {
		if start >= 0 && latin > 0 && looks > 0 && others == 0 && latin+looks > 2 && len(out) < mostDisguised {
			out = append(out, hearsay.Span{Start: start, End: at})
		}
		start, latin, looks, others = -1, 0, 0, 0
	}
	for i, r := range text {
		switch {
		case !unicode.IsLetter(r):
			if !unicode.Is(unicode.Mn, r) {
				end(i)
			}
			continue
		case unicode.Is(unicode.Latin, r):
			latin++
		case strings.ContainsRune(latinLooks, r):
			looks++
		default:
			others++
		}
		if start < 0 {
			start = i
		}
	}
	end(len(text))
	return out
}
