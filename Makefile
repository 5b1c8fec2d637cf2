# Two commands: `make run` shows the site on this machine, `make test` checks everything.
# Needed: Python 3.11 or newer. Everything else is installed into .venv, from exact pins.

.PHONY: help run test test-deep bench audit lint format requirements packages packages-dev clean
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON := .venv/bin/python

help:
	@echo "make run           show the site at http://127.0.0.1:8000 (PORT=8001 make run: elsewhere)"
	@echo "make test          check everything"
	@echo "make test-deep     more chance: other random guides, faults and people than last time, and many more"
	@echo "make bench         measure it (BENCH=serve: one part); alone on the machine, about an hour"
	@echo "make lint          check style only; make format puts it right"
	@echo "make audit         look for known weaknesses in the packages"
	@echo "make requirements  pin what pyproject.toml asks for (UPGRADE=1: newest releases)"
	@echo "make clean         remove .venv and var: the installed packages, the database and its content"

run:
	@printf '[1/7] Python packages ... '
	@sh ./install.sh requirements.txt
	@exec $(PYTHON) -m msphysio.run

# Files go to workers as a whole, in the order of tests/conftest.py: what they share, as a running site, is made once.
# The dozens of servers and commands that they start load what the first has compiled.
test: export PYTHONDONTWRITEBYTECODE =
test: lint
	@$(PYTHON) -m pytest -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder $(PYTEST)

test-deep: packages-dev
	@EXAMPLES=new MUTANTS=100 HISTORY_PARTS=10 $(PYTHON) -m pytest -n logical --dist load $(or $(PYTEST),tests/engine tests/referrals/test_other_clients.py)

bench: packages-dev
	@$(PYTHON) -m bench $(BENCH)

audit: packages-dev
	@$(PYTHON) -m bench.audit

lint: packages-dev
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .

format: packages-dev
	@.venv/bin/ruff check --fix .
	@.venv/bin/ruff format .

packages-dev:
	@printf 'Python packages ... '
	@sh ./install.sh requirements-dev.txt

# One resolution for every platform, with hashes. The second file holds the first one's pins and the developers' tools.
PIN := .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate $(if $(UPGRADE),--upgrade)
requirements: packages-dev
	@$(PIN) pyproject.toml --output-file requirements.txt
	@$(PIN) pyproject.toml --group dev --constraint requirements.txt --output-file requirements-dev.txt

clean:
	@rm -rf .venv var
