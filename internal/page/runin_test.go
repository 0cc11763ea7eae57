package page_test

import (
	"testing"

	"hearsay"
	"hearsay/internal/page"
)

// TestRunIn reads texts whose lines were joined: the signature stands amid the
// first paragraph.
func TestRunIn(t *testing.T) {
	for _, tt := range []struct {
		text, title, agency, published string
		blocks                         []hearsay.BlockKind
	}{
		{"Two boats burn in Harrow Bay Mayor AFP Sunday 27 Apr 2014 Two fishing boats burned in Harrow Bay on Sunday, the mayor said.",
			"Two boats burn in Harrow Bay Mayor", "AFP", "2014-04-27", []hearsay.BlockKind{hearsay.Headline, hearsay.Byline, hearsay.Paragraph}},
		{"Boats burn for a second night The Associated Press Sunday, April 27, 2014 | 10:32 Two fishing boats burned, the mayor said.",
			"Boats burn for a second night", "The Associated Press", "2014-04-27", []hearsay.BlockKind{hearsay.Headline, hearsay.Byline, hearsay.Paragraph}},
		{"The boats burned. Nobody was hurt. Reuters Sunday 27 Apr 2014 Two fishing boats burned in Harrow Bay, the mayor said.",
			"", "Reuters", "2014-04-27", []hearsay.BlockKind{hearsay.Paragraph, hearsay.Byline, hearsay.Paragraph}},
		{text: "The mayor told AFP Sunday 27 April 2014 would be a day of mourning in Harrow Bay.", blocks: []hearsay.BlockKind{hearsay.Paragraph}},
		{text: "The mayor told AFP Sunday 27 April 2014 Northport had sent no boats.", blocks: []hearsay.BlockKind{hearsay.Paragraph}},
		{text: "The mayor spoke to AFP on Sunday, 27 April 2014. Nobody answered.", blocks: []hearsay.BlockKind{hearsay.Paragraph}},
		{text: "Two boats burn in Harrow Bay Mayor AFP Monday 27 Apr 2014 Two fishing boats burned, the mayor said.", blocks: []hearsay.BlockKind{hearsay.Paragraph}},
		{text: "Two boats burned when the Bay Council met on Sunday 27 Apr 2014 Ana Prado said.", blocks: []hearsay.BlockKind{hearsay.Paragraph}},
	} {
		p, err := page.Parse([]byte(tt.text), page.Options{})
		if err != nil {
			t.Fatal(err)
		}
		d := p.Document
		same := len(d.Blocks) == len(tt.blocks)
		for i := range tt.blocks {
			same = same && d.Blocks[i].Kind == tt.blocks[i]
		}
		if !same || d.Title != tt.title || d.Agency != tt.agency || d.Published.Value != tt.published {
			t.Errorf("%s\ntitle %q, agency %q, published %q, blocks %v", tt.text, d.Title, d.Agency, d.Published.Value, d.Blocks)
		}
		checkPage(t, []byte(tt.text), p)
	}
}
