# Everything runs in .venv/, which each target makes and fills as far as it needs; pyproject.toml changed means filled again.
# PYTHON chooses the interpreter (3.11 or newer); pip takes its settings from the environment as always.

PYTHON ?= python3
CORPORA ?= corpora
VENV := .venv
RUN := $(VENV)/bin
PIP := $(RUN)/python -m pip --disable-pip-version-check

.PHONY: help demo test browser lint train clean

help:
	@echo 'make demo   read the bundled reports and print what was found'
	@echo 'make test   check the style and the types, and run the tests'
	@echo 'make lint   check the style and the types only'
	@echo 'make train  train the model anew on CORPORA=folder (see training/README.md)'
	@echo 'make clean  remove .venv and all caches'

demo: $(VENV)/.runtime
	$(RUN)/sayso demo

test: lint browser
	$(RUN)/python -m pytest

# Debian's Chromium, where it can be installed; the browser tests say that they are skipped where it is not there.
browser:
	@command -v chromium >/dev/null || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
	    { apt-get install -y -qq chromium || { apt-get update -qq && apt-get install -y -qq chromium; }; } >/dev/null; } || \
	  echo 'There is no Chromium, and it cannot be installed here: the browser tests are skipped.'

lint: $(VENV)/.dev
	$(RUN)/ruff format --check
	$(RUN)/ruff check
	$(RUN)/mypy

train: $(VENV)/.dev
	$(RUN)/python -m training.train $(CORPORA) --run runs/now --out src/sayso/model

$(RUN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Sayso needs Python 3.11 or newer; name one, for example: make PYTHON=python3.12' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: pyproject.toml | $(RUN)/python
	$(PIP) install --quiet --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(RUN)/python
	$(PIP) install --quiet --editable '.[dev,training]'
	@touch $(VENV)/.runtime $@

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
