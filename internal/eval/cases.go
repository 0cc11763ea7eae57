package eval

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/casefile/casefiletest"
	"hearsay/internal/casefile/sqlite"
	"hearsay/internal/fetch"
	"hearsay/internal/gazetteer"
	"hearsay/internal/intake"
	"hearsay/internal/neural"
	"hearsay/internal/query"
	"hearsay/internal/reading"
)

// CaseOptions say what [Cases] measures.
type CaseOptions struct {
	Dir   string // where generated cases are kept between runs; "" makes them anew
	Large bool   // a case of 100,000 reports, too
}

// sample is how many reports are added and read.
const sample = 200

// Cases measures what keeping costs: adding reports with and without reading
// them, and asking cases of several sizes. It writes a table. The parts run in
// processes of their own, so that their memory is told apart.
func Cases(w io.Writer, o CaseOptions) error {
	dir := o.Dir
	if dir == "" {
		var err error
		if dir, err = os.MkdirTemp("", "hearsay-bench"); err != nil {
			return err
		}
		defer os.RemoveAll(dir)
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	child := func(what string) error {
		c := exec.Command(self, "-"+ChildFlag, what)
		c.Stdout, c.Stderr = w, os.Stderr
		return c.Run()
	}
	fmt.Fprintf(w, "\n# A case: five invented reports with other names and days in each copy; their readings likewise, but for those read here\n")
	if err := child("add " + dir); err != nil {
		return fmt.Errorf("add: %w", err)
	}
	sizes := []int{1_000, 10_000}
	if o.Large {
		sizes = append(sizes, 100_000)
	}
	for _, n := range sizes {
		path := filepath.Join(dir, fmt.Sprintf("%d.hearsay", n))
		if err := generate(path, n); err != nil {
			return err
		}
		if err := child("find " + path); err != nil {
			return fmt.Errorf("find: %w", err)
		}
	}
	return nil
}

// generate makes a case of n reports, unless it is there.
func generate(path string, n int) error {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, path, false)
	if err != nil {
		return err
	}
	c, err := s.Counts(ctx)
	if err == nil && c.Documents != n {
		s.Close()
		if err := os.Remove(path); err != nil {
			return err
		}
		if s, err = sqlite.Open(ctx, path, false); err != nil {
			return err
		}
		err = casefiletest.Fill(ctx, s, n)
	}
	if err != nil {
		s.Close()
		return err
	}
	return s.Close()
}

// addChild adds the sample, reads it on one core, and then has it worked on with a
// reader that hands out those readings after as long as reading took. So what each
// takes is measured by itself, and not as the small difference of two large times.
func addChild(w io.Writer, dir string, model fs.FS, file []byte) error {
	ctx := context.Background()
	path := filepath.Join(dir, "add.hearsay")
	for _, end := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(path + end); err != nil && !os.IsNotExist(err) {
			return err
		}
	}
	s, err := sqlite.Open(ctx, path, false)
	if err != nil {
		return err
	}
	defer s.Close()
	lines, words, size, err := sampleLines()
	if err != nil {
		return err
	}
	web := fetch.New(fetch.Options{})
	defer web.Close()
	var t intake.Totals
	adding, err := spend(func() (err error) {
		t, err = intake.New(s, web, intake.Options{Stdin: bytes.NewReader(lines)}).Add(ctx, "-")
		return err
	})
	if err != nil {
		return err
	}
	if t.Added != sample {
		return fmt.Errorf("%+v; %d were to be added", t, sample)
	}
	m, err := neural.Load(model, neural.Options{Workers: 1})
	if err != nil {
		return err
	}
	places, err := gazetteer.Open(file)
	if err != nil {
		return err
	}
	r := reading.New(m, reading.Options{Gazetteer: places})
	var docs []*casefile.Kept
	for k, err := range s.Documents(ctx) {
		if err != nil {
			return err
		}
		docs = append(docs, k)
	}
	made := make(map[hearsay.DocumentID]*hearsay.Reading)
	took := make(map[hearsay.DocumentID]time.Duration)
	read, _ := spend(func() error {
		for _, k := range docs {
			begin := time.Now()
			made[k.Document.ID] = r.Read(k.Document, k.Findings)
			took[k.Document.ID] = time.Since(begin)
		}
		return nil
	})
	keeping, err := spend(func() error {
		return s.Work(ctx, casefile.Work{Read: func(_ context.Context, k *casefile.Kept) (*hearsay.Reading, error) {
			time.Sleep(took[k.Document.ID])
			return made[k.Document.ID], nil
		}})
	})
	if err != nil {
		return err
	}
	linking, err := spend(func() error {
		_, err := intake.Link(ctx, s, intake.Linking{})
		return err
	})
	if err != nil {
		return err
	}
	each := func(x spent) float64 { return 1000 * x.processor.Seconds() / sample }
	all := adding.clock + keeping.clock
	fmt.Fprintf(w, "%d reports of %d words and %.1f kB are added\n", sample, words/sample, float64(size)/sample/1000)
	fmt.Fprintf(w, "  without reading: %.0f reports/s, %.2f MB/s\n", sample/adding.clock.Seconds(), float64(size)/adding.clock.Seconds()/1e6)
	fmt.Fprintf(w, "  with reading, one at a time: %.1f reports/s, %.3f MB/s; %.1f %% of the time is not reading\n", sample/all.Seconds(), float64(size)/all.Seconds()/1e6,
		100*(1-read.clock.Seconds()/all.Seconds()))
	fmt.Fprintf(w, "  of the processor, for each: %.1f ms to add it, %.1f to read it, %.1f to keep its reading: %.1f %% is not reading; and %.1f to link it\n", each(adding), each(read), each(keeping),
		100*(each(adding)+each(keeping))/(each(adding)+each(read)+each(keeping)), each(linking))
	_, err = fmt.Fprintf(w, "  %s\n", peak())
	return err
}

