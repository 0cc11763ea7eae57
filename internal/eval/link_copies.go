package eval

import (
	"fmt"
	"io/fs"
	"strings"

	"hearsay"
	"hearsay/internal/link"
	"hearsay/internal/neural"
	"hearsay/internal/reading"
)

// linkFiles adds the rows of copies, of a set made by rule from the project's
// own texts, and of events across documents.
func (e *evaluation) linkFiles(_ fs.FS, m *neural.Model, wanted func(string) bool) error {
	if e.own != nil && wanted("own") {
		ps, err := loadParagraphs(e.own)
		if err != nil {
			return err
		}
		e.copies(makeCopies(ps), m)
	}
	if wanted("ECB+") {
		return e.across(m)
	}
	return nil
}

// A madeReport is a report of which is known what it has from which.
type madeReport struct {
	outlet, date, text string
	how                string // how it was made: "original", "trimmed" …
	of                 []int  // the reports that it was made from
	// copied says of each of its words, as strings.Fields has them, whether it
	// stands in copied words, edited or not.
	copied []bool
	stated bool // it names its source
}

// perReport is how many of the set's paragraphs make an original.
const perReport = 5

// footer stands under every page of a site, after its name, and is copied by
// nobody.
const footer = " answers. Write to the editors of this paper if you know more about what you have read here, and tell us whether we may print your name under your letter."

// speech is handed to every newsroom, and quoted by all.
const speech = `“We have read the letter, we have talked about it all night, and we will answer it when the town has been asked and not one hour before that,”`

// makeCopies makes originals of paragraphs and, of each, one report of every
// sort of copy. Half of the copies name their source, all have a date but
// every fifth, whose direction only the words can tell.
func makeCopies(ps []paragraph) []madeReport {
	var originals [][]string // paragraphs
	for i := 0; i+perReport <= len(ps); i += perReport {
		var text []string
		for _, p := range ps[i : i+perReport] {
			text = append(text, p.text)
		}
		originals = append(originals, text)
	}
	outlets := []string{"Carrow Courier", "Meridian Wire", "Daily Herald", "Lunde Echo", "Bresk Post"}
	var out []madeReport
	add := func(how string, k int, parts ...part) {
		n := len(out)
		r := madeReport{how: how, outlet: outlets[n%len(outlets)], date: fmt.Sprintf("2021-05-%02d", 1+k%20)}
		if how != "original" {
			r.date = fmt.Sprintf("2021-06-%02d", 1+k%20)
			r.stated = n%2 == 0
			if n%5 == 0 {
				r.date = ""
			}
		}
		parts = append(parts, part{r.outlet + footer, -1})
		var b strings.Builder
		for _, p := range parts {
			if p.of >= 0 && how != "original" {
				r.of = append(r.of, p.of)
			}
			for range strings.Fields(p.text) {
				r.copied = append(r.copied, p.of >= 0)
			}
			b.WriteString(p.text + "\n\n")
		}
		r.text = b.String()
		out = append(out, r)
	}
	for k, text := range originals {
		parts := []part{}
		for _, p := range text {
			parts = append(parts, part{p, k})
		}
		add("original", k, parts...)
	}
	for k, text := range originals {
		whole := func(texts ...string) []part {
			var parts []part
			for _, t := range texts {
				parts = append(parts, part{t, k})
			}
			return parts
		}
		other := (k + 7) % len(originals)
		head := part{fmt.Sprintf("What is known on day %d", k), -1}
		say := part{"Source: " + outlets[k%len(outlets)] + ".", -1}
		with := func(parts []part) []part {
			if len(out)%2 == 0 {
				parts = append(parts, say)
			}
			return parts
		}
		add("verbatim", k, with(whole(text...))...)
		add("trimmed", k, with(whole(text[:2]...))...)
		add("reordered", k, with(whole(text[3], text[4], text[0], text[2], text[1]))...)
		add("reheadlined", k, with(append([]part{head}, whole(text[1:]...)...))...)
		add("merged", k, with([]part{{text[0], k}, {text[1], k}, {originals[other][2], other}, {originals[other][3], other}})...)
		for _, every := range []int{12, 7, 4} {
			var parts []part
			for _, t := range text {
				parts = append(parts, part{paraphrase(t, every), k})
			}
			add(fmt.Sprintf("every %dth word", every), k, with(parts)...)
		}
		add("quoting", k, part{fmt.Sprintf("Day %d. %s said the speaker of the council.", k, speech), -1})
	}
	return out
}

