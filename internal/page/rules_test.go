package page_test

import (
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/page"
)

// TestLines puts each line between two paragraphs of a report and expects to
// be told its function: sentences that made a rule necessary, and their
// counter-sentences.
func TestLines(t *testing.T) {
	for _, tt := range []struct {
		kind  hearsay.BlockKind
		lines string
	}{
		{hearsay.Boilerplate, `
			Share this article
			Follow us
			* * *
			READ MORE: How the militia came to the bay
			Related – The bay's sheds in pictures
			Watch: Mayor Amsel on the pier
			Sign up for our daily newsletter to get the best of the bay.
			Join our Telegram channel for breaking news
			Follow @coastreview on Twitter
			Get our app for the latest news from Harrow Bay
			© 2021 The Outer Coast Review
			Copyright 2021 Meridian Wire. All rights reserved.
			This material may not be published, broadcast or rewritten.
			We use cookies to improve your visit.
			News | Sport | Opinion | Video | Weather
			Home > Bay > Harbour
			12 comments
			3 min read
			Tags: militia, depot, Northport
			The post Depot burns appeared first on Coastline.
			Subscribe to continue reading
			Story continues below advertisement`},
		{hearsay.Paragraph, `
			Share prices fell.
			Follow the money, the mayor said.
			Read more books, she told the pupils.
			Related by marriage, the two captains share a boat.
			Watch the pier, the harbour master told his men.
			Sign up, the militia told the young men of the bay, or leave.
			Like Facebook, Twitter has closed its office.
			Get the boats out of the harbour, the order said.
			“Sign up for our newsletter,” said the note on the door.
			Home is where the harbour is.
			By Tuesday the sheds were empty.
			By the end of May, Northport had lost the depot.
			May 3, 2021 was the last day of the truce.
			Photographs of the depot were shown to the council.
			File a complaint, the council told residents.
			Reporting the fire was her first thought, the captain said.
			Captains must log in to view the tides of the bay.
			Copyright law protects the pictures of the depot.
			“We will not leave.”
			and then nothing`},
		{hearsay.Byline, `
			By Ana Prado
			BY ANA PRADO AND TOMAS VEY
			By Ana Prado in Harrow Bay
			By Ana de la Vey, Foreign Editor
			Written by Iva Lund for Meridian Wire
			Published 4 May 2021, 10:30 GMT
			Last updated: Tuesday, May 4, 2021 at 5:15 p.m. EDT
			Ana Prado | 4 May 2021
			2021-05-04 09:30
			9:10 GMT
			Reporting by Ana Prado; editing by Greta Moll
			(Additional reporting by Iva Lund in Northport; editing by Greta Moll)`},
		{hearsay.Caption, `
			FILE PHOTO: The fuel depot near Harrow Bay
			FILE - Mayor Ruth Amsel speaks on the pier, May 1, 2021.
			Photo: Iva Lund/Meridian
			(Photo by Iva Lund)
			The depot at night. REUTERS/Iva Lund
			Smoke over the sheds (AP Photo/Iva Lund)
			In this photo taken on Monday, the mayor speaks on the pier.`},
		{hearsay.Heading, `
			A week of strikes
			What happens next?
			Two sheds, one pier
			2021 and after`},
	} {
		for line := range strings.SplitSeq(strings.TrimSpace(tt.lines), "\n") {
			line = strings.TrimSpace(line)
			source := "The depot near Harrow Bay burned for a second night.\n\n" + line + "\n\nThe council of Northport will meet on Monday."
			p, err := page.Parse([]byte(source), page.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if b := p.Document.Blocks; len(b) != 3 || b[1].Kind != tt.kind {
				t.Errorf("%q is %v; want %v", line, b, tt.kind)
			}
		}
	}
}

// TestDatelines puts each dateline before a sentence.
func TestDatelines(t *testing.T) {
	for _, tt := range []struct{ dateline, agency string }{
		{"HARROW BAY –", ""}, {"HARROW BAY, Vt. (AP) —", "AP"}, {"NORTHPORT, May 3 (Meridian) -", "Meridian"},
		{"NORTHPORT, May 3, 2021 (Meridian) –", "Meridian"}, {"Northport (Reuters) -", "Reuters"}, {"(AP) —", "AP"}, {"(CNN)", "CNN"},
		{"HARROW BAY, May 3, 2021 /PRNewswire/ --", "PRNewswire"}, {"HARROW BAY/NORTHPORT (AFP) –", "AFP"}, {"NORTHPORT--", ""},
		{"HARROW BAY (Xinhua) --", "Xinhua"}, {"Northport, Outer Coast —", ""}, {"NORTHPORT:", ""}, {"NORTHPORT, 3 May (ANSA) -", "ANSA"},
		{"UNITED PIERS, Monday (IPS) –", "IPS"}, {"Monday 3 May 2021", ""}, {"Published May 3 2021 1030 UTC", ""},
	} {
		for _, sentence := range []string{"Officials have closed the pier, the mayor said.", "“Leave,” the mayor told the militia on the pier."} {
			p, err := page.Parse([]byte(tt.dateline+" "+sentence), page.Options{})
			if err != nil {
				t.Fatal(err)
			}
			d := p.Document
			if len(d.Blocks) != 2 || d.Blocks[0].Kind != hearsay.Dateline || d.Text[d.Blocks[0].Span.Start:d.Blocks[0].Span.End] != tt.dateline || d.Agency != tt.agency {
				t.Errorf("%q: blocks %v, agency %q; want %q", d.Text, d.Blocks, d.Agency, tt.agency)
			}
		}
	}
	for _, s := range []string{
		"NATO — the alliance that Northport never joined — said nothing.",
		"UNICEF – Northport's oldest charity – has closed its office.",
		"BREAKING — Depot burns for a second night in Harrow Bay.",
		"Prado – the mayor's adviser – said that the talks had failed.",
		"Prado (born in Harrow Bay) said that the talks had failed.",
		"The Harbour Office (HO) Northport is closed until Monday, it said.",
		"3 May 2021 was the last day of the truce in Harrow Bay.",
		"A – B – C is all that the note on the door said on Monday.",
	} {
		p, err := page.Parse([]byte(s), page.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if b := p.Document.Blocks; len(b) != 1 || b[0].Kind != hearsay.Paragraph {
			t.Errorf("%q: blocks %v", s, b)
		}
	}
}

// TestSignatures closes a paragraph with an agency's name.
func TestSignatures(t *testing.T) {
	for _, tt := range []struct{ end, agency string }{
		{"on Friday. (AP)", "AP"}, {"on Friday. - REUTERS", "REUTERS"}, {"on Friday. /AFP", "AFP"}, {"on Friday.” – Xinhua", "Xinhua"}, {"on Friday. (Reuters/AFP)", "Reuters"},
		{"to Reuters.", ""}, {"on Friday (AP)", ""}, {"on Friday. (Prado)", ""}, {"at the AP.", ""},
	} {
		p, err := page.Parse([]byte("The pier is closed, the mayor said "+tt.end), page.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if p.Document.Agency != tt.agency {
			t.Errorf("%q: agency %q; want %q", p.Document.Text, p.Document.Agency, tt.agency)
		}
	}
}
