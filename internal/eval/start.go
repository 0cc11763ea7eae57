package eval

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"hearsay/internal/gazetteer"
	"hearsay/internal/neural"
	"hearsay/internal/page"
	"hearsay/internal/reading"
)

// ChildFlag makes hearsay-eval read one report and say how much memory it took;
// [Bench] runs it so to time a whole process.
const ChildFlag = "bench-child"

// start times whole processes that read a short report, and the report of the
// other measurements.
func start(w io.Writer) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	fmt.Fprintln(w)
	for _, size := range []string{"short", "long"} {
		var times []time.Duration
		var peak string
		for range rounds {
			begin := time.Now()
			out, err := exec.Command(self, "-"+ChildFlag, size).Output()
			if err != nil {
				return fmt.Errorf("start a process: %w", err)
			}
			times = append(times, time.Since(begin))
			peak = strings.TrimSpace(string(out))
		}
		fmt.Fprintf(w, "a process that reads a %s report, from start to end: %.0f ms; %s\n", size, median(times).Seconds()*1000, peak)
	}
	return nil
}

// Child measures one thing in a process of its own: it reads a "short" or "long"
// report with the model in fsys and the gazetteer in file, on all cores, and
// writes the peak of the process's memory; or does a part of [Cases].
func Child(w io.Writer, what string, fsys fs.FS, file []byte) error {
	size, arg, _ := strings.Cut(what, " ")
	switch size {
	case "add":
		return addChild(w, arg, fsys, file)
	case "find":
		return findChild(w, arg)
	}
	src := news
	if size == "short" {
		src = src[:strings.Index(string(src), "The mayor")]
	}
	m, err := neural.Load(fsys, neural.Options{})
	if err != nil {
		return err
	}
	p, err := page.Parse(src, page.Options{Name: "news.txt"})
	if err != nil {
		return err
	}
	places, err := gazetteer.Open(file)
	if err != nil {
		return err
	}
	reading.New(m, reading.Options{Gazetteer: places}).Read(p.Document, p.Findings)
	_, err = fmt.Fprintln(w, peak())
	return err
}

// peak tells the largest memory of the process so far: what the system counts
// as resident, or, where it does not tell, what Go obtained from it.
func peak() string {
	if b, err := os.ReadFile("/proc/self/status"); err == nil {
		for line := range strings.Lines(string(b)) {
			if v, ok := strings.CutPrefix(line, "VmHWM:"); ok {
				var kb int
				if _, err := fmt.Sscan(v, &kb); err == nil {
					return fmt.Sprintf("peak resident memory %d MB", kb/1024)
				}
			}
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return fmt.Sprintf("memory obtained by Go %d MB", m.Sys/1024/1024)
}

// processor returns the time for which the process has had a processor so far; 0
// where the system does not tell.
func processor() time.Duration {
	b, err := os.ReadFile("/proc/self/stat")
	if err != nil {
		return 0
	}
	const tick = 10 * time.Millisecond // what Linux tells programs
	var user, system int64
	f := strings.Fields(string(b[strings.LastIndexByte(string(b), ')')+1:]))
	if _, err := fmt.Sscan(f[11]+" "+f[12], &user, &system); err != nil {
		return 0
	}
	return time.Duration(user+system) * tick
}
