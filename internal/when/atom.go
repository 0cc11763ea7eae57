package when

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// An atom is a run of letters, a run of digits, or a single mark: the units
// that the grammar is written in. "10:30pm" has four, "Aug." two.
type atom struct {
	start, end int // bytes of the text
	word       int // index of the word it stands in
	text       string
	lower      string
	digits     bool
	space      bool // white space stands before it
}

// maxAtom is the longest run of letters that the grammar could know.
const maxAtom = 20

// atomize appends the atoms of text[start:end], a stretch that the caller calls
// word.
func atomize(atoms []atom, text string, start, end, word int) []atom {
	for i := start; i < end; {
		r, n := utf8.DecodeRuneInString(text[i:end])
		j := i + n
		switch {
		case unicode.IsSpace(r), unicode.Is(unicode.Cf, r): // a direction mark is no mark of writing
			i = j
			continue
		case isDigit(r):
			for j < end && isDigit(rune(text[j])) {
				j++
			}
		case unicode.IsLetter(r):
			for j < end {
				r, n := utf8.DecodeRuneInString(text[j:end])
				if !unicode.IsLetter(r) && !unicode.IsMark(r) {
					break
				}
				j += n
			}
		}
		a := atom{start: i, end: j, word: word, text: text[i:j], digits: isDigit(r)}
		a.space = len(atoms) == 0 || atoms[len(atoms)-1].end != i
		a.lower = plain(a.text)
		atoms = append(atoms, a)
		i = j
	}
	return atoms
}

// plain returns the form in which the grammar knows a word or mark.
func plain(s string) string {
	if len(s) > maxAtom {
		return s
	}
	switch s {
	case "’", "‘", "`", "ʼ":
		return "'"
	case "–", "—", "−", "‐", "‑", "_":
		return "-"
	case "~", "～":
		return "~"
	}
	return strings.ToLower(s)
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }
