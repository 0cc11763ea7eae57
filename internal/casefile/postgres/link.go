package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/casefile/condition"
)

// Unlinked implements [casefile.Linker].
func (s *Store) Unlinked(ctx context.Context, n int) ([]casefile.Unlinked, error) {
	rows, _ := s.pool.Query(ctx, "SELECT d.id, u.turn FROM unlinked u JOIN document d ON d.seq = u.document ORDER BY d.published, d.id LIMIT $1", n)
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (w casefile.Unlinked, err error) {
		var id []byte
		if err = row.Scan(&id, &w.Turn); err == nil {
			w.Document = hearsay.DocumentID(id)
		}
		return w, err
	})
	return all, failure("link", s.name, err)
}

// Untold implements [casefile.Linker].
func (s *Store) Untold(ctx context.Context, n int) ([]casefile.Untold, error) {
	rows, _ := s.pool.Query(ctx, "SELECT topic, turn FROM untold ORDER BY topic LIMIT $1", n)
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[casefile.Untold])
	return all, failure("link", s.name, err)
}

// signed and unsigned turn hashes into the server's numbers and back.
func signed(all []uint64) []int64 {
	out := make([]int64, len(all))
	for i, x := range all {
		out[i] = int64(x)
	}
	return out
}

func unsigned(all []int64) []uint64 {
	out := make([]uint64, len(all))
	for i, x := range all {
		out[i] = uint64(x)
	}
	return out
}

// keepSketch queues by what a document is found, in place of what was before.
func keepSketch(batch *pgx.Batch, seq int64, k *casefile.Sketch) {
	dropSketch(batch, seq)
	batch.Queue("INSERT INTO sketch (document, day, site, whole, prints, clues) VALUES ($1,$2,$3,$4,$5,$6)", seq, k.Day, short(k.Site), int64(k.Whole), signed(k.Prints), signed(k.Clues))
	const marks = "INSERT INTO mark (kind, hash, day, tie, document) SELECT $1, h, $2, $3, $4 FROM unnest($5::bigint[]) h ON CONFLICT DO NOTHING"
	tie := k.Document[:8] // by this holders of one day are ordered
	batch.Queue(marks, casefile.Print, k.Day, tie, seq, signed(k.Prints))
	batch.Queue(marks, casefile.Clue, k.Day, tie, seq, signed(k.Clues))
}

// dropSketch queues the end of a document's sketch.
func dropSketch(batch *pgx.Batch, seq int64) {
	batch.Queue(`DELETE FROM mark m USING sketch k, document d WHERE k.document = $1 AND d.seq = $1 AND m.document = $1 AND m.day = k.day AND m.tie = substr(d.id, 1, 8) AND (m.kind = 1 AND m.hash = ANY (k.prints) OR m.kind = 2 AND m.hash = ANY (k.clues))`, seq)
	batch.Queue("DELETE FROM sketch WHERE document = $1", seq)
}

// Sketches implements [casefile.Linker].
func (s *Store) Sketches(ctx context.Context, ids ...hearsay.DocumentID) ([]casefile.Sketch, error) {
	of := make([][]byte, len(ids))
	for i := range ids {
		of[i] = ids[i][:]
	}
	out := make([]casefile.Sketch, len(ids))
	rows, _ := s.pool.Query(ctx, `SELECT x.n, d.id, k.day, k.site, k.whole, k.prints, k.clues FROM unnest($1::bytea[]) WITH ORDINALITY x (id, n)
		JOIN document d ON d.id = x.id JOIN sketch k ON k.document = d.seq`, of)
	var n int
	var id []byte
	var whole int64
	var k casefile.Sketch
	var prints, clues []int64
	_, err := pgx.ForEachRow(rows, []any{&n, &id, &k.Day, &k.Site, &whole, &prints, &clues}, func() error {
		k.Document, k.Whole, k.Prints, k.Clues = hearsay.DocumentID(id), uint64(whole), unsigned(prints), unsigned(clues)
		out[n-1] = k
		return nil
	})
	return out, failure("link", s.name, err)
}

