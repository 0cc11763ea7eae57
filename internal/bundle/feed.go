package bundle

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/rss"
)

// readFeed reads RSS, Atom and JSON Feed. A feed gives addresses; what it shows
// of a report is often its beginning alone, so a body is taken from it only
// where there is no address.
//
// An aggregator's entry names the real publisher in <source url>: that is the
// outlet, and the feed's own title is not.
func readFeed(r io.Reader, o Options, yield func(Item, error) bool) error {
	b, err := limited(r, o.MaxItem)
	if err != nil {
		return err
	}
	p := gofeed.NewParser()
	p.KeepOriginalFeed = true
	feed, err := p.ParseString(string(b))
	if err != nil {
		return err
	}
	original, _ := feed.OriginalFeed().(*rss.Feed)
	for i, e := range feed.Items {
		it := Item{Name: cmp.Or(e.GUID, e.Link, e.Title, fmt.Sprintf("entry %d", i+1)), URL: resolve(cmp.Or(o.URL, feed.Link), e.Link)}
		it.Facts = Facts{
			ID: e.GUID, Title: strings.TrimSpace(e.Title), Outlet: strings.TrimSpace(feed.Title), OutletURL: feed.Link,
			Language: feed.Language, Published: e.Published, Updated: e.Updated,
		}
		for _, a := range e.Authors {
			if name := strings.TrimSpace(a.Name); name != "" {
				it.Facts.Authors = append(it.Facts.Authors, name)
			}
		}
		if len(e.Categories) > 0 {
			it.Facts.Section = e.Categories[0]
		}
		if original != nil && i < len(original.Items) {
			if s := original.Items[i].Source; s != nil && s.URL != "" {
				it.Facts.Outlet, it.Facts.OutletURL = strings.TrimSpace(s.Title), s.URL
			}
		}
		if it.URL == "" {
			content := cmp.Or(e.Content, e.Description)
			if content == "" {
				if !yield(Item{}, wrong(it.Name, "neither an address nor a text")) {
					return nil
				}
				continue
			}
			it.Body, it.ContentType = page(it.Facts.Title, content), "text/html; charset=utf-8"
		}
		if !yield(it, nil) {
			return nil
		}
	}
	return nil
}

// readSitemap reads a sitemap, with what the news extension says of each
// address, or an index of sitemaps.
func readSitemap(r io.Reader, o Options, yield func(Item, error) bool) error {
	return each(r, o.MaxItem, func(d *xml.Decoder, e xml.StartElement) (bool, error) {
		var x struct {
			Loc     string `xml:"loc"`
			LastMod string `xml:"lastmod"`
			News    struct {
				Publication struct {
					Name     string `xml:"name"`
					Language string `xml:"language"`
				} `xml:"publication"`
				Date  string `xml:"publication_date"`
				Title string `xml:"title"`
			} `xml:"news"`
		}
		if err := d.DecodeElement(&x, &e); err != nil {
			return false, err
		}
		it := Item{Name: strings.TrimSpace(x.Loc), URL: resolve(o.URL, x.Loc), Nested: e.Name.Local == "sitemap"}
		if it.URL == "" {
			return yield(Item{}, wrong(cmp.Or(it.Name, "entry"), "no address")), nil
		}
		it.Facts = Facts{
			Title: strings.TrimSpace(x.News.Title), Outlet: strings.TrimSpace(x.News.Publication.Name), Language: strings.TrimSpace(x.News.Publication.Language),
			Published: strings.TrimSpace(x.News.Date), Updated: strings.TrimSpace(x.LastMod),
		}
		return yield(it, nil), nil
	}, "url", "sitemap")
}

// readOPML reads a list of feeds.
func readOPML(r io.Reader, o Options, yield func(Item, error) bool) error {
	return elements(r, o.MaxItem, func(_ *xml.Decoder, e xml.StartElement) (decoded, more bool, err error) {
		if e.Name.Local != "outline" {
			return false, true, nil
		}
		var it Item
		for _, a := range e.Attr {
			switch strings.ToLower(a.Name.Local) {
			case "xmlurl":
				it.URL = resolve(o.URL, a.Value)
			case "htmlurl":
				it.Facts.OutletURL = a.Value
			case "title", "text":
				it.Facts.Outlet = cmp.Or(it.Facts.Outlet, a.Value)
			}
		}
		if it.URL == "" { // a folder of feeds
			return false, true, nil
		}
		it.Name, it.Nested = it.URL, true
		return false, yield(it, nil), nil
	})
}
