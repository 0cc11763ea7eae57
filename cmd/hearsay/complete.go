package main

import (
	"strings"

	"github.com/spf13/cobra"

	"hearsay/internal/casefile"
	"hearsay/internal/query"
)

// completing makes the shell complete the arguments of a command on a case: first
// the name of the case, a file, then what next says.
func completing(c *cobra.Command, next func(c *cobra.Command, caseName, begun string) []string) *cobra.Command {
	c.ValidArgsFunction = func(c *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
		if len(args) == 0 {
			return []string{"hearsay"}, cobra.ShellCompDirectiveFilterFileExt
		}
		return next(c, args[0], begun), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
	return c
}

// completeFields completes the fields of queries.
func completeFields(_ *cobra.Command, _, begun string) (all []string) {
	begun = strings.TrimPrefix(begun, "-")
	for _, f := range query.Fields {
		if strings.HasPrefix(f.Name, begun) {
			all = append(all, f.Name+":\t"+f.Help)
		}
	}
	return all
}

// completeIDs completes the ids of a case's reports, with their titles.
func completeIDs(c *cobra.Command, caseName, begun string) (all []string) {
	const most = 100
	s, err := openCase(c.Context(), caseName, true)
	if err != nil {
		return nil
	}
	defer s.Close()
	n, err := query.Parse("")
	if err != nil {
		return nil
	}
	p, err := s.Find(c.Context(), casefile.Ask{Query: n, Limit: most})
	if err != nil {
		return nil
	}
	for _, h := range p.Hits {
		if id := h.Document.String()[:12]; strings.HasPrefix(id, begun) {
			all = append(all, id+"\t"+oneLine(h.Title))
		}
	}
	return all
}
