package eval

import (
	"encoding/csv"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/ulikunitz/xz"

	"hearsay"
)

// A markedPair is a sentence with a marked source and target, and the type of
// the event that joins them.
type markedPair struct {
	text           string
	source, target hearsay.Span
	root           string // PLOVER's type; "YIELD" is CONCEDE or RETREAT
	quad           string // "1" … "4"
}

// loadPairs reads PLV_train.tsv.xz. Sentences without both marks are left out.
func loadPairs(fsys fs.FS, name string) ([]markedPair, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, fmt.Errorf("load pairs: %w", err)
	}
	defer f.Close()
	x, err := xz.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("load pairs %s: %w", name, err)
	}
	r := csv.NewReader(x)
	r.Comma, r.LazyQuotes = '\t', true
	head, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("load pairs %s: %w", name, err)
	}
	col := make(map[string]int)
	for i, h := range head {
		col[h] = i
	}
	for _, c := range []string{"marked_sentence", "gold_root", "gold_penta"} {
		if _, ok := col[c]; !ok {
			return nil, fmt.Errorf("load pairs %s: no column %s", name, c)
		}
	}
	var out []markedPair
	for {
		row, err := r.Read()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("load pairs %s: %w", name, err)
		}
		p, ok := unmark(row[col["marked_sentence"]])
		if !ok {
			continue
		}
		p.root, p.quad = row[col["gold_root"]], row[col["gold_penta"]]
		out = append(out, p)
	}
}

// unmark takes the marks <s>…</s> and <t>…</t> out of a sentence.
func unmark(s string) (markedPair, bool) {
	var p markedPair
	var b strings.Builder
	seen := make(map[string]int)
	for s != "" {
		if i := strings.IndexByte(s, '<'); i != 0 {
			if i < 0 {
				i = len(s)
			}
			b.WriteString(s[:i])
			s = s[i:]
			continue
		}
		mark := ""
		for _, m := range []string{"<s>", "</s>", "<t>", "</t>"} {
			if strings.HasPrefix(s, m) {
				mark = m
			}
		}
		if mark == "" {
			b.WriteByte('<')
			s = s[1:]
			continue
		}
		seen[mark] = b.Len() + 1
		s = s[len(mark):]
	}
	p.text = b.String()
	p.source = hearsay.Span{Start: seen["<s>"] - 1, End: seen["</s>"] - 1}
	p.target = hearsay.Span{Start: seen["<t>"] - 1, End: seen["</t>"] - 1}
	ok := len(seen) == 4 && p.source.Start < p.source.End && p.target.Start < p.target.End
	return p, ok
}
