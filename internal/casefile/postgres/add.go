package postgres

import (
	"context"
	"crypto/sha256"
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"golang.org/x/text/unicode/norm"

	"hearsay/internal/casefile"
)

// A readJob is the job to read one document.
type readJob struct {
	Document int64 `json:"document"`
}

// Kind names the job for River.
func (readJob) Kind() string { return "read" }

// Add implements [casefile.Store]. Documents are written in the order of their
// ids, so that two that add the same at once wait for one another rather than
// block each other; what each report comes to is as if they came one by one.
func (s *Store) Add(ctx context.Context, reports ...casefile.Report) ([]casefile.Outcome, error) {
	months := make([]int, len(reports))
	for i := range reports {
		m, err := s.month(ctx, reports[i].Document.Published.Value)
		if err != nil {
			return nil, failure("add", s.name, err)
		}
		months[i] = m
	}
	var out []casefile.Outcome
	err := s.in(ctx, func(tx pgx.Tx) (err error) {
		out, err = s.add(ctx, tx, reports, months)
		return err
	})
	if err != nil {
		return nil, failure("add", s.name, err)
	}
	return out, nil
}

// month returns the month whose partition takes what was published then, 0 for
// the one of what is not known.
func (s *Store) month(ctx context.Context, published string) (int, error) {
	if len(published) < 7 || published[4] != '-' {
		return 0, nil
	}
	year, err1 := strconv.Atoi(published[:4])
	month, err2 := strconv.Atoi(published[5:7])
	if err1 != nil || err2 != nil || month < 1 || month > 12 {
		return 0, nil
	}
	m := 100*year + month
	if _, ok := s.months.Load(m); ok {
		return m, nil
	}
	var made bool
	if err := s.pool.QueryRow(ctx, "SELECT make_month($1)", m).Scan(&made); err != nil || !made {
		return 0, err
	}
	s.months.Store(m, true)
	return m, nil
}

// An added is a report on its way.
type added struct {
	*casefile.Report
	month, place int // place among the reports
	seq          int64
	known        bool
}

func (s *Store) add(ctx context.Context, tx pgx.Tx, reports []casefile.Report, months []int) ([]casefile.Outcome, error) {
	all := make([]*added, len(reports))
	for i := range reports {
		all[i] = &added{Report: &reports[i], month: months[i], place: i}
	}
	// Numbers go by the order of the reports.
	rows, _ := tx.Query(ctx, "SELECT nextval(pg_get_serial_sequence('document', 'seq')) FROM generate_series(1, $1)", len(all))
	numbers, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil {
		return nil, err
	}
	slices.Sort(numbers)
	for i, a := range all {
		a.seq = numbers[i]
	}
	byID := slices.Clone(all)
	slices.SortStableFunc(byID, func(a, b *added) int {
		x, y := casefile.Identity(a.Report), casefile.Identity(b.Report)
		return slices.Compare(x[:], y[:])
	})
	var jobs []river.InsertManyParams
	for _, a := range byID {
		if err := s.addDocument(ctx, tx, a); err != nil {
			return nil, err
		}
		if !a.known && casefile.First(a.Report) == casefile.Waiting {
			jobs = append(jobs, river.InsertManyParams{Args: readJob{a.seq}, InsertOpts: &river.InsertOpts{MaxAttempts: casefile.Tries}})
		}
	}
	if len(jobs) > 0 {
		slices.SortFunc(jobs, func(a, b river.InsertManyParams) int {
			return int(a.Args.(readJob).Document - b.Args.(readJob).Document)
		})
		if _, err := s.jobs.InsertManyFastTx(ctx, tx, jobs); err != nil {
			return nil, err
		}
	}
	out := make([]casefile.Outcome, len(reports))
	for i, a := range all {
		again, err := addVersion(ctx, tx, a)
		if err != nil {
			return nil, err
		}
		switch {
		case again:
			out[i] = casefile.Version
		case a.known:
			out[i] = casefile.Known
		case a.Error != "":
			out[i] = casefile.Failed
		}
	}
	return out, nil
}

// now is the server's time, as times are kept.
const now = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint"

