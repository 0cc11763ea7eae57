package main

import (
	"os"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"hearsay"
)

// newMan returns the command that packages are made with. It is hidden: who has
// the program has --help.
func newMan() *cobra.Command {
	return &cobra.Command{
		Use:     "man FOLDER",
		Short:   "Write a manual page for each command",
		Long:    "Write a manual page for each command into FOLDER, which is made if need be.",
		Example: "  hearsay man man1 && man man1/hearsay-read.1",
		Hidden:  true,
		Args:    arguments(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o777); err != nil {
				return &hearsay.Error{Op: "man", Kind: hearsay.Unavailable, Err: err}
			}
			root, at := c.Root(), changed()
			root.DisableAutoGenTag = true // a date would make each build another
			return doc.GenManTreeFromOpts(root, doc.GenManTreeOptions{
				Header:           &doc.GenManHeader{Section: "1", Source: "hearsay", Manual: "hearsay", Date: &at},
				Path:             args[0],
				CommandSeparator: "-",
			})
		},
	}
}

// changed returns when the program's source was last changed, as its build knows;
// the beginning of Unix time if it does not.
func changed() time.Time {
	info, _ := debug.ReadBuildInfo()
	if info != nil {
		for _, s := range info.Settings {
			if t, err := time.Parse(time.RFC3339, s.Value); s.Key == "vcs.time" && err == nil {
				return t
			}
		}
	}
	return time.Unix(0, 0).UTC()
}
