# Two commands do everything on a fresh machine: `make run` opens the desk, `make test` runs every check.
# They need Python 3.11 or newer and a package index that pip can reach; the rest they set up in .venv/.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; exit; }; done)
BIN := $(if $(filter Windows_NT,$(OS)),.venv/Scripts,.venv/bin)
PIP := $(BIN)/python -m pip --disable-pip-version-check
QUIETLY := $(if $(CI),--quiet)
PYTEST_OPTIONS ?= -n 2

# A stamp per content of the locks: what is installed is known from the files, not from their age.
RUN_READY := .venv/.ready-run-$(shell cat requirements.lock pyproject.toml | cksum | cut -d' ' -f1)
TEST_READY := .venv/.ready-test-$(shell cat requirements.lock requirements-dev.lock pyproject.toml | cksum | cut -d' ' -f1)

.DEFAULT_GOAL := help
.PHONY: help run demo test lint bench screenshots freeze wheel lock clean system-libraries

help: ## Show these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: system-libraries $(RUN_READY) ## Set up, build the code index, open the desk on the demo practice
	@$(BIN)/coderdesk codesets build
	@if [ "$$(uname -s)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		echo "There is no display here, so the demonstration runs without a window and leaves its results in demo-out/."; \
		$(BIN)/coderdesk demo --out demo-out; \
	else \
		$(BIN)/coderdesk --demo; \
	fi

demo: system-libraries $(RUN_READY) ## Drive the main job offscreen; leave claim, invoice and pictures in demo-out/
	@$(BIN)/coderdesk demo --out demo-out

test: system-libraries $(TEST_READY) ## Set up and run every check; the first that fails stops
	@echo "== ruff: style and likely mistakes"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@echo "== mypy: types"
	@$(BIN)/mypy
	@echo "== import-linter: the arrows between the packages"
	@$(BIN)/lint-imports
	@echo "== pytest: behaviour, packages and the main job"
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest $(PYTEST_OPTIONS)

bench: system-libraries $(TEST_READY) ## Measure the headline figures, one table per script in benchmarks/
	@set -e; for script in benchmarks/[a-z]*.py; do name=$$(basename $$script .py); \
		echo "== $$name"; QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks.$$name; done

screenshots: system-libraries $(RUN_READY) ## Make the pictures that the README and the docs show
	@$(BIN)/coderdesk demo --out build/screenshots --pictures docs/pictures

wheel: $(TEST_READY) ## Build the wheel into dist/
	@$(BIN)/python -m build --wheel --no-isolation

freeze: system-libraries $(TEST_READY) ## Build the one-folder application dist/coderdesk/ and check it
	@$(BIN)/pyinstaller --noconfirm --log-level WARN build.spec
	@dist/coderdesk/coderdesk --check

lock: $(TEST_READY) ## Resolve the locks again from pyproject.toml (UPGRADE=1: to the newest versions)
	@$(BIN)/uv pip compile --quiet pyproject.toml --group setup --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate $(if $(UPGRADE),--upgrade) --output-file requirements.lock
	@$(BIN)/uv pip compile --quiet pyproject.toml --group dev --constraint requirements.lock --universal \
		--python-version 3.11 --generate-hashes --no-header --no-annotate $(if $(UPGRADE),--upgrade) \
		--output-file requirements-dev.lock

clean: ## Remove what was built or installed here; vaults and settings are elsewhere and stay
	rm -rf .venv build dist demo-out .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

system-libraries:
	@test -n "$(PYTHON)" || { echo "CoderDesk needs Python 3.11 or newer; install it and run make again."; exit 1; }
	@$(PYTHON) .ci/system_libraries.py

.venv/pyvenv.cfg: | system-libraries
	@echo "Making the virtual environment .venv with $(PYTHON)"
	@$(PYTHON) -m venv .venv

$(RUN_READY): requirements.lock | .venv/pyvenv.cfg
	@echo "Installing the locked versions (about 200 MB to fetch the first time)"
	@$(PIP) install $(QUIETLY) --require-hashes -r requirements.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@rm -f .venv/.ready-run-* && touch $@

$(TEST_READY): requirements-dev.lock | .venv/pyvenv.cfg
	@echo "Installing the locked versions and the tools of the checks (about 300 MB to fetch the first time)"
	@$(PIP) install $(QUIETLY) --require-hashes -r requirements-dev.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@rm -f .venv/.ready-* && touch $@ $(RUN_READY)
