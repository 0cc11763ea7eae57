// Package intake brings reports into a case: it finds them in files, folders,
// addresses and bundles, turns their bytes into documents, and has what waits in
// the case read.
//
// Whatever cannot be read is kept with its reason, under the hash of what was
// received, so that it is listed by a check and tried again when asked for.
// Adding everything twice changes nothing.
package intake

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"hearsay"
	"hearsay/internal/bundle"
	"hearsay/internal/casefile"
	"hearsay/internal/fetch"
	"hearsay/internal/page"
	"hearsay/internal/reading"
)

// Options say how reports are taken in. The zero value is the default.
type Options struct {
	Jobs      int               // reports prepared at once; 0 is 4
	Map       map[string]string // keys of JSON Lines and columns of CSV: see [bundle.Options]
	Published string            // the date of publication of all reports, in a form of [page.ParseDate]
	Outlet    string            // who published those that do not say
	Stdin     io.Reader         // for "-"
	// Most is how many documents may wait to be read before no more are taken in
	// until there are fewer; 0 is any number. Somebody else must read.
	Most int
	// Done is called after each report, by one goroutine at a time; may be nil.
	Done func(Step)
}

// A Step is what became of one report, or of a bundle that could not be read to
// its end.
type Step struct {
	Name     string
	Document hearsay.DocumentID // zero if it failed
	Title    string
	Outcome  casefile.Outcome
	Err      error // why it failed, or could not be kept at all
}

// A Totals counts what became of reports.
type Totals struct {
	Added    int `json:"added"`
	Known    int `json:"known"`
	Versions int `json:"versions"`
	Failed   int `json:"failed"`
}

// An Intake brings reports into one case.
type Intake struct {
	store casefile.Store
	web   *fetch.Client
	o     Options
	fresh bool // leave out addresses that the case has seen
}

// New returns an Intake into store, which fetches with web.
func New(store casefile.Store, web *fetch.Client, o Options) *Intake {
	o.Jobs = cmp.Or(o.Jobs, 4)
	return &Intake{store: store, web: web, o: o}
}

// batch is how many reports are written in one transaction, at most, and how
// long the first of them waits for the others.
const (
	batch  = 64
	linger = 200 * time.Millisecond
)

// A found report is on its way: either ready, or to be prepared.
type found struct {
	name    string
	prepare func(context.Context) casefile.Report
	err     error // instead of a report: a bundle that broke off, a name that leads nowhere
}

// Add takes in what args name: files, folders, patterns ("news/*.html"), http
// and https addresses, and "-" for standard input. What has several reports in it
// is opened (see package bundle). It returns an error only if the case cannot be
// written to, or ctx ends; what was taken in before stays.
func (in *Intake) Add(ctx context.Context, args ...string) (Totals, error) {
	return in.take(ctx, func(send func(found) bool) {
		for _, arg := range args {
			if !in.find(ctx, arg, send) {
				return
			}
		}
	})
}

// A Source is bytes that somebody handed in, and what is said of them.
type Source struct {
	Name        string // of the file
	URL         string // where they are from; ""
	ContentType string // as HTTP gives it; "" if not known
	Body        []byte
}

// AddSources takes in what was handed in, as [Intake.Add] does what stands in
// files.
func (in *Intake) AddSources(ctx context.Context, all ...Source) (Totals, error) {
	return in.take(ctx, func(send func(found) bool) {
		for _, s := range all {
			if !in.open(ctx, bytes.NewReader(s.Body), origin{name: s.Name, url: s.URL, contentType: s.ContentType}, 0, send) {
				return
			}
		}
	})
}

// AddAddresses takes in what addresses lead to, as [Intake.Add] does: nothing
// else, no files.
func (in *Intake) AddAddresses(ctx context.Context, urls ...string) (Totals, error) {
	return in.take(ctx, func(send func(found) bool) {
		for _, u := range urls {
			if !in.address(ctx, u, 0, send) {
				return
			}
		}
	})
}

