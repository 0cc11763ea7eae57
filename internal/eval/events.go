package eval

import (
	"io/fs"

	"hearsay/internal/event"
	"hearsay/internal/neural"
)

// eventFiles adds the rows of events: of the project's own set, of marked
// pairs, of who acts on whom, and of headlines. Every text is read with weights
// that were fitted without it, except for headlines, on which nothing is
// fitted.
func (e *evaluation) eventFiles(raw fs.FS, m *neural.Model, wanted func(string) bool) error {
	var weights [eventFolds]*event.Weights
	if wanted("own") || wanted("PLV") || wanted("CAMEO") {
		ls, err := readLessons(e.own, e.annotated, raw, m)
		if err != nil {
			return err
		}
		for f := range weights {
			weights[f] = ls.learn(f)
		}
		if wanted("PLV") {
			e.marked(ls, weights)
			e.joined(ls, weights)
			ls.reliability(e, weights)
		}
	}
	if wanted("own") && e.own != nil {
		if err := e.ownEvents(e.own, m, weights); err != nil {
			return err
		}
	}
	if wanted("CAMEO") {
		if err := e.roles(e.annotated, m, weights); err != nil {
			return err
		}
	}
	if wanted("NGEC") {
		return e.headlines(e.annotated, m)
	}
	return nil
}
