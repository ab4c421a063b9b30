# Bootstraps and delegates; the work is done by the modules in scripts/.
.DEFAULT_GOAL := help
.PHONY: help setup new site papers serve check fix why engines test lint report drill bench lock clean

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
WORKERS := --numprocesses 2 --dist loadfile --no-loadscope-reorder
export NO_MKDOCS_2_WARNING := 1
export OMP_NUM_THREADS := 1
unexport PYTHONDONTWRITEBYTECODE  # of the image of some machines: all would be compiled anew in each run

help:  ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */make \1\t/' | expand -t 14

$(VENV)/.ok: requirements.lock
	$(PYTHON) scripts/setup/require_python.py
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.lock
	touch $@

node_modules/.ok: package-lock.json $(VENV)/.ok  # npm says nothing but why it fails
	$(VENV)/bin/npm ci --ignore-scripts --loglevel=error --no-progress > /dev/null
	touch $@

setup: $(VENV)/.ok node_modules/.ok  ## install everything the project needs (the other commands call it)

site: setup  ## compute, check and build the site into site/
	@$(PY) -m scripts.build site

papers: setup  ## the site with its exams on paper, as PDF: `make site` prints them once and then leaves them out
	@$(PY) -m scripts.setup.chromium
	@$(PY) -m scripts.build papers

new: setup  ## lay out a new exercise, which then says what it lacks: make new SLUG=attention
	@$(PY) -m scripts.setup.new_exercise $(SLUG)

serve: setup  ## the site live on http://127.0.0.1:8000 while you edit; elsewhere: make serve PORT=8001
	@$(PY) -m scripts.build serve

check: setup  ## compute and list every fault, without making a site; of one exercise: make check SLUG=rnn
	@$(PY) -m scripts.build check $(SLUG)

fix: setup  ## write the computed values into the pages
	@$(PY) -m scripts.build fix $(SLUG)

why: setup  ## tell what changed since something was computed, file by file: make why WHAT=rnn
	@$(PY) -m scripts.computing.why "$(WHAT)"

engines: setup  ## install Firefox and WebKit, if that can be: then `make test` looks at the site in them too
	@$(PY) -m scripts.setup.engines

test: setup  ## mathematics, build, site in a browser; leaves it in site/; every repeat, and coverage: ALL=1; one exercise: SLUG=rnn
ifdef SLUG
	@$(PY) -m scripts.build check $(SLUG)
	@$(PY) -m pytest -q $(wildcard tests/exercises/$(SLUG)) $(shell find tests -name 'test_$(SLUG).py') \
		tests/test_every_answer.py -k "exercises or test_$(SLUG).py or [$(SLUG)]"
else
	@$(PY) -m scripts.setup.chromium
	@$(PY) -m scripts.build papers
ifdef ALL
	@$(PY) -m coverage erase
	@$(PY) -m coverage run -m pytest $(WORKERS)
	@$(PY) -m coverage combine --quiet
	@$(PY) -m coverage report
else
	@$(PY) -m pytest $(WORKERS) -m "not full"
endif
endif

lint: setup  ## format, rules and types
	@$(VENV)/bin/ruff format --check . || { echo "mended by: $(VENV)/bin/ruff format ."; exit 1; }
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy

report: setup  ## what changed for a reader since a git ref, an answers.json or an address: make report BASE=main
	@$(PY) -m scripts.build site
	@$(PY) -m scripts.reporting.report "$(BASE)"

drill: setup  ## plant a hundred faults on a copy, one at a time, and tell what catches each
	@$(PY) -m scripts.reporting.drill

bench: setup  ## weights and times, a row as soon as it is known; of some: make bench SLUGS="rnn"; more: LIGHTHOUSE=5, GROWTH=500
	@$(PY) -m scripts.setup.chromium
	@$(PY) -m scripts.bench $(SLUGS)

lock: $(VENV)/.ok  ## resolve the dependencies anew into requirements.lock and package-lock.json
	@$(PY) -m scripts.setup.lockfiles

clean:  ## remove everything that was generated; the installed packages stay
	rm -rf site .cache .coverage*
