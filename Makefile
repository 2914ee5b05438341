# `make demo` and `make test` work on a bare Debian or Ubuntu with python3 >= 3.11 and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TEMPLATES = $(shell find templates -name "*.html")
SYSTEM := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation fonts-paratype

.PHONY: demo setup serve test lint format bench mutants clean

demo: setup
	@DEMO=1 $(BIN)/python manage.py demo

serve: setup
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py keep_issued
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@$(BIN)/gunicorn mentorship.wsgi --workers 2 --threads 4 --timeout 120 --max-requests 500 --max-requests-jitter 50 --bind 127.0.0.1:8000

setup: $(VENV)/runtime.stamp $(VENV)/system.stamp

test: setup $(VENV)/dev.stamp
	@$(BIN)/pytest -n 2 --dist loadfile $(TESTS)

lint: setup $(VENV)/dev.stamp
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/mypy
	@$(BIN)/djade --check --target-version 5.2 $(TEMPLATES)
	@$(BIN)/djhtml --check --tabwidth 2 --extra-block capture,,endcapture templates
	@DEMO=1 $(BIN)/python manage.py makemigrations --check --dry-run --verbosity 0

# What lint asks for, as far as a tool can do it.
format: setup $(VENV)/dev.stamp
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .
	@-$(BIN)/djade --target-version 5.2 $(TEMPLATES)
	@$(BIN)/djhtml --tabwidth 2 --extra-block capture,,endcapture templates

bench: setup $(VENV)/dev.stamp
	@$(BIN)/python -m benchmarks $(BENCH)

mutants: setup $(VENV)/dev.stamp
	@$(BIN)/python scripts/mutants.py $(MUTANTS)

clean:
	@rm -rf $(VENV) data

$(VENV)/python.stamp: scripts/venv.sh
	@PYTHON="$(PYTHON)" sh scripts/venv.sh $(VENV)
	@touch $@

$(VENV)/runtime.stamp: requirements.txt $(VENV)/python.stamp
	@echo "Installing what the program needs..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/runtime.stamp
	@echo "Installing what the tests need..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/system.stamp: scripts/system.sh $(VENV)/runtime.stamp
	@sh scripts/system.sh $(BIN)/python $(SYSTEM)
	@touch $@
