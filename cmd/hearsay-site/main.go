// Hearsay-site writes the documentation as a site of files that needs no server.
//
//	hearsay-site FOLDER
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"hearsay/docs"
	"hearsay/internal/export"
	"hearsay/internal/help"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: hearsay-site FOLDER")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "hearsay-site:", err)
		os.Exit(1)
	}
}

func write(folder string) error {
	pages, err := help.Site(docs.Files, export.Schema)
	if err != nil {
		return err
	}
	files := map[string][]byte{"help.css": help.Style}
	for _, p := range pages {
		files[p.Path] = p.HTML
	}
	for name, b := range files {
		name = filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(name, b, 0o666); err != nil {
			return err
		}
	}
	return nil
}
