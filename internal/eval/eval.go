// Package eval compares what hearsay finds in annotated corpora with what their
// annotators found, and makes a table of scores.
//
// A corpus is a file of JSON objects, one document a line ([Load]). Every
// document is read twice: with the annotator's tokens and sentences, and from
// its text alone. Every task counts on both what was found, what was right and
// what there was to be found; see the methods named after the tasks for what
// counts as right. Intervals come from drawing the documents anew
// ([Row.Interval]).
//
// Texts of corpora never reach the table. [Errors] quotes them, for the
// terminal.
package eval

import (
	"fmt"
	"io/fs"
	"slices"

	"hearsay/internal/gazetteer"
	"hearsay/internal/neural"
)

// Options say what to evaluate. The zero value is everything.
type Options struct {
	Only   []string // tasks; nil is all of [Tasks]
	Corpus []string // corpora; nil is all
	Errors *Errors  // where to note mistakes; nil: nowhere
	Limit  int      // documents of each corpus, the first; 0 is all
	// Raw is the folder of what is not a corpus of annotated documents, as it was
	// received; nil leaves it out.
	Raw fs.FS
	// Gazetteer is needed for places.
	Gazetteer *gazetteer.Gazetteer
	// Own is the folder of the project's own sets, eval; nil leaves them out.
	Own fs.FS
	// Discourse is the folder of the project's own set for discourse,
	// eval/discourse; nil leaves it out.
	Discourse fs.FS
	// Progress is called before each corpus is read; it may be nil.
	Progress func(what string)
}

// A task is something to be measured.
type task struct {
	name string
	deep bool // needs mentions and attributions, which cost time
	// run adds the rows of one corpus, read from one input; nil if the task
	// reads no corpus.
	run func(e *evaluation, c *corpus, in Input, rs []*Reading)
	// extra adds rows of what is not a corpus of documents: files as they were
	// received, in fsys, or a set of the project's own; nil if there are none.
	// wanted says which corpora were asked for.
	extra func(e *evaluation, fsys fs.FS, m *neural.Model, wanted func(corpus string) bool) error
}

// tasks are all tasks, in the order of the table.
var tasks = []task{
	{name: "tokens"},
	{name: "grammar", run: (*evaluation).grammar},
	{name: "names", run: (*evaluation).names},
	{name: "mentions", deep: true, run: (*evaluation).mentions},
	{name: "attribution", deep: true, run: (*evaluation).attributions},
	{name: "chains", deep: true, run: (*evaluation).chains},
	{name: "factuality", deep: true, run: (*evaluation).factuality},
	{name: "when", run: (*evaluation).times, extra: (*evaluation).pairs},
	{name: "where", extra: (*evaluation).places},
	{name: "events", extra: (*evaluation).eventFiles},
	{name: "discourse", deep: true, run: (*evaluation).discourse, extra: (*evaluation).discourseFiles},
	{name: "link", extra: (*evaluation).linkFiles},
	{name: "confidence"},
}

// Tasks returns the names of the tasks, in the order of the table.
func Tasks() []string {
	var names []string
	for _, t := range tasks {
		names = append(names, t.name)
	}
	return names
}

// A corpus is a file of documents and the tasks it serves.
type corpus struct {
	name      string
	file      string
	tasks     []string
	namesHead string // the head of the model that gives the corpus's types of names
	docs      []Document
}

// corpora are the development sets.
var corpora = []corpus{
	{name: "EWT", file: "ewt-dev.jsonl.xz", tasks: []string{"tokens", "grammar"}},
	{name: "GUM", file: "gum-dev.jsonl.xz", tasks: []string{"tokens", "grammar", "mentions"}},
	{name: "worldwide", file: "worldwide-dev.jsonl.xz", tasks: []string{"names"}, namesHead: "ner"},
	{name: "CoNLL-2003", file: "conll2003-dev.jsonl.xz", tasks: []string{"names"}, namesHead: "ner4"},
	{name: "PolNeAR", file: "polnear-dev.jsonl.xz", tasks: []string{"attribution"}},
	{name: "MPQA", file: "mpqa-dev.jsonl.xz", tasks: []string{"chains", "discourse"}},
	{name: "CNC", file: "cnc-dev.jsonl.xz", tasks: []string{"discourse"}},
	{name: "TBAQ", file: "tbaq-dev.jsonl.xz", tasks: []string{"when"}},
	{name: "UW", file: "uw-dev.jsonl.xz", tasks: []string{"factuality"}},
	{name: "UDS", file: "uds-dev.jsonl.xz", tasks: []string{"factuality"}},
	{name: "CommitmentBank", file: "cb-dev.jsonl.xz", tasks: []string{"factuality"}},
	{name: "RP", file: "rp-dev.jsonl.xz", tasks: []string{"factuality"}},
	{name: "MegaVeridicality", file: "mv2-dev.jsonl.xz", tasks: []string{"factuality"}},
	{name: "WikiWars", file: "wikiwars-train.jsonl.xz", tasks: []string{"when"}},
}

