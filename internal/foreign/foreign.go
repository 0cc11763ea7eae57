// Package foreign reads what other programs and people made of reports: events of
// GDELT and POLECAT, reviews of claims, who owns which outlet, and annotations that
// correct hearsay's own. It joins them to readings and says where they differ.
//
// A row of GDELT that has a PROTEST in Northport on 3 May 2021 at an address of
// the case is joined to the event of that report which is most like it; what is
// not alike, as another day, is said. A row without a like, and an event without
// a row, are said, too. Who is right is not judged.
//
// What is read is only data: everything has a line and a column for what is wrong
// with it. The formats' sources are named where they are read.
package foreign

import (
	"errors"
	"fmt"
	"io"

	"hearsay"
)

// Most is how many bytes a line, or a file that is read as a whole, may have.
const Most = 64 << 20

// at returns an error about a place of a file, from 1.
func at(line, column int, format string, args ...any) error {
	return &hearsay.Error{Op: "import", Kind: hearsay.Unreadable, Err: fmt.Errorf("line %d, column %d: %w", line, column, fmt.Errorf(format, args...))}
}

// whole reads a file that is small enough.
func whole(r io.Reader) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, Most+1))
	if err == nil && len(b) > Most {
		err = errors.New("the file has more than 64 MiB")
	}
	if err != nil {
		return nil, &hearsay.Error{Op: "import", Kind: hearsay.Unreadable, Err: err}
	}
	return b, nil
}

// position returns the line and column, in bytes from 1, of an offset.
func position(b []byte, offset int64) (line, column int) {
	line, column = 1, 1
	for _, c := range b[:min(max(offset, 0), int64(len(b)))] {
		if column++; c == '\n' {
			line, column = line+1, 1
		}
	}
	return line, column
}
