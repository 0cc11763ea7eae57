package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/casefile/postgres"
	"hearsay/internal/desk"
	"hearsay/internal/fetch"
	"hearsay/internal/intake"
	"hearsay/internal/neural"
	"hearsay/internal/query"
	"hearsay/internal/reading"
)

// openCase opens the case called name: a file, or a database by its address.
// mustExist is for commands that do not make one.
func openCase(ctx context.Context, name string, mustExist bool) (casefile.Store, error) {
	switch scheme, _, ok := strings.Cut(name, "://"); {
	case !ok:
		return openFile(ctx, name, mustExist)
	case scheme != "postgres" && scheme != "postgresql":
		return nil, invalid("case", "Give the name of a file, syria.hearsay, or the address of a database, postgres://user@host/syria.", "no cases at %s addresses", scheme)
	}
	s, err := postgres.Open(ctx, name, mustExist)
	if err != nil {
		return nil, err
	}
	return s, nil
}

// nameOf writes the name of a case for people: an address without its password.
func nameOf(name string) string {
	if strings.Contains(name, "://") {
		return postgres.Redacted(name)
	}
	return name
}

// turnOf returns how a case lets those who take reports in share the turns to ask
// a host; nil if it knows of one only.
func turnOf(s casefile.Store) func(context.Context, string, time.Duration) (time.Duration, error) {
	if t, ok := s.(interface {
		Turn(ctx context.Context, host string, delay time.Duration) (time.Duration, error)
	}); ok {
		return t.Turn
	}
	return nil
}

// onCase makes a command out of what is done with an open case.
func onCase(mustExist bool, f func(c *cobra.Command, s casefile.Store, args []string) error) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, args []string) error {
		s, err := openCase(c.Context(), args[0], mustExist)
		if err != nil {
			return err
		}
		err = f(c, s, args[1:])
		return errors.Join(err, s.Close())
	}
}

// newReader loads model and gazetteer for reading a case.
func newReader(workers int) (*reading.Reader, hearsay.Versions, error) {
	m, err := loadModel("", neural.Options{Workers: 1})
	if err != nil {
		return nil, hearsay.Versions{}, err
	}
	g, err := openGazetteer("")
	if err != nil {
		return nil, hearsay.Versions{}, err
	}
	maps, err := loadConfidence("", m)
	if err != nil {
		return nil, hearsay.Versions{}, err
	}
	v := hearsay.Versions{Record: hearsay.RecordVersion, Reading: reading.Version, Model: m.Name(), Gazetteer: g.Version()}
	return reading.New(m, reading.Options{Gazetteer: g, Confidence: maps}), v, nil
}

// readWaiting reads what waits in a case, links it, and shows how far it is.
func readWaiting(ctx context.Context, s casefile.Store, jobs int, errOut *os.File) error {
	counts, err := s.Counts(ctx)
	if err != nil {
		return err
	}
	waiting := counts.Waiting
	r, _, err := newReader(jobs)
	if err != nil {
		return err
	}
	bar := newProgress(errOut, max(waiting, 2), "reading")
	err = s.Work(ctx, casefile.Work{Workers: jobs, Read: intake.Reader(r), Done: func(id hearsay.DocumentID, err error) {
		if err != nil {
			bar.hide()
			fmt.Fprintf(errOut, "hearsay: document %s: %s\n", id.String()[:12], firstLine(err.Error()))
		}
		bar.step()
	}})
	bar.end()
	if err != nil {
		return err
	}
	return linkWaiting(ctx, s, errOut)
}

// linkWaiting links what waits for it in a case, shows how far it is, and prints
// what saved queries found.
func linkWaiting(ctx context.Context, s casefile.Store, errOut *os.File) error {
	counts, err := s.LinkCounts(ctx)
	if err != nil || counts[""] == 0 {
		return err
	}
	bar := newProgress(errOut, max(counts[""], 2), "linking")
	defer bar.end()
	_, err = intake.Link(ctx, s, intake.Linking{
		Done: func(hearsay.DocumentID) { bar.step() },
		Found: func(all []casefile.Find) {
			bar.hide()
			printFinds(errOut, all)
		},
	})
	return err
}

func firstLine(s string) string { s, _, _ = strings.Cut(s, "\n"); return s }

