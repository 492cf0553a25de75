# Halton co-production hub. `make demo` and `make test` need Python 3.11+ and make, and fetch the rest themselves.

PORT ?= 8000
HUB_DATA ?= ./data
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
export PORT HUB_DATA
# Each process would compile the hub and its tests again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo tick test check bench drawings
.DEFAULT_GOAL := help

help:
	@echo "make demo    the example hub on http://127.0.0.1:$(PORT)  (PORT=, HUB_DATA=)"
	@echo "make tick    what the clock does, once, in the example hub: its messages go to HUB_DATA/mail"
	@echo "make test    all tests this machine can run"
	@echo "make check   lint, format, floors of the house, migrations, deployment check"
	@echo "make bench   the budgets beside a bare Django view"

$(VENV)/hub.stamp: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "The hub needs Python 3.11 or newer. Name one: make PYTHON=python3.11 ..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || \
		{ echo "Python lacks its venv module. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@test -x $(RUN) || $(PYTHON) -m venv $(VENV)
	@echo "Installing what the hub needs (once, about a minute) ..."
	@$(RUN) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt .
	@touch $@

$(VENV)/test.stamp: $(VENV)/hub.stamp
	@echo "Installing what its tests need ..."
	@$(RUN) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt '.[test]'
	@touch $@

demo: $(VENV)/hub.stamp
	@exec $(RUN) -m halton_coprod.demo

tick: $(VENV)/hub.stamp
	@SITE_URL=http://127.0.0.1:$(PORT) SECRET_KEY="$$(cat $(HUB_DATA)/secret-key)" $(RUN) manage.py tick

test: $(VENV)/test.stamp
	@$(RUN) -m tests.run

check: $(VENV)/test.stamp
	@$(RUN) -m tests.check

bench: $(VENV)/test.stamp
	@$(RUN) -m tests.bench $(KEEP)

drawings: $(VENV)/test.stamp
	@$(RUN) -m tests.house.drawings
