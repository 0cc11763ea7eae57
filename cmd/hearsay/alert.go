package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"hearsay/internal/casefile"
	"hearsay/internal/intake"
	"hearsay/internal/query"
)

func newAlert() *cobra.Command {
	c := &cobra.Command{
		Use:   "alert",
		Short: "Save queries, and be told once of each new event that they find",
		Long: `Save queries in a case. Whenever reports are added or watched, saved queries are
run on them, and tell once of each event that they find, however many reports tell
of it, and once of each contradiction about such events.`,
		Example: "  hearsay alert add syria.hearsay depots 'type:ASSAULT place:Hama'\n  hearsay alert list syria.hearsay",
		Args:    arguments(cobra.NoArgs),
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newAlertAdd(), newAlertList(), newAlertRemove(), newAlertRun())
	return c
}

func newAlertAdd() *cobra.Command {
	return &cobra.Command{
		Use:     "add CASE NAME QUERY…",
		Short:   "Save a query under a name, and print what it finds now",
		Example: "  hearsay alert add syria.hearsay depots type:ASSAULT place:Hama",
		Args:    arguments(cobra.MinimumNArgs(3)),
		RunE: onCase(true, func(c *cobra.Command, s casefile.Store, args []string) error {
			q := strings.Join(args[1:], " ")
			if _, err := query.Parse(q); err != nil {
				return invalid("alert", "hearsay find --help lists the fields.", "%w", err)
			}
			if err := s.KeepAlert(c.Context(), casefile.Alert{Name: args[0], Query: q, Added: time.Now().UTC().Truncate(time.Second)}); err != nil {
				return err
			}
			found, err := intake.Alert(c.Context(), s, args[0], nil)
			if err != nil {
				return err
			}
			printFinds(c.OutOrStdout(), found)
			fmt.Fprintf(c.OutOrStdout(), "%s: %d found; new ones will be told of once\n", args[0], len(found))
			return nil
		}),
	}
}

func newAlertList() *cobra.Command {
	var asJSON bool
	var limit int
	c := &cobra.Command{
		Use:   "list CASE [NAME]",
		Short: "List saved queries, or what one found, the last first",
		Args:  arguments(cobra.RangeArgs(1, 2)),
	}
	c.RunE = onCase(true, func(c *cobra.Command, s casefile.Store, args []string) error {
		w := c.OutOrStdout()
		if len(args) == 1 {
			found, err := s.Fired(c.Context(), args[0], limit)
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(w, found)
			}
			printFinds(w, found)
			return nil
		}
		all, err := s.Alerts(c.Context())
		if err != nil {
			return err
		}
		if asJSON {
			return printJSON(w, all)
		}
		for _, a := range all {
			fmt.Fprintf(w, "%s  %s\n", a.Name, a.Query)
		}
		return nil
	})
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	c.Flags().IntVarP(&limit, "limit", "n", 50, "show at most `N`")
	return c
}

func newAlertRemove() *cobra.Command {
	return &cobra.Command{
		Use:   "remove CASE NAME",
		Short: "Forget a saved query and what it found",
		Args:  arguments(cobra.ExactArgs(2)),
		RunE: onCase(true, func(c *cobra.Command, s casefile.Store, args []string) error {
			return s.DropAlert(c.Context(), args[0])
		}),
	}
}

func newAlertRun() *cobra.Command {
	return &cobra.Command{
		Use:   "run CASE [NAME]",
		Short: "Run saved queries on the whole case, and print what is new",
		Args:  arguments(cobra.RangeArgs(1, 2)),
		RunE: onCase(true, func(c *cobra.Command, s casefile.Store, args []string) error {
			found, err := intake.Alert(c.Context(), s, strings.Join(args, ""), nil)
			printFinds(c.OutOrStdout(), found)
			return err
		}),
	}
}

// printFinds prints what saved queries found, a line each.
func printFinds(w io.Writer, all []casefile.Find) {
	for _, f := range all {
		fmt.Fprintf(w, "%s  %s#%s  %s: %s\n", f.Alert, f.Document.String()[:12], f.Event, f.Kind, f.Text)
	}
}
