package mention

import (
	"bufio"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"sort"
	"strings"
	"testing"
	"unicode"

	"hearsay"
	"hearsay/data/weights"
	"hearsay/internal/neural"
	"hearsay/internal/syntax"
	"hearsay/internal/token"
)

type zsent struct {
	Toks []string
	Ws   []bool
}
type zdoc struct {
	Sents     []zsent
	Ner, Ner4 [][]string
	d         *syntax.Doc
}

type zspan struct {
	from, to int
	label    string
}

func zzLoad(path string, m *neural.Model) (out []*zdoc) {
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<26)
	for sc.Scan() {
		d := &zdoc{}
		if err := json.Unmarshal(sc.Bytes(), d); err != nil {
			panic(err)
		}
		var b strings.Builder
		var sents []token.Sentence
		for _, s := range d.Sents {
			var t token.Sentence
			for i, w := range s.Toks {
				t.Tokens = append(t.Tokens, hearsay.Span{Start: b.Len(), End: b.Len() + len(w)})
				b.WriteString(w)
				if s.Ws == nil || s.Ws[i] {
					b.WriteString(" ")
				}
			}
			sents = append(sents, t)
		}
		d.d = syntax.Parse(b.String(), nil, sents, m)
		out = append(out, d)
	}
	return
}

func zzGold(z *zdoc) map[zspan]bool {
	g := map[zspan]bool{}
	rows := z.Ner
	if z.Ner4 != nil {
		rows = z.Ner4
	}
	base := 0
	for k, s := range z.Sents {
		var cur *zspan
		flush := func(to int) {
			if cur != nil {
				cur.to = to
				g[*cur] = true
				cur = nil
			}
		}
		if k < len(rows) {
			for i, l := range rows[k] {
				if l == "O" || l[0] == 'B' || cur != nil && cur.label != l[2:] {
					flush(base + i)
				}
				if l != "O" && cur == nil {
					cur = &zspan{base + i, 0, l[2:]}
				}
			}
		}
		base += len(s.Toks)
		flush(base)
	}
	return g
}

func zzScore(name string, docs []*zdoc, find func(*syntax.Doc) []zspan, show bool) {
	tp, np, ng := 0, 0, 0
	bad := map[string]int{}
	byt := map[string][3]int{}
	for _, z := range docs {
		g := zzGold(z)
		for k := range g {
			if k.label == "PRODUCT" {
				delete(g, k)
			}
		}
		p := find(z.d)
		np += len(p)
		ng += len(g)
		have := map[zspan]bool{}
		for _, s := range p {
			have[s] = true
			c := byt[s.label]
			if g[s] {
				tp++
				c[0]++
			}
			c[1]++
			byt[s.label] = c
		}
		tx := func(s zspan) string {
			t := ""
			for i := max(s.from-5, 0); i < min(s.to+5, len(z.d.Words)); i++ {
				if i == s.from {
					t += "["
				}
				t += z.d.Words[i].Text
				if i == s.to-1 {
					t += "]"
				}
				t += " "
			}
			return t
		}
		for s := range g {
			c := byt[s.label]
			c[2]++
			byt[s.label] = c
		}
		if show {
			for _, s := range p {
				if !g[s] {
					got := ""
					for q := range g {
						if q.from < s.to && s.from < q.to {
							got = q.label
							if q.from != s.from || q.to != s.to {
								got += " " + tx(q)
							}
						}
					}
					bad["+"+s.label+" "+tx(s)+" gold "+got]++
				}
			}
			for s := range g {
				if !have[s] {
					over := false
					for _, q := range p {
						over = over || q.from < s.to && s.from < q.to
					}
					if !over {
						bad["-"+s.label+" "+tx(s)]++
					}
				}
			}
		}
	}
	fmt.Printf("%-40s P %.2f R %.2f F %.2f\n", name, 100*float64(tp)/float64(np), 100*float64(tp)/float64(ng), 200*float64(tp)/float64(np+ng))
	if show {
		for _, l := range strings.Fields("PER ORG LOC FAC NORP MISC DATE MONEY") {
			c := byt[l]
			if c[2] > 0 {
				fmt.Printf("   %s %.1f (%d %d %d)\n", l, 200*float64(c[0])/float64(c[1]+c[2]), c[0], c[1], c[2])
			}
		}
		var ks []string
		for k := range bad {
			ks = append(ks, k)
		}
		sort.Strings(ks)
		f, _ := os.Create("/tmp/syn/names-" + strings.ReplaceAll(name, " ", "_") + ".txt")
		for _, k := range ks {
			fmt.Fprintln(f, bad[k], k)
		}
		f.Close()
	}
}

