"""Addresses that editors type: a page of this site, or a whole address."""

import re

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

OWN_OR_WHOLE = re.compile(r"^(/(?!/)\S*|https?://[^\s/]+\S*)$")
validate_address = RegexValidator(OWN_OR_WHOLE, _("Begin with / for a page of this site, or with https://."))


def is_external(address: str) -> bool:
    """Tell whether an address leads to another site."""
    return not address.startswith("/")
