"""Which e-mail addresses may stand on a site: those of the education sector or the state (TT 37/2020 Điều 4)."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tenants.registry import registry
from tenants.schema import connection

STATE_DOMAINS = ("edu.vn", "gov.vn")
FREE_PROVIDERS = frozenset(
    {"gmail.com", "yahoo.com", "yahoo.com.vn", "hotmail.com", "outlook.com", "icloud.com", "live.com"}
)


def is_official(address: str) -> bool:
    """Tell whether an address lies on the school's own host, below the portal's, or on *.edu.vn / *.gov.vn."""
    domain = address.rpartition("@")[2].lower()
    return any(domain == allowed or domain.endswith(f".{allowed}") for allowed in _allowed())


def validate_official(address: str) -> None:
    """Refuse an address that is not official, saying why and what to do."""
    if is_official(address):
        return
    if address.rpartition("@")[2].lower() in FREE_PROVIDERS:
        raise ValidationError(
            _(
                "Addresses of free services may not stand on the site (Circular 37/2020, Article 4): "
                "they belong to a person and leave with them. Enter the mailbox on the school's domain."
            )
        )
    raise ValidationError(
        _("Enter an official address: on this site's own domain, or one that ends in .edu.vn or .gov.vn.")
    )


def _allowed() -> tuple[str, ...]:
    school = registry.school_for_schema(connection.schema_name)
    own = (school.primary_host,) if school else ()
    return (*own, settings.PORTAL_DOMAIN, *STATE_DOMAINS)
