package event_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hearsay"
	"hearsay/data/weights"
	"hearsay/internal/attribution"
	"hearsay/internal/event"
	"hearsay/internal/mention"
	"hearsay/internal/neural"
	"hearsay/internal/syntax"
	"hearsay/internal/token"
	"hearsay/internal/when"
	"hearsay/internal/where"
)

// A told text is one that the model has read.
type told struct {
	d  *syntax.Doc
	ms *mention.Set
	in event.Inputs
	es []event.Event
}

func tell(t testing.TB, m *neural.Model, text string) told {
	t.Helper()
	text = "It was a long week in the valley. " + text
	blocks := []hearsay.Block{{Kind: hearsay.Paragraph, Span: hearsay.Span{End: len(text)}}}
	x := told{d: syntax.Parse(text, blocks, token.Split(text, blocks), m)}
	x.ms = mention.Find(x.d)
	said, _ := attribution.Find(x.d, x.ms)
	x.in.Published = hearsay.Date{Value: "2021-05-04", Precision: hearsay.Day}
	x.in.Times, _ = when.Find(x.d, when.Options{Published: x.in.Published})
	x.in.Places, _ = where.Find(x.d, x.ms, nil, where.Options{})
	x.es, _ = event.Find(x.d, x.ms, said, x.in)
	return x
}

// heads returns the head words of roles, sorted by position.
func (x *told) heads(rs []event.Role) string {
	var out []string
	for _, r := range rs {
		out = append(out, x.d.Words[r.Word].Text)
	}
	return strings.Join(out, " ")
}

// at returns the events that the word carries, first or further mentions.
func (x *told) at(word string) []*event.Event {
	var out []*event.Event
	for i := range x.es {
		e := &x.es[i]
		for _, w := range append([][2]int{{e.From, e.To}}, e.Also...) {
			for k := w[0]; k < w[1]; k++ {
				if x.d.Words[k].Text == word && !slices.Contains(out, e) {
					out = append(out, e)
				}
			}
		}
	}
	return out
}

