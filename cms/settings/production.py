"""Production: everything from the environment; refuses to start when something is unsafe."""

from django.core.exceptions import ImproperlyConfigured

from cms.settings.base import *  # noqa: F403
from cms.settings.base import ALLOWED_HOSTS, DEBUG, SECRET_KEY, env

_problems = []
if DEBUG:
    _problems.append("DEBUG must be off")
if len(SECRET_KEY) < 50 or "insecure" in SECRET_KEY:
    _problems.append("SECRET_KEY must be set to a secret of at least 50 characters")
if "*" in ALLOWED_HOSTS or any(host.endswith(".localhost") for host in ALLOWED_HOSTS):
    _problems.append("ALLOWED_HOSTS (or PORTAL_DOMAIN) must name the real hosts, not '*' or localhost")
if not env("DATABASE_URL", default=""):
    _problems.append("DATABASE_URL must be set")
if _problems:
    raise ImproperlyConfigured("Production settings refuse to start: " + "; ".join(_problems) + ".")

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
# Health probes come over plain HTTP from the container engine.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
