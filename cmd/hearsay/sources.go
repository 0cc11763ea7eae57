package main

import (
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"os/user"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/link"
)

func newSources() *cobra.Command {
	var asJSON bool
	var owners, grade, note, by string
	c := &cobra.Command{
		Use:   "sources CASE [OUTLET]",
		Short: "Grade outlets, and whom they cite, by what became of their claims",
		Long: `Grade the outlets of a case, and the persons and organisations that they cite by
name, A to F, by what became of their claims: how many were confirmed by independent
origins, contradicted by most others, or taken back. F is a source that cannot be
judged: too few of its claims could be tested. A person's grade stands beside the one
that was earned, and changes nothing else.

--owners reads a table with the columns outlet and owner: outlets of one owner are
one origin, not two.`,
		Example: "  hearsay sources syria.hearsay\n  hearsay sources syria.hearsay \"Daily Herald\" --grade B --note 'own correspondents'\n  hearsay sources syria.hearsay --owners owners.csv",
		Args:    arguments(cobra.RangeArgs(1, 2)),
	}
	c.RunE = onCase(true, func(c *cobra.Command, s casefile.Store, args []string) error {
		ctx := c.Context()
		name := strings.Join(args, "")
		switch {
		case owners != "":
			if err := keepOwners(ctx, s, owners); err != nil {
				return err
			}
		case c.Flags().Changed("grade"):
			g := strings.ToUpper(grade)
			if name == "" || len(g) > 1 || g != "" && !strings.Contains("ABCDEF", g) {
				return invalid("sources", `Write: hearsay sources CASE OUTLET --grade B; --grade "" takes a grade back.`, "%q is no grade of %q", grade, name)
			}
			return s.KeepGrade(ctx, casefile.Grade{Source: name, Grade: g, By: by, At: time.Now().UTC().Truncate(time.Second), Note: note})
		}
		if err := linkWaiting(ctx, s, os.Stderr); err != nil {
			return err
		}
		all, err := graded(ctx, s)
		if err != nil {
			return err
		}
		if name != "" {
			all = slices.DeleteFunc(all, func(x gradedSource) bool { return link.Fold(x.Name) != link.Fold(name) })
			if len(all) == 0 {
				return &hearsay.Error{Op: "sources", Kind: hearsay.NotFound, Err: fmt.Errorf("no source %q with claims that could be tested", name), Hint: "hearsay sources CASE lists them."}
			}
		}
		if asJSON {
			return printJSON(c.OutOrStdout(), all)
		}
		printSources(c.OutOrStdout(), all)
		if name != "" {
			return printRecord(ctx, c.OutOrStdout(), s, &all[0])
		}
		return nil
	})
	if u, err := user.Current(); err == nil {
		by = u.Username
	}
	f := c.Flags()
	f.BoolVar(&asJSON, "json", false, "print JSON")
	f.StringVar(&owners, "owners", "", "take who owns which outlet from `FILE`, a table (CSV)")
	f.StringVar(&grade, "grade", "", "give OUTLET your own `GRADE`, A to F")
	f.StringVar(&note, "note", "", "why")
	f.StringVar(&by, "by", by, "who grades")
	return c
}

// A gradedSource is an outlet with the grade that it earned, and a person's.
type gradedSource struct {
	link.Source
	Owner string          `json:"owner"`
	Given *casefile.Grade `json:"given"` // the last that a person gave; nil
}

