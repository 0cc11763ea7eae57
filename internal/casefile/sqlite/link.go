package sqlite

import (
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/casefile/condition"
)

// Unlinked implements [casefile.Linker].
func (s *Store) Unlinked(ctx context.Context, n int) ([]casefile.Unlinked, error) {
	return list(ctx, s, "link", "SELECT d.id, u.turn FROM unlinked u JOIN document d ON d.seq = u.document ORDER BY d.published, d.id LIMIT ?", func(rows *sql.Rows) (w casefile.Unlinked, err error) {
		var id []byte
		if err = rows.Scan(&id, &w.Turn); err == nil {
			w.Document = hearsay.DocumentID(id)
		}
		return w, err
	}, n)
}

// Untold implements [casefile.Linker].
func (s *Store) Untold(ctx context.Context, n int) ([]casefile.Untold, error) {
	return list(ctx, s, "link", "SELECT topic, turn FROM untold ORDER BY topic LIMIT ?", func(rows *sql.Rows) (u casefile.Untold, err error) { return u, rows.Scan(&u.Topic, &u.Turn) }, n)
}

func scanIDs(rows *sql.Rows, err error) ([]hearsay.DocumentID, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []hearsay.DocumentID
	for rows.Next() {
		var id []byte
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		all = append(all, hearsay.DocumentID(id))
	}
	return all, rows.Err()
}

// bytesOf writes hashes as bytes; hashesOf reads them.
func bytesOf(all []uint64) []byte {
	out := make([]byte, 0, 8*len(all))
	for _, x := range all {
		out = binary.BigEndian.AppendUint64(out, x)
	}
	return out
}

func hashesOf(b []byte) []uint64 {
	out := make([]uint64, 0, len(b)/8)
	for ; len(b) >= 8; b = b[8:] {
		out = append(out, binary.BigEndian.Uint64(b))
	}
	return out
}

// keepSketch keeps by what a document is found, in place of what was before.
func keepSketch(ctx context.Context, tx *sql.Tx, seq int64, k *casefile.Sketch) error {
	if err := dropSketch(ctx, tx, seq); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO sketch (document, day, site, whole, prints, clues) VALUES (?,?,?,?,?,?)",
		seq, k.Day, k.Site, int64(k.Whole), bytesOf(k.Prints), bytesOf(k.Clues)); err != nil {
		return err
	}
	add, err := tx.PrepareContext(ctx, "INSERT OR IGNORE INTO mark (kind, hash, day, tie, document) VALUES (?,?,?,?,?)")
	if err != nil {
		return err
	}
	defer add.Close()
	for _, m := range marksOf(k) {
		if _, err := add.ExecContext(ctx, m.kind, int64(m.hash), k.Day, tieOf(k), seq); err != nil {
			return err
		}
	}
	return nil
}

type mark struct {
	kind casefile.MarkKind
	hash uint64
}

func marksOf(k *casefile.Sketch) []mark {
	var out []mark
	for _, h := range k.Prints {
		out = append(out, mark{casefile.Print, h})
	}
	for _, h := range k.Clues {
		out = append(out, mark{casefile.Clue, h})
	}
	return out
}

// tieOf returns by what holders of one day are ordered.
func tieOf(k *casefile.Sketch) []byte { return k.Document[:8] }

// dropSketch removes by what a document is found.
func dropSketch(ctx context.Context, tx *sql.Tx, seq int64) error {
	k, err := scanSketch(tx.QueryRowContext(ctx, sketchColumns+" WHERE k.document = ?", seq))
	if err == sql.ErrNoRows {
		return nil
	}
	if err != nil {
		return err
	}
	for _, m := range marksOf(&k) {
		if _, err := tx.ExecContext(ctx, "DELETE FROM mark WHERE kind = ? AND hash = ? AND day = ? AND tie = ? AND document = ?", m.kind, int64(m.hash), k.Day, tieOf(&k), seq); err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx, "DELETE FROM sketch WHERE document = ?", seq)
	return err
}

const sketchColumns = "SELECT d.id, k.day, k.site, k.whole, k.prints, k.clues FROM sketch k JOIN document d ON d.seq = k.document"

func scanSketch(row interface{ Scan(...any) error }) (k casefile.Sketch, err error) {
	var id, prints, clues []byte
	var whole int64
	if err := row.Scan(&id, &k.Day, &k.Site, &whole, &prints, &clues); err != nil {
		return k, err
	}
	k.Document, k.Whole, k.Prints, k.Clues = hearsay.DocumentID(id), uint64(whole), hashesOf(prints), hashesOf(clues)
	return k, nil
}

