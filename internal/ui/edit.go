package ui

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"
	element "golang.org/x/net/html/atom"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/codebook"
)

//go:embed live.js
var liveScript string

//go:embed forms.css
var formStyle string

// by is the name of the cookie that remembers who corrects.
const by = "hearsay-by"

type editView struct {
	ID, Report string
	May        bool
	By         string
	Record     string // "" lists the records
	Kind       string // "event"
	Words      string
	Before     string // what stands around the words
	After      string
	Inputs     []editInput
	Gone       string // what the button says that takes the record out; "" if it cannot be
	Joins      []choice
	Parts      []choice // mentions that can be taken out of an entity
	Groups     []editGroup
	History    []pastEdit
	Left       int
}

type editInput struct {
	Field, Label, Value, Help string
	Choices                   []choice // of a select; none: a line of text
	Many                      bool
	Offers                    []string // of a line of text
}

type choice struct {
	Value, Name string
	On          bool
}

type editGroup struct {
	Name    string
	Records []choice
}

type pastEdit struct {
	casefile.Edit
	N      int
	Stands bool
	Undo   bool // it takes another back
}

var kindNames = map[byte]string{'v': "event", 'a': "statement", 'E': "name", 'p': "place", 't': "time", 'q': "question", 'd': "report"}

// edit shows what can be corrected in a report, or in one record of it.
func (u *UI) edit(r *http.Request) (view, error) {
	ctx := r.Context()
	k, err := u.store.Document(ctx, r.PathValue("id"))
	if err != nil {
		return view{}, err
	}
	reading, edits, err := u.store.Reading(ctx, k.Document.ID)
	if err != nil {
		return view{}, err
	}
	if reading == nil {
		return view{}, &hearsay.Error{Op: "edit", Doc: k.Document.ID, Kind: hearsay.NotFound, Err: fmt.Errorf("the report has no reading that could be corrected")}
	}
	over, left := casefile.Overlay(reading, edits)
	v := editView{ID: k.Document.ID.String(), Report: orElse(over.Document.Title, "Without a headline"), May: u.mayWrite(r), Record: r.PathValue("record"), Left: len(left)}
	if c, err := r.Cookie(by); err == nil {
		v.By = short(c.Value, 100)
	}
	v.History = past(edits)
	slices.Reverse(v.History)
	if v.Record == "" {
		v.Groups = recordsOf(over)
		return view{"Correct: " + short(v.Report, 60), v}, nil
	}
	if !v.fill(over) {
		return view{}, &hearsay.Error{Op: "edit", Doc: k.Document.ID, Kind: hearsay.NotFound, Err: fmt.Errorf("the report has no record %q", v.Record), Hint: "It may have been taken out: the report lists those that there are."}
	}
	return view{"Correct: " + short(orElse(v.Words, v.Report), 60), v}, nil
}

// past returns the edits of a report with whether each stands.
func past(edits []casefile.Edit) (all []pastEdit) {
	stand := casefile.Standing(edits)
	for i, e := range edits {
		all = append(all, pastEdit{e, i + 1, stand[i], e.Field == "undo"})
	}
	return all
}

// recordsOf lists the records of a reading by kind.
func recordsOf(r *hearsay.Reading) []editGroup {
	g := []editGroup{{"The report itself", []choice{{"d", orElse(r.Document.Title, "Headline, outlet, date"), false}}}, {Name: "Events"}, {Name: "Statements"}, {Name: "Names"}, {Name: "Places"}, {Name: "Times"}, {Name: "Questions and forecasts"}}
	add := func(i int, id fmt.Stringer, words string) {
		g[i].Records = append(g[i].Records, choice{id.String(), words, false})
	}
	for _, e := range r.Events {
		add(1, e.ID, e.Trigger.Text)
	}
	for _, a := range r.Attributions {
		add(2, a.ID, attributionWords(r, &a))
	}
	for _, e := range r.Entities {
		add(3, e.ID, e.Name)
	}
	for _, p := range r.Places {
		add(4, p.ID, p.Span.Text)
	}
	for _, t := range r.Times {
		add(5, t.ID, t.Span.Text)
	}
	for _, q := range r.Questions {
		add(6, q.ID, q.Span.Text)
	}
	return slices.DeleteFunc(g, func(g editGroup) bool { return len(g.Records) == 0 })
}

