// Command hearsay reads news reports and tells who says what happened, on
// whose word.
//
//	hearsay read REPORT…   files, folders, URLs, - ; prints who says what happened
//	hearsay schema         the JSON Schema of a Reading
//	hearsay version        versions of the program, the record and the model
//	hearsay completion     completion for a shell
//
// It exits with 0 only if every report was read, and else with the status of
// the first that was not: 1 a fault of the program's own, 2 a wrong request, 3
// nothing found, 4 nothing readable, 5 something that did not answer.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	// Authorities to trust where the machine names none, as in the container image.
	_ "golang.org/x/crypto/x509roots/fallback"
)

func main() { os.Exit(run()) }

// run runs the command that the arguments name and returns its exit status.
func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	return complain(os.Stderr, newRoot().ExecuteContext(ctx))
}
