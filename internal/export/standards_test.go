package export_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"hearsay"
	"hearsay/internal/export"
)

// A shelf is a Folder in memory.
type shelf map[string]*bytes.Buffer

func (s shelf) Create(name string) (io.WriteCloser, error) {
	s[name] = &bytes.Buffer{}
	return unclosed{s[name]}, nil
}

// String returns the files by name, each below a line with its name.
func (s shelf) String() string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(s)) {
		b.WriteString("== " + name + "\n" + s[name].String())
	}
	return b.String()
}

type encoder interface {
	Write(name string, r *hearsay.Reading) error
	Close() error
}

// standards are the formats of others, by the name of their golden file.
var standards = []struct {
	name   string
	file   func(io.Writer) encoder
	folder func(export.Folder) encoder
}{
	{name: "webannotation", file: func(w io.Writer) encoder { return export.NewWebAnnotation(w) }},
	{name: "csl", file: func(w io.Writer) encoder { return export.NewCSL(w) }},
	{name: "bibtex", file: func(w io.Writer) encoder { return export.NewBibTeX(w) }},
	{name: "prov", file: func(w io.Writer) encoder { return export.NewPROV(w) }},
	{name: "claimreview", file: func(w io.Writer) encoder { return export.NewClaimReview(w) }},
	{name: "graphml", file: func(w io.Writer) encoder { return export.NewGraphML(w) }},
	{name: "gexf", file: func(w io.Writer) encoder { return export.NewGEXF(w) }},
	{name: "stix", file: func(w io.Writer) encoder { return export.NewSTIX(w) }},
	{name: "misp", file: func(w io.Writer) encoder { return export.NewMISP(w) }},
	{name: "rss", file: func(w io.Writer) encoder { return export.NewRSS(w, export.RSSOptions{About: "type:ASSAULT & <b>"}) }},
	{name: "conllu", file: func(w io.Writer) encoder { return export.NewCoNLLU(w, export.CoNLLUOptions{}) }},
	{name: "brat", folder: func(f export.Folder) encoder { return export.NewBrat(f) }},
	{name: "timeml", folder: func(f export.Folder) encoder { return export.NewTimeML(f) }},
}

