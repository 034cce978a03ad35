# Python 3.11 or newer and make are all this needs. Everything else goes into
# .venv, from requirements/dev.lock, and is installed anew only when that changes.

CANDIDATES := python3 python3.14 python3.13 python3.12 python3.11
USABLE := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in $(CANDIDATES); do \
	"$$p" -c '$(USABLE)' 2>/dev/null && command -v "$$p" && break; done)

# Reading starts many small processes: each would compile what it imports where this is set.
export PYTHONDONTWRITEBYTECODE =

BIN := .venv/bin
LOCK_ENV := build/lock-env
BENCH_ENV := build/bench-env
COMPILE = $(LOCK_ENV)/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-annotate --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade)

.PHONY: help setup run release test scans fuzz check bench lock need-python

help:
	@echo 'make run     set everything up and read raw/ into extracted/'
	@echo 'make release make database and site, and pack all that is published into build/arrimage.zip'
	@echo 'make test    set everything up and run all tests, with coverage'
	@echo 'make fuzz    read 2,000 damaged PDF files (nightly; make test reads 80)'
	@echo 'make scans   read scans of whole plans through Tesseract (nightly; make test reads some pages)'
	@echo 'make check   linter, formatter, types, and whether schemas/ and extracted/ are current'
	@echo 'make bench   run the benchmarks'
	@echo 'make lock    write requirements/*.lock anew (UPGRADE=1 takes newer versions)'
	@echo 'PYTHON=...   the Python to use, where the first one found is not the one you want'

setup: .venv/.installed

# A plan that failed keeps its last good result: the site of all of them is made nevertheless.
run: setup
	$(BIN)/arrimage run; ended=$$?; $(BIN)/arrimage publish && exit $$ended

release: run
	$(BIN)/arrimage publish release

# Browser and Tesseract are installed from Debian where this may; else their tests say what is missing.
test: setup
	@$(BIN)/python -m tests.debian chromium "tesseract=tesseract-ocr tesseract-ocr-fra"
	$(BIN)/python -m pytest -q --numprocesses auto --dist worksteal --cov --cov-report=term

scans: setup
	$(BIN)/python -m benchmarks.scans

fuzz: setup
	$(BIN)/python -m tests.pdf.fuzz 2000

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pipeline.publish.generate --check
	$(BIN)/arrimage run --check

bench: setup $(BENCH_ENV)/.installed
	@# All are measured, also behind one that is over its limit.
	@failed=0; \
	for command in "$(BIN)/python -m benchmarks" "$(BIN)/python -m benchmarks.workspace" \
			"$(BENCH_ENV)/bin/python -m benchmarks.pdf" "$(BIN)/python -m benchmarks.links" \
			"$(BIN)/python -m benchmarks.site"; do \
		echo "$$command"; $$command || failed=1; \
	done; exit $$failed

# Quiet once lets setuptools warn of what every editable installation is.
.venv/.installed: .venv/.locked pyproject.toml
	$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check \
		--no-deps --no-build-isolation --editable .
	@# As installing does it for all but an editable package: no run need compile what it imports.
	$(BIN)/python -m compileall -q pipeline
	@touch $@

.venv/.locked: requirements/dev.lock | need-python
	@echo 'Fetching the libraries into .venv, once: this takes a few minutes and says nothing meanwhile.'
	$(PYTHON) -m venv --clear .venv
	@# Compiling all of them takes half the time, and most modules are never imported.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile \
		--require-hashes --no-deps --only-binary :all: --requirement requirements/dev.lock
	@touch $@

# The tools that PDF is compared with stand in an environment of their own: one is under the AGPL.
$(BENCH_ENV)/.installed: requirements/bench.lock | need-python
	$(PYTHON) -m venv --clear $(BENCH_ENV)
	$(BENCH_ENV)/bin/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes --no-deps --only-binary :all: --requirement requirements/bench.lock
	@touch $@

lock: need-python
	$(PYTHON) -m venv --clear $(LOCK_ENV)
	$(LOCK_ENV)/bin/python -m pip install --quiet --disable-pip-version-check \
		--require-hashes --no-deps --only-binary :all: --requirement requirements/lock.lock
	$(COMPILE) requirements/lock.in --output-file requirements/lock.lock
	$(COMPILE) pyproject.toml --output-file requirements/run.lock
	$(COMPILE) pyproject.toml --extra dev --constraint requirements/run.lock \
		--output-file requirements/dev.lock
	$(COMPILE) pyproject.toml --extra dev --extra bench --constraint requirements/dev.lock \
		--output-file requirements/bench.lock

need-python:
	@$(if $(PYTHON),"$(PYTHON)" -c '$(USABLE)' 2>/dev/null,false) || { \
		echo 'Arrimage needs Python 3.11 or newer with its venv module, and found none' \
			'(tried: $(or $(PYTHON),$(CANDIDATES))).' >&2; \
		echo 'Install one (Debian and Ubuntu: python3 and python3-venv),' \
			'or name it: make run PYTHON=/path/to/python3' >&2; \
		exit 1; }
