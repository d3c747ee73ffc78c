"""The registry in the public schema: who is hosted, under which host, by which authority."""

import re
from typing import Any, NoReturn

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_tenants.models import DomainMixin, TenantMixin

from tenants.enums import SchoolKind, SchoolStatus

SLUG_PATTERN = re.compile(r"^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$")
PORTAL_SCHEMA = "portal"


class Authority(models.Model):
    """A body that manages schools. Data, not a constant: since 01/07/2025 the wards do (NĐ 142/2025)."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("managing authority")
        verbose_name_plural = _("managing authorities")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class School(TenantMixin):
    """One hosted site: a school, or the office's portal (kind `office`).

    The row says nothing about content; it exists before its schema does and is visible to
    visitors only in the statuses ready, suspended and archived.
    """

    # Provisioning makes and drops schemas itself, inside one transaction (tenants/provisioning.py).
    auto_create_schema = False
    auto_drop_schema = False

    slug = models.CharField(
        _("short address"),
        max_length=48,
        unique=True,
        validators=[RegexValidator(SLUG_PATTERN, _("Use small letters a–z, digits and hyphens."))],
        help_text=_("First part of the address, for example th-phu-hoa. At most 48 characters."),
    )
    name = models.CharField(_("full name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=32, choices=SchoolKind.choices)
    ministry_code = models.CharField(
        _("Ministry code"),
        max_length=20,
        blank=True,
        help_text=_("Code of the school in the Ministry's database, if known."),
    )
    ward = models.CharField(_("ward"), max_length=100, blank=True)
    address = models.CharField(_("address"), max_length=255, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    authority = models.ForeignKey(
        Authority,
        verbose_name=_("managing authority"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="schools",
    )
    status = models.CharField(
        _("status"),
        max_length=16,
        choices=SchoolStatus.choices,
        default=SchoolStatus.REQUESTED,
        db_index=True,
    )
    status_reason = models.TextField(
        _("reason of the status"), blank=True, help_text=_("Shown to visitors of a suspended school.")
    )
    progress = models.CharField(_("progress"), max_length=200, blank=True)
    admin_email = models.EmailField(_("first administrator's e-mail"), blank=True)
    # Which state of the code its roles were last brought up to (tenants/upkeep.py).
    upkeep_stamp = models.CharField(max_length=200, blank=True, default="", db_default="", editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("schools")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.schema_name:
            self.schema_name = schema_for(self.slug)
        if not self.short_name:
            self.short_name = self.name[:80]
        super().save(*args, **kwargs)

    def __enter__(self) -> NoReturn:
        """Refuse django-tenants' `with school:`: it keeps one list for all threads and swaps their schools."""
        raise TypeError("Use django_tenants.utils.tenant_context(school) instead of `with school:`.")

    @property
    def is_portal(self) -> bool:
        """True for the education office's own site."""
        return self.schema_name == PORTAL_SCHEMA

    @property
    def host(self) -> str:
        """The primary host name; costs a query unless `domains` is prefetched."""
        return next((d.domain for d in self.domains.all() if d.is_primary), "")

    @property
    def root_url(self) -> str:
        """Absolute address of the site, without a final slash."""
        return url_of_host(self.host)


class Domain(DomainMixin):
    """A host name of a school. Those that are not primary redirect to the one that is."""

    class Meta:
        verbose_name = _("host name")
        verbose_name_plural = _("host names")


class ContentVersion(models.Model):
    """How often a school's public content has changed: part of every page-cache key."""

    schema_name = models.CharField(max_length=63, primary_key=True)
    version = models.BigIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.schema_name}: {self.version}"


def schema_for(slug: str) -> str:
    """Return the schema name of a slug: `th-phu-hoa` -> `s_th_phu_hoa`. The portal's is `portal`."""
    return PORTAL_SCHEMA if slug == PORTAL_SCHEMA else "s_" + slug.replace("-", "_")


def host_for(slug: str) -> str:
    """Return the host name a slug gets on this install."""
    return settings.PORTAL_DOMAIN if slug == PORTAL_SCHEMA else f"{slug}.{settings.PORTAL_DOMAIN}"


def url_of_host(host: str) -> str:
    """Return `scheme://host[:port]` as visitors reach it."""
    port = f":{settings.PUBLIC_PORT}" if settings.PUBLIC_PORT else ""
    return f"{settings.PUBLIC_SCHEME}://{host}{port}"
