package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"hearsay"
	"hearsay/internal/casefile"
)

// A comparison is what was changed between two reports, or versions of one.
type comparison struct {
	Old     string            `json:"old"` // ids
	New     string            `json:"new"`
	Changes []casefile.Change `json:"changes"`
}

// showAgainst prints what was changed from the report called against to k; or
// with "versions", from each version seen at k's address to the next.
func showAgainst(ctx context.Context, w io.Writer, s casefile.Store, k *casefile.Kept, against, format string) error {
	var versions []*casefile.Kept
	if against == "versions" {
		seen, err := s.Versions(ctx, k.Document.URL)
		if err != nil {
			return err
		}
		if len(seen) < 2 {
			return &hearsay.Error{Op: "show", Kind: hearsay.NotFound, Err: errors.New("only this text was seen at its address"), Hint: "Give the id of another report: --against ID."}
		}
		for _, x := range seen {
			v, err := s.Document(ctx, x.Document.String())
			if err != nil {
				return err
			}
			versions = append(versions, v)
		}
	} else {
		old, err := s.Document(ctx, against)
		if err != nil {
			return err
		}
		versions = []*casefile.Kept{old, k}
	}
	var all []comparison
	for i, v := range versions[1:] {
		old := versions[i]
		all = append(all, comparison{old.Document.ID.String(), v.Document.ID.String(), casefile.Compare(old.Document.Text, v.Document.Text)})
	}
	if format == "json" {
		return printJSON(w, all)
	}
	for i, c := range all {
		if i > 0 {
			fmt.Fprintln(w)
		}
		printChanges(w, c, versions[i], versions[i+1])
	}
	return nil
}

// printChanges prints the changed places of a text with some words beside them:
// [-removed-] {+added+}.
func printChanges(w io.Writer, c comparison, old, new *casefile.Kept) {
	fmt.Fprintf(w, "%s  %s\n%s  %s\n", c.Old[:12], cmp.Or(old.Document.Title, old.Document.Name), c.New[:12], cmp.Or(new.Document.Title, new.Document.Name))
	removed, added := 0, 0
	line := ""
	for i, x := range c.Changes {
		switch x.Kind {
		case "removed":
			removed += len(strings.Fields(x.Old.Text))
			line += " [-" + oneLine(x.Old.Text) + "-]"
		case "added":
			added += len(strings.Fields(x.New.Text))
			line += " {+" + oneLine(x.New.Text) + "+}"
		default:
			words := strings.Fields(x.New.Text)
			if between := i > 0 && i < len(c.Changes)-1; between && len(words) <= 2*beside {
				line += " " + strings.Join(words, " ")
				continue
			}
			if i > 0 {
				fmt.Fprintf(w, "  %s %s\n", strings.TrimSpace(line), strings.Join(words[:min(beside, len(words))], " "))
			}
			line = strings.Join(words[max(len(words)-beside, 0):], " ")
		}
	}
	if n := len(c.Changes); n > 0 && c.Changes[n-1].Kind != "same" {
		fmt.Fprintf(w, "  %s\n", strings.TrimSpace(line))
	}
	fmt.Fprintf(w, "%d words removed, %d added\n", removed, added)
}

// beside is how many words that stayed are shown on either side of a change.
const beside = 6

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
