package codebook_test

import (
	"slices"
	"strings"
	"testing"

	"hearsay/internal/codebook"
	"hearsay/internal/syntax"
)

// at returns the matches at the first word written so.
func at(t *testing.T, d *syntax.Doc, word string) []codebook.Match {
	t.Helper()
	i := slices.IndexFunc(d.Words, func(w syntax.Word) bool { return w.Text == word })
	if i < 0 {
		t.Fatalf("no word %q in %q", word, d.Text)
	}
	return codebook.Plover().Match(d, i)
}

// TestContent checks the modes that come from what is asked for, refused or
// threatened.
func TestContent(t *testing.T) {
	m := model(t)
	for _, c := range []struct{ text, word, want string }{
		{"The council demanded the withdrawal of the brigades.", "demanded", "REQUEST/yield"},
		{"The council demanded that the mayor resign.", "demanded", "REQUEST/change"},
		{"The council urged the mayor to meet the strikers.", "urged", "REQUEST/meet"},
		{"The council called for help from its neighbours.", "called", "REQUEST/assist"},
		{"The rebels refused to withdraw from the valley.", "refused", "REJECT/yield"},
		{"The mayor refused to meet the strikers.", "refused", "REJECT/meet"},
		{"The generals threatened to bomb the capital.", "threatened", "THREATEN/violence"},
		{"The ministry threatened to jail the editors.", "threatened", "THREATEN/arrest"},
		{"The council threatened to expel the envoys.", "threatened", "THREATEN/expel"},
		{"The rebels will not release the pilots.", "release", "REJECT/yield"},
	} {
		ms := at(t, parse(c.text, m), c.word)
		if len(ms) == 0 {
			t.Errorf("%q: no match at %q", c.text, c.word)
		} else if got := ms[0].Type + "/" + ms[0].Mode; got != c.want {
			t.Errorf("%q: %s; want %s", c.text, got, c.want)
		}
	}
}

// TestAlso checks that a sentence to prison is two events, and an ordinary
// conviction one.
func TestAlso(t *testing.T) {
	var got []string
	for _, m := range at(t, parse("A court sentenced the editor to six years in prison.", model(t)), "sentenced") {
		got = append(got, m.Type+"/"+m.Mode)
	}
	if !slices.Equal(got, []string{"SANCTION/convict", "COERCE/arrest"}) {
		t.Errorf("sentenced: %v", got)
	}
}

// TestUses checks that an event that undoes another names its word.
func TestUses(t *testing.T) {
	d := parse("The ministry has suspended its aid to the islands.", model(t))
	ms := at(t, d, "suspended")
	if len(ms) == 0 || ms[0].Type != "SANCTION" {
		t.Fatalf("suspended: %v", ms)
	}
	if !slices.ContainsFunc(ms[0].Uses, func(w int) bool { return d.Words[w].Text == "aid" }) {
		t.Errorf("suspended uses %s; want aid", words(d, ms[0].Uses))
	}
}

// TestContexts checks the list and what it finds.
func TestContexts(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The army sent two battalions to the border.", "military"},
		{"The salvation army served soup.", ""},
		{"The militia guarded the army depot beside rebel troops.", ""},
		{"Voters went to the polling station.", "election"},
		{"The candidate kissed a baby.", ""},
		{"The candidate asked for every vote.", "election"},
		{"The ambassador left the embassy.", "diplomatic"},
		{"Cholera spread after the flood.", "health disasters"},
		{"The banker was accused of bribery.", "corruption"},
		{"Hackers stole the files.", "cyber"},
		{"The choir sang.", ""},
	} {
		d := parse(c.text, model(t))
		var got []string
		for _, x := range codebook.Contexts(d, 0, len(d.Words)) {
			got = append(got, x.Name)
			if len(x.Words) == 0 {
				t.Errorf("%q: %s without a word", c.text, x.Name)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q: %v; want %q", c.text, got, c.want)
		}
	}
}

// FuzzMatch checks that matching holds on any text, read without the model.
func FuzzMatch(f *testing.F) {
	for _, s := range []string{
		"Airstrikes were carried out on Port Selm by the Northland air force.",
		"The rebels will not release the pilots they captured and beat.",
		"\"We demand that they leave,\" said the envoy, who was, who is, who met who.",
		"under siege under siege under siege of of of by by by",
	} {
		f.Add(s)
	}
	b := codebook.Plover()
	f.Fuzz(func(t *testing.T, text string) {
		if !strings.ContainsAny(text, "abcdefghijklmnopqrstuvwxyz") || strings.ToValidUTF8(text, "") != text {
			return
		}
		d := parse(text, nil)
		for i := range d.Words {
			for _, m := range b.Match(d, i) {
				k, ok := codebook.Type(m.Type)
				if !ok || !k.Has(m.Mode) || m.Score <= 0 || m.Score > 1 || m.Words[0] > i || m.Words[1] <= i || m.Words[1] > len(d.Words) {
					t.Errorf("match at %d: %+v", i, m)
				}
				for _, w := range slices.Concat(m.Actors, m.Recipients, m.Uses) {
					if w < 0 || w >= len(d.Words) || d.Words[w].Sent != d.Words[i].Sent {
						t.Errorf("match at %d: word %d: %+v", i, w, m)
					}
				}
				if !slices.IsSorted(m.Actors) || !slices.IsSorted(m.Recipients) || m.ActorWord() >= 0 && m.ActorWord() != m.Actors[0] {
					t.Errorf("match at %d: roles out of order: %+v", i, m)
				}
			}
		}
		codebook.Contexts(d, 0, len(d.Words))
	})
}
