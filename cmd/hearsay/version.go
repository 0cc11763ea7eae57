package main

import (
	_ "embed"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"hearsay"
	"hearsay/internal/neural"
	"hearsay/internal/reading"
)

// libraries has the terms of all libraries in the program.
//
//go:generate go run licenses_generate.go
//go:embed licenses.txt
var libraries string

func newVersion() *cobra.Command {
	var licenses bool
	c := &cobra.Command{
		Use:     "version",
		Short:   "Print the versions of the program, the record and the model",
		Long:    "Print the versions of the program, the record, the model and the gazetteer; or the\nterms under which all that is in the program may be used and passed on.",
		Example: "  hearsay version\n  hearsay version --licenses | less",
		Args:    arguments(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			if licenses {
				_, err := io.WriteString(c.OutOrStdout(), hearsay.License+"\n"+hearsay.Notice+"\n"+libraries)
				return err
			}
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
	c.Flags().BoolVar(&licenses, "licenses", false, "print the terms of the program and of all that it is built with")
	return c
}

// program returns the version of the program and what it was built with.
func program() string {
	version := "unknown"
	if info, ok := debug.ReadBuildInfo(); ok {
		version = info.Main.Version
	}
	return fmt.Sprintf("%s %s %s/%s", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
