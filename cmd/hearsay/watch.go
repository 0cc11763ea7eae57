package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"hearsay/internal/casefile"
	"hearsay/internal/fetch"
	"hearsay/internal/intake"
)

func newWatch() *cobra.Command {
	var every time.Duration
	var once, list, private, asJSON bool
	var forget []string
	jobs := runtime.GOMAXPROCS(0)
	c := &cobra.Command{
		Use:   "watch CASE FEED…",
		Short: "Keep adding what is new in feeds until stopped",
		Long: `Keep adding what is new in feeds, and in sitemaps, until stopped. Feeds that were
watched before are watched too, at their own intervals; a feed that is given again
gets the interval given now. A feed that does not answer is asked less often, and
never given up, unless --forget takes it out; the reports that came from it stay.`,
		Example: "  hearsay watch syria.hearsay https://news.example/feed.xml --every 10m\n  hearsay watch syria.hearsay --list\n  hearsay watch syria.hearsay --forget https://news.example/feed.xml",
		Args:    arguments(cobra.MinimumNArgs(1)),
	}
	c.RunE = onCase(false, func(c *cobra.Command, s casefile.Store, args []string) error {
		ctx := c.Context()
		feeds, err := s.Feeds(ctx)
		if err != nil {
			return err
		}
		for _, url := range forget {
			if err := s.DropFeed(ctx, url); err != nil {
				return err
			}
		}
		if len(forget) > 0 && len(args) == 0 {
			return nil
		}
		for _, url := range args {
			if err := fetch.Check(url); err != nil {
				return err
			}
			f := casefile.Feed{URL: url}
			for _, known := range feeds {
				if known.URL == url {
					f = known
				}
			}
			f.Interval = every
			if err := s.KeepFeed(ctx, f); err != nil {
				return err
			}
		}
		if feeds, err = s.Feeds(ctx); err != nil {
			return err
		}
		if list && asJSON {
			return printJSON(c.OutOrStdout(), slices.Concat([]casefile.Feed{}, feeds))
		}
		if list {
			for _, f := range feeds {
				fmt.Fprintln(c.OutOrStdout(), health(f))
			}
			return nil
		}
		if len(feeds) == 0 {
			return invalid("watch", "Give the address of a feed.", "no feed is watched yet")
		}
		web := fetch.New(fetch.Options{Delay: politeness, Turn: turnOf(s), AllowPrivate: private})
		defer web.Close()
		most := 10_000
		if once { // what is new is read when all is taken in
			most = 0
		}
		in := intake.New(s, web, intake.Options{Most: most, Done: func(st intake.Step) {
			if st.Err != nil {
				fmt.Fprintf(c.ErrOrStderr(), "hearsay: %s: %s\n", st.Name, firstLine(st.Err.Error()))
			}
		}})
		looked := func(l intake.Look) {
			if l.Err != nil {
				fmt.Fprintf(c.ErrOrStderr(), "hearsay: %s: %s\n", l.Feed.URL, firstLine(l.Err.Error()))
				return
			}
			fmt.Fprintf(c.OutOrStdout(), "%s  %s: %d added, %d failed\n", l.Feed.Checked.Format("15:04"), l.Feed.URL, l.Added+l.Versions, l.Failed)
		}
		if once {
			for _, f := range feeds {
				l, err := in.Look(ctx, f)
				if err != nil {
					return err
				}
				looked(l)
			}
			return readWaiting(ctx, s, jobs, os.Stderr)
		}
		r, _, err := newReader(jobs)
		if err != nil {
			return err
		}
		working := make(chan error, 2)
		ctx, stop := context.WithCancel(ctx)
		go func() {
			defer stop()
			working <- s.Work(ctx, casefile.Work{Workers: jobs, Read: intake.Reader(r), Forever: true})
		}()
		go func() {
			defer stop()
			working <- intake.Follow(ctx, s, intake.Linking{Found: func(all []casefile.Find) { printFinds(c.OutOrStdout(), all) }})
		}()
		err = in.Watch(ctx, looked)
		stop()
		for range 2 {
			if worked := <-working; !errors.Is(worked, context.Canceled) {
				err = worked
			}
		}
		return err
	})
	f := c.Flags()
	f.DurationVar(&every, "every", 10*time.Minute, "look at the feeds given every `TIME`")
	f.BoolVar(&private, "allow-private", false, "let feeds and reports be fetched from addresses that are not public")
	f.BoolVar(&once, "once", false, "look at every feed once, whether it is due or not, read what is new, and end")
	f.BoolVar(&list, "list", false, "say how the feeds do, and end")
	f.StringArrayVar(&forget, "forget", nil, "watch `FEED` no more, and end unless others are given")
	f.BoolVar(&asJSON, "json", false, "with --list: print JSON; interval is a number of seconds")
	f.IntVar(&jobs, "jobs", jobs, "read `N` reports at once")
	return completing(c, completeNothing)
}

// politeness is how long a host is left alone between two requests.
const politeness = time.Second

// health says in a line how a feed does.
func health(f casefile.Feed) string {
	switch {
	case f.Checked.IsZero():
		return fmt.Sprintf("%s  every %v, not looked at yet", f.URL, f.Interval)
	case f.Failures > 0:
		return fmt.Sprintf("%s  every %v, failed %d times: %s", f.URL, f.Interval, f.Failures, firstLine(f.Error))
	case f.Changed.IsZero():
		return fmt.Sprintf("%s  every %v, looked at %s, nothing came yet", f.URL, f.Interval, f.Checked.Format("2006-01-02 15:04"))
	}
	return fmt.Sprintf("%s  every %v, %d reports, the last %s", f.URL, f.Interval, f.Added, f.Changed.Format("2006-01-02 15:04"))
}
