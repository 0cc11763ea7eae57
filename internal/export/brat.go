package export

import (
	"fmt"
	"strings"

	"hearsay"
)

// A Brat writes Readings in the standoff format of the brat annotation tool: for
// each document its text (.txt) and its records (.ann), and annotation.conf,
// which tells brat their types. Offsets count code points.
//
//   - mentions are spans of their entity's kind, Equiv joins those of one entity;
//   - the words of speaking are triggers of Attribution events, whose arguments
//     are Source, Content, Recipient and, where it is reported in another,
//     Within; the act and mode are attributes. An attribution without such words
//     has its content for a trigger;
//   - PLOVER events have their own types, with Actor, Recipient, Place, Time and
//     By, the attribution that tells of them;
//   - places and times are spans, with country and value in a note.
type Brat struct {
	folder Folder
	seen   map[hearsay.DocumentID]bool
}

// NewBrat returns a writer of two files a document, and annotation.conf, to folder.
func NewBrat(folder Folder) *Brat { return &Brat{folder, map[hearsay.DocumentID]bool{}} }

// Write adds the files of r, named by its document's id. A document that was
// written before is left out.
func (x *Brat) Write(_ string, r *hearsay.Reading) error {
	if x.seen[r.Document.ID] {
		return nil
	}
	x.seen[r.Document.ID] = true
	b := standoff{scene: newScene(r), points: points(r.Document.Text)}
	b.all()
	for _, f := range []struct{ ending, text string }{{".txt", r.Document.Text}, {".ann", b.lines.String()}} {
		if err := put(x.folder, r.Document.ID.String()+f.ending, f.text); err != nil {
			return err
		}
	}
	return nil
}

// Close writes annotation.conf.
func (x *Brat) Close() error {
	var events strings.Builder
	for _, t := range strings.Fields(ploverTypes) {
		events.WriteString(t + "\tActor*:<ANY>, Recipient*:<ANY>, Place?:Place, Time?:Time, By?:Attribution\n")
	}
	return put(x.folder, "annotation.conf", fmt.Sprintf(bratTypes, events.String()))
}

const ploverTypes = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT"

// bratTypes declares what a standoff can hold, but for the types of events.
const bratTypes = `[entities]
Person
Organization
Group
PlaceEntity
Nationality
Document
Other
Source
Content
Place
Time

[relations]

<OVERLAP>	Arg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>

[events]
Attribution	Source*:<ANY>, Content*:<ANY>, Recipient*:<ANY>, Within?:Attribution
%s
[attributes]
Negated	Arg:<EVENT>
Anonymous	Arg:<EVENT>
Act	Arg:<EVENT>, Value:other|say|believe|want|demand|ask|deny|promise|threaten|predict|know|confirm|doubt|accuse|decline
Mode	Arg:<EVENT>, Value:unknown|direct|indirect|mixed|scare
Status	Arg:<EVENT>, Value:happened|ongoing|habitual|planned|predicted|demanded|threatened|hypothetical|denied|not-happened|unknown
Factuality	Arg:<EVENT>, Value:CT+|PR+|PS+|CT-|PR-|PS-|UU
`

// A standoff is the .ann file of one document.
type standoff struct {
	*scene
	points                           *converter
	lines                            strings.Builder
	spans, events, attributes, notes int
	mentions, times, places          []string // ids of their spans, by index
	said                             []string // ids of the Attribution events, by index
}

func (b *standoff) line(format string, args ...any) { fmt.Fprintf(&b.lines, format+"\n", args...) }

// span adds a text-bound annotation. brat has no line feeds in one: words that
// hold any become several fragments.
func (b *standoff) span(kind string, words ...hearsay.Receipt) string {
	var places, texts []string
	for _, w := range words {
		at := w.Start
		for line := range strings.SplitAfterSeq(w.Text, "\n") {
			s := hearsay.Span{Start: at, End: at + len(strings.TrimSuffix(line, "\n"))}
			at += len(line)
			if !s.IsEmpty() {
				p := b.points.span(s)
				places = append(places, fmt.Sprintf("%d %d", p.Start, p.End))
				texts = append(texts, b.Document.Text[s.Start:s.End])
			}
		}
	}
	if len(places) == 0 {
		return ""
	}
	b.spans++
	id := fmt.Sprintf("T%d", b.spans)
	b.line("%s\t%s %s\t%s", id, kind, strings.Join(places, ";"), strings.ReplaceAll(strings.Join(texts, " "), "\t", " "))
	return id
}