// addDocument adds the document of a report, unless it is known.
func (s *Store) addDocument(ctx context.Context, tx pgx.Tx, a *added) error {
	id := casefile.Identity(a.Report)
	a.Document.ID = id
	err := s.insert(ctx, tx, row{seq: a.seq, month: a.month}, &casefile.Kept{Report: *a.Report, State: casefile.First(a.Report)})
	if errors.Is(err, errKnown) {
		a.known = true
		return tx.QueryRow(ctx, "SELECT seq FROM document WHERE id = $1", id[:]).Scan(&a.seq)
	}
	return err
}

var errKnown = errors.New("the document is in the case")

// insert adds a document under its id. One that was added at no known time is
// added now. The error is errKnown if it is in the case.
func (s *Store) insert(ctx context.Context, tx pgx.Tx, at row, k *casefile.Kept) error {
	d := &k.Document
	done, err := tx.Exec(ctx, `INSERT INTO document (seq, id, month, name, url, outlet, authors, title, language, agency, section, published, updated, state, error, added)
		VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15, coalesce(nullif($16::bigint, 0), `+now+`)) ON CONFLICT (id) DO NOTHING`, at.seq, d.ID[:], at.month, clean(d.Name), clean(d.URL),
		short(d.Outlet), clean(strings.Join(d.Authors, "\n")), clean(d.Title), clean(d.Language), clean(d.Agency), clean(k.Section), short(d.Published.Value), clean(k.Updated),
		k.State, clean(k.Error), millis(k.Added))
	if err != nil {
		return err
	}
	if done.RowsAffected() == 0 {
		return errKnown
	}
	record, err := s.pack.Document(d, k.Findings)
	if err != nil {
		return err
	}
	var source []byte
	if k.Error != "" {
		source = s.pack.Bytes(k.Source)
	}
	title := ""
	if d.Text != "" {
		title = words(d.Title)
	}
	_, err = tx.Exec(ctx, "INSERT INTO body (document, month, record, source, words) VALUES ($1,$2,$3,$4, setweight(to_tsvector('stems', $5), 'A') || to_tsvector('stems', $6))",
		at.seq, at.month, record, source, title, words(d.Text))
	return err
}

// addVersion notes that a text was seen at its address, and reports whether that
// is news: of an address with another text, or of a text that is known.
func addVersion(ctx context.Context, tx pgx.Tx, a *added) (bool, error) {
	if a.Document.URL == "" || a.Error != "" {
		return false, nil
	}
	key := sha256.Sum256([]byte(a.Document.URL))
	var others bool
	if err := tx.QueryRow(ctx, "SELECT EXISTS (SELECT 1 FROM version WHERE key = $1 AND document <> $2)", key[:], a.seq).Scan(&others); err != nil {
		return false, err
	}
	done, err := tx.Exec(ctx, "INSERT INTO version (key, url, document, first) VALUES ($1,$2,$3,"+now+") ON CONFLICT DO NOTHING", key[:], clean(a.Document.URL), a.seq)
	return done.RowsAffected() > 0 && (others || a.known), err
}

// clean returns a text as the server takes it.
func clean(s string) string {
	if strings.IndexByte(s, 0) >= 0 {
		s = strings.ReplaceAll(s, "\x00", "")
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

// longest is how many bytes of a name are kept where it is indexed: an index
// bears 2,700.
const longest = 2000

// short returns a text that may stand in an index.
func short(s string) string {
	s = clean(s)
	if len(s) > longest {
		s = strings.ToValidUTF8(s[:longest], "")
	}
	return s
}

// searched is how many bytes of the words of a text can be searched for: the
// server's lists of words hold a megabyte, with their places.
const searched = 400_000

// words returns the words of a text, lower case and without their accents, with a
// blank between them, so that the server's own idea of words, with addresses and
// paths among them, does not come in.
func words(text string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(text) {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		default:
			b.WriteByte(' ')
		}
		if b.Len() > searched {
			break
		}
	}
	s := b.String()
	for len(s) > 0 && !utf8.ValidString(s) {
		s = s[:len(s)-1]
	}
	return s
}