// An evaluation collects rows.
type evaluation struct {
	rows   []*Row
	errors *Errors
	stated statements
	inputs []Input

	gazetteer  *gazetteer.Gazetteer
	annotated  fs.FS // the folder of the corpora
	own        fs.FS // [Options.Own]
	paragraphs fs.FS // [Options.Discourse]
}

func (e *evaluation) row(task string, c *corpus, in Input, by, measure string) *Row {
	r := &Row{Task: task, Corpus: c.name, Input: string(in), By: by, Measure: measure}
	e.rows = append(e.rows, r)
	return r
}

func (r *Row) add(t Tally) { r.Tallies = append(r.Tallies, t) }

// Run evaluates model m on the corpora in fsys, the folder of their files. It
// returns an error if a file that a task needs cannot be read.
func Run(fsys fs.FS, m *neural.Model, o Options) ([]*Row, error) {
	names := Tasks()
	for _, t := range o.Only {
		if !slices.Contains(names, t) {
			return nil, fmt.Errorf("no task %q: there are %q", t, names)
		}
	}
	only := o.Only
	if slices.Contains(only, "confidence") {
		o.Only = slices.Concat(only, confidenceTasks)
	}
	e, err := evaluate(fsys, m, o, []Input{Gold, Raw})
	if err != nil {
		return nil, err
	}
	e.confidence()
	rows := slices.DeleteFunc(e.rows, func(r *Row) bool {
		return len(r.Tallies) == 0 || r.N() == 0 || only != nil && !slices.Contains(only, r.Task)
	})
	slices.SortStableFunc(rows, func(a, b *Row) int { return slices.Index(names, a.Task) - slices.Index(names, b.Task) })
	return rows, nil
}

// evaluate runs the tasks, those that read corpora on the inputs.
func evaluate(fsys fs.FS, m *neural.Model, o Options, inputs []Input) (*evaluation, error) {
	wanted := func(t string) bool { return o.Only == nil || slices.Contains(o.Only, t) }
	wantedCorpus := func(c string) bool { return o.Corpus == nil || slices.Contains(o.Corpus, c) }
	e := &evaluation{errors: o.Errors, inputs: inputs, gazetteer: o.Gazetteer, annotated: fsys, own: o.Own, paragraphs: o.Discourse}
	for _, c := range corpora {
		if !slices.ContainsFunc(c.tasks, wanted) || !wantedCorpus(c.name) {
			continue
		}
		if err := e.corpus(fsys, c, m, wanted, o); err != nil {
			return nil, err
		}
	}
	for _, t := range tasks {
		if t.extra == nil || !wanted(t.name) || o.Raw == nil {
			continue
		}
		if err := t.extra(e, o.Raw, m, wantedCorpus); err != nil {
			return nil, err
		}
	}
	return e, nil
}

func (e *evaluation) corpus(fsys fs.FS, c corpus, m *neural.Model, wanted func(string) bool, o Options) error {
	var err error
	if c.docs, err = Load(fsys, c.file); err != nil {
		return err
	}
	if o.Limit > 0 {
		c.docs = c.docs[:min(o.Limit, len(c.docs))]
	}
	if wanted("tokens") && slices.Contains(c.tasks, "tokens") {
		e.tokens(&c)
	}
	var todo []task
	deep := false
	for _, t := range tasks {
		if t.run != nil && wanted(t.name) && slices.Contains(c.tasks, t.name) {
			todo, deep = append(todo, t), deep || t.deep
		}
	}
	if todo == nil {
		return nil
	}
	errors := e.errors
	defer func() { e.errors = errors }()
	for _, in := range e.inputs {
		if o.Progress != nil {
			o.Progress(fmt.Sprintf("%s, %s", c.name, in))
		}
		var rs []*Reading
		for i := range c.docs {
			rs = append(rs, Read(&c.docs[i], in, m, deep))
		}
		if in == Raw {
			e.errors = nil // mistakes are shown on gold tokens, where they are the task's own
		}
		for _, t := range todo {
			t.run(e, &c, in, rs)
		}
	}
	return nil
}