// take takes in what each sends.
func (in *Intake) take(ctx context.Context, each func(send func(found) bool)) (Totals, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	todo, ready := make(chan found), make(chan prepared)
	go func() {
		defer close(todo)
		each(func(f found) bool {
			select {
			case todo <- f:
				return true
			case <-ctx.Done():
				return false
			}
		})
	}()
	var workers sync.WaitGroup
	for range in.o.Jobs {
		workers.Go(func() {
			for f := range todo {
				p := prepared{name: f.name, err: f.err}
				if f.err == nil {
					p.report = f.prepare(ctx)
				}
				select {
				case ready <- p:
				case <-ctx.Done():
					return
				}
			}
		})
	}
	go func() { workers.Wait(); close(ready) }()
	t, err := in.keep(ctx, ready)
	stop()
	for range ready { // let the workers end
	}
	return t, err
}

type prepared struct {
	name   string
	report casefile.Report
	err    error
}

// keep writes reports in batches.
func (in *Intake) keep(ctx context.Context, ready <-chan prepared) (t Totals, err error) {
	var waiting []prepared
	flush := func() error {
		if len(waiting) == 0 {
			return nil
		}
		reports := make([]casefile.Report, len(waiting))
		for i, p := range waiting {
			reports[i] = p.report
		}
		if err := in.room(ctx); err != nil {
			return err
		}
		outcomes, err := in.store.Add(ctx, reports...)
		if err != nil {
			return err
		}
		for i, o := range outcomes {
			t.count(o)
			d := &reports[i].Document
			step := Step{Name: waiting[i].name, Document: d.ID, Title: d.Title, Outcome: o}
			if o == casefile.Failed {
				step.Document, step.Err = hearsay.DocumentID{}, errors.New(reports[i].Error)
			}
			in.tell(step)
		}
		waiting = waiting[:0]
		return nil
	}
	timer := time.NewTicker(linger)
	defer timer.Stop()
	for {
		select {
		case p, ok := <-ready:
			switch {
			case !ok:
				return t, errors.Join(flush(), context.Cause(ctx))
			case p.err != nil:
				t.Failed++
				in.tell(Step{Name: p.name, Outcome: casefile.Failed, Err: p.err})
				continue
			}
			if waiting = append(waiting, p); len(waiting) < batch {
				continue
			}
		case <-timer.C:
		case <-ctx.Done():
			return t, ctx.Err()
		}
		if err := flush(); err != nil {
			return t, err
		}
	}
}

// room waits until fewer documents wait to be read than may.
func (in *Intake) room(ctx context.Context) error {
	for in.o.Most > 0 {
		q, err := in.store.Queue(ctx)
		if err != nil || q.Waiting+q.Retrying < in.o.Most {
			return err
		}
		select {
		case <-time.After(linger):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

func (t *Totals) count(o casefile.Outcome) {
	switch o {
	case casefile.Added:
		t.Added++
	case casefile.Known:
		t.Known++
	case casefile.Version:
		t.Versions++
	case casefile.Failed:
		t.Failed++
	}
}

func (in *Intake) tell(s Step) {
	if in.o.Done != nil {
		in.o.Done(s)
	}
}

// find sends what arg names, and reports whether to go on.
func (in *Intake) find(ctx context.Context, arg string, send func(found) bool) bool {
	failed := func(err error) bool { return send(found{name: arg, err: err}) }
	switch scheme, _, isURL := strings.Cut(arg, "://"); {
	case arg == "-" && in.o.Stdin != nil:
		return in.open(ctx, in.o.Stdin, origin{name: "standard input"}, 0, send)
	case isURL && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https")):
		return in.address(ctx, arg, 0, send)
	}
	info, err := os.Stat(arg)
	if errors.Is(err, fs.ErrNotExist) {
		names, globErr := filepath.Glob(arg)
		if !strings.HasPrefix(filepath.Base(arg), ".") { // as shells have it
			names = slices.DeleteFunc(names, func(n string) bool { return strings.HasPrefix(filepath.Base(n), ".") })
		}
		if globErr != nil || len(names) == 0 {
			return failed(&hearsay.Error{Op: "add", Kind: hearsay.NotFound, Err: fmt.Errorf("%s: no such file, folder or address", arg), Hint: "Check the name."})
		}
		for _, n := range names {
			if !in.find(ctx, n, send) {
				return false
			}
		}
		return true
	}
	if err != nil {
		return failed(err)
	}
	if !info.IsDir() {
		return in.file(ctx, arg, send)
	}
	more := true
	filepath.WalkDir(arg, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			more = send(found{name: path, err: err})
		case path != arg && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return filepath.SkipDir
			}
		case d.Type().IsRegular() && endings[ending(path)]:
			more = in.file(ctx, path, send)
		}
		if !more {
			return filepath.SkipAll
		}
		return nil
	})
	return more
}

