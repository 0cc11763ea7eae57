package main

import (
	"io"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/export"
)

// An encoder writes readings in one format.
type encoder interface {
	Write(name string, r *hearsay.Reading) error
	Close() error
}

// A format is one that hearsay read and hearsay export write: one file, or a
// folder of several.
type format struct {
	name, help string
	file       func(io.Writer, formatOptions) encoder
	folder     func(export.Folder) encoder
	events     bool // it is a list of events: of those asked for alone, if any were
}

// formatOptions are what a format may heed.
type formatOptions struct {
	unit  export.Unit // of offsets
	why   bool        // show rules and scores
	about string      // the query that found the readings; ""
	// grammar parses sentences; nil: they are not parsed
	grammar func(string, []hearsay.Block) ([][]export.Grammar, error)
}

// formats are those that hearsay read and hearsay export share, as their help
// lists them. text and json are read's alone: they are for a terminal, and for
// few reports.
var formats = []format{
	{name: "jsonl", help: "one reading a line", file: func(w io.Writer, o formatOptions) encoder { return export.NewJSONLines(w, o.unit) }},
	{name: "html", help: "one page with texts, voices and events", file: func(w io.Writer, o formatOptions) encoder { return export.NewHTML(w, export.HTMLOptions{Why: o.why}) }},
	{name: "plover", events: true, help: "one event a line, in the fields of the PLOVER manual", file: func(w io.Writer, _ formatOptions) encoder { return export.NewPLOVER(w) }},
	{name: "polecat", events: true, help: "events in the 40 columns of POLECAT", file: func(w io.Writer, _ formatOptions) encoder { return export.NewPOLECAT(w) }},
	{name: "icews", events: true, help: "events in the 20 columns of ICEWS", file: func(w io.Writer, _ formatOptions) encoder { return export.NewICEWS(w) }},
	{name: "gdelt-events", events: true, help: "events in the 61 columns of GDELT 2.0", file: func(w io.Writer, _ formatOptions) encoder { return export.NewGDELTEvents(w) }},
	{name: "gdelt-mentions", events: true, help: "mentions of events in the 16 columns of GDELT 2.0", file: func(w io.Writer, _ formatOptions) encoder { return export.NewGDELTMentions(w) }},
	{name: "gdelt-gkg", help: "reports in the 27 columns of GDELT's knowledge graph", file: func(w io.Writer, _ formatOptions) encoder { return export.NewGKG(w) }},
	{name: "acled", events: true, help: "violence and protests in the columns of ACLED", file: func(w io.Writer, _ formatOptions) encoder { return export.NewACLED(w) }},
	{name: "csv", help: "tables of all records, with a data dictionary", folder: func(f export.Folder) encoder { return export.NewCSV(f) }},
	{name: "parquet", help: "the same tables for pandas, R and DuckDB", folder: func(f export.Folder) encoder { return export.NewParquet(f) }},
	{name: "geojson", events: true, help: "areas where events were, as sure as they are known", file: func(w io.Writer, _ formatOptions) encoder { return export.NewGeoJSON(w) }},
	{name: "kml", events: true, help: "the same areas for globes", file: func(w io.Writer, _ formatOptions) encoder { return export.NewKML(w) }},
	{name: "ical", events: true, help: "what is planned or expected for a date", file: func(w io.Writer, _ formatOptions) encoder { return export.NewICal(w) }},
	{name: "rss", help: "the latest reports as a feed: alerts on a query", events: true, file: func(w io.Writer, o formatOptions) encoder { return export.NewRSS(w, export.RSSOptions{About: o.about}) }},
	{name: "timeml", help: "events, times and links for linguists, TimeML 1.2.1", folder: func(f export.Folder) encoder { return export.NewTimeML(f) }},
	{name: "webannotation", help: "every record on its words, W3C Web Annotation", file: func(w io.Writer, _ formatOptions) encoder { return export.NewWebAnnotation(w) }},
	{name: "prov", help: "who passed on whose statement, W3C PROV-JSON", file: func(w io.Writer, _ formatOptions) encoder { return export.NewPROV(w) }},
	{name: "claimreview", help: "claims to be checked, schema.org ClaimReview", file: func(w io.Writer, _ formatOptions) encoder { return export.NewClaimReview(w) }},
	{name: "stix", help: "reports, sources and statements, a STIX 2.1 bundle", file: func(w io.Writer, _ formatOptions) encoder { return export.NewSTIX(w) }},
	{name: "misp", help: "an event for each report, for MISP", file: func(w io.Writer, _ formatOptions) encoder { return export.NewMISP(w) }},
	{name: "conllu", help: "tokens with records in the last column, CoNLL-U", file: func(w io.Writer, o formatOptions) encoder {
		return export.NewCoNLLU(w, export.CoNLLUOptions{Grammar: o.grammar})
	}},
	{name: "brat", help: "texts and records for the brat annotation tool", folder: func(f export.Folder) encoder { return export.NewBrat(f) }},
	{name: "graphml", help: "the network of sources, GraphML", file: func(w io.Writer, _ formatOptions) encoder { return export.NewGraphML(w) }},
	{name: "gexf", help: "the network of sources, GEXF for Gephi", file: func(w io.Writer, _ formatOptions) encoder { return export.NewGEXF(w) }},
	{name: "csl", help: "the documents for reference managers, CSL-JSON", file: func(w io.Writer, _ formatOptions) encoder { return export.NewCSL(w) }},
	{name: "bibtex", help: "the documents for reference managers, BibTeX", file: func(w io.Writer, _ formatOptions) encoder { return export.NewBibTeX(w) }},
}

// formatNamed returns the format of a name, nil if there is none.
func formatNamed(name string) *format {
	if i := slices.IndexFunc(formats, func(f format) bool { return f.name == name }); i >= 0 {
		return &formats[i]
	}
	return nil
}

// formatNames returns the names of the formats after those given.
func formatNames(first ...string) []string {
	for _, f := range formats {
		first = append(first, f.name)
	}
	return first
}

// formatList lists the formats with what they hold, a line each.
func formatList() string {
	var b strings.Builder
	for _, f := range formats {
		where := ""
		if f.folder != nil {
			where = "; a folder"
		}
		b.WriteString("\n  " + f.name + strings.Repeat(" ", max(1, 15-len(f.name))) + f.help + where)
	}
	return b.String()
}

// to begins the format at path: a file, standard output if path is empty, or
// a folder. It returns where the result becomes complete.
func (f *format) to(op, path string, o formatOptions) (encoder, sink, error) {
	if f.folder != nil {
		d, err := openFolder(op, path)
		if err != nil {
			return nil, nil, err
		}
		return f.folder(d), d, nil
	}
	out, err := open(path)
	if err != nil {
		return nil, nil, err
	}
	return f.file(out, o), out, nil
}

// A sink is a file or a folder that appears when it is complete.
type sink interface {
	flush() error
	complete() error
	discard()
}
