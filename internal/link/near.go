package link

import (
	"bytes"
	"cmp"
	"slices"

	"hearsay"
)

// Limits of what a report is compared with, so that the ten-thousandth report
// with the same words costs what the hundredth does.
const (
	mostHolders = 64  // of a print, the earliest
	mostNear    = 200 // reports with words of one report
	mostTwins   = 8   // of those, reports that are nearly the same
	sampled     = 24  // holders of a print of which it is asked whether it is a formula
)

// A print is a formula, nobody's own, if reports have it that have nothing else
// in common: of one site so many (they are boilerplate of its pages), or of any.
// What a site has under its pages may be most of their words: it is known, then,
// by the weeks for which it stands there under reports that are not the same.
const (
	pagesOfSite = 4
	strangers   = 13
	boilerDays  = 14
	kindred     = 3 // tenths of the prints of either that kin have in common
	same        = 8
)

// neighbourhood is what a report is compared with for its words.
type neighbourhood struct {
	near     []*Report
	formulas map[uint64]bool      // of its prints: whether each is a formula
	again    []hearsay.DocumentID // reports for which a print became a formula by this report, or ceased to be one
}

// with returns what is known of the prints that o has, too: whichever of the two
// reports is looked at first, it is the same.
func (n *neighbourhood) with(o *Report) formulary { return prints{n, o} }

type prints struct {
	n *neighbourhood
	o *Report
}

// Formula implements [formulary].
func (x prints) Formula(shingle uint64) (known, formula bool) {
	if formula, known = x.n.formulas[shingle]; known {
		_, known = slices.BinarySearch(x.o.prints, shingle)
	}
	return known, known && formula
}

// A looker looks for what has marks of a report.
type looker struct {
	shelf    Shelf
	own      *Sketch
	sketches map[hearsay.DocumentID]*Sketch
	shares   map[[2]hearsay.DocumentID]int
}

func newLooker(shelf Shelf, own *Sketch) *looker {
	return &looker{shelf, own, map[hearsay.DocumentID]*Sketch{own.Document: own}, make(map[[2]hearsay.DocumentID]int)}
}

func (k *looker) sketch(id hearsay.DocumentID) *Sketch {
	s, ok := k.sketches[id]
	if !ok {
		s = k.shelf.Sketches(id)[0]
		k.sketches[id] = s
	}
	return s
}

// prepare gets the sketches of holders, which are all asked for, at once.
func (k *looker) prepare(holders [][]hearsay.DocumentID) {
	missing := make(map[hearsay.DocumentID]bool)
	for _, by := range holders {
		for _, id := range by {
			if _, ok := k.sketches[id]; !ok {
				missing[id] = true
			}
		}
	}
	if len(missing) == 0 {
		return
	}
	ids := idsOf(missing)
	for i, s := range k.shelf.Sketches(ids...) {
		k.sketches[ids[i]] = s
	}
}

// day returns the day of a report, [NoDay] if it is not known.
func (k *looker) day(id hearsay.DocumentID) int {
	if s := k.sketch(id); s != nil {
		return s.Day
	}
	return NoDay
}

// words returns the reports that share prints with p, those that share most
// first. fresh says that p was not on the shelf before.
func (k *looker) words(p *Report, fresh bool) *neighbourhood {
	n := &neighbourhood{formulas: make(map[uint64]bool)}
	counts := make(map[hearsay.DocumentID]int)
	again := make(map[hearsay.DocumentID]bool)
	holders := k.shelf.Holders(HolderAsk{Marks: k.own.Prints, Most: mostHolders})
	k.prepare(holders)
	for i, by := range holders {
		others := slices.DeleteFunc(by, func(id hearsay.DocumentID) bool { return id == k.own.Document })
		with := append([]hearsay.DocumentID{k.own.Document}, others...)
		formula := k.formula(with)
		n.formulas[k.own.Prints[i]] = formula
		if fresh && len(with) <= sampled && formula != k.formula(slices.Clone(others)) {
			for _, id := range others {
				again[id] = true
			}
		}
		if formula {
			continue
		}
		for _, id := range others {
			counts[id]++
		}
	}
	n.again = idsOf(again)
	ids := idsOf(counts)
	slices.SortStableFunc(ids, func(a, b hearsay.DocumentID) int { return cmp.Or(counts[b]-counts[a], k.day(a)-k.day(b)) })
	budget, twins := 20*len(p.words)+20_000, 0
	for _, id := range ids {
		s := k.sketch(id)
		if s == nil {
			continue
		}
		if twin := 10*counts[id] >= 9*max(len(s.Prints), len(k.own.Prints)); twin {
			if twins++; twins > mostTwins {
				continue
			}
		}
		o := k.shelf.Report(id)
		if o == nil {
			continue
		}
		if budget -= min(len(o.words), len(p.words)); budget < 0 || len(n.near) == mostNear {
			break
		}
		n.near = append(n.near, o)
	}
	return n
}

