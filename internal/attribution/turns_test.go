package attribution_test

import (
	"testing"

	"hearsay/internal/attribution"
)

// A pronoun that speaks on is the speaker before it; see mention.Set.Continue.
func TestContinue(t *testing.T) {
	const about = "Governor Paul Ardin of Dale praised the new pier. Mr. Ardin has built four piers, and Mr. Ardin likes the bay.\n\n"
	for _, c := range []struct{ text, who string }{
		{"“The pier is safe,” said R. Cole, the group's director. He added, “We checked every plank.”", "R. Cole"},
		{"R. Cole, the group's director, said, “Governor Ardin builds for himself, not for the town.”\n\nHe added, “Our town was here before him.”", "R. Cole"},
		{"The engineers said the pier was safe. They added that every plank had been checked.", "The engineers"},
		// who is spoken of in the words themselves does not count
		{"“The pier and the town belong together,” said Dasha Olin, who carried a flag.\n\n“A good woman was killed,” she said.", "Dasha Olin"},
		// somebody else comes up
		{"“The pier is safe,” said R. Cole, the group's director. Governor Ardin left the room. He said it was late.", "Paul Ardin"},
		// an answer
		{"R. Cole, the group's director, said, “Governor Ardin builds for himself, not for the town.”\n\nHe rejected the claim that he builds for himself.", "Paul Ardin"},
		// no man, no person
		{"“The pier is safe,” said Maria Cole, the group's director. He added, “We checked every plank.”", "Paul Ardin"},
		{"The harbour ministry said the pier was safe. He added that every plank had been checked.", "Paul Ardin"},
	} {
		d, ms := read(about+c.text+"\n\n"+company, model())
		as, _ := attribution.Find(d, ms)
		ms.Continue(attribution.Turns(d, as))
		got := "nobody"
		for _, a := range as {
			if a.Source < 0 {
				continue
			}
			switch m := &ms.Mentions[a.Source]; d.Words[m.Head].Text {
			case "He", "They", "she":
				got = ms.Entities[m.Entity].Name
			}
		}
		if got != c.who {
			t.Errorf("%s\ngot %s; want %s", c.text, got, c.who)
		}
	}
}
