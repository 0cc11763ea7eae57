package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/foreign"
)

func newCompareWith() *cobra.Command {
	var asJSON bool
	var most int
	c := &cobra.Command{
		Use:   "compare-with FORMAT CASE FILE",
		Short: "Show what others have of a case's reports, what it has, and where they differ",
		Long: `Join what others made of the same reports to what is in a case, and show what they
have, what the case has, and where they differ. Who is right is not judged.

  gdelt        rows of GDELT 2.0's table of events, joined by the report's address
  polecat      rows of POLECAT, joined by outlet and day
  claimreview  reviews of claims (schema.org, JSON-LD), joined to who says so in the
               case, by words, names, numbers and dates

An event is taken for a row's if type and something else agree: day, place,
countries or names. FILE may be - for standard input.`,
		Example:   "  hearsay compare-with gdelt syria.hearsay 20210503.export.CSV\n  hearsay compare-with claimreview syria.hearsay reviews.jsonld --json | jq '.[].statements[0].id'",
		ValidArgs: append(foreign.Formats, "claimreview"),
		Args:      arguments(cobra.ExactArgs(3)),
	}
	c.RunE = func(c *cobra.Command, args []string) error {
		format := args[0]
		return onCase(true, func(c *cobra.Command, s casefile.Store, rest []string) error {
			file, err := given(rest[0], c.InOrStdin())
			if err != nil {
				return err
			}
			defer file.Close()
			w := c.OutOrStdout()
			switch format {
			case "claimreview":
				all, err := joinReviews(c.Context(), s, file)
				switch {
				case err != nil:
					return err
				case asJSON:
					return printJSON(w, all)
				}
				printJoins(w, all)
				return nil
			case "gdelt", "polecat":
				var ours foreign.Ours
				if err := eachReading(c.Context(), s, ours.Add); err != nil {
					return err
				}
				found := ours.Match(foreign.Rows(file, format), func(err error) {
					fmt.Fprintf(c.ErrOrStderr(), "hearsay: %s: %s\n", rest[0], firstLine(err.Error()))
				})
				switch {
				case found.Broken > 0 && found.Broken == found.Rows:
					return &hearsay.Error{Op: "compare-with", Kind: hearsay.Unreadable, Err: fmt.Errorf("no row of %s could be read as %s", rest[0], format)}
				case asJSON:
					return printJSON(w, found)
				}
				printComparison(w, found, most)
				return nil
			}
			return invalid("compare-with", "Give gdelt, polecat or claimreview.", "no format %q", format)
		})(c, args[1:])
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON, whole")
	c.Flags().IntVarP(&most, "limit", "n", 20, "show at most `N` of each sort")
	return c
}

// given opens a file, or standard input for "-".
func given(name string, stdin io.Reader) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(stdin), nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, &hearsay.Error{Op: "open", Kind: hearsay.NotFound, Err: err, Hint: "Check the name."}
	}
	return f, nil
}

// eachReading calls f with every reading of a case as people corrected it.
func eachReading(ctx context.Context, s casefile.Store, f func(*hearsay.Reading)) error {
	x := exporter{store: s}
	for r, err := range x.all(ctx) {
		if err != nil {
			return err
		}
		f(r)
	}
	return nil
}

func joinReviews(ctx context.Context, s casefile.Store, file io.Reader) ([]foreign.Join, error) {
	reviews, err := foreign.Reviews(file)
	if err != nil {
		return nil, err
	}
	var ours foreign.Statements
	if err := eachReading(ctx, s, ours.Add); err != nil {
		return nil, err
	}
	all := []foreign.Join{}
	for _, r := range reviews {
		all = append(all, ours.Join(r))
	}
	return all, nil
}

