package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"hearsay"
)

// newRoot returns the command with all its subcommands.
func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "hearsay",
		Short: "Read news reports and tell who says what happened, on whose word",
		Long: `hearsay reads news reports and tells who says what happened, on whose word.

It needs no network and no service to read. read stores nothing; add keeps reports
in a case, one file, where find, show and the others find them again.`,
		Example:       "  hearsay read report.txt\n  hearsay read --format html -o reports.html clippings/",
		SilenceErrors: true, // complain prints them
		SilenceUsage:  true,
	}
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return &hearsay.Error{Op: c.Name(), Kind: hearsay.Invalid, Err: err, Hint: c.CommandPath() + " --help"}
	})
	root.AddCommand(newRead(), newAdd(), newWatch(), newFind(), newShow(), newCompare(), newCompareWith(), newImport(), newAlert(), newSources(), newCorrect(), newReread(), newCheck(), newExport(), newServe(), newWork(), newMove(), newMCP(), newGazetteer(), newSchema(), newVersion(), newMan())
	return root
}

// arguments makes a check of arguments return an error that tells where help is.
func arguments(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			return &hearsay.Error{Op: c.Name(), Kind: hearsay.Invalid, Err: err, Hint: c.CommandPath() + " --help"}
		}
		return nil
	}
}

// invalid returns an error of Kind Invalid with a hint.
func invalid(op, hint, format string, args ...any) error {
	return &hearsay.Error{Op: op, Kind: hearsay.Invalid, Err: fmt.Errorf(format, args...), Hint: hint}
}
