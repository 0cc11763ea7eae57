package main

import (
	"cmp"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"hearsay/internal/casefile"
	"hearsay/internal/fetch"
	"hearsay/internal/intake"
	"hearsay/internal/server"
)

func newServe() *cobra.Command {
	var o server.Options
	var tokenFile, readFile, site string
	var verbose, asJSON, private bool
	c := &cobra.Command{
		Use:   "serve CASE",
		Short: "Show a case in a browser, and answer programs",
		Long: `Show a case in a browser: what is new, what happened and on whose word, who is
cited, each report with its voices. Programs get the same as JSON below /api/,
described at /openapi.json; /metrics is for Prometheus, /healthz and /readyz for
who watches over the server.

Only this machine can reach it. Who has the token may also add reports, which are
read at once, and correct: it is taken from --token-file, or from the environment
variable HEARSAY_TOKEN; without either one is made up, and an address that signs in
with it is printed. Programs send it as "Authorization: Bearer …". Other machines
need it to read, too, or the one of --read-token-file.

--read-only publishes a case: everybody who reaches the server may read, and nobody
may write. --export-site writes the same as files, for any web server or none.`,
		Example: `  hearsay serve syria.hearsay
  hearsay serve syria.hearsay --listen 0.0.0.0:8080 --token-file token.txt
  hearsay serve syria.hearsay --read-only --url https://case.example
  hearsay serve syria.hearsay --export-site public/`,
		Args: arguments(cobra.ExactArgs(1)),
	}
	c.RunE = func(c *cobra.Command, args []string) error {
		shown := nameOf(args[0])
		o.Name = strings.TrimSuffix(filepath.Base(shown), ".hearsay")
		o.Version = program()
		return onCase(true, func(c *cobra.Command, s casefile.Store, _ []string) error {
			madeUp, err := tokens(&o, tokenFile, readFile)
			if err != nil {
				return err
			}
			var h slog.Handler = slog.NewTextHandler(c.ErrOrStderr(), &slog.HandlerOptions{Level: level(verbose)})
			if asJSON {
				h = slog.NewJSONHandler(c.ErrOrStderr(), &slog.HandlerOptions{Level: level(verbose)})
			}
			o.Log = slog.New(h)
			if site != "" {
				n, err := server.ExportSite(c.Context(), s, o, site)
				if err == nil {
					fmt.Fprintf(c.OutOrStdout(), "%d pages in %s\n", n, site)
				}
				return err
			}
			web := fetch.New(fetch.Options{AllowPrivate: private, Delay: politeness / 4})
			defer web.Close()
			o.Desk.Web, o.Desk.Workers = web, runtime.GOMAXPROCS(0)
			o.Desk.Reader = func() (casefile.Reader, error) {
				r, _, err := newReader(o.Desk.Workers)
				if err != nil {
					return nil, err
				}
				return intake.Reader(r), nil
			}
			srv, err := server.New(s, o)
			if err != nil {
				return err
			}
			return srv.Run(c.Context(), func(at string) {
				fmt.Fprintf(c.OutOrStdout(), "%s shows %s; Ctrl-C ends it\n", cmp.Or(o.URL, at), shown)
				if madeUp {
					fmt.Fprintf(c.OutOrStdout(), "%slogin?token=%s lets you add and correct, too\n", at, url.QueryEscape(o.Token))
				}
			})
		})(c, args)
	}
	f := c.Flags()
	f.StringVar(&o.Listen, "listen", "127.0.0.1:8080", "be reached at `HOST:PORT`")
	f.StringVar(&o.URL, "url", "", "be reached at `ADDRESS`, by a proxy that passes requests on to --listen")
	f.StringVar(&o.Token, "token", "", "let those who have `TOKEN` add and correct (other users of this machine may see it: rather use --token-file)")
	f.StringVar(&tokenFile, "token-file", "", "read the token from `FILE`")
	f.StringVar(&readFile, "read-token-file", "", "let those who have the token in `FILE` read")
	f.BoolVar(&o.ReadOnly, "read-only", false, "let everybody read, and nobody write")
	f.StringVar(&site, "export-site", "", "write the pages to `FOLDER` instead, for reading without a server")
	f.StringVar(&o.Desk.Hooks, "webhooks", "", "keep the addresses that are told of news, and their secrets, in `FILE`")
	f.BoolVar(&private, "allow-private", false, "let reports be fetched from, and webhooks lead to, addresses that are not public")
	f.BoolVarP(&verbose, "verbose", "v", false, "log requests and documents")
	f.BoolVar(&asJSON, "log-json", false, "log as lines of JSON")
	c.MarkFlagsMutuallyExclusive("read-only", "token")
	c.MarkFlagsMutuallyExclusive("read-only", "token-file")
	return c
}

// level returns what is logged: warnings alone, unless all is wanted.
func level(verbose bool) slog.Level {
	if verbose {
		return slog.LevelInfo
	}
	return slog.LevelWarn
}

// tokens takes the tokens from where they stand, and makes one up where there is
// none and only this machine can reach the server.
func tokens(o *server.Options, file, readFile string) (madeUp bool, err error) {
	for name, to := range map[string]*string{file: &o.Token, readFile: &o.ReadToken} {
		if name == "" {
			continue
		}
		b, err := os.ReadFile(name)
		if err != nil {
			return false, invalid("serve", "Give a file with the token as its only line.", "%w", err)
		}
		if *to = strings.TrimSpace(string(b)); *to == "" {
			return false, invalid("serve", "Give a file with the token as its only line.", "%s is empty", name)
		}
	}
	if o.ReadOnly {
		return false, nil
	}
	if o.Token == "" {
		o.Token = os.Getenv("HEARSAY_TOKEN")
	}
	if o.Token == "" && o.ReadToken == "" && o.URL == "" && server.IsLocal(o.Listen) {
		o.Token = rand.Text()
		return true, nil
	}
	return false, nil
}
