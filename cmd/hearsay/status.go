package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"hearsay"
)

// exitStatus is the exit status for each kind of error.
var exitStatus = map[hearsay.Kind]int{
	hearsay.Internal:    1,
	hearsay.Invalid:     2,
	hearsay.NotFound:    3,
	hearsay.Unreadable:  4,
	hearsay.Unavailable: 5,
}

// interrupted is the exit status after an interrupt, as shells have it.
const interrupted = 130

// A partial reports that some reports were not read. What was wrong with each
// has been printed already.
type partial struct{ first error }

func (p partial) Error() string { return "not every report was read" }
func (p partial) Unwrap() error { return p.first }

// complain prints err and what to do about it, and returns the exit status: 0
// for no error.
func complain(w io.Writer, err error) int {
	var p partial
	switch {
	case err == nil:
		return 0
	case errors.As(err, &p):
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(w, "hearsay: interrupted")
		return interrupted
	default:
		printError(w, usage(err))
	}
	return exitStatus[hearsay.KindOf(usage(err))]
}

// usage gives the errors that cobra makes of arguments their kind.
func usage(err error) error {
	if e, ok := errors.AsType[*hearsay.Error](err); ok || e != nil {
		return err
	}
	if strings.HasPrefix(err.Error(), "unknown command") {
		return &hearsay.Error{Op: "hearsay", Kind: hearsay.Invalid, Err: err, Hint: "hearsay --help"}
	}
	return err
}

// printError prints err as "hearsay: page.Parse: no text" and, where it knows
// one, a hint.
func printError(w io.Writer, err error) {
	fmt.Fprintf(w, "hearsay: %v\n", err)
	if e, ok := errors.AsType[*hearsay.Error](err); ok && e.Hint != "" {
		fmt.Fprintf(w, "Try: %s\n", e.Hint)
	}
}

// naming returns err, which arose from the report called name, with the name in
// its text.
func naming(err error, name string) error {
	e, ok := errors.AsType[*hearsay.Error](err)
	switch {
	case strings.Contains(err.Error(), name):
		return err
	case !ok:
		return fmt.Errorf("%s: %w", name, err)
	}
	named := *e
	named.Err = fmt.Errorf("%s: %w", name, e.Err)
	return &named
}
