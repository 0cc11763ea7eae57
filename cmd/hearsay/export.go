package main

import (
	"context"
	"encoding/json"
	"iter"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/export"
	"hearsay/internal/neural"
	"hearsay/internal/query"
)

func newExport() *cobra.Command {
	var out, ask, offsets, what string
	var trees bool
	c := &cobra.Command{
		Use:   "export CASE FORMAT [QUERY…]",
		Short: "Write a case's readings for other programs",
		Long: `Write the readings of a case, corrected where people corrected them, by date of
publication: the same case gives the same bytes, whenever its reports were added.

A QUERY is one of hearsay find: only the reports that it finds are written, and
formats that are lists of events hold only the events that it is about.
` + formatList() + `
  corrections    one correction a line, with what stood there before: training data`,
		Example: `  hearsay export syria.hearsay jsonl -o syria.jsonl
  hearsay export syria.hearsay plover type:ASSAULT since:2022
  hearsay export syria.hearsay parquet -o tables 'said-by:reuters OR outlet:"Daily Herald"'`,
		Args: arguments(cobra.MinimumNArgs(2)),
	}
	c.RunE = onCase(true, func(c *cobra.Command, s casefile.Store, args []string) error {
		unit, err := export.ParseUnit(offsets)
		if err != nil {
			return invalid("export", "Give --offsets bytes, utf16 or codepoints.", "%w", err)
		}
		ask = strings.Join(append(args[1:], nonEmpty(ask)...), " ")
		x := exporter{store: s}
		if x.wanted, err = asked(c.Context(), s, ask); err != nil {
			return err
		}
		switch f := formatNamed(args[0]); {
		case what == "links" && args[0] == "jsonl":
			return x.links(c.Context(), out)
		case what != "readings":
			return invalid("export", "Give jsonl --what links.", "no %s of %s", args[0], what)
		case args[0] == "corrections":
			return x.corrections(c.Context(), out)
		case f != nil:
			o := formatOptions{unit: unit, about: ask}
			if trees {
				o.grammar = grammar(sync.OnceValues(func() (*neural.Model, error) {
					return loadModel("", neural.Options{Workers: runtime.GOMAXPROCS(0)})
				}))
			}
			return x.readings(c.Context(), f, out, o)
		}
		return invalid("export", "Give "+strings.Join(formatNames("corrections"), ", ")+".", "no format %q", args[0])
	})
	f := c.Flags()
	f.StringVarP(&out, "output", "o", "", "write to `FILE`, or folder, which appears when it is complete")
	f.StringVar(&ask, "query", "", "only what `QUERY` finds, as after FORMAT")
	f.StringVar(&offsets, "offsets", "bytes", "count offsets in `UNITS`: bytes, utf16 or codepoints")
	f.StringVar(&what, "what", "readings", "write `WHAT`: readings, or links between them (copies, same events, origins, contradictions, corrections)")
	f.BoolVar(&trees, "trees", false, treesHelp)
	return completing(c, completeFormats)
}

// An exporter writes what was asked for of a case. It holds one reading at a
// time, and of what was asked for the ids alone.
type exporter struct {
	store  casefile.Store
	wanted map[hearsay.DocumentID][]hearsay.EventID // with the events that were asked for; nil: all
}

// asked returns the documents that a query finds, with the events it is about;
// nil for all.
func asked(ctx context.Context, s casefile.Store, q string) (map[hearsay.DocumentID][]hearsay.EventID, error) {
	if q == "" {
		return nil, nil
	}
	n, err := query.Parse(q)
	if err != nil {
		return nil, invalid("export", "hearsay find --help lists the fields.", "%w", err)
	}
	found := make(map[hearsay.DocumentID][]hearsay.EventID)
	for a := (casefile.Ask{Query: n, Limit: 500}); ; {
		p, err := s.Find(ctx, a)
		if err != nil {
			return nil, err
		}
		for _, h := range p.Hits {
			found[h.Document] = h.Events
		}
		if a.After = p.Next; a.After == "" {
			return found, nil
		}
	}
}

