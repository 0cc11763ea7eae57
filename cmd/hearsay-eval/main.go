// Command hearsay-eval measures hearsay: on annotated corpora, how much it
// finds and how much of that is right; on a text of its own, how fast it is.
//
//	hearsay-eval -corpora DIR [-only task,…] [-corpus name,…] [-kernel name] [-o FILE]
//	hearsay-eval -corpora DIR -errors 20 -only grammar -corpus GUM
//	hearsay-eval -bench [-large] [-cases DIR] [-o FILE]
//	hearsay-eval -corpora DIR -fit cue,source,left,right -folds DIR,DIR,… [-o FILE]
//	hearsay-eval -corpora DIR -fit events [-o FILE]
//	hearsay-eval -corpora DIR -fit where [-o FILE]
//	hearsay-eval -corpora DIR -fit link [-o FILE]
//	hearsay-eval -corpora DIR -fit confidence [-o FILE] [-page FILE]
//
// DIR is the folder of the corpora's .jsonl.xz files, or the one above it, which
// has the pairs of expressions of time as well. The
// corpora are not part of the project; their texts appear with -errors only,
// on the terminal.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"strings"

	builtin "hearsay/data/gazetteer"
	"hearsay/data/weights"
	"hearsay/internal/eval"
	"hearsay/internal/gazetteer"
	"hearsay/internal/neural"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintf(os.Stderr, "hearsay-eval: %v\n", err)
		os.Exit(1)
	}
}

func run() error {
	dir := flag.String("corpora", "", "folder of the corpora")
	only := flag.String("only", "", "tasks, with commas between them: "+strings.Join(eval.Tasks(), ", "))
	corpus := flag.String("corpus", "", "corpora, with commas between them")
	kernel := flag.String("kernel", "auto", "kernel of the model: auto, f32, portable, w8a16, w8a8")
	folder := flag.String("model", "", "folder of the model; the one in the program if none is given")
	out := flag.String("o", "", "file to write the table to")
	examples := flag.Int("errors", 0, "print this many confusions and examples of each kind of mistake")
	limit := flag.Int("limit", 0, "documents of each corpus")
	workers := flag.Int("workers", 0, "windows read at once; 0 is one a processor")
	kept := flag.String("kept", "", "folder to keep the model's vectors in, for a faster second run")
	own := flag.String("own", "eval", "folder of the project's own sets")
	fit := flag.String("fit", "", "fit weights instead: parts of attribution, with commas between them, on PolNeAR's training split; or where, on LGL and GeoVirus; or factuality, on the training splits of UW and UDS; or link, on that of ECB+; or common, how common words are; or confidence, what scores are worth")
	folds := flag.String("folds", "", "with -fit of parts of attribution: folders of readers, with commas between them, of which the k-th of n was taught without every n-th document of PolNeAR from the k-th on (training: --without polnear:k/n)")
	page := flag.String("page", "", "with -fit confidence: the page whose section on confidence to write anew")
	bench := flag.Bool("bench", false, "measure speed instead: of reading, and of a case")
	caseOnly := flag.Bool("case", false, "with -bench: of a case alone")
	large := flag.Bool("large", false, "with -bench: ask a case of 100,000 reports, too; it takes some minutes to make")
	cases := flag.String("cases", "", "with -bench: folder to keep the cases in that are asked, for a faster second run")
	child := flag.String(eval.ChildFlag, "", "used by -bench")
	flag.Parse()
	if *child != "" {
		return eval.Child(os.Stdout, *child, weights.FS, builtin.File)
	}
	k, ok := eval.Kernels[*kernel]
	if !ok {
		return fmt.Errorf("no kernel %q", *kernel)
	}
	if *bench {
		return emit(*out, func(b *bytes.Buffer) error {
			if !*caseOnly {
				if err := eval.Bench(b, weights.FS, builtin.File); err != nil {
					return err
				}
			}
			return eval.Cases(b, eval.CaseOptions{Dir: *cases, Large: *large})
		})
	}
	if *dir == "" {
		return fmt.Errorf("-corpora is missing")
	}
	how := neural.Options{Kernel: k, Workers: *workers}
	if *kept != "" {
		how.Kept = eval.Kept(*kept)
		if err := os.MkdirAll(*kept, 0o755); err != nil {
			return err
		}
	}
	var from fs.FS = weights.FS
	if *folder != "" {
		from = os.DirFS(*folder)
	}
	model, err := neural.Load(from, how)
	if err != nil {
		return err
	}
	places, err := gazetteer.Open(builtin.File)
	if err != nil {
		return err
	}
	if *fit == "where" {
		return emit(*out, func(b *bytes.Buffer) error { return eval.FitWhere(b, os.DirFS(*dir+"/raw"), model, places) })
	}
	if *fit == "link" {
		return emit(*out, func(b *bytes.Buffer) error { return eval.FitLinks(b, open(*dir), model, places) })
	}
	if *fit == "common" {
		return emit(*out, func(b *bytes.Buffer) error { return eval.FitCommon(b, open(*dir)) })
	}
	if *fit == "events" {
		return emit(*out, func(b *bytes.Buffer) error {
			return eval.FitEvents(b, os.DirFS(*own+"/events"), open(*dir), os.DirFS(*dir+"/raw"), model)
		})
	}
	if *fit == "factuality" {
		return emit(*out, func(b *bytes.Buffer) error { return eval.FitFactuality(b, open(*dir), model, *limit) })
	}
	if *fit != "" && *fit != "confidence" {
		if *folds == "" {
			return fmt.Errorf("-fit %s needs -folds: a reader is too sure of the texts that it was taught with", *fit)
		}
		readers, err := load(split(*folds), how)
		if err != nil {
			return err
		}
		o := eval.FitOptions{Parts: split(*fit), Corpus: "polnear-train.jsonl.xz", Folds: readers, Limit: *limit}
		return emit(*out, func(b *bytes.Buffer) error { return eval.Fit(b, open(*dir), o) })
	}
	o := eval.Options{Only: split(*only), Corpus: split(*corpus), Limit: *limit, Gazetteer: places,
		Progress: func(what string) { fmt.Fprintln(os.Stderr, "reading", what) }}
	if raw, err := fs.Stat(os.DirFS(*dir), "raw"); err == nil && raw.IsDir() {
		o.Raw = os.DirFS(*dir + "/raw")
	}
	if dir, err := fs.Stat(os.DirFS(*own), "events"); err == nil && dir.IsDir() {
		o.Own = os.DirFS(*own + "/events")
	}
	if dir, err := fs.Stat(os.DirFS(*own), "discourse"); err == nil && dir.IsDir() {
		o.Discourse = os.DirFS(*own + "/discourse")
	}
	if *fit == "confidence" {
		return fitConfidence(*out, *page, open(*dir), model, o)
	}
	if *examples > 0 {
		o.Errors = new(eval.Errors)
	}
	rows, err := eval.Run(open(*dir), model, o)
	if err != nil {
		return err
	}
	if o.Errors != nil {
		o.Errors.Print(os.Stdout, *examples)
	}
	return emit(*out, func(b *bytes.Buffer) error { return eval.Write(b, rows, about(model, *kernel)...) })
}

