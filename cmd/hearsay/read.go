package main

import (
	"context"
	"errors"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"hearsay"
	"hearsay/internal/export"
	"hearsay/internal/fetch"
	"hearsay/internal/intake"
	"hearsay/internal/neural"
	"hearsay/internal/page"
	"hearsay/internal/reading"
)

// readOptions are the flags of hearsay read.
type readOptions struct {
	format, offsets, color, published, model, gazetteer, kernel, output string

	why, long   bool
	trees       bool
	width, jobs int
	keys        []string

	names map[string]string // of keys
	unit  export.Unit       // of offsets
	core  neural.Kernel     // of kernel
}

func newRead() *cobra.Command {
	var o readOptions
	c := &cobra.Command{
		Use:   "read REPORT…",
		Short: "Print who says what happened in reports",
		Long: `Print who says what happened in reports: who is quoted or cited, on whose word,
with the names and what a reader should watch out for. Nothing is stored.

A REPORT is a file (plain text or HTML), a folder, an http or https address, or
- for standard input. Files and standard input that hold several reports are opened:
web archives (WARC), JSON lines, feeds, the formats of news agencies, mail and tables
of addresses, packed with gzip, zstd or xz or not; however large they are, memory
stays that of a few reports. Folders are searched with all below them, by name, for
files ending in ` + strings.Join(reportTypes, ", ") + `; hidden files are left out. A
report that cannot be read is named on standard error and the others are read
all the same; the exit status is then that of the first: 2 wrong request, 3 not
found, 4 not readable, 5 not answering, 1 a fault in hearsay.

--format takes text, json and those of hearsay export:
` + formatList(),
		Example: `  hearsay read report.txt
  hearsay read --format html -o clippings.html clippings/
  curl -s https://news.example/report | hearsay read -
  hearsay read --format jsonl clippings/ | jq -r '.attributions[].cue.text'
  hearsay read --format jsonl - < crawl-0001.warc.gz > crawl-0001.jsonl`,
		Args: arguments(cobra.MinimumNArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			if err := o.check(); err != nil {
				return err
			}
			return o.run(c.Context(), args)
		},
	}
	f := c.Flags()
	f.StringVarP(&o.format, "format", "f", "text", "print `FORMAT`: text, json (an array for several reports) or one of those above")
	f.StringVarP(&o.output, "output", "o", "", "write to `FILE`, or folder, which appears when it is complete")
	f.StringVar(&o.published, "published", "", "take `DATE` (2021-05-04, 2021-05 or 2021) as that of publication, whatever the reports say")
	f.StringVar(&o.offsets, "offsets", "bytes", "count offsets in JSON in `UNITS`: bytes, utf16 or codepoints")
	f.BoolVar(&o.why, "why", false, "show the rules and scores behind each record")
	f.BoolVar(&o.long, "long", false, "show whole statements and all names in text")
	f.BoolVar(&o.trees, "trees", false, treesHelp)
	f.StringVar(&o.color, "color", "auto", "colour text `WHEN`: auto (on terminals), always or never")
	f.IntVar(&o.width, "width", 0, "set text `COLUMNS` wide (default the terminal's width, 100 elsewhere)")
	f.StringVar(&o.model, "model", "", "read with the model in `FOLDER`, or with none by rules alone")
	f.StringVar(&o.gazetteer, "gazetteer", "", "look places up in `FILE`, made by hearsay gazetteer import, or in none")
	f.StringVar(&o.kernel, "kernel", "auto", "compute the model with `KERNEL`: "+strings.ReplaceAll(kernelNames(), "|", ", "))
	f.StringSliceVar(&o.keys, "map", nil, "take `KEY=NAME` of JSON lines and tables from other names")
	f.IntVar(&o.jobs, "jobs", runtime.GOMAXPROCS(0), "read `N` reports at once")
	for name, values := range map[string][]string{
		"format": formatNames("text", "json"), "offsets": {"bytes", "utf16", "codepoints"}, "color": {"auto", "always", "never"}, "kernel": strings.Split(kernelNames(), "|"),
	} {
		c.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
	}
	return c
}

// check returns an error for values that flags cannot have.
func (o *readOptions) check() error {
	var err error
	if names := formatNames("text", "json"); !slices.Contains(names, o.format) {
		return invalid("read", "Give --format "+strings.Join(names, ", ")+".", "no format %q", o.format)
	}
	if !slices.Contains([]string{"auto", "always", "never"}, o.color) {
		return invalid("read", "Give --color auto, always or never.", "no colour %q", o.color)
	}
	if o.unit, err = export.ParseUnit(o.offsets); err != nil {
		return invalid("read", "Give --offsets bytes, utf16 or codepoints.", "%w", err)
	}
	if o.core, err = parseKernel(o.kernel); err != nil {
		return err
	}
	if o.names, err = keyNames("read", o.keys); err != nil {
		return err
	}
	if o.published != "" {
		if _, err := page.ParseDate(o.published); err != nil {
			return err
		}
	}
	if o.width != 0 && o.width < narrowest {
		return invalid("read", "Give --width 40 or more.", "%d columns are too few", o.width)
	}
	if o.jobs < 1 {
		return invalid("read", "Give --jobs 1 or more.", "%d reports at once", o.jobs)
	}
	return nil
}

