//go:build 386 || arm || mips || mipsle

package main

import (
	"context"
	"errors"

	"hearsay"
	"hearsay/internal/casefile"
)

// openFile tells that cases are not to be had here: River's driver for SQLite
// (0.51) does not compile for processors of 32 bits. Reading works as elsewhere.
func openFile(context.Context, string, bool) (casefile.Store, error) {
	return nil, &hearsay.Error{Op: "case", Kind: hearsay.Unavailable, Err: errors.New("cases need a program built for a processor of 64 bits"),
		Hint: "Use hearsay read here, or keep the case on another machine."}
}