func attributionWords(r *hearsay.Reading, a *hearsay.Attribution) string {
	who := "the author"
	if a.Source != 0 {
		who = r.Entities[r.Mentions[a.Source-1].Entity-1].Name
	}
	return strings.TrimSpace(who + " " + a.Cue.Text)
}

// fill shows one record with its fields, and reports whether there is such a one.
func (v *editView) fill(r *hearsay.Reading) bool {
	if v.Record == "d" {
		d := &r.Document
		v.Kind, v.Words = "report", d.Title
		v.line("title", "Headline", d.Title, "")
		v.line("outlet", "Outlet", d.Outlet, "")
		v.line("published", "Published", d.Published.Value, "2021-05-04, 2021-05 or 2021")
		v.line("agency", "Agency", d.Agency, "")
		v.line("language", "Language", d.Language, "en")
		return true
	}
	n, err := strconv.Atoi(v.Record[1:])
	if err != nil || n < 1 {
		return false
	}
	at := hearsay.Receipt{}
	switch kind := v.Record[0]; {
	case kind == 'v' && n <= len(r.Events):
		at = v.event(r, &r.Events[n-1])
	case kind == 'a' && n <= len(r.Attributions):
		a := &r.Attributions[n-1]
		if at = a.Cue; at.IsEmpty() {
			at = a.Content[0]
		}
		v.Gone = "Nobody says this"
		v.Inputs = append(v.Inputs, editInput{Field: "source", Label: "Who says it", Value: entityOf(r, a.Source), Choices: entities(r, "", entityOf(r, a.Source))},
			editInput{Field: "act", Label: "How", Value: a.Act.String(), Choices: chosen(acts(), a.Act.String())})
	case kind == 'p' && n <= len(r.Places):
		p := &r.Places[n-1]
		at, v.Gone = p.Span, "This is no place"
		point := ""
		if p.Lat != nil {
			point = fmt.Sprintf("%.4f %.4f", *p.Lat, *p.Lon)
		}
		v.line("name", "Name", p.Name, "")
		v.line("country", "Country", p.Country, "three letters: SYR")
		v.line("point", "Point", point, "latitude and longitude: 35.1318 36.7578")
	case kind == 't' && n <= len(r.Times):
		at, v.Gone = r.Times[n-1].Span, "This is no time"
		v.line("value", "Day", r.Times[n-1].Value, "2021-05-04, 2021-05 or 2021")
	case kind == 'q' && n <= len(r.Questions):
		q := &r.Questions[n-1]
		at = q.Span
		now := casefile.Resolved(q)
		all := []choice{{"", "open", false}, {"yes", "yes: it came about", false}, {"no", "no: it did not", false}, {"void", "it cannot be told", false}}
		for _, o := range q.Options {
			all = append(all, choice{o, short(o, 60), false})
		}
		v.Inputs = append(v.Inputs, editInput{Field: "outcome", Label: "What became of it", Value: now, Choices: chosen(all, now)})
	case kind == 'E' && n <= len(r.Entities):
		e := &r.Entities[n-1]
		at = r.Mentions[e.Mentions[0]-1].Span
		v.line("name", "Name", e.Name, "")
		v.line("country", "Country", e.Country, "three letters: SYR")
		v.line("sector", "Sector", e.Sector, "GOV, MIL, COP, MED …")
		v.line("wikidata", "Wikidata", e.Wikidata, "Q42")
		v.Joins = entities(r, "E"+strconv.Itoa(n), "")
		for _, m := range e.Mentions {
			if span := r.Mentions[m-1].Span; len(e.Mentions) > 1 {
				around := casefile.Around(r.Document.Text, span.Span)
				v.Parts = append(v.Parts, choice{m.String(), span.Text + ": … " + strings.Join(strings.Fields(around.Text), " ") + " …", false})
			}
		}
	default:
		return false
	}
	for i := range v.Inputs { // what stands there must be among the choices: the first would be sent else
		in := &v.Inputs[i]
		if in.Choices != nil && !in.Many && !slices.ContainsFunc(in.Choices, func(c choice) bool { return c.On }) {
			in.Choices = slices.Insert(in.Choices, 0, choice{in.Value, orElse(in.Value, "–"), true})
		}
	}
	v.Kind, v.Words = kindNames[v.Record[0]], at.Text
	around := casefile.Around(r.Document.Text, at.Span)
	v.Before, v.After = r.Document.Text[around.Start:at.Start], r.Document.Text[at.End:around.End]
	return true
}

