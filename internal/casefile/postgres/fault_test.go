package postgres_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/casefile/casefiletest"
	"hearsay/internal/casefile/postgres"
	"hearsay/internal/casefile/postgres/postgrestest"
	"hearsay/internal/intake"
	"hearsay/internal/worker"
)

// workVariable names the case that the test binary, run again, works on until it
// is killed; deadlyVariable words over which it dies.
const (
	workVariable   = "HEARSAY_TEST_WORK"
	deadlyVariable = "HEARSAY_TEST_DEADLY"
)

func TestMain(m *testing.M) {
	postgres.Shorten()
	if address := os.Getenv(workVariable); address != "" {
		s, err := postgres.Open(context.Background(), address, true)
		if err == nil {
			err = worker.Run(context.Background(), s, options())
		}
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// options are those of the workers of these tests.
func options() worker.Options {
	return worker.Options{Jobs: 2, Read: slowly, Forever: true, Link: true, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
}

// slowly reads by rules alone, and takes its time, so that faults come while
// something is on hand.
func slowly(ctx context.Context, k *casefile.Kept) (*hearsay.Reading, error) {
	if deadly := os.Getenv(deadlyVariable); deadly != "" && strings.Contains(k.Document.Text, deadly) {
		os.Exit(3)
	}
	select {
	case <-time.After(10 * time.Millisecond):
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return casefiletest.Read(ctx, k)
}

// setting is the number that a variable of the environment has, for longer runs.
func setting(t testing.TB, name string, usual int) int {
	t.Helper()
	v := os.Getenv(name)
	if v == "" {
		return usual
	}
	n, err := strconv.Atoi(v)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// supply returns the reports of a test: 60, or HEARSAY_TEST_REPORTS. The first of
// them copy from one another and tell of the same events.
func supply(t testing.TB) []casefile.Report {
	all := casefiletest.Bay()
	for i := len(all); i < setting(t, "HEARSAY_TEST_REPORTS", 60); i++ {
		n := func(k int) string { return fmt.Sprintf("Ka%dra%d", i, k) } // no words in a row are in two reports
		r := casefiletest.Report(t, fmt.Sprintf("https://herald.example/%d", i), "Ferry "+n(0),
			fmt.Sprintf("Ferry %s was late in %s on Friday, %s of %s said. Ana %s denied %s.", n(1), n(2), n(3), n(4), n(5), n(6)))
		r.Document.Language = "en"
		all = append(all, r)
	}
	return all
}

// expected returns what a single worker makes of reports in a file.
var expected = sync.OnceValues(func() ([]byte, error) {
	t := &testing.B{}
	dir, err := os.MkdirTemp("", "hearsay")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	return alone(dir, supply(t))
})

// outcome returns all that readers of a case see of it: the lines of its export,
// its links, and how much there is.
func outcome(s casefile.Store) ([]byte, error) {
	ctx := context.Background()
	var b bytes.Buffer
	for k, err := range s.Documents(ctx) {
		if err != nil {
			return nil, err
		}
		r, edits, err := s.Reading(ctx, k.Document.ID)
		if err != nil {
			return nil, err
		}
		line, err := json.Marshal(r)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "%d %d %s\n", k.State, len(edits), line)
	}
	links, err := s.Links(ctx, casefile.LinkAsk{})
	if err != nil {
		return nil, err
	}
	for _, l := range links.Links {
		line, err := json.Marshal(l)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "link %s\n", line)
	}
	c, err := s.Counts(ctx)
	c.Bytes = 0
	fmt.Fprintf(&b, "%+v\n", c)
	return b.Bytes(), err
}

// settled waits until nothing waits in a case, and compares it with what a single
// worker makes in a file.
func settled(t *testing.T, s casefile.Store) {
	t.Helper()
	ctx := context.Background()
	for begin := time.Now(); ; time.Sleep(100 * time.Millisecond) {
		q, err := s.Queue(ctx)
		if err == nil && q.Waiting+q.Running+q.Retrying+q.Unlinked == 0 {
			break
		}
		if time.Since(begin) > 4*time.Minute {
			t.Fatalf("after four minutes: %+v, %v", q, err)
		}
	}
	want, err := expected()
	if err != nil {
		t.Fatal(err)
	}
	got, err := outcome(s)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, got) {
		t.Errorf("the case differs from that of a single worker:\n%s", difference(want, got))
	}
	if problems, err := casefile.Check(ctx, s, nil); err != nil || len(problems) > 0 {
		t.Errorf("problems %v, %v", problems, err)
	}
}

// difference returns the first line that differs.
func difference(a, b []byte) string {
	x, y := strings.Split(string(a), "\n"), strings.Split(string(b), "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return fmt.Sprintf("line %d of %d and %d:\n%.600s\n%.600s", i, len(x), len(y), x[i], y[i])
		}
	}
	return fmt.Sprintf("%d and %d lines", len(x), len(y))
}

// addAll adds reports a few at a time, again when the server does not answer.
func addAll(t *testing.T, s casefile.Store, reports []casefile.Report) {
	t.Helper()
	for begin := time.Now(); len(reports) > 0; {
		n := min(5, len(reports))
		_, err := s.Add(context.Background(), reports[:n]...)
		if err == nil {
			reports = reports[n:]
			continue
		}
		if e, ok := errors.AsType[*hearsay.Error](err); !ok || e.Kind != hearsay.Unavailable || e.Hint == "" {
			t.Fatalf("adding: %v", err)
		}
		if time.Since(begin) > 2*time.Minute {
			t.Fatalf("after two minutes: %v", err)
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// at works on a case in this process, with a clock that is wrong by skew, until
// the test ends.
func at(t *testing.T, address string, skew time.Duration, o worker.Options) {
	t.Helper()
	s := opened(t, address)
	s.Skew(skew)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- worker.Run(ctx, s, o) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("a worker ended: %v", err)
		}
	})
}

// A process is a worker in another process.
type process struct {
	c     *exec.Cmd
	ended chan struct{} // closed when it has ended
}

func (p *process) kill() {
	p.c.Process.Kill()
	<-p.ended
}

// child starts a worker in another process.
func child(t *testing.T, address string, env ...string) *process {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Skip(err)
	}
	c := exec.Command(self)
	c.Env = append(append(os.Environ(), workVariable+"="+address), env...)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	p := &process{c, make(chan struct{})}
	go func() { c.Wait(); close(p.ended) }()
	t.Cleanup(p.kill)
	return p
}

