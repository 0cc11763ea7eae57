package hearsay_test

import (
	"encoding/json"
	"io"
	"maps"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// layers is the order in which packages may know of one another.
// "a < b" means that b may import a, and whatever a may import.
// "a !< b" means that b must never import a, however the rest changes.
const layers = `
	# words shared by all
	NONE < hearsay, tensor, data/weights, data/gazetteer;

	# one document, in the order of reading
	hearsay < page, token, lexicon, fetch;
	token < page;
	tensor < neural;
	hearsay, token, lexicon, neural < syntax;
	syntax < mention, when;
	hearsay, lexicon < gazetteer, actor;
	mention, gazetteer < where;
	mention < attribution;
	attribution < factuality;
	syntax < codebook;
	mention, actor < event;
	attribution, factuality, codebook, when, where < event;
	event < discourse;
	NONE < calibrate;
	event, discourse, calibrate < reading;

	# across documents
	hearsay < link;
	link < eval, cmd/hearsay;

	# the outside
	fetch < bundle;
	NONE < query;
	hearsay, query, codebook < casefile;
	casefile < casefile/condition;
	casefile/condition < casefile/sqlite, casefile/postgres;
	NONE < casefile/postgres/postgrestest;
	casefile, page, reading < casefile/casefiletest;
	bundle, page, reading, casefile, link < intake;
	hearsay, token < export;
	NONE < earth;
	intake, fetch < desk;
	casefile, query, export, desk < api, ui;
	link, earth < ui;
	export < foreign;
	foreign < cmd/hearsay;
	casefile, link, query < assistant;
	assistant < cmd/hearsay;
	casefile, intake < worker;
	api, ui < server;
	server, worker < cmd/hearsay;
	reading, page, calibrate < eval;
	casefile, casefile/sqlite, casefile/casefiletest, intake, fetch, query < eval;
	reading, export, fetch, page, gazetteer, intake, desk, casefile, casefile/sqlite, casefile/postgres, query, data/weights, data/gazetteer < cmd/hearsay;
	gazetteer < cmd/hearsay-gazetteer;
	eval, data/weights, data/gazetteer < cmd/hearsay-eval;
	NONE < docs, help, hostile;
	docs, help, export < cmd/hearsay-site, server;

	casefile/sqlite !< intake; # what works on a case knows no engine
	casefile/postgres !< intake;
	fetch !< reading;     # reading a document needs no network
	page !< reading;      # ... and no stage knows of pages
	eval !< cmd/hearsay;  # the evaluator is not shipped
`

// pure lists the packages whose result may depend on nothing but their input.
var pure = strings.Fields(`hearsay page token lexicon tensor neural syntax mention
	when gazetteer where actor attribution factuality codebook event discourse
	reading export link earth calibrate`)

// impure lists what they may therefore not import.
var impure = strings.Fields(`context database/sql log log/slog math/rand
	math/rand/v2 net net/http os os/exec sync time/tzdata`)

func TestLayers(t *testing.T) {
	may, never := parseLayers(t, layers)
	for pkg, imports := range listImports(t) {
		allowed, ok := may[pkg]
		if !ok {
			t.Errorf("package %s is in no layer: add it to layers", pkg)
			continue
		}
		for _, imp := range imports {
			dep, local := strings.CutPrefix(imp, module+"/")
			dep = strings.TrimPrefix(dep, "internal/")
			switch {
			case imp == module:
				dep, local = "hearsay", true
			case !local && slices.Contains(pure, pkg) && slices.Contains(impure, imp):
				t.Errorf("%s imports %s, but must depend on its input alone", pkg, imp)
			}
			if local && !allowed[dep] {
				t.Errorf("%s imports %s, against the layers", pkg, dep)
			}
		}
	}
	for _, n := range never {
		if may[n[1]][n[0]] {
			t.Errorf("layers let %s import %s", n[1], n[0])
		}
	}
}

const module = "hearsay"

// listImports returns what each package of the module imports outside its tests.
func listImports(t *testing.T) map[string][]string {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	all := make(map[string][]string)
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := dec.Decode(&p); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, module+"/"), "internal/")
		all[name] = p.Imports
	}
}

// parseLayers returns, for each package, the set it may import, and the
// pairs (a, b) of the "a !< b" rules.
func parseLayers(t *testing.T, rules string) (may map[string]map[string]bool, never [][2]string) {
	t.Helper()
	var b strings.Builder
	for line := range strings.Lines(rules) {
		line, _, _ = strings.Cut(line, "#")
		b.WriteString(line + "\n")
	}
	may = map[string]map[string]bool{"NONE": {}}
	for rule := range strings.SplitSeq(b.String(), ";") {
		rule = strings.TrimSpace(rule)
		if rule == "" {
			continue
		}
		if a, b, ok := strings.Cut(rule, "!<"); ok {
			never = append(never, [2]string{strings.TrimSpace(a), strings.TrimSpace(b)})
			continue
		}
		left, right, ok := strings.Cut(rule, "<")
		if !ok {
			t.Fatalf("rule without <: %q", rule)
		}
		for to := range strings.SplitSeq(right, ",") {
			to = strings.TrimSpace(to)
			if may[to] == nil {
				may[to] = make(map[string]bool)
			}
			for from := range strings.SplitSeq(left, ",") {
				from = strings.TrimSpace(from)
				if may[from] == nil {
					t.Fatalf("rule for %s uses %s before it is placed", to, from)
				}
				may[to][from] = true
				maps.Copy(may[to], may[from])
			}
		}
	}
	return may, never
}
