package postgres_test

import (
	"context"
	"crypto/rand"
	"errors"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"hearsay"
	"hearsay/docs"
	"hearsay/internal/casefile"
	"hearsay/internal/casefile/casefiletest"
	"hearsay/internal/casefile/postgres"
	"hearsay/internal/casefile/postgres/postgrestest"
)

// TestRoles gives two roles the rights that docs/operations.md lists: with them a
// worker works, makes months too, and a reader reads and changes nothing.
func TestRoles(t *testing.T) {
	page, err := docs.Files.ReadFile("operations.md")
	if err != nil {
		t.Fatal(err)
	}
	all := regexp.MustCompile("(?s)```sql\n(.*?)```").FindAllStringSubmatch(string(page), -1)
	if len(all) != 2 {
		t.Fatalf("%d pieces of SQL in the page", len(all))
	}
	address := postgrestest.Database(t, template(t))
	name := "hearsay_" + strings.ToLower(rand.Text()[:8])
	own := strings.NewReplacer("hearsay_worker", name+"_worker", "hearsay_reader", name+"_reader", "hearsay_owner", name+"_owner")
	run := func(sql string, but string) {
		for s := range strings.SplitSeq(own.Replace(sql), ";") {
			if s = strings.TrimSpace(s); s != "" && (but == "" || !strings.HasPrefix(s, but)) {
				postgrestest.Exec(t, address, s)
			}
		}
	}
	t.Cleanup(func() {
		for _, role := range []string{"_worker", "_reader", "_owner"} {
			postgrestest.Exec(t, address, "DROP OWNED BY "+name+role, "DROP ROLE "+name+role)
		}
	})
	run(all[0][1], "CREATE DATABASE")
	run(all[1][1], "")

	as := func(role string) *postgres.Store {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		u.User = url.User(name + role)
		return opened(t, u.String())
	}
	ctx := context.Background()
	worker, reader := as("_worker"), as("_reader")
	if _, err := worker.Add(ctx, report(t, 1), report(t, 2)); err != nil {
		t.Fatal(err)
	}
	if err := worker.Work(ctx, casefile.Work{Read: casefiletest.Read}); err != nil {
		t.Fatal(err)
	}
	if got := months(t, address); got != "body_0 body_202105" {
		t.Errorf("partitions %s", got)
	}
	if problems, err := casefile.Check(ctx, reader, nil); err != nil || len(problems) > 0 {
		t.Errorf("problems %v, %v", problems, err)
	}
	if c, err := reader.Counts(ctx); err != nil || c.Read != 2 {
		t.Errorf("%+v, %v", c, err)
	}
	_, err = reader.Add(ctx, report(t, 3))
	if e, ok := errors.AsType[*hearsay.Error](err); !ok || e.Kind != hearsay.Unavailable || !strings.Contains(e.Hint, "docs/operations.md") {
		t.Errorf("a reader adds: %v", err)
	}
}
