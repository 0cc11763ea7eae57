package export

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"hearsay"
)

// A happening is an event as a reader sees it in a table.
type happening struct {
	id         hearsay.EventID
	when       string // "29 Apr 2021"; "–" if the text does not say
	assumed    bool   // when is only assumed
	who, whom  string // "" if not stated
	words      string // the text's own word for it
	code       string // "REQUEST yield"
	counts     string // "at least 3 dead"
	place      string // "Pier 49 ±2 km"
	status     string
	word       string // on whose word
	unnamed    bool   // who is kept unnamed
	author     string // "the author doubts it", where the document's own commitment differs
	confidence float64
	why        []hearsay.Why
}

// happened returns the events of the Reading for a table.
func (s *scene) happened() []happening {
	var all []happening
	for i := range s.Events {
		e := &s.Events[i]
		h := happening{
			id: e.ID, when: "–", words: clean(e.Trigger.Text), code: strings.TrimSpace(e.Type + " " + e.Mode),
			who: s.roles(e.Actors), whom: s.roles(e.Recipients), counts: countsOf(e.Counts), place: s.placeOf(e.Place),
			status: strings.ReplaceAll(e.Status, "-", " "), confidence: e.Confidence, why: e.Why, author: authorsView(e.FactualityAuthor),
		}
		switch ref := int(e.Time.Ref); {
		case e.Time.Value == "":
		case !strings.Contains(e.Time.Value, "X"):
			h.when, h.assumed = shortDate(e.Time.Value), strings.HasPrefix(e.Time.From, "assumed")
		case ref > 0 && ref <= len(s.Times): // what the text says of a time that nothing fixes
			h.when = "“" + clean(s.Times[ref-1].Span.Text) + "”"
		}
		h.word, h.unnamed = s.wordOf(e.Said)
		all = append(all, h)
	}
	return all
}

// wordOf returns on whose word something stands that is said in attribution id.
func (s *scene) wordOf(id hearsay.AttributionID) (name string, anonymous bool) {
	if id == 0 {
		return s.author(), false
	}
	v := s.of[id-1]
	name, words := s.called(v)
	if words {
		name = "“" + name + "”"
	}
	return name, words || s.entity(v.entity) == nil
}

