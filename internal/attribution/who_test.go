package attribution_test

import (
	"testing"

	"hearsay/internal/attribution"
)

// Who the source of a cue is, by the name of its entity.
func TestSourceEntity(t *testing.T) {
	for _, c := range []struct{ text, cue, who string }{
		// a member of a party is whom the apposition names
		{"Another moderate Democrat, Senator Rolf Casse of Dale, also said the judge should leave.", "also said", "Rolf Casse"},
		// who is somebody, which may be a party
		{"The move was followed by the candidate Ricardo Anara of the Pier Action Party who also acknowledged his defeat.", "also acknowledged", "Ricardo Anara"},
		{"The move was criticised by the Pier Action Party, which said it had lost.", "said", "Pier Action Party"},
		// a courtesy title is nobody
		{"Jessie Liu left the court. “The documents tell of a scheme,” Ms. Liu said in a news release.", "said", "Jessie Liu"},
		// presidents of two countries
		{"Mr. Orlov travelled to Cairo, where he met Egypt’s president Amr Hadad. The Russian president said talks were over.", "said", "The Russian president"},
		{"Mr. Orlov travelled to Cairo, where he met Egypt’s president Amr Hadad. The Egyptian president said talks were over.", "said", "Amr Hadad"},
		// one person's attorney and another's
		{"Mr. Grimsby’s attorney, Stuart Kahn, said the case was weak. The U.S. attorney in Dale declined to comment.", "declined", "The U.S. attorney in Dale"},
		{"Mr. Grimsby’s attorney, Stuart Kahn, said the case was weak. The attorney declined to comment.", "declined", "Stuart Kahn"},
		// who is quoted
		{"Guards fired shots on Monday. State television quoted a government official as saying the depot was empty.", "saying", "a government official"},
		{"Guards fired shots on Monday. Mila Oren was quoted as saying that the gates were shut.", "was quoted as saying", "Mila Oren"},
		{"Harbour spokeswoman Jo Marsh said the discussions went on.", "said", "Jo Marsh"},
		{"US Secretary of State Rolf Marsh told US media the shots were fired by accident.", "told", "Rolf Marsh"},
		{"One of the rally's organizers, Rolf Marsh, said the pier was safe.", "said", "Rolf Marsh"},
		// a group for a state is not that state
		{"HARBOUR, Dale — Veld said it would let Mila Oren visit. The staunchly pro-Veld group Bay Public Affairs Committee also said the two lawmakers should be allowed in.", "also said", "Bay Public Affairs Committee"},
		// who speaks on is who spoke, not who was spoken of last
		{"The website Bay News reported that guards withdrew from the farms of Sorrel as they faced a march led by the Pier Front. It said two boats had burned.", "said", "Bay News"},
		{"The Bay Monitor said that the bombs were forcing people to seek shelter in damp cellars, which it feared would fall.", "feared", "Bay Monitor"},
		// a party and a constituency in brackets
		{"Sen. Mila Oren (R-Fla.) said the pier was safe.", "said", "Mila Oren"},
	} {
		d, ms := read(c.text+"\n\n"+company, model())
		as, _ := attribution.Find(d, ms)
		got := "no such cue"
		for _, a := range as {
			s := d.Span(a.CueFrom, a.CueTo)
			if d.Text[s.Start:s.End] == c.cue {
				got = "nobody"
				if a.Source >= 0 {
					got = ms.Entities[ms.Mentions[a.Source].Entity].Name
				}
			}
		}
		if got != c.who {
			t.Errorf("%s\n%q is by %s; want %s", c.text, c.cue, got, c.who)
		}
	}
}

// A noun without an article in a headline is whom the report cites.
func TestHeadlineSource(t *testing.T) {
	for _, c := range []struct{ text, who string }{
		{"Pier to be sold, paper says\n\nThe pier will be sold in May, the Daily Herald reported on Monday. The newspaper did not say to whom.", "Daily Herald"},
		{"Mayor: pier to be sold\n\nThe pier will be sold in May, Mayor Mila Oren said on Monday. She did not say to whom.", "Mila Oren"},
		{"Guards say pier to be sold\n\nThe pier will be sold in May, the Daily Herald reported on Monday.", "Guards"},
	} {
		d, ms := read(c.text+"\n\n"+company, model())
		as, _ := attribution.Find(d, ms)
		ms.Continue(attribution.Turns(d, as))
		got := "nobody"
		if len(as) > 0 && as[0].Source >= 0 {
			got = ms.Entities[ms.Mentions[as[0].Source].Entity].Name
		}
		if got != c.who {
			t.Errorf("%s\ngot %s; want %s", c.text, got, c.who)
		}
	}
}
