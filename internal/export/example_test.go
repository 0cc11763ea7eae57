package export_test

import (
	"slices"
	"strings"
	"testing"

	"hearsay"
)

// A draft makes a Reading by hand, finding spans by their words.
type draft struct {
	t *testing.T
	r *hearsay.Reading
}

func newDraft(t *testing.T, title string, paragraphs ...string) *draft {
	t.Helper()
	text := title
	for _, p := range paragraphs {
		text += "\n\n" + strings.TrimPrefix(p, "> ")
	}
	r := &hearsay.Reading{Hearsay: hearsay.Versions{Record: hearsay.RecordVersion, Reading: "test", Model: "none", Gazetteer: "none"}}
	r.Document = hearsay.Document{ID: hearsay.IDOf(text), Title: title, Language: "en", Text: text}
	at := 0
	for i, p := range append([]string{title}, paragraphs...) {
		kind := hearsay.Paragraph
		if i == 0 {
			kind = hearsay.Headline
		}
		if rest, ok := strings.CutPrefix(p, "> "); ok {
			kind, p = hearsay.BlockQuote, rest
		}
		r.Document.Blocks = append(r.Document.Blocks, hearsay.Block{Kind: kind, Span: hearsay.Span{Start: at, End: at + len(p)}})
		at += len(p) + 2
	}
	return &draft{t, r}
}

// at returns the receipt for words, the first in the text if they occur often.
func (d *draft) at(words string) hearsay.Receipt {
	d.t.Helper()
	i := strings.Index(d.r.Document.Text, words)
	if i < 0 {
		d.t.Fatalf("no %q in the text", words)
	}
	return hearsay.ReceiptFor(d.r.Document.Text, hearsay.Span{Start: i, End: i + len(words)})
}

// entity adds an entity that is mentioned by each of the words, and returns the
// id of its first mention.
func (d *draft) entity(e hearsay.Entity, words ...string) hearsay.MentionID {
	d.t.Helper()
	e.ID = hearsay.EntityID(len(d.r.Entities) + 1)
	for _, w := range words {
		m := hearsay.Mention{ID: hearsay.MentionID(len(d.r.Mentions) + 1), Entity: e.ID, Span: d.at(w), Form: hearsay.Nominal}
		m.Head = m.Span
		if e.Named {
			m.Form = hearsay.Name
		}
		d.r.Mentions = append(d.r.Mentions, m)
		e.Mentions = append(e.Mentions, m.ID)
	}
	if e.Name == "" {
		e.Name = words[0]
	}
	d.r.Entities = append(d.r.Entities, e)
	return e.Mentions[0]
}

// says adds an attribution and returns its id.
func (d *draft) says(a hearsay.Attribution, cue string, content ...string) hearsay.AttributionID {
	d.t.Helper()
	a.ID = hearsay.AttributionID(len(d.r.Attributions) + 1)
	if a.Source != 0 {
		a.SourceSpan = d.r.Mentions[a.Source-1].Span
	}
	if cue != "" {
		a.Cue = d.at(cue)
	}
	for _, c := range content {
		a.Content = append(a.Content, d.at(c))
	}
	d.r.Attributions = append(d.r.Attributions, a)
	return a.ID
}

func (d *draft) finding(kind, text string, spans ...string) {
	d.t.Helper()
	f := hearsay.Finding{ID: hearsay.FindingID(len(d.r.Findings) + 1), Kind: kind, Text: text}
	for _, s := range spans {
		f.Spans = append(f.Spans, d.at(s))
	}
	d.r.Findings = append(d.r.Findings, f)
}

// valid returns the Reading, which the test needs to be a valid one.
func (d *draft) valid() *hearsay.Reading {
	d.t.Helper()
	d.renumber()
	if err := d.r.Validate(); err != nil {
		d.t.Fatal(err)
	}
	return d.r
}

// renumber brings the mentions into the order of the text.
func (d *draft) renumber() {
	r := d.r
	slices.SortStableFunc(r.Mentions, func(a, b hearsay.Mention) int { return a.Span.Start - b.Span.Start })
	now := make([]hearsay.MentionID, len(r.Mentions)+1)
	for i := range r.Mentions {
		now[r.Mentions[i].ID] = hearsay.MentionID(i + 1)
		r.Mentions[i].ID = hearsay.MentionID(i + 1)
	}
	for _, e := range r.Entities {
		for i, id := range e.Mentions {
			e.Mentions[i] = now[id]
		}
		slices.Sort(e.Mentions)
	}
	for i := range r.Attributions {
		a := &r.Attributions[i]
		a.Source, a.Recipient = now[a.Source], now[a.Recipient]
	}
}

