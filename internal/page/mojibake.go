package page

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// mendMojibake repairs text that was once UTF-8, was read as windows-1252 or
// Latin-1, and was written again: "Northportâ€™s mayor" → "Northport’s mayor".
// It also repairs the control characters U+0080–U+009F, which are
// windows-1252 punctuation read as Latin-1 ("don\u0092t").
//
// Each broken sequence is mended by itself, since pages are put together from
// parts. Counter-sentence: “JOSÉ” in capitals ends in É and ”, which read as
// bytes are the letter ɔ; so nothing is mended unless the text has a sequence
// of three ("â€™") or two of two ("Ã©", "Ã¼"), and two-byte sequences only
// where they begin with Â or Ã, the first bytes of all Latin letters. And "Â "
// needs the no-break space.
func mendMojibake(text string) decoded {
	d := decoded{text: text}
	if !strings.ContainsFunc(text, func(r rune) bool { return 0x80 <= r && r < 0xa0 || r == 'Â' || r == 'Ã' || r == 'â' || r == 'ð' }) {
		d.source.same(len(text), 0)
		return d
	}
	evidence := 0
	for i := range text {
		if _, n, weight := broken(text[i:]); n > 0 {
			evidence += weight
		}
	}
	var out strings.Builder
	out.Grow(len(text))
	start := 0
	for i, r := range text {
		if i < start {
			continue
		}
		mended, n, _ := broken(text[i:])
		if n == 0 || evidence < 2 {
			if r < 0x80 || r >= 0xa0 {
				continue
			}
			if mended = charmap.Windows1252.DecodeByte(byte(r)); mended < 0xa0 || mended == utf8.RuneError {
				continue
			}
			n = 2
		}
		out.WriteString(text[start:i])
		d.source.same(i-start, start)
		out.WriteRune(mended)
		d.source.add(utf8.RuneLen(mended), i, n)
		start = i + n
		d.repaired = []string{"characters that had been through a wrong encoding"}
	}
	out.WriteString(text[start:])
	d.source.same(len(text)-start, start)
	d.text = out.String()
	return d
}

// broken recognises a sequence of characters at the beginning of s that are
// the bytes of one UTF-8 character. It returns the character, how many bytes
// of s it takes the place of (0 if there is none), and how telling that is.
func broken(s string) (r rune, n, weight int) {
	first, size := utf8.DecodeRuneInString(s)
	want := 0
	switch first {
	case 'Â', 'Ã':
		want, weight = 2, 1
	case 'â':
		want, weight = 3, 2
	case 'ð':
		want, weight = 4, 2
	default:
		return 0, 0, 0
	}
	var buf [utf8.UTFMax]byte
	buf[0] = byte(first)
	n = size
	for k := 1; k < want; k++ {
		c, size := utf8.DecodeRuneInString(s[n:])
		b, ok := byteOf(c)
		if !ok || b&0xc0 != 0x80 {
			return 0, 0, 0
		}
		buf[k], n = b, n+size
	}
	r, size = utf8.DecodeRune(buf[:want])
	if size != want {
		return 0, 0, 0
	}
	return r, n, weight
}

// byteOf returns the byte that c stands for in windows-1252 or, where that
// has none, in Latin-1.
func byteOf(c rune) (byte, bool) {
	if 0x80 <= c && c < 0x100 {
		return byte(c), true
	}
	return charmap.Windows1252.EncodeRune(c)
}
