package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"hearsay/internal/casefile"
	"hearsay/internal/query"
)

// completing makes the shell complete the arguments of a command on a case: first
// the name of the case, a file, then what next says, of the arguments before and
// what is begun. Without next they are files.
func completing(c *cobra.Command, next func(c *cobra.Command, args []string, begun string) []string) *cobra.Command {
	c.ValidArgsFunction = func(c *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
		switch {
		case len(args) == 0:
			return []string{"hearsay"}, cobra.ShellCompDirectiveFilterFileExt
		case next == nil:
			return nil, cobra.ShellCompDirectiveDefault
		}
		return next(c, args, begun), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
	return c
}

// completeNothing is for commands that take the name of a case alone.
func completeNothing(*cobra.Command, []string, string) []string { return nil }

// completeFields completes the fields of queries.
func completeFields(_ *cobra.Command, _ []string, begun string) (all []string) {
	minus := begun[:len(begun)-len(strings.TrimPrefix(begun, "-"))]
	for _, f := range query.Fields {
		if name := minus + f.Name; strings.HasPrefix(name, begun) {
			all = append(all, name+":\t"+f.Help)
		}
	}
	return all
}

// completeFormats completes the format of an export, then its query.
func completeFormats(c *cobra.Command, args []string, begun string) []string {
	if len(args) > 1 {
		return completeFields(c, args, begun)
	}
	var all []string
	for _, f := range formatNames("corrections") {
		if strings.HasPrefix(f, begun) {
			all = append(all, f)
		}
	}
	return all
}

// completeCorrections completes the report that is corrected, then the fields of
// the record that is named.
func completeCorrections(c *cobra.Command, args []string, begun string) (all []string) {
	if len(args) == 1 {
		return completeIDs(c, args, begun)
	}
	_, record, _ := strings.Cut(args[1], "#")
	fields := slices.Concat(casefile.Fields["d"], []string{"undo"})
	if record != "" {
		fields = casefile.Fields[record[:1]]
	}
	for _, f := range fields {
		if strings.HasPrefix(f, begun) {
			all = append(all, f+"=")
		}
	}
	return all
}

// completeIDs completes the ids of a case's reports, with their titles.
func completeIDs(c *cobra.Command, args []string, begun string) (all []string) {
	const most = 100
	s, err := openCase(c.Context(), args[0], true)
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