// ferry is a commentary that republishes an agency, which cites a paper, which
// cites somebody unnamed. It has characters of one to four bytes, a quotation
// that is opened but not closed, and mark-up that no page may take for its own.
func ferry(t *testing.T) *hearsay.Reading {
	d := newDraft(t, "The ferry <b>no one</b> ordered",
		"The story of Veld’s new ferry can be found here: “Veld buys a ferry,” Meridian Wire, May 3, 2021:",
		"> Veld has bought a ferry for four million crowns, the Daily Herald reported on Friday [May 8].",
		"> The ship is to be named after “our dear Zoë 🚢,” a source told the paper. The paper, a daily of Asteria, said that two officers had seen the contract.",
		"Mayor Piet Lorrimer did not confirm the purchase. “We buy what we need, he said.",
		"It is said that the quay is too short & too shallow.")
	r := d.r
	r.Document.Outlet = "The Outer Coast Review"
	r.Document.Authors = []string{"Lionel Farrow"}
	r.Document.Published = hearsay.Date{Value: "2021-05-04", Precision: hearsay.Day, From: hearsay.FromMetadata}

	two := 2
	wire := d.entity(hearsay.Entity{Kind: hearsay.Organization, Named: true, Sector: "JRN"}, "Meridian Wire")
	veld := d.entity(hearsay.Entity{Kind: hearsay.PlaceEntity, Named: true, Country: "AST", Name: "Veld"}, "Veld’s", "Veld buys a ferry", "Veld has")
	_ = veld
	paper := d.entity(hearsay.Entity{Kind: hearsay.Organization, Named: true, Sector: "JRN", Description: "a daily of Asteria", Name: "Daily Herald"}, "the Daily Herald", "the paper", "The paper, a daily of Asteria,")
	someone := d.entity(hearsay.Entity{Kind: hearsay.Person}, "a source")
	officers := d.entity(hearsay.Entity{Kind: hearsay.Group, Count: &two, Sector: "MIL"}, "two officers")
	mayor := d.entity(hearsay.Entity{Kind: hearsay.Person, Named: true, Name: "Piet Lorrimer", Description: "Mayor", Country: "AST", Sector: "GOV"}, "Mayor Piet Lorrimer", "he said")

	told := r.Document.Blocks
	block := hearsay.ReceiptFor(r.Document.Text, hearsay.Span{Start: told[2].Span.Start, End: told[3].Span.End})
	w := d.says(hearsay.Attribution{Source: wire, Act: hearsay.Say, Mode: hearsay.Direct, Confidence: .9}, "can be found here", "Veld has bought")
	r.Attributions[w-1].Content = []hearsay.Receipt{block}
	told[2].Voice, told[3].Voice = w, w
	h := d.says(hearsay.Attribution{Source: paper, Within: w, Act: hearsay.Say, Mode: hearsay.Indirect, Confidence: .97}, "reported", "Veld has bought a ferry for four million crowns")
	d.says(hearsay.Attribution{Source: someone, Within: w, Act: hearsay.Say, Mode: hearsay.Mixed, Anonymous: true, Recipient: paper + 1, Confidence: .91,
		Why: []hearsay.Why{{Rule: "model.cue", Score: .93, Note: "told"}, {Rule: "source.unnamed", Score: 1}}},
		"told", "The ship is to be named after “our dear Zoë 🚢,”")
	s := d.says(hearsay.Attribution{Source: paper + 2, Within: w, Act: hearsay.Say, Mode: hearsay.Indirect, Confidence: .88}, "said that two", "two officers had seen the contract")
	r.Attributions[s-1].Cue = d.at("said")
	d.says(hearsay.Attribution{Source: officers, Within: s, Act: hearsay.Know, Mode: hearsay.Indirect, Anonymous: true, Confidence: .7}, "seen", "the contract")
	d.says(hearsay.Attribution{Source: mayor, Act: hearsay.Confirm, Negated: true, Mode: hearsay.Indirect, Confidence: .8}, "confirm", "the purchase")
	d.says(hearsay.Attribution{Source: mayor + 1, Act: hearsay.Say, Mode: hearsay.Direct, Confidence: .95}, "he said", "We buy what we need")
	d.says(hearsay.Attribution{Act: hearsay.Say, Mode: hearsay.Indirect, Anonymous: true, Confidence: .6}, "It is said", "the quay is too short & too shallow")
	_ = h
	d.finding("date-conflict", "“Friday [May 8]” is after the report it stands in, of May 3; the Friday before is April 30.", "reported on Friday [May 8]")
	d.finding("unnamed-source", "“a source” is not named, and no reason is given for it.", "a source")
	d.finding("quote-unclosed", "A quotation mark has no partner.", "“We buy")
	return d.valid()
}

