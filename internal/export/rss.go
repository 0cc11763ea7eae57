package export

import (
	"cmp"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"time"

	"hearsay"
)

// RSSOptions say what stands at the head of an [RSS].
type RSSOptions struct {
	About string // the question that the feed answers: part of its title
	Link  string // the address of a page about it; "" is the name of the program
}

// An RSS writes the latest reports as a feed (RSS 2.0), the latest first, for
// readers and mail programs: one item a report, which tells the events in it and
// on whose word each stands. What is written to it may be of any length: it
// holds the [latest] reports alone.
//
// pubDate is the beginning of the day of publication; a report whose day is not
// known has none.
type RSS struct {
	w     io.Writer
	o     RSSOptions
	items []rssItem // the latest first
}

// latest is how many reports a feed has.
const latest = 50

// NewRSS returns a writer to w. Nothing is written before Close.
func NewRSS(w io.Writer, o RSSOptions) *RSS { return &RSS{w: w, o: o} }

type (
	rssFeed struct {
		XMLName xml.Name   `xml:"rss"`
		Version string     `xml:"version,attr"`
		DC      string     `xml:"xmlns:dc,attr"`
		Channel rssChannel `xml:"channel"`
	}
	rssChannel struct {
		Title       string    `xml:"title"`
		Link        string    `xml:"link"`
		Description string    `xml:"description"`
		Generator   string    `xml:"generator"`
		Items       []rssItem `xml:"item"`
	}
	rssItem struct {
		Title       string   `xml:"title"`
		Link        string   `xml:"link,omitempty"`
		GUID        rssGUID  `xml:"guid"`
		Published   string   `xml:"pubDate,omitempty"`
		Creators    []string `xml:"dc:creator"`
		Publisher   string   `xml:"dc:publisher,omitempty"`
		Categories  []string `xml:"category"`
		Description string   `xml:"description"` // HTML

		day string
	}
	rssGUID struct {
		Permalink bool   `xml:"isPermaLink,attr"`
		ID        string `xml:",chardata"`
	}
)

// Write takes r. The name under which the report was given is ignored.
func (x *RSS) Write(_ string, r *hearsay.Reading) error {
	item := newScene(r).rssItem()
	i, found := slices.BinarySearchFunc(x.items, item, func(a, b rssItem) int {
		return cmp.Or(strings.Compare(b.day, a.day), strings.Compare(a.GUID.ID, b.GUID.ID))
	})
	if found {
		return nil
	}
	x.items = slices.Insert(x.items, i, item)
	x.items = x.items[:min(len(x.items), latest)]
	return nil
}

// Close writes the feed. It does not close the underlying writer.
func (x *RSS) Close() error {
	c := rssChannel{Title: "hearsay", Link: cmp.Or(x.o.Link, "urn:hearsay"), Description: "Who says what happened, on whose word", Generator: "hearsay", Items: x.items}
	if x.o.About != "" {
		c.Title += ": " + clean(x.o.About)
	}
	if _, err := io.WriteString(x.w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(x.w)
	e.Indent("", " ")
	if err := e.Encode(rssFeed{Version: "2.0", DC: "http://purl.org/dc/elements/1.1/", Channel: c}); err != nil {
		return err
	}
	_, err := io.WriteString(x.w, "\n")
	return err
}

func (s *scene) rssItem() rssItem {
	d := &s.Document
	item := rssItem{Title: cmp.Or(clean(d.Title), "Without a headline"), Link: d.URL, GUID: rssGUID{ID: address(d)}, Publisher: clean(d.Outlet), day: d.Published.Value}
	if t, ok := moment(d.Published); ok {
		item.Published = t.Format(time.RFC1123Z)
	}
	for _, name := range d.Authors {
		item.Creators = append(item.Creators, clean(name))
	}
	var b strings.Builder
	for i := range s.Events {
		e := &s.Events[i]
		if !slices.Contains(item.Categories, e.Type) {
			item.Categories = append(item.Categories, e.Type)
		}
		if i < mostTold {
			b.WriteString("<p>" + escape(s.toldWhole(e)) + "</p>")
		}
	}
	for i := range s.Attributions {
		if len(s.Events) > 0 || i == mostTold {
			break
		}
		a := &s.Attributions[i]
		name, _ := s.wordOf(a.ID)
		b.WriteString("<p>" + escape(s.saying(name, a)+": “"+clean(parts(a.Content))+"”") + "</p>")
	}
	item.Description = b.String()
	return item
}

// mostTold is how many events of a report a feed tells; of one without events,
// how many statements.
const mostTold = 12

// toldWhole tells one event in a sentence, its receipt included.
func (s *scene) toldWhole(e *hearsay.Event) string {
	who := cmp.Or(s.roles(e.Actors), "somebody")
	if whom := s.roles(e.Recipients); whom != "" {
		who += " → " + whom
	}
	word, _ := s.wordOf(e.Said)
	parts := []string{who + ": " + strings.TrimSpace(e.Type+" "+e.Mode), e.Status}
	if e.Time.Value != "" {
		when := shortDate(e.Time.Value)
		if strings.HasPrefix(e.Time.From, "assumed") {
			when = "(" + when + ")"
		}
		parts = append(parts, when)
	}
	if p := s.placed(e); p != nil {
		parts = append(parts, p.Name)
	}
	return strings.Join(parts, ", ") + ", on the word of " + word + ". “" + clean(s.sentenceOf(e)) + "”"
}
