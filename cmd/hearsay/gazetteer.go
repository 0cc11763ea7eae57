package main

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"hearsay"
	"hearsay/internal/gazetteer"
)

func newGazetteer() *cobra.Command {
	c := &cobra.Command{
		Use:   "gazetteer",
		Short: "Look places up, and add those of GeoNames",
		Args:  arguments(cobra.NoArgs),
	}
	c.AddCommand(newGazetteerImport(), newGazetteerLookup())
	return c
}

func newGazetteerImport() *cobra.Command {
	var out string
	var countries []string
	c := &cobra.Command{
		Use:   "import DUMP",
		Short: "Make a gazetteer of the built-in one and a dump of GeoNames",
		Long: `Make a gazetteer of the built-in one and a dump of GeoNames, allCountries.txt or
that of one country (SY.txt), as text, as the .zip it is offered in, or from -,
standard input. They are at download.geonames.org/export/dump, under CC BY 4.0.

Read with it by hearsay read --gazetteer FILE. All countries need 5 GB of memory
for a few minutes; --countries takes what you need.`,
		Example: "  hearsay gazetteer import -o syria.gaz SY.zip\n  hearsay gazetteer import --countries UA,RU -o front.gaz allCountries.txt",
		Args:    arguments(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			for i := range countries {
				countries[i] = strings.ToUpper(countries[i])
			}
			return importDump(c.ErrOrStderr(), args[0], out, gazetteer.ImportOptions{Countries: countries})
		},
	}
	c.Flags().StringVarP(&out, "output", "o", "places.gaz", "write to `FILE`")
	c.Flags().StringSliceVar(&countries, "countries", nil, "take only places of these countries, by their codes of two letters")
	return c
}

func importDump(report io.Writer, path, to string, o gazetteer.ImportOptions) error {
	base, err := openGazetteer("")
	if err != nil {
		return err
	}
	dump, err := openDump(path)
	if err != nil {
		kind := hearsay.Unreadable
		if errors.Is(err, fs.ErrNotExist) {
			kind = hearsay.NotFound
		}
		return &hearsay.Error{Op: "gazetteer import", Kind: kind, Err: err, Hint: "Give allCountries.txt, or the .zip with it, from download.geonames.org."}
	}
	defer dump.Close()
	file, done, err := gazetteer.Import(base, dump, o)
	if err != nil {
		return &hearsay.Error{Op: "gazetteer import", Kind: hearsay.Unreadable, Err: fmt.Errorf("%s: %w", path, err), Hint: "Give allCountries.txt, or the .zip with it, from download.geonames.org."}
	}
	w, err := open(to)
	if err != nil {
		return err
	}
	defer w.discard()
	if _, err := w.Write(file); err != nil {
		return err
	}
	if err := w.complete(); err != nil {
		return err
	}
	_, err = fmt.Fprintf(report, "%s: %d places: %d of %d rows are new, %d are about places known, %d are left out\n",
		to, base.Len()+done.Added, done.Added, done.Rows, done.Merged, done.Skipped)
	return err
}

// openDump opens a dump: a text, the text in a .zip of its name, or standard
// input.
func openDump(path string) (io.ReadCloser, error) {
	if path == "-" {
		return io.NopCloser(os.Stdin), nil
	}
	if !strings.EqualFold(filepath.Ext(path), ".zip") {
		return os.Open(path)
	}
	z, err := zip.OpenReader(path)
	if err != nil {
		if _, missing := os.Stat(path); missing != nil {
			return nil, missing
		}
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)) + ".txt"
	for _, f := range z.File {
		if strings.EqualFold(f.Name, name) {
			r, err := f.Open()
			return zipped{r, z}, err
		}
	}
	z.Close()
	return nil, fmt.Errorf("%s: no %s in it", path, name)
}

// A zipped is a file in an archive, closed with it.
type zipped struct {
	io.ReadCloser
	archive *zip.ReadCloser
}

func (z zipped) Close() error { return errors.Join(z.ReadCloser.Close(), z.archive.Close()) }

func newGazetteerLookup() *cobra.Command {
	var path string
	c := &cobra.Command{
		Use:   "lookup NAME",
		Short: "Print the places of a name, best known first",
		Args:  arguments(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			g, err := openGazetteer(path)
			if err != nil {
				return err
			}
			if g == nil {
				return invalid("gazetteer lookup", "Give --gazetteer a file.", "no gazetteer to look in")
			}
			found, change := g.Search(args[0])
			found = append(found, g.Demonym(args[0])...)
			if len(found) == 0 {
				return &hearsay.Error{Op: "gazetteer lookup", Kind: hearsay.NotFound, Err: fmt.Errorf("no place %q", args[0])}
			}
			w := tabwriter.NewWriter(c.OutOrStdout(), 0, 0, 2, ' ', 0)
			for _, p := range found {
				fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%.4f\t%.4f\t±%g km\t%d\t%s\n",
					p.Name, p.Level, p.Country, p.Admin1, p.Admin2, p.Lat, p.Lon, p.RadiusKM, p.GeoNames, change)
			}
			return w.Flush()
		},
	}
	c.Flags().StringVar(&path, "gazetteer", "", "look in `FILE`, made by hearsay gazetteer import")
	return c
}
