package ui

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/link"
)

type matricesView struct {
	All []matrixView
	May bool
}

// A matrixView is hypotheses with what the case says for and against each.
type matrixView struct {
	casefile.Matrix
	Columns []evidenceColumn
	Rows    []hypothesisRow
	Verdict string
	Turns   []string // what would change the result
	May     bool
}

type evidenceColumn struct {
	casefile.Evidence
	Told    casefile.Happening
	N       int
	Gone    bool    // its claim is no longer in the case
	Origins int     // independent
	Reports int     // that tell of it
	Weight  float64 // by independence: claims of one origin share one weight
	Origin  string
}

type hypothesisRow struct {
	Name    string
	Cells   []matrixCell
	Against float64 // weighed
	For     float64
	Bar     int // per cent of the most against
	Least   bool
}

type matrixCell struct {
	Says          int
	Sign, Meaning string
}

var cellSigns = map[int][2]string{-2: {"−−", "excludes it"}, -1: {"−", "speaks against it"}, 0: {"·", "says nothing of it"}, 1: {"+", "fits it"}, 2: {"++", "is what it foretells"}}

// hypotheses lists the hypotheses that people hold against the case.
func (u *UI) hypotheses(r *http.Request) (view, error) {
	all, err := u.store.Matrices(r.Context())
	if err != nil {
		return view{}, err
	}
	v := matricesView{May: u.mayWrite(r)}
	for _, m := range all {
		x, err := u.weigh(r.Context(), m)
		if err != nil {
			return view{}, err
		}
		v.All = append(v.All, x)
	}
	return view{"Hypotheses", v}, nil
}

// hypothesis shows one matrix.
func (u *UI) hypothesis(r *http.Request) (view, error) {
	m, err := u.matrix(r.Context(), r.PathValue("id"))
	if err != nil {
		return view{}, err
	}
	v, err := u.weigh(r.Context(), m)
	v.May = u.mayWrite(r)
	return view{short(m.Question, 90), v}, err
}

func (u *UI) matrix(ctx context.Context, id string) (casefile.Matrix, error) {
	all, err := u.store.Matrices(ctx)
	if err != nil {
		return casefile.Matrix{}, err
	}
	i := slices.IndexFunc(all, func(m casefile.Matrix) bool { return m.ID == id })
	if i < 0 {
		return casefile.Matrix{}, &hearsay.Error{Op: "hypotheses", Kind: hearsay.NotFound, Err: errors.New("there are no such hypotheses")}
	}
	return all[i], nil
}

// weigh fills in what follows from the case: a claim weighs the more, the more
// independent origins it has, and claims of one origin count once together.
func (u *UI) weigh(ctx context.Context, m casefile.Matrix) (matrixView, error) {
	v := matrixView{Matrix: m}
	share := make(map[string]int) // columns of an origin
	for i, e := range m.Evidence {
		col := evidenceColumn{Evidence: e, N: i + 1}
		ev := eventView{Here: e.Claim}
		if err := u.fillEvent(ctx, &ev); err != nil {
			return v, err
		}
		if ev.Main == nil {
			col.Gone = true
		} else {
			k := slices.IndexFunc(ev.Claims, func(h casefile.Happening) bool { return h.Document == e.Claim.Document && h.Event == e.Claim.Event })
			col.Told = ev.Claims[max(k, 0)]
			col.Origins, col.Reports = max(len(ev.Origins), 1), max(ev.Reports, 1)
			for _, o := range ev.Origins {
				if slices.ContainsFunc(o.Ways, func(w way) bool { return w.Claim.Document == e.Claim.Document && w.Claim.Event == e.Claim.Event }) {
					col.Origin = o.Name
				}
			}
			share[strings.ToLower(col.Origin)]++
		}
		v.Columns = append(v.Columns, col)
	}
	for i := range v.Columns {
		c := &v.Columns[i]
		if !c.Gone {
			c.Weight = math.Min(1+math.Log2(float64(c.Origins)), 3)
			if c.Origins == 1 && c.Origin != "" {
				c.Weight /= float64(max(share[strings.ToLower(c.Origin)], 1))
			}
		}
	}
	most := 0.0
	for h, name := range m.Hypotheses {
		row := hypothesisRow{Name: name}
		for i := range v.Columns {
			c := &v.Columns[i]
			says := c.Says[h]
			row.Cells = append(row.Cells, matrixCell{says, cellSigns[says][0], cellSigns[says][1]})
			if says < 0 {
				row.Against -= float64(says) * c.Weight
			} else {
				row.For += float64(says) * c.Weight
			}
		}
		most = max(most, row.Against)
		v.Rows = append(v.Rows, row)
	}
	least := slices.MinFunc(v.Rows, func(a, b hypothesisRow) int { return cmp.Compare(a.Against, b.Against) }).Against
	for i := range v.Rows {
		v.Rows[i].Least = v.Rows[i].Against == least && len(m.Evidence) > 0
		if most > 0 {
			v.Rows[i].Bar = int(100 * v.Rows[i].Against / most)
		}
	}
	v.conclude()
	return v, nil
}

