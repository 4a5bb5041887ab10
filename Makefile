# The two commands a newcomer needs are `make run` and `make test`; both set up .venv/ first.
PYTHON ?= python3
VENV := .venv
export DAGSTER_DISABLE_TELEMETRY := yes
export GX_ANALYTICS_ENABLED := false
export DO_NOT_TRACK := 1
# Tests start some thirty processes: none of them is to compile the modules again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test browser setup ui lint score compiled dictionary lock vendor

run: setup
	@$(VENV)/bin/swapledger run

test: setup
	@$(VENV)/bin/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder $(ARGS)

# What people see, in a real Chromium; pictures of it are kept in .artefacts/screenshots/.
browser: setup
	@KEEP_SCREENSHOTS=1 $(VENV)/bin/python -m pytest -m browser tests/browser $(ARGS)

# Dagster's own pages: lineage, runs, gates, schedules.
ui: setup
	@$(VENV)/bin/swapledger ui

lint: setup
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports --no-cache

# Extraction against the annotated reports; fails below the pinned score, and where they no longer give the weights in use.
score: setup
	@$(VENV)/bin/python -m pytest -m "fits or not fits" tests/evaluation

# Compiles the modules that read reports (four minutes, a C compiler); SWAPLEDGER_COMPILED=1 then reads almost three times as fast.
compiled: setup
	@$(VENV)/bin/python -m assets.compiling

# Writes docs/data-dictionary.md from the declarations of the tables.
dictionary: setup
	@$(VENV)/bin/python -m warehouse.dictionary

setup: $(VENV)/.ready

# The lock is complete: --no-deps takes it as it stands, --require-hashes refuses anything that was not reviewed.
$(VENV)/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "swapledger needs Python 3.11 or newer; call: make PYTHON=python3.12 " + "run")'
	@echo "Setting up $(VENV) (once; a few minutes) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# Re-resolves the lock for every supported Python; commit the result.
lock:
	@$(PYTHON) -m venv .venv-lock && .venv-lock/bin/pip install --quiet uv
	@.venv-lock/bin/uv pip compile pyproject.toml --extra ui --extra dev --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-header --quiet --output-file requirements.lock
	@rm -rf .venv-lock

# Bundles the charts' library anew, from the versions and hashes in its package-lock.json; commit the result.
vendor:
	@cd assets/publish/briefing/vendor && npm ci --silent && npm run --silent build && rm -rf node_modules
