package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"strings"

	"hearsay"
	"hearsay/internal/bundle"
	"hearsay/internal/page"
)

// opened returns the reports in inputs, one after the other: what a bundle holds
// takes its place. Only the report on its way is in memory. names renames keys of
// JSON lines and columns of tables.
func opened(inputs []input, names map[string]string) iter.Seq[input] {
	return func(yield func(input) bool) {
		for _, in := range inputs {
			if in.open == nil && !yield(in) || in.open != nil && !entries(in, names, yield) {
				return
			}
		}
	}
}

// entries yields what in holds, and reports whether to go on. A fault in a reader
// of bundles is an error of the bundle.
func entries(in input, names map[string]string, yield func(input) bool) (more bool) {
	defer func() {
		if fault := recover(); fault != nil {
			more = yield(failing(in.name, &hearsay.Error{Op: "read", Kind: hearsay.Internal, Err: fmt.Errorf("a fault in hearsay: %v (%s)", fault, faultLine()),
				Hint: "Please report this line with the file; the other files are not concerned."}))
		}
	}()
	f, err := in.open()
	if err != nil {
		return yield(failing(in.name, err))
	}
	defer f.Close()
	o := bundle.Options{Name: filepath.Base(in.name), Map: names}
	kind, r, err := bundle.Open(f, o)
	if err != nil {
		return yield(failing(in.name, err))
	}
	if kind == bundle.None {
		b, err := limited(r)
		if err != nil {
			return yield(failing(in.name, unopened(in.name, err)))
		}
		return yield(holding(in.name, b, page.Options{Name: o.Name}))
	}
	for it, err := range bundle.Read(kind, r, o) {
		entry := holding(in.name+", "+it.Name, it.Body, page.Options{Name: o.Name, ContentType: it.ContentType, URL: it.URL})
		entry.facts = it.Facts
		switch {
		case err != nil:
			entry = failing(in.name, entryError(err))
		case it.Nested:
			entry = failing(entry.name, &hearsay.Error{Op: "read", Kind: hearsay.Unreadable, Err: fmt.Errorf("%s is another list", it.URL),
				Hint: "Give the list itself to hearsay add, which opens lists of lists."})
		case it.Body == nil:
			entry.bytes, entry.address = nil, it.URL
		}
		entry.bundled = true
		if !yield(entry) {
			return false
		}
	}
	return true
}

// holding is the report in b.
func holding(name string, b []byte, o page.Options) input {
	return input{name: name, bytes: func(context.Context) ([]byte, page.Options, error) { return b, o, nil }}
}

// entryError is what is wrong with one report of a bundle, or with the bundle.
func entryError(err error) error {
	if e, ok := errors.AsType[*bundle.ItemError](err); ok {
		return &hearsay.Error{Op: "read", Kind: hearsay.Unreadable, Err: e, Hint: "The reports around it are read; mend it in the bundle."}
	}
	return err
}

// begun looks at the first report, and returns all reports and whether the first
// is from a bundle. end gives up what was not asked for.
func begun(inputs iter.Seq[input]) (all iter.Seq[input], bundled bool, end func()) {
	next, stop := iter.Pull(inputs)
	first, ok := next()
	return func(yield func(input) bool) {
		for in, more := first, ok; more; in, more = next() {
			if !yield(in) {
				return
			}
		}
	}, !ok || first.bundled, stop
}

// keyNames reads --map title=headline.
func keyNames(op string, flags []string) (map[string]string, error) {
	names := make(map[string]string, len(flags))
	for _, k := range flags {
		from, to, ok := strings.Cut(k, "=")
		if !ok {
			return nil, invalid(op, "Write --map title=headline,text=body.", "--map %q has no =", k)
		}
		names[from] = to
	}
	return names, nil
}
