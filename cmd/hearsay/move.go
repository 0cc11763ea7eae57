package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"hearsay/internal/casefile"
)

func newMove() *cobra.Command {
	c := &cobra.Command{
		Use:   "move CASE TO",
		Short: "Copy a whole case into another: from a file into a database, or back",
		Long: `Copy everything that a case keeps into another, which is made if there is none:
reports with their readings, versions and what waits, corrections, feeds, links,
alerts, grades and hypotheses. Both may be a file or a database. The first case
stays as it is, and both then export the same bytes.

A move that broke off goes on where it ended when it is given again. What the
second case holds already stays.`,
		Example: "  hearsay move syria.hearsay postgres://hearsay@db.example/syria\n  hearsay move postgres://hearsay@db.example/syria syria.hearsay",
		Args:    arguments(cobra.ExactArgs(2)),
	}
	c.RunE = onCase(true, func(c *cobra.Command, from casefile.Store, args []string) error {
		to, err := openCase(c.Context(), args[0], false)
		if err != nil {
			return err
		}
		bar := newCounter(os.Stderr, "moving")
		n := 0
		err = casefile.Move(c.Context(), from, to, func() { n++; bar.step() })
		bar.end()
		if err = errors.Join(err, to.Close()); err != nil {
			return err
		}
		_, err = fmt.Fprintf(c.OutOrStdout(), "%d documents are in the case now\n", n)
		return err
	})
	return c
}
