package postgres_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/casefile/casefiletest"
	"hearsay/internal/casefile/postgres/postgrestest"
	"hearsay/internal/intake"
)

// TestScale measures what docs/scale.md tells, with HEARSAY_SCALE generated
// reports (see [casefiletest.Many]): how many documents one, two and four workers
// keep in a second when reading takes no time, what each costs the server, and
// how much room they take. Numbers of the clock are good on a quiet machine only;
// the others anywhere.
func TestScale(t *testing.T) {
	n := setting(t, "HEARSAY_SCALE", 0)
	if n == 0 {
		t.Skip("HEARSAY_SCALE is not set")
	}
	var reports []casefile.Report
	ready := make(map[hearsay.DocumentID]*hearsay.Reading, n)
	for r, made := range casefiletest.Many(n) {
		reports = append(reports, r)
		ready[r.Document.ID] = made
	}
	handOut := func(_ context.Context, k *casefile.Kept) (*hearsay.Reading, error) { return ready[k.Document.ID], nil }
	empty := template(t)
	for _, workers := range []int{1, 2, 4} {
		address := postgrestest.Database(t, empty)
		s := opened(t, address)
		m := newMeter(t, address)
		adding := m.measure("add", n, func() {
			for at := 0; at < n; at += 64 {
				if _, err := s.Add(context.Background(), reports[at:min(at+64, n)]...); err != nil {
					t.Fatal(err)
				}
			}
		})
		working := m.measure("read", n, func() {
			var all sync.WaitGroup
			for range workers {
				w := opened(t, address)
				all.Go(func() {
					if err := w.Work(context.Background(), casefile.Work{Workers: 1, Read: handOut}); err != nil {
						t.Error(err)
					}
				})
			}
			all.Wait()
		})
		t.Logf("%d workers\n%s%s%s", workers, adding, working, m.room(n))
	}
}

// TestLinkScale measures what the next hundred reports cost to be linked, with 100,
// 1,000 and more in the case, up to HEARSAY_SCALE_LINK (see [casefiletest.Wire]): the
// server, and who links. The last time others keep readings meanwhile.
func TestLinkScale(t *testing.T) {
	most := setting(t, "HEARSAY_SCALE_LINK", 0)
	if most == 0 {
		t.Skip("HEARSAY_SCALE_LINK is not set")
	}
	const some = 100
	ctx := context.Background()
	var reports []casefile.Report
	var readings []*hearsay.Reading
	for r, made := range casefiletest.Wire(most + 2*some) {
		reports, readings = append(reports, r), append(readings, made)
	}
	address := postgrestest.Database(t, template(t))
	s := opened(t, address)
	m := newMeter(t, address)
	at := 0
	keep := func(n int) {
		for n = min(at+n, len(reports)); at < n; {
			to := min(at+64, n)
			if _, err := s.Add(ctx, reports[at:to]...); err != nil {
				t.Fatal(err)
			}
			if err := s.Keep(ctx, readings[at:to]...); err != nil {
				t.Fatal(err)
			}
			at = to
		}
	}
	linked := func() {
		if _, err := intake.Link(ctx, s, intake.Linking{}); err != nil {
			t.Error(err)
		}
	}
	for n := some; n <= most; n *= 10 {
		keep(n - at)
		linked()
		keep(some)
		mine := timeOf("/proc/self/stat")
		cost := m.measure("link", some, linked)
		mine = timeOf("/proc/self/stat") - mine
		links, err := s.LinkCounts(ctx)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%d reports\n%s    and %.1f ms of who links; links %v", n, cost, 1000*mine/some, links)
	}
	for _, r := range reports[at:] {
		if _, err := s.Add(ctx, r); err != nil {
			t.Fatal(err)
		}
	}
	left := reports[at:]
	t.Logf("linked while two workers keep\n%s", m.measure("keep and link", len(left), func() {
		ready := make(map[hearsay.DocumentID]*hearsay.Reading)
		for _, r := range readings[at:] {
			ready[r.Document.ID] = r
		}
		var all sync.WaitGroup
		for range 2 {
			w := opened(t, address)
			all.Go(func() {
				if err := w.Work(ctx, casefile.Work{Workers: 1, Read: func(_ context.Context, k *casefile.Kept) (*hearsay.Reading, error) { return ready[k.Document.ID], nil }}); err != nil {
					t.Error(err)
				}
			})
		}
		all.Go(linked)
		all.Wait()
		linked()
	}))
}

// A meter measures what work costs a server on this machine.
type meter struct {
	t    *testing.T
	name string
	c    *pgx.Conn
}

