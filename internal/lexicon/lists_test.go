package lexicon_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"hearsay"
	"hearsay/internal/lexicon"
)

// rows reads a list as the package does, with the number of its line.
func rows(t *testing.T, file string) [][]string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for line := range strings.Lines(string(b)) {
		if line = strings.TrimRight(line, "\n"); line != "" && line[0] != '#' {
			out = append(out, strings.Split(line, "\t"))
		}
	}
	return out
}

// Every list says where it comes from and on what terms, and is clean text.
func TestOrigins(t *testing.T) {
	files, err := filepath.Glob("*.tsv")
	if err != nil || len(files) < 7 {
		t.Fatalf("%d lists, %v", len(files), err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		head := string(b[:min(len(b), 1000)])
		if !strings.HasPrefix(head, "# ") || !strings.Contains(head, "Origin:") || !strings.Contains(head, "icence") {
			t.Errorf("%s does not say its origin and licence", f)
		}
		if !utf8.Valid(b) || strings.ContainsAny(string(b), "\r\u00a0") {
			t.Errorf("%s: not clean UTF-8", f)
		}
		for n, r := range rows(t, f) {
			for _, field := range r {
				if field != strings.TrimSpace(field) {
					t.Errorf("%s, row %d: white space around %q", f, n+1, field)
				}
			}
		}
	}
}

func TestCountryList(t *testing.T) {
	code := regexp.MustCompile(`^[A-Z]{3}$`)
	seen := map[string]string{}
	for _, r := range rows(t, "countries.tsv") {
		if !code.MatchString(r[0]) {
			t.Errorf("code %q", r[0])
		}
		for _, n := range append([]string{r[1]}, strings.Split(r[2], "|")...) {
			if c := seen[n]; n != "" && c != "" {
				t.Errorf("%q is %s and %s", n, c, r[0])
			}
			seen[n] = r[0]
		}
	}
}

func TestCountries(t *testing.T) {
	for name, want := range map[string]string{
		"Russia": "RUS", "Czechia": "CZE", "Czech Republic": "CZE", "North Macedonia": "MKD", "South Sudan": "SSD", "Sudan": "SDN",
		"U.S.": "USA", "US": "USA", "United States": "USA", "UK": "GBR", "Kosovo": "KOS", "Palestine": "PSE", "Congo": "COD",
		"Republic of the Congo": "COG", "Eswatini": "SWZ", "us": "", "Moscow": "", "Russian": "", "": "",
	} {
		got, ok := lexicon.CountryNamed(name)
		if got != want || ok != (want != "") {
			t.Errorf("CountryNamed(%q) = %q, %v; want %q", name, got, ok, want)
		}
	}
	if got := lexicon.CountryName("RUS"); got != "Russia" {
		t.Errorf("CountryName(RUS) = %q", got)
	}
	if got := lexicon.CountryName("XYZ"); got != "" {
		t.Errorf("CountryName(XYZ) = %q", got)
	}
}

func TestAdjectives(t *testing.T) {
	for word, want := range map[string]string{
		"Russian": "RUS", "Swiss": "CHE", "South Korean": "KOR", "Kurdish": "", "Dutch": "NLD", "Houthi": "YEM", "U.S.": "USA", "British": "GBR",
	} {
		if got, ok := lexicon.Adjective(word); got != want || !ok {
			t.Errorf("Adjective(%q) = %q, %v; want %q", word, got, ok, want)
		}
	}
	for _, word := range []string{"russian", "Russia", "turkey", "polish", ""} {
		if got, ok := lexicon.Adjective(word); ok {
			t.Errorf("Adjective(%q) = %q; want none", word, got)
		}
	}
}

func TestPeople(t *testing.T) {
	for _, x := range []struct {
		noun, code    string
		one, many, ok bool
	}{
		{"Russian", "RUS", true, false, true},
		{"Russians", "RUS", false, true, true},
		{"Frenchmen", "FRA", false, true, true},
		{"Chinese", "CHN", true, true, true},
		{"Swiss", "CHE", true, true, true},
		{"Spaniards", "ESP", false, true, true},
		{"Kurds", "", false, true, true},
		{"Druze", "", true, true, true},
		{"Russia", "", false, false, false},
	} {
		code, one, many, ok := lexicon.People(x.noun)
		if code != x.code || one != x.one || many != x.many || ok != x.ok {
			t.Errorf("People(%q) = %q, %v, %v, %v; want %+v", x.noun, code, one, many, ok, x)
		}
	}
}

func TestCapitals(t *testing.T) {
	for name, want := range map[string]string{
		"Moscow": "RUS", "Tehran": "IRN", "Kyiv": "UKR", "Kiev": "UKR", "Washington": "USA", "Singapore": "", "Hamburg": "", "Kremlin": "",
	} {
		if got, _ := lexicon.Capital(name); got != want {
			t.Errorf("Capital(%q) = %q; want %q", name, got, want)
		}
	}
}

// sectors of PLOVER's manual 2.0.
var sectors = strings.Fields("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC")

func TestSectors(t *testing.T) {
	for _, x := range []struct {
		file   string
		column int
	}{{"roles.tsv", 1}, {"organizations.tsv", 3}} {
		for n, r := range rows(t, x.file) {
			if len(r) <= x.column {
				continue
			}
			if s := r[x.column]; s != "" && s != "*" && !slices.Contains(sectors, s) {
				t.Errorf("%s, row %d: sector %q", x.file, n+1, s)
			}
		}
	}
}

func TestRoleOf(t *testing.T) {
	for _, x := range []struct {
		phrase string
		words  int
		kind   hearsay.EntityKind
		sector string
		outlet bool
		plural bool
	}{
		{"foreign minister", 2, hearsay.Person, "GOV", false, false},
		{"Foreign Minister", 2, hearsay.Person, "GOV", false, false},
		{"senior police officers", 2, hearsay.Person, "COP", false, true},
		{"officers", 1, hearsay.Person, "*", false, true},
		{"spies", 1, hearsay.Person, "SPY", false, true},
		{"gunmen", 1, hearsay.Person, "UAF", false, true},
		{"militias", 1, hearsay.Group, "UAF", false, true},
		{"daily", 1, hearsay.Organization, "JRN", true, false},
		{"news agency", 2, hearsay.Organization, "JRN", true, false},
		{"agency", 1, hearsay.Organization, "*", false, false},
		{"report", 1, hearsay.DocumentEntity, "JRN", false, false},
		{"statement", 1, hearsay.DocumentEntity, "", false, false},
		{"former president", 2, hearsay.Person, "ELI", false, false},
		{"table", 0, 0, "", false, false},
		{"", 0, 0, "", false, false},
	} {
		r, n := lexicon.RoleOf(strings.Fields(x.phrase))
		if n != x.words || r.Kind != x.kind || r.Sector != x.sector || r.Outlet != x.outlet || r.Plural != x.plural {
			t.Errorf("RoleOf(%q) = %+v, %d; want %+v", x.phrase, r, n, x)
		}
	}
}

func TestBodies(t *testing.T) {
	for _, x := range []struct{ name, full, country, order, sector, outlet string }{
		{"IDF", "Israel Defense Forces", "ISR", "", "MIL", ""},
		{"U.N.", "United Nations", "", "IGO", "GOV", ""},
		{"Asharq al-Awsat", "Asharq al-Awsat", "GBR", "", "JRN", "newspaper"},
		{"AFP", "Agence France-Presse", "FRA", "", "JRN", "agency"},
	} {
		b := lexicon.BodyNamed(x.name)
		if b == nil || b.Name != x.full || b.Country != x.country || b.Order != x.order || b.Sector != x.sector || b.Outlet != x.outlet {
			t.Errorf("BodyNamed(%q) = %+v; want %+v", x.name, b, x)
		}
	}
	for _, name := range []string{"idf", "Times", "Harrow Herald", ""} {
		if b := lexicon.BodyNamed(name); b != nil {
			t.Errorf("BodyNamed(%q) = %+v; want none", name, b)
		}
	}
}

func TestOutletCountry(t *testing.T) {
	for name, want := range map[string]string{"AFP": "FRA", "Asharq al-Awsat": "GBR", "The Asharq al-Awsat": "GBR", "The Associated Press": "USA",
		"Associated Press": "USA", "IDF": "", "Harrow Herald": "", "": ""} {
		if got := lexicon.OutletCountry(name); got != want {
			t.Errorf("OutletCountry(%q) = %q; want %q", name, got, want)
		}
	}
}

// A name leads to one body only.
func TestBodyLists(t *testing.T) {
	seen := map[string]string{}
	for _, f := range []string{"organizations.tsv", "outlets.tsv"} {
		for _, r := range rows(t, f) {
			for _, n := range append([]string{r[0]}, strings.Split(r[1], "|")...) {
				if b := seen[n]; n != "" && b != "" && b != r[0] {
					t.Errorf("%q is %s and %s", n, b, r[0])
				}
				seen[n] = r[0]
			}
		}
	}
}

func TestGenderOf(t *testing.T) {
	for word, want := range map[string]lexicon.Gender{
		"Ana": lexicon.Female, "Luis": lexicon.Male, "Mr.": lexicon.Male, "Mrs": lexicon.Female, "spokeswoman": lexicon.Female,
		"policeman": lexicon.Male, "gunmen": lexicon.Male, "human": lexicon.AnyGender, "humans": lexicon.AnyGender, "German": lexicon.AnyGender,
		"Yemen": lexicon.AnyGender, "women": lexicon.Female, "officer": lexicon.AnyGender, "": lexicon.AnyGender, "Newman": lexicon.AnyGender,
		"men": lexicon.Male, "actress": lexicon.Female, "specimen": lexicon.AnyGender,
	} {
		if got := lexicon.GenderOf(word); got != want {
			t.Errorf("GenderOf(%q) = %d; want %d", word, got, want)
		}
	}
}

func TestGivenNamesOnce(t *testing.T) {
	seen := map[string]string{}
	for _, r := range rows(t, "names.tsv") {
		for _, n := range strings.Fields(r[1]) {
			if g := seen[n]; g != "" {
				t.Errorf("%s twice (%s, %s)", n, g, r[0])
			}
			seen[n] = r[0]
		}
	}
}

func TestNumber(t *testing.T) {
	for _, x := range []struct {
		words     string
		value     int
		vague, ok bool
	}{
		{"three", 3, false, true},
		{"Twenty - five", 25, false, true},
		{"two hundred", 200, false, true},
		{"one hundred and five", 105, false, true},
		{"two hundred thousand", 200000, false, true},
		{"3,500", 3500, false, true},
		{"1.5 million", 1500000, false, true},
		{"14", 14, false, true},
		{"dozen", 12, false, true},
		{"two dozen", 24, false, true},
		{"dozens", 0, true, true},
		{"several", 0, true, true},
		{"2.5", 0, false, false},
		{"-3", 0, false, false},
		{"0x10", 0, false, false},
		{"1e3", 0, false, false},
		{"inf", 0, false, false},
		{"99999999999999999999", 0, false, false},
		{"at three", 0, false, false},
		{"and", 0, false, false},
		{"", 0, false, false},
	} {
		v, vague, ok := lexicon.Number(strings.Fields(x.words))
		if v != x.value || vague != x.vague || ok != x.ok {
			t.Errorf("Number(%q) = %d, %v, %v; want %d, %v, %v", x.words, v, vague, ok, x.value, x.vague, x.ok)
		}
	}
}

func FuzzNumber(f *testing.F) {
	for _, s := range []string{"two hundred thousand and five", "1,000,000", "dozens", "9 billion billion", "- and -", "١٢"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, vague, ok := lexicon.Number(strings.Fields(s))
		if v < 0 || v > 1e12 || vague && v != 0 || !ok && (v != 0 || vague) {
			t.Errorf("Number(%q) = %d, %v, %v", s, v, vague, ok)
		}
	})
}
