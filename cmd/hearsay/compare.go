package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/link"
)

func newCompare() *cobra.Command {
	return &cobra.Command{
		Use:   "compare CASE ID ID…",
		Short: "Show what reports of a case have from each other, and where they differ",
		Long: `Put reports of a case side by side: who has whose words and who was first, which
events both tell of and on how many independent origins those rest, and what
cannot both be true. IDs are those that hearsay find prints, or their beginnings.`,
		Example: "  hearsay compare syria.hearsay 3f9c81d02b44 a07e",
		Args:    arguments(cobra.MinimumNArgs(3)),
		RunE: onCase(true, func(c *cobra.Command, s casefile.Store, args []string) error {
			var chosen []*hearsay.Reading
			for _, prefix := range args {
				k, err := s.Document(c.Context(), prefix)
				if err != nil {
					return err
				}
				r, edits, err := s.Reading(c.Context(), k.Document.ID)
				if err != nil {
					return err
				}
				if r == nil {
					return invalid("compare", "hearsay check lists what was not read.", "report %s %s", prefix, stateOf(k))
				}
				r, _ = casefile.Overlay(r, edits)
				chosen = append(chosen, r)
			}
			compareReports(c.OutOrStdout(), link.Of(chosen))
			return nil
		}),
	}
}

// compareReports writes what links a few reports.
func compareReports(w io.Writer, c *link.Case) {
	letter := make(map[string]string)
	for i, p := range c.Reports {
		letter[p.Ref().ID] = reportLetter(i)
		d := p.Document
		fmt.Fprintf(w, "%s  %s  %s\n", reportLetter(i), d.ID.String()[:12], strings.Join(nonEmpty(d.Outlet, d.Published.Value, d.Title), ", "))
	}
	of := func(ref link.Ref) string { id, _, _ := strings.Cut(ref.ID, "#"); return letter[id] }

	fmt.Fprintln(w, "\nWORDS IN COMMON")
	for _, l := range c.Copies {
		a, b := of(l.From), of(l.To)
		switch l.Direction {
		case link.FromTo:
			fmt.Fprintf(w, "  %s has them from %s", a, b)
		case link.Common:
			fmt.Fprintf(w, "  %s and %s have them from a third", a, b)
		default:
			fmt.Fprintf(w, "  %s and %s, from whom is not known", a, b)
		}
		fmt.Fprintf(w, ": %.0f %% of %s, %.0f %% of %s\n", 100*l.Coverage[0], a, 100*l.Coverage[1], b)
		for _, y := range l.Why {
			fmt.Fprintf(w, "    because %s (%s)\n", y.Note, y.Rule)
		}
		for _, p := range l.Passages {
			note := "word for word"
			switch {
			case p.Quote:
				note = "quoted by both, no copy"
			case p.Edited:
				note = "edited"
			}
			fmt.Fprintf(w, "    %s (%s, %d words)\n", shortened(p.From.Text), note, p.Words)
			if p.Edited {
				fmt.Fprintf(w, "      %s: %s\n", b, shortened(p.To.Text))
			}
		}
	}
	if len(c.Copies) == 0 {
		fmt.Fprintln(w, "  none but what anybody might write")
	}

	fmt.Fprintln(w, "\nTHE SAME EVENTS")
	for _, g := range c.Events {
		fmt.Fprintf(w, "  %s on %d independent origin%s\n", g.Claims[0].Event.Type, g.Independent(), plural(g.Independent()))
		for _, x := range g.Claims {
			fmt.Fprintf(w, "    %s  %s\n", of(x.Ref()), shortened(x.Sentence()))
		}
		for _, o := range g.Origins {
			fmt.Fprintf(w, "    %s\n", originText(o.Name))
			for _, y := range o.Why {
				fmt.Fprintf(w, "      %s\n", y.Note)
			}
		}
		for _, names := range g.Circular {
			fmt.Fprintf(w, "    circular: %s cite each other\n", strings.Join(names, " and "))
		}
	}
	if len(c.Events) == 0 {
		fmt.Fprintln(w, "  none was found")
	}

	fmt.Fprintln(w, "\nWHAT CANNOT BOTH BE TRUE")
	n := 0
	for _, l := range c.Links {
		if l.Kind != link.KindContradiction {
			continue
		}
		n++
		fmt.Fprintf(w, "  %s: %s\n", l.Differs, l.Why[0].Note)
		for i, r := range []hearsay.Receipt{l.Passages[0].From, l.Passages[0].To} {
			fmt.Fprintf(w, "    %s  %s, on the word of %s\n", of([]link.Ref{l.From, l.To}[i]), shortened(r.Text), strings.Join(l.Chains[i], " ← "))
		}
	}
	if n == 0 {
		fmt.Fprintln(w, "  nothing was found")
	}
	for _, l := range c.Links {
		if l.Kind == link.KindCorrection {
			fmt.Fprintf(w, "\nCORRECTED in %s: %s\n", of(l.From), l.Why[0].Note)
		}
	}
}

// originText says of an origin what it is: a circle is none.
func originText(name string) string {
	if who, ok := link.Circular(name); ok {
		return "no origin: " + who
	}
	return "origin: " + name
}

func reportLetter(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return fmt.Sprintf("R%d", i+1)
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

// shortened is a quotation that fits a line.
func shortened(s string) string {
	const most = 110
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) > most {
		r = append(r[:most-1], '…')
	}
	return "“" + string(r) + "”"
}