// Holders implements [casefile.Linker].
func (s *Store) Holders(ctx context.Context, a casefile.HolderAsk) ([][]hearsay.DocumentID, error) {
	first, last := a.First, a.Last
	if first == 0 && last == 0 {
		first, last = -casefile.NoDay, casefile.NoDay
	}
	out := make([][]hearsay.DocumentID, len(a.Marks))
	rows, _ := s.pool.Query(ctx, `SELECT x.n, d.id, m.day, m.tie, d.seq FROM unnest($1::bigint[]) WITH ORDINALITY x (hash, n)
		CROSS JOIN LATERAL (SELECT day, tie, document FROM mark m WHERE m.kind = $2 AND m.hash = x.hash AND m.day BETWEEN $3 AND $4 ORDER BY day, tie, document LIMIT $5) m
		JOIN document d ON d.seq = m.document
		UNION ALL SELECT x.n, d.id, m.day, m.tie, d.seq FROM unnest($1::bigint[]) WITH ORDINALITY x (hash, n)
		CROSS JOIN LATERAL (SELECT day, tie, document FROM mark m WHERE m.kind = $2 AND m.hash = x.hash AND m.day = $6 AND $4 < $6 ORDER BY tie, document LIMIT $5) m
		JOIN document d ON d.seq = m.document ORDER BY 1, 3, 4, 5`, signed(a.Marks), a.Kind, first, last, a.Most, casefile.NoDay)
	var n, day int
	var seq int64
	var id, tie []byte
	_, err := pgx.ForEachRow(rows, []any{&n, &id, &day, &tie, &seq}, func() error {
		if len(out[n-1]) < a.Most {
			out[n-1] = append(out[n-1], hearsay.DocumentID(id))
		}
		return nil
	})
	return out, failure("link", s.name, err)
}

// Edges implements [casefile.Linker].
func (s *Store) Edges(ctx context.Context, least float64, claims ...hearsay.ClaimID) ([]casefile.Edge, error) {
	ids, events := make([][]byte, len(claims)), make([]int32, len(claims))
	for i, c := range claims {
		ids[i], events[i] = c.Document[:], int32(c.Event)
	}
	rows, _ := s.pool.Query(ctx, `SELECT d.id, e.event, o.id, e.other_event, e.probability FROM unnest($1::bytea[], $2::int[]) x (id, event) JOIN document d ON d.id = x.id
		JOIN edge e ON e.document = d.seq AND e.event = x.event JOIN document o ON o.seq = e.other WHERE e.probability >= $3`, ids, events, least)
	out, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (e casefile.Edge, err error) {
		var a, b []byte
		if err := row.Scan(&a, &e.A.Event, &b, &e.B.Event, &e.Probability); err != nil {
			return e, err
		}
		e.A.Document, e.B.Document = hearsay.DocumentID(a), hearsay.DocumentID(b)
		if e.A.Compare(e.B) > 0 {
			e.A, e.B = e.B, e.A
		}
		return e, nil
	})
	slices.SortFunc(out, casefile.Edge.Compare)
	return slices.CompactFunc(out, func(x, y casefile.Edge) bool { return x.Compare(y) == 0 }), failure("link", s.name, err)
}

// unlink queues what takes away what links a document, and makes what was joined
// with it wait to be linked.
func unlink(batch *pgx.Batch, seq int64) {
	batch.Queue(`INSERT INTO unlinked (document) SELECT DISTINCT b.document FROM joined a JOIN joined b ON b.link = a.link JOIN document d ON d.seq = b.document
		WHERE a.document = $1 AND b.document <> a.document ORDER BY 1 ON CONFLICT (document) DO UPDATE SET turn = unlinked.turn + 1`, seq)
	batch.Queue(untell+" AND seq IN (SELECT link FROM joined WHERE document = $1)"+again, seq)
	batch.Queue("DELETE FROM link WHERE seq IN (SELECT link FROM joined WHERE document = $1)", seq)
	batch.Queue("DELETE FROM edge WHERE document = $1", seq)
	batch.Queue("DELETE FROM edge WHERE other = $1", seq)
	dropSketch(batch, seq)
}

// relink queues what makes a document whose reading changed wait to be linked.
func relink(batch *pgx.Batch, at row) {
	if at.read {
		unlink(batch, at.seq)
	}
	batch.Queue(unlinkedAgain, at.seq)
}

const (
	unlinkedAgain = "INSERT INTO unlinked (document) VALUES ($1) ON CONFLICT (document) DO UPDATE SET turn = unlinked.turn + 1"
	// untell is followed by which links change, and by again.
	untell = "INSERT INTO untold (topic) SELECT DISTINCT topic FROM link WHERE kind = 'same-event' AND topic <> ''"
	again  = " ORDER BY 1 ON CONFLICT (topic) DO UPDATE SET turn = untold.turn + 1"
)