// formula reports whether what the holders have in common is nobody's own: they
// are many and have little else in common.
func (k *looker) formula(holders []hearsay.DocumentID) bool {
	if len(holders) < pagesOfSite {
		return false
	}
	slices.SortFunc(holders, func(a, b hearsay.DocumentID) int { return cmp.Or(k.day(a)-k.day(b), bytes.Compare(a[:], b[:])) })
	holders = holders[:min(len(holders), sampled)]
	kin, twins := newUnion(len(holders)), newUnion(len(holders))
	for i := range holders {
		for j := range i {
			switch tenths := k.share(holders[i], holders[j]); {
			case tenths > same:
				twins.join(i, j)
				fallthrough
			case tenths > kindred:
				kin.join(i, j)
			}
		}
	}
	kinds := 0
	sites := make(map[string]int)
	days := make(map[string][]int) // of reports that are not the same, in order
	for i, id := range holders {
		s := k.sketch(id)
		if s != nil && s.Site != "" && s.Day != NoDay && twins.of(i) == i {
			all := append(days[s.Site], s.Day)
			if days[s.Site] = all; len(all) >= pagesOfSite && s.Day-all[0] >= boilerDays {
				return true
			}
		}
		if kin.of(i) != i {
			continue
		}
		kinds++
		if s != nil && s.Site != "" {
			if sites[s.Site]++; sites[s.Site] >= pagesOfSite {
				return true
			}
		}
	}
	return kinds >= strangers
}

// share returns how many tenths of the prints of either two reports have in
// common, rounded up.
func (k *looker) share(a, b hearsay.DocumentID) int {
	if bytes.Compare(a[:], b[:]) > 0 {
		a, b = b, a
	}
	pair := [2]hearsay.DocumentID{a, b}
	if tenths, ok := k.shares[pair]; ok {
		return tenths
	}
	tenths := 0
	if x, y := k.sketch(a), k.sketch(b); x != nil && y != nil {
		least := max(1, min(len(x.Prints), len(y.Prints)))
		tenths = (10*commonOf(x.Prints, y.Prints) + least - 1) / least
	}
	k.shares[pair] = tenths
	return tenths
}

// commonOf counts what two ascending lists have in common.
func commonOf(a, b []uint64) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n++
			i++
			j++
		}
	}
	return n
}

// Limits of what a report's events are compared with.
const (
	mostOfClue = 200  // holders of a clue; one that more have tells nothing
	leastClues = 3    // that two reports share, in words
	mostAlike  = 40   // reports, those that share most
	alike      = 0.12 // the likeness of two reports from which their events are compared
	weeksApart = 45   // days between the publication of two reports
)

// about returns the reports that may tell of events of p, by id.
func (k *looker) about(p *Report) []*Report {
	a := HolderAsk{Clues: true, Marks: k.own.Clues, Most: mostOfClue}
	if k.own.Day != NoDay {
		a.First, a.Last = k.own.Day-weeksApart, k.own.Day+weeksApart
	}
	counts := make(map[hearsay.DocumentID]int)
	for i, by := range k.shelf.Holders(a) {
		if len(by) == mostOfClue {
			continue
		}
		for _, id := range by {
			if k.own.Clues[i]&1 == 1 {
				counts[id] += clueOfEvent
			} else {
				counts[id]++
			}
		}
	}
	delete(counts, k.own.Document)
	ids := idsOf(counts)
	slices.SortStableFunc(ids, func(a, b hearsay.DocumentID) int { return counts[b] - counts[a] })
	var out []*Report
	for _, id := range ids {
		if counts[id] < leastClues || len(out) == mostAlike {
			break
		}
		if o := k.shelf.Report(id); o != nil && Cosine(p, o) >= alike {
			out = append(out, o)
		}
	}
	slices.SortFunc(out, func(a, b *Report) int { return slices.Compare(a.Document.ID[:], b.Document.ID[:]) })
	return out
}

// idsOf returns the keys of a map in order.
func idsOf[V any](m map[hearsay.DocumentID]V) []hearsay.DocumentID {
	out := make([]hearsay.DocumentID, 0, len(m))
	for id := range m {
		out = append(out, id)
	}
	slices.SortFunc(out, func(a, b hearsay.DocumentID) int { return bytes.Compare(a[:], b[:]) })
	return out
}
