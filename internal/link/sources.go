package link

import (
	"cmp"
	"fmt"
	"iter"
	"slices"

	"hearsay"
)

// A Source is an outlet, or a person or an organisation that reports cite, with its
// record.
type Source struct {
	Name   string   `json:"name"`
	Cited  bool     `json:"cited"` // no report of the case is its own
	Record Record   `json:"record"`
	Grade  Grade    `json:"grade"`
	For    []string `json:"for"` // ids of the links that the record rests on
}

// Sources grades every outlet by its claims in the case, and everybody who is cited
// by name by the claims that go back to them: those of events with another
// independent origin are confirmed, those that most others contradict are
// contradicted, and those that an outlet took back are corrected. A source that
// tells of an event several times is counted once. outlet returns who published
// a report.
func Sources(links iter.Seq2[*Link, error], outlet func(hearsay.DocumentID) string) ([]Source, error) {
	var events []Link
	against := make(map[string]int) // of each claim, how many contradict it
	records := make(map[string]*Source)
	at := func(name string, cited bool) *Source {
		if name == "" {
			return new(Source) // nobody's
		}
		key := Fold(name)
		if records[key] == nil {
			records[key] = &Source{Name: name, Cited: cited}
		} else if !cited && records[key].Cited { // its own reports come after those that cite it
			records[key].Name, records[key].Cited = name, false
		}
		return records[key]
	}
	of := func(id hearsay.DocumentID) *Source { return at(outlet(id), false) }
	cited := make(map[string]string) // of each claim, the name that it goes back to
	for l, err := range links {
		if err != nil {
			return nil, err
		}
		switch l.Kind {
		case KindSameEvent:
			events = append(events, *l)
		case KindContradiction:
			against[l.From.ID]++
			against[l.To.ID]++
		case KindOrigin:
			if kind, _ := noted(l.Why, ruleOriginKind); kind == named {
				for _, r := range l.Members {
					cited[r.ID], _ = noted(l.Why, ruleOriginName)
				}
			}
		case KindCorrection:
			s := of(l.To.Document())
			s.Record.Corrected++
			s.For = append(s.For, l.ID())
		}
	}
	for i := range events {
		l := &events[i]
		counted := make(map[*Source]bool)
		for _, r := range l.Members {
			for _, s := range []*Source{of(r.Document()), at(cited[r.ID], true)} {
				if counted[s] {
					continue
				}
				counted[s] = true
				switch {
				case 2*against[r.ID] >= len(l.Members)-1 && against[r.ID] > 0:
					s.Record.Contradicted++
				case l.Origins > 1:
					s.Record.Confirmed++
				default:
					continue
				}
				s.For = append(s.For, l.ID())
			}
		}
	}
	out := make([]Source, 0, len(records))
	for _, name := range sorted(records) {
		s := records[name]
		s.Grade = s.Record.Grade()
		out = append(out, *s)
	}
	slices.SortStableFunc(out, func(a, b Source) int {
		return cmp.Or(cmp.Compare(a.Grade.Grade, b.Grade.Grade), cmp.Compare(b.Grade.Low, a.Grade.Low))
	})
	return out, nil
}

// String writes a source in one line.
func (s Source) String() string {
	return fmt.Sprintf("%s  %s  %s", s.Grade.Grade, s.Name, s.Grade.Why)
}
