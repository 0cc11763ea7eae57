package token

import "strings"

// maxAddress is how far a web or mail address is looked for in a run, in
// bytes. Names of hosts are at most 253 bytes long.
const maxAddress = 256

// maxMailbox is how far the @ of a mail address is looked for (RFC 5321).
const maxMailbox = 65

// address returns where the web address, mail address, @name, #tag or file
// name that begins at a ends, if the run [a, b) holds one there and nothing
// but punctuation after it; otherwise -1. "www.example.org/a)." ends before
// the bracket, "(www.example.org/a_(b))" after the inner one.
func (s *splitter) address(a, b int) int {
	t := s.text[a:b]
	c, n := first(t)
	switch {
	case c == '#':
		if k := wordLen(cut(t[n:])); k > digitsLen(t[n:]) && trimmed(t[n+k:]) {
			return a + n + k
		}
		return -1
	case c == '@':
		if r, k := first(t[n:]); k > 0 && isWord(r) {
			h := cut(t)
			i := n + k
			for i < len(h) {
				r, k := first(h[i:])
				if r != '.' && !isWord(r) {
					break
				}
				i += k
			}
			i = len(strings.TrimRight(h[:i], "."))
			if trimmed(t[i:]) {
				return a + i
			}
		}
		return -1
	case !isWord(c) && c != '.' && c != '+' && c != '%' && c != '-':
		return -1
	}
	if at := scheme(t); at > 0 && s.noAddress != a+1 {
		if n := trimAddress(t); n > at {
			return a + n
		}
		s.noAddress = a + 1
	}
	if r, _ := first(t[n:]); !isWord(c) && !isWord(r) {
		return -1
	}
	if i := mail(cut(t)); i > 0 && trimmed(t[i:]) {
		return a + i
	}
	if a < s.noHost.a && b == s.noHost.b {
		return -1
	}
	switch i, seen, path := host(cut(t)); {
	case i > 0 && path:
		return a + max(i, trimAddress(t))
	case i > 0 && trimmed(t[i:]):
		return a + i
	case i == 0:
		s.noHost.a, s.noHost.b = a+seen, b
	}
	return -1
}

// cut returns the part of t in which an address is looked for.
func cut(t string) string { return t[:min(len(t), maxAddress)] }

// trimmed reports whether t is only punctuation that no address ends with.
func trimmed(t string) bool { return all(t, trimsAddress) }

// trimAddress returns how much of t, which begins like an address, belongs to
// it. A closing bracket belongs to it if it was opened in it.
func trimAddress(t string) int {
	n := len(t)
	open, counted := 0, false
	for n > 0 {
		r, k := last(t[:n])
		if !trimsAddress(r) {
			break
		}
		if r == ')' {
			if !counted {
				open, counted = strings.Count(t[:n], "(")-strings.Count(t[:n], ")"), true
			}
			if open >= 0 {
				break
			}
			open++
		}
		n -= k
	}
	return n
}

// scheme returns the length of "http://" or "www." at the beginning of t, or 0.
func scheme(t string) int {
	if len(t) > 4 && equalFold(t[:4], "www.") {
		return 4
	}
	if t == "" || classes[t[0]]&letter == 0 {
		return 0
	}
	for i := 1; i < min(len(t), 11); i++ {
		if t[i] == ':' {
			if i >= 2 && strings.HasPrefix(t[i:], "://") {
				return i + 3
			}
			return 0
		}
		if classes[t[i]]&(letter|digit) == 0 && t[i] != '+' && t[i] != '.' {
			return 0
		}
	}
	return 0
}

// mail returns the length of the mail address that t begins with, or 0.
func mail(t string) int {
	at := 0
	for at < min(len(t), maxMailbox) && t[at] != '@' {
		r, n := first(t[at:])
		if !isWord(r) && r != '.' && r != '+' && r != '%' && r != '-' {
			return 0
		}
		at += n
	}
	if at == 0 || at >= min(len(t), maxMailbox) {
		return 0
	}
	i := at + 1
	n := label(t[i:])
	dots := 0
	for n > 0 {
		i += n
		n = 0
		if i < len(t) && t[i] == '.' {
			if n = label(t[i+1:]); n > 0 {
				i++
				dots++
			}
		}
	}
	if dots == 0 {
		return 0
	}
	return i
}

// host returns the length of the host or file name that t begins with, such as
// "example.org" or "report.pdf", and whether a path follows; or 0, and how much
// of t holds no such name wherever one begins.
func host(t string) (n, seen int, path bool) {
	i, labels := 0, 0
	prev := ""
	for {
		k := label(t[i:])
		if k == 0 {
			return n, i, false
		}
		l := t[i : i+k]
		end := i + k
		if labels > 0 && (marks(l)&domain != 0 || labels > 1 && second(prev, l)) {
			n = end
			if end < len(t) && t[end] == '/' {
				return n, end, true
			}
		} else {
			n = 0
		}
		if end == len(t) || t[end] != '.' {
			return n, end, false
		}
		prev = l
		labels++
		i = end + 1
	}
}

// second reports whether "a.b" is one of the British or Israeli domains under
// which names are registered.
func second(a, b string) bool {
	switch {
	case equalFold(b, "uk"):
		return equalFold(a, "co") || equalFold(a, "ac") || equalFold(a, "gov") || equalFold(a, "org")
	case equalFold(b, "il"):
		return equalFold(a, "co")
	}
	return false
}

// label returns the length of the letters, digits, underscores and hyphens
// that t begins with.
func label(t string) int {
	for i := 0; i < len(t); {
		r, n := first(t[i:])
		if !isWord(r) && r != '-' {
			return i
		}
		i += n
	}
	return len(t)
}
