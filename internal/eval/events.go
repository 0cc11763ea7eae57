package eval

import (
	"io/fs"

	"hearsay/internal/neural"
)

// eventFiles adds the rows of events: of the project's own set, of marked
// pairs, of who acts on whom, and of headlines.
func (e *evaluation) eventFiles(raw fs.FS, m *neural.Model, wanted func(string) bool) error {
	steps := []struct {
		corpus string
		run    func() error
	}{
		{"own", func() error { return e.ownEvents(e.own, m) }},
		{"PLV", func() error { return e.markedPairs(e.annotated, raw, m) }},
		{"PLV", func() error { return e.joined(raw, m) }},
		{"CAMEO", func() error { return e.roles(e.annotated, m) }},
		{"NGEC", func() error { return e.headlines(e.annotated, m) }},
	}
	for _, s := range steps {
		if !wanted(s.corpus) || s.corpus == "own" && e.own == nil {
			continue
		}
		if err := s.run(); err != nil {
			return err
		}
	}
	return nil
}