// written returns what a standard makes of readings.
func written(t *testing.T, name string, readings ...*hearsay.Reading) string {
	t.Helper()
	i := slices.IndexFunc(standards, func(s struct {
		name   string
		file   func(io.Writer) encoder
		folder func(export.Folder) encoder
	}) bool {
		return s.name == name
	})
	var b bytes.Buffer
	files := shelf{}
	var x encoder
	if standards[i].folder != nil {
		x = standards[i].folder(files)
	} else {
		x = standards[i].file(&b)
	}
	for _, r := range readings {
		if err := x.Write("a report", r); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String() + files.String()
}

// hostile has what every format must escape, in every field it could print.
func hostile(t *testing.T) *hearsay.Reading {
	const odd = "A & <b>\"x\"</b> | = { } \\ % # ' \u0001 ]]>"
	d := newDraft(t, "Zoë "+odd, "The "+odd+"\tboard said on Friday that it struck "+odd+".")
	r := d.r
	r.Document.Outlet, r.Document.Authors, r.Document.URL = odd, []string{odd, "B and C"}, "https://news.example/a?b={c}&d="
	r.Document.Agency = odd
	r.Document.Published = hearsay.Date{Value: "2021-05", Precision: hearsay.Month, From: hearsay.FromMetadata}
	m := d.entity(hearsay.Entity{Kind: hearsay.Organization, Named: true, Name: odd, Description: odd}, "The "+odd+"\tboard")
	a := d.says(hearsay.Attribution{Source: m, Act: hearsay.Say, Mode: hearsay.Indirect, Confidence: .5}, "said", "it struck "+odd)
	r.Places = []hearsay.Place{{ID: 1, Span: d.at("Zoë"), Name: odd, Country: "AST"}}
	r.Times = []hearsay.Time{{ID: 1, Span: d.at("Friday"), Type: "DATE", AnchoredOn: odd, Mod: odd}}
	r.Events = []hearsay.Event{{ID: 1, Trigger: d.at("struck"), Type: "ASSAULT", Mode: "aerial", Said: a, Status: "happened", Confidence: .7,
		Time: hearsay.EventTime{Ref: 1, From: "stated"}, Place: hearsay.EventPlace{Ref: 1},
		Actors: []hearsay.Role{{Mention: m, Entity: 1, Span: r.Mentions[m-1].Span}}}}
	d.finding("no-publication-date", odd)
	return d.valid()
}

// TestStandards compares with golden files, and checks that JSON is JSON, that
// XML is XML, and that the same Readings make the same bytes.
func TestStandards(t *testing.T) {
	for _, s := range standards {
		t.Run(s.name, func(t *testing.T) {
			got := written(t, s.name, depot(t), ferry(t))
			golden(t, s.name+".golden", got)
			if again := written(t, s.name, depot(t), ferry(t)); again != got {
				t.Error("a second time it is different")
			}
			for _, readings := range [][]*hearsay.Reading{{depot(t), ferry(t)}, {everything(t), hostile(t), shout(t)}, {plainReport(t)}, nil} {
				wellFormed(t, s.name, written(t, s.name, readings...))
			}
		})
	}
}

// wellFormed checks files whose beginning tells what they are.
func wellFormed(t *testing.T, name, all string) {
	t.Helper()
	if !utf8.ValidString(all) {
		t.Error("not UTF-8")
	}
	if strings.HasPrefix(all, "{") || strings.HasPrefix(all, "[") {
		if !json.Valid([]byte(all)) {
			t.Errorf("%s is no JSON:\n%s", name, all)
		}
	}
	for _, file := range strings.Split(all, "== ") {
		_, file, _ = strings.Cut("\n"+file, "<?xml")
		if file == "" {
			continue
		}
		x := xml.NewDecoder(strings.NewReader("<?xml" + file))
		x.Strict = true
		for {
			if _, err := x.Token(); err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%s is no XML: %v\n%s", name, err, file)
			}
		}
	}
}

