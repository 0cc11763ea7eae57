package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"hearsay"
)

// An output is where the readings go: standard output, or a file that appears
// under its name only when it is complete.
type output struct {
	buffer *bufio.Writer
	file   *os.File
	path   string // of the file when it is complete; "" if there is nothing to rename
}

// open returns an output to path, or to standard output if path is empty. A
// path that leads to something other than a plain file, such as /dev/null, is
// written to as it is.
func open(path string) (*output, error) {
	if path == "" {
		return newOutput(os.Stdout, ""), nil
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	mode := fs.FileMode(0o666)
	switch info, err := os.Stat(path); {
	case err == nil && info.IsDir():
		return nil, invalid("read", "Give the name of a file.", "cannot write to the folder %s", path)
	case err == nil && !info.Mode().IsRegular():
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		if err != nil {
			return nil, unwritten(path, err)
		}
		return newOutput(f, ""), nil
	case err == nil:
		mode = info.Mode().Perm()
	}
	f, err := temporary(path, mode)
	if err != nil {
		return nil, unwritten(path, err)
	}
	return newOutput(f, path), nil
}

func newOutput(f *os.File, path string) *output {
	return &output{buffer: bufio.NewWriterSize(f, 1<<16), file: f, path: path}
}

// temporary creates a hidden file beside path, with the rights that the file at
// path has or would get.
func temporary(path string, mode fs.FileMode) (*os.File, error) {
	for i := range 1000 {
		name := filepath.Join(filepath.Dir(path), fmt.Sprintf(".%s.%d-%d", filepath.Base(path), os.Getpid(), i))
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
	return nil, fs.ErrExist
}

// Write writes b, at the latest with the next flush.
func (o *output) Write(b []byte) (int, error) {
	n, err := o.buffer.Write(b)
	if err != nil {
		return n, unwritten(cmp.Or(o.path, o.file.Name()), err)
	}
	return n, nil
}

// flush writes what is buffered.
func (o *output) flush() error {
	if err := o.buffer.Flush(); err != nil {
		return unwritten(cmp.Or(o.path, o.file.Name()), err)
	}
	return nil
}

// complete writes what is buffered and puts a file in its place.
func (o *output) complete() error {
	if err := o.flush(); err != nil {
		return err
	}
	if o.path == "" {
		return nil
	}
	if err := errors.Join(o.file.Sync(), o.file.Close(), os.Rename(o.file.Name(), o.path)); err != nil {
		return unwritten(o.path, err)
	}
	o.path = ""
	return nil
}

// discard removes a file that is not complete. After complete it does nothing.
func (o *output) discard() {
	if o.path != "" {
		o.file.Close()
		os.Remove(o.file.Name())
	}
}

// unwritten says why path could not be written.
func unwritten(path string, err error) error {
	e := &hearsay.Error{Op: "write", Kind: hearsay.Unavailable, Hint: "Make room, or write elsewhere with --output."}
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		e.Kind, e.Hint = hearsay.Invalid, "Give --output a file that you may write."
	}
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		err = pe.Err
	}
	e.Err = fmt.Errorf("%s: %w", path, err)
	return e
}