func newAdd() *cobra.Command {
	var o intake.Options
	var keys []string
	var later, asJSON, private bool
	jobs := runtime.GOMAXPROCS(0)
	c := &cobra.Command{
		Use:   "add CASE [REPORT…]",
		Short: "Read reports into a case",
		Long: `Read reports into a case: a file that keeps them, with what was found in them,
and is made by the first add. A report that is in it already is not added again.

A REPORT is a file, a folder, a pattern ("news/*.html"), an http or https address,
or - for standard input. What holds several reports is opened: RSS, Atom and JSON
feeds, lists of them (OPML), sitemaps, web archives (WARC), NITF, NewsML-G2,
ninjs, JSON lines (with the keys ` + strings.Join([]string{"title", "text", "published", "outlet", "url", "authors", "language", "id"}, ", ") + `),
mail (.eml) and tables of addresses (CSV), packed with gzip, zstd or xz or not.

What cannot be read is kept with the reason: hearsay check lists it, hearsay
reread tries it again.

With --later and no report the case is made, or its tables are brought to this
version, and nothing is added: for a database that workers and servers wait for.`,
		Example: `  hearsay add syria.hearsay clippings/ https://news.example/feed.xml
  hearsay add syria.hearsay --map title=headline,text=body articles.jsonl.gz
  hearsay add syria.hearsay --outlet "Daily Herald" crawl-*.warc.gz`,
		Args: arguments(func(c *cobra.Command, args []string) error {
			if later {
				return cobra.MinimumNArgs(1)(c, args)
			}
			return cobra.MinimumNArgs(2)(c, args)
		}),
	}
	c.RunE = onCase(false, func(c *cobra.Command, s casefile.Store, args []string) error {
		var err error
		if o.Map, err = keyNames("add", keys); err != nil {
			return err
		}
		web := fetch.New(fetch.Options{Delay: politeness / 4, Turn: turnOf(s), AllowPrivate: private})
		defer web.Close()
		o.Stdin = c.InOrStdin()
		var first error
		bar := newCounter(os.Stderr, "adding")
		o.Done = func(st intake.Step) {
			bar.step()
			if st.Err != nil {
				bar.hide()
				first = cmp.Or(first, st.Err)
				fmt.Fprintf(c.ErrOrStderr(), "hearsay: %s: %s\n", st.Name, firstLine(st.Err.Error()))
			}
		}
		t, err := intake.New(s, web, o).Add(c.Context(), args...)
		bar.end()
		if asJSON {
			err = cmp.Or(err, printJSON(c.OutOrStdout(), t))
		} else {
			fmt.Fprintf(c.OutOrStdout(), "%d added, %d known, %d new versions, %d failed\n", t.Added, t.Known, t.Versions, t.Failed)
		}
		if err != nil {
			return err
		}
		if !later {
			if err := readWaiting(c.Context(), s, jobs, os.Stderr); err != nil {
				return err
			}
		}
		if first != nil {
			if _, ok := errors.AsType[*hearsay.Error](first); !ok {
				first = &hearsay.Error{Op: "add", Kind: hearsay.Unreadable, Err: first}
			}
			return partial{first}
		}
		return nil
	})
	f := c.Flags()
	f.StringSliceVar(&keys, "map", nil, "take `KEY=NAME` of JSON lines and tables from other names")
	f.StringVar(&o.Outlet, "outlet", "", "take `NAME` as the outlet of reports that do not say")
	f.StringVar(&o.Published, "published", "", "take `DATE` as that of publication, whatever the reports say")
	f.BoolVar(&asJSON, "json", false, "print what became of the reports as JSON")
	f.BoolVar(&private, "allow-private", false, "let reports be fetched from addresses that are not public")
	f.BoolVar(&later, "later", false, "only keep them; the next add or reread reads them")
	f.IntVar(&jobs, "jobs", jobs, "read `N` reports at once")
	return completing(c, nil)
}

