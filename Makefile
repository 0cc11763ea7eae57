# Targets for daily work, and check, which must hold before a change is taken.
GO ?= go
export CGO_ENABLED = 0

.PHONY: build test lint fuzz vuln bench eval train-smoke site check packages package-files sbom image
build:
	$(GO) build -trimpath -o bin/hearsay ./cmd/hearsay

test:
	$(GO) test ./...

lint:
	@out=$$(gofmt -l .); test -z "$$out" || { echo "gofmt: $$out"; exit 1; }
	$(GO) vet ./...
	cd internal/tools && $(GO) build -o ../../bin/staticcheck honnef.co/go/tools/cmd/staticcheck
	bin/staticcheck ./...

# Every fuzz target of every package, a few seconds each. An hour for each parser of
# foreign bytes: make fuzz FUZZTIME=1h FUZZPKGS="./internal/bundle ./internal/page ./internal/foreign ./internal/query"
# Not part of check, since a search by chance is no gate: what it finds is kept
# in testdata/fuzz and runs with the tests from then on.
FUZZTIME ?= 5s
FUZZPKGS ?= ./...
fuzz:
	@set -e; for p in $$($(GO) list $(FUZZPKGS)); do \
	  for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz' || true); do \
	    echo "$$p $$f"; $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x $$p; \
	  done; \
	done

# Known vulnerabilities in what the program calls, with the Go that go.mod names for
# releases. The database is fetched; VULNDB=module takes the copy that is published as a
# Go module, some weeks older, and VULNDB=file:///srv/vulndb one of your own.
VULNDB ?= https://vuln.go.dev
vuln:
	@set -e; db=$(VULNDB); if [ "$$db" = module ]; then \
	  db=file://$$(cd / && $(GO) mod download -json golang.org/x/vulndb@latest | sed -n 's/^.*"Dir": "\(.*\)".*$$/\1/p')/data/osv; \
	fi; echo "$$db"; GOTOOLCHAIN=$$(sed -n 's/^toolchain //p' go.mod) $(GO) run golang.org/x/vuln/cmd/govulncheck@v1.9.0 -db "$$db" ./...

# Rewrites eval/bench.txt. Run on a quiet machine.
bench:
	$(GO) run ./cmd/hearsay-eval -bench -o eval/bench.txt

# Rewrites eval/scores.txt. CORPORA is the folder of the annotated corpora.
eval:
	$(GO) run ./cmd/hearsay-eval -corpora $(CORPORA) -o eval/scores.txt

# Trains a very small reader on invented sentences, and reads with it. Needs what
# training/requirements.txt names; PYTHON is the interpreter that has it.
PYTHON ?= python3
train-smoke: build
	cd training && HEARSAY=../bin/hearsay $(PYTHON) smoke.py

# The documentation as a site of files.
site:
	$(GO) run ./cmd/hearsay-site site

# Archives for six machines, Debian packages and lists of what is in each, in dist/,
# as .goreleaser.yaml has them. Nothing is published, and no image made: see image.
GORELEASER ?= $(GO) run github.com/goreleaser/goreleaser/v2@v2.15.1
packages:
	$(GORELEASER) check
	$(GORELEASER) release --snapshot --clean --skip=docker

# What packages hold beside the program. GoReleaser asks for it.
FILES = .cache/package
package-files: build
	rm -rf $(FILES) && mkdir -p $(FILES)/completions $(FILES)/deb
	bin/hearsay man $(FILES)/man
	for s in bash zsh fish powershell; do bin/hearsay completion $$s > $(FILES)/completions/hearsay.$$s || exit 1; done
	mv $(FILES)/completions/hearsay.powershell $(FILES)/completions/hearsay.ps1
	for f in $(FILES)/man/*.1; do gzip -9n < $$f > $(FILES)/deb/$${f##*/}.gz || exit 1; done
	gzip -9n < CHANGELOG.md > $(FILES)/deb/NEWS.gz

# What the program is made of, with the terms of each part, in CycloneDX.
CYCLONEDX ?= $(GO) run github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0
sbom:
	$(CYCLONEDX) app -json -std -licenses -noserial -notimestamp -main cmd/hearsay -output bin/hearsay.cdx.json .

# The container image hearsay:local, of the program alone, by buildah, podman or docker.
IMAGE ?= buildah build
image: build
	$(IMAGE) -t hearsay:local -f deploy/Containerfile bin

# What holds before a change is taken, beside the tests.
check: lint
	CGO_ENABLED=1 $(GO) test -race . ./internal/token ./internal/lexicon ./internal/fetch ./internal/export ./internal/when
	CGO_ENABLED=1 $(GO) test -race -short ./internal/query ./internal/bundle ./internal/casefile ./internal/intake
	CGO_ENABLED=1 $(GO) test -race -short -run 'TestStore/(add|versions|work|poison|interrupted)|TestClockBack|TestUnreadable' ./internal/casefile/sqlite
	$(GO) test -tags noasm ./internal/tensor
	GOARCH=386 $(GO) build -o /dev/null ./cmd/hearsay
	GOARCH=386 $(GO) test . ./internal/token ./internal/tensor ./internal/when
	GOARCH=arm64 $(GO) vet ./...
	GOARCH=arm64 $(GO) build -o /dev/null ./cmd/hearsay
	GOOS=windows $(GO) build -o /dev/null ./cmd/hearsay
	GOOS=darwin GOARCH=arm64 $(GO) build -o /dev/null ./cmd/hearsay
	@set -e; if command -v qemu-aarch64 >/dev/null; then for cpu in max cortex-a72; do \
	  echo "tensor on arm64, emulated, $$cpu"; GOARCH=arm64 $(GO) test -exec "qemu-aarch64 -cpu $$cpu" ./internal/tensor; \
	done; else echo "no qemu-aarch64: the kernels for arm64 are not run"; fi
	$(GO) mod tidy -diff
	$(GO) generate ./...
	@git diff --exit-code --stat || { echo "generated files are not clean: run go generate ./... and commit"; exit 1; }
