# make demo: from a clean clone to a running, seeded portal. make test: the suite. No other service is needed.
PYTHON ?= python3.11
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py

.PHONY: demo setup test lint types bench pictures serve clean

demo: setup serve

setup: $(VENV)/.run-time .env
	@mkdir -p var/staticfiles
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) seed_demo

serve:
	@echo "Mở http://127.0.0.1:$(PORT) trong trình duyệt. Dừng: Ctrl+C."
	$(BIN)/gunicorn portal.config.wsgi --env DJANGO_SETTINGS_MODULE=portal.config.settings.demo \
		--bind 127.0.0.1:$(PORT) --threads 4 --no-control-socket --access-logfile /dev/null

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto --dist loadgroup $(ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	DJANGO_SETTINGS_MODULE=portal.config.settings.test $(MANAGE) makemigrations --check --dry-run

types: $(VENV)/.dev
	$(BIN)/mypy

bench: $(VENV)/.bench
	$(BIN)/python -m tests.bench

pictures: $(VENV)/.dev
	$(BIN)/python docs/pictures.py

clean:
	rm -rf $(VENV) var .env

.env: | $(VENV)/.run-time
	@umask 077; $(BIN)/python -m portal.config.new_secrets > .env

$(VENV)/.run-time: requirements.txt
	@command -v $(PYTHON) >/dev/null || { echo "Cần Python 3.11: cài rồi chạy lại (PYTHON=đường-dẫn để chỉ bản khác)."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt
	@command -v $(PYTHON) >/dev/null || { echo "Cần Python 3.11: cài rồi chạy lại (PYTHON=đường-dẫn để chỉ bản khác)."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/.run-time

$(VENV)/.bench: $(VENV)/.dev requirements-bench.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	@touch $@
