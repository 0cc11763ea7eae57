//go:build !386 && !arm && !mips && !mipsle

package main

import (
	"context"

	"hearsay/internal/casefile"
	"hearsay/internal/casefile/sqlite"
)

// openFile opens the case in a file.
func openFile(ctx context.Context, name string, mustExist bool) (casefile.Store, error) {
	s, err := sqlite.Open(ctx, name, mustExist)
	if err != nil {
		return nil, err
	}
	return s, nil
}