// roles returns those who take part, as "Northport, two officers (AST MIL)".
func (s *scene) roles(roles []hearsay.Role) string {
	var names []string
	for _, r := range roles {
		name := "?"
		if e := s.entity(r.Entity); e != nil {
			name = strings.Trim(nameOf(e), "“”")
		} else if m := s.mention(r.Mention); m != nil {
			name = clean(m.Span.Text)
		}
		if codes := strings.TrimSpace(r.Country + " " + r.Sector); codes != "" {
			name += " (" + codes + ")"
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

func countsOf(counts []hearsay.Count) string {
	var all []string
	for _, c := range counts {
		n := strconv.FormatFloat(c.Value, 'f', -1, 64)
		if c.Max != nil {
			n += "–" + strconv.FormatFloat(*c.Max, 'f', -1, 64)
		}
		all = append(all, strings.TrimSpace(clean(c.Modifier)+" "+n)+" "+c.What)
	}
	return strings.Join(all, ", ")
}

// placeOf returns where an event took place and how near that is known.
func (s *scene) placeOf(p hearsay.EventPlace) string {
	if p.Ref < 1 || int(p.Ref) > len(s.Places) {
		return ""
	}
	at := s.Places[p.Ref-1]
	name := cmp.Or(clean(at.Name), clean(at.Span.Text))
	if at.Relation != "" {
		name = clean(at.Relation) + " " + name
	}
	if at.Lat != nil && at.RadiusKM > 0 {
		name += fmt.Sprintf(" ±%s km", strconv.FormatFloat(math.Ceil(at.RadiusKM), 'f', -1, 64))
	}
	if strings.HasPrefix(p.From, "inferred") {
		name += " (inferred)"
	}
	return name
}

// authorsView says in words how sure the document itself is where it differs
// from its source.
func authorsView(f *hearsay.Factuality) string {
	switch {
	case f == nil:
		return ""
	case f.Value <= -2:
		return "the author says it is not so"
	case f.Value < 0:
		return "the author doubts it"
	case f.Value < 1:
		return "the author leaves it open"
	case f.Value < 2.5:
		return "the author thinks it likely"
	}
	return "the author confirms it"
}

// shortDate writes a TIMEX3 value as "29 Apr 2021", "Apr 2021" or "2021", and
// as it is if it is none of these.
func shortDate(value string) string {
	var year, month, day int
	date, clock, _ := strings.Cut(value, "T")
	if strings.Trim(date, "0123456789-") != "" {
		return clean(value)
	}
	n, _ := fmt.Sscanf(date, "%d-%d-%d", &year, &month, &day)
	switch {
	case n >= 2 && (month < 1 || month > 12) || n == 0:
		return clean(value)
	case n == 3:
		date = fmt.Sprintf("%d %s %d", day, months[month-1][:3], year)
	case n == 2:
		date = fmt.Sprintf("%s %d", months[month-1][:3], year)
	}
	if strings.Contains(clock, ":") {
		date += " " + clock[:min(len(clock), 5)]
	}
	return date
}

// happened sets the table of events: when, who to whom, what and where, and on
// whose word.
func (p *sheet) happened() {
	rows := p.scene.happened()
	unsure := 0
	if !p.Long {
		all := len(rows)
		rows = slices.DeleteFunc(rows, func(h happening) bool { return h.confidence < shownFrom })
		unsure = all - len(rows)
	}
	if len(rows) == 0 {
		return
	}
	p.blank()
	p.tableHead()
	assumed := false
	for _, h := range rows {
		assumed = assumed || h.assumed
		if p.Width < wide {
			p.stacked(h)
		} else {
			p.columns(h)
		}
		if p.Why {
			p.why(strings.Repeat(" ", 15), h.id.String(), h.why)
		}
	}
	if unsure > 0 {
		p.line(piece{fmt.Sprintf("  and %d less sure (--long)", unsure), dim})
	}
	if assumed {
		p.hang(indent(2), indent(2), p.wrap([]piece{{"Dates in brackets are assumed: the text gives none, and it was published then.", dim}}, p.Width-2))
	}
}

// shownFrom is how sure an event must be to be shown, unless the page is long: of
// those under it two of three are none, or of another type.
const shownFrom = .35

// wide is how many columns a table of events needs.
const wide = 84

// Widths of the columns of a wide table of events; who and what share the rest.
const whenWidth, statusWidth, wordWidth, sureWidth, gap = 12, 12, 18, 4, 2

// whoAndWhat returns the widths of the columns that grow with the page.
func (p *sheet) whoAndWhat() (who, what int) {
	rest := p.Width - 2 - whenWidth - statusWidth - wordWidth - sureWidth - 5*gap
	return rest * 9 / 20, rest - rest*9/20
}

// tableHead sets the heading of the section and, on a wide page, of the columns.
func (p *sheet) tableHead() {
	const title = "WHAT HAPPENED"
	if p.Width < wide {
		p.line(piece{title, strong})
		return
	}
	who, what := p.whoAndWhat()
	fill := 2 + whenWidth + gap + who + gap + what + gap - len(title)
	p.line(piece{title, strong}, piece{strings.Repeat(" ", fill), plain}, piece{fmt.Sprintf("%-*s  %-*s  %s", statusWidth, "STATUS", wordWidth, "WORD OF", "SURE"), dim})
}

// columns sets one event across the page.
func (p *sheet) columns(h happening) {
	who, what := p.whoAndWhat()
	cells := []struct {
		text  []piece
		width int
	}{
		{h.date(), whenWidth},
		{h.parties(), who},
		{h.what(), what},
		{[]piece{{h.status, plain}}, statusWidth},
		{h.onWord(), wordWidth},
		{[]piece{{score(h.confidence), dim}}, sureWidth},
	}
	var lines [][][]piece
	height := 1
	for _, c := range cells {
		l := p.wrap(c.text, c.width)
		lines, height = append(lines, l), max(height, len(l))
	}
	for y := range height {
		line := indent(2)
		for x, c := range cells {
			used := 0
			if y < len(lines[x]) {
				line, used = append(line, lines[x][y]...), widthOf(lines[x][y])
			}
			line = append(line, piece{strings.Repeat(" ", c.width-used+gap), plain})
		}
		p.line(line...)
	}
}

// stacked sets one event on lines below one another, for a narrow page.
func (p *sheet) stacked(h happening) {
	first := append(h.date(), piece{"  ", plain})
	p.hang(indent(2), indent(4), p.wrap(append(first, h.parties()...), p.Width-4))
	p.hang(indent(4), indent(4), p.wrap(h.what(), p.Width-4))
	last := append([]piece{{h.status + nbsp + "· ", dim}}, h.onWord()...)
	p.hang(indent(4), indent(4), p.wrap(append(last, piece{nbsp + "· " + score(h.confidence), dim}), p.Width-4))
}

func (h happening) date() []piece {
	if h.assumed {
		return []piece{{"(" + strings.ReplaceAll(h.when, " ", nbsp) + ")", dim}}
	}
	return []piece{{strings.ReplaceAll(h.when, " ", nbsp), plain}}
}

func (h happening) parties() []piece {
	if h.whom == "" {
		return []piece{{cmp.Or(h.who, "–"), plain}}
	}
	return []piece{{cmp.Or(h.who, "–"), plain}, {nbsp + "→ ", dim}, {h.whom, plain}}
}

// what returns the text's word, the code, counts and place.
func (h happening) what() []piece {
	text := []piece{{h.words, cue}, {" " + strings.ReplaceAll(h.code, " ", nbsp), strong}}
	for _, more := range []string{h.counts, h.place, h.author} {
		if more != "" {
			text = append(text, piece{nbsp + "· ", dim}, piece{more, plain})
		}
	}
	return text
}

func (h happening) onWord() []piece {
	if h.unnamed {
		return []piece{{h.word, unnamed}}
	}
	return []piece{{h.word, source}}
}
