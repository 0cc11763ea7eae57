package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/bundle"
	"hearsay/internal/fetch"
	"hearsay/internal/page"
)

// An input is one report to read, or a file or stream that may hold several.
type input struct {
	name  string // as it was given, or as found below a folder or in a bundle that was
	bytes func(context.Context) ([]byte, page.Options, error)
	// open opens what may be a bundle: see opened. nil where bytes has a report.
	open    func() (io.ReadCloser, error)
	address string       // of a report of which a bundle has no more; bytes is then nil
	facts   bundle.Facts // what its bundle says of it
	bundled bool
}

// reportTypes are the endings of the files that are read from folders. A file
// that is named itself is read whatever its ending.
var reportTypes = []string{".txt", ".text", ".html", ".htm", ".xhtml", ".warc", ".eml"}

// find turns arguments into inputs, in their order: a folder into the reports
// in and below it, by name. What cannot be found becomes an input that returns
// the error, so that the others are read all the same.
func find(args []string, stdin io.Reader, web *fetch.Client) ([]input, error) {
	var all []input
	for i, arg := range args {
		scheme, _, isURL := strings.Cut(arg, "://")
		switch {
		case arg == "-" && slices.Contains(args[:i], "-"):
			return nil, invalid("read", "Give each report once.", "standard input (-) is given twice")
		case arg == "-":
			all = append(all, input{name: "standard input", open: func() (io.ReadCloser, error) { return io.NopCloser(stdin), nil }})
		case isURL && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https")):
			all = append(all, remote(web, arg))
		case isURL && !strings.ContainsAny(scheme, `/\`):
			return nil, invalid("read", "Give an http or https address, a file or a folder.", "cannot read %s addresses: %s", scheme, arg)
		default:
			all = append(all, local(arg)...)
		}
	}
	return all, nil
}

// remote is the report at an address.
func remote(web *fetch.Client, address string) input {
	return input{name: address, bytes: func(ctx context.Context) ([]byte, page.Options, error) {
		r, err := web.Get(ctx, address)
		if err != nil {
			return nil, page.Options{}, err
		}
		o := page.Options{ContentType: r.ContentType, URL: r.URL}
		if u, err := url.Parse(r.URL); err == nil {
			o.Name = path.Base(u.Path)
		}
		return r.Body, o, nil
	}}
}

// local is the report in a file, or the reports in a folder.
func local(name string) []input {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return []input{missing(name, err)}
	case !info.IsDir():
		return []input{file(name)}
	}
	var all []input
	err = filepath.WalkDir(name, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			all = append(all, missing(p, err))
			if d != nil && d.IsDir() {
				return filepath.SkipDir
			}
		case p == name:
		case strings.HasPrefix(d.Name(), "."), d.IsDir() && isAssets(p):
			if d.IsDir() {
				return filepath.SkipDir
			}
		case !d.IsDir() && isReport(p):
			all = append(all, file(p))
		}
		return nil
	})
	if err != nil {
		all = append(all, missing(name, err))
	}
	if len(all) == 0 {
		err := &hearsay.Error{Op: "read", Kind: hearsay.NotFound, Err: fmt.Errorf("no reports in %s", name),
			Hint: "Folders are searched for files ending in " + strings.Join(reportTypes, ", ") + "; name other files themselves."}
		all = append(all, failing(name, err))
	}
	return all
}

// isReport reports whether a folder's file is one to read: a plain file, or a
// link to one, with one of the endings of reportTypes.
func isReport(path string) bool {
	name := strings.ToLower(path)
	for _, packed := range []string{".gz", ".zst", ".xz"} {
		name = strings.TrimSuffix(name, packed)
	}
	if !slices.Contains(reportTypes, filepath.Ext(name)) {
		return false
	}
	info, err := os.Stat(path)
	return err != nil || info.Mode().IsRegular()
}

// isAssets reports whether a browser made the folder for what belongs to a page
// that it saved: "report_files" beside "report.html".
func isAssets(path string) bool {
	base, ok := strings.CutSuffix(path, "_files")
	if !ok {
		return false
	}
	return slices.ContainsFunc([]string{".html", ".htm"}, func(ext string) bool {
		_, err := os.Stat(base + ext)
		return err == nil
	})
}

func file(path string) input {
	return input{name: path, open: func() (io.ReadCloser, error) {
		f, err := os.Open(path)
		if err != nil {
			return nil, unopened(path, err)
		}
		return f, nil
	}}
}

// limited reads r to its end, or one byte further than any document may go:
// the rest is for page.Parse to refuse.
func limited(r io.Reader) ([]byte, error) { return io.ReadAll(io.LimitReader(r, page.MaxSize+1)) }

func missing(path string, err error) input { return failing(path, unopened(path, err)) }

func failing(name string, err error) input {
	return input{name: name, bytes: func(context.Context) ([]byte, page.Options, error) { return nil, page.Options{}, err }}
}

// unopened says why a file could not be read.
func unopened(path string, err error) error {
	e := &hearsay.Error{Op: "read", Kind: hearsay.Unreadable, Hint: "Check that you may read it."}
	cause := err
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		cause = pe.Err
	}
	if errors.Is(err, fs.ErrNotExist) {
		e.Kind, e.Hint = hearsay.NotFound, "Check the name."
		cause = errors.New("no such file or folder")
	}
	e.Err = fmt.Errorf("%s: %w", cmp.Or(path, `""`), cause)
	return e
}