// KeepLinks implements [casefile.Linker].
func (s *Store) KeepLinks(ctx context.Context, c casefile.LinkChange) error {
	return failure("link", s.name, s.in(ctx, func(tx pgx.Tx) error { return s.keepLinks(ctx, tx, c) }))
}

func (s *Store) keepLinks(ctx context.Context, tx pgx.Tx, c casefile.LinkChange) error {
	known := make(map[hearsay.DocumentID]int64)
	of := func(id hearsay.DocumentID) (seq int64, err error) {
		if seq, ok := known[id]; ok {
			return seq, nil
		}
		// Nobody deletes it meanwhile.
		err = tx.QueryRow(ctx, "SELECT seq FROM document WHERE id = $1 FOR KEY SHARE", id[:]).Scan(&seq)
		if errors.Is(err, pgx.ErrNoRows) {
			return 0, fmt.Errorf("%w: %s", casefile.ErrNotFound, id)
		}
		known[id] = seq
		return seq, err
	}
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
	var batch pgx.Batch
	if c.Sketch != nil {
		keepSketch(&batch, seq, c.Sketch)
	}
	batch.Queue("DELETE FROM edge WHERE document = $1", seq)
	batch.Queue("DELETE FROM edge WHERE other = $1", seq)
	for _, e := range c.Edges {
		a, err := of(e.A.Document)
		if err == nil {
			var b int64
			if b, err = of(e.B.Document); err == nil {
				batch.Queue(`INSERT INTO edge (document, event, other, other_event, probability) VALUES ($1,$2,$3,$4,$5), ($3,$4,$1,$2,$5)
					ON CONFLICT (document, event, other, other_event) DO UPDATE SET probability = excluded.probability`, a, int64(e.A.Event), b, int64(e.B.Event), e.Probability)
			}
		}
		if err != nil && !errors.Is(err, casefile.ErrNotFound) { // it was deleted meanwhile
			return err
		}
	}
	for _, id := range c.Gone {
		dropLink(&batch, id)
	}
	for i := range c.Links {
		if err := s.keepLink(&batch, &c.Links[i], of); err != nil {
			return err
		}
	}
	batch.Queue("DELETE FROM unlinked WHERE document = $1", seq)
	for _, id := range c.Again {
		if x, err := of(id); err == nil {
			batch.Queue(unlinkedAgain, x)
		} else if !errors.Is(err, casefile.ErrNotFound) {
			return err
		}
	}
	batch.Queue("DELETE FROM untold WHERE topic = $1", c.Told.Topic)
	return tx.SendBatch(ctx, &batch).Close()
}

// late reports whether a change was made for a turn that is over. The turn does
// not change before the transaction ends.
func late(ctx context.Context, tx pgx.Tx, seq int64, c casefile.LinkChange) (bool, error) {
	for _, x := range []struct {
		turn  int64
		query string
		of    any
	}{{c.Turn, "SELECT turn FROM unlinked WHERE document = $1 FOR UPDATE", seq}, {c.Told.Turn, "SELECT turn FROM untold WHERE topic = $1 FOR UPDATE", c.Told.Topic}} {
		if x.turn == 0 {
			continue
		}
		var now int64
		if err := tx.QueryRow(ctx, x.query, x.of).Scan(&now); err != nil && !errors.Is(err, pgx.ErrNoRows) {
			return false, err
		}
		if x.turn != now {
			return true, nil
		}
	}
	return false, nil
}

// dropLink queues the end of a link.
func dropLink(batch *pgx.Batch, id string) {
	batch.Queue(untell+" AND id = $1"+again, id)
	batch.Queue("DELETE FROM link WHERE id = $1", id)
}

// keepLink queues a link, in place of one of its id.
func (s *Store) keepLink(batch *pgx.Batch, l *hearsay.Link, of func(hearsay.DocumentID) (int64, error)) error {
	b, err := json.Marshal(l)
	if err != nil {
		return err
	}
	dropLink(batch, l.ID())
	topic := short(l.Topic())
	if topic != "" && l.Kind == hearsay.LinkSameEvent {
		batch.Queue("INSERT INTO untold (topic) VALUES ($1) ON CONFLICT (topic) DO UPDATE SET turn = untold.turn + 1", topic)
	}
	var documents []int64
	var events []int32
	for _, r := range l.Refs() {
		seq, err := of(r.Document())
		if err != nil {
			return err
		}
		documents, events = append(documents, seq), append(events, int32(r.Event()))
	}
	batch.Queue(`WITH l AS (INSERT INTO link (id, kind, sort, json, topic) VALUES ($1,$2,$3,$4,$7) RETURNING seq)
		INSERT INTO joined (document, kind, first, event, link) SELECT x.document, $2, x.n = 1, x.event, l.seq FROM l, unnest($5::bigint[], $6::int[]) WITH ORDINALITY x (document, event, n) ON CONFLICT DO NOTHING`,
		l.ID(), l.Kind, sortOf(l), s.pack.Bytes(b), documents, events, topic)
	return nil
}

