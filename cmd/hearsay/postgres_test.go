package main

import (
	"os/exec"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"hearsay/internal/casefile/postgres/postgrestest"
)

// TestPostgresScripts runs sessions on cases in databases: DSN and OTHER are the
// addresses of two empty ones.
func TestPostgresScripts(t *testing.T) {
	postgrestest.Server(t)
	for _, program := range []string{"pg_dump", "pg_restore"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skip(err)
		}
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/postgres",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Vars = append(e.Vars, "LANG=C.UTF-8", "DSN="+postgrestest.Database(t, ""), "OTHER="+postgrestest.Database(t, ""))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"status": status},
	})
}
