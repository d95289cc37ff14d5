PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# the order of the names has the browser first and what is quick last, so that no core waits for the other
BY_FILE := --maxprocesses 4 --dist loadfile --no-loadscope-reorder
# one more than there are cores: a test that waits for a browser or a server leaves its core to another
WORKERS := $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
CHECKED := tests/test_architecture.py tests/test_dead_code.py tests/test_pages.py tests/test_readme.py tests/test_text.py tests/rules \
	tests/situation tests/store

.DEFAULT_GOAL := help

help: ## lists what can be typed
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: $(VENV)/runtime ## installs what is needed, makes the database, serves on http://127.0.0.1:8501 (EMS_PORT)
	@$(BIN)/python -m ems_dashboard start

test: $(VENV)/testing ## installs what the tests need and runs all of them, a file per core at a time
	@$(BIN)/python tests/services/install.py
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses $(WORKERS) $(BY_FILE)

check: $(VENV)/testing ## within a minute, before every commit: format, lint, types, architecture, words, rules, situation, store on SQLite
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses auto $(BY_FILE) -k "not postgresql" $(CHECKED)

lock: | $(VENV)/bin/python ## compiles requirements.lock, with hashes, from requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock" \
		--output-file requirements.lock requirements.txt

bench: $(VENV)/testing ## measures, prints ratios within one run, keeps them in bench/RESULTS.md
	@$(BIN)/python tests/services/install.py
	@$(BIN)/python -m bench

backtest: $(VENV)/testing ## told arrivals against those that came, in the ledger and with FIXES=archive.csv.gz BULLETINS=archive.csv.gz in an archive (bench/ARRIVALS.md)
	@$(BIN)/python -m bench.arrivals $(FIXES) $(BULLETINS)

mutants: $(VENV)/testing ## makes 200 small wrong changes and says how many a test notices, kept in bench/MUTANTS.md
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check mutmut==3.8.1
	@$(BIN)/python -m bench.mutants

faults: $(VENV)/testing ## flips bytes of a ledger and kills its writers and the sender of messages, counts what was lost or shown without a word, kept in bench/FAULTS.md
	@$(BIN)/python -m bench.faults

pictures: $(VENV)/testing ## makes the pictures of docs/manual anew
	@$(BIN)/python tests/services/install.py
	@$(BIN)/python -m docs.manual.pictures

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; this is $$($(PYTHON) -V 2>&1). Install python3.11 (Debian: apt install python3) or name one: make PYTHON=/path/to/python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "The venv module is missing. Install it (Debian: apt install python3-venv) and type the command again."; rm -rf $(VENV); exit 1; }

$(VENV)/runtime: requirements.lock | $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/testing: tests/requirements.txt $(VENV)/runtime
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@

.PHONY: help run test check lock bench backtest mutants faults pictures
