package export

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"

	"hearsay"
)

// A TimeML writes each Reading as a file of TimeML 1.2.1, whose text holds
// EVENT and TIMEX3 elements and is followed by instances and links:
//
//   - an event's words, and its further mentions, which IDENTITY joins to it;
//   - the words of speaking, believing, wanting as EVENTs of their class, from
//     which SLINKs lead to the events they tell of and to what is said within:
//     EVIDENTIAL, NEG_EVIDENTIAL where denied, MODAL where wanted or foretold,
//     FACTIVE where confirmed, COUNTER_FACTIVE where the document says that it
//     is not so;
//   - a TLINK from an event to the time that the text gives for it.
//
// EVENTs cannot overlap: events on the same words are instances of one EVENT.
// Tense, aspect and part of speech, which the schema asks for, are not in the
// record: they are NONE and OTHER.
type TimeML struct {
	folder Folder
	seen   map[hearsay.DocumentID]bool
}

// NewTimeML returns a writer of one file for each document to folder.
func NewTimeML(folder Folder) *TimeML {
	return &TimeML{folder, map[hearsay.DocumentID]bool{}}
}

// Write adds the file of r, named by its document's id. A document that was
// written before is left out.
func (x *TimeML) Write(_ string, r *hearsay.Reading) error {
	if x.seen[r.Document.ID] {
		return nil
	}
	x.seen[r.Document.ID] = true
	return put(x.folder, r.Document.ID.String()+".tml", newTimeline(r).file())
}

// Close does nothing: every file is complete.
func (x *TimeML) Close() error { return nil }

// A timeline is one document's EVENTs, TIMEX3s, instances and links.
type timeline struct {
	*scene
	tags      []timeTag
	owner     []int32 // by byte of the text: index of the tag around it, plus one
	instances []string
	links     []string
	cues      []int // by index of attribution: instance of its cue, 0 for none
	events    []int // by index of event: its instance, 0 for none
}

// A timeTag is an element around words.
type timeTag struct {
	hearsay.Span
	event int           // number of the EVENT; 0 for a TIMEX3
	class string        // of an EVENT
	time  *hearsay.Time // of a TIMEX3
}

func newTimeline(r *hearsay.Reading) *timeline {
	t := &timeline{scene: newScene(r), owner: make([]int32, len(r.Document.Text)), cues: make([]int, len(r.Attributions)), events: make([]int, len(r.Events))}
	for i := range r.Times {
		t.time(&r.Times[i])
	}
	for i := range r.Events {
		e := &r.Events[i]
		t.events[i] = t.instance(e.Trigger.Span, "OCCURRENCE", e.Status == "not-happened" && e.Factuality.Value < 0)
		for _, also := range e.Also {
			if n := t.instance(also.Span, "OCCURRENCE", false); n != 0 && t.events[i] != 0 {
				t.link("TLINK", fmt.Sprintf(`eventInstanceID="ei%d" relatedToEventInstance="ei%d" relType="IDENTITY"`, n, t.events[i]))
			}
		}
	}
	for i := range r.Attributions {
		a := &r.Attributions[i]
		t.cues[i] = t.instance(a.Cue.Span, timeClass(a.Act), a.Negated)
	}
	t.join()
	return t
}

// mods are the values that TIMEX3 allows for mod.
var mods = strings.Fields("BEFORE AFTER ON_OR_BEFORE ON_OR_AFTER LESS_THAN MORE_THAN EQUAL_OR_LESS EQUAL_OR_MORE START MID END APPROX")

// time adds the TIMEX3 of a time, unless it overlaps one before it.
func (t *timeline) time(x *hearsay.Time) {
	if t.tagAt(x.Span.Span) >= 0 {
		return
	}
	t.tag(timeTag{Span: x.Span.Span, time: x})
}

// timex returns the attributes of the TIMEX3 of x.
func (t *timeline) timex(x *hearsay.Time) string {
	value := x.Value
	if value == "" {
		value = "XXXX"
		if x.Type == "DURATION" || x.Type == "SET" {
			value = "PXX"
		}
	}
	a := fmt.Sprintf(` tid="%v" type="%s" value="%s"`, x.ID, escape(x.Type), escape(value))
	if slices.Contains(mods, x.Mod) {
		a += fmt.Sprintf(` mod="%s"`, x.Mod)
	}
	switch {
	case t.has(x.Anchor):
		a += fmt.Sprintf(` temporalFunction="true" anchorTimeID="%v"`, x.Anchor)
	case x.AnchoredOn != "" && t.Document.Published.Value != "":
		a += ` temporalFunction="true" anchorTimeID="t0"`
	}
	return a
}

// tagAt returns the index of the first tag that overlaps s, -1 if none does.
func (t *timeline) tagAt(s hearsay.Span) int {
	for _, o := range t.owner[s.Start:s.End] {
		if o > 0 {
			return int(o) - 1
		}
	}
	return -1
}

// tag adds a tag where there is none.
func (t *timeline) tag(x timeTag) {
	t.tags = append(t.tags, x)
	for i := x.Start; i < x.End; i++ {
		t.owner[i] = int32(len(t.tags))
	}
}

// instance adds an instance of the EVENT at s, and that EVENT if none is there.
// It returns the instance's number, 0 if s is empty or of a time.
func (t *timeline) instance(s hearsay.Span, class string, negative bool) int {
	if s.IsEmpty() {
		return 0
	}
	i := t.tagAt(s)
	if i < 0 {
		i = len(t.tags)
		t.tag(timeTag{Span: s, event: i + 1, class: class})
	}
	event := t.tags[i].event
	if event == 0 {
		return 0
	}
	polarity := "POS"
	if negative {
		polarity = "NEG"
	}
	n := len(t.instances) + 1
	t.instances = append(t.instances, fmt.Sprintf(`<MAKEINSTANCE eiid="ei%d" eventID="e%d" tense="NONE" aspect="NONE" polarity="%s" pos="OTHER"/>`, n, event, polarity))
	return n
}