func (b *standoff) attribute(name, of, value string) {
	b.attributes++
	b.line("A%d\t%s", b.attributes, strings.TrimSpace(name+" "+of+" "+value))
}

func (b *standoff) note(of, text string) {
	if text = clean(text); text != "" {
		b.notes++
		b.line("#%d\tAnnotatorNotes %s\t%s", b.notes, of, text)
	}
}

// bratKinds are the types of mentions, by kind of entity.
var bratKinds = []string{"Other", "Person", "Organization", "Group", "PlaceEntity", "Nationality", "Document", "Other"}

func (b *standoff) all() {
	for _, m := range b.Mentions {
		b.mentions = append(b.mentions, b.span(bratKinds[b.entity(m.Entity).Kind], m.Span))
	}
	for _, e := range b.Entities {
		var same []string
		for _, id := range e.Mentions {
			same = append(same, b.mentions[id-1])
		}
		if len(same) > 1 {
			b.line("*\tEquiv %s", strings.Join(same, " "))
		}
		b.note(same[0], strings.TrimSpace(strings.Join([]string{e.Country, e.Sector, e.Wikidata}, " ")))
	}
	for _, p := range b.Places {
		id := b.span("Place", p.Span)
		b.places = append(b.places, id)
		b.note(id, strings.Join([]string{p.Name, p.Level, p.Country}, " "))
	}
	for _, t := range b.Times {
		id := b.span("Time", t.Span)
		b.times = append(b.times, id)
		b.note(id, t.Type+" "+t.Value)
	}
	for i := range b.Attributions {
		b.said = append(b.said, fmt.Sprintf("E%d", i+1)) // one may stand within a later one
	}
	b.events = len(b.said)
	for i := range b.Attributions {
		b.attributed(i, &b.Attributions[i])
	}
	for i := range b.Events {
		b.event(&b.Events[i])
	}
}

func (b *standoff) attributed(i int, a *hearsay.Attribution) {
	content := b.span("Content", a.Content...)
	trigger := b.span("Attribution", a.Cue)
	if trigger == "" {
		trigger = b.span("Attribution", a.Content...)
	}
	line := b.said[i] + "\tAttribution:" + trigger
	if source := b.span("Source", a.SourceSpan); source != "" {
		line += " Source:" + source
	}
	line += " Content:" + content
	if a.Recipient > 0 {
		line += " Recipient:" + b.mentions[a.Recipient-1]
	}
	if a.Within > 0 {
		line += " Within:" + b.said[a.Within-1]
	}
	b.line("%s", line)
	b.attribute("Act", b.said[i], a.Act.String())
	b.attribute("Mode", b.said[i], a.Mode.String())
	if a.Negated {
		b.attribute("Negated", b.said[i], "")
	}
	if a.Anonymous {
		b.attribute("Anonymous", b.said[i], "")
	}
}

func (b *standoff) event(e *hearsay.Event) {
	b.events++
	id := fmt.Sprintf("E%d", b.events)
	line := id + "\t" + e.Type + ":" + b.span(e.Type, e.Trigger)
	for _, part := range []struct {
		name  string
		roles []hearsay.Role
	}{{"Actor", e.Actors}, {"Recipient", e.Recipients}} {
		for i, r := range part.roles {
			name := part.name
			if i > 0 {
				name += fmt.Sprint(i + 1) // brat numbers arguments of one role
			}
			if r.Mention > 0 {
				line += " " + name + ":" + b.mentions[r.Mention-1]
			} else {
				line += " " + name + ":" + b.span("Other", r.Span)
			}
		}
	}
	if e.Place.Ref > 0 {
		line += " Place:" + b.places[e.Place.Ref-1]
	}
	if e.Time.Ref > 0 {
		line += " Time:" + b.times[e.Time.Ref-1]
	}
	if e.Said > 0 {
		line += " By:" + b.said[e.Said-1]
	}
	b.line("%s", line)
	if e.Status != "" {
		b.attribute("Status", id, e.Status)
	}
	if e.Factuality.Label != "" {
		b.attribute("Factuality", id, e.Factuality.Label)
	}
	b.note(id, strings.Join(append([]string{e.Mode, e.Time.Value}, e.Contexts...), " "))
}
