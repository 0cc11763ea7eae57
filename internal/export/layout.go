package export

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
	"golang.org/x/text/unicode/norm"
)

// A style says what a stretch of a text view is, and so how it looks.
type style uint8

const (
	plain   style = iota
	dim           // glyphs of the tree, codes, counts
	strong        // the headline and the headings of sections
	source        // a source that is named
	unnamed       // one that is not
	cue           // words that mark the speaking
	quote         // words in quotation marks
	warn          // findings
)

// sgr holds the ANSI attributes of each style. Only the 16 colours that every
// terminal's theme defines are used, and none of them is unreadable on white.
var sgr = [...]string{dim: "2", strong: "1", source: "1;36", unnamed: "1;35", cue: "3", quote: "32", warn: "31"}

// A piece is text in one style.
type piece struct {
	text  string
	style style
}

// nbsp keeps the words on its sides in one line. A page has spaces instead.
const nbsp = "\u00a0"

// cells is how many columns of a terminal a string takes, whatever the locale.
var cells = runewidth.Condition{StrictEmojiNeutral: true}

func widthOf(line []piece) int {
	n := 0
	for _, p := range line {
		n += cells.StringWidth(p.text)
	}
	return n
}

// clean makes s fit for a terminal and for one line: white space is one space,
// and characters that steer a terminal or the direction of writing are gone.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == '\u00ad', r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == '\u200e', r == '\u200f':
			return -1
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// An atom is what a line may not be broken in: a word, which may be in several
// styles ("“yes,” (1)" is two atoms, "“yes”," one).
type atom struct {
	pieces []piece
	width  int
}

// atoms splits text at its spaces.
func atoms(text []piece) []atom {
	var all []atom
	open := false
	for _, p := range text {
		for i, word := range strings.Split(p.text, " ") {
			if i > 0 {
				open = false
			}
			if word == "" {
				continue
			}
			if !open {
				all = append(all, atom{})
				open = true
			}
			a := &all[len(all)-1]
			a.pieces = append(a.pieces, piece{word, p.style})
			a.width += cells.StringWidth(word)
		}
	}
	return all
}

// wrap breaks text at its spaces into lines of at most width columns. A word
// wider than a line is broken between characters. Text without words is no line.
func wrap(text []piece, width int) [][]piece {
	width = max(width, 1)
	var lines [][]piece
	var line []piece
	used := 0
	flush := func() {
		if len(line) > 0 {
			lines = append(lines, line)
		}
		line, used = nil, 0
	}
	for _, a := range atoms(text) {
		if used > 0 && used+1+a.width > width {
			flush()
		}
		if used > 0 {
			s := plain
			if last := line[len(line)-1].style; last == a.pieces[0].style {
				s = last
			}
			line = append(line, piece{" ", s})
			used++
		}
		for _, p := range a.pieces {
			for used+cells.StringWidth(p.text) > width {
				head := cells.Truncate(p.text, width-used, "")
				if head == "" && used == 0 {
					_, n := utf8.DecodeRuneInString(p.text)
					head = p.text[:n]
				}
				if head != "" {
					line = append(line, piece{head, p.style})
				}
				p.text = p.text[len(head):]
				flush()
			}
			if p.text != "" {
				line = append(line, p)
				used += cells.StringWidth(p.text)
			}
		}
	}
	flush()
	return lines
}

// shorten wraps text and keeps at most n lines of it, unless n is 0, with tail
// at its end. Words left out are marked by ellipsis, inside the quotation marks
// that they stood in, of which unquote is the closing one.
func shorten(text, tail []piece, width, n int, ellipsis, unquote string) [][]piece {
	lines := wrap(slices.Concat(text, tail), width)
	if n == 0 || len(lines) <= n {
		return lines
	}
	lines = lines[:n]
	last := lines[n-1]
	for {
		end := &last[len(last)-1]
		stop := piece{ellipsis, end.style}
		if stop.style == quote {
			stop.text += unquote
		}
		if len(last) == 1 || widthOf(last)+widthOf(tail)+cells.StringWidth(stop.text) <= width {
			end.text = strings.TrimRight(end.text, " ,.;:–—")
			lines[n-1] = append(append(last, stop), tail...)
			return lines
		}
		last = last[:len(last)-1]
	}
}

// ascii returns s in ASCII: accents are dropped, typographic marks and the
// glyphs of the tree replaced, and "?" stands for what has no likeness. It
// leaves [nbsp] as it is.
func ascii(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(likeness.Replace(s)) {
		switch {
		case r < utf8.RuneSelf, string(r) == nbsp:
			b.WriteRune(r)
		case !unicode.Is(unicode.Mn, r):
			b.WriteByte('?')
		}
	}
	return b.String()
}

var likeness = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "«", `"`, "»", `"`, "‘", "'", "’", "'", "‚", "'",
	"–", "-", "—", "--", "−", "-", "…", "...", "·", "-", "•", "*", "×", "x", "←", "<-", "→", "->", "⚠", "!",
	"├─", "|-", "└─", "`-", "│", "|", "─", "-", "ß", "ss", "æ", "ae", "Æ", "AE", "ø", "o", "Ø", "O", "ł", "l", "Ł", "L", "đ", "d", "Đ", "D")