// graded returns the outlets of a case with their grades.
func graded(ctx context.Context, s casefile.Store) ([]gradedSource, error) {
	outlets := make(map[hearsay.DocumentID]string)
	for k, err := range s.Documents(ctx) {
		if err != nil {
			return nil, err
		}
		outlets[k.Document.ID] = k.Document.Outlet
	}
	x := exporter{store: s}
	sources, err := link.Sources(x.joined(ctx), func(id hearsay.DocumentID) string { return outlets[id] })
	if err != nil {
		return nil, err
	}
	given := make(map[string]*casefile.Grade)
	grades, err := s.Grades(ctx)
	if err != nil {
		return nil, err
	}
	for i, g := range grades {
		given[link.Fold(g.Source)] = &grades[i]
		if g.Grade == "" {
			delete(given, link.Fold(g.Source))
		}
	}
	owners := make(map[string]string)
	table, err := s.Owners(ctx)
	if err != nil {
		return nil, err
	}
	for _, o := range table {
		owners[link.Fold(o.Outlet)] = o.Owner
	}
	out := []gradedSource{}
	for _, x := range sources {
		key := link.Fold(x.Name)
		out = append(out, gradedSource{x, owners[key], given[key]})
		delete(given, key)
	}
	for _, g := range grades { // those that earned none
		if key := link.Fold(g.Source); given[key] != nil {
			earned := link.Source{Name: g.Source, Grade: link.Record{}.Grade()}
			out = append(out, gradedSource{earned, owners[key], given[key]})
			delete(given, key)
		}
	}
	return out, nil
}

func printSources(w io.Writer, all []gradedSource) {
	for _, x := range all {
		fmt.Fprintf(w, "%s  %s", x.Grade.Grade, x.Name)
		if x.Owner != "" {
			fmt.Fprintf(w, ", of %s", x.Owner)
		}
		if x.Cited {
			fmt.Fprint(w, ", cited")
		}
		fmt.Fprintf(w, "\n     %s\n", x.Grade.Why)
		if g := x.Given; g != nil {
			fmt.Fprintf(w, "     %s by %s\n", g.Grade, strings.Join(nonEmpty(g.By, g.At.Format("2006-01-02"), g.Note), ", "))
		}
	}
	if len(all) == 0 {
		fmt.Fprintln(w, "No source has claims that could be tested.")
	}
}

// printRecord prints on which links a grade rests.
func printRecord(ctx context.Context, w io.Writer, s casefile.Store, x *gradedSource) error {
	for _, id := range x.For {
		p, err := s.Links(ctx, casefile.LinkAsk{ID: id})
		if err != nil {
			return err
		}
		for i := range p.Links {
			l := &p.Links[i]
			for _, r := range l.Refs() {
				k, err := s.Document(ctx, r.Document().String())
				if err != nil {
					return err
				}
				if k.Document.Outlet == x.Name || x.Cited {
					fmt.Fprintf(w, "     %-13s %s %s\n", l.Kind, shortRef(r), cmp.Or(k.Document.Title, k.Document.URL))
					break
				}
			}
		}
	}
	return nil
}

// shortRef writes a ref as people type it: "3f9c81d02b44#v3".
func shortRef(r hearsay.Ref) string {
	id, record, ok := strings.Cut(r.ID, "#")
	id = id[:min(len(id), 12)]
	if ok {
		id += "#" + record
	}
	return id
}

// keepOwners reads the table of owners at path.
func keepOwners(ctx context.Context, s casefile.Store, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return &hearsay.Error{Op: "sources", Kind: hearsay.NotFound, Err: err, Hint: "Check the name."}
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord = -1
	head, err := r.Read()
	at := func(column string) int {
		return slices.IndexFunc(head, func(h string) bool {
			return strings.EqualFold(strings.TrimSpace(strings.TrimPrefix(h, "\ufeff")), column)
		})
	}
	outlet, owner := at("outlet"), at("owner")
	if err != nil || outlet < 0 || owner < 0 {
		return &hearsay.Error{Op: "sources", Kind: hearsay.Unreadable, Err: fmt.Errorf("%s: no columns outlet and owner in its first line", path), Hint: "Write: outlet,owner"}
	}
	var all []casefile.Owner
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return &hearsay.Error{Op: "sources", Kind: hearsay.Unreadable, Err: fmt.Errorf("%s: %w", path, err), Hint: "Mend the line."}
		}
		if outlet < len(row) && owner < len(row) && row[outlet] != "" {
			all = append(all, casefile.Owner{Outlet: strings.TrimSpace(row[outlet]), Owner: strings.TrimSpace(row[owner])})
		}
	}
	return s.KeepOwners(ctx, all)
}
