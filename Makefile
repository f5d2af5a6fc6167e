# Runut. `make` alone lists what there is; every target installs what it lacks.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-builtin-rules
.DEFAULT_GOAL := help

TARGET := $(or $(CARGO_TARGET_DIR),target)
# Tests that need the real files are ignored where these aren't: the summary counts them as skipped.
REAL := $(if $(wildcard $(or $(RUNUT_SHARED),../shared)/data/shopee),--run-ignored all)
NEXTEST := cargo nextest run --workspace $(REAL) $(if $(CI),--profile ci)
UI_SOURCES := $(shell find ui -path ui/node_modules -prune -o -path ui/dist -prune -o -path ui/tests -prune -o -type f -print) \
  $(wildcard docs/guide/*.md docs/screens/*.png)
DISPLAYED := $(DISPLAY)$(WAYLAND_DISPLAY)

.PHONY: help run demo test check bench torture office-test cdnow-test fuzz deny screens papers package package-test windows windows-test windows-library windows-day types fmt clean \
  need-rust need-build need-test need-bench need-fuzz need-windows need-wine format lint types-current ui-test build rust doc window again

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

# --- use -------------------------------------------------------------------------------------------------------------

ifeq ($(DISPLAYED),)
run: ## build the program and open its window
	@echo "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set): running the demonstration day instead."
	@$(MAKE) --no-print-directory demo
else
run: need-build
	@$(MAKE) --no-print-directory .stamps/ui
	cargo build --release --package runut
	$(TARGET)/release/runut
endif

demo: need-rust ## a shop's day in the terminal; its papers go to out/
	cargo run --release --package runut-cli -- demo-day --out out

# --- test ------------------------------------------------------------------------------------------------------------

test: ## everything that has to hold, with the time of each stage
	@.ci/stages need-test format lint types-current ui-test build doc rust window

check: ## the fast part: format, lints, unit tests
	@.ci/stages need-test format lint ui-test
	$(NEXTEST) --lib

bench: need-bench .stamps/ui ## measure against the floors (GROUP=import, settlement, orders, book, statements, figures, forecast, findings, documents or window for one)
	cargo build --release --package runut --package runut-cli --package runut-bench --package runut-empty
	$(TARGET)/release/runut-bench $(GROUP)

torture: need-test ## kill the terminal program 10,000 times, let disks fail, cut the power, change each value from outside (KILLS=, FAULTS=, MUTATIONS=, SEED=)
	$(if $(SEED),RUNUT_SEED=$(SEED)) RUNUT_KILLS=$(or $(KILLS),10000) \
	  cargo test --package runut-cli --test kills -- --nocapture
	$(if $(SEED),RUNUT_SEED=$(SEED)) RUNUT_FAULTS=$(or $(FAULTS),20) \
	  cargo test --package runut-faults -- --nocapture
	RUNUT_MUTATIONS=$(or $(MUTATIONS),5) cargo test --package runut-scenarios -- --nocapture mutation

office-test: ## open exported workbooks in LibreOffice and compare their figures
	@.ci/need office
	cargo nextest run --package runut-scenarios --run-ignored all -E 'binary(office)'

cdnow-test: .tools/lifetimes ## sum up CDNOW's buyers as PyPI lifetimes does (fetches its data)
	cargo nextest run --package runut-core --run-ignored all -E 'binary(cdnow)'

.tools/lifetimes:
	@.ci/need cdnow
	python3 -m pip install --quiet --no-deps --target $@ lifetimes==0.11.3

fuzz: need-fuzz ## give every reader changed bytes for SECONDS=60 each (READER=csv for one)
	.ci/fuzz $(or $(SECONDS),60) $(READER)

deny: ## licences, sources, libraries that may not be linked, and known advisories
	@.ci/need deny
	cargo deny check licenses bans sources
	@cargo deny fetch db || { echo "The database of advisories can't be reached: advisories weren't checked."; exit 1; }
	cargo deny check advisories

screens: need-test .stamps/ui ## take the pictures in docs/screens anew
	RUNUT_SCREENS=1 $(NEXTEST) -E 'binary(window) & !test(fits) & !test(smoke)'

papers: need-test ## draw the pictures of printed pages in docs/screens anew (cetak-*), from a demo shop's papers
	cargo build --release --package runut-cli
	node .ci/papers.mjs $(TARGET)/release/runut-cli docs/screens

format:
	cargo fmt --all --check

lint: .stamps/ui
	cargo clippy --workspace --all-targets -- -D warnings

# The types of the UI are written by the tests of core: what stands in the tree must be what they write now. Its calls
# (wire.ts, calls.ts) are held by a test of the wire.
types-current:
	@new=$$(mktemp -d); trap 'rm -r "$$new"' EXIT; \
	(cd src-tauri/core && TS_RS_EXPORT_DIR="$$new" cargo test --quiet --features types export_bindings); \
	diff -r -x wire.ts -x calls.ts "$$new" ui/src/generated || { echo "ui/src/generated is out of date: make types"; exit 1; }

# The UI's tests run on the real commands, which runut-stdio carries.
ui-test: .stamps/ui-deps
	cargo build --package runut-wire
	cd ui && npm run check && npm run lint && RUNUT_STDIO="$(abspath $(TARGET))/debug/runut-stdio" npm test

build: .stamps/ui
	cargo build --workspace

rust: .stamps/ui
	$(NEXTEST) -E 'not binary(window) - binary(seeds) - binary(office) - binary(cdnow)'
	@$(if $(wildcard .tools/lifetimes),$(MAKE) --no-print-directory cdnow-test,echo "SKIPPED: buyers of CDNOW against PyPI lifetimes. To run it: make cdnow-test")

doc:
	cargo test --workspace --doc --quiet

window: .stamps/ui
	$(NEXTEST) -E 'binary(window)'

# --- package ---------------------------------------------------------------------------------------------------------

TAURI := .tools/node_modules/.bin/tauri
VERSION := $(shell sed -n '/^\[workspace.package\]/,/^\[/s/^version = "\(.*\)"/\1/p' Cargo.toml)

package: need-build .stamps/ui-deps $(TAURI) ## build the Debian package of the window and the terminal program
	@mkdir -p target/package
	cargo build --release --package runut-cli
	install -s $(TARGET)/release/runut-cli target/package/runut-cli
	node .ci/copyright.mjs target/package/copyright
	gzip -9nc CHANGELOG.md >target/package/changelog.gz
	gzip -9nc assets/package/runut.1 >target/package/runut.1.gz
	gzip -9nc assets/package/runut-cli.1 >target/package/runut-cli.1.gz
	$(TAURI) build --ci --bundles deb
	cp $(TARGET)/release/bundle/deb/Runut_$(VERSION)_*.deb target/package/
	@ls -l target/package/*.deb

package-test: package ## install, start and remove the package on a bare Debian
	.ci/package-test target/package/Runut_$(VERSION)_*.deb

windows: need-windows .stamps/ui ## build the installer for Windows (on Debian)
	.ci/windows/cargo build --release --locked --package runut --package runut-cli
	.ci/windows/pack $(VERSION) $(TARGET)/windows/x86_64-pc-windows-gnu/release target/package

windows-test: need-wine ## run the tests, the installer and a day of the terminal program for Windows under Wine
	@.ci/stages windows windows-library windows-day

windows-library:
	@.ci/windows/wine cmd /c exit >/dev/null 2>&1 </dev/null # Wine's own services, or the first test's pipes stay open
	RUNUT_KILLS=$(or $(KILLS),45) INSTA_WORKSPACE_ROOT=$(CURDIR) .ci/windows/cargo nextest run --locked --no-fail-fast $(REAL) $(WINDOWS_TESTED)

windows-day:
	.ci/windows/day target/package/Runut_$(VERSION)_x64-setup.exe $(or $(RUNUT_SHARED),../shared)/data

# Not: what draws pages and reads them back with other tools, the window (there is no WebView2 under Wine), and what watches
# the C library's calls.
WINDOWS_TESTED := $(foreach crate,core store intake documents actions printer wire cli scenarios,--package runut-$(crate)) \
  -E 'not (package(runut-documents) & kind(test)) - binary(cdnow)'

$(TAURI):
	npm install --prefix .tools --no-save --no-package-lock --no-audit --no-fund @tauri-apps/cli@2.12.5

# --- make ------------------------------------------------------------------------------------------------------------

types: ## write the types of the UI anew
	rm -f ui/src/generated/*.ts
	cd src-tauri/core && cargo test --quiet --features types export_bindings
	cargo run --quiet --package runut-wire --bin runut-stdio -- --types ui/src/generated

fmt: .stamps/ui-deps ## format everything
	cargo fmt --all
	cd ui && npm run format

clean: ## remove what was built
	cargo clean
	rm -rf ui/dist ui/node_modules .stamps out gen permissions

need-rust:
	@.ci/need rust

need-build:
	@.ci/need build

need-test:
	@.ci/need test

need-bench:
	@.ci/need bench

need-fuzz:
	@.ci/need fuzz

need-windows:
	@.ci/need windows

need-wine:
	@.ci/need wine

# Stamps: the UI is built only when it changed, or when what was built is gone.
.stamps/ui-deps: ui/package.json ui/package-lock.json $(if $(wildcard ui/node_modules),,again)
	cd ui && npm ci --no-audit --no-fund
	@mkdir -p .stamps && touch $@

.stamps/ui: .stamps/ui-deps $(UI_SOURCES) $(if $(wildcard ui/dist/assets),,again)
	cd ui && npm run build
	@mkdir -p .stamps && touch $@