func newFind() *cobra.Command {
	var asJSON bool
	var a casefile.Ask
	var fields strings.Builder
	for _, f := range query.Fields {
		fmt.Fprintf(&fields, "  %-10s %s\n", f.Name+":", f.Help)
	}
	c := &cobra.Command{
		Use:   "find CASE QUERY…",
		Short: "Find reports and events in a case",
		Long: `Find reports in a case, the best first: by words of their text, and by what was
found in them.

Terms side by side must all hold; OR, NOT (or -) and brackets join them otherwise.
Quotation marks keep words together. Terms about an event that stand side by side
are about one event. Fields:

` + fields.String(),
		Example: `  hearsay find syria.hearsay depot burned
  hearsay find syria.hearsay type:ASSAULT actor:RUS place:Hama since:2022-08
  hearsay find syria.hearsay 'said-by:reuters status:(denied OR planned) -act:threaten "fuel depot"'
  hearsay find syria.hearsay --json is:failed | jq -r '.hits[].title'`,
		Args: arguments(cobra.MinimumNArgs(1)),
	}
	c.RunE = onCase(true, func(c *cobra.Command, s casefile.Store, args []string) error {
		var err error
		if a.Query, err = query.Parse(strings.Join(args, " ")); err != nil {
			return invalid("find", "hearsay find --help lists the fields.", "%w", err)
		}
		p, err := s.Find(c.Context(), a)
		if err != nil {
			return err
		}
		if asJSON {
			return printJSON(c.OutOrStdout(), p)
		}
		printHits(c.OutOrStdout(), p)
		return nil
	})
	f := c.Flags()
	f.IntVarP(&a.Limit, "limit", "n", 20, "show at most `N`")
	f.StringVar(&a.After, "after", "", "show the page after: the `NEXT` of the page before")
	f.BoolVar(&asJSON, "json", false, "print JSON")
	return completing(c, completeFields)
}

func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(v)
}

// printHits prints a page of hits: title, where and when it stood, its id, and
// where the words or events asked for stand in it.
func printHits(w io.Writer, p *casefile.Page) {
	for _, h := range p.Hits {
		fmt.Fprintf(w, "%s\n  %s\n", cmp.Or(h.Title, h.URL, "without a title"), strings.Join(nonEmpty(h.Outlet, h.Published, h.Document.String()[:12], h.URL), " · "))
		for _, s := range h.Snippets {
			fmt.Fprintf(w, "    … %s …\n", strings.Join(strings.Fields(s.Text), " "))
		}
	}
	switch {
	case p.Total == 0:
		fmt.Fprintln(w, "Nothing was found.")
	case p.Next != "":
		fmt.Fprintf(w, "%d of %d; --after %s shows more\n", len(p.Hits), p.Total, p.Next)
	default:
		fmt.Fprintf(w, "%d found\n", p.Total)
	}
}

func nonEmpty(all ...string) []string {
	var out []string
	for _, s := range all {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

func newCheck() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "check CASE",
		Short: "Look for damage in a case, and list what could not be read",
		Long: `Look for damage in a case: the file itself, the hash of every text, every receipt of
every reading, rows that belong to no report; and list the reports that could not
be read, with the reason, and corrections whose record is no longer there. The exit
status says whether the case is damaged; reports that could not be read are none.`,
		Example: "  hearsay check syria.hearsay\n  hearsay check --json syria.hearsay | jq '.problems[] | select(.kind == \"failed\")'",
		Args:    arguments(cobra.ExactArgs(1)),
	}
	c.RunE = onCase(true, func(c *cobra.Command, s casefile.Store, _ []string) error {
		counts, err := s.Counts(c.Context())
		if err != nil {
			return err
		}
		bar := newProgress(os.Stderr, max(counts.Documents, 2), "checking")
		problems, err := casefile.Check(c.Context(), s, bar.step)
		bar.end()
		if err != nil {
			return err
		}
		if asJSON {
			err = printJSON(c.OutOrStdout(), struct {
				desk.Totals
				Problems []casefile.Problem `json:"problems"`
			}{desk.TotalsOf(counts), append([]casefile.Problem{}, problems...)})
		} else {
			n := counts
			fmt.Fprintf(c.OutOrStdout(), "%d documents: %d read, %d waiting, %d failed, %d in other languages\n%d events, %d attributions, %d corrections, %.1f MB\n",
				n.Documents, n.Read, n.Waiting, n.Broken, n.OtherLanguage, n.Events, n.Attributions, n.Edits, float64(n.Bytes)/1e6)
			for _, p := range problems {
				fmt.Fprintf(c.OutOrStdout(), "%-8s %s\n", p.Kind, p.Text)
			}
		}
		for _, p := range problems {
			if p.Kind != "failed" && p.Kind != "edit" {
				return errors.Join(err, partial{&hearsay.Error{Op: "check", Kind: hearsay.Unreadable, Err: errors.New(p.Text)}})
			}
		}
		return err
	})
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return completing(c, completeNothing)
}
