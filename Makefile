# Every job of this project. `make` alone lists them.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALL := $(PIP) install --retries 10 --require-hashes
# Hashes and nothing else: no index, no header, no local path.
LOCK := $(BIN)/python -m piptools compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe \
	--no-header --no-annotate --no-emit-options --no-emit-index-url --no-emit-find-links --no-emit-trusted-host
PACKAGES := pipeline extractors schemas

NOTICES ?= corpus/notices
LEDGER ?= output/ledger.db
QUESTION ?= 绿色金融
BASE ?= main
MISSES ?= 0

.PHONY: help
help: ## list the targets
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Set-up in two steps: a run needs the first alone. Each stamp is newer than what it was made from.

$(VENV)/.run: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version)'
	@echo "setting up $(VENV) ..." >&2
	@test -x $(BIN)/python || "$(PYTHON)" -m venv $(VENV)
	@$(INSTALL) --requirement requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@echo "setting up the development tools ..." >&2
	@$(INSTALL) --requirement requirements-dev.lock
	@touch $@

.PHONY: setup
setup: $(VENV)/.dev ## build .venv from the locked requirements (quick the second time)

.PHONY: run
run: $(VENV)/.run ## ingest NOTICES (default: the example notices) into output/ledger.db and ask it one question
	@status=0; $(BIN)/taizhang ingest "$(NOTICES)" --db "$(LEDGER)" || status=$$?; \
	if test "$$status" -gt 1; then exit "$$status"; fi; \
	echo; echo "$(BIN)/taizhang leads $(QUESTION) --db $(LEDGER)"; \
	$(BIN)/taizhang leads "$(QUESTION)" --db "$(LEDGER)"; \
	exit "$$status"

.PHONY: test
test: $(VENV)/.dev ## run the tests (ARGS='-k name' for some of them)
	@$(BIN)/python -m pytest $(ARGS)

.PHONY: check
check: format-check lint types imports docs-check golden ## everything that reads and judges, and changes nothing

.PHONY: format-check lint types imports
format-check: $(VENV)/.dev
	@$(BIN)/ruff format --check .

lint: $(VENV)/.dev
	@$(BIN)/ruff check .

types: $(VENV)/.dev ## mypy and pyright, both strict
	@$(BIN)/mypy
	@$(BIN)/pyright

imports: $(VENV)/.dev ## the import contracts
	@$(BIN)/lint-imports --no-cache

.PHONY: fix
fix: $(VENV)/.dev ## format, and mend what a tool can mend
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

.PHONY: golden golden-update
golden: $(VENV)/.dev ## did the extraction of the example notices change?
	@$(BIN)/taizhang golden check

golden-update: $(VENV)/.dev ## take today's extraction as the golden one; prints gains and losses
	@$(BIN)/taizhang golden update

.PHONY: eval eval-update
eval: $(VENV)/.dev ## is the extraction right? figures against the gold and its floors (MISSES=20 lists errors)
	@$(BIN)/python -m pipeline.evaluation --misses $(MISSES)

eval-update: $(VENV)/.dev ## pin the gold and raise the floors (ARGS='--allow-regression REASON' to lower one)
	@$(BIN)/python -m pipeline.evaluation --update $(ARGS)

.PHONY: compare
compare: $(VENV)/.dev ## gains and losses by notice against the golden files of BASE (default: main)
	@folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	git archive "$(BASE)" tests/golden | tar -x -C "$$folder"; \
	$(BIN)/taizhang golden check "$$folder/tests/golden"

.PHONY: bench
bench: $(VENV)/.dev ## time the stages
	@$(BIN)/python bench/bench.py $(ARGS)

.PHONY: docs docs-check rules
docs: $(VENV)/.dev ## write the generated pages of docs/
	@$(BIN)/python -m pipeline.docs

docs-check: $(VENV)/.dev ## are the generated pages of docs/ what the code says?
	@$(BIN)/python -m pipeline.docs --check

rules: $(VENV)/.dev ## every rule with its examples and its hits in the example notices
	@$(BIN)/taizhang rules

.PHONY: lock
lock: $(VENV)/.dev ## solve the locked requirements anew from pyproject.toml
	@$(LOCK) --extra build --output-file requirements.lock pyproject.toml
	@$(LOCK) --extra build --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

.PHONY: dist
dist: $(VENV)/.dev ## build the wheel into dist/
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist .

.PHONY: clean
clean: ## remove what was built or computed; .venv and the ledger stay
	@rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find $(PACKAGES) tests -name __pycache__ -type d -prune -exec rm -rf {} +
