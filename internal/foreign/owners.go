package foreign

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
)

// An Owner says to whom an outlet belongs.
type Owner struct{ Outlet, Owner string }

// Owners reads a table of comma-separated values with the columns outlet and owner,
// in any order and beside others, by their names in the first line. Blank lines,
// and outlets whose owner is not told, are left out; one with two owners is an
// error.
func Owners(r io.Reader) ([]Owner, error) {
	b, err := whole(r)
	if err != nil {
		return nil, err
	}
	c := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\uFEFF"))))
	c.FieldsPerRecord = -1
	head, err := c.Read()
	if err != nil {
		return nil, inCSV(err)
	}
	for i := range head {
		head[i] = strings.ToLower(strings.TrimSpace(head[i]))
	}
	outlet, owner := slices.Index(head, "outlet"), slices.Index(head, "owner")
	if outlet < 0 || owner < 0 {
		return nil, at(1, 1, "the first line should name the columns outlet and owner; it has %s", strings.Join(head, ", "))
	}
	var all []Owner
	of := make(map[string]string)
	for {
		row, err := c.Read()
		if err == io.EOF {
			return all, nil
		}
		if err != nil {
			return nil, inCSV(err)
		}
		line, column := c.FieldPos(0)
		if len(row) <= max(outlet, owner) {
			return nil, at(line, column, "%d columns, and %d names in the first line", len(row), len(head))
		}
		x := Owner{strings.TrimSpace(row[outlet]), strings.TrimSpace(row[owner])}
		if x.Outlet == "" || x.Owner == "" {
			continue
		}
		switch before, known := of[strings.ToLower(x.Outlet)]; {
		case !known:
			of[strings.ToLower(x.Outlet)] = x.Owner
			all = append(all, x)
		case before != x.Owner:
			line, column := c.FieldPos(owner)
			return nil, at(line, column, "%s belongs to %s, a line before to %s", x.Outlet, x.Owner, before)
		}
	}
}

// inCSV returns an error of encoding/csv with its place.
func inCSV(err error) error {
	if e, ok := errors.AsType[*csv.ParseError](err); ok {
		return at(e.Line, e.Column, "%w", e.Err)
	}
	if err == io.EOF {
		return at(1, 1, "the file is empty")
	}
	return at(1, 1, "%w", err)
}