// endings are those of the files that are taken from folders. A file that is
// named itself is taken whatever its ending.
var endings = map[string]bool{
	".txt": true, ".text": true, ".html": true, ".htm": true, ".xhtml": true, ".xml": true, ".json": true, ".jsonl": true, ".ndjson": true,
	".warc": true, ".eml": true, ".opml": true, ".rss": true, ".atom": true, ".csv": true,
}

// ending returns the ending of a file name without that of its compression.
func ending(path string) string {
	path = strings.ToLower(path)
	for _, z := range []string{".gz", ".zst", ".xz"} {
		path = strings.TrimSuffix(path, z)
	}
	return filepath.Ext(path)
}

func (in *Intake) file(ctx context.Context, path string, send func(found) bool) bool {
	f, err := os.Open(path)
	if err != nil {
		return send(found{name: path, err: err})
	}
	defer f.Close()
	return in.open(ctx, f, origin{name: path}, 0, send)
}

// An origin is where bytes came from.
type origin struct{ name, url, contentType string }

// deepest is how deep bundles may name one another: a list of feeds, a feed.
const deepest = 3

// open sends the reports in r: those of a bundle, or the one that it is.
func (in *Intake) open(ctx context.Context, r io.Reader, o origin, depth int, send func(found) bool) bool {
	bo := bundle.Options{Name: filepath.Base(o.name), ContentType: o.contentType, URL: o.url, Map: in.o.Map}
	kind, r, err := bundle.Open(r, bo)
	if err != nil {
		return send(found{name: o.name, err: err})
	}
	if kind == bundle.None {
		body, err := io.ReadAll(io.LimitReader(r, page.MaxSize+1))
		if err != nil {
			return send(found{name: o.name, err: err})
		}
		return send(found{name: o.name, prepare: func(context.Context) casefile.Report { return in.report(body, o, bundle.Facts{}) }})
	}
	for it, err := range bundle.Read(kind, r, bo) {
		name := o.name + ", " + it.Name
		more := true
		switch {
		case err != nil:
			more = send(found{name: o.name, err: err})
		case it.Nested && depth < deepest:
			more = in.address(ctx, it.URL, depth+1, send)
		case it.Nested:
			more = send(found{name: name, err: errors.New("lists of lists nest too deep")})
		case in.fresh && it.URL != "" && in.seen(ctx, it.URL):
		case it.Body == nil:
			more = send(found{name: public(it.URL), prepare: func(ctx context.Context) casefile.Report { return in.fetched(ctx, it.URL, it.Facts) }})
		default:
			at := origin{name: name, url: it.URL, contentType: it.ContentType}
			more = send(found{name: name, prepare: func(context.Context) casefile.Report { return in.report(it.Body, at, it.Facts) }})
		}
		if !more {
			return false
		}
	}
	return true
}

// address fetches what may be a report or a bundle.
func (in *Intake) address(ctx context.Context, url string, depth int, send func(found) bool) bool {
	r, err := in.web.Get(ctx, url)
	if err != nil {
		return send(found{name: public(url), prepare: func(context.Context) casefile.Report { return failed(url, url, nil, err) }})
	}
	return in.open(ctx, strings.NewReader(string(r.Body)), origin{name: url, url: r.URL, contentType: r.ContentType}, depth, send)
}

// fetched is the report at an address.
func (in *Intake) fetched(ctx context.Context, url string, facts bundle.Facts) casefile.Report {
	r, err := in.web.Get(ctx, url)
	if err != nil {
		return failed(url, url, nil, err)
	}
	return in.report(r.Body, origin{name: url, url: r.URL, contentType: r.ContentType}, facts)
}

// failed is a report that could not be read as one.
func failed(name, url string, source []byte, err error) casefile.Report {
	return casefile.Report{Document: hearsay.Document{Name: public(name), URL: public(url)}, Error: err.Error(), Source: source}
}

// public returns an address without the password in it: nothing is fetched with one,
// and a case is passed on.
func public(address string) string {
	if u, err := url.Parse(address); err == nil && u.User != nil {
		return u.Redacted()
	}
	return address
}

