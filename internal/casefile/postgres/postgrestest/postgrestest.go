// Package postgrestest gives tests databases of their own on the server that the
// environment variable HEARSAY_POSTGRES names: an address of a database in which
// its user may make others.
package postgrestest

import (
	"context"
	"crypto/rand"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

// Server returns the address of the server. Without one the test is skipped, or
// fails where HEARSAY_CI says that nothing may be left out.
func Server(t testing.TB) string {
	t.Helper()
	address := os.Getenv("HEARSAY_POSTGRES")
	if address == "" {
		if os.Getenv("HEARSAY_CI") != "" {
			t.Fatal("HEARSAY_POSTGRES is not set: .ci/services starts a server")
		}
		t.Skip("HEARSAY_POSTGRES names no server")
	}
	return address
}

// Database returns the address of a database that is the test's own, and goes
// with it: a copy of the database called template, or an empty one if that is "".
func Database(t testing.TB, template string) string {
	t.Helper()
	server := Server(t)
	name := "hearsay_test_" + strings.ToLower(rand.Text())
	copied := ""
	if template != "" {
		copied = " TEMPLATE " + template
	}
	Exec(t, server, "CREATE DATABASE "+name+copied)
	t.Cleanup(func() { Exec(t, server, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)") })
	return On(t, server, name)
}

// On returns the address of another database on the same server.
func On(t testing.TB, server, database string) string {
	t.Helper()
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + database
	return u.String()
}

// Name returns the name of the database at an address.
func Name(t testing.TB, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimPrefix(u.Path, "/")
}

// Exec runs statements at an address, each by itself.
func Exec(t testing.TB, address string, statements ...string) {
	t.Helper()
	ctx := context.Background()
	c, err := pgx.Connect(ctx, address)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(ctx)
	for _, s := range statements {
		if _, err := c.Exec(ctx, s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}