// plainReport quotes nobody.
func plainReport(t *testing.T) *hearsay.Reading {
	return newDraft(t, "Rain expected in Northport", "It will rain in Northport on Friday.").valid()
}

// shout has its statement, and what to watch out for, in the headline.
func shout(t *testing.T) *hearsay.Reading {
	d := newDraft(t, "Veld says it will sell the ferry", "The town council met on Friday.")
	veld := d.entity(hearsay.Entity{Kind: hearsay.Nationality, Named: true}, "Veld")
	d.says(hearsay.Attribution{Source: veld, Act: hearsay.Say, Mode: hearsay.Indirect, Confidence: .5}, "says", "it will sell the ferry")
	d.finding("source-unclear", "The council is meant, or the mayor.", "Veld")
	return d.valid()
}

// everything has a record of every kind, the optional parts set and not.
func everything(t *testing.T) *hearsay.Reading {
	d := newDraft(t, "Two hurt", "Two sailors 🚢 were hurt near Veld on Friday because a rope broke. Will the owner pay? Ana Prado, a widow, hopes so.")
	r := d.r
	ana := d.entity(hearsay.Entity{Kind: hearsay.Person, Named: true, Why: []hearsay.Why{{Rule: "name.person", Score: .9, Note: "Ana"}}}, "Ana Prado")
	one, half := 1, 0.5
	r.Entities[ana-1].Count = &one
	said := d.says(hearsay.Attribution{Source: ana, Act: hearsay.Want, Mode: hearsay.Scare, Recipient: ana, Confidence: 1}, "hopes", "so")
	unsure := hearsay.Factuality{Value: -2, Label: "PR-", By: 1}
	event := hearsay.Event{ID: 1, Trigger: d.at("hurt near"), Also: []hearsay.Receipt{d.at("broke")}, Type: "ASSAULT", Contexts: []string{"military"}, Said: said, Confidence: .5,
		Actors: []hearsay.Role{{Mention: 1, Entity: 1, Span: d.at("Two sailors")}}, Counts: []hearsay.Count{{What: "injured", Value: 2, Span: d.at("Two")}}, FactualityAuthor: &unsure}
	r.Events = []hearsay.Event{event}
	r.Places = []hearsay.Place{
		{ID: 1, Span: d.at("Veld"), Name: "Veld", Candidates: []hearsay.PlaceCandidate{{Name: "Veld"}}, Lat: &half, Lon: &half},
		{ID: 2, Span: d.at("Veld")},
	}
	r.Times = []hearsay.Time{{ID: 1, Span: d.at("Friday"), Type: "DATE", Value: "2021-W17-5"}}
	r.Reasons = []hearsay.Reason{{ID: 1, Kind: "cause", For: hearsay.Clause{Span: d.at("hurt"), Events: []hearsay.EventID{1}}, Because: hearsay.Clause{Span: d.at("a rope broke")}, Cue: d.at("because")}}
	r.Questions = []hearsay.Question{{ID: 1, Kind: "question", Span: d.at("Will the owner pay?"), About: []hearsay.EventID{1}, Options: []string{"pay"}}}
	r.Stances = []hearsay.Stance{{ID: 1, Who: 1, Toward: 1, What: d.at("so"), Polarity: "wants", Strength: 1, Span: d.at("hopes so")}}
	d.finding("no-publication-date", "Nothing says when the report was published.")
	return d.valid()
}