// TestWorkersKilled kills workers, three at a time, at random moments, HEARSAY_TEST_KILLS times.
func TestWorkersKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("runs other processes for some seconds")
	}
	address := postgrestest.Database(t, template(t))
	s := opened(t, address)
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	r := rand.New(rand.NewPCG(seed, 0))
	workers := []*process{child(t, address), child(t, address), child(t, address)}
	added := make(chan bool)
	go func() { defer close(added); addAll(t, s, supply(t)) }()
	for range setting(t, "HEARSAY_TEST_KILLS", 8) {
		time.Sleep(time.Duration(r.IntN(600)) * time.Millisecond)
		i := r.IntN(len(workers))
		workers[i].kill()
		workers[i] = child(t, address)
	}
	<-added
	settled(t, s)
}

// TestDeadly reads a document that ends every process that reads it: it is set
// aside in the end, and the others are read.
func TestDeadly(t *testing.T) {
	if testing.Short() {
		t.Skip("runs other processes for some seconds")
	}
	address := postgrestest.Database(t, template(t))
	s := opened(t, address)
	deadly := casefiletest.Report(t, "https://herald.example/deadly", "Deadly", "A deadly word was said, Ana Prado said.")
	if _, err := s.Add(context.Background(), append([]casefile.Report{deadly}, supply(t)[:20]...)...); err != nil {
		t.Fatal(err)
	}
	for begin := time.Now(); ; {
		c := child(t, address, deadlyVariable+"=deadly word")
		for over := false; !over; {
			select {
			case <-c.ended:
				over = true
			case <-time.After(100 * time.Millisecond):
			}
			n, err := s.Counts(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			if n.Read == 20 && n.Broken == 1 {
				k, err := s.Document(context.Background(), deadly.Document.ID.String())
				if err != nil || !strings.Contains(k.Error, "workers ended while they read it") {
					t.Errorf("error %q, %v", k.Error, err)
				}
				return
			}
			if time.Since(begin) > 3*time.Minute {
				t.Fatalf("after three minutes: %+v", n)
			}
		}
	}
}

// TestClocks has workers whose clocks are wrong by minutes and hours, and a
// reader that fails at the first try of each document.
func TestClocks(t *testing.T) {
	address := postgrestest.Database(t, template(t))
	var mu sync.Mutex
	tried := make(map[hearsay.DocumentID]bool)
	o := options()
	o.Read = func(ctx context.Context, k *casefile.Kept) (*hearsay.Reading, error) {
		mu.Lock()
		again := tried[k.Document.ID]
		tried[k.Document.ID] = true
		mu.Unlock()
		if !again {
			return nil, errors.New("not yet")
		}
		return slowly(ctx, k)
	}
	for _, skew := range []time.Duration{-3 * time.Hour, 0, 20 * time.Minute, 400 * 24 * time.Hour} {
		at(t, address, skew, o)
	}
	s := opened(t, address)
	addAll(t, s, supply(t))
	settled(t, s)
}

// TestSlowDisk writes to a server whose writes take long.
func TestSlowDisk(t *testing.T) {
	address := postgrestest.Database(t, template(t))
	postgrestest.Exec(t, address, `CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(random() * 0.2); RETURN NEW; END $$`,
		"CREATE TRIGGER slow BEFORE INSERT OR UPDATE ON document FOR EACH ROW EXECUTE FUNCTION slow()", "CREATE TRIGGER slow BEFORE INSERT OR UPDATE ON reading FOR EACH ROW EXECUTE FUNCTION slow()")
	s := opened(t, address)
	at(t, address, 0, options())
	at(t, address, 0, options())
	addAll(t, s, supply(t))
	settled(t, s)
}

// TestRestart restarts the server, as a crash does it, while it is worked on.
func TestRestart(t *testing.T) {
	server := postgrestest.Own(t)
	s := opened(t, server.Address)
	at(t, server.Address, 0, options())
	at(t, server.Address, 0, options())
	added := make(chan bool)
	go func() { defer close(added); addAll(t, s, supply(t)) }()
	for range setting(t, "HEARSAY_TEST_RESTARTS", 2) {
		time.Sleep(time.Second)
		server.Restart(t)
	}
	<-added
	settled(t, s)
}

// TestNetwork cuts the way to the server in several manners while it is worked
// on: connections break, nothing gets through for longer than a worker may be
// silent, all takes long.
func TestNetwork(t *testing.T) {
	address := postgrestest.Database(t, template(t))
	way := newProxy(t, address)
	at(t, way.address, 0, options())
	at(t, way.address, 0, options())
	s := opened(t, address)
	added := make(chan bool)
	go func() { defer close(added); addAll(t, opened(t, way.address), supply(t)) }()
	for range setting(t, "HEARSAY_TEST_CUTS", 1) {
		for _, m := range []manner{broken, silent, slow} {
			time.Sleep(300 * time.Millisecond)
			way.set(m)
			time.Sleep(3 * time.Second)
			way.set(open)
		}
	}
	<-added
	settled(t, s)
}

// alone has one worker make the case in a file.
func alone(dir string, reports []casefile.Report) ([]byte, error) {
	ctx := context.Background()
	s, err := openFile(ctx, dir)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	if _, err := s.Add(ctx, reports...); err != nil {
		return nil, err
	}
	if err := s.Work(ctx, casefile.Work{Read: casefiletest.Read}); err != nil {
		return nil, err
	}
	if _, err := intake.Link(ctx, s, intake.Linking{}); err != nil {
		return nil, err
	}
	return outcome(s)
}
