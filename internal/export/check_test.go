package export_test

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"hearsay"
	"hearsay/internal/export"
	"hearsay/internal/token"
)

// A disk is a Folder on disk.
type disk string

func (d disk) Create(name string) (io.WriteCloser, error) {
	return os.Create(filepath.Join(string(d), name))
}

// checked are the formats that programs of others read, by their names on the
// command line.
var checked = []struct {
	name   string
	file   func(io.Writer) exporter
	folder func(export.Folder) exporter
	tool   []string // beside check.py: a command, whose last argument is the file
}{
	{name: "acled", file: func(w io.Writer) exporter { return export.NewACLED(w) }},
	{name: "bibtex", file: func(w io.Writer) exporter { return export.NewBibTeX(w) }},
	{name: "brat", folder: func(f export.Folder) exporter { return export.NewBrat(f) }},
	{name: "claimreview", file: func(w io.Writer) exporter { return export.NewClaimReview(w) }},
	{name: "conllu", file: func(w io.Writer) exporter { return export.NewCoNLLU(w, export.CoNLLUOptions{}) }},
	{name: "conllu-trees", file: func(w io.Writer) exporter { return export.NewCoNLLU(w, export.CoNLLUOptions{Grammar: chained}) }},
	{name: "csl", file: func(w io.Writer) exporter { return export.NewCSL(w) }},
	{name: "csv", folder: func(f export.Folder) exporter { return export.NewCSV(f) }, tool: []string{"Rscript", "--vanilla", "testdata/check/tables.R"}},
	{name: "gdelt-events", file: func(w io.Writer) exporter { return export.NewGDELTEvents(w) }},
	{name: "gdelt-gkg", file: func(w io.Writer) exporter { return export.NewGKG(w) }},
	{name: "gdelt-mentions", file: func(w io.Writer) exporter { return export.NewGDELTMentions(w) }},
	{name: "geojson", file: func(w io.Writer) exporter { return export.NewGeoJSON(w) }, tool: []string{"ogrinfo", "-ro", "-so", "-al"}},
	{name: "gexf", file: func(w io.Writer) exporter { return export.NewGEXF(w) }, tool: []string{"xmllint", "--noout"}},
	{name: "graphml", file: func(w io.Writer) exporter { return export.NewGraphML(w) }, tool: []string{"xmllint", "--noout"}},
	{name: "html", file: func(w io.Writer) exporter { return export.NewHTML(w, export.HTMLOptions{Why: true}) }},
	{name: "ical", file: func(w io.Writer) exporter { return export.NewICal(w) }},
	{name: "icews", file: func(w io.Writer) exporter { return export.NewICEWS(w) }},
	{name: "jsonl", file: func(w io.Writer) exporter { return export.NewJSONLines(w, export.CodePoints) }},
	{name: "kml", file: func(w io.Writer) exporter { return export.NewKML(w) }, tool: []string{"ogrinfo", "-ro", "-so", "-al"}},
	{name: "misp", file: func(w io.Writer) exporter { return export.NewMISP(w) }},
	{name: "parquet", folder: func(f export.Folder) exporter { return export.NewParquet(f) }},
	{name: "plover", file: func(w io.Writer) exporter { return export.NewPLOVER(w) }},
	{name: "polecat", file: func(w io.Writer) exporter { return export.NewPOLECAT(w) }},
	{name: "prov", file: func(w io.Writer) exporter { return export.NewPROV(w) }},
	{name: "rss", file: func(w io.Writer) exporter { return export.NewRSS(w, export.RSSOptions{}) }, tool: []string{"xmllint", "--noout"}},
	{name: "stix", file: func(w io.Writer) exporter { return export.NewSTIX(w) }},
	{name: "timeml", folder: func(f export.Folder) exporter { return export.NewTimeML(f) }},
	{name: "utf16", file: func(w io.Writer) exporter { return export.NewJSONLines(w, export.UTF16) }, tool: []string{"node", "testdata/check/offsets.mjs"}},
	{name: "webannotation", file: func(w io.Writer) exporter { return export.NewWebAnnotation(w) }},
}

