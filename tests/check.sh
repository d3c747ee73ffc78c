#!/bin/sh
# `make check`: everything that can be known without running the product.
set -eu
bin=.venv/bin
step() { printf '== %s\n' "$1"; }

step "ruff: lint and format"
"$bin/ruff" check .
"$bin/ruff" format --check .
step "import-linter: imports point down"
"$bin/lint-imports" --no-cache
step "mypy"
"$bin/mypy"
step "Django system checks"
DJANGO_SETTINGS_MODULE=cms.settings.test "$bin/python" manage.py check --fail-level WARNING
step "migrations: none missing"
DJANGO_SETTINGS_MODULE=cms.settings.test "$bin/python" manage.py makemigrations --check --dry-run
step "translations: complete"
"$bin/python" tests/check_translations.py
printf 'All checks passed.\n'
