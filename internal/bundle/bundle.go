// Package bundle takes reports, or the addresses of reports, out of what they
// come in: feeds, sitemaps, web archives, the formats of news agencies, lines of
// JSON, mail, lists.
//
//	{"title": "Depot burns", "text": "The depot burned on Friday.", "outlet": "Daily Herald"}
//	{"title": "Ferry late", "url": "https://herald.example/ferry"}
//
// holds two items: a report with its text, and one to be fetched. What a bundle
// says of a report (outlet, authors, dates, language) comes with it as [Facts],
// word for word; nothing is guessed.
//
// Formats follow RSS 2.0, Atom (RFC 4287), JSON Feed 1.1, OPML 2.0, sitemaps.org
// 0.9 with Google's news extension, WARC 1.1 (ISO 28500), NITF 3, NewsML-G2 and
// ninjs of the IPTC, JSON Lines, RFC 5322 mail with MIME, and CSV (RFC 4180).
// Bundles may be packed with gzip, zstd or xz.
//
// Reading is a stream: the memory is that of the largest item. Functions may be
// called by several goroutines at once, a sequence by one.
package bundle

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"strings"

	"hearsay"
)

// An Item is one report in a bundle, or the address of one.
type Item struct {
	Name string // its place in the bundle: "line 12", "record urn:uuid:…"
	URL  string // where it is published; ""
	// Body is the report; nil if only its address is given.
	Body        []byte
	ContentType string // of Body, as HTTP gives it
	Nested      bool   // URL is that of another bundle: a feed in a list of feeds, a sitemap in an index
	Facts       Facts
}

// Facts is what a bundle says of a report. Empty fields mean that it says
// nothing.
type Facts struct {
	ID                 string // the publisher's own name for it
	Title              string
	Outlet             string
	OutletURL          string
	Authors            []string
	Section            string
	Agency             string
	Language           string // BCP 47
	Published, Updated string // as written there
}

// Options say what is known of a bundle beside its bytes. The zero Options is:
// nothing.
type Options struct {
	Name        string // file name
	ContentType string // as HTTP gives it
	URL         string // where it came from: relative addresses are resolved by it
	// Map renames keys of JSON Lines and columns of CSV: Map["title"] = "headline"
	// takes titles from "headline".
	Map map[string]string
	// MaxItem is the size of the largest report, in bytes; 0 means 50 MB. Larger
	// ones are errors of their own.
	MaxItem int64
}

// An ItemError is what is wrong with one item. The items after it are read.
type ItemError struct {
	Name string // the item's place in the bundle
	Err  error
}

func (e *ItemError) Error() string { return e.Name + ": " + e.Err.Error() }
func (e *ItemError) Unwrap() error { return e.Err }

// Kind is the format of a bundle.
type Kind string

// Kinds of bundles. None is a single document.
const (
	None      Kind = ""
	Feed      Kind = "feed" // RSS, Atom, JSON Feed
	Sitemap   Kind = "sitemap"
	OPML      Kind = "opml"
	WARC      Kind = "warc"
	NITF      Kind = "nitf"
	NewsML    Kind = "newsml-g2"
	Ninjs     Kind = "ninjs"
	JSONLines Kind = "jsonl"
	Mail      Kind = "eml"
	CSV       Kind = "csv"
)

// Open looks at the beginning of r to tell what it holds, undoing gzip, zstd
// and xz, and returns a reader of the whole. Kind None means that it is no
// bundle: the reader then gives the single document.
//
// The error is a [*hearsay.Error] of kind Unreadable if r cannot be unpacked.
func Open(r io.Reader, o Options) (Kind, io.Reader, error) {
	b := bufio.NewReaderSize(r, 64<<10)
	b, name, err := unpack(b, o.Name)
	if err != nil {
		return None, nil, unreadable(o.Name, err)
	}
	o.Name = name
	head, err := b.Peek(sniffed)
	kind := kindOf(head, o)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) && (kind == None || len(head) == 0) {
		return None, nil, unreadable(o.Name, err)
	}
	return kind, b, nil // what stands before damage is read
}

// sniffed is how many bytes are looked at to tell a format.
const sniffed = 8 << 10

// Read returns the items of a bundle of kind k, in order. An [*ItemError] stands
// in the place of an item that could not be read, and the sequence goes on; with
// any other error it ends, and the items before it stand. Kind None gives no item.
func Read(k Kind, r io.Reader, o Options) iter.Seq2[Item, error] {
	if o.MaxItem == 0 {
		o.MaxItem = 50 << 20
	}
	return func(yield func(Item, error) bool) {
		read, ok := readers[k]
		if !ok {
			return
		}
		stopped := false
		err := read(r, o, func(i Item, err error) bool {
			stopped = !yield(i, err)
			return !stopped
		})
		if err != nil && !stopped {
			yield(Item{}, unreadable(o.Name, err))
		}
	}
}

// readers read bundles by their kind, calling yield for each item until it
// returns false.
var readers = map[Kind]func(r io.Reader, o Options, yield func(Item, error) bool) error{
	Feed: readFeed, Sitemap: readSitemap, OPML: readOPML, WARC: readWARC, NITF: readNITF, NewsML: readNewsML, Ninjs: readNinjs,
	JSONLines: readJSONLines, Mail: readMail, CSV: readCSV,
}

// unreadable makes err one that says what and where.
func unreadable(name string, err error) error {
	if e, ok := errors.AsType[*hearsay.Error](err); ok {
		return e
	}
	if name == "" {
		name = "bundle"
	}
	return &hearsay.Error{Op: "bundle.Read", Kind: hearsay.Unreadable, Err: fmt.Errorf("%s: %w", name, err),
		Hint: "Items before this point were read. Check that the file is whole."}
}

// wrong is an error of one item.
func wrong(name, format string, args ...any) error {
	return &ItemError{Name: name, Err: fmt.Errorf(format, args...)}
}

// extension returns the ending of a file name in lower case, with its dot.
func extension(name string) string { return strings.ToLower(path.Ext(name)) }
