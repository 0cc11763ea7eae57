package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// A folderOutput is an output of several files. It appears under its name when it is
// complete, and then takes the place of one that was made before.
type folderOutput struct {
	temp, path string
	open       map[*folderFile]bool
	began      bool // temp is there
}

// openFolder returns a folder that will be at path, where a folder may be
// already: all that is in it must be of the names that the new one holds.
func openFolder(op, path string) (*folderOutput, error) {
	if path == "" {
		return nil, invalid(op, "Give --output FOLDER.", "this format is a folder of several files")
	}
	path = filepath.Clean(path)
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		return nil, invalid(op, "Give the name of a folder.", "%s is a file", path)
	}
	for i := range 1000 {
		temp := filepath.Join(filepath.Dir(path), fmt.Sprintf(".%s.%d-%d", filepath.Base(path), os.Getpid(), i))
		err := os.Mkdir(temp, 0o777)
		if err == nil {
			return &folderOutput{temp: temp, path: path, open: make(map[*folderFile]bool), began: true}, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return nil, unwritten(path, err)
		}
	}
	return nil, unwritten(path, fs.ErrExist)
}

// Create begins a file of the folder.
func (f *folderOutput) Create(name string) (io.WriteCloser, error) {
	file, err := os.OpenFile(filepath.Join(f.temp, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return nil, unwritten(f.path, err)
	}
	x := &folderFile{newOutput(file, ""), f}
	f.open[x] = true
	return x, nil
}

// A folderFile is a file of a folder.
type folderFile struct {
	*output
	folder *folderOutput
}

// Close writes what is buffered and closes the file.
func (x *folderFile) Close() error {
	delete(x.folder.open, x)
	if err := x.flush(); err != nil {
		return err
	}
	if err := errors.Join(x.file.Sync(), x.file.Close()); err != nil {
		return unwritten(x.folder.path, err)
	}
	return nil
}

// flush writes what is buffered.
func (f *folderOutput) flush() error {
	for o := range f.open {
		if err := o.flush(); err != nil {
			return err
		}
	}
	return nil
}

// complete puts the folder, whose files are closed, in its place. One that is
// there already is replaced if the new one has all its files; if it holds
// anything else, nothing is changed.
func (f *folderOutput) complete() error {
	if err := f.makeRoom(); err != nil {
		return err
	}
	if err := os.Rename(f.temp, f.path); err != nil {
		return unwritten(f.path, err)
	}
	f.began = false
	return nil
}

// makeRoom removes an older folder at the path, file by file, after a look that
// it holds nothing but files of the names of the new one.
func (f *folderOutput) makeRoom() error {
	old, err := os.ReadDir(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return unwritten(f.path, err)
	}
	for _, e := range old {
		if _, err := os.Lstat(filepath.Join(f.temp, e.Name())); err != nil || !e.Type().IsRegular() {
			return invalid("write", "Give --output a new folder, or one made by the same format.", "%s holds %s, which is not of this format", f.path, e.Name())
		}
	}
	for _, e := range old {
		if err := os.Remove(filepath.Join(f.path, e.Name())); err != nil {
			return unwritten(f.path, err)
		}
	}
	if err := os.Remove(f.path); err != nil {
		return unwritten(f.path, err)
	}
	return nil
}

// discard removes a folder that is not complete. After complete it does nothing.
func (f *folderOutput) discard() {
	for o := range f.open {
		o.file.Close()
	}
	if f.began {
		os.RemoveAll(f.temp)
	}
}
