package token

import "strings"

// emoticonLen returns the length of the face that t begins with, ":-)", "<3",
// "^_^", or 0. A face is eyes, perhaps a nose, and a mouth.
func emoticonLen(t string) int {
	if strings.HasPrefix(t, "^_^") || strings.HasPrefix(t, "^^") {
		return strings.LastIndexByte(t[:min(3, len(t))], '^') + 1
	}
	if strings.HasPrefix(t, "<3") || strings.HasPrefix(t, "(:") {
		return 2
	}
	if len(t) < 2 || strings.IndexByte(":;=", t[0]) < 0 {
		return 0
	}
	i := 1
	if strings.IndexByte("-o'^", t[1]) >= 0 {
		i = 2
	}
	if i < len(t) && strings.IndexByte(")(DPp|/\\*3", t[i]) >= 0 {
		return i + 1
	}
	return 0
}

// emoticonEnd returns the length of the face that t ends with, which has other
// characters before it: "see you:-)". Only faces whose characters hardly stand
// together otherwise are recognised there.
func emoticonEnd(t string) int {
	for _, face := range [...]string{":-)", ";-)", ":-(", ":)", ";)", ":("} {
		if strings.HasSuffix(t, face) && !strings.Contains(t[:len(t)-len(face)], "(") {
			return len(face)
		}
	}
	return 0
}
