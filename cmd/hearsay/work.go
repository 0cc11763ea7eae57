package main

import (
	"context"
	"errors"
	"log/slog"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"hearsay/internal/casefile"
	"hearsay/internal/intake"
	"hearsay/internal/worker"
)

func newWork() *cobra.Command {
	var o worker.Options
	var idle, quiet, only bool
	o.Jobs = runtime.GOMAXPROCS(0)
	c := &cobra.Command{
		Use:   "work DSN",
		Short: "Read and link what waits in a case, on as many machines as you like",
		Long: `Read what waits in a case and link it, until stopped: a worker for a case in a
database, on as many machines as you like. Each document is read once in effect,
whatever happens to a worker: what it had on hand goes to others within seconds.
One worker at a time links. A case in a file can be worked on as well.

The log on standard error has one JSON object a line, with the document's id. A
document that cannot be read is tried again, and then set aside with the reason:
hearsay check lists it.

SIGTERM, or Ctrl-C, stops it: it takes no more documents, and ends when those on
hand are read. The password for the database is best given by PGPASSWORD or
.pgpass. What each role of the database needs: docs/operations.md.`,
		Example: "  hearsay work postgres://hearsay@db.example/syria --listen 127.0.0.1:9090\n  hearsay work postgres://hearsay@db.example/syria --idle-exit --jobs 8",
		Args:    arguments(cobra.ExactArgs(1)),
	}
	c.RunE = onCase(true, func(c *cobra.Command, s casefile.Store, _ []string) error {
		r, _, err := newReader(o.Jobs)
		if err != nil {
			return err
		}
		level := slog.LevelInfo
		if quiet {
			level = slog.LevelWarn
		}
		o.Read, o.Forever, o.Link, o.Version = intake.Reader(r), !idle, !only, program()
		o.Log = slog.New(slog.NewJSONHandler(c.ErrOrStderr(), &slog.HandlerOptions{Level: level}))
		if err := worker.Run(c.Context(), s, o); !errors.Is(err, context.Canceled) { // it was told to stop
			return err
		}
		return nil
	})
	f := c.Flags()
	f.IntVar(&o.Jobs, "jobs", o.Jobs, "read `N` documents at once")
	f.StringVar(&o.Listen, "listen", "", "answer /metrics, /healthz and /readyz at `HOST:PORT`")
	f.DurationVar(&o.Grace, "grace", 30*time.Second, "when stopped, wait `TIME` for documents on hand")
	f.BoolVar(&idle, "idle-exit", false, "end when nothing waits")
	f.BoolVar(&only, "no-links", false, "only read: another worker links")
	f.BoolVarP(&quiet, "quiet", "q", false, "log only what goes wrong")
	return c
}
