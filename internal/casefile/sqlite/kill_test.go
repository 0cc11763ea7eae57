package sqlite_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"hearsay/internal/casefile"
	"hearsay/internal/casefile/casefiletest"
	"hearsay/internal/casefile/sqlite"
	"hearsay/internal/export"
)

// childVariable names the case that the test binary, run again, fills;
// addVariable the one that it adds one report to.
const (
	childVariable = "HEARSAY_TEST_CASE"
	addVariable   = "HEARSAY_TEST_ADD"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(childVariable); path != "" {
		if err := fill(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	if path := os.Getenv(addVariable); path != "" {
		addOne(path)
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// many is how many reports the child adds: 120, or HEARSAY_TEST_REPORTS.
func many() int {
	if n, err := strconv.Atoi(os.Getenv("HEARSAY_TEST_REPORTS")); err == nil {
		return n
	}
	return 120
}

// fill adds reports one by one, and reads them meanwhile.
func fill(path string) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s, err := sqlite.Open(ctx, path, false)
	if err != nil {
		return err
	}
	defer s.Close()
	working := make(chan error, 1)
	go func() { working <- s.Work(ctx, casefile.Work{Workers: 2, Read: casefiletest.Read, Forever: true}) }()
	for i := range many() {
		if _, err := s.Add(ctx, report(i)); err != nil {
			return err
		}
	}
	cancel()
	<-working
	return s.Work(context.Background(), casefile.Work{Workers: 2, Read: casefiletest.Read})
}

func report(i int) casefile.Report {
	return casefiletest.Report(&testing.T{}, fmt.Sprintf("https://herald.example/%d", i%100), fmt.Sprintf("Report %d", i),
		fmt.Sprintf("Ferry %d was late on Friday, the harbour master said. Ana Prado denied it.", i))
}

// contents returns all that a case holds, in the order of its documents: the bytes
// of its export, with the state of each before them, and how much there is.
func contents(t *testing.T, path string) []byte {
	t.Helper()
	ctx := context.Background()
	s, err := sqlite.Open(ctx, path, true)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var b bytes.Buffer
	lines := export.NewJSONLines(&b, export.Bytes)
	for k, err := range s.Documents(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		r, _, err := s.Reading(ctx, k.Document.ID)
		if err != nil {
			t.Fatal(err)
		}
		if r == nil {
			t.Fatalf("document %s has no reading", k.Document.ID)
		}
		fmt.Fprintf(&b, "%d ", k.State)
		if err := lines.Write(k.Document.Name, r); err != nil {
			t.Fatal(err)
		}
	}
	problems, err := casefile.Check(ctx, s, nil)
	if err != nil || len(problems) > 0 {
		t.Errorf("problems %v, %v", problems, err)
	}
	c, err := s.Counts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	c.Bytes = 0
	fmt.Fprintf(&b, "%+v\n", c)
	return b.Bytes()
}

// TestKilled kills a process that fills a case, again and again, wherever it
// happens to be. The case must then be the one that an undisturbed run makes.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("runs other processes for some seconds")
	}
	self, err := os.Executable()
	if err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	child := func(path string) *exec.Cmd {
		c := exec.Command(self)
		c.Env = append(os.Environ(), childVariable+"="+path)
		c.Stderr = os.Stderr
		return c
	}
	quiet, killed := filepath.Join(dir, "quiet.hearsay"), filepath.Join(dir, "killed.hearsay")
	begin := time.Now()
	if err := child(quiet).Run(); err != nil {
		t.Fatal(err)
	}
	longest := max(600*time.Millisecond, time.Since(begin)/20) // so that kills come all along
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	for range rounds(t) {
		c := child(killed)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(r.Int64N(int64(longest))))
		c.Process.Kill()
		c.Wait()
	}
	t.Logf("killed %d times, after %v at most each", rounds(t), longest)
	if err := child(killed).Run(); err != nil {
		t.Fatal(err)
	}
	if want, got := contents(t, quiet), contents(t, killed); !bytes.Equal(want, got) {
		t.Errorf("the case differs from that of an undisturbed run:\n%s\n%s", last(want), last(got))
	}
}

// rounds is how often the process is killed: 12 times, or as often as
// HEARSAY_TEST_KILLS says.
func rounds(t *testing.T) int {
	v := os.Getenv("HEARSAY_TEST_KILLS")
	if v == "" {
		return 12
	}
	n, err := strconv.Atoi(v)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func last(b []byte) []byte {
	lines := bytes.Split(bytes.TrimSpace(b), []byte("\n"))
	return lines[len(lines)-1]
}
