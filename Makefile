# Back Four: everything a person or a contributor starts, by name. `make help` prints the list.
# Works with the make of Debian and of macOS (3.81). What is there and newer than its sources is
# left alone, so the second time takes seconds.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
PY := .venv/bin/python
STATIC := src/backfour/web/static/backfour
BUILD := .venv/.build
DEV := .venv/.dev
NPM := node_modules/.ready
LIGHTHOUSE := tools/lighthouse/node_modules/.ready
ASSETS := $(STATIC)/pyodide/pyodide-lock.json
SCRIPTS := $(STATIC)/app/page.js
BUNDLE := $(STATIC)/core.zip
BOOK := $(STATIC)/words.en.json
POSE := $(STATIC)/pose/pose_landmarker_full.task
PICTURE := $(STATIC)/pyodide/start.snapshot
ICONS := $(STATIC)/icons/icon-512.png
BUILT := src/backfour/web/collected/stamp.txt
export PATH := $(CURDIR)/.venv/bin:$(PATH)

files = $(shell find $(1) -type f $(2) 2>/dev/null | grep -v -e __pycache__ -e '\#')
CORE := $(call files,src/backfour/core,'(' -name '*.py' -o -name '*.toml' ')') src/backfour/__init__.py
WORDS := $(call files,src/backfour/words,'(' -name '*.po' -o -name '*.py' ')')
FRONTEND := $(call files,frontend/src,-name '*.ts')
SERVED := $(call files,$(STATIC))

.PHONY: help
help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.PHONY: run
run: $(BUILT) ## Set up what is missing and open the app (ARGS="--data DIR --port N --no-browser")
	@$(PY) tools/make_icon.py --offer
	@.venv/bin/backfour serve $(ARGS)

.PHONY: test
test: $(BUILT) $(DEV) $(LIGHTHOUSE) ## Run every test; sets up what the tests need, Chromium included
	@$(PY) tools/prepare.py chromium
	@failed=0; \
	npm run --silent test || failed=1; \
	$(PY) -m pytest -n auto --dist loadfile --cov $(ARGS) || failed=1; \
	exit $$failed

.PHONY: check
check: $(DEV) $(NPM) ## Lint, types, directions between the rooms, templates (seconds; before every commit)
	@failed=0; \
	run() { echo "· $$*"; "$$@" || failed=1; }; \
	run ruff check --quiet; \
	run ruff format --check --quiet; \
	run lint-imports --no-logo; \
	run mypy; \
	run djlint --quiet --lint src/backfour; \
	run npm run --silent types; \
	run npm run --silent lint; \
	exit $$failed

.PHONY: bench
bench: $(BUILT) $(DEV) $(LIGHTHOUSE) ## Measure the figures we promise, with the ratio to each target
	@$(PY) tools/prepare.py chromium
	@$(PY) bench/run.py $(ARGS)

.PHONY: format
format: $(DEV) $(NPM) ## Put every source file in its usual form
	@ruff check --fix --quiet; ruff format --quiet
	@djlint --quiet --reformat src/backfour || true
	@npm run --silent format

.PHONY: setup
setup: $(BUILT) $(DEV) ## Set up everything without starting anything

.PHONY: video
video: $(BUILT) ## Set up what `backfour coach` needs to read a film
	@$(PY) tools/prepare.py install video

.PHONY: pdf
pdf: $(BUILT) ## Set up what saving the handout and the report as PDF needs
	@$(PY) tools/prepare.py install pdf

.PHONY: build
build: $(BUILT) ## Make an installable wheel in dist/
	@rm -rf build dist
	@$(PY) -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist

.PHONY: lock
lock: $(BUILD) ## Renew the locks of Python and Node packages
	@$(PY) tools/prepare.py lock
	@npm install --package-lock-only

.PHONY: clean
clean: ## Remove all that was built or installed here; nobody's data
	@rm -rf .make .venv node_modules tools/lighthouse/node_modules build dist src/*.egg-info src/backfour/web/collected
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage* htmlcov
	@rm -rf $(STATIC)/app $(STATIC)/fonts $(STATIC)/pyodide $(STATIC)/pose $(STATIC)/core.zip $(STATIC)/words.*.json $(STATIC)/icons/*.png
	@find src -name '*.mo' -delete
	@find . -name __pycache__ -prune -exec rm -rf {} +

# ---------------------------------------------------------------- what has been done already

.venv/bin/python:
	@$(PYTHON) tools/prepare.py venv

# A stamp lies inside what it stamps, so deleting that is enough to have it made again.

$(BUILD): requirements/build.txt pyproject.toml | .venv/bin/python
	@$(PY) tools/prepare.py install build
	@touch $@

$(DEV): requirements/dev.txt | $(BUILD)
	@$(PY) tools/prepare.py install dev
	@touch $@

$(NPM): package.json package-lock.json | $(BUILD)
	@$(PY) tools/prepare.py node
	@echo "Front end: installing locked packages"
	@npm ci --silent --no-audit --no-fund
	@touch $@

$(LIGHTHOUSE): tools/lighthouse/package-lock.json | $(NPM)
	@echo "Lighthouse: installing locked packages"
	@npm ci --silent --no-audit --no-fund --prefix tools/lighthouse
	@touch $@

$(ASSETS): tools/copy_assets.py $(NPM)
	@$(PY) tools/copy_assets.py
	@touch $@

$(POSE): tools/build_pose_bundle.py tools/tflite_metadata.py $(NPM) | $(BUILD)
	@$(PY) tools/build_pose_bundle.py
	@touch $@

$(SCRIPTS): $(FRONTEND) vite.config.ts tsconfig.json $(NPM)
	@npm run --silent build -- --logLevel warn
	@touch $@

$(BUNDLE): $(CORE) tools/build_core_bundle.py | $(BUILD)
	@$(PY) tools/build_core_bundle.py
	@touch $@

$(BOOK): $(WORDS) tools/build_words.py | $(BUILD)
	@$(PY) tools/build_words.py
	@touch $@

$(PICTURE): tools/snapshot_python.mjs $(ASSETS) $(BUNDLE)
	@node tools/snapshot_python.mjs
	@touch $@

$(ICONS): tools/draw_icons.mjs $(STATIC)/icons/brand.svg $(NPM)
	@node tools/draw_icons.mjs

$(BUILT): $(ASSETS) $(POSE) $(SCRIPTS) $(BUNDLE) $(BOOK) $(PICTURE) $(ICONS) $(SERVED) tools/collect_static.py
	@$(PY) tools/collect_static.py
