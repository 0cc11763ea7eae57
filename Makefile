# Targets for daily work, and check, which must hold before a change is taken.
GO ?= go
export CGO_ENABLED = 0

.PHONY: build test lint fuzz bench eval train-smoke site check
build:
	$(GO) build -trimpath -o bin/hearsay ./cmd/hearsay

test:
	$(GO) test ./...

lint:
	@out=$$(gofmt -l .); test -z "$$out" || { echo "gofmt: $$out"; exit 1; }
	$(GO) vet ./...
	cd internal/tools && $(GO) build -o ../../bin/staticcheck honnef.co/go/tools/cmd/staticcheck
	bin/staticcheck ./...

# Every fuzz target of every package, a few seconds each: FUZZTIME=5m for longer.
# Not part of check, since a search by chance is no gate: what it finds is kept
# in testdata/fuzz and runs with the tests from then on.
FUZZTIME ?= 5s
fuzz:
	@set -e; for p in $$($(GO) list ./...); do \
	  for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz' || true); do \
	    echo "$$p $$f"; $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x $$p; \
	  done; \
	done

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
	$(GO) mod tidy -diff
	$(GO) generate ./...
	@git diff --exit-code --stat || { echo "generated files are not clean: run go generate ./... and commit"; exit 1; }
