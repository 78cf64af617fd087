# `make run`: the page over the demo record. `make test`: everything that must hold. Both install what they need.
# `make screenshots`: what people see, in docs/screenshots/.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Installed again only when pyproject.toml changes.
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev
# Looks through every page for what would shut a reader out.
AXE := .axe/node_modules/axe-core/package.json

.PHONY: run test lint browser postgresql screenshots clean

run: $(INSTALLED)
	$(BIN)/python app.py

test: $(INSTALLED_DEV) $(AXE) lint browser postgresql
	$(BIN)/python -m pytest

lint: $(INSTALLED_DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

browser:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || { \
	  echo "The browser tests need Chromium. Debian, Ubuntu: sudo apt-get install chromium; macOS: brew install --cask chromium; or have google-chrome on the PATH." >&2; exit 1; }
	@command -v nginx >/dev/null || test -x /usr/sbin/nginx || { \
	  echo "The browser tests need nginx. Debian, Ubuntu: sudo apt-get install nginx-light; macOS: brew install nginx." >&2; exit 1; }

postgresql:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || { \
	  echo "The tests of the store need PostgreSQL. Debian, Ubuntu: sudo apt-get install postgresql; macOS: brew install postgresql." >&2; exit 1; }

$(VENV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Woordelijk needs Python 3.11 or later; this is $$($(PYTHON) --version). Name another: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(INSTALLED): pyproject.toml | $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(INSTALLED_DEV): pyproject.toml | $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"
	touch $@ $(INSTALLED)

$(AXE):
	@command -v npm >/dev/null || { \
	  echo "The tests of access need npm, which brings axe-core. Debian, Ubuntu: sudo apt-get install npm; macOS: brew install node." >&2; exit 1; }
	npm install --silent --no-save --no-package-lock --prefix .axe axe-core@4.14

screenshots: $(INSTALLED_DEV) browser
	$(BIN)/python -m tests.browser.screenshots

clean:
	rm -rf .axe $(VENV) build *.egg-info
