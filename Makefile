# make demo: from a clean clone to a running, seeded portal. make test: the suite. No other service is needed.
# The newest Python from 3.11 to 3.13 that really works: a shim of pyenv may stand for a version that is not installed,
# and Debian's Python has no venv until python3-venv is there. PYTHON=path names another.
PYTHONS := python3.13 python3.12 python3.11 python3 python
WORKS := import sys, ensurepip, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for name in $(PYTHONS); do "$$name" -c '$(WORKS)' >/dev/null 2>&1 && { echo "$$name"; break; }; done)
NO_PYTHON := Cần Python 3.11, 3.12 hoặc 3.13 (Debian, Ubuntu: kèm gói python3-venv). Cài rồi chạy lại, hoặc chỉ rõ: make demo PYTHON=đường-dẫn
PORT ?= 8000
RACES ?= 1000
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py

.PHONY: demo setup venv test coverage races mutants lint types bench measure pictures serve clean

demo: setup serve

setup: venv
	@$(MAKE) --no-print-directory $(VENV)/.run-time .env
	@mkdir -p var/staticfiles
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) seed_demo

serve:
	@echo "Mở http://127.0.0.1:$(PORT) trong trình duyệt. Dừng: Ctrl+C."
	$(BIN)/gunicorn portal.config.wsgi --env DJANGO_SETTINGS_MODULE=portal.config.settings.demo \
		--bind 127.0.0.1:$(PORT) --threads 4 --no-control-socket --access-logfile /dev/null

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto --dist loadgroup $(ARGS)

# Pairs of forms sent at once, on the PostgreSQL of DATABASE_URL; RACES_SEED draws others.
races: $(VENV)/.dev
	RACES=$(RACES) $(BIN)/python -m pytest tests/concurrency -s

# Lines and branches of each rule module, reached by the tests of the apps; ARGS=tests runs the whole suite with it.
coverage: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto --dist loadgroup --cov --cov-report=json:var/coverage.json \
		$(if $(ARGS),$(ARGS),$$($(BIN)/python -m tests.rule_coverage --ignored))
	$(BIN)/python -m tests.rule_coverage var/coverage.json

# Small changes of the rule modules that no test notices: MODULE=tips/deadlines.py for one, SAMPLE=50 SEED=1 for some.
mutants: $(VENV)/.mutants
	$(BIN)/python -m tests.mutants $(if $(MODULE),--module $(MODULE)) $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(SEED),--seed $(SEED))

# The quick tests of names, layers, sizes and templates. `make test` runs them too: LIMITS= leaves them out here.
LIMITS ?= tests/architecture/test_rules.py tests/architecture/test_measures.py tests/architecture/test_templates.py

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/djlint templates portal/config/demo/templates --quiet --check --lint
	$(BIN)/python docs/dev/commit_subjects.py
	DJANGO_SETTINGS_MODULE=portal.config.settings.test $(MANAGE) makemigrations --check --dry-run
	$(if $(LIMITS),$(BIN)/python -m pytest $(LIMITS))

types: $(VENV)/.dev
	$(BIN)/mypy

bench: $(VENV)/.bench
	$(BIN)/python -m tests.bench

# Sizes of the code, into docs/dev/measures.md.
measure: venv
	$(BIN)/python docs/dev/measure.py

pictures: $(VENV)/.dev
	$(BIN)/python docs/pictures.py

clean:
	rm -rf $(VENV) var .env

# Python is looked for only where none was chosen before; a venv whose Python is gone is made anew.
venv:
	@$(BIN)/python -c '$(WORKS)' 2>/dev/null || { \
		python="$(PYTHON)"; \
		"$$python" -c '$(WORKS)' 2>/dev/null || { echo "$(NO_PYTHON)"; exit 1; }; \
		echo "$$python -m venv $(VENV)"; "$$python" -m venv --clear $(VENV); }

.env: | $(VENV)/.run-time
	@umask 077; $(BIN)/python -m portal.config.new_secrets > .env

$(VENV)/.run-time: requirements.txt | venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt | venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/.run-time

$(VENV)/.mutants: $(VENV)/.dev requirements-mutants.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-mutants.txt
	@touch $@

$(VENV)/.bench: $(VENV)/.dev requirements-bench.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	@touch $@
