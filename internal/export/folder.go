package export

import "io"

// A Folder takes the files of a format that is several. What is written to
// them is complete when the format is closed; the caller closes the files.
type Folder interface {
	// Create begins a file. Names are unique within a format and hold no slash.
	Create(name string) (io.Writer, error)
}
