# Needs Python 3.11 or newer and make, nothing else. Another Python: make demo PYTHON=python3.12
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input
STAMP := $(VENV)/.made-from-lock

.PHONY: demo test lint bench quality clean

demo: $(STAMP)  ## serve the invented district on this machine, audit it, say where the reports lie
	@$(PY) -m site_audit demo

test: $(STAMP)  ## all tests
	@$(PY) -m pytest -n auto --dist worksteal

lint: $(STAMP)  ## style and types
	@$(PY) -m ruff check --quiet .
	@$(PY) -m ruff format --check --quiet .
	@$(PY) -m mypy --no-error-summary

bench: $(STAMP)  ## how fast the parts are beside bare tools and a peer; judges nothing
	@$(PY) -m tests.benchmarks

quality: $(STAMP)  ## how well the shipped rules judge the labelled corpus; judges nothing
	@$(PY) -m tests.quality

clean:  ## the environment and the caches; reports and what is remembered stay
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
	@find site_audit tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.12 …")'
	@echo "Making $(VENV) from requirements.lock, once…"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --quiet --require-hashes -r requirements.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $(STAMP)
