package eval

import (
	"io/fs"

	"hearsay/internal/neural"
)

// eventFiles adds the rows of events from files that are not corpora of
// documents.
func (e *evaluation) eventFiles(raw fs.FS, m *neural.Model, wanted func(string) bool) error {
	if wanted("PLV") {
		return e.markedPairs(e.annotated, raw, m)
	}
	return nil
}
