package bundle

import (
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"mime"
	"path"
	"slices"
	"strings"

	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
)

// unpack undoes compression, told by the first bytes, and the ending of the
// name that goes with it. Archives inside archives go no deeper than two.
func unpack(b *bufio.Reader, name string) (*bufio.Reader, string, error) {
	for range 2 {
		head, _ := b.Peek(6)
		var r io.Reader
		var err error
		in := &counter{r: b}
		switch {
		case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
			r, err = gzip.NewReader(in)
		case bytes.HasPrefix(head, []byte{0x28, 0xb5, 0x2f, 0xfd}):
			var z *zstd.Decoder
			if z, err = zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(window)); err == nil {
				r = z
			}
		case bytes.HasPrefix(head, []byte{0xfd, '7', 'z', 'X', 'Z', 0}):
			if err = smallDictionary(b); err == nil {
				r, err = xz.NewReader(in)
			}
		default:
			return b, name, nil
		}
		if err != nil {
			return nil, "", err
		}
		switch extension(name) {
		case ".gz", ".zst", ".xz":
			name = strings.TrimSuffix(name, path.Ext(name))
		}
		b = bufio.NewReaderSize(&unpacked{r: r, in: in}, 64<<10)
	}
	return b, name, nil
}

// window is how far back packed streams may point, in bytes: as far as their
// programs go unless told otherwise.
const window = 64 << 20

// smallDictionary returns an error if the first block of an xz stream asks for a
// larger dictionary than window, which the decoder would make before anything is
// read. The header of a block follows the 12 bytes of the stream's: its size, flags,
// then the filters, LZMA2 (0x21) with one byte that tells the size (The .xz File
// Format 1.2.1, 3.1 and 5.3.1).
func smallDictionary(b *bufio.Reader) error {
	head, err := b.Peek(12 + 64)
	if len(head) < 12+5 {
		return err
	}
	at := 12 + 2
	for _, has := range []byte{0x40, 0x80} { // sizes that come before the filters
		for more := head[12+1]&has != 0; more && at < len(head)-3; at++ {
			more = head[at]&0x80 != 0
		}
	}
	if at >= len(head)-3 || head[at] != 0x21 {
		return nil // the decoder refuses it, or it is the end
	}
	if bits := head[at+2]; bits > 40 || (2|uint64(bits)&1)<<(bits/2+11) > window {
		return errors.New("it asks for more memory than 64 MB to be unpacked")
	}
	return nil
}

// What is unpacked may be large, but not large out of all proportion: text shrinks
// to a tenth, seldom to a hundredth.
const (
	free       = 16 << 20 // bytes that anything may unpack to
	proportion = 500
)

var errBomb = errors.New("it unpacks to more than five hundred times its size")

// unpacked reads what comes out of a packed stream, of which in counts what goes in.
type unpacked struct {
	r   io.Reader
	in  *counter
	out int64
}

func (u *unpacked) Read(b []byte) (int, error) {
	if u.out > free && u.out > proportion*u.in.n {
		return 0, errBomb
	}
	n, err := u.r.Read(b)
	u.out += int64(n)
	return n, err
}

// kindOf tells a format by its beginning, and by name or content type where
// that leaves it open.
func kindOf(head []byte, o Options) Kind {
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	media, _, _ := mime.ParseMediaType(o.ContentType)
	switch {
	case bytes.HasPrefix(text, []byte("WARC/")):
		return WARC
	case bytes.HasPrefix(text, []byte("<")):
		return rootKind(text)
	case bytes.HasPrefix(text, []byte("{")), bytes.HasPrefix(text, []byte("[")):
		return jsonKind(text, o, media)
	case extension(o.Name) == ".csv", media == "text/csv":
		return CSV
	case extension(o.Name) == ".eml", media == "message/rfc822":
		return Mail
	}
	return None
}

// rootKind tells an XML format by its first element.
func rootKind(text []byte) Kind {
	d := newXML(bytes.NewReader(text))
	for {
		t, err := d.Token()
		if err != nil {
			return None
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "rss", "feed", "RDF":
			return Feed
		case "urlset", "sitemapindex":
			return Sitemap
		case "opml":
			return OPML
		case "nitf":
			return NITF
		case "newsItem", "newsMessage", "packageItem":
			return NewsML
		}
		return None
	}
}

// jsonKind tells lines of JSON, JSON Feed and ninjs apart: by name or type, or
// else by the keys of the first object, which may be longer than text. What is
// JSON of another kind is none of them.
func jsonKind(text []byte, o Options, media string) Kind {
	switch ext := extension(o.Name); {
	case ext == ".jsonl", ext == ".ndjson", media == "application/jsonl", media == "application/x-ndjson":
		return JSONLines
	case media == "application/feed+json":
		return Feed
	}
	first, rest, broken := bytes.Cut(text, []byte("\n"))
	oneLine := first[0] == '{' && (json.Valid(first) || !broken)
	if oneLine && len(bytes.TrimSpace(rest)) > 0 {
		return JSONLines
	}
	own := []string{cmp.Or(o.Map["text"], "text"), cmp.Or(o.Map["html"], "html"), cmp.Or(o.Map["url"], "url")}
	d := json.NewDecoder(bytes.NewReader(text))
	for depth, isKey := 0, false; ; {
		t, err := d.Token()
		if err != nil {
			return None
		}
		switch t {
		case json.Delim('{'), json.Delim('['):
			depth++
			isKey = t == json.Delim('{')
			continue
		case json.Delim('}'), json.Delim(']'):
			depth--
			isKey = true
			continue
		}
		s, _ := t.(string)
		switch {
		case strings.Contains(s, "jsonfeed.org/version/"):
			return Feed
		case s == "body_xhtml", s == "body_html", s == "body_text", s == "bodies":
			return Ninjs
		case oneLine && depth == 1 && isKey && slices.Contains(own, s):
			return JSONLines
		}
		isKey = !isKey
	}
}

// errLarge is the error of an item past [Options.MaxItem].
var errLarge = errors.New("it is larger than a report may be")

// limited reads r up to limit bytes.
func limited(r io.Reader, limit int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, limit+1))
	if int64(len(b)) > limit {
		return nil, errLarge
	}
	return b, err
}