// conclude says which hypothesis has least against it, and which piece of
// evidence carries that: without which another would stand first or level.
func (v *matrixView) conclude() {
	if len(v.Evidence) == 0 {
		v.Verdict = "There is no evidence yet."
		return
	}
	first := func(without int) (best []int) {
		low := math.Inf(1)
		for h := range v.Rows {
			sum := 0.0
			for i, c := range v.Columns {
				if i != without && c.Says[h] < 0 {
					sum -= float64(c.Says[h]) * c.Weight
				}
			}
			switch {
			case sum < low-1e-9:
				low, best = sum, []int{h}
			case sum <= low+1e-9:
				best = append(best, h)
			}
		}
		return best
	}
	best := first(-1)
	var names []string
	for _, h := range best {
		names = append(names, "“"+v.Rows[h].Name+"”")
	}
	switch {
	case len(best) == len(v.Rows):
		v.Verdict = "The evidence tells none of them apart."
	case len(best) > 1:
		v.Verdict = "Least speaks against " + strings.Join(names, " and ") + ": the evidence does not tell them apart."
	default:
		v.Verdict = "Least speaks against " + names[0] + "."
	}
	for i, c := range v.Columns {
		if now := first(i); !slices.Equal(now, best) {
			var others []string
			for _, h := range now {
				others = append(others, "“"+v.Rows[h].Name+"”")
			}
			on := ""
			if _, circular := link.Circular(c.Origin); circular {
				on = ", which is circular"
			} else if c.Origins == 1 && c.Origin != "" {
				on = ", which rests on " + c.Origin + " alone"
			}
			v.Turns = append(v.Turns, fmt.Sprintf("Without evidence %d%s, least would speak against %s.", i+1, on, strings.Join(others, " and ")))
		}
	}
	useless := 0
	for _, c := range v.Columns {
		if slices.Min(c.Says) == slices.Max(c.Says) {
			useless++
		}
	}
	if useless > 0 {
		v.Turns = append(v.Turns, many(useless, "piece of evidence says the same of all and tells", "pieces of evidence say the same of all and tell")+" nothing.")
	}
}

// keepMatrix keeps hypotheses that a form sends: new ones, evidence added, or
// what evidence says.
func (u *UI) keepMatrix(w http.ResponseWriter, r *http.Request) {
	if !u.mayWrite(r) {
		http.Error(w, "sign in to change hypotheses", http.StatusForbidden)
		return
	}
	ctx, of := r.Context(), r.PostFormValue
	m, err := u.matrix(ctx, r.PathValue("id"))
	if r.PathValue("id") == "new" {
		m, err = casefile.Matrix{Question: of("question"), By: of("by")}, nil
		m.ID = idOf(m.Question)
		for line := range strings.Lines(of("hypotheses")) {
			if line = strings.TrimSpace(line); line != "" {
				m.Hypotheses = append(m.Hypotheses, line)
			}
		}
		if _, taken := u.matrix(ctx, m.ID); taken == nil {
			m.ID = short(m.ID, 50) + "-" + strconv.FormatInt(time.Now().Unix()%100000, 36)
		}
	}
	if err == nil {
		err = u.change(r, &m)
	}
	if err == nil && of("what") == "drop" {
		if err = u.store.DropMatrix(ctx, m.ID); err == nil {
			http.Redirect(w, r, "/hypotheses", http.StatusSeeOther)
			return
		}
	} else if err == nil {
		m.At = time.Now().UTC().Truncate(time.Second)
		err = u.store.KeepMatrix(ctx, m)
	}
	if err != nil {
		u.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/hypotheses/"+m.ID, http.StatusSeeOther)
}

// change makes the change that a form asks for.
func (u *UI) change(r *http.Request, m *casefile.Matrix) error {
	of := r.PostFormValue
	switch of("what") {
	case "evidence":
		id, event, _ := strings.Cut(strings.TrimSpace(of("claim")), "#")
		id = id[strings.LastIndex(id, "/report/")+1:]
		id = strings.TrimPrefix(id, "report/")
		k, err := u.store.Document(r.Context(), id)
		if err != nil {
			return err
		}
		n := atoi(strings.TrimPrefix(strings.TrimPrefix(event, "r1-"), "v"))
		e := casefile.Evidence{Claim: hearsay.ClaimID{Document: k.Document.ID, Event: hearsay.EventID(n)}, Says: make([]int, len(m.Hypotheses)), Words: of("words")}
		found, err := u.store.Claims(r.Context(), e.Claim)
		if err != nil || len(found) == 0 || n < 1 {
			return &hearsay.Error{Op: "hypotheses", Kind: hearsay.Invalid, Err: errNoEvent, Hint: "Give the id of a report and an event: 3f9c…#v1."}
		}
		if e.Words == "" {
			e.Words = headOf(&found[0])
		}
		m.Evidence = append(m.Evidence, e)
	case "says":
		for i := range m.Evidence {
			for h := range m.Hypotheses {
				if n, err := strconv.Atoi(of(fmt.Sprintf("e%d-h%d", i, h))); err == nil {
					m.Evidence[i].Says[h] = n
				}
			}
		}
	case "remove":
		if i := atoi(of("n")) - 1; i >= 0 && i < len(m.Evidence) {
			m.Evidence = slices.Delete(m.Evidence, i, i+1)
		}
	case "hypothesis":
		m.Hypotheses = append(m.Hypotheses, strings.TrimSpace(of("name")))
		for i := range m.Evidence {
			m.Evidence[i].Says = append(m.Evidence[i].Says, 0)
		}
	}
	return nil
}

// idOf makes an id of a question.
func idOf(question string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(question) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() >= 40 {
			break
		}
	}
	return orElse(strings.Trim(b.String(), "-"), "hypotheses")
}