func printJoins(w io.Writer, all []foreign.Join) {
	joined := 0
	for _, j := range all {
		if len(j.Statements) == 0 {
			continue
		}
		joined++
		fmt.Fprintf(w, "%s\n  %s\n", shortened(j.Review.Claim), strings.Join(nonEmpty(j.Review.Claimant, j.Review.Date, cmp.Or(j.Review.Rating, "not rated"), j.Review.Reviewer, j.Review.URL), " · "))
		for _, x := range j.Statements {
			id, record, _ := strings.Cut(x.ID, "#")
			fmt.Fprintf(w, "    %.2f  %s#%s  %s\n          %s\n", x.Likeness, id[:12], record, strings.Join(nonEmpty(x.Who, shortened(x.Text)), ": "), strings.Join(append([]string{"shares " + strings.Join(x.Shared, ", ")}, x.Why...), "; "))
		}
	}
	fmt.Fprintf(w, "%d of %d reviews are of something that the case has\n", joined, len(all))
}

// printComparison prints what others have, what the case has, and where they differ.
func printComparison(w io.Writer, c *foreign.Comparison, most int) {
	fmt.Fprintf(w, "%d rows, %d of them of other reports than the case's; %d of the case's %d reports have rows\n", c.Rows, c.Outside, c.Shared, c.Reports)
	for _, x := range []struct {
		n    int
		text string
	}{{c.Broken, "%d rows could not be read\n"}, {c.Uncoded, "%d rows are statements or appeals, which PLOVER does not code\n"}} {
		if x.n > 0 {
			fmt.Fprintf(w, x.text, x.n)
		}
	}
	fmt.Fprintf(w, "\nIN BOTH: %d\n", len(c.Pairs))
	for _, t := range c.Agreement {
		if t.Of > 0 {
			fmt.Fprintf(w, "  %-8s agrees in %d of the %d that both have\n", t.What, t.Same, t.Of)
		}
	}
	shown := 0
	for _, p := range c.Pairs {
		if len(p.Differs) == 0 {
			continue
		}
		if shown++; shown > most {
			break
		}
		fmt.Fprintf(w, "  line %d  %s\n    %s  %s\n    differs in %s\n", p.Theirs.Line, rowText(&p.Theirs), shortID(p.Ours.ID), toldText(&p.Ours), strings.Join(p.Differs, "; "))
	}
	fmt.Fprintf(w, "\nTHEIRS ALONE: %d\n", len(c.TheirsOnly))
	for _, e := range c.TheirsOnly[:min(most, len(c.TheirsOnly))] {
		fmt.Fprintf(w, "  line %d  %s\n", e.Line, rowText(&e))
	}
	fmt.Fprintf(w, "\nOURS ALONE: %d", len(c.OursOnly))
	if c.NotSaid > 0 {
		fmt.Fprintf(w, ", %d of them planned, demanded, denied or the like", c.NotSaid)
	}
	fmt.Fprintln(w)
	for _, t := range c.OursOnly[:min(most, len(c.OursOnly))] {
		fmt.Fprintf(w, "  %s  %s\n", shortID(t.ID), toldText(&t))
	}
	if len(c.ByType) > 0 {
		fmt.Fprintf(w, "\n%-10s %7s %7s %7s\n", "TYPE", "THEIRS", "OURS", "BOTH")
		for _, t := range c.ByType {
			fmt.Fprintf(w, "%-10s %7d %7d %7d\n", t.Type, t.Theirs, t.Ours, t.Both)
		}
	}
}

func shortID(id string) string {
	document, record, _ := strings.Cut(id, "#")
	return document[:12] + "#" + record
}

func rowText(e *foreign.Event) string {
	return strings.Join(nonEmpty(strings.TrimSpace(e.Type+" "+e.Mode), e.Date, between(e.Actor, e.Recipient), cmp.Or(e.Place, e.Country)), " · ")
}

func toldText(t *foreign.Told) string {
	return strings.Join(nonEmpty(strings.TrimSpace(t.Type+" "+t.Mode), t.Date, between(t.Actor, t.Recipient), cmp.Or(t.Place, t.Country), t.Status, "“"+oneLine(t.Words)+"”"), " · ")
}

func between(who, whom string) string {
	if whom == "" {
		return who
	}
	return cmp.Or(who, "?") + " → " + whom
}
