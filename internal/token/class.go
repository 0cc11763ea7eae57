package token

import (
	"unicode"
	"unicode/utf8"
)

// A class is a set of the roles that an ASCII byte can play.
type class uint16

const (
	space   class = 1 << iota
	letter        // A–Z a–z
	upper         // A–Z
	digit         // 0–9
	opens         // split off the beginning of a run, whatever follows
	closes        // split off the end of a run
	trims         // at the end of a web address, not part of it
	parts         // splits a run in the middle
	address       // a run without any of these holds no web address
	under         // _
	word    = letter | digit | under
)

// classes gives the class of every ASCII byte; other bytes have none.
var classes = func() (t [256]class) {
	add := func(c class, s string) {
		for i := range len(s) {
			t[s[i]] |= c
		}
	}
	add(space, "\t\n\v\f\r \x1c\x1d\x1e\x1f")
	for b := byte('a'); b <= 'z'; b++ {
		t[b] |= letter
		t[b-'a'+'A'] |= letter | upper
	}
	add(digit, "0123456789")
	add(under, "_")
	add(opens, "\"'([{<`|*=~^\\$")
	add(closes, "\"')]}>`.,;:!?*|=~^%\\-/$")
	add(trims, ".,;:!?'\">*|)]}")
	add(parts, "-.,;!?\"()[]{}<>|=*")
	add(address, ".@#:")
	return t
}()

// isSpace reports whether r parts tokens and can be seen to do so.
func isSpace(r rune) bool {
	if r < utf8.RuneSelf {
		return classes[r]&space != 0
	}
	return unicode.IsSpace(r)
}

// isInvisible reports whether r is a mark without width that parts tokens as
// white space does: zero-width space, directional marks, word joiner, byte
// order mark.
func isInvisible(r rune) bool {
	switch r {
	case '\u200b', '\u200e', '\u200f', '\u202a', '\u202c', '\u2060', '\ufeff':
		return true
	}
	return false
}

// IsGap reports whether r stands between tokens: white space, and the marks
// without width that part words.
func IsGap(r rune) bool { return isSpace(r) || r >= utf8.RuneSelf && isInvisible(r) }

// isAlpha reports whether r is a letter of any script.
func isAlpha(r rune) bool {
	if r < utf8.RuneSelf {
		return classes[r]&letter != 0
	}
	return unicode.IsLetter(r)
}

// isAlnum reports whether r is a letter or number of any script.
func isAlnum(r rune) bool {
	if r < utf8.RuneSelf {
		return classes[r]&(letter|digit) != 0
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

// isWord reports whether r is a letter, a number or an underscore.
func isWord(r rune) bool { return r == '_' || isAlnum(r) }

// isDigit reports whether r is a decimal digit of any script.
func isDigit(r rune) bool {
	if r < utf8.RuneSelf {
		return classes[r]&digit != 0
	}
	return unicode.IsDigit(r)
}

// isUpper and isLower report the case of a letter.
func isUpper(r rune) bool {
	if r < utf8.RuneSelf {
		return classes[r]&upper != 0
	}
	return unicode.IsUpper(r)
}

func isLower(r rune) bool {
	if r < utf8.RuneSelf {
		return classes[r]&(letter|upper) == letter
	}
	return unicode.IsLower(r)
}

// opensRun and closesRun report whether r is punctuation that is split off the
// beginning or the end of a run. The bytes U+0091–U+0097 are the quotation
// marks and dashes of Windows-1252 where a page was decoded as Latin-1.
func opensRun(r rune) bool {
	if r < utf8.RuneSelf {
		return classes[r]&opens != 0
	}
	switch r {
	case '“', '”', '‘', '’', '«', '»', '„', '‚', '‹', '›', '•', '·', '¡', '¿', '…', '–', '—', '§',
		'\u0091', '\u0092', '\u0093', '\u0094', '\u0096', '\u0097':
		return true
	}
	return isCurrency(r)
}

func closesRun(r rune) bool {
	if r < utf8.RuneSelf {
		return classes[r]&closes != 0
	}
	switch r {
	case '“', '”', '‘', '’', '«', '»', '…', '•', '·', '–', '—', '°', '§',
		'\u0091', '\u0092', '\u0093', '\u0094', '\u0096', '\u0097':
		return true
	}
	return isCurrency(r)
}

func isCurrency(r rune) bool {
	switch r {
	case '$', '£', '€', '¥', '₹', '₽', '₪', '₦', '₩', '₺', '¢':
		return true
	}
	return false
}

// trimsAddress reports whether r at the end of a web address is punctuation of
// the sentence around it.
func trimsAddress(r rune) bool {
	if r < utf8.RuneSelf {
		return classes[r]&trims != 0
	}
	return r == '”' || r == '’' || r == '»'
}

// first and last return the first and the last character of s with their
// length in bytes, and 0, 0 for the empty string.
func first(s string) (rune, int) {
	if s == "" {
		return 0, 0
	}
	if s[0] < utf8.RuneSelf {
		return rune(s[0]), 1
	}
	return utf8.DecodeRuneInString(s)
}

func last(s string) (rune, int) {
	if s == "" {
		return 0, 0
	}
	if b := s[len(s)-1]; b < utf8.RuneSelf {
		return rune(b), 1
	}
	return utf8.DecodeLastRuneInString(s)
}

// wordLen returns the length of the letters, digits and underscores that s
// begins with.
func wordLen(s string) int {
	for i := 0; i < len(s); {
		r, n := first(s[i:])
		if !isWord(r) {
			return i
		}
		i += n
	}
	return len(s)
}

// all reports whether every character of s satisfies f.
func all(s string, f func(rune) bool) bool {
	for _, r := range s {
		if !f(r) {
			return false
		}
	}
	return true
}

// digitsLen returns the length of the ASCII digits that s begins with.
func digitsLen(s string) int {
	i := 0
	for i < len(s) && classes[s[i]]&digit != 0 {
		i++
	}
	return i
}
