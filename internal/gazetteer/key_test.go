package gazetteer_test

import (
	"testing"
	"unicode/utf8"

	"hearsay/internal/gazetteer"
)

func TestKey(t *testing.T) {
	tests := []struct{ name, want string }{
		{"Hama", "hama"},
		{"Ḩamāh", "hamah"},
		{"Deir ez-Zor", "deir ez zor"},
		{"The Gambia", "gambia"},
		{"the", "the"},
		{"Theodosia", "theodosia"},
		{"St. John’s", "st johns"},
		{"Ra's al-‘Ayn", "ras al ayn"},
		{"Łódź", "lodz"},
		{"Straße", "strasse"},
		{"İstanbul", "istanbul"},
		{"Quần đảo  Hoàng Sa", "quan dao hoang sa"},
		{"Bosnia & Herzegovina", "bosnia herzegovina"},
		{"  Tel\tAviv / Yafo ", "tel aviv yafo"},
		{"U.S.", "us"},
		{"Latakia\u200f", "latakia"},
		{"\u202eHama\u202c", "hama"},
		{"=US", "us"},
		{"@Syrian", "syrian"},
		{"#SY", "sy"},
		{"", ""},
		{"...", ""},
	}
	for _, tt := range tests {
		if got := gazetteer.Key(tt.name); got != tt.want {
			t.Errorf("Key(%q) = %q, want %q", tt.name, got, tt.want)
		}
	}
}

// FuzzKey checks that a key is valid UTF-8, begins with no sign that is kept
// for other kinds of key, and, but for articles, is its own key.
func FuzzKey(f *testing.F) {
	for _, s := range []string{"Ra's al-‘Ayn", "=US", "#@=x", "ſ K Å", "\xff\xfe", "the the x", "İ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		k := gazetteer.Key(s)
		if !utf8.ValidString(k) {
			t.Errorf("Key(%q) = %q", s, k)
		}
		if k != "" && (k[0] == '=' || k[0] == '@' || k[0] == '#' || k[0] == '~' || k[0] == ' ') {
			t.Errorf("Key(%q) = %q", s, k)
		}
		again := gazetteer.Key(k)
		if again != k && "the "+again != k {
			t.Errorf("Key(%q) = %q, whose key is %q", s, k, again)
		}
	})
}
