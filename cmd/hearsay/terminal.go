package main

import (
	"cmp"
	"os"
	"strings"

	"golang.org/x/term"
)

// narrowest and widest bound the width of a page on a terminal: longer lines
// are hard to read.
const (
	narrowest = 40
	widest    = 120
)

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }

// widthOf returns the columns to fill on f: a terminal's, within bounds, and 100
// elsewhere.
func widthOf(f *os.File) int {
	if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
		return max(narrowest, min(n, widest))
	}
	return 100
}

// colours reports whether to colour what goes to f: as when says, or for
// "auto", on terminals that can, unless NO_COLOR is set (no-color.org).
func colours(when string, f *os.File) bool {
	switch when {
	case "always":
		return true
	case "never":
		return false
	}
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && isTerminal(f)
}

// asciiOnly reports whether the locale names a character set other than UTF-8.
// Where no locale is set, as in containers, terminals show UTF-8.
func asciiOnly() bool {
	locale := cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_CTYPE"), os.Getenv("LANG"))
	name := strings.ToLower(strings.ReplaceAll(locale, "-", ""))
	return locale != "" && !strings.Contains(name, "utf8")
}
