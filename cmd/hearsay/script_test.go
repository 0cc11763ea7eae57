package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"hearsay": main})
}

// TestScripts runs the command as its users do: each file in testdata/script is
// a session with real arguments, streams, files and exit statuses.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       os.Getenv("UPDATE") != "",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			examples, err := filepath.Abs("../../examples")
			e.Vars = append(e.Vars, "LANG=C.UTF-8", "EXAMPLES="+examples)
			if err != nil {
				return err
			}
			return nil
		},
		// [complete] holds where nothing may be left out: there a program that is
		// missing is a fault.
		Condition: func(name string) (bool, error) {
			if name != "complete" {
				return false, fmt.Errorf("no condition %q", name)
			}
			return os.Getenv("HEARSAY_CI") != "", nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": status,
			"bytes":  writeBytes,
		},
	})
}
