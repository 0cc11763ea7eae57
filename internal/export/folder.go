package export

import (
	"errors"
	"io"
)

// A Folder takes the files of a format that is several. The format closes each
// when it is complete: at once where a document has a file of its own, so that
// a case of any size takes few open files.
type Folder interface {
	// Create begins a file. Names are unique within a format and hold no slash.
	Create(name string) (io.WriteCloser, error)
}

// put writes a whole file of a folder.
func put(f Folder, name, text string) error {
	w, err := f.Create(name)
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, text)
	return errors.Join(err, w.Close())
}
