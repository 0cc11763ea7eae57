package bundle

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/nlnwa/gowarc/v3"

	"hearsay/internal/fetch"
)

// readWARC reads the answers of web servers, and single resources, that a web
// archive holds. Only texts and pages that were served are items: not pictures,
// redirections or errors. An archive that breaks off gives the records before.
func readWARC(r io.Reader, o Options, yield func(Item, error) bool) error {
	// Violations are warned of, not ignored: ignoring them leaves out lengths, and with them contents.
	end := &tail{r: r}
	head := metered(end, math.MaxInt64)
	w, err := gowarc.NewWarcFileReaderFromStream(head, 0, gowarc.WithSyntaxErrorPolicy(gowarc.ErrWarn), gowarc.WithSpecViolationPolicy(gowarc.ErrWarn))
	if err != nil {
		return err
	}
	defer w.Close()
	for {
		head.left = maxHead
		rec, err := w.Next()
		head.left = math.MaxInt64
		if errors.Is(err, io.EOF) {
			return end.broken()
		}
		if err != nil {
			return err
		}
		it, ok, err := fromRecord(rec.WarcRecord, o)
		rec.Close()
		if e, bad := errors.AsType[*ItemError](err); bad {
			err = nil
			if !yield(Item{}, e) {
				return nil
			}
		} else if ok && err == nil && !yield(it, nil) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// maxHead is how many bytes the headers of a record and of the answer in it may
// have, with what is read ahead.
const maxHead = 4 << 20

// fromRecord returns the report in a record; ok is false if there is none.
func fromRecord(rec gowarc.WarcRecord, o Options) (it Item, ok bool, err error) {
	h := rec.WarcHeader()
	block := &counter{}
	if b, isHTTP := rec.Block().(gowarc.ProtocolHeaderBlock); isHTTP {
		block.n = int64(len(b.ProtocolHeaderBytes()))
	}
	defer func() { // whatever it holds, it must be there to its end
		if err == nil || isItem(err) {
			if short := block.short(rec); short != nil {
				it, ok, err = Item{}, false, short
			}
		}
	}()
	it = Item{Name: "record " + strings.Trim(rec.RecordId(), "<>"), URL: resolve("", strings.Trim(h.Get("WARC-Target-URI"), "<>"))}
	encoding := ""
	switch b := rec.Block().(type) {
	case gowarc.HttpResponseBlock:
		if rec.Type() != gowarc.Response || b.HttpStatusCode() != 200 {
			return it, false, nil
		}
		if head := b.HttpHeader(); head != nil {
			it.ContentType, encoding = head.Get("Content-Type"), head.Get("Content-Encoding")
			it.Facts.Language = head.Get("Content-Language")
		}
		if block.r, err = b.PayloadBytes(); err != nil {
			return it, false, err
		}
	default:
		if rec.Type() != gowarc.Resource && rec.Type() != gowarc.Conversion {
			return it, false, nil
		}
		it.ContentType = h.Get("Content-Type")
		if block.r, err = b.RawBytes(); err != nil {
			return it, false, err
		}
	}
	if !isText(it.ContentType) {
		return it, false, nil
	}
	packed := bufio.NewReader(block)
	if head, _ := packed.Peek(2); !bytes.HasPrefix(head, []byte{0x1f, 0x8b}) && strings.Contains(encoding, "gzip") {
		encoding = "" // many archives keep the header of what they have unpacked
	}
	unpacked, err := fetch.Decode(packed, encoding)
	if err != nil {
		return it, false, wrong(it.Name, "%w", err)
	}
	it.Body, err = limited(unpacked, o.MaxItem)
	switch {
	case errors.Is(err, errLarge):
		return it, false, wrong(it.Name, "%w", err)
	case err != nil:
		return it, false, err
	case len(it.Body) == 0:
		return it, false, nil
	}
	return it, true, nil
}

func isItem(err error) bool { _, ok := errors.AsType[*ItemError](err); return ok }

// A counter counts what is read of a record's block.
type counter struct {
	r io.Reader // nil if nothing of it is wanted
	n int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += int64(n)
	return n, err
}

// short reads a block to its end and returns an error if that comes before the
// length that the record gives.
func (c *counter) short(rec gowarc.WarcRecord) error {
	length, err := rec.ContentLength()
	if err != nil {
		return nil // it says nothing
	}
	if c.r == nil {
		c.n = 0
		if c.r, err = rec.Block().RawBytes(); err != nil {
			return err
		}
	}
	if _, err := io.Copy(io.Discard, c); err != nil {
		return err
	}
	if c.n < length {
		return fmt.Errorf("record %s breaks off: %d bytes of %d: %w", strings.Trim(rec.RecordId(), "<>"), c.n, length, io.ErrUnexpectedEOF)
	}
	return nil
}

// A tail remembers the last bytes that were read.
type tail struct {
	r    io.Reader
	last []byte
}

func (t *tail) Read(b []byte) (int, error) {
	n, err := t.r.Read(b)
	t.last = append(t.last, b[max(0, n-4):n]...)
	t.last = t.last[max(0, len(t.last)-4):]
	return n, err
}

// broken returns an error if the end is not that of a record: an empty line.
func (t *tail) broken() error {
	if bytes.HasSuffix(bytes.ReplaceAll(t.last, []byte("\r"), nil), []byte("\n\n")) {
		return nil
	}
	return fmt.Errorf("the archive breaks off: %w", io.ErrUnexpectedEOF)
}

// isText reports whether a content type is that of a text or a page.
func isText(contentType string) bool {
	media, _, _ := strings.Cut(strings.ToLower(contentType), ";")
	switch strings.TrimSpace(media) {
	case "", "text/html", "application/xhtml+xml", "text/plain":
		return true
	}
	return false
}
