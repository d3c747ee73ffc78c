"""An ordinary Wagtail project as `wagtail start` makes it, in Vietnamese and without DEBUG."""

import os
import sys
import types

import environ

# The templates' tags keep pictures per content version of a school; here there is but one.
_registry = types.ModuleType("tenants.registry")
_registry.current_version = lambda: 0  # type: ignore[attr-defined]
sys.modules["tenants.registry"] = _registry

SECRET_KEY = "a-key-for-a-database-that-lives-for-minutes"
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
INSTALLED_APPS = [
    "twin_project",
    "themes",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.admin",
    "wagtail",
    "modelsearch",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    # The templates ask `request.tenant` for name and contacts; here it is a constant.
    "twin_project.frame.ConstantSchoolMiddleware",
]
ROOT_URLCONF = "twin_project.urls"
WSGI_APPLICATION = "twin_project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
DATABASES = {"default": environ.Env.db_url_config(os.environ["TWIN_DATABASE_URL"])}
# As ours: a pool of the same size.
_options = DATABASES["default"].setdefault("OPTIONS", {})
DATABASES["default"]["HOST"] = _options.pop("host", DATABASES["default"].get("HOST", ""))
_options["pool"] = {"min_size": 1, "max_size": 16, "timeout": 10}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "default"},
    "renditions": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "renditions",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
STATIC_URL = "/static/"
# The files our own site has collected.
STATIC_ROOT = os.environ["TWIN_STATIC_ROOT"]
MEDIA_URL = "/media/"
MEDIA_ROOT = os.environ["TWIN_MEDIA_ROOT"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WAGTAIL_SITE_NAME = "Twin"
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_BASE_URL = "http://localhost"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}
WAGTAIL_ENABLE_UPDATE_CHECK = False
SILENCED_SYSTEM_CHECKS = ["models.W042"]
