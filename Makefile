# Yitang: one command for each thing. `make help` lists them. Needs Debian 12 (git, make, Python 3.11), root or sudo.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

# Tests and benchmarks start many programs: each is compiled once, whatever the shell says.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
ARGS ?=
# Tests in so many processes; most of their time is waiting for wires, clocks and servers.
WORKERS ?= 4

# Debian packages: what Qt, the keyboard (libpulse0), the code reader and the printed Chinese need on a bare machine.
PACKAGES := python3-venv \
	libegl1 libgl1 libopengl0 libglib2.0-0 libdbus-1-3 libfontconfig1 libfreetype6 libpulse0 libzbar0 \
	libx11-6 libx11-xcb1 libxcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 \
	libxcb-render0 libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 \
	libxcb-xkb1 libxcb-glx0 libxkbcommon0 libxkbcommon-x11-0 libxext6 libxrandr2 \
	libwayland-client0 libwayland-cursor0 libwayland-egl1 \
	fonts-noto-cjk fonts-wqy-microhei fonts-droid-fallback
LINT_PACKAGES := shellcheck
# Only tests and measurements: a second database, a browser for the web pages (libatomic1 is for what drives it), a
# screen without a screen, the typefaces of the papers that reading is tried on.
TEST_PACKAGES := git postgresql chromium-headless-shell libatomic1 xvfb \
	fonts-arphic-ukai fonts-arphic-uming fonts-dejavu-core fonts-lxgw-wenkai fonts-ocr-b fonts-wqy-zenhei

# A stamp carries the content of what it was made from, so that a changed lock is installed and a second start is idle.
VENV := .venv/made-$(shell cat .requirements.lock .ci/make-venv | sha256sum | cut -c1-16)
PROJECT := .venv/project-$(shell cat pyproject.toml | sha256sum | cut -c1-16)
TRANSLATIONS := $(patsubst %.ts,%.qm,$(wildcard assets/translations/*.ts))

.PHONY: help setup run tour test lint format fresh bench clean system-packages lint-packages test-packages
.DELETE_ON_ERROR:

help: ## Show this list
	@awk -F ':.*## ' '/^##@ /{printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

##@ Use
setup: system-packages $(PROJECT) $(TRANSLATIONS) ## Install what is missing; does nothing where all is there

run: setup ## Start hall, sandbox platform and terminal with simulated devices
	@$(BIN)/kiosk demo $(ARGS)

tour: setup ## The same without a screen: pictures, papers and a report in build/tour
	@$(BIN)/kiosk tour $(ARGS)

##@ Develop
test: test-packages lint ## Everything that must hold: lint, types, imports, QML, tests
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

lint: setup lint-packages ## Style, types, the import rule and the QML types, without the tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python -m tests.harness.qmllint
	@shellcheck .ci/*

format: setup ## Put the code into the house's form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

clean: ## Remove what was built; the installed packages stay
	@rm -rf build .mypy_cache .ruff_cache .import_linter_cache .hypothesis .pytest_cache
	@find . -path ./.venv -prune -o -name __pycache__ -type d -print0 | xargs -0 rm -rf
	@rm -f assets/translations/*.qm

##@ Measure
bench: setup test-packages ## Measure against the goals (ARGS=--short for a first look, ARGS="--json build/bench.json")
	@$(BIN)/python -m tests.bench $(ARGS)

fresh: ## Build a bare Debian 12, run all this in it, report the times (as root; ARGS=--help)
	@.ci/fresh $(ARGS)

system-packages:
	@.ci/install-packages $(PACKAGES)

lint-packages: | system-packages
	@.ci/install-packages $(LINT_PACKAGES)

test-packages: | system-packages
	@.ci/install-packages $(TEST_PACKAGES)

$(VENV): | system-packages
	@.ci/make-venv
	@rm -f .venv/made-*
	@touch $@

$(PROJECT): $(VENV)
	@$(BIN)/pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --editable .
	@rm -f .venv/project-*
	@touch $@

%.qm: %.ts | $(PROJECT)
	@$(BIN)/pyside6-lrelease -silent $< -qm $@