func softmax(x []float32) []float64 {
	top := math.Inf(-1)
	for _, v := range x {
		top = max(top, float64(v))
	}
	out := make([]float64, len(x))
	sum := 0.0
	for i, v := range x {
		out[i] = math.Exp(float64(v) - top)
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}

var zzMap = map[string]string{"PER": "PER", "ORG": "ORG", "LOC": "LOC", "FAC": "LOC", "NORP": "MISC", "MISC": "MISC", "DATE": "O", "MONEY": "O"}

// decode with alpha for the other head and beta for the document
func zzDecode(d *syntax.Doc, head, other string, alpha, beta float64, key func(w *syntax.Word) string, eps, prior float64) []zspan {
	labels := d.Model.Labels(head)
	olabels := d.Model.Labels(other)
	n := len(d.Words)
	probs := make([][]float64, n)
	em := make([][]float64, n)
	to := func(l string) string { // label of head → label of other
		if l == "O" {
			return "O"
		}
		if head == "ner" {
			return zzMap[l[2:]]
		}
		return l[2:]
	}
	typeOf := func(l string) string {
		if l == "O" {
			return l
		}
		return l[2:]
	}
	for i := range d.Words {
		probs[i] = softmax(d.Model.Logits(head, i))
		em[i] = make([]float64, len(labels))
		for k := range labels {
			em[i][k] = math.Log(probs[i][k] + 1e-9)
		}
		if alpha > 0 {
			op := softmax(d.Model.Logits(other, i))
			mass := map[string]float64{}
			for k, l := range olabels {
				t := typeOf(l)
				if head == "ner4" && l != "O" {
					t = zzMap[l[2:]]
				}
				mass[t] += op[k]
			}
			for k, l := range labels {
				t := to(l)
				em[i][k] += alpha * math.Log(mass[t]+1e-3)
			}
		}
	}
	if beta > 0 {
		types := map[string]int{}
		var tl []string
		for _, l := range labels {
			if _, ok := types[typeOf(l)]; !ok {
				types[typeOf(l)] = len(tl)
				tl = append(tl, typeOf(l))
			}
		}
		sum := map[string][]float64{}
		cnt := map[string]float64{}
		for i := range d.Words {
			k := key(&d.Words[i])
			if k == "" {
				continue
			}
			if sum[k] == nil {
				sum[k] = make([]float64, len(tl))
			}
			for j, l := range labels {
				sum[k][types[typeOf(l)]] += probs[i][j]
			}
			cnt[k]++
		}
		for i := range d.Words {
			k := key(&d.Words[i])
			if k == "" || cnt[k] < 2 {
				continue
			}
			own := make([]float64, len(tl))
			for j, l := range labels {
				own[types[typeOf(l)]] += probs[i][j]
			}
			for j, l := range labels {
				t := types[typeOf(l)]
				avg := (sum[k][t] - own[t] + prior*own[t]) / (cnt[k] - 1 + prior)
				em[i][j] += beta * math.Log(avg+eps)
			}
		}
	}
	var out []zspan
	for _, s := range d.Sents {
		path := zzViterbi(labels, em[s.From:s.To])
		for i, k := range path {
			l := labels[k]
			if l == "O" {
				continue
			}
			if l[0] == 'B' {
				out = append(out, zspan{s.From + i, s.From + i + 1, l[2:]})
			} else {
				out[len(out)-1].to++
			}
		}
	}
	return out
}

func zzViterbi(labels []string, em [][]float64) []int {
	n, k := len(em), len(labels)
	if n == 0 {
		return nil
	}
	score := make([]float64, k)
	back := make([][]int, n)
	for i := range em {
		next := make([]float64, k)
		back[i] = make([]int, k)
		for j, l := range labels {
			next[j] = math.Inf(-1)
			if i == 0 {
				if l[0] != 'I' {
					next[j] = em[i][j]
				}
				continue
			}
			for p, q := range labels {
				if l[0] == 'I' && (q == "O" || q[2:] != l[2:]) {
					continue
				}
				if s := score[p] + em[i][j]; s > next[j] {
					next[j], back[i][j] = s, p
				}
			}
		}
		score = next
	}
	path := make([]int, n)
	for j := range score {
		if score[j] > score[path[n-1]] {
			path[n-1] = j
		}
	}
	for i := n - 1; i > 0; i-- {
		path[i-1] = back[i][path[i]]
	}
	return path
}

func capital(w *syntax.Word) string {
	for _, r := range w.Text {
		if unicode.IsUpper(r) {
			return w.Text
		}
		return ""
	}
	return ""
}

func capitalFold(w *syntax.Word) string {
	if capital(w) == "" {
		return ""
	}
	return strings.ToLower(w.Text)
}

func TestZZNames(t *testing.T) {
	if os.Getenv("ZZN") == "" {
		t.Skip()
	}
	m, err := neural.Load(weights.FS, neural.Options{Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ path, head, other string }{{"/tmp/syn/worldwide-dev.jsonl", "ner", "ner4"}, {"/tmp/syn/conll2003-dev.jsonl", "ner4", "ner"}} {
		docs := zzLoad(c.path, m)
		fmt.Println(c.path, len(docs))
		names := func(d *syntax.Doc) (out []zspan) {
			for _, n := range Names(d, c.head) {
				out = append(out, zspan{n.From, n.To, n.Label})
			}
			return
		}
		zzScore(c.head+" names", docs, names, true)
		raw := func(d *syntax.Doc) (out []zspan) {
			labels := d.Model.Labels(c.head)
			logs := vote(d, c.head, kinds(labels))
			for _, s := range d.Sents {
				for _, n := range decode(labels, logs[s.From*len(labels):s.To*len(labels)], s.From) {
					out = append(out, zspan{n.From, n.To, n.Label})
				}
			}
			return
		}
		zzScore(c.head+" without rules", docs, raw, false)
		find := func(d *syntax.Doc) (out []zspan) {
			for _, n := range findNames(d) {
				l := n.Label
				if c.head == "ner4" {
					l = zzMap[l]
					if l == "O" {
						continue
					}
				}
				out = append(out, zspan{n.From, n.To, l})
			}
			return
		}
		zzScore(c.head+" find", docs, find, false)
	}
}
