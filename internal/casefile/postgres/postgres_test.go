package postgres_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/casefile/casefiletest"
	"hearsay/internal/casefile/postgres"
	"hearsay/internal/casefile/postgres/postgrestest"
	"hearsay/internal/casefile/sqlite"
)

// opened opens the case at an address, and closes it with the test.
func opened(t testing.TB, address string) *postgres.Store {
	t.Helper()
	s, err := postgres.Open(context.Background(), address, false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// template returns the name of a database with an empty case.
func template(t testing.TB) string {
	t.Helper()
	address := postgrestest.Database(t, "")
	s, err := postgres.Open(context.Background(), address, false)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	return postgrestest.Name(t, address)
}

func TestStore(t *testing.T) {
	empty := template(t)
	addresses := make(map[string]string)
	casefiletest.Run(t, func(t2 *testing.T, name string) casefile.Store {
		if addresses[name] == "" {
			addresses[name] = postgrestest.Database(t, empty)
		}
		return opened(t2, addresses[name])
	})
}

// TestOpen opens what is no case, or one of another version.
func TestOpen(t *testing.T) {
	ctx := context.Background()
	empty := postgrestest.Database(t, "")
	if _, err := postgres.Open(ctx, empty, true); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an empty database: %v", err)
	}
	foreign := postgrestest.Database(t, "")
	postgrestest.Exec(t, foreign, "CREATE TABLE ship (name text)")
	if _, err := postgres.Open(ctx, foreign, false); !errors.Is(err, casefile.ErrForeign) {
		t.Errorf("another program's database: %v", err)
	}
	later := postgrestest.Database(t, template(t))
	opened(t, later).Close()
	postgrestest.Exec(t, later, "INSERT INTO hearsay_version (version_id, is_applied) VALUES (9999, true)")
	if _, err := postgres.Open(ctx, later, true); !errors.Is(err, casefile.ErrNewer) {
		t.Errorf("a case of a later version: %v", err)
	}
	for _, tt := range []struct {
		name, address string
		kind          hearsay.Kind
	}{
		{"no such database", postgrestest.On(t, postgrestest.Server(t), "nobody_made_this"), hearsay.NotFound},
		{"nobody listens", "postgres://ines:secret@127.0.0.1:1/case", hearsay.Unavailable},
		{"no address", "postgres://ines:secret@[::1/case", hearsay.Invalid},
	} {
		_, err := postgres.Open(ctx, tt.address, true)
		e, ok := errors.AsType[*hearsay.Error](err)
		if !ok || e.Kind != tt.kind || e.Hint == "" || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// TestOpenAtOnce opens an empty database from many at once: the tables are made
// once.
func TestOpenAtOnce(t *testing.T) {
	address := postgrestest.Database(t, "")
	errs := make(chan error)
	for range 5 {
		go func() {
			s, err := postgres.Open(context.Background(), address, false)
			if err == nil {
				s.Close()
			}
			errs <- err
		}()
	}
	for range 5 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
}

// TestAddAtOnce adds the same reports from many at once, in different orders.
func TestAddAtOnce(t *testing.T) {
	address := postgrestest.Database(t, template(t))
	ctx := context.Background()
	var reports []casefile.Report
	for i := range 40 {
		reports = append(reports, report(t, i))
	}
	errs := make(chan error)
	for n := range 4 {
		s := opened(t, address)
		go func() {
			mine := append(reports[10*n:len(reports):len(reports)], reports[:10*n]...)
			for len(mine) > 0 {
				k := min(7, len(mine))
				if _, err := s.Add(ctx, mine[:k]...); err != nil {
					errs <- err
					return
				}
				mine = mine[k:]
			}
			errs <- nil
		}()
	}
	for range 4 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	c, err := opened(t, address).Counts(ctx)
	if err != nil || c.Documents != 40 || c.Waiting != 40 || c.Versions != 40 {
		t.Errorf("%+v, %v", c, err)
	}
}

// TestMonths puts reports into partitions by their month of publication; dates
// that nobody can mean make none.
func TestMonths(t *testing.T) {
	address := postgrestest.Database(t, template(t))
	ctx := context.Background()
	s := opened(t, address)
	dates := []string{"2021-05-04", "2021-05-30T10:00:00Z", "2019-12", "2021", "", "1871-03-18", "9999-01-01"}
	for i, date := range dates {
		r := report(t, i)
		r.Document.Published = hearsay.Date{Value: date, Precision: map[int]hearsay.Precision{4: hearsay.Year, 7: hearsay.Month, 10: hearsay.Day, 20: hearsay.Second}[len(date)]}
		if _, err := s.Add(ctx, r); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Work(ctx, casefile.Work{Read: casefiletest.Read}); err != nil {
		t.Fatal(err)
	}
	if got := months(t, address); got != "body_0 body_201912 body_202105" {
		t.Errorf("partitions %s", got)
	}
	if problems, err := casefile.Check(ctx, s, nil); err != nil || len(problems) > 0 {
		t.Errorf("problems %v, %v", problems, err)
	}
}

// report returns an invented report of that number; some share an address.
func report(t testing.TB, i int) casefile.Report {
	return casefiletest.Report(t, fmt.Sprintf("https://herald.example/%d", i%100), fmt.Sprintf("Report %d", i),
		fmt.Sprintf("Ferry %d was late on Friday, the harbour master said. Ana Prado denied it.", i))
}

// TestForeignText keeps texts that the server would not take as they are.
func TestForeignText(t *testing.T) {
	s := opened(t, postgrestest.Database(t, template(t)))
	ctx := context.Background()
	long := strings.Repeat("Krakatorium", 300)
	for i, text := range []string{"A ferry was late, Ana Prado said.", long + " was late, " + long + " said.", strings.Repeat("wxyz ", 300_000), many(200_000)} {
		r := casefiletest.Report(t, fmt.Sprintf("https://herald.example/%s%d", long, i), fmt.Sprintf("Ferry %d", i), text)
		r.Document.Outlet, r.Document.Title = long+"\x00", "A \x00 ferry"
		r.Document.Language = "en"
		if _, err := s.Add(ctx, r); err != nil {
			t.Fatal(err)
		}
	}
	quick := func(ctx context.Context, k *casefile.Kept) (*hearsay.Reading, error) {
		if len(k.Document.Text) > 100_000 {
			return &hearsay.Reading{Document: k.Document}, nil
		}
		return casefiletest.Read(ctx, k)
	}
	if err := s.Work(ctx, casefile.Work{Read: quick, Retry: soon}); err != nil {
		t.Fatal(err)
	}
	problems, err := casefile.Check(ctx, s, nil)
	if c, _ := s.Counts(ctx); err != nil || len(problems) > 0 || c.Read != 4 {
		t.Errorf("%+v, problems %v, %v", c, problems, err)
	}
}

// many returns a text of so many words, all different.
func many(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "w%dx ", i)
	}
	return b.String()
}

// TestMove moves a case from a file into a database, and back into a file.
func TestMove(t *testing.T) {
	database := opened(t, postgrestest.Database(t, template(t)))
	casefiletest.Move(t, file(t, "first"), database, file(t, "back"))
}

// file opens a new case in a file.
func file(t *testing.T, name string) casefile.Store {
	s, err := openFile(context.Background(), filepath.Join(t.TempDir(), name))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func openFile(ctx context.Context, dir string) (*sqlite.Store, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	return sqlite.Open(ctx, filepath.Join(dir, "case.hearsay"), false)
}

// TestTurn has two stores share the turns to ask a host.
func TestTurn(t *testing.T) {
	address := postgrestest.Database(t, template(t))
	one, two := opened(t, address), opened(t, address)
	const delay = time.Minute
	for i, s := range []*postgres.Store{one, two, one, two} {
		wait, err := s.Turn(context.Background(), "herald.example", delay)
		if due := time.Duration(i) * delay; err != nil || wait > due || wait < due-delay/2 {
			t.Errorf("turn %d is in %v, %v", i, wait, err)
		}
	}
	if wait, err := one.Turn(context.Background(), "other.example", delay); err != nil || wait != 0 {
		t.Errorf("another host's turn is in %v, %v", wait, err)
	}
}
