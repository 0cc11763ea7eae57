package main

import (
	"cmp"
	"fmt"
	"os"
	"os/user"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"hearsay/internal/casefile"
)

func newCorrect() *cobra.Command {
	var by, note string
	var asJSON bool
	c := &cobra.Command{
		Use:   "correct CASE ID#RECORD FIELD=VALUE…",
		Short: "Correct what was found in a report",
		Long: `Correct one record of a report. The correction is kept with its author and time,
is laid over every later reading of the report, and is never lost. Nothing behind
= empties a field.

  an event (v)          type mode status time place (p2) actor (E1,E3) recipient (E4)
                        dead injured arrested, or gone=yes: it is no event
  a place (p)           country name point (35.12,36.71), or gone=yes: no pin
  a time (t)            value, or gone=yes
  an attribution (a)    act source (E3), or gone=yes
  an entity (E)         name country sector wikidata, same-as (E5): they are one, or
                        split=yes: its first mention is somebody else; split=m7: mention m7 is
  a question (q)        outcome: yes, no, void or an option of its own; nothing for open
  the report            title outlet published agency language
  a correction          undo=2 takes correction 2 back, as hearsay show numbers them`,
		Example: `  hearsay correct syria.hearsay 3f9c81d02b44#v3 status=denied time=2022-08-31
  hearsay correct syria.hearsay 3f9c81d02b44#v3 actor=E1,E4 --note "the same raid"
  hearsay correct syria.hearsay 3f9c81d02b44#E4 same-as=E2
  hearsay correct syria.hearsay 3f9c81d02b44 published=2022-09-13
  hearsay correct syria.hearsay 3f9c81d02b44 undo=2`,
		Args: arguments(cobra.MinimumNArgs(3)),
	}
	c.RunE = onCase(true, func(c *cobra.Command, s casefile.Store, args []string) error {
		id, record, _ := strings.Cut(args[0], "#")
		var edits []casefile.Edit
		if n, ok := strings.CutPrefix(args[1], "undo="); ok {
			number, err := strconv.Atoi(n)
			if err != nil || record != "" || len(args) > 2 {
				return invalid("correct", "Write hearsay correct CASE ID undo=2, and nothing else.", "%q takes no correction back", strings.Join(args, " "))
			}
			e, err := casefile.Undo(c.Context(), s, id, number, by, note)
			if err != nil {
				return err
			}
			edits = []casefile.Edit{e}
		} else {
			var err error
			if edits, err = correctAll(c, s, id, record, args[1:], by, note); err != nil {
				return err
			}
		}
		if asJSON {
			if err := printJSON(c.OutOrStdout(), edits); err != nil {
				return err
			}
		} else {
			for _, e := range edits {
				fmt.Fprintln(c.OutOrStdout(), correction(e))
			}
		}
		return linkWaiting(c.Context(), s, os.Stderr)
	})
	if u, err := user.Current(); err == nil {
		by = u.Username
	}
	f := c.Flags()
	f.StringVar(&by, "by", by, "who corrects")
	f.StringVar(&note, "note", "", "why")
	f.BoolVar(&asJSON, "json", false, "print the corrections as JSON")
	return completing(c, completeCorrections)
}

// correctAll keeps corrections of one record, written FIELD=VALUE: all of them, or
// if one is wrong none.
func correctAll(c *cobra.Command, s casefile.Store, id, record string, all []string, by, note string) ([]casefile.Edit, error) {
	k, err := s.Document(c.Context(), id)
	if err != nil {
		return nil, err
	}
	made, before, err := s.Reading(c.Context(), k.Document.ID)
	if err != nil {
		return nil, err
	}
	if made == nil {
		return nil, invalid("correct", "Run hearsay reread first.", "the report has no reading yet")
	}
	var edits []casefile.Edit
	for _, a := range all {
		field, value, ok := strings.Cut(a, "=")
		if !ok {
			return nil, invalid("correct", "Write status=denied.", "%q has no =", a)
		}
		r, _ := casefile.Overlay(made, slices.Concat(before, edits))
		e, err := casefile.Resolve(r, record, field, value)
		if err != nil {
			return nil, invalid("correct", "hearsay correct --help lists the fields.", "%w", err)
		}
		e.At, e.By, e.Note = time.Now().UTC().Truncate(time.Second), by, note
		edits = append(edits, e)
	}
	for _, e := range edits {
		if err := s.Correct(c.Context(), e); err != nil {
			return nil, err
		}
	}
	return edits, nil
}

// correction says in a line what a correction changed.
func correction(e casefile.Edit) string {
	return fmt.Sprintf("%s: %s → %s", strings.TrimSpace(e.Span.Text+" "+e.Field), cmp.Or(e.Before, "–"), cmp.Or(e.Value, "–"))
}