// Sketches implements [casefile.Linker].
func (s *Store) Sketches(ctx context.Context, ids ...hearsay.DocumentID) ([]casefile.Sketch, error) {
	out := make([]casefile.Sketch, len(ids))
	at := make(map[hearsay.DocumentID]int, len(ids))
	for i, id := range ids {
		at[id] = i
	}
	for some := range slices.Chunk(ids, 500) {
		args := make([]any, len(some))
		for i, id := range some {
			args[i] = id[:]
		}
		found, err := list(ctx, s, "link", sketchColumns+" WHERE d.id IN (?"+strings.Repeat(",?", len(some)-1)+")",
			func(rows *sql.Rows) (casefile.Sketch, error) { return scanSketch(rows) }, args...)
		if err != nil {
			return nil, err
		}
		for i := range found {
			out[at[found[i].Document]] = found[i]
		}
	}
	return out, nil
}

// Holders implements [casefile.Linker].
func (s *Store) Holders(ctx context.Context, a casefile.HolderAsk) ([][]hearsay.DocumentID, error) {
	out, err := s.holders(ctx, a)
	return out, failure("link", s.path, err)
}

func (s *Store) holders(ctx context.Context, a casefile.HolderAsk) ([][]hearsay.DocumentID, error) {
	first, last := a.First, a.Last
	if first == 0 && last == 0 {
		first, last = -casefile.NoDay, casefile.NoDay
	}
	const one = "SELECT d.id FROM mark m JOIN document d ON d.seq = m.document WHERE m.kind = ? AND m.hash = ? AND m.day BETWEEN ? AND ? ORDER BY m.day, m.tie, m.document LIMIT ?"
	stmt, err := s.read.PrepareContext(ctx, one)
	if err != nil {
		return nil, err
	}
	defer stmt.Close()
	out := make([][]hearsay.DocumentID, len(a.Marks))
	for i, h := range a.Marks {
		if out[i], err = scanIDs(stmt.QueryContext(ctx, a.Kind, int64(h), first, last, a.Most)); err != nil {
			return nil, err
		}
		if last == casefile.NoDay || len(out[i]) == a.Most {
			continue
		}
		undated, err := scanIDs(stmt.QueryContext(ctx, a.Kind, int64(h), casefile.NoDay, casefile.NoDay, a.Most-len(out[i])))
		if err != nil {
			return nil, err
		}
		out[i] = append(out[i], undated...)
	}
	return out, nil
}

// Edges implements [casefile.Linker].
func (s *Store) Edges(ctx context.Context, least float64, claims ...hearsay.ClaimID) ([]casefile.Edge, error) {
	var out []casefile.Edge
	for _, c := range claims {
		rows, err := s.read.QueryContext(ctx, `SELECT o.id, e.other_event, e.probability FROM document d JOIN edge e ON e.document = d.seq JOIN document o ON o.seq = e.other
			WHERE d.id = ? AND e.event = ? AND e.probability >= ?`, c.Document[:], int64(c.Event), least)
		if err != nil {
			return nil, failure("link", s.path, err)
		}
		for rows.Next() {
			e := casefile.Edge{A: c}
			var id []byte
			if err := rows.Scan(&id, &e.B.Event, &e.Probability); err != nil {
				rows.Close()
				return nil, failure("link", s.path, err)
			}
			e.B.Document = hearsay.DocumentID(id)
			if e.A.Compare(e.B) > 0 {
				e.A, e.B = e.B, e.A
			}
			out = append(out, e)
		}
		if err := rows.Err(); err != nil {
			return nil, failure("link", s.path, err)
		}
		rows.Close()
	}
	slices.SortFunc(out, casefile.Edge.Compare)
	return slices.CompactFunc(out, func(x, y casefile.Edge) bool { return x.Compare(y) == 0 }), nil
}

// unlink takes away what links a document, and makes what was joined with it
// wait to be linked.
func unlink(ctx context.Context, tx *sql.Tx, seq int64) error {
	for _, q := range []string{
		`INSERT INTO unlinked (document) SELECT DISTINCT b.document FROM joined a JOIN joined b ON b.link = a.link WHERE a.document = ? AND b.document <> a.document
			ON CONFLICT (document) DO UPDATE SET turn = turn + 1`,
		untell + " AND seq IN (SELECT link FROM joined WHERE document = ?) ON CONFLICT (topic) DO UPDATE SET turn = turn + 1",
		"DELETE FROM link WHERE seq IN (SELECT link FROM joined WHERE document = ?)",
		"DELETE FROM edge WHERE document = ?",
		"DELETE FROM edge WHERE other = ?",
	} {
		if _, err := tx.ExecContext(ctx, q, seq); err != nil {
			return err
		}
	}
	return dropSketch(ctx, tx, seq)
}

