"""Settings shared by every way of running; all that differs comes from the environment."""

from pathlib import Path

import environ
from django.utils.translation import gettext_lazy

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parents[2]
STATE_DIR = Path(env("STATE_DIR", default=str(BASE_DIR / ".demo")))

# -- Identity ----------------------------------------------------------------
# The portal's host name; every school lives one label below it.
PORTAL_DOMAIN = env("PORTAL_DOMAIN", default="tptdm.localhost")
# Port shown in absolute addresses; empty behind a proxy on 80/443.
PUBLIC_PORT = env("PUBLIC_PORT", default="")
PUBLIC_SCHEME = env("PUBLIC_SCHEME", default="http")
# Extra host names (a school's own domain) are allowed by the registry, not here: the tenant
# middleware answers 404 for every host that no school owns.
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[PORTAL_DOMAIN, f".{PORTAL_DOMAIN}"])

# -- Applications --------------------------------------------------------------
SHARED_APPS = [
    # `tenants` comes first: its migrate_schemas replaces the one of django_tenants.
    "tenants",
    "django_tenants",
    "cms.shared",
    "django_tasks_db",
    "django.contrib.contenttypes",
]
TENANT_APPS = [
    "themes",
    "cms.core",
    "cms.users",
    "cms.media",
    "cms.home",
    "cms.pages",
    "cms.news",
    "cms.schools",
    "cms.search",
    "cms.alerts",
    "cms.albums",
    "cms.appearance",
    "cms.compliance",
    "cms.consultations",
    "cms.contact",
    "cms.directory",
    "cms.disclosures",
    "cms.documents",
    "cms.editing",
    "cms.events",
    "cms.feeds",
    "cms.links",
    "cms.people",
    "cms.projects",
    "cms.statistics",
    "cms.syndication",
    "cms.timetables",
    "wagtail.contrib.forms",
    "cms.lean_wagtail.Redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "cms.lean_wagtail.Snippets",
    "cms.lean_wagtail.Documents",
    "cms.lean_wagtail.Images",
    "wagtail.admin",
    "wagtail",
    "modelsearch",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.contrib.postgres",
]
INSTALLED_APPS = SHARED_APPS + [app for app in TENANT_APPS if app not in SHARED_APPS]

TENANT_MODEL = "tenants.School"
TENANT_DOMAIN_MODEL = "tenants.Domain"
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
# Set the search path once per tenant and connection, not before every query.
TENANT_LIMIT_SET_CALLS = True
# The schema every new school is cloned from; never served, never with user rows.
TEMPLATE_SCHEMA = "template_school"

MIDDLEWARE = [
    "tenants.middleware.RequestIdMiddleware",
    "tenants.middleware.HealthMiddleware",
    "tenants.content_security.ContentSecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tenants.middleware.SchoolMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "tenants.page_cache.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    # Not Django's LocaleMiddleware: a kept page must not be in its first visitor's language.
    "cms.core.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.editing.middleware.RefusedPublicationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    }
]