// chained is a grammar that any text can have: every token of a sentence depends on
// the one before it.
func chained(text string, blocks []hearsay.Block) ([][]export.Grammar, error) {
	var all [][]export.Grammar
	for _, s := range token.Split(text, blocks) {
		words := make([]export.Grammar, len(s.Tokens))
		for k, t := range s.Tokens {
			words[k] = export.Grammar{Lemma: text[t.Start:t.End], UPOS: "X", XPOS: "FW", Relation: "dep", Head: k - 1}
		}
		if len(words) > 0 {
			words[0].Relation = "root"
		}
		all = append(all, words)
	}
	return all, nil
}

// missing is the exit status of a check whose module is not installed.
const missing = 77

// TestChecks has every format read by a program that is not hearsay's: Python
// packages (testdata/check/check.py), GDAL, libxml2, R's readr and Node. Those
// that are not installed are left out, except that with HEARSAY_CI=1 the Python
// packages of .ci/requirements.txt must be there.
func TestChecks(t *testing.T) {
	must := os.Getenv("HEARSAY_CI") == "1"
	python := pythonPath()
	if python == "" && must {
		t.Fatal("no python3")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "schema.json"), export.Schema, 0o600); err != nil {
		t.Fatal(err)
	}
	readings := []*hearsay.Reading{quay(t), depot(t), ferry(t), everything(t), hostile(t), shout(t), plainReport(t)}
	for _, f := range checked {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			path := writtenTo(t, dir, f.name, f.file, f.folder, readings)
			ran := false
			if f.name != "utf16" && python != "" {
				ran = passes(t, must, python, "-W", "ignore", "testdata/check/check.py", f.name, path)
			}
			if len(f.tool) > 0 {
				if bin, err := exec.LookPath(f.tool[0]); err == nil {
					ran = passes(t, false, bin, append(f.tool[1:len(f.tool):len(f.tool)], path)...) || ran
				}
			}
			if !ran {
				t.Skip("what would check it is not installed")
			}
		})
	}
}

// pythonPath returns the Python that the checks run in: that of .ci/services, which
// HEARSAY_PYTHON names, else the machine's.
func pythonPath() string {
	for _, name := range []string{os.Getenv("HEARSAY_PYTHON"), "python3"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// writtenTo writes readings, with links between them where the format has room,
// to a file or folder of a folder and returns its path.
func writtenTo(t *testing.T, dir, name string, file func(io.Writer) exporter, folder func(export.Folder) exporter, readings []*hearsay.Reading) string {
	t.Helper()
	path := filepath.Join(dir, name)
	switch name { // GDAL goes by the name
	case "geojson", "kml":
		path += "." + name
	}
	var b bytes.Buffer
	var x exporter
	if folder != nil {
		if err := os.Mkdir(path, 0o700); err != nil {
			t.Fatal(err)
		}
		x = folder(disk(path))
	} else {
		x = file(&b)
	}
	for _, r := range readings {
		if err := x.Write("a report", r); err != nil {
			t.Fatal(err)
		}
	}
	if l, ok := x.(interface{ WriteLink(*hearsay.Link) error }); ok {
		links := linksOf(readings[0], readings[1])
		for i := range links {
			if links[i].To.Document() != hearsay.IDOf("a third") {
				if err := l.WriteLink(&links[i]); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	if folder == nil {
		if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

// passes runs a check and reports whether it ran. must is whether it must.
func passes(t *testing.T, must bool, name string, args ...string) bool {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if e, ok := err.(*exec.ExitError); ok && e.ExitCode() == missing {
		if must {
			t.Errorf("%s %v: %s", name, args, out)
		}
		t.Logf("%s", out)
		return false
	}
	if err != nil {
		t.Errorf("%s %v: %v\n%s", name, args, err, out)
	}
	t.Logf("%s", out[:min(len(out), 200)])
	return true
}
