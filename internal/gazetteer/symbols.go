package gazetteer

import (
	"cmp"
	"slices"
)

// symbols are the strings that the bytes of a text stand for, after Boncz,
// Neumann and Leis, "FSST: Fast Random Access String Compression" (VLDB 2020).
type symbols [escape]string

// append appends to dst what a text stands for. A text cut off after an escape
// loses the escape.
func (s *symbols) append(dst, text []byte) []byte {
	for i := 0; i < len(text); i++ {
		if c := text[i]; c != escape {
			dst = append(dst, s[c]...)
		} else if i++; i < len(text) {
			dst = append(dst, text[i])
		}
	}
	return dst
}

// A coder turns strings into texts of its symbols.
type coder struct {
	symbols symbols
	starts  map[[2]byte][]byte // codes of symbols of two bytes and more by their first two, longest first
	single  [256]int           // code of the symbol of one byte, -1 for none
}

// newCoder returns a coder of the given symbols, at most 255.
func newCoder(of []string) *coder {
	c := &coder{starts: make(map[[2]byte][]byte)}
	for i := range c.single {
		c.single[i] = -1
	}
	copy(c.symbols[:], of)
	for i, s := range of {
		if len(s) == 1 {
			c.single[s[0]] = i
		} else {
			k := [2]byte{s[0], s[1]}
			c.starts[k] = append(c.starts[k], byte(i))
		}
	}
	for _, list := range c.starts {
		slices.SortStableFunc(list, func(a, b byte) int { return len(of[b]) - len(of[a]) })
	}
	return c
}

// next returns the code of the longest symbol that s begins with, and its
// length; or escape and 1.
func (c *coder) next(s []byte) (code byte, n int) {
	if len(s) > 1 {
		for _, i := range c.starts[[2]byte{s[0], s[1]}] {
			if t := c.symbols[i]; len(t) <= len(s) && string(s[:len(t)]) == t {
				return i, len(t)
			}
		}
	}
	if i := c.single[s[0]]; i >= 0 {
		return byte(i), 1
	}
	return escape, 1
}

// append appends s as a text to dst.
func (c *coder) append(dst, s []byte) []byte {
	for len(s) > 0 {
		code, n := c.next(s)
		if dst = append(dst, code); code == escape {
			dst = append(dst, s[0])
		}
		s = s[n:]
	}
	return dst
}

// train returns the symbols that make the texts of a sample short: those
// that, in several rounds, save the most bytes by being used themselves or
// joined with the one after them.
func train(sample [][]byte) *coder {
	c := newCoder(nil)
	for range 6 {
		saved := make(map[string]int)
		for _, s := range sample {
			last := ""
			for len(s) > 0 {
				_, n := c.next(s)
				t := string(s[:n])
				saved[t] += n
				if n > 1 {
					saved[t[:1]]++
				}
				if join := last + t; last != "" && len(join) <= 8 {
					saved[join] += len(join)
				}
				last, s = t, s[n:]
			}
		}
		type gain struct {
			symbol string
			saved  int
		}
		all := make([]gain, 0, len(saved))
		for s, n := range saved {
			all = append(all, gain{s, n})
		}
		slices.SortFunc(all, func(a, b gain) int {
			return cmp.Or(b.saved-a.saved, cmp.Compare(a.symbol, b.symbol))
		})
		best := make([]string, 0, escape)
		for _, g := range all[:min(len(all), escape)] {
			best = append(best, g.symbol)
		}
		c = newCoder(best)
	}
	return c
}