// all yields the readings asked for as people corrected them, by date of
// publication. Each has all of its events.
func (x *exporter) all(ctx context.Context) iter.Seq2[*hearsay.Reading, error] {
	return func(yield func(*hearsay.Reading, error) bool) {
		for k, err := range x.store.Documents(ctx) {
			if err != nil {
				yield(nil, err)
				return
			}
			if _, ok := x.wanted[k.Document.ID]; k.State != casefile.Read || x.wanted != nil && !ok {
				continue
			}
			r, edits, err := x.store.Reading(ctx, k.Document.ID)
			if err == nil && r == nil {
				continue
			}
			if err == nil {
				r, _ = casefile.Overlay(r, edits)
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
}

// readings writes the readings in a format, and the links between them if it
// has a place for them.
func (x *exporter) readings(ctx context.Context, f *format, path string, o formatOptions) error {
	enc, file, err := f.to("export", path, o)
	if err != nil {
		return err
	}
	defer file.discard()
	for r, err := range x.all(ctx) {
		if err != nil {
			return err
		}
		if f.events {
			r = x.only(r)
		}
		if err := enc.Write("", r); err != nil {
			return err
		}
	}
	if l, ok := enc.(linkEncoder); ok {
		for k, err := range x.joined(ctx) {
			if err != nil {
				return err
			}
			if err := l.WriteLink(k); err != nil {
				return err
			}
		}
	}
	if err := enc.Close(); err != nil {
		return err
	}
	return file.complete()
}

// A linkEncoder has a place for links. They come after all readings.
type linkEncoder interface{ WriteLink(*hearsay.Link) error }

// only returns r with the events that were asked for alone, if any were. They
// keep their ids. Other places lose their pins, so that a map shows none of them.
func (x *exporter) only(r *hearsay.Reading) *hearsay.Reading {
	wanted := x.wanted[r.Document.ID]
	if len(wanted) == 0 {
		return r
	}
	some := *r
	some.Events = slices.DeleteFunc(slices.Clone(r.Events), func(e hearsay.Event) bool { return !slices.Contains(wanted, e.ID) })
	some.Places = slices.Clone(r.Places)
	for i := range some.Places {
		p := &some.Places[i]
		if !slices.ContainsFunc(some.Events, func(e hearsay.Event) bool { return e.Place.Ref == p.ID }) {
			p.Lat, p.Lon = nil, nil
		}
	}
	return &some
}

// joined yields the links between the reports asked for: those of which all are.
func (x *exporter) joined(ctx context.Context) iter.Seq2[*hearsay.Link, error] {
	return func(yield func(*hearsay.Link, error) bool) {
		for a := (casefile.LinkAsk{Limit: 500}); ; {
			p, err := x.store.Links(ctx, a)
			if err != nil {
				yield(nil, err)
				return
			}
			for i := range p.Links {
				if x.has(&p.Links[i]) && !yield(&p.Links[i], nil) {
					return
				}
			}
			if a.After = p.Next; a.After == "" {
				return
			}
		}
	}
}

// has reports whether all reports that l joins were asked for.
func (x *exporter) has(l *hearsay.Link) bool {
	return x.wanted == nil || !slices.ContainsFunc(l.Refs(), func(r hearsay.Ref) bool { _, ok := x.wanted[r.Document()]; return !ok })
}

// links writes the links of a case, one a line, to path.
func (x *exporter) links(ctx context.Context, path string) error {
	if err := linkWaiting(ctx, x.store, os.Stderr); err != nil {
		return err
	}
	return lines(path, x.joined(ctx))
}

// corrections writes what people corrected, one correction a line, to path.
func (x *exporter) corrections(ctx context.Context, path string) error {
	edits, err := x.store.Edits(ctx)
	if err != nil {
		return err
	}
	return lines(path, func(yield func(*casefile.Edit, error) bool) {
		for i := range edits {
			if _, ok := x.wanted[edits[i].Document]; x.wanted != nil && !ok {
				continue
			}
			if !yield(&edits[i], nil) {
				return
			}
		}
	})
}

// lines writes values as JSON, one a line, to path.
func lines[T any](path string, all iter.Seq2[*T, error]) error {
	file, err := open(path)
	if err != nil {
		return err
	}
	defer file.discard()
	e := json.NewEncoder(file)
	e.SetEscapeHTML(false)
	for v, err := range all {
		if err != nil {
			return err
		}
		if err := e.Encode(v); err != nil {
			return err
		}
	}
	return file.complete()
}
