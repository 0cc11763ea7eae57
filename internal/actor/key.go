package actor

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Key returns the form under which the lists know a name: lower case, without
// accents, dots, quotation marks and apostrophes, hyphens and runs of white
// space as one space, without an article before it. It is "" for a name without
// letters or digits.
func Key(name string) string {
	if !plain(name) {
		name = norm.NFD.String(name)
	}
	var b strings.Builder
	b.Grow(len(name))
	gap := false
	for _, r := range name {
		switch {
		case r == '.' || r == '\'' || r == '’' || r == 'ʼ' || r == '`' || r == '"' || r == '“' || r == '”' || unicode.Is(unicode.Mn, r):
		case r == '-' || r == '/' || r == '_' || r == '‑' || unicode.IsSpace(r):
			gap = b.Len() > 0
		default:
			if gap {
				b.WriteByte(' ')
				gap = false
			}
			b.WriteRune(unicode.ToLower(r))
		}
	}
	k := b.String()
	if rest, ok := strings.CutPrefix(k, "the "); ok {
		k = rest
	}
	if !strings.ContainsFunc(k, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return ""
	}
	return k
}

// plain reports whether s is all ASCII, and so has no accents.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
