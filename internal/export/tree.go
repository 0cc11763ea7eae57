package export

import (
	"fmt"
	"strings"

	"hearsay"
)

// shown is how many lines of a content the tree shows unless the page is long.
const shown = 2

// A fork is the margin of one item in the tree: before its first line, and
// before what follows it.
type fork struct{ first, rest string }

// below returns the fork of an item under one whose lines begin with rest.
func below(rest string, last bool) fork {
	if last {
		return fork{rest + "└─ ", rest + "   "}
	}
	return fork{rest + "├─ ", rest + "│  "}
}

func (p *sheet) tree() {
	if len(p.Attributions) == 0 {
		return
	}
	p.section("WHO SAYS SO")
	p.line(piece{"  ", plain}, piece{p.author(), source})
	for i, v := range p.root.voices {
		p.voice(v, below("  ", i == len(p.root.voices)-1))
	}
}

// voice sets a source, what it says, and below it whom it passes on. A cue that
// is the same for everything it says stands beside its name. A statement that
// others make in whole is left to them.
func (p *sheet) voice(v *voice, f fork) {
	var own, passed []hearsay.AttributionID
	for _, id := range v.attributions {
		if p.passedOn(p.attribution(id)) {
			passed = append(passed, id)
		} else {
			own = append(own, id)
		}
	}
	shared, same := p.sharedCue(v)
	about := passed
	if same {
		about = v.attributions
	}
	p.item(f, p.label(v, shared), p.flags(about), 0)
	for _, id := range passed {
		p.because(f.rest, id)
	}
	for i, id := range own {
		g := below(f.rest, i == len(own)-1 && len(v.voices) == 0)
		a := p.attribution(id)
		text := words(a)
		var tail []piece
		if !same {
			if told := p.told(a); told != "" {
				text = append([]piece{{told, cue}, {"  ", plain}}, text...)
			}
			tail = p.flags([]hearsay.AttributionID{id})
		}
		if n := paragraphs(a); n > 1 {
			tail = append([]piece{{fmt.Sprintf(" (%d paragraphs)", n), dim}}, tail...)
		}
		p.item(g, text, tail, shown)
		p.because(g.rest, id)
	}
	for i, w := range v.voices {
		p.voice(w, below(f.rest, i == len(v.voices)-1))
	}
}

// item sets an entry of the tree on at most n lines, or all if n is 0.
func (p *sheet) item(f fork, text, tail []piece, n int) {
	if p.Long {
		n = 0
	}
	room := max(p.Width-cells.StringWidth(f.first), 24)
	p.hang([]piece{{f.first, dim}}, []piece{{f.rest, dim}}, shorten(text, tail, room, n))
}

// label returns what v is called, how it spoke, and what is said of it.
func (p *sheet) label(v *voice, told string) []piece {
	name, words := p.called(v)
	st := source
	if p.entity(v.entity) == nil || p.anonymous(v) {
		st = unnamed
	}
	if words {
		name = "“" + name + "”"
	}
	text := []piece{{name, st}}
	if e := p.entity(v.entity); e != nil && e.Named && e.Description != "" {
		text = append(text, piece{", " + clean(e.Description), dim})
	}
	if told != "" {
		text = append(text, piece{" ", plain}, piece{told, cue})
	}
	if words {
		text = append(text, piece{" (unnamed)", dim})
	}
	return text
}

// sharedCue returns the words of speaking that all statements of v have, and
// whether they have the same.
func (p *sheet) sharedCue(v *voice) (told string, same bool) {
	for i, id := range v.attributions {
		switch t := p.told(p.attribution(id)); {
		case i == 0:
			told = t
		case t != told:
			return "", false
		}
	}
	return told, true
}

// flags returns the numbers of the findings about attributions.
func (p *sheet) flags(attributions []hearsay.AttributionID) []piece {
	var all []piece
	for _, id := range attributions {
		for _, f := range p.marks[id-1] {
			all = append(all, piece{fmt.Sprintf(" ⚠ %d", f+1), warn})
		}
	}
	return all
}

// paragraphs counts the paragraphs that a's content runs over.
func paragraphs(a *hearsay.Attribution) int {
	n := 1
	for _, c := range a.Content {
		n += strings.Count(strings.TrimSpace(c.Text), "\n\n")
	}
	return n
}

// because sets what made an attribution, if that was asked for.
func (p *sheet) because(margin string, id hearsay.AttributionID) {
	if !p.Why {
		return
	}
	a := p.attribution(id)
	facts := []string{a.ID.String(), a.Act.String(), a.Mode.String(), score(a.Confidence)}
	p.why(margin, strings.Join(facts, " · "), a.Why)
}

// why sets scores and rules after what they are about.
func (p *sheet) why(margin, about string, why []hearsay.Why) {
	text := about
	for _, y := range why {
		text += " · " + y.Rule
		if y.Score != 1 {
			text += " " + score(y.Score)
		}
		if y.Note != "" {
			text += " (" + clean(y.Note) + ")"
		}
	}
	room := max(p.Width-cells.StringWidth(margin)-2, 24)
	m := []piece{{margin + "  ", dim}}
	p.hang(m, m, wrap([]piece{{text, dim}}, room))
}

// score writes a probability as ".94".
func score(x float64) string {
	return strings.TrimPrefix(fmt.Sprintf("%.2f", x), "0")
}