func model(t testing.TB) *neural.Model {
	t.Helper()
	m, err := neural.Load(weights.FS, neural.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestRoles(t *testing.T) {
	m := model(t)
	for _, c := range []struct{ text, word, typ, actors, recipients string }{
		{"Police arrested three engineers in Harrow on Friday.", "arrested", "COERCE", "Police", "engineers"},
		{"Three engineers were arrested by police in Harrow.", "arrested", "COERCE", "police", "engineers"},
		{"The soldiers who shelled the village were tired.", "shelled", "ASSAULT", "soldiers", "village"},
		{"The arrest of two mayors by the new authorities angered the town.", "arrest", "COERCE", "authorities", "mayors"},
		{"The army's arrest of a banker surprised the market.", "arrest", "COERCE", "army", "banker"},
		{"Gunmen attacked a convoy on Friday, killing two drivers.", "attacked", "ASSAULT", "Gunmen", "convoy drivers"},
		{"Rebels forced the villagers to flee and kidnapped a nurse.", "kidnapped", "ASSAULT", "Rebels", "nurse"},
		{"The army carried out airstrikes on rebels in the valley.", "airstrikes", "ASSAULT", "army", "rebels"},
		{"A drone hit a bus in Harrow.", "hit", "ASSAULT", "", "bus"}, // the means is nobody
		{"Germany and France condemned the attack.", "condemned", "ACCUSE", "Germany France", ""},
		{"The presidents of Kenya and Uganda met with the envoy on Monday.", "met", "CONSULT", "presidents", "envoy"},
		{"Kenya and Uganda signed a trade agreement.", "signed", "", "Kenya Uganda", "Kenya Uganda"}, // each with the other
		{"The European Union imposed sanctions on Belarus.", "imposed", "SANCTION", "Union", "Belarus"},
		{"Russia has demanded that the militias leave the port.", "demanded", "REQUEST", "Russia", "militias"},
		{"The court has sentenced him and the mayor refused to meet the envoy.", "refused", "REJECT", "mayor", "envoy"},
		{"Israeli airstrikes destroyed a depot near Harrow.", "destroyed", "ASSAULT", "Israeli", "depot"},
		{"Indian authorities have imposed a curfew in parts of Kashmir to stop fresh demonstrations.", "imposed", "COERCE", "authorities", "parts"},
	} {
		x := tell(t, m, c.text)
		es := x.at(c.word)
		if len(es) == 0 {
			t.Errorf("%s\n no event at %q", c.text, c.word)
			continue
		}
		e := es[0]
		if c.typ != "" && e.Type != c.typ || x.heads(e.Actors) != c.actors || x.heads(e.Recipients) != c.recipients {
			t.Errorf("%s\n %q is %s (%s → %s); want %s (%s → %s)", c.text, c.word, e.Type, x.heads(e.Actors), x.heads(e.Recipients), c.typ, c.actors, c.recipients)
		}
	}
}

func TestCodes(t *testing.T) {
	m := model(t)
	for _, c := range []struct{ text, word, role string }{
		{"Russian officers met the mayor of Harrow.", "met", "RUS MIL"},
		{"General Vladimir Putin met the mayor of Harrow.", "met", "RUS MIL Q7747"}, // the words win over the list
		{"Vladimir Putin met the mayor of Harrow.", "met", "RUS GOV Q7747"},
		{"Hezbollah attacked the post on Friday.", "attacked", "LBN REB"},
		{"Turkish warplanes bombed the village on Friday.", "bombed", "TUR MIL"},
		{"US airstrikes on the village killed a farmer.", "airstrikes", "USA MIL"},
	} {
		x := tell(t, m, c.text)
		es := x.at(c.word)
		if len(es) == 0 || len(es[0].Actors) == 0 {
			t.Errorf("%s\n no event with an actor at %q", c.text, c.word)
			continue
		}
		r := es[0].Actors[0]
		if got := strings.TrimSpace(r.Country + " " + r.Sector + " " + r.Wikidata); got != c.role {
			t.Errorf("%s\n actor is %s; want %s", c.text, got, c.role)
		}
	}
}

// Figures of speech and statistics of years are no events, and what looks like
// them may be one.
func TestNone(t *testing.T) {
	m := model(t)
	for _, c := range []struct {
		text, word string
		event      bool
	}{
		{"The senator stormed out of the room after the vote.", "stormed", false},
		{"Rebels stormed the barracks on Friday.", "stormed", true},
		{"The plan was met with disdain by the mayors.", "met", false},
		{"The mayor of Harrow met the envoy on Friday.", "met", true},
		{"The war has killed more than 280,000 people since 2011.", "killed", false},
		{"More than 14,000 villagers have been displaced since the army began its offensive.", "displaced", true},
		{"The bombing killed 2,000 people on Friday.", "bombing", true},
	} {
		x := tell(t, m, c.text)
		if got := len(x.at(c.word)) > 0; got != c.event {
			t.Errorf("%s\n event at %q: %v; want %v", c.text, c.word, got, c.event)
		}
	}
}

// What the manual makes of an event by who does it and when.
func TestManual(t *testing.T) {
	m := model(t)
	for _, c := range []struct{ text, word, typ string }{
		{"Special police freed nine hostages near Harrow on Friday.", "freed", "AID"},
		{"Rebels freed nine hostages near Harrow on Friday.", "freed", "RETREAT"},
		{"Russia said that it would withdraw its troops from the valley.", "withdraw", "CONCEDE"},
		{"Russia withdrew its troops from the valley on Friday.", "withdrew", "RETREAT"},
		{"Germany will send medicine to Kenya, its foreign minister said.", "send", "AGREE"},
		{"Germany sent medicine to Kenya on Friday.", "sent", "AID"},
	} {
		x := tell(t, m, c.text)
		if es := x.at(c.word); len(es) == 0 || es[0].Type != c.typ {
			t.Errorf("%s\n %q: %+v; want %s", c.text, c.word, es, c.typ)
		}
	}
}

func TestCounts(t *testing.T) {
	m := model(t)
	for _, c := range []struct{ text, want string }{
		{"Gunmen killed at least 12 people in Harrow on Friday.", "dead 12–∞ at least"},
		{"Gunmen killed dozens of villagers in Harrow on Friday.", "dead 24–99 dozens"},
		{"Gunmen killed 10 to 15 guards in Harrow on Friday.", "dead 10–15 to"},
		{"A bomb exploded in Harrow, killing five people and injuring dozens.", "dead 5–5 , injured 24–99 dozens"},
		{"Thirteen people were killed and 25 wounded when rebels shelled the town.", "dead 13–13 , injured 25–25 "},
		{"Rebels shelled the town, killing 12 people, including three children.", "dead 12–12 "},
		{"Shelling by the army left seven dead in Harrow.", "dead 7–7 "},
		{"Police arrested 36 protesters in Harrow.", "arrested 36–36 "},
		{"Rebels killed a family of five in Harrow.", "dead 5–5 "},
		{"Rebels shelled the town twice on Friday.", "times 2–2 "},
		{"The earthquake killed 40 people in Harrow.", ""},
		{"Child killed, 20 people injured in an attack on Lunde.", "injured 20–20 "},
	} {
		x := tell(t, m, c.text)
		var got []string
		for _, e := range x.es {
			for _, n := range e.Counts {
				high := "∞"
				if n.High > 0 {
					high = fmt.Sprint(n.High)
				}
				got = append(got, fmt.Sprintf("%s %v–%s %s", n.What, n.Low, high, n.Modifier))
			}
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%s\n counts %q; want %q", c.text, s, c.want)
		}
	}
}

func TestTimesAndPlaces(t *testing.T) {
	m := model(t)
	for _, c := range []struct{ text, word, time, from, place string }{
		{"Rebels shelled Harrow on Friday.", "shelled", "2021-04-30", "anchored", "Harrow"},
		{"Rebels shelled a market in Harrow on May 1, 2021.", "shelled", "2021-05-01", "stated", "Harrow"},
		{"On Monday officials said that rebels shelled a market in Harrow.", "shelled", "2021-05-04", "assumed publication date", "Harrow"}, // the day is that of the saying
		{"Police arrested a banker in Harrow.", "arrested", "2021-05-04", "assumed publication date", "Harrow"},
		{"The presidents of Kenya and Uganda will meet in Harrow.", "meet", "", "tense", "Harrow"},
		{"Germany condemned the arrest.", "condemned", "2021-05-04", "assumed publication date", ""},
	} {
		x := tell(t, m, c.text)
		es := x.at(c.word)
		if len(es) == 0 {
			t.Errorf("%s\n no event at %q", c.text, c.word)
			continue
		}
		e := es[0]
		place := ""
		if e.Place >= 0 {
			place = x.in.Places[e.Place].Name
		}
		if e.Time.Value != c.time || e.Time.From != c.from || place != c.place {
			t.Errorf("%s\n %q (%s) at %q; want %q (%s) at %q", c.text, e.Time.Value, e.Time.From, place, c.time, c.from, c.place)
		}
	}
}

// One happening is one event however often it is told, and two are two.
func TestOnce(t *testing.T) {
	m := model(t)
	for _, c := range []struct {
		text string
		typ  string
		want int
	}{
		{"Northport gunboats shelled the harbour of Selm on Friday. The attack destroyed two sheds.", "ASSAULT", 1},
		{"Rebels attacked the depot on Monday. Another attack followed on Thursday.", "ASSAULT", 2},
		{"Rebels attacked the depot on Monday. They attacked it again on Thursday.", "ASSAULT", 2},
		{"An airstrike on the market killed twelve people.", "ASSAULT", 1},
		{"Police arrested two bankers in Harrow. Police also arrested three mayors on Monday.", "COERCE", 2},
		{"Gunmen shot a judge in Harrow. In Selm, gunmen shot a nurse.", "ASSAULT", 2},
		{"The European Union imposed sanctions on Belarus.", "SANCTION", 1},
		{"The government of Northport suspended aid to the rebels.", "AID", 0},
		{"Thousands marched through Harrow to demand lower prices.", "REQUEST", 0},
		{"Harrow beat Selm 3-1 on Saturday to win the league.", "ASSAULT", 0},
		{"The rebel-held town is quiet.", "COERCE", 0},
	} {
		x := tell(t, m, c.text)
		n := 0
		for _, e := range x.es {
			if e.Type == c.typ {
				n++
			}
		}
		if n != c.want {
			var got []string
			for _, e := range x.es {
				got = append(got, x.d.Words[e.Word].Text+" "+e.Type)
			}
			t.Errorf("%s\n %d of %s; want %d (%q)", c.text, n, c.typ, c.want, got)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	text := strings.Repeat("Northport jets bombed the port of Selm on Friday, killing 12 people and injuring dozens, the governor said. "+
		"The ministers of Northport and Harrow met to discuss it. Harrow accused Northport of murder and recalled its ambassador. ", 20)
	m := model(b)
	blocks := []hearsay.Block{{Kind: hearsay.Paragraph, Span: hearsay.Span{End: len(text)}}}
	d := syntax.Parse(text, blocks, token.Split(text, blocks), m)
	ms := mention.Find(d)
	said, _ := attribution.Find(d, ms)
	in := event.Inputs{Published: hearsay.Date{Value: "2021-05-04", Precision: hearsay.Day}}
	in.Times, _ = when.Find(d, when.Options{Published: in.Published})
	in.Places, _ = where.Find(d, ms, nil, where.Options{})
	b.ReportAllocs()
	for b.Loop() {
		event.Find(d, ms, said, in)
	}
	b.ReportMetric(float64(len(d.Words)*b.N)/b.Elapsed().Seconds(), "words/s")
}
