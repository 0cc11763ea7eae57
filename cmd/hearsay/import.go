package main

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/foreign"
)

func newImport() *cobra.Command {
	c := &cobra.Command{
		Use:   "import",
		Short: "Take into a case what others made: owners of outlets, corrected annotations",
		Args:  arguments(cobra.NoArgs),
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newImportOwners(), newImportCorrections())
	return c
}

func newImportOwners() *cobra.Command {
	return &cobra.Command{
		Use:   "owners CASE FILE",
		Short: "Take a table of who owns which outlet",
		Long: `Take a table of comma-separated values with the columns outlet and owner, in any
order and beside others. Outlets of one owner do not count as independent of each
other. The table takes the place of the one before.`,
		Example: "  hearsay import owners syria.hearsay owners.csv",
		Args:    arguments(cobra.ExactArgs(2)),
		RunE: onCase(true, func(c *cobra.Command, s casefile.Store, args []string) error {
			file, err := given(args[0], c.InOrStdin())
			if err != nil {
				return err
			}
			defer file.Close()
			all, err := foreign.Owners(file)
			if err != nil {
				return err
			}
			kept := make([]casefile.Owner, len(all))
			for i, x := range all {
				kept[i] = casefile.Owner{Outlet: x.Outlet, Owner: x.Owner}
			}
			if err := s.KeepOwners(c.Context(), kept); err != nil {
				return err
			}
			fmt.Fprintf(c.OutOrStdout(), "%d outlets and their owners\n", len(kept))
			return nil
		}),
	}
}

func newImportCorrections() *cobra.Command {
	var by, note string
	var dry bool
	c := &cobra.Command{
		Use:   "corrections CASE PATH…",
		Short: "Take corrections made in brat or in Web Annotations",
		Long: `Compare annotations that people corrected with the readings of a case, and keep
what is otherwise as corrections: the type, mode and status of events, who does what
with words, times, names of places, and records that were taken away.

A PATH is a folder that hearsay export brat wrote, a file of it (.ann), or a page of
Web Annotations (.json, .jsonld) that hearsay export webannotation wrote. What was
annotated anew, on words that are no record, is counted and not kept.`,
		Example: "  hearsay export syria.hearsay brat -o annotate\n  hearsay import corrections syria.hearsay annotate --dry-run\n  hearsay import corrections syria.hearsay annotate --by mara",
		Args:    arguments(cobra.MinimumNArgs(2)),
	}
	c.RunE = onCase(true, func(c *cobra.Command, s casefile.Store, args []string) error {
		t := &taker{c: c, s: s, by: by, note: note, dry: dry}
		for _, path := range args {
			if err := t.take(path); err != nil {
				return err
			}
		}
		what := "kept"
		if dry {
			what = "would be kept"
		}
		fmt.Fprintf(c.OutOrStdout(), "%d corrections of %d reports %s; %d annotations are on words that are no record\n", t.edits, t.reports, what, t.foreign)
		return nil
	})
	if u, err := user.Current(); err == nil {
		by = u.Username
	}
	c.Flags().StringVar(&by, "by", by, "who corrected")
	c.Flags().StringVar(&note, "note", "", "why")
	c.Flags().BoolVar(&dry, "dry-run", false, "only show what would be kept")
	return c
}

// A taker takes corrections out of files.
type taker struct {
	c                       *cobra.Command
	s                       casefile.Store
	by, note                string
	dry                     bool
	edits, reports, foreign int
}

func (t *taker) take(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return &hearsay.Error{Op: "import", Kind: hearsay.NotFound, Err: err, Hint: "Check the name."}
	}
	if !info.IsDir() {
		return t.file(path)
	}
	n := 0
	err = filepath.WalkDir(path, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(p) != ".ann" {
			return err
		}
		n++
		return t.file(p)
	})
	if err == nil && n == 0 {
		err = invalid("import", "Give a folder that hearsay export brat wrote.", "%s has no .ann files", path)
	}
	return err
}

func (t *taker) file(path string) error {
	file, err := given(path, t.c.InOrStdin())
	if err != nil {
		return err
	}
	defer file.Close()
	switch filepath.Ext(path) {
	case ".ann":
		r, err := t.reading(strings.TrimSuffix(filepath.Base(path), ".ann"))
		if err != nil {
			return err
		}
		found, err := foreign.Brat(file, r)
		if err != nil {
			return inFile(path, err)
		}
		return t.keep(r, found)
	case ".json", ".jsonld":
		all, _, err := foreign.Annotations(file)
		if err != nil {
			return inFile(path, err)
		}
		var ids []string
		for _, a := range all {
			if !slices.Contains(ids, a.Document) {
				ids = append(ids, a.Document)
			}
		}
		for _, id := range ids {
			r, err := t.reading(id)
			if err != nil {
				return err
			}
			if err := t.keep(r, foreign.Differ(all, r)); err != nil {
				return err
			}
		}
		return nil
	}
	return invalid("import", "Give .ann files of brat, or Web Annotations as .json or .jsonld.", "%s is in no form that is known", path)
}

// inFile says in which file something is wrong.
func inFile(path string, err error) error {
	if e, ok := err.(*hearsay.Error); ok {
		e.Err = fmt.Errorf("%s: %w", path, e.Err)
	}
	return err
}

// reading returns the reading of a report as it is corrected so far.
func (t *taker) reading(id string) (*hearsay.Reading, error) {
	k, err := t.s.Document(t.c.Context(), id)
	if err != nil {
		return nil, err
	}
	r, edits, err := t.s.Reading(t.c.Context(), k.Document.ID)
	if err != nil {
		return nil, err
	}
	if r == nil {
		return nil, invalid("import", "Run hearsay reread first.", "the report %.12s has no reading yet", id)
	}
	r, _ = casefile.Overlay(r, edits)
	return r, nil
}

// keep keeps corrections of one report, each resolved on the reading with those
// before it, and prints them.
func (t *taker) keep(r *hearsay.Reading, found foreign.Corrections) error {
	t.foreign += len(found.Foreign)
	if len(found.Changed) > 0 {
		t.reports++
	}
	for _, x := range found.Changed {
		e, err := casefile.Resolve(r, x.Record, x.Field, x.Value)
		if err != nil {
			fmt.Fprintf(t.c.ErrOrStderr(), "hearsay: %.12s#%s %s: %v\n", x.Document, x.Record, x.Field, err)
			continue
		}
		e.At, e.By, e.Note = time.Now().UTC().Truncate(time.Second), t.by, t.note
		fmt.Fprintf(t.c.OutOrStdout(), "%.12s#%s %s %s: %s → %s\n", x.Document, x.Record, shortened(e.Span.Text), e.Field, cmp.Or(e.Before, "–"), cmp.Or(e.Value, "–"))
		t.edits++
		if t.dry {
			continue
		}
		if err := t.s.Correct(t.c.Context(), e); err != nil {
			return err
		}
	}
	return nil
}