// event shows the fields of an event and returns where it stands.
func (v *editView) event(r *hearsay.Reading, e *hearsay.Event) hearsay.Receipt {
	v.Gone = "This is no event"
	kind := editInput{Field: "type", Label: "What", Value: e.Type, Help: "a class of PLOVER"}
	mode := editInput{Field: "mode", Label: "Mode", Value: e.Mode, Help: "one of those of its class, or nothing"}
	for _, k := range codebook.Types {
		kind.Offers = append(kind.Offers, k.Name)
		for _, m := range k.Modes {
			if k.Name == e.Type {
				mode.Offers = append(mode.Offers, m.Name)
			}
		}
	}
	v.Inputs = append(v.Inputs, kind, mode)
	all := []choice{}
	for _, s := range statuses {
		all = append(all, choice{s, strings.ReplaceAll(s, "-", " "), false})
	}
	v.Inputs = append(v.Inputs, editInput{Field: "status", Label: "Did it happen", Value: e.Status, Choices: chosen(all, e.Status)})
	roles := func(field, label string, roles []hearsay.Role) {
		var now, inOrder []string
		for _, x := range roles {
			now = append(now, x.Entity.String())
		}
		all := entities(r, "", now...)
		for _, c := range all {
			if c.On {
				inOrder = append(inOrder, c.Value)
			}
		}
		if len(all) > 0 {
			v.Inputs = append(v.Inputs, editInput{Field: field, Label: label, Value: strings.Join(inOrder, ";"), Choices: all, Many: true, Help: "Several with Ctrl; nobody if none is marked."})
		}
	}
	roles("actor", "Who", e.Actors)
	roles("recipient", "To whom", e.Recipients)
	v.line("time", "When", e.Time.Value, "2021-05-04, 2021-05 or 2021")
	places := []choice{{"p0", "no place", false}}
	for _, p := range r.Places {
		places = append(places, choice{p.ID.String(), strings.Join(nonEmpty(orElse(p.Name, p.Span.Text), p.Country), ", ") + " (" + p.ID.String() + ")", false})
	}
	now := orElse(e.Place.Ref.String(), "p0")
	v.Inputs = append(v.Inputs, editInput{Field: "place", Label: "Where", Value: now, Choices: chosen(places, now), Help: "Another place is set right at its own record."})
	for _, what := range []string{"dead", "injured", "arrested"} {
		value := ""
		for _, c := range e.Counts {
			if c.What == what {
				value = strconv.FormatFloat(c.Value, 'f', -1, 64)
			}
		}
		v.line(what, strings.ToUpper(what[:1])+what[1:], value, "")
	}
	return e.Trigger
}

func (v *editView) line(field, label, value, help string) {
	v.Inputs = append(v.Inputs, editInput{Field: field, Label: label, Value: value, Help: help})
}

// chosen returns choices with that of value on.
func chosen(all []choice, value string) []choice {
	for i := range all {
		all[i].On = all[i].Value == value
	}
	return all
}

// entities lists the entities of a reading but one, those in now on.
func entities(r *hearsay.Reading, but string, now ...string) (all []choice) {
	for _, e := range r.Entities {
		if id := e.ID.String(); id != but {
			all = append(all, choice{id, short(e.Name, 60) + " (" + id + ")", slices.Contains(now, id)})
		}
	}
	return all
}

func entityOf(r *hearsay.Reading, m hearsay.MentionID) string {
	if m == 0 {
		return ""
	}
	return r.Mentions[m-1].Entity.String()
}

// acts lists the ways of saying.
func acts() (all []choice) {
	for a := hearsay.ActOther; a <= hearsay.Decline; a++ {
		all = append(all, choice{a.String(), a.String(), false})
	}
	return all
}