const (
	unlinkedAgain = "INSERT INTO unlinked (document) VALUES (?) ON CONFLICT (document) DO UPDATE SET turn = turn + 1"
	// untell is followed by which links change, and by what is done if the topic is
	// untold already.
	untell = "INSERT INTO untold (topic) SELECT DISTINCT topic FROM link WHERE kind = 'same-event' AND topic <> ''"
)

// KeepLinks implements [casefile.Linker].
func (s *Store) KeepLinks(ctx context.Context, c casefile.LinkChange) error {
	return failure("link", s.path, s.in(ctx, func(tx *sql.Tx) error { return s.keepLinks(ctx, tx, c) }))
}

func (s *Store) keepLinks(ctx context.Context, tx *sql.Tx, c casefile.LinkChange) error {
	known := make(map[hearsay.DocumentID]int64)
	of := func(id hearsay.DocumentID) (int64, error) {
		if seq, ok := known[id]; ok {
			return seq, nil
		}
		seq, err := sequence(ctx, tx, id)
		known[id] = seq
		return seq, err
	}
	in := &execer{ctx: ctx, tx: tx}
	var seq int64 // of nothing, if only links change
	if !c.Document.IsZero() {
		var err error
		if seq, err = of(c.Document); err != nil {
			return err
		}
	}
	if late, err := late(ctx, tx, seq, c); late || err != nil {
		return err
	}
	if c.Sketch != nil {
		if err := keepSketch(ctx, tx, seq, c.Sketch); err != nil {
			return err
		}
	}
	in.run("DELETE FROM edge WHERE document = ?", seq)
	in.run("DELETE FROM edge WHERE other = ?", seq)
	for _, e := range c.Edges {
		a, errA := of(e.A.Document)
		b, errB := of(e.B.Document)
		if errA != nil || errB != nil {
			continue // it was deleted meanwhile
		}
		in.run("INSERT OR REPLACE INTO edge VALUES (?,?,?,?,?)", a, int64(e.A.Event), b, int64(e.B.Event), e.Probability)
		in.run("INSERT OR REPLACE INTO edge VALUES (?,?,?,?,?)", b, int64(e.B.Event), a, int64(e.A.Event), e.Probability)
	}
	drop := func(id string) {
		in.run(untell+" AND id = ? ON CONFLICT (topic) DO UPDATE SET turn = turn + 1", id)
		in.run("DELETE FROM link WHERE id = ?", id)
	}
	for _, id := range c.Gone {
		drop(id)
	}
	for i := range c.Links {
		l := &c.Links[i]
		b, err := json.Marshal(l)
		if err != nil {
			return err
		}
		drop(l.ID())
		n := in.run("INSERT INTO link (id, kind, sort, json, topic) VALUES (?,?,?,?,?)", l.ID(), l.Kind, sortOf(l), s.pack.Bytes(b), l.Topic())
		if topic := l.Topic(); topic != "" && l.Kind == hearsay.LinkSameEvent {
			in.run("INSERT INTO untold (topic) VALUES (?) ON CONFLICT (topic) DO UPDATE SET turn = turn + 1", topic)
		}
		for k, r := range l.Refs() {
			doc, err := of(r.Document())
			if err != nil {
				return err
			}
			in.run("INSERT OR IGNORE INTO joined (document, kind, first, event, link) VALUES (?,?,?,?,?)", doc, l.Kind, k == 0, int64(r.Event()), n)
		}
		in.run("UPDATE link SET reports = (SELECT count(DISTINCT document) FROM joined WHERE link = seq), day = (SELECT max(d.published) FROM joined j JOIN document d ON d.seq = j.document WHERE j.link = link.seq) WHERE seq = ?", n)
	}
	in.run("DELETE FROM unlinked WHERE document = ?", seq)
	for _, id := range c.Again {
		if x, err := of(id); err == nil {
			in.run(unlinkedAgain, x)
		}
	}
	in.run("DELETE FROM untold WHERE topic = ?", c.Told.Topic)
	return in.err
}