// depot has what happened, why, and what is open: a demand with its reasons, a
// raid by an unnamed source's word, a forecast and a question.
func depot(t *testing.T) *hearsay.Reading {
	d := newDraft(t, "Northport tells militia to go",
		"Northport has demanded that the bay militia leave the fuel depot, for two reasons. First, strikes endanger the pumps. Second, it wants to be the only armed force on the bay.",
		"A guard falsely claimed that dozens of soldiers had raided Pier 49 on April 29 and killed at least three dockers.",
		"Northport will probably keep up the pressure if the talks fail. Will the militia go, or dig in? The next few weeks will tell.",
		"Northport fears the militia.")
	r := d.r
	r.Document.Authors = []string{"Lionel Farrow"}
	r.Document.Published = hearsay.Date{Value: "2021-05-04", Precision: hearsay.Day, From: hearsay.FromMetadata}
	city := d.entity(hearsay.Entity{Kind: hearsay.Nationality, Named: true, Country: "AST", Sector: "GOV"}, "Northport")
	militia := d.entity(hearsay.Entity{Kind: hearsay.Group, Sector: "UAF"}, "the bay militia")
	guard := d.entity(hearsay.Entity{Kind: hearsay.Person}, "A guard")
	soldiers := d.entity(hearsay.Entity{Kind: hearsay.Group, Sector: "MIL"}, "dozens of soldiers")
	dockers := d.entity(hearsay.Entity{Kind: hearsay.Group, Sector: "LAB"}, "three dockers")
	claim := d.says(hearsay.Attribution{Source: guard, Act: hearsay.Say, Mode: hearsay.Indirect, Anonymous: true, Confidence: .8}, "falsely claimed", "dozens of soldiers had raided Pier 49 on April 29 and killed at least three dockers")

	role := func(m hearsay.MentionID, country, sector string) []hearsay.Role {
		return []hearsay.Role{{Mention: m, Entity: hearsay.EntityID(m), Span: r.Mentions[m-1].Span, Country: country, Sector: sector}}
	}
	r.Times = []hearsay.Time{
		{ID: 1, Span: d.at("April 29"), Type: "DATE", Value: "2021-04-29"},
		{ID: 2, Span: d.at("The next few weeks"), Type: "DATE", Value: "FUTURE_REF"},
	}
	lat, lon, most := 41.0, -70.0, 99.0
	r.Places = []hearsay.Place{{ID: 1, Span: d.at("Pier 49"), Name: "Pier 49", Level: "facility", Lat: &lat, Lon: &lon, RadiusKM: 1.5, Relation: "near", Confidence: .8}}
	r.Events = []hearsay.Event{
		{ID: 1, Trigger: d.at("demanded"), Type: "REQUEST", Mode: "yield", Quad: 3, Scale: -1, Actors: role(city, "AST", "GOV"), Recipients: role(militia, "", "UAF"),
			Time: hearsay.EventTime{Value: "2021-05-04", Precision: hearsay.Day, From: "assumed publication date"}, Status: "happened", Factuality: hearsay.Factuality{Value: 3, Label: "CT+"}, Confidence: .94},
		{ID: 2, Trigger: d.at("raided"), Type: "ASSAULT", Quad: 4, Scale: -9, Actors: role(soldiers, "", "MIL"), Said: claim, Status: "happened",
			Time: hearsay.EventTime{Ref: 1, Value: "2021-04-29", Precision: hearsay.Day, From: "stated"}, Place: hearsay.EventPlace{Ref: 1, From: "stated"},
			Counts:     []hearsay.Count{{What: "other", Value: 24, Max: &most, Span: d.at("dozens")}},
			Factuality: hearsay.Factuality{Value: 3, Label: "CT+", By: 3}, FactualityAuthor: &hearsay.Factuality{Value: -3, Label: "CT-"}, Confidence: .8,
			Why: []hearsay.Why{{Rule: "codebook.raid", Score: 1, Note: "raided"}}},
		{ID: 3, Trigger: d.at("killed"), Type: "ASSAULT", Mode: "firearms", Quad: 4, Scale: -9, Actors: role(soldiers, "", "MIL"), Recipients: role(dockers, "", "LAB"), Said: claim,
			Place: hearsay.EventPlace{Ref: 1, From: "inferred from the sentence"}, Counts: []hearsay.Count{{What: "dead", Value: 3, Modifier: "at least", Span: d.at("at least three")}},
			Status: "not-happened", Factuality: hearsay.Factuality{Value: 2, Label: "PR+", By: 3}, Confidence: .6},
	}
	wants := hearsay.Clause{Span: d.at("Northport has demanded that the bay militia leave the fuel depot"), Events: []hearsay.EventID{1}}
	r.Reasons = []hearsay.Reason{
		{ID: 1, Kind: "reason", For: wants, Because: hearsay.Clause{Span: d.at("strikes endanger the pumps")}, Cue: d.at("First"), Order: 1},
		{ID: 2, Kind: "reason", For: wants, Because: hearsay.Clause{Span: d.at("it wants to be the only armed force on the bay")}, Cue: d.at("Second"), Order: 2,
			Why: []hearsay.Why{{Rule: "enumeration", Score: 1}}},
		{ID: 3, Kind: "cause", For: hearsay.Clause{Span: d.at("killed at least three dockers")}, Because: hearsay.Clause{Span: d.at("raided Pier 49")}, Said: claim},
	}
	r.Questions = []hearsay.Question{
		{ID: 1, Kind: "prediction", Span: d.at("Northport will probably keep up the pressure"), Certainty: "probably", Low: .55, High: .8, Conditions: []hearsay.Receipt{d.at("if the talks fail")}},
		{ID: 2, Kind: "question", Span: d.at("Will the militia go, or dig in?"), Options: []string{"go", "dig in"}, Horizon: 2},
	}
	r.Stances = []hearsay.Stance{{ID: 1, Who: 1, Toward: 2, Polarity: "fears", Strength: 2, Span: d.at("fears")}}
	return d.valid()
}