// fitConfidence writes the maps of confidence, and the section on them into a
// page if one is named.
func fitConfidence(out, page string, corpora fs.FS, model *neural.Model, o eval.Options) error {
	var section string
	err := emit(out, func(b *bytes.Buffer) (err error) {
		section, err = eval.FitConfidence(b, corpora, model, o)
		return err
	})
	if err != nil || page == "" {
		return err
	}
	old, err := os.ReadFile(page)
	if err != nil {
		return err
	}
	text, ok := eval.ReplaceSection(string(old), section)
	if !ok {
		return fmt.Errorf("%s has no section on confidence", page)
	}
	return os.WriteFile(page, []byte(text), 0o644)
}

// load loads the models of folders.
func load(folders []string, how neural.Options) ([]*neural.Model, error) {
	models := make([]*neural.Model, len(folders))
	for i, f := range folders {
		m, err := neural.Load(os.DirFS(f), how)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f, err)
		}
		models[i] = m
	}
	return models, nil
}

// open returns the folder of the corpora's files.
func open(dir string) fs.FS {
	f := os.DirFS(dir)
	if sub, err := fs.Stat(f, "annotated"); err == nil && sub.IsDir() {
		return os.DirFS(dir + "/annotated")
	}
	return f
}

func split(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, ",")
}

// about says above the table what it shows.
func about(m *neural.Model, kernel string) []string {
	return []string{
		"Scores on the development sets, in percent. Written by: hearsay-eval -corpora DIR -kernel " + kernel,
		"Model: " + m.Name() + ", " + m.Kernel(),
		"input: gold = the annotator's tokens and sentences; raw = the text alone (worldwide in part and CoNLL-2003: rejoined from tokens, a sentence a line); pairs = test cases of other programs",
		"by: model = the model alone, decoded as its description says; hearsay = what the program finds",
		"n: what there was to be found; 95 %: bootstrap interval of F1, documents drawn 1,000 times",
		"reference: the model's description, the reference tokenizer, or the aim; on gold tokens",
	}
}

// emit writes what write makes to a file, or to the terminal if it has no name.
func emit(name string, write func(*bytes.Buffer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	if name == "" {
		_, err := os.Stdout.Write(b.Bytes())
		return err
	}
	return os.WriteFile(name, b.Bytes(), 0o644)
}
