package page

import (
	"bytes"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// decoded is the text of a file before any structure is read from it: valid
// UTF-8, NFC, lines ended by \n, without byte order mark, soft hyphens and
// control characters.
type decoded struct {
	text     string
	source   Map
	repaired []string // what was wrong with the encoding and could be mended
	damaged  int      // bytes that stand for no character, now U+FFFD
}

// decode reads src in the encoding that its byte order mark, its own bytes, or
// declared (a charset label; "" if none) name, in this order of trust.
func decode(src []byte, declared string) decoded {
	d := characters(src, declared)
	d = d.then(mendMojibake(d.text))
	d = d.then(normalise(d.text))
	return d
}

// then makes next, whose source is d's text, lead back to d's source.
func (d decoded) then(next decoded) decoded {
	next.source = next.source.through(d.source)
	next.repaired = append(d.repaired, next.repaired...)
	next.damaged += d.damaged
	return next
}

// characters turns bytes into characters.
func characters(src []byte, declared string) decoded {
	for _, bom := range []struct {
		mark  string
		width int
		big   bool
	}{{"\xff\xfe\x00\x00", 4, false}, {"\x00\x00\xfe\xff", 4, true}, {"\xff\xfe", 2, false}, {"\xfe\xff", 2, true}} {
		if bytes.HasPrefix(src, []byte(bom.mark)) {
			return wide(src, len(bom.mark), bom.width, bom.big)
		}
	}
	if bytes.HasPrefix(src, []byte("\xef\xbb\xbf")) {
		return utf8Text(src, 3, "utf-8")
	}
	if width, big := looksWide(src); width > 0 {
		return wide(src, 0, width, big)
	}
	enc, name := lookup(declared)
	switch {
	case enc == nil || name == "utf-8" || strings.HasPrefix(name, "utf-16") || name == "replacement":
		return utf8Text(src, 0, name)
	case multibyte(src) > 1 && utf8.Valid(src):
		// No other encoding produces several well-formed sequences by chance.
		d := utf8Text(src, 0, "utf-8")
		d.repaired = append(d.repaired, "declared as "+name+", written in utf-8")
		return d
	}
	if table, ok := enc.(*charmap.Charmap); ok {
		return singleByte(src, table)
	}
	return transformed(src, enc)
}

// lookup finds the encoding of a label as the WHATWG encoding standard has
// it, in which iso-8859-1 and ascii are names of windows-1252.
func lookup(label string) (encoding.Encoding, string) {
	if label == "" {
		return nil, ""
	}
	return charset.Lookup(label)
}

// looksWide recognises UTF-16 and UTF-32 without a byte order mark by where
// the zero bytes of Latin letters stand.
func looksWide(src []byte) (width int, big bool) {
	head := src[:min(len(src), 4096)&^3]
	var zeros [4]int
	for i, b := range head {
		if b == 0 {
			zeros[i&3]++
		}
	}
	n := len(head) / 4
	many, few := func(i int) bool { return zeros[i]*10 >= n*4 }, func(i int) bool { return zeros[i]*50 <= n }
	switch {
	case n == 0:
		return 0, false
	case few(0) && few(2) && many(1) && many(3):
		return 2, false
	case few(1) && few(3) && many(0) && many(2):
		return 2, true
	case few(0) && zeros[2] == n && zeros[3] == n:
		return 4, false
	case few(3) && zeros[0] == n && zeros[1] == n:
		return 4, true
	}
	return 0, false
}

// wide reads UTF-16 or UTF-32 from offset at.
func wide(src []byte, at, width int, big bool) decoded {
	var d decoded
	var out strings.Builder
	out.Grow(len(src) / width)
	unit := func(i int) rune {
		var r rune
		for k := range width {
			if big {
				r = r<<8 | rune(src[i+k])
			} else {
				r |= rune(src[i+k]) << (8 * k)
			}
		}
		return r
	}
	for at < len(src) {
		r, n := utf8.RuneError, min(width, len(src)-at)
		if n == width {
			r = unit(at)
			if width == 2 && utf16.IsSurrogate(r) {
				low := rune(0)
				if at+4 <= len(src) {
					low = unit(at + 2)
				}
				if r = utf16.DecodeRune(r, low); r != utf8.RuneError {
					n = 4
				} else {
					d.damaged++
				}
			}
		} else {
			d.damaged++
		}
		if !utf8.ValidRune(r) {
			r = utf8.RuneError
			d.damaged++
		}
		out.WriteRune(r)
		d.source.add(utf8.RuneLen(r), at, n)
		at += n
	}
	d.text = out.String()
	return d
}

// utf8Text reads UTF-8 from offset at. Bytes that are no UTF-8 are read as
// windows-1252, which is what they are in nearly every page that lies about
// its encoding; where that has no character for them, or they are the remains
// of a sequence cut short, U+FFFD takes their place.
func utf8Text(src []byte, at int, declared string) decoded {
	var d decoded
	if utf8.Valid(src[at:]) {
		d.text = string(src[at:])
		d.source.same(len(d.text), at)
		return d
	}
	var out strings.Builder
	out.Grow(len(src))
	mended, alone := 0, multibyte(src) == 0
	for i := at; i < len(src); {
		start := i
		for i < len(src) {
			r, n := utf8.DecodeRune(src[i:])
			if r == utf8.RuneError && n == 1 {
				break
			}
			i += n
		}
		out.Write(src[start:i])
		d.source.same(i-start, start)
		if i == len(src) {
			break
		}
		n := cutShort(src[i:])
		r := charmap.Windows1252.DecodeByte(src[i])
		if alone {
			n = 1
		}
		if n > 1 || r == utf8.RuneError || 0x80 <= r && r < 0xa0 {
			r = utf8.RuneError
			d.damaged += n
		} else {
			mended++
		}
		out.WriteRune(r)
		d.source.add(utf8.RuneLen(r), i, n)
		i += n
	}
	d.text = out.String()
	if mended > 0 {
		what := "bytes in windows-1252 among utf-8"
		if alone && declared == "utf-8" {
			what = "declared as utf-8, written in windows-1252"
		} else if alone {
			what = "written in windows-1252 without saying so"
		}
		d.repaired = append(d.repaired, what)
	}
	return d
}

// cutShort returns how many bytes at the beginning of b are a UTF-8 sequence
// that breaks off; 1 if they are none.
func cutShort(b []byte) int {
	want := 0
	switch c := b[0]; {
	case 0xc2 <= c && c < 0xe0:
		want = 2
	case 0xe0 <= c && c < 0xf0:
		want = 3
	case 0xf0 <= c && c < 0xf5:
		want = 4
	}
	n := 1
	for n < want && n < len(b) && b[n]&0xc0 == 0x80 {
		n++
	}
	return n
}

// multibyte counts the well-formed sequences of several bytes in b.
func multibyte(b []byte) int {
	count := 0
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		_, n := utf8.DecodeRune(b[i:])
		if n > 1 {
			count++
		}
		i += n
	}
	return count
}

