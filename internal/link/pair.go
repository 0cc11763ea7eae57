package link

import (
	"cmp"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay"
)

// features name what is weighed for two claims to be of one event.
var features = []string{
	"bias", "trigger.same", "trigger.overlap", "trigger.group", "trigger.prefix", "trigger.rare",
	"reports", "context", "overlap*reports", "overlap*context", "group*context", "group*reports",
	"type.same", "type.other", "actors.same", "actors.other", "recipients.same", "recipients.other",
	"place.same", "place.other", "time.same", "time.other", "same report", "same report*overlap", "no trigger*context",
	"names", "overlap*names", "near", "overlap*near", "group*near", "once*overlap",
}

// Features returns the values of what is weighed for two claims, each from 0 to
// 1, in the order of their names in weights.tsv. reports is the likeness of the
// two reports, see [Cosine].
func Features(a, b *Claim, reports float64) []float64 {
	f := make([]float64, len(features))
	context := dot(a.about(), b.about())
	shared, rare := 0, 0.0
	for _, s := range a.stems {
		if slices.Contains(b.stems, s) {
			shared++
			rare = max(rare, rarity(s)/rarest)
		}
	}
	overlap, group := 0.0, 0.0
	if shared > 0 {
		overlap = 1
	} else if meets(a.groups, b.groups) {
		group = 1
	}
	same := 0.0
	if n := max(len(a.stems), len(b.stems)); n > 0 {
		same = float64(shared) / float64(n)
	}
	prefix := 0.0
	if shared == 0 {
		for _, s := range a.stems {
			for _, t := range b.stems {
				prefix = max(prefix, likeness(s, t))
			}
		}
	}
	none := 1.0
	if overlap+group+prefix > 0 {
		none = 0
	}
	inside := 0.0
	if a.Report == b.Report {
		inside = 1
	}
	i := copy(f, []float64{1, same, overlap, group, prefix, rare, reports, context, overlap * reports, overlap * context, group * context, group * reports})
	either := func(verdict int) {
		if verdict > 0 {
			f[i] = 1
		} else if verdict < 0 {
			f[i+1] = 1
		}
		i += 2
	}
	either(a.sameType(b))
	either(agree(a.actors, b.actors))
	either(agree(a.recips, b.recips))
	either(samePlace(a.place, b.place))
	either(a.sameTime(b))
	names := 1.0
	if a.Report != b.Report {
		names = dot(a.Report.capitals(), b.Report.capitals())
	}
	near := dot(a.next(), b.next())
	// A report that says "fire" once has one; of a word that stands in it all over
	// it is less plain which is meant.
	once := 1 / float64(max(1, min(a.times(), b.times())))
	copy(f[i:], []float64{inside, inside * overlap, none * context, names, overlap * names, near, overlap * near, group * near, once * overlap})
	return f
}

// about returns what stands around the claim.
func (c *Claim) about() vector {
	if c.vector == nil {
		c.vector = weigh(c.context)
	}
	return c.vector
}

// next returns what stands right beside the claim.
func (c *Claim) next() vector {
	if c.near == nil {
		c.near = weigh(c.beside)
	}
	return c.near
}

// times is how often the claim's own words stand in its report.
func (c *Claim) times() int {
	n := 0
	for _, s := range c.stems {
		n = max(n, c.Report.counts()[s])
	}
	return n
}

// Cosine is the likeness of two reports' words, rare ones weighing more.
func Cosine(a, b *Report) float64 {
	if a == b {
		return 1
	}
	return dot(a.about(), b.about())
}

func (p *Report) about() vector {
	if p.vector == nil {
		p.vector = weigh(p.stems())
	}
	return p.vector
}

// capitals returns the capitalized words of p.
func (p *Report) capitals() vector {
	if p.names == nil {
		b := make(bag)
		for _, w := range tokens(p.Document.Text) {
			if c, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(c) {
				b.add(w)
			}
		}
		p.names = weigh(b)
	}
	return p.names
}

// counts returns how often each stem stands in p.
func (p *Report) counts() map[string]int {
	if p.often == nil {
		p.often = make(map[string]int)
		for _, w := range tokens(p.Document.Text) {
			p.often[stem(w)]++
		}
	}
	return p.often
}