// late reports whether a change was made for a turn that is over.
func late(ctx context.Context, tx *sql.Tx, seq int64, c casefile.LinkChange) (bool, error) {
	for _, x := range []struct {
		turn  int64
		query string
		of    any
	}{{c.Turn, "SELECT turn FROM unlinked WHERE document = ?", seq}, {c.Told.Turn, "SELECT turn FROM untold WHERE topic = ?", c.Told.Topic}} {
		if x.turn == 0 {
			continue
		}
		var now int64
		if err := tx.QueryRowContext(ctx, x.query, x.of).Scan(&now); err != nil && err != sql.ErrNoRows {
			return false, err
		}
		if x.turn != now {
			return true, nil
		}
	}
	return false, nil
}

// sortOf writes what links of one kind are sorted by: see [hearsay.CompareLinks].
func sortOf(l *hearsay.Link) string { return l.From.ID + " " + l.To.ID + " " + l.Differs }

// An execer runs statements until one fails.
type execer struct {
	ctx context.Context
	tx  *sql.Tx
	err error
}

// run runs a statement and returns the number of the row that it added.
func (x *execer) run(query string, args ...any) int64 {
	if x.err != nil {
		return 0
	}
	res, err := x.tx.ExecContext(x.ctx, query, args...)
	if err != nil {
		x.err = fmt.Errorf("%s: %w", query, err)
		return 0
	}
	n, _ := res.LastInsertId()
	return n
}

// Links implements [casefile.Linker].
func (s *Store) Links(ctx context.Context, a casefile.LinkAsk) (*casefile.LinkPage, error) {
	p, err := s.links(ctx, a)
	return p, failure("links", s.path, err)
}

func (s *Store) links(ctx context.Context, a casefile.LinkAsk) (*casefile.LinkPage, error) {
	clause, args := condition.Links(a)
	rows, err := s.read.QueryContext(ctx, "SELECT json FROM link "+clause, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	p := new(casefile.LinkPage)
	for rows.Next() {
		var b []byte
		if err := rows.Scan(&b); err != nil {
			return nil, err
		}
		if b, err = s.pack.OpenBytes(b); err != nil {
			return nil, err
		}
		var l hearsay.Link
		if err := json.Unmarshal(b, &l); err != nil {
			return nil, err
		}
		p.Links = append(p.Links, l)
	}
	if n := len(p.Links); n > 0 && n == a.Limit {
		last := &p.Links[n-1]
		p.Next = last.Kind + " " + sortOf(last)
	}
	return p, rows.Err()
}

// LinkNames implements [casefile.Linker].
func (s *Store) LinkNames(ctx context.Context, a casefile.LinkAsk) ([]casefile.LinkName, error) {
	clause, args := condition.Links(a)
	return list(ctx, s, "links", "SELECT id, kind, sort FROM link "+clause, func(rows *sql.Rows) (n casefile.LinkName, err error) {
		var sort string
		err = rows.Scan(&n.ID, &n.Kind, &sort)
		n.Differs = sort[strings.LastIndexByte(sort, ' ')+1:]
		return n, err
	}, args...)
}

// LinkCounts implements [casefile.Linker].
func (s *Store) LinkCounts(ctx context.Context) (map[string]int, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT kind, count(*) FROM link GROUP BY kind UNION ALL SELECT '', count(*) FROM unlinked")
	if err != nil {
		return nil, failure("links", s.path, err)
	}
	defer rows.Close()
	out := make(map[string]int)
	for rows.Next() {
		var kind string
		var n int
		if err := rows.Scan(&kind, &n); err != nil {
			return nil, failure("links", s.path, err)
		}
		out[kind] = n
	}
	return out, failure("links", s.path, rows.Err())
}

// Alone implements [casefile.Linker]. Who links is noted in the case by its
// process; the note of one that is gone does not count.
func (s *Store) Alone(ctx context.Context, f func(context.Context) error) error {
	client := fmt.Sprintf("%d-%d", os.Getpid(), time.Now().UnixNano())
	running.Store(client, true)
	defer running.Delete(client)
	for mine := false; !mine; {
		err := s.in(ctx, func(tx *sql.Tx) error {
			var holder string
			err := tx.QueryRowContext(ctx, "SELECT client FROM linking").Scan(&holder)
			if err != nil && err != sql.ErrNoRows {
				return err
			}
			if err == nil && alive(holder) {
				return nil
			}
			mine = true
			_, err = tx.ExecContext(ctx, "INSERT OR REPLACE INTO linking (one, client) VALUES (1, ?)", client)
			return err
		})
		if err != nil {
			return failure("link", s.path, err)
		}
		if mine {
			break
		}
		select {
		case <-time.After(50 * time.Millisecond):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	defer s.in(context.WithoutCancel(ctx), func(tx *sql.Tx) error {
		_, err := tx.Exec("DELETE FROM linking WHERE client = ?", client)
		return err
	})
	return f(ctx)
}
