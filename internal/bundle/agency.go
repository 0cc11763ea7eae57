package bundle

import (
	"cmp"
	"encoding/json"
	"encoding/xml"
	"html"
	"io"
	"strings"
)

// readNITF reads one item in the News Industry Text Format.
func readNITF(r io.Reader, o Options, yield func(Item, error) bool) error {
	var x struct {
		Head struct {
			Title   string `xml:"title"`
			Docdata struct {
				ID struct {
					String string `xml:"id-string,attr"`
				} `xml:"doc-id"`
				Issue struct {
					Norm string `xml:"norm,attr"`
				} `xml:"date.issue"`
				Release struct {
					Norm string `xml:"norm,attr"`
				} `xml:"date.release"`
				Copyright struct {
					Holder string `xml:"holder,attr"`
				} `xml:"doc.copyright"`
			} `xml:"docdata"`
			Pubdata []struct {
				Name    string `xml:"name,attr"`
				Date    string `xml:"date.publication,attr"`
				Section string `xml:"position.section,attr"`
				Ref     string `xml:"ex-ref,attr"`
			} `xml:"pubdata"`
		} `xml:"head"`
		Body struct {
			Lang string `xml:"lang,attr"`
			Head struct {
				Hed      []string `xml:"hedline>hl1"`
				Byline   []markup `xml:"byline"`
				Dateline markup   `xml:"dateline"`
				Source   string   `xml:"distributor"`
			} `xml:"body.head"`
			Content markup `xml:"body.content"`
		} `xml:"body"`
	}
	if err := newXML(io.LimitReader(r, o.MaxItem)).Decode(&x); err != nil {
		return err
	}
	h := x.Body.Head
	f := Facts{
		ID: x.Head.Docdata.ID.String, Title: clean(cmp.Or(first(h.Hed), x.Head.Title)), Agency: clean(h.Source), Language: x.Body.Lang,
		Published: cmp.Or(x.Head.Docdata.Release.Norm, x.Head.Docdata.Issue.Norm), Outlet: x.Head.Docdata.Copyright.Holder,
	}
	for _, p := range x.Head.Pubdata {
		f.Outlet, f.Section, f.Published = cmp.Or(p.Name, f.Outlet), cmp.Or(f.Section, p.Section), cmp.Or(p.Date, f.Published)
	}
	body := x.Body.Content.XML
	if d := x.Body.Head.Dateline.text(); d != "" {
		body = "<p>" + html.EscapeString(d) + " –</p>" + body
	}
	for _, b := range h.Byline {
		f.Authors = append(f.Authors, byline(b.text())...)
	}
	yield(Item{Name: cmp.Or(f.ID, "item"), Body: page(f.Title, body), ContentType: "text/html; charset=utf-8", Facts: f}, nil)
	return nil
}

// readNewsML reads the news items of NewsML-G2, alone or in a message.
func readNewsML(r io.Reader, o Options, yield func(Item, error) bool) error {
	return each(r, o.MaxItem, func(d *xml.Decoder, e xml.StartElement) (bool, error) {
		var x struct {
			GUID string `xml:"guid,attr"`
			Meta struct {
				Provider struct {
					Name    string `xml:"name"`
					Literal string `xml:"literal,attr"`
				} `xml:"provider"`
				Created string `xml:"versionCreated"`
				First   string `xml:"firstCreated"`
				Link    []struct {
					Rel  string `xml:"rel,attr"`
					Href string `xml:"href,attr"`
				} `xml:"link"`
			} `xml:"itemMeta"`
			Content struct {
				Headline []string `xml:"headline"`
				By       []string `xml:"by"`
				Dateline string   `xml:"dateline"`
				Credit   string   `xml:"creditline"`
				Creator  []struct {
					Name string `xml:"name"`
				} `xml:"creator"`
				Language []struct {
					Tag string `xml:"tag,attr"`
				} `xml:"language"`
			} `xml:"contentMeta"`
			Set struct {
				Inline []struct {
					Type string `xml:"contenttype,attr"`
					markup
				} `xml:"inlineXML"`
				Data []struct {
					Type string `xml:"contenttype,attr"`
					Text string `xml:",chardata"`
				} `xml:"inlineData"`
			} `xml:"contentSet"`
		}
		if err := d.DecodeElement(&x, &e); err != nil {
			return false, err
		}
		f := Facts{
			ID: x.GUID, Title: clean(first(x.Content.Headline)), Outlet: clean(cmp.Or(x.Meta.Provider.Name, x.Meta.Provider.Literal)),
			Agency: clean(x.Content.Credit), Published: cmp.Or(x.Meta.First, x.Meta.Created), Updated: x.Meta.Created,
		}
		if len(x.Content.Language) > 0 {
			f.Language = x.Content.Language[0].Tag
		}
		for _, b := range x.Content.By {
			f.Authors = append(f.Authors, byline(b)...)
		}
		for _, c := range x.Content.Creator {
			if name := clean(c.Name); name != "" && len(f.Authors) == 0 {
				f.Authors = append(f.Authors, name)
			}
		}
		it := Item{Name: cmp.Or(x.GUID, "item"), Facts: f}
		for _, l := range x.Meta.Link {
			it.URL = cmp.Or(it.URL, resolve(o.URL, l.Href))
		}
		switch {
		case len(x.Set.Inline) > 0:
			it.Body, it.ContentType = page(f.Title, innerBody(x.Set.Inline[0].XML)), "text/html; charset=utf-8"
		case len(x.Set.Data) > 0 && strings.TrimSpace(x.Set.Data[0].Text) != "":
			it.Body, it.ContentType = plain(f.Title, x.Set.Data[0].Text), "text/plain; charset=utf-8"
		case it.URL == "":
			return yield(Item{}, wrong(it.Name, "no text")), nil // a picture, or a message without one
		}
		return yield(it, nil), nil
	}, "newsItem")
}