// sortOf writes what links of one kind are sorted by: see [hearsay.CompareLinks].
func sortOf(l *hearsay.Link) string { return l.From.ID + " " + l.To.ID + " " + l.Differs }

// Links implements [casefile.Linker].
func (s *Store) Links(ctx context.Context, a casefile.LinkAsk) (*casefile.LinkPage, error) {
	clause, args := condition.Links(a)
	rows, _ := s.pool.Query(ctx, numbered("SELECT json FROM link "+clause), cleaned(args)...)
	all, err := pgx.CollectRows(rows, s.link)
	if err != nil {
		return nil, failure("links", s.name, err)
	}
	p := new(casefile.LinkPage)
	if n := len(all); n > 0 {
		p.Links = all
		if n == a.Limit {
			p.Next = all[n-1].Kind + " " + sortOf(&all[n-1])
		}
	}
	return p, nil
}

// link reads a column of packed links.
func (s *Store) link(row pgx.CollectableRow) (l hearsay.Link, err error) {
	var b []byte
	if err := row.Scan(&b); err != nil {
		return l, err
	}
	if b, err = s.pack.OpenBytes(b); err != nil {
		return l, err
	}
	return l, json.Unmarshal(b, &l)
}

// LinkNames implements [casefile.Linker].
func (s *Store) LinkNames(ctx context.Context, a casefile.LinkAsk) ([]casefile.LinkName, error) {
	clause, args := condition.Links(a)
	rows, _ := s.pool.Query(ctx, numbered("SELECT id, kind, sort FROM link "+clause), cleaned(args)...)
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (n casefile.LinkName, err error) {
		var sort string
		err = row.Scan(&n.ID, &n.Kind, &sort)
		n.Differs = sort[strings.LastIndexByte(sort, ' ')+1:]
		return n, err
	})
	return all, failure("links", s.name, err)
}

// LinkCounts implements [casefile.Linker].
func (s *Store) LinkCounts(ctx context.Context) (map[string]int, error) {
	rows, _ := s.pool.Query(ctx, "SELECT kind, count(*) FROM link GROUP BY kind UNION ALL SELECT '', count(*) FROM unlinked")
	out := make(map[string]int)
	var kind string
	var n int
	_, err := pgx.ForEachRow(rows, []any{&kind, &n}, func() error {
		out[kind] = n
		return nil
	})
	return out, failure("links", s.name, err)
}

// Alone implements [casefile.Linker], by an advisory lock of the server: it ends
// with the connection, whatever becomes of this process. If the connection goes,
// the ctx of f ends.
func (s *Store) Alone(ctx context.Context, f func(context.Context) error) error {
	c, err := s.pool.Acquire(ctx)
	if err != nil {
		return failure("link", s.name, err)
	}
	defer c.Release()
	const lock = "hashtextextended('hearsay linking ' || current_schema(), 0)"
	for mine := false; !mine; {
		if err := c.QueryRow(ctx, "SELECT pg_try_advisory_lock("+lock+")").Scan(&mine); err != nil {
			return failure("link", s.name, err)
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
	defer func() {
		free, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
		defer cancel()
		if _, err := c.Exec(free, "SELECT pg_advisory_unlock("+lock+")"); err != nil {
			c.Conn().Close(free) // and the lock with it
		}
	}()
	inner, stop := context.WithCancelCause(ctx)
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		for tick := time.NewTicker(heartbeat); ; {
			select {
			case <-inner.Done():
				tick.Stop()
				return
			case <-tick.C:
				ping, cancel := context.WithTimeout(inner, patience)
				if err := c.Ping(ping); err != nil && inner.Err() == nil {
					stop(fmt.Errorf("the lock of linking is lost: %w", err))
				}
				cancel()
			}
		}
	}()
	err = f(inner)
	if ctx.Err() == nil && inner.Err() != nil {
		err = failure("link", s.name, context.Cause(inner))
	}
	stop(nil)
	<-watched
	return err
}
