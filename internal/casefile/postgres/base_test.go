package postgres_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

var soon = func(int) time.Duration { return time.Millisecond }

// ask returns the first column of the rows of a query, with a blank between them.
func ask(t testing.TB, address, q string) string {
	t.Helper()
	ctx := context.Background()
	c, err := pgx.Connect(ctx, address)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(ctx)
	rows, _ := c.Query(ctx, q)
	all, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	return strings.Join(all, " ")
}

// months names the partitions of bodies.
func months(t testing.TB, address string) string {
	return ask(t, address, "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND relname LIKE 'body\\_%' ORDER BY relname COLLATE \"C\"")
}
