# Every command of the project. `make` lists them.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PORT ?= 8000
SCHOOLS ?= 12
STATE := .demo
export PORT SCHOOLS

.DEFAULT_GOAL := help
.PHONY: help demo demo-stop demo-clean check test test-engines e2e bench format messages requirements

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/.demo ## Start the portal and its schools on http://tptdm.localhost:8000 (PORT=, SCHOOLS=)
	@$(PY) -m cms.demo.up

demo-stop: ## Stop what `make demo` started
	@test ! -x $(PY) || $(PY) -m cms.demo.down

demo-clean: demo-stop ## Remove the demo with all its data
	@test ! -x $(PY) || $(PY) -m tenants.database clean --state $(STATE)
	@rm -rf $(STATE)

check: $(VENV)/.dev ## Lint, types, imports, system checks, migrations, translations
	@sh tests/check.sh

test: $(VENV)/.dev ## All tests but browser and bench
	@$(PY) -m pytest -n 2 tests --ignore=tests/e2e --ignore=tests/bench --ignore=tests/engines

test-engines: $(VENV)/.dev ## Search with a real OpenSearch node (needs java and mvn), or with SEARCH_URL's server
	@$(PY) -m pytest tests/engines

e2e: $(VENV)/.dev ## Journeys and accessibility in a real browser
	@sh tests/e2e/install_browser.sh
	@$(PY) -m pytest -n 2 --dist worksteal tests/e2e

bench: $(VENV)/.dev ## Measure; prints `name: value` lines
	@$(PY) -m tests.bench

format: $(VENV)/.dev ## Put the code into shape
	@$(VENV)/bin/ruff check --fix . && $(VENV)/bin/ruff format .

messages: $(VENV)/.dev ## Collect new texts for translation
	@$(PY) manage.py makemessages -l vi --no-location --no-obsolete --ignore .venv --ignore .demo --ignore tests

requirements: $(VENV)/.dev ## Compile the pinned requirements anew
	@for name in requirements requirements-demo requirements-dev; do \
		$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
			--custom-compile-command "make requirements" $$name.in --output-file $$name.txt || exit 1; done

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: requirements-demo.txt | $(VENV)/bin/python
	@echo "Installing packages (once) …"
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements-demo.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt | $(VENV)/bin/python
	@echo "Installing packages for development (once) …"
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.demo
