package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/export"
)

func newShow() *cobra.Command {
	var format, against string
	var long, web bool
	c := &cobra.Command{
		Use:   "show CASE ID",
		Short: "Show a report of a case, or one record of it",
		Long: `Show a report by its id, or the first characters of it, as hearsay find prints it;
or one record of it: ID#v3 an event, ID#a2 an attribution, ID#E1 an entity.
What people corrected is shown corrected.

--web shows an event (ID#v3) as all reports of the case tell of it: who has it from
whom, on how many independent origins it rests, what is contradicted, and in what
story it stands.

--against shows word by word what was changed: from another report to this one, or
between all versions that were seen at its address.`,
		Example: "  hearsay show syria.hearsay 3f9c81d02b44\n  hearsay show syria.hearsay 3f9c81d02b44#v3\n  hearsay show syria.hearsay 3f9c81d02b44#v3 --web\n  hearsay show --format html syria.hearsay 3f9c > report.html\n  hearsay show syria.hearsay 3f9c --against a07e\n  hearsay show syria.hearsay 3f9c --against versions --format json",
		Args:    arguments(cobra.ExactArgs(2)),
	}
	c.RunE = onCase(true, func(c *cobra.Command, s casefile.Store, args []string) error {
		id, record, _ := strings.Cut(args[0], "#")
		k, err := s.Document(c.Context(), id)
		if err != nil {
			return err
		}
		w := c.OutOrStdout()
		if against != "" {
			return showAgainst(c.Context(), w, s, k, against, format)
		}
		r, edits, err := s.Reading(c.Context(), k.Document.ID)
		if err != nil {
			return err
		}
		if r == nil {
			fmt.Fprintf(w, "%s\n%s\n", cmp.Or(k.Document.Title, k.Document.Name, k.Document.URL), stateOf(k))
			return nil
		}
		r, _ = casefile.Overlay(r, edits)
		switch {
		case web:
			var n int
			if _, err := fmt.Sscanf(record, "v%d", &n); err != nil || n < 1 || n > len(r.Events) {
				return invalid("show", "Write ID#v3.", "no event %q in this report", record)
			}
			return showWeb(c.Context(), w, s, r, hearsay.EventID(n))
		case record != "":
			return showRecord(w, r, record)
		case format == "json":
			x := export.NewJSON(w, export.Bytes, false)
			return cmp.Or(x.Write("", r), x.Close())
		case format == "html":
			x := export.NewHTML(w, export.HTMLOptions{})
			return cmp.Or(x.Write("", r), x.Close())
		case format != "text":
			return invalid("show", "Give --format text, json or html.", "no format %q", format)
		}
		x := export.NewText(w, export.TextOptions{Width: widthOf(os.Stdout), Color: colours("auto", os.Stdout), ASCII: asciiOnly(), Long: long})
		if err := x.Write("", r); err != nil {
			return err
		}
		if err := showLinks(c.Context(), w, s, k); err != nil {
			return err
		}
		return showHistory(c, s, k, edits)
	})
	c.Flags().StringVarP(&format, "format", "f", "text", "print `FORMAT`: text, json or html")
	c.Flags().StringVar(&against, "against", "", "show what was changed from the report `ID`, or between its versions")
	c.Flags().BoolVar(&web, "web", false, "show an event with its web of sources")
	c.Flags().BoolVar(&long, "long", false, "show whole statements and all names")
	return completing(c, completeIDs)
}

// stateOf says why a document has no reading.
func stateOf(k *casefile.Kept) string {
	switch k.State {
	case casefile.Broken:
		return "could not be read: " + firstLine(k.Error)
	case casefile.OtherLanguage:
		return "is in another language (" + k.Document.Language + ") and was not read"
	}
	return "waits to be read: run hearsay reread"
}

// showHistory prints where the report was filed, what else was seen at its
// address, and what people corrected.
func showHistory(c *cobra.Command, s casefile.Store, k *casefile.Kept, edits []casefile.Edit) error {
	w := c.OutOrStdout()
	if k.Section != "" || k.Updated != "" {
		fmt.Fprintf(w, "\nFILED   %s\n", strings.Join(nonEmpty(labelled("section", k.Section), labelled("updated", k.Updated)), " · "))
	}
	if k.Document.URL != "" {
		seen, err := s.Versions(c.Context(), k.Document.URL)
		if err != nil {
			return err
		}
		if len(seen) > 1 {
			fmt.Fprintf(w, "\nVERSIONS of %s\n", k.Document.URL)
			for _, x := range seen {
				mark := " "
				if x.Document == k.Document.ID {
					mark = "*"
				}
				fmt.Fprintf(w, " %s %s  %s  %s\n", mark, x.Document.String()[:12], x.First.Format("2006-01-02 15:04"), x.Title)
			}
		}
	}
	if len(edits) > 0 {
		fmt.Fprintln(w, "\nCORRECTED")
		stand := casefile.Standing(edits)
		for i, e := range edits {
			back := ""
			if !stand[i] {
				back = "taken back"
			}
			fmt.Fprintf(w, "  %d  %s (%s)\n", i+1, correction(e), strings.Join(nonEmpty(e.By, e.At.Format("2006-01-02"), e.Note, back), ", "))
		}
	}
	return nil
}

// labelled returns a value behind its label; "" if it is empty.
func labelled(label, value string) string {
	if value == "" {
		return ""
	}
	return label + " " + value
}

// showRecord prints one record of a reading as JSON, with its chain.
func showRecord(w io.Writer, r *hearsay.Reading, id string) error {
	type shown struct {
		Record any                   `json:"record"`
		Chain  []hearsay.Attribution `json:"chain,omitempty"`
		Around hearsay.Receipt       `json:"around"`
	}
	var n int
	if _, err := fmt.Sscanf(id[min(1, len(id)):], "%d", &n); err != nil {
		return invalid("show", "Write ID#v3.", "no record %q", id)
	}
	at := func(length int) bool { return n >= 1 && n <= length }
	var x shown
	switch kind := id[0]; {
	case kind == 'v' && at(len(r.Events)):
		e := r.Events[n-1]
		x = shown{e, r.Chain(e.Said), casefile.Around(r.Document.Text, e.Trigger.Span)}
	case kind == 'a' && at(len(r.Attributions)):
		a := r.Attributions[n-1]
		x = shown{a, r.Chain(a.ID), casefile.Around(r.Document.Text, a.Content[0].Span)}
	case kind == 'E' && at(len(r.Entities)):
		e := r.Entities[n-1]
		x = shown{e, nil, casefile.Around(r.Document.Text, r.Mentions[e.Mentions[0]-1].Span.Span)}
	case kind == 'p' && at(len(r.Places)):
		x = shown{r.Places[n-1], nil, casefile.Around(r.Document.Text, r.Places[n-1].Span.Span)}
	case kind == 't' && at(len(r.Times)):
		x = shown{r.Times[n-1], nil, casefile.Around(r.Document.Text, r.Times[n-1].Span.Span)}
	case kind == 'r' && at(len(r.Reasons)):
		x = shown{r.Reasons[n-1], r.Chain(r.Reasons[n-1].Said), r.Reasons[n-1].For.Span}
	case kind == 'q' && at(len(r.Questions)):
		x = shown{r.Questions[n-1], r.Chain(r.Questions[n-1].Said), r.Questions[n-1].Span}
	default:
		return &hearsay.Error{Op: "show", Kind: hearsay.NotFound, Err: fmt.Errorf("no record %q in this report", id), Hint: "hearsay show --format json lists them."}
	}
	return printJSON(w, x)
}