// keepEdits keeps what was changed in the form of a record.
func (u *UI) keepEdits(w http.ResponseWriter, r *http.Request) {
	id, record := r.PathValue("id"), r.PathValue("record")
	if !u.mayWrite(r) {
		u.refuse(w, r)
		return
	}
	if err := r.ParseForm(); err != nil {
		u.fail(w, r, &hearsay.Error{Op: "edit", Kind: hearsay.Invalid, Err: err})
		return
	}
	who := u.remember(w, r)
	keep := func(field, value string) error {
		_, err := casefile.Correct(r.Context(), u.store, id, record, field, value, who, r.PostFormValue("note"))
		return err
	}
	to := "/report/" + id + "/edit/" + record
	var err error
	switch what := r.PostFormValue("what"); what {
	case "gone":
		err, to = keep("gone", "yes"), "/report/"+id+"/edit"
	case "same-as":
		err, to = keep("same-as", r.PostFormValue("same-as")), "/report/"+id+"/edit"
	case "split":
		err = keep("split", r.PostFormValue("split"))
	default:
		for _, field := range casefile.Fields[record[:1]] {
			now, ok := r.PostForm["is-"+field]
			was := r.PostFormValue("was-" + field)
			if value := strings.Join(now, ";"); err == nil && (ok || was != "" && r.PostForm.Has("was-"+field)) && value != was {
				err = keep(field, value)
			}
		}
	}
	if err != nil {
		u.fail(w, r, err)
		return
	}
	http.Redirect(w, r, to+"#history", http.StatusSeeOther)
}

// remember returns who corrects, and keeps the name for the next form.
func (u *UI) remember(w http.ResponseWriter, r *http.Request) string {
	who := short(strings.TrimSpace(r.PostFormValue("by")), 100)
	plain := strings.Map(func(c rune) rune {
		if c < ' ' || c > '~' || strings.ContainsRune(`;,"\`, c) {
			return -1
		}
		return c
	}, who)
	if plain == who && who != "" {
		http.SetCookie(w, &http.Cookie{Name: by, Value: who, Path: "/", MaxAge: 180 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: r.TLS != nil || strings.HasPrefix(u.o.URL, "https:")})
	}
	return who
}

// undo takes a correction back, or takes that back.
func (u *UI) undo(w http.ResponseWriter, r *http.Request) {
	if !u.mayWrite(r) {
		u.refuse(w, r)
		return
	}
	n, _ := strconv.Atoi(r.PostFormValue("n"))
	if _, err := casefile.Undo(r.Context(), u.store, r.PathValue("id"), n, u.remember(w, r), r.PostFormValue("note")); err != nil {
		u.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/report/"+r.PathValue("id")+"/edit#history", http.StatusSeeOther)
}

// grade keeps a person's grade of a source, beside the one that it earned.
func (u *UI) grade(w http.ResponseWriter, r *http.Request) {
	if !u.mayWrite(r) {
		u.refuse(w, r)
		return
	}
	g := casefile.Grade{Source: strings.TrimSpace(r.PostFormValue("source")), Grade: r.PostFormValue("grade"), By: u.remember(w, r), Note: strings.TrimSpace(r.PostFormValue("note")), At: time.Now().UTC().Truncate(time.Second)}
	if g.Source == "" || !slices.Contains(grades, g.Grade) || max(len(g.Source), len(g.Note)) > 2000 {
		u.fail(w, r, &hearsay.Error{Op: "grade", Kind: hearsay.Invalid, Err: errors.New("a grade is a letter from A to F, of a source that has a name")})
		return
	}
	if err := u.store.KeepGrade(r.Context(), g); err != nil {
		u.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/name?name="+url.QueryEscape(g.Source), http.StatusSeeOther)
}

// grades are what a person may give; "" takes an earlier one back.
var grades = []string{"", "A", "B", "C", "D", "E", "F"}

var editable = regexp.MustCompile(`^r1-([vaq][0-9]+)$`)

// withEdits adds to each card and row of a report a link to where its record is
// corrected.
func withEdits(section []byte, id string) (template.HTML, error) {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: element.Body}
	nodes, err := html.ParseFragment(bytes.NewReader(section), body)
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	for _, n := range nodes {
		var at []*html.Node
		for d := range n.Descendants() {
			if d.Type == html.ElementNode && (d.Data == "div" || d.Data == "tr" || d.Data == "li") {
				at = append(at, d)
			}
		}
		for _, d := range at {
			for _, a := range d.Attr {
				m := editable.FindStringSubmatch(a.Val)
				if a.Key != "id" || m == nil {
					continue
				}
				link := &html.Node{Type: html.ElementNode, Data: "a", Attr: []html.Attribute{{Key: "class", Val: "edit"}, {Key: "href", Val: "/report/" + id + "/edit/" + m[1]}}}
				link.AppendChild(&html.Node{Type: html.TextNode, Data: "correct"})
				to := d
				if d.Data == "tr" && d.LastChild != nil {
					to = d.LastChild
				}
				to.AppendChild(link)
			}
		}
		if err := html.Render(&b, n); err != nil {
			return "", err
		}
	}
	return template.HTML(b.String()), nil
}
