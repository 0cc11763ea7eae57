package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hearsay"
)

// A roll is the entities of one kind, as they are listed.
type roll struct {
	title    string
	entities []*hearsay.Entity // most mentioned first, then by position
}

var rollTitles = []struct {
	kind  hearsay.EntityKind
	title string
}{
	{hearsay.Person, "people"},
	{hearsay.Organization, "organizations"},
	{hearsay.Group, "groups"},
	{hearsay.Nationality, "states, peoples"},
	{hearsay.PlaceEntity, "places"},
	{hearsay.DocumentEntity, "documents"},
	{hearsay.OtherEntity, "other"},
	{hearsay.EntityUnknown, "unclear"},
}

// rolls lists the named entities by kind, and last those without a name that
// matter to a reader: persons and bodies who speak, or are counted, or, if all
// is set or the text comes back to them, belong to a state or sector.
func (s *scene) rolls(all bool) []roll {
	var rolls []roll
	for _, k := range rollTitles {
		rolls = append(rolls, roll{k.title, s.listed(func(e *hearsay.Entity) bool { return e.Named && e.Kind == k.kind })})
	}
	speaks := make([]bool, len(s.Entities)+1)
	for _, v := range s.of {
		speaks[v.entity] = true
	}
	rolls = append(rolls, roll{"without a name", s.listed(func(e *hearsay.Entity) bool {
		actor := e.Kind == hearsay.Person || e.Kind == hearsay.Organization || e.Kind == hearsay.Group
		coded := (e.Country != "" || e.Sector != "") && (all || len(e.Mentions) > 1)
		return !e.Named && actor && !s.onlyPronouns(e) && (speaks[e.ID] || e.Count != nil || coded)
	})})
	return slices.DeleteFunc(rolls, func(r roll) bool { return len(r.entities) == 0 })
}

func (s *scene) listed(in func(*hearsay.Entity) bool) []*hearsay.Entity {
	var all []*hearsay.Entity
	for i := range s.Entities {
		if in(&s.Entities[i]) {
			all = append(all, &s.Entities[i])
		}
	}
	slices.SortStableFunc(all, func(a, b *hearsay.Entity) int { return len(b.Mentions) - len(a.Mentions) })
	return all
}

func (s *scene) onlyPronouns(e *hearsay.Entity) bool {
	return !slices.ContainsFunc(e.Mentions, func(id hearsay.MentionID) bool {
		m := s.mention(id)
		return m != nil && m.Form != hearsay.Pronoun
	})
}

// about returns what the record says of e besides its name.
func about(e *hearsay.Entity) string {
	var parts []string
	if e.Named && e.Description != "" {
		parts = append(parts, description(e))
	}
	if e.Count != nil {
		parts = append(parts, fmt.Sprint(*e.Count))
	}
	if codes := strings.Trim(e.Country+" "+e.Sector, " "); codes != "" {
		parts = append(parts, codes)
	}
	return strings.Join(parts, ", ")
}

// description returns the text's words for e as they stand inside a sentence:
// "the union" for "The union", but "Mayor" and "Reuters correspondent".
func description(e *hearsay.Entity) string {
	d := clean(e.Description)
	switch first, _, _ := strings.Cut(d, " "); first {
	case "The", "A", "An", "His", "Her", "Its", "Their", "Our", "My":
		return strings.ToLower(d[:1]) + d[1:]
	}
	return d
}

// most is how many entities of a kind are shown unless the page is long.
const most = 24

// names sets the entities by kind, running on in lines.
func (p *sheet) names() {
	rolls := p.rolls(p.Long)
	if len(rolls) == 0 {
		return
	}
	p.section("NAMES")
	titles := 0
	for _, r := range rolls {
		titles = max(titles, len(r.title))
	}
	for _, r := range rolls {
		margin := indent(titles + 4)
		first := []piece{{fmt.Sprintf("  %-*s  ", titles, r.title), dim}}
		if p.Why {
			p.nameByName(first, margin, r)
			continue
		}
		p.hang(first, margin, p.wrap(p.running(r), p.Width-widthOf(margin)))
	}
}

// running returns a roll as one paragraph: "Veld 4 · Ana Prado 2 (the mayor)".
func (p *sheet) running(r roll) []piece {
	var text []piece
	for i, e := range r.entities {
		if i > 0 {
			text = append(text, piece{nbsp + "· ", dim})
		}
		if i == most && !p.Long {
			return append(text, piece{fmt.Sprintf("and %d more", len(r.entities)-i), dim})
		}
		text = append(text, entry(e)...)
	}
	return text
}

// entry returns an entity with the number of its mentions, if several.
func entry(e *hearsay.Entity) []piece {
	name := nameOf(e)
	if cells.StringWidth(name) < 32 {
		name = strings.ReplaceAll(name, " ", nbsp)
	}
	text := []piece{{name, plain}}
	if n := len(e.Mentions); n > 1 {
		text = append(text, piece{fmt.Sprintf("%s×%d", nbsp, n), dim})
	}
	if a := about(e); a != "" {
		text = append(text, piece{" (" + a + ")", dim})
	}
	return text
}

// longest is how many columns of a description stand for who has no name.
const longest = 48

// nameOf returns what e is called: its name, or the text's words in quotation marks.
func nameOf(e *hearsay.Entity) string {
	name := cmp.Or(clean(e.Name), "?")
	if e.Named {
		return name
	}
	short := ""
	for _, p := range shorten([]piece{{name, plain}}, nil, longest, 1, "…", "")[0] {
		short += p.text
	}
	return "“" + short + "”"
}

// nameByName sets each entity of a roll on a line of its own, and below it what
// made it.
func (p *sheet) nameByName(first, margin []piece, r roll) {
	for _, e := range r.entities {
		p.hang(first, margin, p.wrap(entry(e), p.Width-widthOf(margin)))
		p.why(margin[0].text+"  ", e.ID.String(), e.Why)
		for _, id := range e.Mentions {
			if m := p.mention(id); m != nil && len(m.Why) > 0 {
				p.why(margin[0].text+"  ", m.ID.String()+" “"+clean(m.Span.Text)+"”", m.Why)
			}
		}
		first = margin
	}
}
