package export

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay"
)

// closing holds the mark that ends what each opening quotation mark begins.
var closing = map[rune]rune{'“': '”', '„': '“', '"': '"', '«': '»', '‘': '’'}

// quoted returns s as pieces, with the words in quotation marks, and the
// marks, in style quote. A mark without a partner quotes to the end of s: what
// is shown is the content of one attribution, so that it can swallow no more.
//
// “‘We will not go,’ she said” is quoted, "the residents’ boats" is not: single
// marks count only where a word begins and ends.
func quoted(s string) []piece {
	var all []piece
	add := func(text string, st style) {
		if text != "" {
			all = append(all, piece{text, st})
		}
	}
	from, end := 0, rune(0)
	before := ' '
	for i, r := range s {
		after, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):])
		switch {
		case end == 0 && closing[r] != 0 && !(r == '‘' && isWord(before)):
			add(s[from:i], plain)
			from, end = i, closing[r]
		case end != 0 && (r == end || end == '“' && r == '”') && !(r == '’' && isWord(after)):
			to := i + utf8.RuneLen(r)
			add(s[from:to], quote)
			from, end = to, 0
		}
		before = r
	}
	if end != 0 {
		add(s[from:], quote)
	} else {
		add(s[from:], plain)
	}
	return all
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// words returns the reported words of a as pieces. What is quoted directly
// stands in quotation marks even where the record's span leaves them out, and
// what is not does without the "that" of "said that the ferry had left".
func words(a *hearsay.Attribution) []piece {
	var all []piece
	for i, c := range a.Content {
		s := clean(c.Text)
		if i > 0 {
			all = append(all, piece{" … ", dim})
		}
		switch {
		case a.Mode == hearsay.Direct:
			s = balance(s)
		case i == 0 && len(s) > len("that "):
			s = strings.TrimPrefix(s, "that ")
		}
		all = append(all, quoted(s)...)
	}
	return all
}

// balance adds the double quotation mark that s lacks at either end, if s has
// none inside. Editors close quotations that they never opened:
// "Officers informed them of it,” a source said".
func balance(s string) string {
	s = strings.TrimRight(s, " ,")
	inner := strings.TrimSuffix(strings.TrimPrefix(s, "“"), "”")
	inner = strings.TrimSuffix(strings.TrimPrefix(inner, `"`), `"`)
	if inner == "" || strings.ContainsAny(inner, `“”"„«»`) || strings.HasPrefix(inner, "‘") || strings.HasPrefix(inner, "'") {
		return s
	}
	return "“" + inner + "”"
}
