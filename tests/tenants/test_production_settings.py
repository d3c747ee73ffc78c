"""Production refuses to start when something is unsafe, and says what."""

import os
import subprocess
import sys

import pytest

from tests.databases import ROOT

SAFE = {
    "SECRET_KEY": "k3y-" * 20,
    "PORTAL_DOMAIN": "truonghoc.example.vn",
    "DATABASE_URL": "postgresql://portal:x@db/portal",
}
CODE = """
import cms.settings.production as s
print(s.DEBUG, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0, s.ALLOWED_HOSTS)
"""


def start(**environ: str) -> subprocess.CompletedProcess[str]:
    """Import the settings in a process with nothing but this environment."""
    return subprocess.run(
        [sys.executable, "-c", CODE],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environ},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_safe_settings_start():
    done = start(**SAFE)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "False True True True ['truonghoc.example.vn', '.truonghoc.example.vn']"


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"DEBUG": "true"}, "DEBUG"),
        ({"SECRET_KEY": None}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "insecure-" * 10}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": ".truonghoc.example.vn,*"}, "ALLOWED_HOSTS"),
        ({"PORTAL_DOMAIN": None}, "ALLOWED_HOSTS"),
        ({"DATABASE_URL": None}, "DATABASE_URL"),
    ],
)
def test_an_unsafe_setting_is_refused_and_named(changes, named):
    environ = {**SAFE, **changes}
    done = start(**{name: value for name, value in environ.items() if value is not None})
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured" in last
    assert named in last
    assert SAFE["SECRET_KEY"] not in last


def test_all_that_is_unsafe_is_named_at_once():
    last = start(DEBUG="1", ALLOWED_HOSTS="*").stderr.strip().splitlines()[-1]
    for named in ("DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"):
        assert named in last


def test_wsgi_starts_with_production_unless_told_otherwise():
    code = "import os, cms.wsgi"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert "Production settings refuse to start" in done.stderr
