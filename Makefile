# make chat   the coach in the terminal (installs what is missing)
# make test   the tests          make lint   all checks
# make venv   only install       make lock   renew requirements/*.txt from pyproject.toml
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install

.PHONY: chat test lint venv lock bench clean

chat: .venv/run.stamp
	@$(BIN)/spotter chat $(ARGS)

test: .venv/dev.stamp
	$(BIN)/python -m pytest -n auto $(ARGS)

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/spotter rules check
	$(BIN)/spotter rules test
	PATH="$(CURDIR)/$(BIN):$$PATH" sh deploy/check.sh

bench: .venv/dev.stamp
	$(BIN)/python bench/run.py

venv: .venv/run.stamp

.venv/run.stamp: requirements/run.txt requirements/build.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing Spotter into .venv (once) ..."
	@$(PIP) --require-hashes -r requirements/run.txt -r requirements/build.txt
	@$(PIP) --no-build-isolation --no-deps --editable .
	@$(BIN)/python -m compileall -q bot
	@touch $@

.venv/dev.stamp: .venv/run.stamp requirements/dev.txt
	@echo "Installing the development tools into .venv (once) ..."
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

lock:
	sh requirements/lock.sh

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
