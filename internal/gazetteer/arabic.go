package gazetteer

import "strings"

// spell returns the key of an Arabic name in one spelling of the many that
// those who write it in Latin letters use: "deir ez zor", "dayr az zawr" and
// "deir ezzour" all give "dir zur". Articles are left out.
func spell(key string) string {
	var words []string
	for _, w := range strings.Fields(key) {
		if article.MatchString(w + " ") {
			continue
		}
		w = sounds.Replace(strings.TrimSuffix(joinedArticle(w), "h"))
		words = append(words, single(w))
	}
	return strings.Join(words, " ")
}

// joinedArticle takes off an article that is written as one with its word:
// "ezzor", "ezour", "assafira".
func joinedArticle(w string) string {
	switch {
	case len(w) > 4 && (w[0] == 'e' || w[0] == 'a') && w[1] == w[2] && strings.IndexByte("tdrzsn", w[1]) >= 0:
		return w[2:]
	case len(w) > 4 && strings.HasPrefix(w, "ez"):
		return w[1:]
	}
	return w
}

// sounds are what is written in several ways.
var sounds = strings.NewReplacer(
	"kh", "x", "gh", "g", "sh", "c", "ch", "c", "th", "t", "dh", "d", "ph", "f", "dj", "j", "q", "k",
	"ay", "i", "ai", "i", "ei", "i", "ey", "i", "ee", "i", "ie", "i", "iy", "i", "y", "i",
	"ou", "u", "oo", "u", "au", "u", "aw", "u", "uw", "u", "w", "u", "o", "u", "e", "a")

// single leaves one of every run of a letter.
func single(w string) string {
	b := make([]byte, 0, len(w))
	for i := range len(w) {
		if i == 0 || w[i] != w[i-1] {
			b = append(b, w[i])
		}
	}
	return string(b)
}

// skeleton returns the consonants of a spelling, with an "a" for a vowel that
// begins it, or "" if they are fewer than three, too few to tell one name from
// another.
func skeleton(spelling string) string {
	b := make([]byte, 0, len(spelling))
	for i := range len(spelling) {
		switch c := spelling[i]; c {
		case 'a', 'i', 'u':
			if i == 0 {
				b = append(b, 'a')
			}
		case ' ':
		default:
			b = append(b, c)
		}
	}
	if len(strings.TrimPrefix(string(b), "a")) < 3 {
		return ""
	}
	return string(b)
}

// transliterated returns the places with Arabic names of the skeleton of a
// key whose own name is spelled like it: three consonants alone are too common,
// and must stand among the same vowels.
func (g *Gazetteer) transliterated(key string) []Place {
	spelling := spell(key)
	s := skeleton(spelling)
	if s == "" {
		return nil
	}
	least := 0.6
	if len(strings.TrimPrefix(s, "a")) == 3 {
		least = 0.8
	}
	var alike []Place
	for _, p := range g.gather(nil, "~"+s) {
		if likeness(spelling, spell(Key(p.Name))) >= least {
			p.Alias = true
			alike = append(alike, p)
		}
	}
	return alike
}

// likeness returns the share of pairs of letters that two strings have in
// common, after Dice, from 0 to 1.
func likeness(a, b string) float64 {
	if len(a) < 2 || len(b) < 2 {
		return 0
	}
	pairs := make(map[[2]byte]int)
	for i := 1; i < len(a); i++ {
		pairs[[2]byte{a[i-1], a[i]}]++
	}
	common := 0
	for i := 1; i < len(b); i++ {
		if p := [2]byte{b[i-1], b[i]}; pairs[p] > 0 {
			pairs[p]--
			common++
		}
	}
	return 2 * float64(common) / float64(len(a)+len(b)-2)
}
