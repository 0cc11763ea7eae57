package bundle

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Keys are the keys of JSON Lines and the columns of CSV that are understood;
// others are left alone. authors may be a list or one string.
var Keys = []string{"title", "text", "html", "published", "updated", "outlet", "url", "authors", "section", "agency", "language", "id"}

// readJSONLines reads a report a line. A line that is no JSON object, or has
// neither text nor address, is an error of its own.
func readJSONLines(r io.Reader, o Options, yield func(Item, error) bool) error {
	b := bufio.NewReaderSize(r, 64<<10)
	for n := 1; ; n++ {
		line, err := readLine(b, o.MaxItem)
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, errLarge) {
			return err
		}
		end := errors.Is(err, io.EOF)
		switch {
		case errors.Is(err, errLarge):
			if !yield(Item{}, wrong(fmt.Sprintf("line %d", n), "%w", err)) {
				return nil
			}
		case len(bytes.TrimSpace(line)) > 0:
			it, err := fromJSON(line, fmt.Sprintf("line %d", n), o)
			if err != nil {
				it = Item{}
			}
			if !yield(it, err) {
				return nil
			}
		}
		if end {
			return nil
		}
	}
}

// readLine returns the next line without its end. Of a line longer than limit
// nothing is kept, and the error is errLarge.
func readLine(b *bufio.Reader, limit int64) ([]byte, error) {
	var line []byte
	large := false
	for {
		part, err := b.ReadSlice('\n')
		if large = large || int64(len(line)+len(part)) > limit; !large {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case large && err == nil:
			return nil, errLarge
		}
		return bytes.TrimRight(line, "\r\n"), err
	}
}

func fromJSON(line []byte, name string, o Options) (Item, error) {
	var x map[string]any
	if err := json.Unmarshal(line, &x); err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			return Item{}, wrong(name, "column %d: %w", syntax.Offset, err)
		}
		return Item{}, wrong(name, "no JSON object: %w", err)
	}
	fields := make(map[string]string, len(Keys))
	var authors []string
	for _, k := range Keys {
		switch v := x[cmp.Or(o.Map[k], k)].(type) {
		case string:
			fields[k] = v
		case float64:
			fields[k] = strings.TrimSuffix(fmt.Sprintf("%f", v), ".000000")
		case []any:
			for _, a := range v {
				if s, ok := a.(string); ok && k == "authors" {
					authors = append(authors, s)
				}
			}
		}
	}
	return fromFields(name, fields, authors, o)
}

// fromFields makes an item of values by their keys.
func fromFields(name string, v map[string]string, authors []string, o Options) (Item, error) {
	it := Item{Name: name, URL: resolve(o.URL, v["url"])}
	if authors == nil && strings.TrimSpace(v["authors"]) != "" {
		for a := range strings.SplitSeq(v["authors"], ";") {
			if a = strings.TrimSpace(a); a != "" {
				authors = append(authors, a)
			}
		}
	}
	it.Facts = Facts{
		ID: v["id"], Title: clean(v["title"]), Outlet: clean(v["outlet"]), Authors: authors, Section: clean(v["section"]), Agency: clean(v["agency"]),
		Language: strings.TrimSpace(v["language"]), Published: strings.TrimSpace(v["published"]), Updated: strings.TrimSpace(v["updated"]),
	}
	switch {
	case strings.TrimSpace(v["text"]) != "":
		it.Body, it.ContentType = plain(it.Facts.Title, v["text"]), "text/plain; charset=utf-8"
	case strings.TrimSpace(v["html"]) != "":
		it.Body, it.ContentType = page(it.Facts.Title, v["html"]), "text/html; charset=utf-8"
	case it.URL == "":
		return Item{}, wrong(name, "neither text nor address: its keys are %s", strings.Join(Keys, ", "))
	}
	return it, nil
}

// readCSV reads a table of reports: by its header line if that has the column
// url or text, else addresses in its first column.
func readCSV(r io.Reader, o Options, yield func(Item, error) bool) error {
	m := metered(r, o.MaxItem) // for a quotation mark that nothing closes
	c := csv.NewReader(m)
	c.FieldsPerRecord, c.LazyQuotes, c.ReuseRecord = -1, true, true
	var columns []string
	for n := 1; ; n++ {
		m.again()
		row, err := c.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if n == 1 {
			if columns = header(row, o); columns != nil {
				continue
			}
		}
		line, _ := c.FieldPos(0)
		name := fmt.Sprintf("line %d", line)
		fields := make(map[string]string, len(row))
		if columns == nil {
			fields["url"] = row[0]
		}
		for i, k := range columns {
			if i < len(row) && k != "" {
				fields[k] = row[i]
			}
		}
		it, err := fromFields(name, fields, nil, o)
		if !yield(it, err) {
			return nil
		}
	}
}

// header returns the keys of a header line's columns, nil if row is none.
func header(row []string, o Options) []string {
	columns := make([]string, len(row))
	for i, cell := range row {
		cell = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(cell, "\ufeff")))
		for _, k := range Keys {
			if strings.EqualFold(cmp.Or(o.Map[k], k), cell) {
				columns[i] = k
			}
		}
	}
	if !slices.Contains(columns, "url") && !slices.Contains(columns, "text") && !slices.Contains(columns, "html") {
		return nil
	}
	return columns
}
