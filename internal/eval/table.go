package eval

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// references are the scores that the model's own description gives, and those
// of others, by corpus, who answered, and measure; all on gold tokens but those
// of tokens and sentences, which are the reference tokenizer's.
var references = map[[3]string]string{
	{"EWT", "hearsay", "tokens"}:        "98.8",
	{"GUM", "hearsay", "tokens"}:        "99.6",
	{"EWT", "hearsay", "sentence ends"}: "90.2",
	{"GUM", "hearsay", "sentence ends"}: "98.3",

	{"EWT", "model", "UPOS"}:         "96.2",
	{"EWT", "model", "XPOS"}:         "95.1",
	{"EWT", "model", "lemma script"}: "91.1",
	{"EWT", "model", "UAS"}:          "87.5",
	{"EWT", "model", "LAS"}:          "84.2",
	{"GUM", "model", "UPOS"}:         "97.7",
	{"GUM", "model", "XPOS"}:         "97.3",
	{"GUM", "model", "lemma script"}: "92.6",
	{"GUM", "model", "UAS"}:          "88.0",
	{"GUM", "model", "LAS"}:          "85.2",

	{"worldwide", "model", "names, 8 types"}:  "79.5",
	{"CoNLL-2003", "model", "names, 4 types"}: "92.1",

	{"GUM", "model", "heads"}:              "92.6",
	{"GUM", "model", "heads and types"}:    "78.8",
	{"GUM", "model", "coreference, heads"}: "51.1",

	{"PolNeAR", "model", "cue"}:            "66.7",
	{"PolNeAR", "model", "source"}:         "66.4",
	{"PolNeAR", "model", "content"}:        "43.4",
	{"PolNeAR", "model", "all three"}:      "35.2",
	{"PolNeAR", "model", "lenient, all"}:   "79.4",
	{"PolNeAR", "hearsay", "cue"}:          "aim 76",
	{"PolNeAR", "hearsay", "source"}:       "aim 82",
	{"PolNeAR", "hearsay", "content"}:      "aim 68",
	{"PolNeAR", "hearsay", "all three"}:    "aim 58",
	{"PolNeAR", "hearsay", "lenient, all"}: "aim 88",

	{"MPQA", "hearsay", "depth 2"}: "aim 60",

	{"UW", "model", "MAE ×100"}:    "45",
	{"UW", "model", "r ×100"}:      "81",
	{"UW", "readers", "MAE ×100"}:  "large models 34.6",
	{"UW", "readers", "r ×100"}:    "aim 84, large models 86.3",
	{"UDS", "model", "MAE ×100"}:   "89",
	{"UDS", "model", "r ×100"}:     "81",
	{"UDS", "hearsay", "MAE ×100"}: "large models 72.2",
	{"UDS", "hearsay", "r ×100"}:   "large models 91.2",

	{"TBAQ", "hearsay", "values"}:        "aim 80",
	{"Recognizers", "hearsay", "values"}: "aim 95",
	{"duckling", "hearsay", "values"}:    "aim 95",
	{"chrono", "hearsay", "values"}:      "aim 95",
}

// Write writes the table of rows. about are lines above it.
func Write(w io.Writer, rows []*Row, about ...string) error {
	for _, a := range about {
		if _, err := fmt.Fprintln(w, "#", a); err != nil {
			return err
		}
	}
	var b bytes.Buffer
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "\ntask\tcorpus\tinput\tby\tmeasure\tn\tP\tR\tF1\t95 %\treference")
	last := ""
	for _, r := range rows {
		if r.Task != last && last != "" {
			fmt.Fprintln(t, "\t\t\t\t\t\t\t\t\t\t")
		}
		last = r.Task
		s := r.Count.Of(r.Total())
		low, high := r.Interval()
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%d\t%.1f\t%.1f\t%.1f\t%.1f–%.1f\t%s\n", r.Task, r.Corpus, r.Input, r.By, r.Measure,
			r.N(), s.Precision, s.Recall, s.F1, low, high, r.reference())
	}
	if err := t.Flush(); err != nil {
		return err
	}
	for line := range strings.Lines(b.String()) {
		if _, err := fmt.Fprintln(w, strings.TrimRight(line, " \n")); err != nil {
			return err
		}
	}
	return nil
}

func (r *Row) reference() string {
	if r.Input == string(Raw) && r.Task != "tokens" {
		return ""
	}
	return references[[3]string{r.Corpus, r.By, r.Measure}]
}
