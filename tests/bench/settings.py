"""The demo's settings for a throw-away install; BENCH_COLUMNS names releases that add a column."""

import os

from cms.settings.demo import *  # noqa: F403
from cms.settings.demo import INSTALLED_APPS, TENANT_APPS

_columns = [f"tests.bench.columns.{name}" for name in os.environ.get("BENCH_COLUMNS", "").split()]
TENANT_APPS = [*TENANT_APPS, *_columns]
INSTALLED_APPS = [*INSTALLED_APPS, *_columns]