// singleByte reads an encoding of one byte a character.
func singleByte(src []byte, table *charmap.Charmap) decoded {
	var d decoded
	var out strings.Builder
	out.Grow(len(src))
	for i := 0; i < len(src); {
		start := i
		for i < len(src) && src[i] < utf8.RuneSelf && table.DecodeByte(src[i]) == rune(src[i]) {
			i++
		}
		out.Write(src[start:i])
		d.source.same(i-start, start)
		if i == len(src) {
			break
		}
		r := table.DecodeByte(src[i])
		if r == utf8.RuneError {
			d.damaged++
		}
		out.WriteRune(r)
		d.source.add(utf8.RuneLen(r), i, 1)
		i++
	}
	d.text = out.String()
	return d
}

// transformed reads any other encoding, a few characters at a time so that
// they can be found again.
func transformed(src []byte, enc encoding.Encoding) decoded {
	var d decoded
	var out strings.Builder
	dec := enc.NewDecoder()
	var buf [utf8.UTFMax]byte
	for i := 0; i < len(src); {
		nd, ns, err := dec.Transform(buf[:], src[i:min(len(src), i+64)], i+64 >= len(src))
		if nd == 0 && ns == 0 {
			if err == nil {
				break
			}
			nd, ns = copy(buf[:], "\uFFFD"), 1
		}
		d.damaged += strings.Count(string(buf[:nd]), "\uFFFD")
		out.Write(buf[:nd])
		d.source.add(nd, i, ns)
		i += ns
	}
	d.text = strings.ToValidUTF8(out.String(), "\uFFFD")
	if d.source.length() != len(d.text) { // a decoder that splits characters: map the whole
		d.source = Map{}
		d.source.add(len(d.text), 0, len(src))
	}
	return d
}

// normalise brings text to NFC and its lines to end by \n. Control characters
// become spaces; soft hyphens, which only lay out, go.
func normalise(text string) decoded {
	d := decoded{text: text}
	if !strings.ContainsFunc(text, replaced) && norm.NFC.IsNormalString(text) {
		d.source.same(len(text), 0)
		return d
	}
	clean := decoded{}
	var out strings.Builder
	out.Grow(len(text))
	start := 0
	flush := func(end int) {
		out.WriteString(text[start:end])
		clean.source.same(end-start, start)
	}
	for i, r := range text {
		if i < start || !replaced(r) {
			continue
		}
		flush(i)
		n := utf8.RuneLen(r)
		if r == '\r' && strings.HasPrefix(text[i+1:], "\n") {
			n = 2
		}
		if with := replacement(r); with != "" {
			out.WriteString(with)
			clean.source.add(len(with), i, n)
		}
		if r == 0 {
			clean.damaged++
		}
		start = i + n
	}
	flush(len(text))
	clean.text = out.String()
	return clean.then(compose(clean.text))
}

// replaced reports whether normalise replaces r.
func replaced(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || 0x7f <= r && r < 0xa0 || r == 0xad ||
		r == 0x2028 || r == 0x2029 || r == 0xfeff || 0xfdd0 <= r && r <= 0xfdef
}

// replacement returns what takes the place of a replaced r.
func replacement(r rune) string {
	switch r {
	case '\r', '\f', '\v', 0x85, 0x2028, 0x2029:
		return "\n"
	case 0xad, 0xfeff:
		return ""
	}
	return " "
}

// compose brings text to NFC.
func compose(text string) decoded {
	d := decoded{text: text}
	if norm.NFC.IsNormalString(text) {
		d.source.same(len(text), 0)
		return d
	}
	var out strings.Builder
	var it norm.Iter
	it.InitString(norm.NFC, text)
	for !it.Done() {
		from := it.Pos()
		part := it.Next()
		to := it.Pos()
		out.Write(part)
		if string(part) == text[from:to] {
			d.source.same(len(part), from)
		} else {
			d.source.add(len(part), from, to-from)
		}
	}
	d.text = out.String()
	return d
}
