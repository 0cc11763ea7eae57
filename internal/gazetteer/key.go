package gazetteer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Key returns the form of a name under which it is filed: without marks, in
// lower case, without periods and apostrophes, with spaces for hyphens and
// slashes, without a leading article. "The Deir ez-Zor" gives "deir ez zor".
func Key(name string) string {
	k := fold(name)
	if rest, ok := strings.CutPrefix(k, "the "); ok {
		return rest
	}
	return k
}

// letters gives what Unicode does not take apart.
var letters = map[rune]string{
	'ß': "ss", 'ø': "o", 'ł': "l", 'đ': "d", 'ı': "i", 'æ': "ae", 'œ': "oe",
	'þ': "th", 'ð': "d", 'ħ': "h", 'ŋ': "ng", 'ə': "a",
}

func fold(name string) string {
	if isASCII(name) {
		return squeeze(name)
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(name) {
		if unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r) {
			continue
		}
		r = unicode.ToLower(r)
		if s, ok := letters[r]; ok {
			b.WriteString(s)
		} else {
			b.WriteRune(r)
		}
	}
	return squeeze(b.String())
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// squeeze lowers case, drops or replaces signs, and leaves single spaces
// between words.
func squeeze(s string) string {
	b := make([]byte, 0, len(s))
	space := false
	for _, r := range s {
		switch r {
		case '.', '\'', '’', '‘', '`', 'ʻ', 'ʼ', '´', 'ʿ', 'ʾ', 'ʹ', 'ʽ', '"', '“', '”':
			continue
		case '-', '–', '—', '‑', '/', ',', '(', ')', '_', '&', '=', '@', '#', '~':
			space = true
			continue
		}
		if unicode.IsSpace(r) {
			space = true
			continue
		}
		if space && len(b) > 0 {
			b = append(b, ' ')
		}
		space = false
		b = utf8.AppendRune(b, unicode.ToLower(r))
	}
	return string(b)
}
