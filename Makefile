# Guichet. With Python 3.11 or later and make, and nothing else:
#
#   make run     installs, loads the demonstration and serves it: PORT (8000), STATE (var)
#   make test    installs what the tests need, Chromium included, and runs them all
#   make check   format, lint, types, imports, templates, generated docs
#   make manual  makes a site of docs/ in build/manual
#   make bench   measures beside a hand-written twin; writes docs/performance.md
#   make lock    works out the pinned requirements again from pyproject.toml
#   make assets  makes the code editor of the studio again, of npm packages: needs node
#   make format  formats the code
#   make clean   removes what the tools and the builds leave; never STATE

PYTHON ?= python3
PORT ?= 8000
STATE ?= var
WORKERS ?= auto
PYTEST ?=
export PORT STATE

VENV := .venv
PY := $(VENV)/bin/python
BENCH_VENV := .cache/bench/venv
UV_VENV := .cache/uv
INSTALL := -m pip install -qq --disable-pip-version-check --no-input --no-deps --require-hashes
LOCK := $(UV_VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-header
# The command `guichet`: it runs the code of this folder, wherever it is called from.
COMMAND = @printf '\#!/bin/sh\nPYTHONPATH="%s" exec "%s/$(PY)" -m engine.cli "$$@"\n' \
        "$(CURDIR)" "$(CURDIR)" > $(VENV)/bin/guichet && chmod +x $(VENV)/bin/guichet
CODE := app.py engine bench tools tests

.PHONY: run test check manual bench lock assets format clean check-format check-lint check-types check-imports \
        check-templates check-manual

run: $(VENV)/.installed
	@exec $(PY) -m engine.cli demo

test: $(VENV)/.installed-dev
	@$(PY) -m tools.prerequisites
	$(PY) -m pytest -n $(WORKERS) --dist worksteal $(PYTEST)

check: check-format check-lint check-types check-imports check-templates check-manual manual

check-format: $(VENV)/.installed-dev
	$(PY) -m ruff format --check --quiet $(CODE)

check-lint: $(VENV)/.installed-dev
	$(PY) -m ruff check $(CODE)

check-types: $(VENV)/.installed-dev
	$(PY) -m mypy

check-imports: $(VENV)/.installed-dev
	PYTHONPATH=. $(VENV)/bin/lint-imports

check-templates: $(VENV)/.installed-dev
	$(VENV)/bin/djlint --quiet --lint templates bench/twin

check-manual: $(VENV)/.installed-dev
	$(PY) -m engine.cli docs --check
	$(PY) -m engine.cli check

# A warning, as a link that leads nowhere, is an error. Nothing is fetched: the site works offline.
manual: $(VENV)/.installed-dev
	$(PY) -m sphinx -q -W --keep-going -c tools/site -d .cache/manual docs build/manual
	@echo "build/manual/index.html"

bench: $(VENV)/.installed $(BENCH_VENV)/.installed
	$(PY) -m bench all --write

lock: $(UV_VENV)/.installed
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) pyproject.toml --extra dev -c requirements.txt -o requirements-dev.txt
	$(LOCK) bench/requirements.in -o bench/requirements.txt

# Its result is in the repository: nothing else needs node.
assets: $(VENV)/.installed
	$(PY) -m tools.assets

format: $(VENV)/.installed-dev
	$(PY) -m ruff check --fix-only $(CODE)
	$(PY) -m ruff format $(CODE)

clean:
	rm -rf .cache build screenshots .hypothesis
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is written when all is installed: an interrupted installation is done again.
$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
	  "Guichet needs Python 3.11 or later, this is " + sys.version.split()[0] + \
	  ". Give another one: make PYTHON=/path/to/python3")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt | $(PY)
	$(PY) $(INSTALL) -r requirements.txt
	$(COMMAND)
	@$(PY) -m compileall -qq app.py engine
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt | $(PY)
	$(PY) $(INSTALL) -r requirements-dev.txt
	$(COMMAND)
	@touch $@ $(VENV)/.installed

$(BENCH_VENV)/.installed: bench/requirements.txt | $(PY)
	$(PY) -m venv $(BENCH_VENV)
	$(BENCH_VENV)/bin/python $(INSTALL) -r bench/requirements.txt
	@touch $@

$(UV_VENV)/.installed: | $(PY)
	$(PY) -m venv $(UV_VENV)
	$(UV_VENV)/bin/python -m pip install -qq --disable-pip-version-check 'uv>=0.13'
	@touch $@
