package main

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"hearsay/internal/casefile"
	"hearsay/internal/server"
)

func newServe() *cobra.Command {
	var o server.Options
	var tokenFile string
	var verbose bool
	c := &cobra.Command{
		Use:   "serve CASE",
		Short: "Show a case in a browser, and answer programs",
		Long: `Show a case in a browser: what is new, what happened and on whose word, who is
cited, each report with its voices. Programs get the same as JSON below /api/,
described at /openapi.json.

Only this machine can reach it, and nobody can change the case, unless there is a
token: who signs in with it, or sends it ("Authorization: Bearer …"), may correct;
other machines need it to read, too. It is taken from --token-file, or from the
environment variable HEARSAY_TOKEN.`,
		Example: "  hearsay serve syria.hearsay\n  hearsay serve syria.hearsay --listen 0.0.0.0:8080 --token-file token.txt",
		Args:    arguments(cobra.ExactArgs(1)),
	}
	c.RunE = func(c *cobra.Command, args []string) error {
		o.Name = strings.TrimSuffix(filepath.Base(args[0]), ".hearsay")
		o.Version = program()
		return onCase(true, func(c *cobra.Command, s casefile.Store, _ []string) error {
			if tokenFile != "" {
				b, err := os.ReadFile(tokenFile)
				if err != nil {
					return invalid("serve", "Give a file with the token as its only line.", "%w", err)
				}
				o.Token = strings.TrimSpace(string(b))
			}
			if o.Token == "" {
				o.Token = os.Getenv("HEARSAY_TOKEN")
			}
			g, err := openGazetteer("")
			if err != nil {
				return err
			}
			o.Towns = g.Towns()
			if verbose {
				o.Log = slog.New(slog.NewTextHandler(c.ErrOrStderr(), nil))
			}
			srv, err := server.New(s, o)
			if err != nil {
				return err
			}
			return srv.Run(c.Context(), func(url string) { fmt.Fprintf(c.OutOrStdout(), "%s shows %s; Ctrl-C ends it\n", url, args[0]) })
		})(c, args)
	}
	f := c.Flags()
	f.StringVar(&o.Listen, "listen", "127.0.0.1:8080", "be reached at `HOST:PORT`")
	f.StringVar(&o.Token, "token", "", "let those who have `TOKEN` correct, and read from other machines (other users of this machine may see it: rather use --token-file)")
	f.StringVar(&tokenFile, "token-file", "", "read the token from `FILE`")
	f.BoolVarP(&verbose, "verbose", "v", false, "log requests")
	return c
}
