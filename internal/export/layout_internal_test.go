package export

import (
	"strings"
	"testing"

	"hearsay"
)

// flat writes lines with | between them and <> around what is quoted.
func flat(lines [][]piece) string {
	var all []string
	for _, l := range lines {
		s := ""
		for _, p := range l {
			if p.style == quote {
				s += "<" + p.text + ">"
			} else {
				s += p.text
			}
		}
		all = append(all, strings.ReplaceAll(s, "> <", " "))
	}
	return strings.ReplaceAll(strings.ReplaceAll(strings.Join(all, "|"), "><", ""), "\u00a0", "_")
}

func TestWrap(t *testing.T) {
	tests := []struct {
		name, text string
		width      int
		want       string
	}{
		{"nothing", "", 10, ""},
		{"only spaces", "   ", 10, ""},
		{"one line", "the ferry", 10, "the ferry"},
		{"at spaces", "the ferry left", 10, "the ferry|left"},
		{"exactly full", "the ferry", 9, "the ferry"},
		{"wide characters", "船が出た 船が出た", 8, "船が出た|船が出た"},
		{"a word too long", "abcdefghij kl", 4, "abcd|efgh|ij|kl"},
		{"a wide word too long", "船船船", 3, "船|船|船"},
		{"no room at all", "船", 1, "船"},
		{"kept together", "13\u00a0sources left", 10, "13_sources|left"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := flat(wrap([]piece{{tt.text, plain}}, tt.width)); got != tt.want {
				t.Errorf("wrap(%q, %d) = %q; want %q", tt.text, tt.width, got, tt.want)
			}
		})
	}
}

func TestShorten(t *testing.T) {
	tests := []struct {
		name, text, tail string
		width, n         int
		want             string
	}{
		{"fits", "the ferry left", "", 20, 1, "the ferry left"},
		{"cut at a word", "the ferry left Veld", "", 12, 1, "the ferry…"},
		{"room for the tail", "the ferry left Veld", " !1", 13, 1, "the ferry… !1"},
		{"tail alone does not fit", "the ferry left", " !1", 14, 1, "the ferry… !1"},
		{"inside quotation marks", "she said “we will not go before Friday”", "", 22, 1, "she said <“we will…”>"},
		{"after quotation marks", "“go,” she said, and then went home", "", 16, 1, "<“go,”> she said…"},
		{"no limit", "the ferry left Veld", "", 12, 0, "the ferry|left Veld"},
		{"second line", "the ferry left Veld on Friday", "", 10, 2, "the ferry|left Veld…"},
		{"punctuation", "the ferry, left Veld", "", 12, 1, "the ferry…"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var tail []piece
			if tt.tail != "" {
				tail = []piece{{tt.tail, warn}}
			}
			if got := flat(shorten(quoted(tt.text), tail, tt.width, tt.n, "…", "”")); got != tt.want {
				t.Errorf("shorten(%q, %d, %d) = %q; want %q", tt.text, tt.width, tt.n, got, tt.want)
			}
		})
	}
}

func TestQuoted(t *testing.T) {
	tests := []struct{ text, want string }{
		{"no quotation", "no quotation"},
		{"he said “yes” and “no”", "he said <“yes”> and <“no”>"},
		{`"yes," he said`, `<"yes,"> he said`},
		{"„ja“, he said", "<„ja“>, he said"},
		{"«oui» he said", "<«oui»> he said"},
		{"the ‘help’ came", "the <‘help’> came"},
		{"the residents’ boats", "the residents’ boats"},
		{"‘don’t’ she said", "<‘don’t’> she said"},
		{"“‘go,’ she said,” he said", "<“‘go,’ she said,”> he said"},
		{"“never closed", "<“never closed>"},
		{"never opened”", "never opened”"},
	}
	for _, tt := range tests {
		if got := flat([][]piece{quoted(tt.text)}); got != tt.want {
			t.Errorf("quoted(%q) = %q; want %q", tt.text, got, tt.want)
		}
	}
}

func TestBalance(t *testing.T) {
	tests := []struct{ text, want string }{
		{"we will go", "“we will go”"},
		{"we will go,”", "“we will go,”"},
		{"“we will go", "“we will go”"},
		{"“we will go,”", "“we will go,”"},
		{`"we will go"`, "“we will go”"},
		{"“yes,” he said, “we will”", "“yes,” he said, “we will”"},
		{"‘we will go’", "‘we will go’"},
		{"we will go,", "“we will go”"},
	}
	for _, tt := range tests {
		if got := balance(tt.text); got != tt.want {
			t.Errorf("balance(%q) = %q; want %q", tt.text, got, tt.want)
		}
	}
}

func TestASCII(t *testing.T) {
	tests := []struct{ text, want string }{
		{"“Zoë’s” – £5 … × ├─ └─ │ ⚠ 1", `"Zoe's" - ?5 ... x |- ` + "`- | ! 1"},
		{"Łódź Straße Ærø", "Lodz Strasse AEro"},
		{"船 🚢", "? ?"},
	}
	for _, tt := range tests {
		if got := ascii(tt.text); got != tt.want {
			t.Errorf("ascii(%q) = %q; want %q", tt.text, got, tt.want)
		}
	}
}

func TestDateOf(t *testing.T) {
	tests := []struct{ value, want string }{
		{"", ""},
		{"2021", "2021"},
		{"2021-05", "May 2021"},
		{"2021-05-04", "4 May 2021"},
		{"2021-12-31T23:59:00Z", "31 December 2021"},
		{"2021-13-01", "2021-13-01"},
		{"spring", "spring"},
	}
	for _, tt := range tests {
		if got := dateOf(hearsay.Date{Value: tt.value}); got != tt.want {
			t.Errorf("dateOf(%q) = %q; want %q", tt.value, got, tt.want)
		}
	}
}