// TestPROVLinks checks that copies, citations and corrections between documents
// are derivations of the right kind, and that events have none.
func TestPROVLinks(t *testing.T) {
	var b bytes.Buffer
	x := export.NewPROV(&b)
	links := linksOf(ferry(t), depot(t))
	for i := range links {
		if err := x.WriteLink(&links[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	var file struct {
		Bundle map[string]struct {
			Derived map[string]struct {
				Type struct {
					Name string `json:"$"`
				} `json:"prov:type"`
				Generated string `json:"prov:generatedEntity"`
			} `json:"wasDerivedFrom"`
			Alternate map[string]any `json:"alternateOf"`
		}
	}
	if err := json.Unmarshal(b.Bytes(), &file); err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for _, bundle := range file.Bundle {
		for _, d := range bundle.Derived {
			got[d.Type.Name]++
		}
		got["alternate"] += len(bundle.Alternate)
	}
	if want := map[string]int{"prov:Revision": 2, "prov:PrimarySource": 1, "alternate": 1}; !maps.Equal(got, want) {
		t.Errorf("links between documents: %v, want %v", got, want)
	}
}

// TestWebAnnotationSelectors checks that each selector's quotation is what the
// text has at its position, and what stands around it too.
func TestWebAnnotationSelectors(t *testing.T) {
	for _, r := range []*hearsay.Reading{ferry(t), depot(t), everything(t), hostile(t)} {
		var page struct {
			Items []struct {
				ID     string
				Target []struct {
					Selector []struct {
						Start, End            int
						Exact, Prefix, Suffix string
					}
				}
			}
		}
		if err := json.Unmarshal([]byte(written(t, "webannotation", r)), &page); err != nil {
			t.Fatal(err)
		}
		text := []rune(r.Document.Text)
		ids := map[string]bool{}
		for _, item := range page.Items {
			if ids[item.ID] {
				t.Errorf("%s twice", item.ID)
			}
			ids[item.ID] = true
			for _, target := range item.Target {
				if target.Selector == nil {
					continue // the text as a whole
				}
				at, quote := target.Selector[0], target.Selector[1]
				if got := string(text[at.Start:at.End]); got != quote.Exact {
					t.Errorf("%s: %q at %d:%d, quoted as %q", item.ID, got, at.Start, at.End, quote.Exact)
				}
				if !strings.HasSuffix(string(text[:at.Start]), quote.Prefix) || !strings.HasPrefix(string(text[at.End:]), quote.Suffix) {
					t.Errorf("%s: not between %q and %q", item.ID, quote.Prefix, quote.Suffix)
				}
			}
		}
		if len(ids) < len(r.Mentions)+len(r.Attributions)+len(r.Events) {
			t.Errorf("only %d annotations", len(ids))
		}
	}
}

// TestTimeMLText checks that the text between the tags is the document's, and
// that every link leads to something.
func TestTimeMLText(t *testing.T) {
	for _, r := range []*hearsay.Reading{ferry(t), depot(t), everything(t), hostile(t)} {
		x := xml.NewDecoder(strings.NewReader(written(t, "timeml", r)[len("== .tml\n")+64:]))
		var text strings.Builder
		ids := map[string]bool{}
		var uses []string
		for {
			token, err := x.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			switch token := token.(type) {
			case xml.CharData:
				text.Write(token)
			case xml.StartElement:
				for _, a := range token.Attr {
					switch a.Name.Local {
					case "tid", "eid", "eiid", "lid":
						if ids[a.Value] {
							t.Errorf("%s twice", a.Value)
						}
						ids[a.Value] = true
					case "eventID", "eventInstanceID", "relatedToTime", "relatedToEventInstance", "subordinatedEventInstance", "anchorTimeID":
						uses = append(uses, a.Value)
					}
				}
			}
		}
		for _, u := range uses {
			if !ids[u] {
				t.Errorf("%s is not there", u)
			}
		}
		want := strings.ReplaceAll(r.Document.Text, "\u0001", "\uFFFD")
		if got := strings.TrimSpace(text.String()); got != want {
			t.Errorf("the text became %q", got)
		}
	}
}

// TestBratOffsets checks that every text-bound line has the text's words at its
// places, in code points, and that events and relations name what is there.
func TestBratOffsets(t *testing.T) {
	for _, r := range []*hearsay.Reading{ferry(t), depot(t), everything(t), hostile(t)} {
		text := []rune(r.Document.Text)
		ids := map[string]bool{}
		var uses []string
		_, ann, _ := strings.Cut(written(t, "brat", r), ".ann\n")
		ann, _, _ = strings.Cut(ann, "== ")
		for line := range strings.Lines(ann) {
			f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
			if len(f) < 2 {
				t.Fatalf("%q", line)
			}
			if f[0] != "*" && ids[f[0]] {
				t.Errorf("%s twice", f[0])
			}
			ids[f[0]] = true
			if f[0][0] == 'T' {
				_, places, _ := strings.Cut(f[1], " ")
				var words []string
				for place := range strings.SplitSeq(places, ";") {
					var from, to int
					if _, err := fmt.Sscanf(place, "%d %d", &from, &to); err != nil {
						t.Fatal(err)
					}
					words = append(words, string(text[from:to]))
				}
				if got := strings.ReplaceAll(strings.Join(words, " "), "\t", " "); got != f[2] {
					t.Errorf("%q has %q there", line, got)
				}
				continue
			}
			for _, word := range strings.Fields(f[1]) {
				if _, id, ok := strings.Cut(word, ":"); ok && f[0][0] == 'E' {
					uses = append(uses, id)
				}
			}
		}
		for _, u := range uses {
			if !ids[u] {
				t.Errorf("%q is not there", u)
			}
		}
		if len(uses) < 2*len(r.Attributions) {
			t.Errorf("only %d arguments", len(uses))
		}
	}
}

// TestNetworkJoins checks that an outlet is the organization that another report
// cites, that what has no name is not joined, and that a report counts once.
func TestNetworkJoins(t *testing.T) {
	first := newDraft(t, "One", "The Daily Herald said that a clerk said it rained.")
	first.r.Document.Outlet = "The Outer Coast Review"
	paper := first.entity(hearsay.Entity{Kind: hearsay.Organization, Named: true, Name: "Daily Herald"}, "The Daily Herald")
	clerk := first.entity(hearsay.Entity{Kind: hearsay.Person}, "a clerk")
	outer := first.says(hearsay.Attribution{Source: paper, Act: hearsay.Say}, "said", "a clerk said it rained")
	first.says(hearsay.Attribution{Source: clerk, Act: hearsay.Say, Within: outer}, "said", "it rained")
	second := newDraft(t, "Two", "a clerk said it snowed.")
	second.r.Document.Outlet = "The Daily Herald"
	clerk = second.entity(hearsay.Entity{Kind: hearsay.Person}, "a clerk")
	second.says(hearsay.Attribution{Source: clerk, Act: hearsay.Say}, "said", "it snowed")
	got := written(t, "graphml", first.valid(), second.valid(), first.r)
	if nodes, edges := strings.Count(got, "<node "), strings.Count(got, "<edge "); nodes != 4 || edges != 3 {
		t.Errorf("%d nodes and %d edges; want the two papers and two clerks, and 3:\n%s", nodes, edges, got)
	}
	if strings.Contains(got, `<data key="e-weight">2`) {
		t.Error("a report that comes twice counts twice")
	}
}

// TestSTIXReferences checks that every reference leads to an object of the
// bundle, that ids are not repeated, and that a named source has one in all
// reports.
func TestSTIXReferences(t *testing.T) {
	var bundle struct {
		Objects []struct {
			Type, ID, Name string
			By             string   `json:"created_by_ref"`
			Refs           []string `json:"object_refs"`
		}
	}
	if err := json.Unmarshal([]byte(written(t, "stix", ferry(t), depot(t), everything(t), hostile(t), ferry(t))), &bundle); err != nil {
		t.Fatal(err)
	}
	ids, names := map[string]bool{}, map[string]int{}
	for _, o := range bundle.Objects {
		if ids[o.ID] || !strings.HasPrefix(o.ID, o.Type+"--") {
			t.Errorf("%s is there twice, or no %s", o.ID, o.Type)
		}
		ids[o.ID] = true
		names[o.Type+" "+o.Name]++
	}
	for _, o := range bundle.Objects {
		for _, ref := range append(o.Refs, o.By) {
			if !ids[ref] {
				t.Errorf("%s refers to %s, which is not there", o.ID, ref)
			}
		}
	}
	if names["report The ferry <b>no one</b> ordered"] != 1 || names["identity Daily Herald"] != 1 {
		t.Errorf("reports and identities: %v", names)
	}
}

// TestCoNLLUTokens checks that lines have ten cells, that forms and SpaceAfter give
// the line "# text" back, and that every mention that opens is closed.
func TestCoNLLUTokens(t *testing.T) {
	for _, r := range []*hearsay.Reading{ferry(t), depot(t), everything(t), hostile(t)} {
		text, built, open, mentions := "", "", 0, 0
		for line := range strings.Lines(written(t, "conllu", r)) {
			line = strings.TrimSuffix(line, "\n")
			switch cells := strings.Split(line, "\t"); {
			case line == "":
				if strings.TrimSpace(built) != text {
					t.Errorf("tokens give %q; want %q", built, text)
				}
				built = ""
			case line[0] == '#':
				if s, ok := strings.CutPrefix(line, "# text = "); ok {
					text = s
				}
			case len(cells) != 10:
				t.Fatalf("%d cells: %q", len(cells), line)
			default:
				built += cells[1]
				if !strings.Contains(cells[9], "SpaceAfter=No") {
					built += " "
				}
				for _, m := range strings.Split(cells[9], "|") {
					if e, ok := strings.CutPrefix(m, "Entity="); ok {
						open += strings.Count(e, "(") - strings.Count(e, ")")
						mentions += strings.Count(e, "(")
					}
				}
			}
		}
		if open != 0 || mentions != len(r.Mentions) {
			t.Errorf("%d mentions of %d, %d left open", mentions, len(r.Mentions), open)
		}
	}
}