func meets(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// agree returns 1 if the lists share a name, -1 if both have names and share
// none, 0 if one is empty.
func agree(a, b []string) int {
	switch {
	case len(a) == 0 || len(b) == 0:
		return 0
	case meets(a, b):
		return 1
	}
	return -1
}

// likeness is the part of the longer of two stems that both begin with, 0
// below four letters.
func likeness(a, b string) float64 {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	if n < 4 {
		return 0
	}
	return float64(n) / float64(max(len(a), len(b)))
}

func (a *Claim) sameType(b *Claim) int {
	switch {
	case a.Event == nil || b.Event == nil:
		return 0
	case a.Event.Type == b.Event.Type:
		return 1
	}
	return -1
}

// samePlace returns 1 if two places are one, or one lies within the other, -1
// if they lie apart, 0 if it is not known.
func samePlace(a, b *hearsay.Place) int {
	if a == nil || b == nil {
		return 0
	}
	if a.GeoNames != 0 && a.GeoNames == b.GeoNames || Fold(a.Name) == Fold(b.Name) {
		return 1
	}
	if a.Country != "" && b.Country != "" {
		if a.Country != b.Country {
			return -1
		}
		if a.Level == "country" || b.Level == "country" {
			return 0
		}
		if a.Admin1 != "" && b.Admin1 != "" && a.Admin1 != b.Admin1 {
			return -1
		}
	}
	if a.Lat != nil && b.Lat != nil {
		if distance(*a.Lat, *a.Lon, *b.Lat, *b.Lon) > 10+a.RadiusKM+b.RadiusKM {
			return -1
		}
		return 1
	}
	return 0
}

// distance is in km, on a sphere.
func distance(lat1, lon1, lat2, lon2 float64) float64 {
	const rad = math.Pi / 180
	x := math.Sin((lat2 - lat1) * rad / 2)
	y := math.Sin((lon2 - lon1) * rad / 2)
	return 2 * 6371 * math.Asin(min(1, math.Sqrt(x*x+math.Cos(lat1*rad)*math.Cos(lat2*rad)*y*y)))
}

// sameTime returns 1 if two times may be one, -1 if they cannot, 0 if one is
// not known. Times are compared to the precision that both have.
func (a *Claim) sameTime(b *Claim) int {
	if a.begin == "" || b.begin == "" {
		return 0
	}
	after := func(x, y string) bool { n := min(len(x), len(y)); return x[:n] > y[:n] }
	if after(a.begin, cmp.Or(b.end, b.begin)) || after(b.begin, cmp.Or(a.end, a.begin)) {
		return -1
	}
	return 1
}

// Weights say how much each of the features speaks for one event, in the order
// of their names, and Threshold from which mean probability two groups of
// claims are joined.
type Weights struct {
	Of        []float64
	Threshold float64
}

// weightsTSV is written by hearsay-eval -fit link.
//
//go:embed weights.tsv
var weightsTSV string

// Fitted are the weights that are used: fitted on ECB+'s training split.
var Fitted = mustParse(weightsTSV)

func mustParse(tsv string) Weights {
	w, err := ParseWeights(tsv)
	if err != nil {
		panic(err)
	}
	return w
}

// ParseWeights reads what [Weights.String] writes.
func ParseWeights(tsv string) (Weights, error) {
	w := Weights{Of: make([]float64, len(features))}
	for line := range strings.Lines(tsv) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		name, value, _ := strings.Cut(strings.TrimSpace(line), "\t")
		v, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return w, fmt.Errorf("weights of links: %q: %w", name, err)
		}
		i := slices.Index(features, name)
		switch {
		case name == "threshold":
			w.Threshold = v
		case i < 0:
			return w, fmt.Errorf("weights of links: no feature %q", name)
		default:
			w.Of[i] = v
		}
	}
	return w, nil
}

func (w Weights) String() string {
	var b strings.Builder
	b.WriteString("# How much speaks for two claims to be of one event. Fitted on the training split of ECB+.\n")
	for i, name := range features {
		fmt.Fprintf(&b, "%s\t%.4f\n", name, w.Of[i])
	}
	fmt.Fprintf(&b, "threshold\t%.2f\n", w.Threshold)
	return b.String()
}

// Probability is, by the features of two claims, the probability that they are of one event.
func (w Weights) Probability(f []float64) float64 {
	var z float64
	for i, v := range f {
		z += w.Of[i] * v
	}
	return 1 / (1 + math.Exp(-z))
}
