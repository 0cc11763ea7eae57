package neural

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// piecesMax is the most pieces of one word; the rest is dropped.
const piecesMax = 24

// A vocabulary cuts words into pieces, greedily from the left (WordPiece).
type vocabulary struct {
	begin, inner  map[string]int32 // pieces that begin a run of letters, and those that go on ("##")
	longest       int              // bytes of the longest piece
	unk, cls, sep int32
}

// parseVocabulary reads one piece a line; the number of the line from 0 is the
// piece's id. The first of two equal lines would be lost, so it is an error.
func parseVocabulary(file, text string) (*vocabulary, error) {
	v := &vocabulary{begin: make(map[string]int32, 32<<10), inner: make(map[string]int32, 8<<10)}
	var id int32
	at := 0
	for line := range strings.Lines(text) {
		p := strings.TrimRight(line, "\r\n")
		in, s := v.begin, p
		if rest, ok := strings.CutPrefix(p, "##"); ok && rest != "" {
			in, s = v.inner, rest
		}
		if _, twice := in[s]; twice {
			return nil, corrupt(file, int64(at), "piece %q stands twice", p)
		}
		in[s] = id
		v.longest = max(v.longest, len(s))
		id++
		at += len(line)
	}
	for _, x := range []struct {
		name string
		id   *int32
	}{{"[UNK]", &v.unk}, {"[CLS]", &v.cls}, {"[SEP]", &v.sep}} {
		id, ok := v.begin[x.name]
		if !ok {
			return nil, corrupt(file, int64(at), "there is no piece %s", x.name)
		}
		*x.id = id
	}
	return v, nil
}

// size returns the number of pieces.
func (v *vocabulary) size() int { return len(v.begin) + len(v.inner) }

// cut appends the pieces of a word to dst: of each run of letters and digits,
// and of each other character but white space. A run that the vocabulary
// cannot spell is [UNK], and so is a word without pieces.
func (v *vocabulary) cut(dst []int32, word string) []int32 {
	if id, ok := v.begin[word]; ok && simple(word) {
		return append(dst, id)
	}
	s := fold(word)
	from := len(dst)
	for len(s) > 0 && len(dst)-from < piecesMax {
		n := run(s)
		if n == 0 {
			r, size := utf8.DecodeRuneInString(s)
			if !space(r) {
				dst = v.spell(dst, s[:size])
			}
			s = s[size:]
			continue
		}
		dst = v.spell(dst, s[:n])
		s = s[n:]
	}
	switch {
	case len(dst) == from:
		dst = append(dst, v.unk)
	case len(dst) > from+piecesMax:
		dst = dst[:from+piecesMax]
	}
	return dst
}

// spell appends the pieces of one run.
func (v *vocabulary) spell(dst []int32, s string) []int32 {
	from := len(dst)
	in := v.begin
	for len(s) > 0 {
		n := min(len(s), v.longest)
		for n > 0 && n < len(s) && !utf8.RuneStart(s[n]) {
			n--
		}
		id, ok := in[s[:n]]
		for !ok && n > 0 {
			_, size := utf8.DecodeLastRuneInString(s[:n])
			n -= size
			id, ok = in[s[:n]]
		}
		if n == 0 {
			return append(dst[:from], v.unk)
		}
		dst = append(dst, id)
		s = s[n:]
		in = v.inner
	}
	return dst
}

// simple reports whether s is of lower-case ASCII letters, so that it is one
// run and already folded.
func simple(s string) bool {
	for i := range len(s) {
		if s[i] < 'a' || s[i] > 'z' {
			return false
		}
	}
	return s != ""
}

// fold returns s in lower case, decomposed and without its marks: "é" → "e".
func fold(s string) string {
	ascii := true
	for i := range len(s) {
		ascii = ascii && s[i] < utf8.RuneSelf
	}
	if ascii {
		return strings.ToLower(s)
	}
	s = norm.NFD.String(lower(s))
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, s)
}

// lower is strings.ToLower but for the Greek sigma that ends a word: "ΟΔΟΣ" →
// "οδος" with ς, as Unicode has it.
func lower(s string) string {
	if !strings.ContainsRune(s, 'Σ') {
		return strings.ToLower(s)
	}
	rs := []rune(s)
	out := make([]rune, len(rs))
	cased := false // a letter stands before, with nothing but marks and apostrophes between
	for i, r := range rs {
		out[i] = unicode.ToLower(r)
		if r == 'Σ' && cased {
			j := i + 1
			for j < len(rs) && ignorable(rs[j]) {
				j++
			}
			if j == len(rs) || !isUpper(rs[j]) && !isLower(rs[j]) && !unicode.IsTitle(rs[j]) {
				out[i] = 'ς'
			}
		}
		if !ignorable(r) {
			cased = isUpper(r) || isLower(r) || unicode.IsTitle(r)
		}
	}
	return string(out)
}

func ignorable(r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Lm, unicode.Sk) || strings.ContainsRune("'.:·’", r)
}

// run returns the length in bytes of the run of letters and digits at the
// beginning of s.
func run(s string) int {
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			return i
		}
	}
	return len(s)
}

// space reports whether r is white space: Unicode's, and the four separators
// of ASCII, which the training counted in.
func space(r rune) bool { return unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f }

// isUpper reports whether r has the property Uppercase: "A", but also "Ⅷ".
func isUpper(r rune) bool {
	return unicode.IsUpper(r) || r >= utf8.RuneSelf && unicode.Is(unicode.Other_Uppercase, r)
}

// isLower reports whether r has the property Lowercase: "a", but also "ª".
func isLower(r rune) bool {
	return unicode.IsLower(r) || r >= utf8.RuneSelf && unicode.Is(unicode.Other_Lowercase, r)
}

// Case ids: how a word is written.
const (
	caseLower = iota // no letter in upper case, or no letters: "talks", "14"
	caseTitle        // the first only: "Northport"; or a single letter
	caseUpper        // all: "UN"
	caseMixed        // anything else: "iPhone", "東京"
)

// caseOf returns the case id of a word.
func caseOf(word string) int {
	var n, uppers, lowers, letters int
	first, title := false, false
	for i, r := range word {
		n++
		switch {
		case isUpper(r):
			uppers++
			first = first || i == 0
		case isLower(r):
			lowers++
		case unicode.IsTitle(r):
			title = true
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	switch {
	case letters == 0, lowers > 0 && uppers == 0 && !title:
		return caseLower
	case uppers > 0 && lowers == 0 && !title && n > 1:
		return caseUpper
	case first && uppers == 1, n == 1:
		return caseTitle
	}
	return caseMixed
}