func newMeter(t *testing.T, address string) *meter {
	t.Helper()
	c, err := pgx.Connect(context.Background(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close(context.Background()) })
	return &meter{t, postgrestest.Name(t, address), c}
}

func (m *meter) number(q string) float64 {
	var x float64
	if err := m.c.QueryRow(context.Background(), q).Scan(&x); err != nil {
		m.t.Fatalf("%s: %v", q, err)
	}
	return x
}

// measure does work on n documents and tells what each cost.
func (m *meter) measure(name string, n int, work func()) string {
	const wal, commits, written = "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8", "SELECT xact_commit::float8 FROM pg_stat_database WHERE datname = current_database()",
		"SELECT (tup_inserted + tup_updated + tup_deleted)::float8 FROM pg_stat_database WHERE datname = current_database()"
	w, x, r, cpu, begin := m.number(wal), m.number(commits), m.number(written), serverTime(), time.Now()
	over, waited := make(chan bool), make(chan string)
	go func() { waited <- waits(m.t, m.c.Config().ConnString(), over) }()
	work()
	took := time.Since(begin).Seconds()
	cpu = serverTime() - cpu
	close(over)
	locks := <-waited
	time.Sleep(1500 * time.Millisecond) // the server counts with a delay
	per := func(x float64) float64 { return x / float64(n) }
	return fmt.Sprintf("  %s: %.0f documents/s; for each %.2f transactions, %.0f rows written, %.1f kB of log, %.2f ms of the server's processors; %s\n",
		name, float64(n)/took, per(m.number(commits)-x), per(m.number(written)-r), per(m.number(wal)-w)/1000, per(1000*cpu), locks)
}

// waits samples what the server's connections do until over.
func waits(t *testing.T, address string, over chan bool) string {
	c, err := pgx.Connect(context.Background(), address)
	if err != nil {
		return err.Error()
	}
	defer c.Close(context.Background())
	var busy, lock, io, samples int
	for {
		select {
		case <-over:
			if busy == 0 {
				busy = 1
			}
			return fmt.Sprintf("of the time of busy connections %.1f %% waits for locks, %.1f %% for the disk (%d samples)", 100*float64(lock)/float64(busy), 100*float64(io)/float64(busy), samples)
		case <-time.After(20 * time.Millisecond):
		}
		var b, l, d int
		if err := c.QueryRow(context.Background(), `SELECT count(*) FILTER (WHERE state = 'active'), count(*) FILTER (WHERE wait_event_type IN ('Lock', 'LWLock') AND state = 'active'),
			count(*) FILTER (WHERE wait_event_type = 'IO' AND state = 'active') FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`).Scan(&b, &l, &d); err != nil {
			return err.Error()
		}
		busy, lock, io, samples = busy+b, lock+l, io+d, samples+1
	}
}

// serverTime returns how many seconds of processors all running processes of the
// server on this machine have used.
func serverTime() (sum float64) {
	all, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range all {
		if b, err := os.ReadFile(path); err == nil && strings.Contains(string(b), "(postgres)") {
			sum += timeOf(path)
		}
	}
	return sum
}

// timeOf returns how many seconds of processors a process has used.
func timeOf(stat string) float64 {
	const ticks = 100 // in a second: what Linux tells programs
	b, err := os.ReadFile(stat)
	if err != nil {
		return 0 // it ended meanwhile
	}
	f := strings.Fields(string(b[strings.LastIndexByte(string(b), ')')+1:]))
	user, _ := strconv.ParseFloat(f[11], 64)
	system, _ := strconv.ParseFloat(f[12], 64)
	return (user + system) / ticks
}

// room tells how much room n documents take, by table with its indices.
func (m *meter) room(n int) string {
	rows, _ := m.c.Query(context.Background(), `SELECT coalesce(p.relname, c.relname)::text, sum(pg_total_relation_size(c.oid))::float8 / $1, sum(pg_indexes_size(c.oid))::float8 / $1
		FROM pg_class c LEFT JOIN pg_inherits i ON i.inhrelid = c.oid LEFT JOIN pg_class p ON p.oid = i.inhparent
		WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace GROUP BY 1 HAVING sum(pg_total_relation_size(c.oid)) / $1 > 100 ORDER BY 2 DESC`, float64(n))
	var b strings.Builder
	var table string
	var bytes, indices, sum float64
	pgx.ForEachRow(rows, []any{&table, &bytes, &indices}, func() error {
		sum += bytes
		fmt.Fprintf(&b, "    %-12s %6.0f bytes, of which %.0f of indices\n", table, bytes, indices)
		return nil
	})
	return fmt.Sprintf("  room for each: %.1f kB\n%s", sum/1000, b.String())
}