// report turns bytes into a document.
func (in *Intake) report(body []byte, o origin, f bundle.Facts) casefile.Report {
	p, err := Parse(body, page.Options{ContentType: o.contentType, URL: o.url, Name: filepath.Base(o.name), Published: in.o.Published}, f)
	if err != nil {
		return failed(o.name, o.url, body, err)
	}
	p.Document.Name = o.name
	p.Document.Outlet = cmp.Or(p.Document.Outlet, in.o.Outlet)
	return casefile.Report{Document: p.Document, Findings: p.Findings, Section: f.Section, Updated: f.Updated}
}

// Parse reads a report as [page.Parse] does. What its bundle says of it fills what
// its page does not.
func Parse(body []byte, o page.Options, f bundle.Facts) (*page.Page, error) {
	o.Language = f.Language
	p, err := page.Parse(body, o)
	if err != nil {
		return nil, err
	}
	d := &p.Document
	d.Title = cmp.Or(d.Title, f.Title)
	d.Outlet = cmp.Or(d.Outlet, f.Outlet)
	d.Agency = cmp.Or(d.Agency, f.Agency)
	if len(d.Authors) == 0 && len(f.Authors) > 0 {
		d.Authors = f.Authors
	}
	if d.Published.Value == "" {
		if at, ok := date(f.Published); ok {
			d.Published = at
			p.Findings = without(p.Findings, "no-publication-date")
		}
	}
	return p, nil
}

// without returns findings but those of one kind, numbered anew.
func without(all []hearsay.Finding, kind string) []hearsay.Finding {
	var out []hearsay.Finding
	for _, f := range all {
		if f.Kind != kind {
			f.ID = hearsay.FindingID(len(out) + 1)
			out = append(out, f)
		}
	}
	return out
}

// layouts are the forms in which feeds and agencies write dates, beside those of
// [page.ParseDate]: RFC 822 and 1123 with their errors, and ISO 8601 without marks.
var layouts = []string{
	time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 MST",
	time.RFC822Z, time.RFC822, "20060102T150405Z", "20060102T150405-0700", "20060102T150405", "20060102",
}

// date reads a date of publication as bundles write it.
func date(s string) (hearsay.Date, bool) {
	s = strings.TrimSpace(s)
	if d, err := page.ParseDate(s); err == nil {
		d.From = hearsay.FromMetadata
		return d, true
	}
	for _, l := range layouts {
		t, err := time.Parse(l, s)
		if err != nil {
			continue
		}
		if l == "20060102" {
			return hearsay.Date{Value: t.Format("2006-01-02"), Precision: hearsay.Day, From: hearsay.FromMetadata}, true
		}
		return hearsay.Date{Value: t.Format("2006-01-02T15:04:05Z07:00"), Precision: hearsay.Second, From: hearsay.FromMetadata}, true
	}
	return hearsay.Date{}, false
}

// Retry takes in again what failed: from what was received then, or where that
// is nothing, from its address. What succeeds takes the place of the failure.
func (in *Intake) Retry(ctx context.Context) (Totals, error) {
	var all []*casefile.Kept
	for k, err := range in.store.Documents(ctx) {
		if err != nil {
			return Totals{}, err
		}
		if k.State == casefile.Broken && k.Document.Text == "" {
			all = append(all, k)
		}
	}
	var t Totals
	for _, k := range all {
		d := &k.Document
		var r casefile.Report
		if len(k.Source) == 0 && d.URL != "" {
			r = in.fetched(ctx, d.URL, bundle.Facts{})
		} else {
			r = in.report(k.Source, origin{name: d.Name, url: d.URL}, bundle.Facts{})
		}
		if err := ctx.Err(); err != nil {
			return t, err
		}
		if r.Error != "" {
			t.Failed++
			in.tell(Step{Name: cmp.Or(d.Name, d.URL), Outcome: casefile.Failed, Err: errors.New(r.Error)})
			continue
		}
		outcomes, err := in.store.Add(ctx, r)
		if err != nil {
			return t, err
		}
		if err := in.store.Delete(ctx, d.ID); err != nil {
			return t, err
		}
		t.count(outcomes[0])
		in.tell(Step{Name: cmp.Or(d.Name, d.URL), Outcome: outcomes[0]})
	}
	return t, nil
}

// Reader returns the function by which a case's documents are read. What is read
// is what a person's corrections of the document leave of it.
func Reader(r *reading.Reader) casefile.Reader {
	return func(_ context.Context, k *casefile.Kept) (*hearsay.Reading, error) {
		return r.Read(k.Document, k.Findings), nil
	}
}