// A part is a stretch of a made report; of is the report it is from, -1 if it
// is its own.
type part struct {
	text string
	of   int
}

// fillers stand for words that an editor changed.
var fillers = strings.Fields("some late new local former early whole further other certain recent small wide open plain")

// paraphrase changes every nth word: by turns it is left out, replaced, and
// followed by another.
func paraphrase(text string, every int) string {
	var out []string
	for i, w := range strings.Fields(text) {
		f := fillers[i%len(fillers)]
		switch {
		case i%every != every-1 || strings.ContainsAny(w, "“”\""):
			out = append(out, w)
		case i/every%3 == 1:
			out = append(out, f)
		case i/every%3 == 2:
			out = append(out, w, f)
		}
	}
	return strings.Join(out, " ")
}

// copies scores pairs, directions and passages.
func (e *evaluation) copies(made []madeReport, m *neural.Model) {
	rd := reading.New(m, reading.Options{})
	var x link.Memory
	var reports []*link.Report
	at := make(map[string]int)
	for i, r := range made {
		d := hearsay.Document{ID: hearsay.IDOf(fmt.Sprint(i, r.text)), Outlet: r.outlet, Language: "en", Text: r.text}
		if r.date != "" {
			d.Published = hearsay.Date{Value: r.date, Precision: hearsay.Day, From: hearsay.FromMetadata}
		}
		p := link.NewReport(rd.Read(d, nil))
		at[d.ID.String()] = i
		reports = append(reports, p)
		x.Add(p)
	}
	links := make([]map[int]link.Link, len(made)) // of each report with originals
	for i := range links {
		links[i] = make(map[int]link.Link)
	}
	wrong := make([]int, len(made)) // pairs that share nothing
	x.PlaceAll()
	for i, p := range reports {
		for _, l := range x.Links(p.Document.ID, 0, link.KindCopy) {
			a, b := at[l.From.ID], at[l.To.ID]
			if a != i {
				a, b = b, a
			}
			if !related(made, a, b) {
				wrong[i]++
			} else if made[b].how == "original" {
				links[i][b] = l
			}
		}
	}
	own := &corpus{name: "own"}
	rows := make(map[string]*Row)
	row := func(measure string) *Row {
		if rows[measure] == nil {
			rows[measure] = e.row("link", own, Raw, "hearsay", measure)
		}
		return rows[measure]
	}
	for i, r := range made {
		t := Tally{0, float64(wrong[i]), float64(len(distinct(r.of)))}
		for _, of := range distinct(r.of) {
			l, ok := links[i][of]
			if !ok {
				continue
			}
			t[0], t[1] = t[0]+1, t[1]+1
			how := "direction, no date or name"
			if r.stated && made[of].outlet != r.outlet {
				how = "direction, stated"
			} else if r.date != "" {
				how = "direction, dated"
			}
			right, decided := 0.0, 0.0
			if l.Direction == link.FromTo {
				decided = 1
				if at[l.From.ID] == i {
					right = 1
				}
			}
			row(how).add(Tally{right, decided, 1})
		}
		row("copy pairs").add(t)
		if r.how != "original" && r.how != "quoting" {
			row("copy pairs: " + r.how).add(t)
			row("copied words").add(r.words(i, links[i], at))
		}
	}
}

// related reports whether two made reports have words in common by their
// making.
func related(made []madeReport, a, b int) bool {
	of := func(i int) []int {
		if made[i].how == "original" {
			return []int{i}
		}
		return made[i].of
	}
	for _, x := range of(a) {
		for _, y := range of(b) {
			if x == y {
				return true
			}
		}
	}
	return false
}

func distinct(xs []int) []int {
	var out []int
	for _, x := range xs {
		if len(out) == 0 || out[len(out)-1] != x {
			out = append(out, x)
		}
	}
	return out
}

// words compares the words in passages with those that were copied.
func (r *madeReport) words(i int, links map[int]link.Link, at map[string]int) Tally {
	t := make(Tally, 3)
	n, pos := 0, 0
	for _, w := range strings.Fields(r.text) {
		start := pos + strings.Index(r.text[pos:], w)
		pos = start + len(w)
		found := false
		for _, l := range links {
			for _, p := range l.Passages {
				s := p.From.Span
				if at[l.From.ID] != i {
					s = p.To.Span
				}
				found = found || !p.Quote && s.Overlaps(hearsay.Span{Start: start, End: pos})
			}
		}
		if found {
			t[1]++
			if r.copied[n] {
				t[0]++
			}
		}
		if r.copied[n] {
			t[2]++
		}
		n++
	}
	return t
}
