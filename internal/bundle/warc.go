package bundle

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/nlnwa/gowarc/v3"

	"hearsay/internal/fetch"
)

// readWARC reads the answers of web servers, and single resources, that a web
// archive holds. Only texts and pages that were served are items: not pictures,
// redirections or errors. An archive that breaks off gives the records before.
func readWARC(r io.Reader, o Options, yield func(Item, error) bool) error {
	// Violations are warned of, not ignored: ignoring them leaves out lengths, and with them contents.
	w, err := gowarc.NewWarcFileReaderFromStream(r, 0, gowarc.WithSyntaxErrorPolicy(gowarc.ErrWarn), gowarc.WithSpecViolationPolicy(gowarc.ErrWarn))
	if err != nil {
		return err
	}
	defer w.Close()
	for {
		rec, err := w.Next()
		if errors.Is(err, io.EOF) {
			return nil
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

// fromRecord returns the report in a record; ok is false if there is none.
func fromRecord(rec gowarc.WarcRecord, o Options) (it Item, ok bool, err error) {
	h := rec.WarcHeader()
	it = Item{Name: "record " + strings.Trim(rec.RecordId(), "<>"), URL: resolve("", strings.Trim(h.Get("WARC-Target-URI"), "<>"))}
	var body io.Reader
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
		if body, err = b.PayloadBytes(); err != nil {
			return it, false, err
		}
	default:
		if rec.Type() != gowarc.Resource && rec.Type() != gowarc.Conversion {
			return it, false, nil
		}
		it.ContentType = h.Get("Content-Type")
		if body, err = b.RawBytes(); err != nil {
			return it, false, err
		}
	}
	if !isText(it.ContentType) {
		return it, false, nil
	}
	packed := bufio.NewReader(body)
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

// isText reports whether a content type is that of a text or a page.
func isText(contentType string) bool {
	media, _, _ := strings.Cut(strings.ToLower(contentType), ";")
	switch strings.TrimSpace(media) {
	case "", "text/html", "application/xhtml+xml", "text/plain":
		return true
	}
	return false
}