// spent is the time that something took: by the clock, and of the processor.
type spent struct{ clock, processor time.Duration }

func spend(f func() error) (spent, error) {
	begin, used := time.Now(), processor()
	err := f()
	return spent{time.Since(begin), processor() - used}, err
}

// sampleLines returns reports of some five hundred words, as JSON lines: three
// invented ones each.
func sampleLines() (lines []byte, words, size int, err error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	var texts []string
	n := 0
	for r := range casefiletest.Many(3 * sample) {
		if texts = append(texts, r.Document.Text); len(texts) < 3 {
			continue
		}
		text := strings.Join(texts, "\n\n")
		words, size = words+len(strings.Fields(text)), size+len(text)
		if err := e.Encode(map[string]string{"title": r.Document.Title, "text": text, "published": r.Document.Published.Value, "url": fmt.Sprintf("https://herald.example/%d", n)}); err != nil {
			return nil, 0, 0, err
		}
		n++
		texts = texts[:0]
	}
	return b.Bytes(), words, size, nil
}

// findChild asks a case all questions and writes a line for it.
func findChild(w io.Writer, path string) error {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, path, true)
	if err != nil {
		return err
	}
	defer s.Close()
	c, err := s.Counts(ctx)
	if err != nil {
		return err
	}
	type asked struct {
		question string
		found    int
		took     time.Duration
	}
	var all []asked
	for _, q := range casefiletest.Questions {
		n, err := query.Parse(q)
		if err != nil {
			return err
		}
		var times []time.Duration
		found := 0
		for range rounds {
			begin := time.Now()
			p, err := s.Find(ctx, casefile.Ask{Query: n})
			if err != nil {
				return err
			}
			times, found = append(times, time.Since(begin)), p.Total
		}
		all = append(all, asked{q, found, median(times)})
	}
	slices.SortFunc(all, func(a, b asked) int { return int(b.took - a.took) })
	fmt.Fprintf(w, "\na case of %d reports: %.1f MB for 1,000 of them; %s\n", c.Documents, float64(c.Bytes)/float64(c.Documents)/1000, peak())
	fmt.Fprintf(w, "  %d questions: half are answered in %.1f ms, all in %.1f ms; the slowest:\n", len(all), all[len(all)/2].took.Seconds()*1000, all[0].took.Seconds()*1000)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, a := range all[:5] {
		fmt.Fprintf(t, "    %s\t%.1f ms\t%d found\n", a.question, a.took.Seconds()*1000, a.found)
	}
	return t.Flush()
}
