"""How often a password may be tried or reset, by account and by address; each school counts for itself.

A school's staff share one address, so that only what fails counts against it. Nothing is stored or
logged that names a person.
"""

import logging
import unicodedata

from django.http import HttpRequest

from cms.core import rate_limit
from cms.core.rate_limit import visitor_address

logger = logging.getLogger(__name__)
MINUTES = 15
ACCOUNT_TRIES = 10
ADDRESS_TRIES = 50
RESETS_PER_HOUR = 5


def may_try(request: HttpRequest, username: str) -> bool:
    """Count an attempt to sign in; False while the account or the address is locked."""
    account = _count("sign-in", "account", _folded(username), ACCOUNT_TRIES, MINUTES * 60)
    address = _count("sign-in", "address", visitor_address(request), ADDRESS_TRIES, MINUTES * 60)
    return account and address


def note_success(request: HttpRequest, username: str) -> None:
    """The attempt just counted was the right password: it speaks against nobody."""
    rate_limit.forget("sign-in.account", _folded(username))
    rate_limit.take_back("sign-in.address", visitor_address(request))


def may_reset(request: HttpRequest, email: str) -> bool:
    """Count the wish for a letter with a new link, whether there is such an account or not."""
    account = _count("reset", "account", _folded(email), RESETS_PER_HOUR, 3600)
    address = _count("reset", "address", visitor_address(request), 4 * RESETS_PER_HOUR, 3600)
    return account and address


def _count(action: str, kind: str, who: str, limit: int, seconds: int) -> bool:
    number = rate_limit.count(f"{action}.{kind}", who, seconds=seconds)
    if number == limit + 1:
        logger.warning("Too many attempts: %s locked for %s", kind, action)
    return number <= limit


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()
