package link

import "slices"

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
