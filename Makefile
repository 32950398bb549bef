# Two commands do all set-up on a machine with Python 3.11, Node 20, make and git:
#   make demo   environment, build, reads the bundled reports, serves the page
#   make test   what the tests need, then lint, types and tests
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test check clean

demo: $(VENV)/.run
	$(BIN)/dateline demo

test: check
	$(BIN)/pytest -n 2 --dist loadgroup

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	test -d web/node_modules || npm --prefix web ci --no-audit --no-fund --loglevel=error
	npm --prefix web run --silent check
	npm --prefix web run --silent test

$(VENV)/.run: pyproject.toml constraints.txt hatch_build.py
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.run
	$(BIN)/pip install --quiet --editable '.[dev]'
	sh tests/needs.sh
	touch $@

clean:
	rm -rf $(VENV) dist build web/node_modules src/dateline/page src/dateline/data/*.sqlite
