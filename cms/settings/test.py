"""Tests: a throw-away database, fast password hashes, nothing leaves the process."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tenants.database.embedded import ensure_running

_state = Path(__file__).resolve().parents[2] / ".demo" / "test"
os.environ["STATE_DIR"] = str(_state)
_state.mkdir(parents=True, exist_ok=True)
os.environ["DATABASE_URL"] = ensure_running(_state, durable=False)
os.environ["SECRET_KEY"] = "test-only-key"
os.environ["PUBLIC_PORT"] = ""
os.environ["CHANGE_LISTENER_ENABLED"] = "false"
os.environ["CACHE_URL"] = ""

from cms.settings.base import *  # noqa: E402, F403
from cms.settings.base import DATABASES, STORAGES  # noqa: E402

# Tests hold transactions open and create databases: plain connections, no pool.
DATABASES["default"]["OPTIONS"].pop("pool")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="portal-test-media-"))
SHARED_MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="portal-test-shared-"))
for _folder in (MEDIA_ROOT, SHARED_MEDIA_ROOT):
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"level": "ERROR"}}
