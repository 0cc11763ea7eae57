package sqlite

import (
	"encoding/json"
)

// known is how many numbers of names are held in memory at most.
const known = 1 << 16

// numbered returns rows of [kind, name] as rows of [kind, number of the name], each
// once: names that differ in case alone are one. Names that are new to the case are
// added to it.
func (s *Store) numbered(in *inserter, rows [][]any) ([][]any, error) {
	if err := s.learn(in, rows); err != nil {
		return nil, err
	}
	type naming struct{ kind, name any }
	seen := make(map[naming]bool, len(rows))
	out := make([][]any, 0, len(rows))
	for _, row := range rows {
		n := naming{row[0], s.names[row[1].(string)]}
		if !seen[n] {
			seen[n] = true
			out = append(out, []any{n.kind, n.name})
		}
	}
	return out, nil
}

// learn sees to it that s.names has the numbers of all names of rows. A number is
// good for as long as there is the case, since no name is taken away, but not if the
// transaction that gave it is undone: see [Store.in].
func (s *Store) learn(in *inserter, rows [][]any) error {
	var strange []string
	for _, row := range rows {
		if _, ok := s.names[row[1].(string)]; !ok {
			strange = append(strange, row[1].(string))
		}
	}
	if len(strange) == 0 {
		return nil
	}
	if len(s.names) > known {
		clear(s.names)
		return s.learn(in, rows)
	}
	list, err := json.Marshal(strange)
	if err != nil {
		return err
	}
	if in.run(insertNames, string(list)); in.err != nil {
		return in.err
	}
	found, err := in.statement(selectNames).QueryContext(in.ctx, string(list))
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		var name string
		var number int64
		if err := found.Scan(&name, &number); err != nil {
			return err
		}
		s.names[name] = number
	}
	return found.Err()
}
