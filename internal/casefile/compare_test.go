package casefile_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"hearsay/internal/casefile"
)

// show writes changes in a line: [-removed-] and [+added+].
func show(all []casefile.Change) string {
	var b strings.Builder
	for _, c := range all {
		switch c.Kind {
		case "same":
			b.WriteString(c.New.Text)
		case "removed":
			b.WriteString("[-" + c.Old.Text + "-]")
		case "added":
			b.WriteString("[+" + c.New.Text + "+]")
		}
	}
	return b.String()
}

func TestCompare(t *testing.T) {
	tests := []struct{ old, new, want string }{
		{"", "", ""},
		{"The depot burned.", "The depot burned.", "The depot burned."},
		{"The depot\nburned.", "The depot burned.", "The depot burned."},
		{"", "The depot", "[+The depot+]"},
		{"The depot", "", "[-The depot-]"},
		{"It burned on Friday, she said.", "It burned on Saturday, she said.", "It burned on[-Friday-][+Saturday+], she said."},
		{"Three died.", "Three died, the mayor said.", "Three died[+, the mayor said+]."},
		{"a b a b a c", "a b a c", "a b a[-b a-]c"},
		{"The soldiers, who fled, fired. Nobody died.", "The soldiers fired. Two died.", "The soldiers[-, who fled,-]fired.[-Nobody-][+Two+]died."},
		{"x y", "p q", "[-x y-][+p q+]"},
		{"Zoë’s ship", "Zoe’s ship", "[-Zoë-][+Zoe+]’s ship"},
	}
	for _, tt := range tests {
		if got := show(casefile.Compare(tt.old, tt.new)); got != tt.want {
			t.Errorf("%q, %q:\n got %s\nwant %s", tt.old, tt.new, got, tt.want)
		}
	}
}

// TestCompareLong compares books that share nothing, and such as share all but a
// word.
func TestCompareLong(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	book := func(vowel string) string {
		var b strings.Builder
		for range 200_000 {
			b.WriteString("w" + strings.Repeat(vowel, 1+r.IntN(40)) + " ")
		}
		return b.String()
	}
	one, two := book("a"), book("e")
	if got := casefile.Compare(one, two); len(got) != 2 {
		t.Errorf("%d changes between books that share no word", len(got))
	}
	if got := casefile.Compare(one+"x "+two, one+"y "+two); len(got) != 4 {
		t.Errorf("%d changes where one word was replaced", len(got))
	}
}

// FuzzCompare checks that what is the same is, that the changes hold every word
// of both texts in their order, and that comparing the other way round removes
// what was added.
func FuzzCompare(f *testing.F) {
	f.Add("The depot burned on Friday.", "On Friday the depot, she said, burned.")
	f.Add("a b c a b b a", "c b a b a c")
	f.Add("\xff é", "é \xff")
	f.Fuzz(func(t *testing.T, old, new string) {
		if len(old)+len(new) > 4000 {
			return
		}
		var was, is strings.Builder
		for i, c := range casefile.Compare(old, new) {
			if c.Old.Text != old[c.Old.Start:c.Old.End] || c.New.Text != new[c.New.Start:c.New.End] {
				t.Fatalf("change %d: the receipts do not fit", i)
			}
			if c.Kind == "same" && strings.Join(strings.Fields(bare(c.Old.Text)), "") != strings.Join(strings.Fields(bare(c.New.Text)), "") {
				t.Fatalf("%q is not %q", c.Old.Text, c.New.Text)
			}
			was.WriteString(c.Old.Text)
			is.WriteString(c.New.Text)
		}
		if bare(was.String()) != bare(old) || bare(is.String()) != bare(new) {
			t.Fatalf("%q and %q became %q and %q", old, new, was.String(), is.String())
		}
		for _, c := range casefile.Compare(old, old) {
			if c.Kind != "same" {
				t.Fatalf("a text differs from itself: %+v", c)
			}
		}
	})
}

// bare takes the blanks out of a text.
func bare(s string) string { return strings.Join(strings.Fields(s), "") }