# -- Database --------------------------------------------------------------------
# `demo` and `test` start an embedded server and put its address here.
DATABASES = {"default": env.db_url("DATABASE_URL", default="postgresql://portal@127.0.0.1:5432/portal")}
DATABASES["default"]["ENGINE"] = "tenants.postgresql"
# A kept connection would carry the last school's search path into the next thread:
# connections go back to psycopg's pool after each request and are set anew when taken.
DATABASES["default"]["CONN_MAX_AGE"] = 0
_options = DATABASES["default"].setdefault("OPTIONS", {})
# A socket directory arrives as an option of the address; dbshell and our raw connections read HOST.
DATABASES["default"]["HOST"] = _options.pop("host", DATABASES["default"].get("HOST", ""))
_options["pool"] = {
    "min_size": 1,
    "max_size": env.int("DATABASE_POOL_SIZE", default=16),
    "timeout": 10,
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# -- Cache: every key carries the school's schema ------------------------------------
_CACHE_KEYS = {
    "KEY_FUNCTION": "django_tenants.cache.make_key",
    "REVERSE_KEY_FUNCTION": "django_tenants.cache.reverse_key",
}
CACHE_URL = env("CACHE_URL", default="")


def _cache(name: str, entries: int) -> dict[str, object]:
    """One cache: Valkey/Redis when CACHE_URL is set, else this process's memory."""
    if CACHE_URL:
        return {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": CACHE_URL,
            "KEY_PREFIX": name,
            **_CACHE_KEYS,
        }
    return {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": name,
        "OPTIONS": {"MAX_ENTRIES": entries},
        **_CACHE_KEYS,
    }


CACHES = {
    "default": _cache("default", 10_000),
    "renditions": {**_cache("renditions", 20_000), "TIMEOUT": 24 * 3600},
    "pages": {**_cache("pages", 2_000), "TIMEOUT": 3600},
}

# -- Sessions and sign-in: rows in the school's own schema, cookies for one host only --
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_DOMAIN = None
CSRF_COOKIE_DOMAIN = None
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
AUTH_USER_MODEL = "users.User"
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600

# Of the filters in lists; django-filter's own is a row of dashes.
FILTERS_EMPTY_CHOICE_LABEL = gettext_lazy("All")

# -- Language and time -----------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
# Wagtail comes with a seventh of its texts in Vietnamese, the rest is in locale/wagtail; what Django
# lacks is in locale/django.
LOCALE_PATHS = [BASE_DIR / "locale" / part for part in ("", "wagtail", "django")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
FIRST_DAY_OF_WEEK = 1
FORMAT_MODULE_PATH = ["cms.formats"]

# -- Files ---------------------------------------------------------------------------------
VAR_DIR = Path(env("VAR_DIR", default=str(STATE_DIR)))
FONT_BUILD_DIR = VAR_DIR / "built" / "fonts"
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [VAR_DIR / "built"] if (VAR_DIR / "built").is_dir() else []
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# A folder per school below MEDIA_ROOT; addresses carry no folder, the host names the school.
MULTITENANT_RELATIVE_MEDIA_ROOT = "%s"
SHARED_MEDIA_URL = "/media-chung/"
SHARED_MEDIA_ROOT = VAR_DIR / "media-shared"
STORAGES = {
    "default": {"BACKEND": "tenants.storage.SchoolFileStorage"},
    "shared": {"BACKEND": "tenants.storage.SharedFileStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
        # Public, and read by nginx under another account; uploads are neither.
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}
WHITENOISE_MAX_AGE = 600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750

# -- Tasks: rows in public, each remembering its school -------------------------------------
TASKS = {"default": {"BACKEND": "tenants.tasks.SchoolTaskBackend", "QUEUES": []}}

# -- Mail ---------------------------------------------------------------------------------------
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default=f"khong-tra-loi@{PORTAL_DOMAIN}")

# -- Security -------------------------------------------------------------------------------------
SECRET_KEY = env("SECRET_KEY", default="insecure-demo-key")
DEBUG = env.bool("DEBUG", default=False)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
# Whom to tell of a weakness (/.well-known/security.txt); empty: each site's own address.
SECURITY_CONTACT = env("SECURITY_CONTACT", default="")
X_FRAME_OPTIONS = "SAMEORIGIN"
# W003: addresses in e-mails come from the school that sends them, never from one setting.
SILENCED_SYSTEM_CHECKS = ["wagtailadmin.W003"]

# -- Wagtail -------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Cổng thông tin trường học"
# Decided on day one (docs/decisions/0002): our own page model, whose columns hold what lists need.
WAGTAIL_PAGE_MODEL = "core.BasePage"
WAGTAILIMAGES_IMAGE_MODEL = "media.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "media.Attachment"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_USER_LOGIN_FORM = "cms.users.forms.LoginForm"
# One country, one zone; the full list also has names that browsers refuse.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.media.forms.PictureForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif"]
# As good to the eye as the 80 of WebP, and a tenth smaller.
WAGTAILIMAGES_AVIF_QUALITY = 60
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "csv", "txt", "zip", "mp4", "webm", "vtt"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# Videos too. nginx lets a form with such a file through (MAX_BODY in deploy/nginx/render.py).
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.media.attachment_forms.AttachmentForm"
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "pages/password_required.html"  # noqa: S105
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
MODELSEARCH_BACKENDS = {"default": {"BACKEND": "cms.search.admin_backend"}}

# -- Search -------------------------------------------------------------------------------------------------
# Address of an OpenSearch or Elasticsearch server; without one PostgreSQL answers (docs/search-server.md).
SEARCH_URL = env("SEARCH_URL", default="")
# The alias that is asked; indices behind it are named after it.
SEARCH_INDEX = env("SEARCH_INDEX", default="portal-search")

# -- Digital signatures of PDFs -------------------------------------------------------------------------
# Folder of root certificates (PEM or DER) that signatures are trusted by; empty: none is ever trusted.
SIGNATURE_TRUST_ROOTS = env("SIGNATURE_TRUST_ROOTS", default="")
SIGNATURE_MAX_SIZE = WAGTAILDOCS_MAX_UPLOAD_SIZE

# -- Page cache -----------------------------------------------------------------------------------------
PAGE_CACHE_ENABLED = env.bool("PAGE_CACHE_ENABLED", default=True)
# Listen for changes made by other processes; off where one process does everything (tests).
CHANGE_LISTENER_ENABLED = env.bool("CHANGE_LISTENER_ENABLED", default=True)

# -- Logs: one JSON line each, with schema and request id ----------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"school": {"()": "tenants.logs.SchoolFilter"}},
    "formatters": {"json": {"()": "tenants.logs.SchoolJsonFormatter"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["school"],
            "formatter": "json",
        }
    },
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django.server": {"level": "WARNING"},
        # Wagtail logs each page's title when it is made: noise, and drafts are nobody's business.
        "wagtail": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        # A line for each question; ours says what failed.
        "opensearch": {"level": "ERROR"},
        "elastic_transport": {"level": "ERROR"},
    },
}

# nginx in front sends files named by X-Accel-Redirect (deploy/nginx).
PROXY_SENDS_FILES = env.bool("PROXY_SENDS_FILES", default=False)

# -- Requirements (cms/compliance) -----------------------------------------------------------------------
# Ask the network about IPv6, certificate and linked systems, once a night.
REQUIREMENT_NETWORK_CHECKS = env.bool("REQUIREMENT_NETWORK_CHECKS", default=False)
# Files whose age says when the last backup, and the last trial of a restore, was done.
BACKUP_STAMP_FILE = env("BACKUP_STAMP_FILE", default="")
RESTORE_STAMP_FILE = env("RESTORE_STAMP_FILE", default="")
