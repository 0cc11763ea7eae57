package eval

import "fmt"

// A reliability compares how sure the program says it is with how often it is
// right, by tenths.
type reliability struct{ tenths [10]Row }

// add counts the events of a paragraph: right are those with a trigger and a
// type that the key has. What the key leaves open does not count.
func (r *reliability) add(s *comparison) {
	var ts [10]Tally
	for i := range ts {
		ts[i] = make(Tally, 3)
	}
	for i := range s.told.events {
		v := &s.told.events[i]
		right := false
		if k := s.of[i]; k >= 0 {
			w := &s.p.events[k]
			if right, _ = w.coded(v); !right && w.optional {
				continue
			}
		}
		t := ts[min(int(v.Confidence*10), 9)]
		t[0] += one(right)
		t[1]++
		t[2]++
	}
	for i := range ts {
		r.tenths[i].add(ts[i])
	}
}

// rows adds a row for each tenth.
func (r *reliability) rows(e *evaluation, c *corpus) {
	for i := range r.tenths {
		row := e.row("events", c, Raw, "hearsay", fmt.Sprintf("right where %d–%d %% sure", 10*i, 10*i+10))
		row.Tallies = r.tenths[i].Tallies
	}
}
