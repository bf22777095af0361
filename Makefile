# Two commands matter: `make demo` and `make test`. Everything else is an alias that saves typing.
# Needs Python >= 3.11 and make; uses uv where it is installed, otherwise venv and pip.

VENV    := .venv
PY      := $(VENV)/bin/python
# Stories wait more than they compute: twice as many workers as cores.
WORKERS ?= 6

# The first Python that is new enough and can make an environment; PYTHON=… overrules.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 /usr/bin/python3 python; do \
  $$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo $$p; exit; }; done)
UV     := $(shell command -v uv 2>/dev/null)

ifeq ($(UV),)
  INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check
else
  INSTALL := UV_PYTHON_DOWNLOADS=never $(UV) pip install --quiet --python $(PY)
endif

# What pyproject.toml wants, one requirement a line: the project itself is an application and is run from this folder.
WANTED = $(PY) -c 'import sys, tomllib; p = tomllib.load(open("pyproject.toml", "rb"))["project"]; \
  print(*p["dependencies"], *(w for e in sys.argv[1:] for w in p["optional-dependencies"][e]), sep="\n")'

.DEFAULT_GOAL := help
.PHONY: help demo test install lint format types imports check bench pictures score train chaos migration first-migration clean

help:  ## this list
	@echo "Pagoda (塔群)"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.runs  ## sandbox, bot and a seeded pyramid in one go; prints the addresses of its pages
	@$(PY) -m bot demo

test: check  ## every check and every test
	@$(PY) -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

install: $(VENV)/.tests  ## everything for running and for testing, into .venv

check: lint types imports  ## everything that reads the code and does not run it

lint: $(VENV)/.tests  ## ruff: rules and format
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

types: $(VENV)/.tests  ## mypy, strict
	@$(PY) -m mypy

imports: $(VENV)/.tests  ## import-linter: the floors of the house
	@$(VENV)/bin/lint-imports --no-cache --no-logo

format: $(VENV)/.tests  ## let ruff write the format and mend what it can
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

bench: $(VENV)/.tests  ## measure beside a bare bot and a bare send loop in the same run
	@$(PY) -m benchmarks

chaos: $(VENV)/.tests  ## kill, freeze and cut for longer than the ordinary tests do
	@PAGODA_CHAOS=1 $(PY) -m pytest -n 1 tests/chaos

pictures: $(VENV)/.tests  ## the main moments on a phone, from the demo into docs/pictures; needs Chromium
	@$(PY) -m tests.pictures

score: $(VENV)/.tests  ## the parser on the labelled texts in ../shared, where that folder lies beside this one
	@$(PY) -m benchmarks.score

train: $(VENV)/.trains  ## the parser's weights anew from its corpus; the same corpus gives the same bytes
	@$(PY) -m parsing.train
	@$(PY) -m parsing.train_places

migration: $(VENV)/.tests  ## write the step from the last migration to the models: make migration m="what changes"
	@test -n "$(m)" || { echo 'usage: make migration m="what changes"' >&2; exit 2; }
	@$(PY) -m migrations.draft "$(m)"

first-migration: $(VENV)/.tests  ## before the first release only: write the first migration anew from the models
	@rm -f migrations/versions/*.py
	@$(PY) -m migrations.draft "the house"

clean:  ## remove what can be made again; data/ and .env stay
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(PY):
	@test -n "$(PYTHON)$(UV)" || { \
	  echo "Pagoda needs Python 3.11 or newer with its venv module. On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
ifeq ($(UV),)
	@$(PYTHON) -m venv $(VENV)
else
	@UV_PYTHON_DOWNLOADS=never $(UV) venv --quiet $(if $(PYTHON),--python $(PYTHON),--python ">=3.11") $(VENV)
endif

# Stamps: installing is done again only when the wishes or the pins change.
$(VENV)/.runs: pyproject.toml constraints.txt | $(PY)
	@echo "installing what the bot needs …"
	@$(WANTED) > $(VENV)/wanted.txt
	@$(INSTALL) -c constraints.txt -r $(VENV)/wanted.txt
	@touch $@

$(VENV)/.tests: pyproject.toml constraints.txt | $(PY)
	@echo "installing what bot and tests need …"
	@$(WANTED) dev > $(VENV)/wanted.txt
	@$(INSTALL) -c constraints.txt -r $(VENV)/wanted.txt
	@touch $@ $(VENV)/.runs

$(VENV)/.trains: $(VENV)/.tests
	@echo "installing what training the parser needs …"
	@$(WANTED) dev train > $(VENV)/wanted.txt
	@$(INSTALL) -c constraints.txt -r $(VENV)/wanted.txt
	@touch $@
