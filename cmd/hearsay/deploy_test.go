package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

const deploy = "../../deploy"

// documents returns the documents of a YAML file.
func documents(t *testing.T, name string) []map[string]any {
	t.Helper()
	f, err := os.Open(filepath.Join(deploy, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []map[string]any
	for d := yaml.NewDecoder(f); ; {
		var x map[string]any
		if err := d.Decode(&x); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all = append(all, x)
	}
}

// at returns what stands in a tree at a path: "spec.template.spec.0.image"; nil if
// nothing does.
func at(x any, path string) any {
	for key := range strings.SplitSeq(path, ".") {
		switch v := x.(type) {
		case map[string]any:
			x = v[key]
		case []any:
			if key != "0" || len(v) == 0 {
				return nil
			}
			x = v[0]
		default:
			return nil
		}
	}
	return x
}

// checkCommand checks that the program has a command, and the flags that are given.
func checkCommand(t *testing.T, args []string) {
	t.Helper()
	c, rest, err := newRoot().Find(args)
	if err != nil || c.Name() == "hearsay" {
		t.Errorf("%q: no such command: %v", args, err)
		return
	}
	if err := c.ParseFlags(rest); err != nil {
		t.Errorf("%q: %v", args, err)
		return
	}
	if err := c.Args(c, c.Flags().Args()); err != nil {
		t.Errorf("%q: %v", args, err)
	}
}

func wordsAt(x any) []string {
	var all []string
	if list, ok := x.([]any); ok {
		for _, v := range list {
			s, _ := v.(string)
			all = append(all, s)
		}
	}
	return all
}

// TestKubernetes holds that each container runs a command that there is, as nobody,
// on files that it cannot change, within bounds, asked whether it is well, and with
// secrets from elsewhere.
func TestKubernetes(t *testing.T) {
	kinds := map[string]int{}
	for _, d := range documents(t, "kubernetes/hearsay.yaml") {
		kind, _ := d["kind"].(string)
		kinds[kind]++
		if kind != "Namespace" && at(d, "metadata.namespace") != "hearsay" {
			t.Errorf("%s %v is in no namespace", kind, at(d, "metadata.name"))
		}
		if kind != "Deployment" {
			continue
		}
		pod := at(d, "spec.template.spec")
		checkCommand(t, wordsAt(at(pod, "containers.0.args")))
		for path, want := range map[string]any{
			"automountServiceAccountToken":                          false,
			"securityContext.runAsNonRoot":                          true,
			"securityContext.seccompProfile.type":                   "RuntimeDefault",
			"containers.0.securityContext.allowPrivilegeEscalation": false,
			"containers.0.securityContext.readOnlyRootFilesystem":   true,
			"containers.0.securityContext.capabilities.drop.0":      "ALL",
			"containers.0.livenessProbe.httpGet.path":               "/healthz",
			"containers.0.readinessProbe.httpGet.path":              "/readyz",
			"containers.0.resources.limits.memory":                  "3Gi",
			"containers.0.env.0.name":                               "PGPASSFILE",
			"volumes.0.secret.secretName":                           "hearsay",
		} {
			if got := at(pod, path); got != want {
				t.Errorf("%v: %s is %v, want %v", at(d, "metadata.name"), path, got, want)
			}
		}
		selected, _ := json.Marshal(at(d, "spec.selector.matchLabels"))
		labels, _ := json.Marshal(at(d, "spec.template.metadata.labels"))
		if string(selected) != string(labels) {
			t.Errorf("%v selects %s, its pods have %s", at(d, "metadata.name"), selected, labels)
		}
	}
	if kinds["Deployment"] != 2 || kinds["Service"] != 1 || kinds["NetworkPolicy"] < 2 || kinds["Secret"] != 0 {
		t.Errorf("the file holds %v", kinds)
	}
}

// TestCompose holds the same of the compose file.
func TestCompose(t *testing.T) {
	d := documents(t, "compose.yaml")[0]
	for _, name := range []string{"case", "work", "serve"} {
		s := at(d, "services."+name)
		if name != "case" && at(s, "depends_on.case.condition") != "service_completed_successfully" || name == "case" && at(s, "depends_on.postgres.condition") != "service_healthy" {
			t.Errorf("%s starts before what it needs", name)
		}
		checkCommand(t, wordsAt(at(s, "command")))
		if at(s, "read_only") != true || at(s, "user") != "65534:65534" || at(s, "cap_drop.0") != "ALL" || at(s, "security_opt.0") != "no-new-privileges:true" || at(s, "deploy.resources.limits.memory") == nil {
			t.Errorf("%s may do more than it needs: %v", name, s)
		}
		for _, secret := range wordsAt(at(s, "secrets")) {
			if at(d, "secrets."+secret+".file") == nil {
				t.Errorf("%s: no secret %s", name, secret)
			}
		}
	}
	if at(d, "networks.inside.internal") != true || slices.Contains(wordsAt(at(d, "services.work.networks")), "outside") || at(d, "services.postgres.ports") != nil {
		t.Error("workers or the database reach the outside")
	}
}

// TestUnits holds that the units run commands that there are, with few rights.
func TestUnits(t *testing.T) {
	for _, name := range []string{"hearsay-serve.service", "hearsay-work@.service"} {
		b, err := os.ReadFile(filepath.Join(deploy, "systemd", name))
		if err != nil {
			t.Fatal(err)
		}
		unit := string(b)
		_, line, _ := strings.Cut(unit, "ExecStart=")
		line, _, _ = strings.Cut(line, "\n")
		checkCommand(t, strings.Fields(line)[1:])
		for _, want := range []string{"DynamicUser=yes", "NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet=\n", "LoadCredential=", "MemoryMax="} {
			if !strings.Contains(unit, want) {
				t.Errorf("%s lacks %s", name, want)
			}
		}
	}
}

// TestMetrics holds that what the dashboard, and the rules for alarms, show is there:
// each of hearsay's metrics that they name is one that the program tells.
func TestMetrics(t *testing.T) {
	told := regexp.MustCompile(`(?:Name: |NewDesc\()"(hearsay_\w+)"`)
	var known []string
	for _, p := range []string{"../../internal/server/*.go", "../../internal/worker/*.go"} {
		files, err := filepath.Glob(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			b, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range told.FindAllStringSubmatch(string(b), -1) {
				known = append(known, m[1])
			}
		}
	}
	if len(known) < 10 {
		t.Fatalf("the program tells %q", known)
	}
	var exprs []string
	b, err := os.ReadFile(filepath.Join(deploy, "monitoring/dashboard.json"))
	if err != nil {
		t.Fatal(err)
	}
	var board struct {
		Panels []struct {
			Title   string
			Targets []struct{ Expr string }
		}
	}
	if err := json.Unmarshal(b, &board); err != nil {
		t.Fatal(err)
	}
	for _, p := range board.Panels {
		if p.Title == "" || len(p.Targets) == 0 {
			t.Errorf("panel %q shows nothing", p.Title)
		}
		for _, x := range p.Targets {
			exprs = append(exprs, x.Expr)
		}
	}
	groups, _ := documents(t, "monitoring/rules.yml")[0]["groups"].([]any)
	rules, _ := at(groups, "0.rules").([]any)
	for _, r := range rules {
		s, _ := at(r, "expr").(string)
		exprs = append(exprs, s)
	}
	used := regexp.MustCompile(`\b(?:hearsay|process|go)_\w+`)
	shown := map[string]bool{}
	for _, x := range exprs {
		names := used.FindAllString(x, -1)
		if len(names) == 0 {
			t.Errorf("%q names no metric", x)
		}
		for _, n := range names {
			for _, of := range []string{"_bucket", "_sum", "_count"} {
				n = strings.TrimSuffix(n, of)
			}
			if shown[n] = true; strings.HasPrefix(n, "hearsay_") && !slices.Contains(known, n) {
				t.Errorf("%q: the program has no %s", x, n)
			}
		}
	}
	for _, n := range known {
		if !shown[n] && n != "hearsay_info" {
			t.Errorf("nothing shows %s", n)
		}
	}
	documents(t, "monitoring/prometheus.yml")
}