// readNinjs reads one item of ninjs 1.3 or 2, or an array of them.
func readNinjs(r io.Reader, o Options, yield func(Item, error) bool) error {
	b, err := limited(r, o.MaxItem)
	if err != nil {
		return err
	}
	var items []json.RawMessage
	if err := json.Unmarshal(b, &items); err != nil {
		items = []json.RawMessage{b}
	}
	for _, raw := range items {
		var x struct {
			URI, Headline, Title, Byline, Located, Language, Provider, Copyrightholder string
			Versioncreated, Firstcreated                                               string
			BodyText                                                                   string `json:"body_text"`
			BodyHTML                                                                   string `json:"body_html"`
			BodyXHTML                                                                  string `json:"body_xhtml"`
			Headlines                                                                  []struct{ Value string }
			Bodies                                                                     []struct{ Role, ContentType, Value string }
			Infosources                                                                []struct{ Name, Role string }
		}
		if err := json.Unmarshal(raw, &x); err != nil {
			return err
		}
		title := cmp.Or(x.Headline, x.Title)
		for _, h := range x.Headlines {
			title = cmp.Or(title, h.Value)
		}
		markup, text := cmp.Or(x.BodyXHTML, x.BodyHTML), x.BodyText
		for _, b := range x.Bodies {
			if strings.Contains(b.ContentType, "html") {
				markup = cmp.Or(markup, b.Value)
			} else {
				text = cmp.Or(text, b.Value)
			}
		}
		it := Item{Name: cmp.Or(x.URI, "item"), URL: resolve(o.URL, x.URI)}
		it.Facts = Facts{
			ID: x.URI, Title: clean(title), Outlet: clean(cmp.Or(x.Provider, x.Copyrightholder)), Authors: byline(x.Byline), Language: x.Language,
			Published: cmp.Or(x.Firstcreated, x.Versioncreated), Updated: x.Versioncreated,
		}
		for _, s := range x.Infosources {
			it.Facts.Outlet = cmp.Or(it.Facts.Outlet, clean(s.Name))
		}
		switch {
		case markup != "":
			it.Body, it.ContentType = page(it.Facts.Title, markup), "text/html; charset=utf-8"
		case text != "":
			it.Body, it.ContentType = plain(it.Facts.Title, text), "text/plain; charset=utf-8"
		case it.URL == "":
			if !yield(Item{}, wrong(it.Name, "no text")) {
				return nil
			}
			continue
		}
		if !yield(it, nil) {
			return nil
		}
	}
	return nil
}

// markup is an element kept as it is written.
type markup struct {
	XML string `xml:",innerxml"`
}

// text returns the text of m without its mark-up.
func (m markup) text() string {
	var b strings.Builder
	d := newXML(strings.NewReader(m.XML))
	for {
		t, err := d.Token()
		if err != nil {
			return clean(b.String())
		}
		if c, ok := t.(xml.CharData); ok {
			b.Write(c)
			b.WriteByte(' ')
		}
	}
}

// innerBody returns what is inside <body> of a page in a page.
func innerBody(s string) string {
	if i := strings.Index(s, "<body"); i >= 0 {
		if j := strings.IndexByte(s[i:], '>'); j >= 0 {
			s = s[i+j+1:]
		}
		s, _, _ = strings.Cut(s, "</body")
	}
	return s
}

// byline returns the names in "By Ana Prado and Piet Lorrimer, Meridian Wire".
func byline(s string) []string {
	s = clean(s)
	if len(s) > 3 && strings.EqualFold(s[:3], "by ") {
		s = s[3:]
	}
	s, _, _ = strings.Cut(s, ",")
	var names []string
	for n := range strings.SplitSeq(s, " and ") {
		if n = strings.TrimSpace(n); n != "" {
			names = append(names, n)
		}
	}
	return names
}

func clean(s string) string { return strings.Join(strings.Fields(s), " ") }

func first(s []string) string {
	if len(s) == 0 {
		return ""
	}
	return s[0]
}
