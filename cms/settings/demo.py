"""`make demo`: embedded database, local files, e-mail in the log."""

import os
import secrets
from pathlib import Path

from tenants.database.embedded import ensure_running

_state = Path(os.environ.setdefault("STATE_DIR", str(Path(__file__).resolve().parents[2] / ".demo")))
_state.mkdir(parents=True, exist_ok=True)
os.environ["DATABASE_URL"] = ensure_running(_state)

# A key of this machine's own, made once: a demo left running must not use a published secret.
_key_file = _state / "secret_key"
if not _key_file.exists():
    _key_file.touch(mode=0o600)
    _key_file.write_text(secrets.token_urlsafe(50))
os.environ.setdefault("SECRET_KEY", _key_file.read_text())
# The demo signs some documents itself and trusts its own certificate.
os.environ.setdefault("SIGNATURE_TRUST_ROOTS", str(_state / "trust-roots"))
os.environ.setdefault("PUBLIC_PORT", os.environ.get("PORT", "8000"))

from cms.settings.base import *  # noqa: E402, F403
from cms.settings.base import INSTALLED_APPS, TENANT_APPS  # noqa: E402

TENANT_APPS.append("cms.demo")
INSTALLED_APPS.append("cms.demo")
