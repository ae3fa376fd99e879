# Two commands do everything: `make run` shows what graphkit does, `make test` shows that it works.
PYTHON ?= python3
BIN := .venv/bin
# Each process has a Neo4j server of its own, so not where one is named by NEO4J_URI; and not more than four of them.
SIDE_BY_SIDE := --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
.DEFAULT_GOAL := help
.PHONY: help run test check format train eval bench picture clean

help: ## say what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: .venv/ready ## set up, load the five briefs and the reference tables, print the lithium report, draw a map
	@$(BIN)/graphkit load briefs reference
	@echo
	@$(BIN)/graphkit report partners lithium
	@echo
	@$(BIN)/graphkit map graphkit-map.html --sentences --title "Critical-minerals diplomacy: the five briefs"

test: check .build/neo4j/ready .build/drivers/ready .build/browser/ready ## set up, then check and test everything, on the embedded store and on a real Neo4j
	$(BIN)/python -m pytest $(if $(NEO4J_URI),,$(SIDE_BY_SIDE))

check: .venv/ready ## lint, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/ready ## put the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## remove what was made: the environment, caches and the store of `make run`
	rm -rf .venv .build .mypy_cache .ruff_cache .pytest_cache .hypothesis graphkit-store graphkit-map.html

# A real Neo4j Community server for the tests, from Maven Central; fetched once.
.build/neo4j/ready: tests/neo4j/pom.xml
	@command -v java >/dev/null && command -v mvn >/dev/null || \
	  { test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -y -qq default-jdk-headless maven; } || \
	  { sudo -n true 2>/dev/null && sudo apt-get update -qq && sudo apt-get install -y -qq default-jdk-headless maven; } || \
	  { echo "The tests need a JDK and Maven. Type: sudo apt-get install default-jdk-headless maven"; exit 1; }
	mvn --quiet --batch-mode --file tests/neo4j/pom.xml dependency:copy-dependencies \
	  -DoutputDirectory=$(CURDIR)/.build/neo4j -DincludeScope=runtime
	@touch $@

# Neo4j's JavaScript driver for the tests; they go without it where there is no Node, but not in CI.
.build/drivers/ready: tests/drivers/package-lock.json
	@mkdir -p .build/drivers
	@cp tests/drivers/package.json tests/drivers/package-lock.json .build/drivers/
	@command -v npm >/dev/null || \
	  { test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -y -qq --no-install-recommends nodejs npm; } || \
	  echo "There is no Node here; the tests of the JavaScript driver are left out."
	@! command -v npm >/dev/null || npm ci --prefix .build/drivers --silent --no-audit --no-fund
	@touch $@

# A real browser for the tests of maps, and from npm a checker of accessibility and a linter for the page's script.
.build/browser/ready: tests/browser/package-lock.json .build/drivers/ready
	@command -v chromium >/dev/null || \
	  { test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core; } || \
	  { sudo -n true 2>/dev/null && sudo apt-get update -qq && sudo apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core; } || \
	  { echo "The tests of maps need Chromium. Type: sudo apt-get install chromium"; exit 1; }
	@mkdir -p .build/browser
	@cp tests/browser/package.json tests/browser/package-lock.json .build/browser/
	@! command -v npm >/dev/null || npm ci --prefix .build/browser --silent --no-audit --no-fund
	@touch $@

# Debian splits the venv module off; where we may, we install it, else we say what to type.
.venv/ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "graphkit needs Python 3.11 or newer; give one by: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -y -qq python3-venv; } || \
	  { sudo -n true 2>/dev/null && sudo apt-get update -qq && sudo apt-get install -y -qq python3-venv; } || \
	  { echo "Python's venv module is missing. Type: sudo apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

train: .venv/ready ## train the reader's model again: the same bytes from the same articles
	$(BIN)/python tests/reading/train.py

eval: .venv/ready ## measure the reader on its articles, batch by batch, into tests/reading/RESULTS.md
	$(BIN)/python tests/reading/evaluate.py --last

bench: .venv/ready .build/neo4j/ready ## measure speed, each thing beside a peer; BACI=baci.db adds a million rows
	@$(BIN)/python -m tests.bench.writing
	@$(BIN)/python -m tests.bench.commands $(BACI)
	@$(BIN)/python -m tests.bench.networks  # betweenness beside networkx alone, and igraph where it is installed
	@$(BIN)/python -m tests.bench.networks store
	@test -z "$(BACI)" || $(BIN)/python -m tests.bench.bulk $(BACI) --neo4j  # BACI=baci.db: a million rows of trade, see there

picture: .venv/ready ## draw the pictures in the README again
	@$(BIN)/graphkit --store .venv/picture load briefs reference
	@$(BIN)/graphkit --store .venv/picture report partners lithium | $(BIN)/python docs/picture.py
	@$(BIN)/graphkit --store .venv/picture map .venv/map.html --sentences --title "Critical-minerals diplomacy: the five briefs"
	@$(BIN)/python -m docs.map_pictures .venv/map.html
