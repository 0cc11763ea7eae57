package gazetteer_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay/internal/gazetteer"
)

// dump has rows of every fate: new towns, one with a name in other letters, a
// place the base has by id, a district it has by code, a town it has by name
// and spot, a state of the past, a damaged row.
var dump = strings.Join([]string{
	"501\tKessock\tKessock\tKessok,ke suo ke,Кессок\t11.21\t20.12\tP\tPPL\tOL\t\t01\t7\t\t\t1200\t\t5\tX/Y\t2026-01-01",
	"502\tГорка\tGorka\t\t9.5\t19.9\tT\tHLL\tOL\t\t02\t\t\t\t0\t\t5\tX/Y\t2026-01-01",
	"12\tMārvik\tMarvik\tMarvikstad\t11.25\t20.15\tP\tPPLC\tOL\t\t01\t7\t\t\t300000\t\t5\tX/Y\t2026-01-01",
	"503\tHill\tHill\tThe Hills\t11.2\t20.1\tA\tADM2\tOL\t\t01\t7\t\t\t0\t\t5\tX/Y\t2026-01-01",
	"504\tSaint Oda\tSaint Oda\t\t9.31\t19.81\tP\tPPL\tOL\t\t02\t\t\t\t700\t\t5\tX/Y\t2026-01-01",
	"505\tSaint Oda\tSaint Oda\t\t3\t3\tP\tPPL\tZZ\t\t\t\t\t\t700\t\t5\tX/Y\t2026-01-01",
	"506\tOld Orland\tOld Orland\t\t10\t20\tA\tPCLH\tOL\t\t00\t\t\t\t0\t\t5\tX/Y\t2026-01-01",
	"507\tHalf a row\t\t",
	"508\tNowhere\tNowhere\t\t100\t20\tP\tPPL\tOL\t\t01\t\t\t\t0\t\t5\tX/Y\t2026-01-01",
}, "\n") + "\n"

func TestImport(t *testing.T) {
	base := open(t, small(t))
	file, report, err := gazetteer.Import(base, strings.NewReader(dump), gazetteer.ImportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if want := (gazetteer.ImportReport{Rows: 9, Added: 4, Merged: 3, Skipped: 2}); report != want {
		t.Errorf("got %+v, want %+v", report, want)
	}
	g := open(t, file)
	for name, want := range map[string][]string{
		"Kessok":     {"Kessock ORL/North Province/Hill District populated place alias"},
		"Gorka":      {"Gorka ORL/South Province/ region"},
		"Marvikstad": {"Mārvik ORL/North Province/Hill District populated place alias"},
		"Hills":      {"Hill District ORL/North Province/Hill District district alias"},
		"Saint Oda":  {"Saint Oda // populated place", "Saint Oda ORL/South Province/ populated place"},
		"Old Orland": {"Old Orland ORL// region"},
		"Nowhere":    nil,
		"Marwick":    {"Mārvik ORL/North Province/Hill District populated place alias"},
		"OL":         {"Orland ORL// country alias"},
	} {
		if diff := cmp.Diff(want, line(g.Lookup(name))); diff != "" {
			t.Errorf("Lookup(%q): %s", name, diff)
		}
	}
	if p := g.Lookup("Hill District"); len(p) != 1 || p[0].GeoNames != 503 {
		t.Errorf("district: %+v", p)
	}
	if g.Len() != base.Len()+4 || g.Notice() != base.Notice() || !strings.HasPrefix(g.Version(), "2026-01+geonames ") {
		t.Errorf("%d places, version %s", g.Len(), g.Version())
	}
	for id := range base.Len() { // every place of the base is as it was
		p := base.At(id)
		found := g.Lookup(p.Name)
		i := -1
		for j, q := range found {
			if q.Lat == p.Lat && q.Lon == p.Lon && q.Code == p.Code {
				i = j
			}
		}
		if i < 0 {
			t.Fatalf("%s is gone", p.Name)
		}
		q := found[i]
		p.ID, p.GeoNames, p.Alias = q.ID, q.GeoNames, q.Alias
		if p != q {
			t.Errorf("got %+v, want %+v", q, p)
		}
	}
}

func TestImportCountries(t *testing.T) {
	_, report, err := gazetteer.Import(open(t, small(t)), strings.NewReader(dump), gazetteer.ImportOptions{Countries: []string{"ZZ"}})
	if err != nil || report.Added != 1 || report.Skipped != 8 {
		t.Errorf("%+v, %v", report, err)
	}
}

func TestImportErrors(t *testing.T) {
	for name, in := range map[string]string{
		"a page":     "<!doctype html>\n<p>moved",
		"an archive": "PK\x03\x04",
		"long line":  strings.Replace(dump, "Kessok", strings.Repeat("k", 1<<20), 1),
	} {
		if _, _, err := gazetteer.Import(open(t, small(t)), strings.NewReader(in), gazetteer.ImportOptions{}); err == nil || !strings.Contains(err.Error(), "line 1: ") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}
