package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"

	"github.com/spf13/cobra"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/export"
	"hearsay/internal/fetch"
	"hearsay/internal/intake"
)

func newReread() *cobra.Command {
	var all, dry, asJSON bool
	jobs := runtime.GOMAXPROCS(0)
	c := &cobra.Command{
		Use:   "reread CASE",
		Short: "Read again what a newer version would read differently, and what failed",
		Long: `Read again the reports whose readings were made by another version of the program,
its model or its gazetteer, and try again those that could not be read. Corrections
stay. --dry-run says what would change, and changes nothing.`,
		Example: "  hearsay reread syria.hearsay\n  hearsay reread --dry-run --all syria.hearsay",
		Args:    arguments(cobra.ExactArgs(1)),
	}
	c.RunE = onCase(true, func(c *cobra.Command, s casefile.Store, _ []string) error {
		ctx := c.Context()
		r, now, err := newReader(jobs)
		if err != nil {
			return err
		}
		stale := func(k *casefile.Kept) bool {
			return k.State == casefile.Broken || k.State == casefile.Waiting || k.State == casefile.Read && (all || k.Reading != now)
		}
		if dry {
			return wouldChange(ctx, c.OutOrStdout(), s, stale, intake.Reader(r))
		}
		web := fetch.New(fetch.Options{})
		defer web.Close()
		retried, err := intake.New(s, web, intake.Options{}).Retry(ctx)
		if err != nil {
			return err
		}
		n, err := s.Again(ctx, stale)
		if err != nil {
			return err
		}
		if err := readWaiting(ctx, s, jobs, os.Stderr); err != nil {
			return err
		}
		if asJSON {
			return printJSON(c.OutOrStdout(), map[string]int{"reread": n, "recovered": retried.Added + retried.Known + retried.Versions, "failed": retried.Failed})
		}
		fmt.Fprintf(c.OutOrStdout(), "%d reports read again; of those that had failed %d are in now, %d fail still\n", n, retried.Added+retried.Known+retried.Versions, retried.Failed)
		return nil
	})
	f := c.Flags()
	f.BoolVar(&all, "all", false, "read all reports again")
	f.BoolVar(&dry, "dry-run", false, "say what would change")
	f.BoolVar(&asJSON, "json", false, "print JSON; not with --dry-run")
	f.IntVar(&jobs, "jobs", jobs, "read `N` reports at once")
	return c
}

// wouldChange reads reports again without keeping anything, and prints of each
// kind of record how many there are now and would be.
func wouldChange(ctx context.Context, w io.Writer, s casefile.Store, stale func(*casefile.Kept) bool, read casefile.Reader) error {
	type row struct {
		kind      string
		now, then int
	}
	var rows []row
	add := func(kind string, now, then int) {
		i := slices.IndexFunc(rows, func(r row) bool { return r.kind == kind })
		if i < 0 {
			i = len(rows)
			rows = append(rows, row{kind: kind})
		}
		rows[i].now += now
		rows[i].then += then
	}
	reports, changed := 0, 0
	for k, err := range s.Documents(ctx) {
		if err != nil {
			return err
		}
		if k.State != casefile.Read || !stale(k) {
			continue
		}
		old, _, err := s.Reading(ctx, k.Document.ID)
		if err != nil {
			return err
		}
		fresh, err := read(ctx, k)
		if err != nil {
			return err
		}
		reports++
		if same(old, fresh) {
			continue
		}
		changed++
		fmt.Fprintf(w, "%s  %s\n", k.Document.ID.String()[:12], k.Document.Title)
		add("entities", len(old.Entities), len(fresh.Entities))
		add("attributions", len(old.Attributions), len(fresh.Attributions))
		add("events", len(old.Events), len(fresh.Events))
		add("places", len(old.Places), len(fresh.Places))
		add("times", len(old.Times), len(fresh.Times))
		add("reasons", len(old.Reasons), len(fresh.Reasons))
		add("findings", len(old.Findings), len(fresh.Findings))
	}
	fmt.Fprintf(w, "%d of %d reports would change\n", changed, reports)
	for _, r := range rows {
		fmt.Fprintf(w, "  %-13s %d → %d\n", r.kind, r.now, r.then)
	}
	return nil
}

// same reports whether two readings say the same, whichever versions made them.
func same(a, b *hearsay.Reading) bool {
	x, y := *a, *b
	x.Hearsay, y.Hearsay = hearsay.Versions{}, hearsay.Versions{}
	one, err1 := json.Marshal(export.Convert(&x, export.Bytes))
	two, err2 := json.Marshal(export.Convert(&y, export.Bytes))
	return err1 == nil && err2 == nil && string(one) == string(two)
}
