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
			ch, err := wouldChange(ctx, s, stale, intake.Reader(r))
			if err != nil {
				return err
			}
			if asJSON {
				return printJSON(c.OutOrStdout(), ch)
			}
			ch.print(c.OutOrStdout())
			return nil
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
	f.BoolVar(&asJSON, "json", false, "print JSON")
	f.IntVar(&jobs, "jobs", jobs, "read `N` reports at once")
	return completing(c, completeNothing)
}

// changes are what reading again would come to.
type changes struct {
	Compared int             `json:"compared"` // reports that have a reading, and were read again
	Waiting  int             `json:"waiting"`  // reports that would be read for the first time
	Failed   int             `json:"failed"`   // that would be tried again
	Changed  []changedReport `json:"changed"`
	Records  []recordChange  `json:"records"` // of the reports that change
}

type changedReport struct {
	Document hearsay.DocumentID `json:"document"`
	Title    string             `json:"title"`
}

// A recordChange counts the records of a kind.
type recordChange struct {
	Kind string `json:"kind"`
	Now  int    `json:"now"`
	Then int    `json:"then"`
}

// wouldChange reads reports again without keeping anything.
func wouldChange(ctx context.Context, s casefile.Store, stale func(*casefile.Kept) bool, read casefile.Reader) (*changes, error) {
	ch := &changes{Changed: []changedReport{}, Records: []recordChange{}}
	add := func(kind string, now, then int) {
		i := slices.IndexFunc(ch.Records, func(r recordChange) bool { return r.Kind == kind })
		if i < 0 {
			i = len(ch.Records)
			ch.Records = append(ch.Records, recordChange{Kind: kind})
		}
		ch.Records[i].Now += now
		ch.Records[i].Then += then
	}
	for k, err := range s.Documents(ctx) {
		if err != nil {
			return nil, err
		}
		if !stale(k) {
			continue
		}
		switch k.State {
		case casefile.Waiting:
			ch.Waiting++
			continue
		case casefile.Broken:
			ch.Failed++
			continue
		}
		old, _, err := s.Reading(ctx, k.Document.ID)
		if err != nil {
			return nil, err
		}
		fresh, err := read(ctx, k)
		if err != nil {
			return nil, err
		}
		ch.Compared++
		if same(old, fresh) {
			continue
		}
		ch.Changed = append(ch.Changed, changedReport{k.Document.ID, k.Document.Title})
		add("entities", len(old.Entities), len(fresh.Entities))
		add("attributions", len(old.Attributions), len(fresh.Attributions))
		add("events", len(old.Events), len(fresh.Events))
		add("places", len(old.Places), len(fresh.Places))
		add("times", len(old.Times), len(fresh.Times))
		add("reasons", len(old.Reasons), len(fresh.Reasons))
		add("questions", len(old.Questions), len(fresh.Questions))
		add("findings", len(old.Findings), len(fresh.Findings))
	}
	return ch, nil
}

// print prints the reports that would change, and of each kind of record how many
// there are in them now and would be.
func (ch *changes) print(w io.Writer) {
	for _, r := range ch.Changed {
		fmt.Fprintf(w, "%s  %s\n", r.Document.String()[:12], oneLine(r.Title))
	}
	fmt.Fprintf(w, "%d of %d reports would change\n", len(ch.Changed), ch.Compared)
	for _, r := range ch.Records {
		fmt.Fprintf(w, "  %-13s %d → %d\n", r.Kind, r.Now, r.Then)
	}
	if ch.Waiting > 0 {
		fmt.Fprintf(w, "%d would be read for the first time\n", ch.Waiting)
	}
	if ch.Failed > 0 {
		fmt.Fprintf(w, "%d that failed would be tried again\n", ch.Failed)
	}
}

// same reports whether two readings say the same, whichever versions made them.
func same(a, b *hearsay.Reading) bool {
	x, y := *a, *b
	x.Hearsay, y.Hearsay = hearsay.Versions{}, hearsay.Versions{}
	one, err1 := json.Marshal(export.Convert(&x, export.Bytes))
	two, err2 := json.Marshal(export.Convert(&y, export.Bytes))
	return err1 == nil && err2 == nil && string(one) == string(two)
}
