package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"hearsay"
	"hearsay/internal/neural"
	"hearsay/internal/reading"
)

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the versions of the program, the record and the model",
		Args:  arguments(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			m, err := loadModel("", neural.Options{})
			if err != nil {
				return err
			}
			g, err := openGazetteer("")
			if err != nil {
				return err
			}
			w := tabwriter.NewWriter(c.OutOrStdout(), 0, 0, 2, ' ', 0)
			fmt.Fprintf(w, "hearsay\t%s\n", program())
			fmt.Fprintf(w, "record\t%d\n", hearsay.RecordVersion)
			fmt.Fprintf(w, "reading\t%s\n", reading.Version)
			fmt.Fprintf(w, "model\t%s\n", m.Name())
			fmt.Fprintf(w, "gazetteer\t%s\n", g.Version())
			fmt.Fprintf(w, "kernel\t%s\n", m.Kernel())
			return w.Flush()
		},
	}
}

// program returns the version of the program and what it was built with.
func program() string {
	version := "unknown"
	if info, ok := debug.ReadBuildInfo(); ok {
		version = info.Main.Version
	}
	return fmt.Sprintf("%s %s %s/%s", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
