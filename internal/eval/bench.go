package eval

import (
	_ "embed"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"hearsay/internal/attribution"
	"hearsay/internal/discourse"
	"hearsay/internal/event"
	"hearsay/internal/gazetteer"
	"hearsay/internal/mention"
	"hearsay/internal/neural"
	"hearsay/internal/page"
	"hearsay/internal/reading"
	"hearsay/internal/syntax"
	"hearsay/internal/token"
	"hearsay/internal/when"
	"hearsay/internal/where"
)

// news is a report of some 1,400 words about places that do not exist, written
// for this measurement.
//
//go:embed news.txt
var news []byte

// Kernels are the kernels of the model by name.
var Kernels = map[string]neural.Kernel{
	"auto": neural.Auto, "f32": neural.F32, "portable": neural.Portable, "w8a16": neural.W8A16, "w8a8": neural.W8A8,
}

// rounds is how often each thing is timed; the median counts. Things to be
// compared take turns, so that a disturbance meets them all.
const rounds = 7

// A stage is one thing to be timed on the report.
type stage struct {
	name   string
	kernel string // "": no model in it
	cores  int
	run    func()

	times         []time.Duration
	allocs, bytes uint64 // of one run
}

// Bench times every stage of reading one report, and the whole, with every
// kernel, on one core and on all, and writes a table. model holds the model's
// files, file is the gazetteer. Numbers mean something on a quiet machine only.
func Bench(w io.Writer, model fs.FS, file []byte) error {
	p, err := page.Parse(news, page.Options{Name: "news.txt"})
	if err != nil {
		return err
	}
	text, blocks := p.Document.Text, p.Document.Blocks
	sents := token.Split(text, blocks)
	words := 0
	for _, s := range sents {
		words += len(s.Tokens)
	}
	cores := runtime.GOMAXPROCS(0)
	places, err := gazetteer.Open(file)
	if err != nil {
		return err
	}
	stages := []*stage{
		{name: "page", run: func() { page.Parse(news, page.Options{Name: "news.txt"}) }},
		{name: "token", run: func() { token.Split(text, blocks) }},
	}
	for _, k := range []string{"f32", "w8a16", "w8a8", "portable"} {
		for _, n := range slices.Compact([]int{1, cores}) {
			if k == "portable" && n > 1 {
				continue // it is slow, and differs from f32 in nothing else
			}
			m, err := neural.Load(model, neural.Options{Kernel: Kernels[k], Workers: n})
			if err != nil {
				return err
			}
			toks := make([][]string, len(sents))
			for i, s := range sents {
				for _, t := range s.Tokens {
					toks[i] = append(toks[i], text[t.Start:t.End])
				}
			}
			stages = append(stages, &stage{name: "neural", kernel: k, cores: n, run: func() { m.Read(toks) }})
			if k == "portable" {
				continue
			}
			r := reading.New(m, reading.Options{Gazetteer: places})
			stages = append(stages, &stage{name: "Read", kernel: k, cores: n, run: func() { r.Read(p.Document, p.Findings) }})
			if k != "f32" || n > 1 {
				continue
			}
			d := syntax.Parse(text, blocks, sents, m)
			ms := mention.Find(d)
			said, _ := attribution.Find(d, ms)
			stages = append(stages,
				&stage{name: "neural + syntax", kernel: k, cores: n, run: func() { syntax.Parse(text, blocks, sents, m) }},
				&stage{name: "mention", kernel: k, cores: n, run: func() { mention.Find(d) }},
				&stage{name: "attribution", kernel: k, cores: n, run: func() { attribution.Find(d, ms) }},
				&stage{name: "when", kernel: k, cores: n, run: func() { when.Find(d, when.Options{}) }},
				&stage{name: "where", kernel: k, cores: n, run: func() { where.Find(d, ms, places, where.Options{}) }},
				&stage{name: "event", kernel: k, cores: n, run: func() { event.Find(d, ms, said, event.Inputs{}) }},
				&stage{name: "discourse", kernel: k, cores: n, run: func() { discourse.Find(d, ms, said, discourse.Inputs{}) }})
		}
	}
	for i := range rounds {
		for _, s := range stages {
			if s.kernel != "portable" || i < 3 {
				s.time(cores)
			}
		}
	}
	fmt.Fprintf(w, "# Speed on a report of %d words. Written by: hearsay-eval -bench, medians of %d rounds in turn (portable: 3)\n", words, rounds)
	fmt.Fprintf(w, "# %s, %s/%s, %d processors, %s\n", cpu(), runtime.GOOS, runtime.GOARCH, cores, runtime.Version())
	fmt.Fprintf(w, "# ratio: to the same stage with f32 on one core; ms: of the whole report\n\n")
	if err := table(w, stages, words); err != nil {
		return err
	}
	return start(w)
}

// time runs s once.
func (s *stage) time(cores int) {
	if s.cores == 1 {
		runtime.GOMAXPROCS(1)
		defer runtime.GOMAXPROCS(cores)
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := time.Now()
	s.run()
	s.times = append(s.times, time.Since(start))
	runtime.ReadMemStats(&after)
	s.allocs, s.bytes = after.Mallocs-before.Mallocs, after.TotalAlloc-before.TotalAlloc
}

// table writes a line a stage.
func table(w io.Writer, stages []*stage, words int) error {
	base := make(map[string]time.Duration)
	for _, s := range stages {
		if s.kernel == "f32" && s.cores == 1 {
			base[s.name] = median(s.times)
		}
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "stage\tkernel\tcores\twords/s\tms\tratio\tallocations\tkB\t")
	for _, s := range stages {
		d := median(s.times)
		kernel, cores, ratio := "–", "1", "–"
		if s.kernel != "" {
			kernel, cores = s.kernel, fmt.Sprint(s.cores)
			ratio = fmt.Sprintf("%.2f", float64(base[s.name])/float64(d))
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%.0f\t%.2f\t%s\t%d\t%d\t\n", s.name, kernel, cores,
			float64(words)/d.Seconds(), d.Seconds()*1000, ratio, s.allocs, s.bytes/1024)
	}
	return t.Flush()
}

func median(d []time.Duration) time.Duration {
	d = slices.Sorted(slices.Values(d))
	return d[len(d)/2]
}

// cpu returns the name of the processor where the system tells it.
func cpu() string {
	b, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return "unknown processor"
	}
	for line := range strings.Lines(string(b)) {
		if k, v, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(k) == "model name" {
			return strings.TrimSpace(v)
		}
	}
	return "unknown processor"
}