// timeClass returns the class of the EVENT that a cue is.
func timeClass(a hearsay.Act) string {
	switch a {
	case hearsay.Believe, hearsay.Want, hearsay.Know, hearsay.Doubt:
		return "I_STATE"
	case hearsay.Demand, hearsay.Ask, hearsay.Promise, hearsay.Threaten:
		return "I_ACTION"
	}
	return "REPORTING"
}

// link adds a link with the next number.
func (t *timeline) link(kind, attributes string) {
	t.links = append(t.links, fmt.Sprintf(`<%s lid="l%d" %s/>`, kind, len(t.links)+1, attributes))
}

// join adds the links from cues to what they tell of, and from events to times.
func (t *timeline) join() {
	subordinate := func(from, to int, kind string) {
		if from != 0 && to != 0 && from != to {
			t.link("SLINK", fmt.Sprintf(`eventInstanceID="ei%d" subordinatedEventInstance="ei%d" relType="%s"`, from, to, kind))
		}
	}
	for i := range t.Attributions {
		a := &t.Attributions[i]
		if a.Within > 0 {
			subordinate(t.cues[a.Within-1], t.cues[i], subordination(t.attribution(a.Within)))
		}
	}
	for i := range t.Events {
		e := &t.Events[i]
		if e.Said > 0 {
			kind := subordination(t.attribution(e.Said))
			if e.FactualityAuthor != nil && e.FactualityAuthor.Value <= -2 {
				kind = "COUNTER_FACTIVE"
			}
			subordinate(t.cues[e.Said-1], t.events[i], kind)
		}
		// A time that another overlaps has no TIMEX3.
		if x := e.Time.Ref; t.events[i] != 0 && t.has(x) {
			kind := "IS_INCLUDED"
			if t.Times[x-1].Type == "DURATION" {
				kind = "DURING"
			}
			t.link("TLINK", fmt.Sprintf(`eventInstanceID="ei%d" relatedToTime="%v" relType="%s"`, t.events[i], x, kind))
		}
	}
	for _, r := range t.Reasons {
		if r.Kind != "condition" {
			continue
		}
		for _, e := range r.For.Events {
			for _, c := range r.Because.Events {
				subordinate(t.events[e-1], t.events[c-1], "CONDITIONAL")
			}
		}
	}
}

// has reports whether there is a time with that id, and a TIMEX3 for it.
func (t *timeline) has(id hearsay.TimeID) bool {
	if id < 1 {
		return false
	}
	i := t.owner[t.Times[id-1].Span.Start] - 1
	return i >= 0 && t.tags[i].time == &t.Times[id-1]
}

// subordination returns the SLINK that leads from a's words of speaking.
func subordination(a *hearsay.Attribution) string {
	switch a.Act {
	case hearsay.Decline:
		return "NEG_EVIDENTIAL"
	case hearsay.Deny, hearsay.Doubt:
		if a.Negated {
			return "EVIDENTIAL"
		}
		return "NEG_EVIDENTIAL"
	case hearsay.Know, hearsay.Confirm:
		if a.Negated {
			return "NEG_EVIDENTIAL"
		}
		return "FACTIVE"
	case hearsay.Believe, hearsay.Want, hearsay.Demand, hearsay.Ask, hearsay.Promise, hearsay.Threaten, hearsay.Predict:
		return "MODAL"
	}
	if a.Negated {
		return "NEG_EVIDENTIAL"
	}
	return "EVIDENTIAL"
}

// file returns the whole file.
func (t *timeline) file() string {
	var b strings.Builder
	b.WriteString(xml.Header)
	b.WriteString(`<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">` + "\n")
	if p := t.Document.Published.Value; p != "" {
		kind := "DATE"
		if strings.Contains(p, "T") {
			kind = "TIME"
		}
		fmt.Fprintf(&b, `<TIMEX3 tid="t0" type="%s" value="%s" functionInDocument="PUBLICATION_TIME"/>`+"\n", kind, escape(p))
	}
	at, text := 0, t.Document.Text
	for _, tag := range slices.SortedFunc(slices.Values(t.tags), func(a, b timeTag) int { return a.Start - b.Start }) {
		name, attributes := "EVENT", fmt.Sprintf(` eid="e%d" class="%s"`, tag.event, tag.class)
		if tag.time != nil {
			name, attributes = "TIMEX3", t.timex(tag.time)
		}
		fmt.Fprintf(&b, "%s<%s%s>%s</%[2]s>", escape(text[at:tag.Start]), name, attributes, escape(text[tag.Start:tag.End]))
		at = tag.End
	}
	b.WriteString(escape(text[at:]) + "\n")
	for _, more := range [][]string{t.instances, t.links} {
		for _, line := range more {
			b.WriteString(line + "\n")
		}
	}
	b.WriteString("</TimeML>\n")
	return b.String()
}

// escapes are the references that text needs in an XML element or attribute.
// Line feeds stay: text between elements is the document's own.
var escapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// escape returns s for an element or an attribute of XML 1.0. Characters that
// it cannot hold become U+FFFD.
func escape(s string) string {
	return escapes.Replace(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF {
			return '\uFFFD'
		}
		return r
	}, s))
}