// run reads the reports and writes the readings in their order.
func (o *readOptions) run(ctx context.Context, args []string) error {
	web := fetch.New(fetch.Options{})
	defer web.Close()
	found, err := find(args, os.Stdin, web)
	if err != nil {
		return err
	}
	inputs, bundles, end := begun(opened(found, o.names))
	defer end()
	jobs := o.jobs
	if !bundles {
		jobs = min(jobs, len(found))
	}
	model := o.loading(jobs)
	enc, out, err := o.encoder(bundles || len(found) > 1, model)
	if err != nil {
		return err
	}
	defer out.discard()
	var bar *progress
	if bundles {
		bar = newCounter(os.Stderr, "reading")
	} else {
		bar = newProgress(os.Stderr, len(found), "reading")
	}
	defer bar.end()

	var first error
	read := 0
	err = inOrder(ctx, inputs, jobs, o.reader(web, model), func(r result) error {
		if r.err != nil {
			if f, ok := errors.AsType[fatal](r.err); ok {
				return f.error
			}
			bar.hide()
			printError(os.Stderr, r.err)
			bar.step()
			if first == nil {
				first = r.err
			}
			return nil
		}
		read++
		err := enc.Write(r.name, r.reading)
		if err == nil && o.output == "" {
			bar.hide()
			err = out.flush()
		}
		bar.step()
		return err
	})
	bar.end()
	switch {
	case err != nil:
		return err
	case read == 0 && first != nil && !bundles:
		return partial{first} // and nothing is written
	}
	if err := enc.Close(); err != nil {
		return err
	}
	if err := out.complete(); err != nil {
		return err
	}
	if first != nil {
		return partial{first}
	}
	return nil
}

// loading returns what loads the model, once, for so many reports at once.
func (o *readOptions) loading(jobs int) func() (*neural.Model, error) {
	return sync.OnceValues(func() (*neural.Model, error) {
		return loadModel(o.model, neural.Options{Kernel: o.core, Workers: max(1, runtime.GOMAXPROCS(0)/jobs)})
	})
}

// encoder begins the output in the format asked for.
func (o *readOptions) encoder(several bool, model func() (*neural.Model, error)) (encoder, sink, error) {
	if f := formatNamed(o.format); f != nil {
		options := formatOptions{unit: o.unit, why: o.why}
		if o.trees {
			options.grammar = grammar(model)
		}
		return f.to("read", o.output, options)
	}
	out, err := open(o.output)
	if err != nil {
		return nil, nil, err
	}
	if o.format == "json" {
		return export.NewJSON(out, o.unit, several), out, nil
	}
	width := o.width
	if width == 0 {
		width = widthOf(out.file)
	}
	return export.NewText(out, export.TextOptions{
		Width: width, Color: colours(o.color, out.file), ASCII: asciiOnly(), Long: o.long, Why: o.why, Names: several,
	}), out, nil
}

// reader returns the function that reads one input. The model is loaded while the
// first of them is fetched.
func (o *readOptions) reader(web *fetch.Client, model func() (*neural.Model, error)) func(context.Context, input) (*hearsay.Reading, error) {
	reader := sync.OnceValues(func() (*reading.Reader, error) {
		m, err := model()
		if err != nil {
			return nil, err
		}
		g, err := openGazetteer(o.gazetteer)
		if err != nil {
			return nil, err
		}
		maps, err := loadConfidence(o.model, m)
		return reading.New(m, reading.Options{Why: o.why, Gazetteer: g, Confidence: maps}), err
	})
	go reader()
	return func(ctx context.Context, in input) (*hearsay.Reading, error) {
		if in.bytes == nil { // a bundle has its address alone
			in.bytes = remote(web, in.address).bytes
		}
		b, po, err := in.bytes(ctx)
		if err != nil {
			return nil, err
		}
		po.Published = o.published
		p, err := intake.Parse(b, po, in.facts)
		if err != nil {
			return nil, err
		}
		r, err := reader()
		if err != nil {
			return nil, fatal{err}
		}
		p.Document.Name = in.name
		return r.Read(p.Document, p.Findings), nil
	}
}
