package link

import (
	"cmp"
	"slices"
)

// An Index finds reports that are worth comparing.
type Index interface {
	// Near returns reports other than p that share prints with it, those that
	// share most first, and no more than are worth the time: see [Memory.Near].
	Near(p *Report) []*Report
	// Formula reports whether a shingle is a print, and if so whether it is
	// nobody's own: many reports have it that have nothing else in common.
	Formula(shingle uint64) (known, formula bool)
}

// Memory is an Index of reports that are held in memory. The zero Memory is
// empty. It is not to be used by several goroutines at once.
type Memory struct {
	reports []*Report
	same    map[uint64]int // hash of all words → the first report that has them
	holders map[uint64]*holder
	count   []int // of each report, while candidates are counted
}

// A holder notes who holds a print.
type holder struct {
	by     []int32 // reports, the first most of them
	nearly uint8   // reports that came to it and share little with most others that have it
	site   uint8   // of those, of a site that has it already
}

// Limits of the index.
const (
	mostHolders = 64  // of a print that are remembered
	mostNear    = 200 // candidates of a report
	strangers   = 3   // pages of a site that share a print and nothing else: boilerplate
	formulas    = 12  // reports of any site that do: a formula
)

// Add takes a report in. It does nothing but note a repetition if a report
// with the same words is there.
func (m *Memory) Add(p *Report) {
	if m.same == nil {
		m.same, m.holders = make(map[uint64]int), make(map[uint64]*holder)
	}
	n := len(m.reports)
	m.reports = append(m.reports, p)
	m.count = append(m.count, 0)
	if _, ok := m.same[p.whole]; ok {
		return
	}
	m.same[p.whole] = n
	shared := m.shared(p)
	for _, h := range p.prints {
		x := m.holders[h]
		if x == nil {
			x = new(holder)
			m.holders[h] = x
		}
		if len(x.by) > 0 {
			strange, site := 0, false
			for _, k := range x.by {
				o := m.reports[k]
				if 10*m.count[k] <= 3*min(len(p.prints), len(o.prints)) {
					strange++
					site = site || p.Document.Outlet != "" && o.Document.Outlet == p.Document.Outlet
				}
			}
			if 2*strange > len(x.by) && x.nearly < 255 {
				x.nearly++
				if site {
					x.site++
				}
			}
		}
		if len(x.by) < mostHolders {
			x.by = append(x.by, int32(n))
		}
	}
	m.forget(shared)
}

// shared counts how many prints p shares with each report, in m.count, and
// returns those that share any. The counts are to be forgotten after use.
func (m *Memory) shared(p *Report) []int32 {
	var out []int32
	for _, h := range p.prints {
		x := m.holders[h]
		if x == nil {
			continue
		}
		for _, k := range x.by {
			if m.count[k] == 0 {
				out = append(out, k)
			}
			m.count[k]++
		}
	}
	return out
}

func (m *Memory) forget(shared []int32) {
	for _, k := range shared {
		m.count[k] = 0
	}
}

// Near returns the reports that share prints with p. Of reports with the same
// words the first stands for all, and p's own first comes first. At most 200
// are returned, and of those no more than have twenty times p's words, so that
// ten thousand reports take ten thousand times as long as one.
func (m *Memory) Near(p *Report) []*Report {
	var out []*Report
	self := -1
	if k, ok := m.same[p.whole]; ok {
		if m.reports[k] != p {
			return []*Report{m.reports[k]}
		}
		self = k
	}
	shared := m.shared(p)
	slices.SortFunc(shared, func(a, b int32) int { return cmp.Or(m.count[b]-m.count[a], int(a-b)) })
	budget := 20*len(p.words) + 20_000
	for _, k := range shared {
		if int(k) == self {
			continue
		}
		o := m.reports[k]
		if budget -= min(len(o.words), len(p.words)); budget < 0 || len(out) == mostNear {
			break
		}
		out = append(out, o)
	}
	m.forget(shared)
	return out
}

// Formula implements [Index].
func (m *Memory) Formula(shingle uint64) (known, formula bool) {
	x := m.holders[shingle]
	return x != nil, x != nil && (x.site >= strangers || x.nearly >= formulas)
}

// Copies returns a link for each report near p that has words of p, or the
// other way round.
func Copies(p *Report, x Index) []Link {
	var out []Link
	for _, o := range x.Near(p) {
		if c := compare(p, o, x); c != nil {
			out = append(out, c.link())
		}
	}
	return out
}

// A Family is reports that are mostly the same words.
type Family struct {
	Members  []*Report // the earliest known first
	Earliest *Report
}

// Families puts reports together that are joined by copies of at least half of
// one of them and a fifth of the other: a digest of fifty reports joins none of
// them to the rest. Reports in no such copy are left out.
func Families(reports []*Report, copies []Link) []Family {
	at := make(map[string]int)
	for i, p := range reports {
		at[p.Document.ID.String()] = i
	}
	u := newUnion(len(reports))
	copier := make([]bool, len(reports))
	for _, l := range copies {
		a, okA := at[l.From.ID]
		b, okB := at[l.To.ID]
		if l.Kind != KindCopy || !okA || !okB || max(l.Coverage[0], l.Coverage[1]) < 0.5 || min(l.Coverage[0], l.Coverage[1]) < 0.2 {
			continue
		}
		u.join(a, b)
		copier[a] = copier[a] || l.Direction == FromTo
	}
	var out []Family
	for _, g := range u.groups() {
		if len(g) < 2 {
			continue
		}
		slices.SortFunc(g, func(a, b int) int {
			if copier[a] != copier[b] {
				if copier[b] {
					return -1
				}
				return 1
			}
			return earlier(reports[a], reports[b])
		})
		f := Family{Earliest: reports[g[0]]}
		for _, i := range g {
			f.Members = append(f.Members, reports[i])
		}
		out = append(out, f)
	}
	return out
}
