"""What must not be used is refused by ruff or by a system check, with a message that says what to use."""

import copy
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.test import override_settings

from tests.databases import ROOT

CACHES = copy.deepcopy(settings.CACHES)
del CACHES["default"]["KEY_FUNCTION"]
DATABASES = copy.deepcopy(settings.DATABASES)
DATABASES["default"]["CONN_MAX_AGE"] = 60
OTHER_ENGINE = copy.deepcopy(settings.DATABASES)
OTHER_ENGINE["default"]["ENGINE"] = "django_tenants.postgresql_backend"
FILES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}


def test_the_project_passes_its_own_checks():
    assert [m for m in run_checks() if not m.is_silenced()] == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"CACHES": CACHES}, "tenants.E001"),
        ({"SESSION_ENGINE": "django.contrib.sessions.backends.signed_cookies"}, "tenants.E002"),
        ({"SESSION_ENGINE": "django.contrib.sessions.backends.cache"}, "tenants.E002"),
        ({"SESSION_COOKIE_DOMAIN": ".tptdm.localhost"}, "tenants.E003"),
        ({"CSRF_COOKIE_DOMAIN": ".tptdm.localhost"}, "tenants.E003"),
        ({"DATABASES": DATABASES}, "tenants.E004"),
        ({"DATABASES": OTHER_ENGINE}, "tenants.E005"),
        ({"TASKS": {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}}, "tenants.E006"),
        ({"STORAGES": FILES}, "tenants.E007"),
        ({"WAGTAIL_PAGE_MODEL": "wagtailcore.Page"}, "core.E003"),
    ],
)
@pytest.mark.filterwarnings("ignore:Overriding setting DATABASES")
def test_an_unsafe_setting_is_an_error(changed, expected):
    with override_settings(**changed):
        found = [message.id for message in run_checks(tags=["project"])]
    assert expected in found


@pytest.mark.parametrize(
    "line",
    [
        "from django.contrib.auth.tokens import default_token_generator",
        "from django.contrib.auth.tokens import PasswordResetTokenGenerator",
        "from django.views.decorators.cache import cache_page",
        "from django_tenants.test.cases import TenantTestCase",
        "from django.core.signing import TimestampSigner",
        "from django.core.signing import Signer",
        "from django.core.signing import dumps",
        "from threading import Timer",
        "from threading import Thread",
        "from concurrent.futures import ThreadPoolExecutor",
        "from django_tasks_db.management.commands.db_worker import Worker",
    ],
)
def test_ruff_refuses(line):
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--select", "TID251", "--stdin-filename", "cms/news/x.py", "-"],
        input=line + "\n",
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "TID251" in done.stdout
