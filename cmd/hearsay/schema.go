package main

import (
	"github.com/spf13/cobra"

	"hearsay/internal/export"
)

func newSchema() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of a Reading",
		Long: `Print the JSON Schema (2020-12) of what hearsay read --format json prints for
one report, and --format jsonl on every line.`,
		Args: arguments(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			_, err := c.OutOrStdout().Write(export.Schema)
			return err
		},
	}
}
