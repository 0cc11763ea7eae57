package discourse

import (
	"strconv"
	"strings"
	"testing"
)

// Every list says where it comes from, and its columns hold what the code knows.
func TestLists(t *testing.T) {
	known := map[string]bool{
		"sub": true, "sub?": true, "prep": true, "prep?": true, "then": true, "verb": true, "verb?": true, "from": true,
		"v": true, "n": true, "a": true, "adv": true, "to": true, "noun": true, "modal": true,
	}
	polarities := map[string]bool{For: true, Against: true, Rival: true, Ally: true, Fears: true, Wants: true, Depends: true}
	kinds := map[string]bool{Ground: true, Cause: true, Purpose: true, Condition: true, Concession: true, Result: true}
	for _, l := range []struct {
		name, text string
		columns    int
		check      func(f []string) bool
	}{
		{"reasons", reasonsText, 3, func(f []string) bool { return known[f[1]] && kinds[f[2]] }},
		{"stances", stancesText, 5, func(f []string) bool {
			n, err := strconv.Atoi(f[3])
			return (known[f[1]] || f[1] == "x") && polarities[f[2]] && err == nil && 1 <= n && n <= 3 && f[4] != ""
		}},
		{"likelihood", likelihoodText, 6, func(f []string) bool {
			low, err := strconv.ParseFloat(f[3], 64)
			high, err2 := strconv.ParseFloat(f[4], 64)
			return (known[f[1]] || f[1] == "verb") && err == nil && err2 == nil && 0 <= low && low <= high && high <= 100 &&
				(f[5] == "ICD203" || f[5] == "Kent" || f[5] == "wide" || f[5] == "plain")
		}},
		{"loaded", loadedText, 3, func(f []string) bool { return kindsOfLoad[f[1]] != "" && strings.Contains(" nvar", f[2]) }},
	} {
		if !strings.HasPrefix(l.text, "#") || !strings.Contains(l.text, "Origin") || !strings.Contains(l.text, "Licence") {
			t.Errorf("%s: no origin or licence", l.name)
		}
		for line := range strings.Lines(l.text) {
			line = strings.TrimRight(line, "\n")
			if line == "" || line[0] == '#' {
				continue
			}
			if f := strings.Split(line, "\t"); len(f) != l.columns || !l.check(f) {
				t.Errorf("%s: %q", l.name, line)
			}
		}
	}
}

func TestMatch(t *testing.T) {
	l := load("because\tsub\nbecause of|in-between\tprep\n", 2)
	words := strings.Fields("because of in - between because")
	at := func(i int) string {
		if i < len(words) {
			return words[i]
		}
		return ""
	}
	for i, want := range map[int]int{0: 2, 1: 0, 2: 3, 5: 1} {
		n := 0
		if r := l.match(i, len(words), at); r != nil {
			n = len(r.phrase)
		}
		if n != want {
			t.Errorf("match at %d has %d words, want %d", i, n, want)
		}
	}
}
