"""Registry of checks: which requirement of Circular 37/2020 (and its companions) does a site meet?

The requirements themselves are data (cms/compliance/data). The app that owns a kind of content
registers the check of its requirement in its own `requirement_checks.py`, imported by its
`AppConfig.ready`:

    @checks("cat-school-leaders")
    def leaders(school: School) -> Finding:
        ...

A check runs in the schema of its school, reads only, and never says "passed" of what it has not
seen: an empty page is missing, not passed.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.models import School


class State(models.TextChoices):
    """Outcome of a check."""

    PASSED = "passed", _("met")
    MISSING = "missing", _("missing")
    OUTDATED = "outdated", _("out of date")
    NOT_APPLICABLE = "not_applicable", _("does not apply")
    # Nothing was seen that says yes or no: the check is off, or failed, or a person has to look.
    UNKNOWN = "unknown", _("not checked")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found, with the words for the school and the admin address where to mend it."""

    state: State
    message: str = ""
    fix_url: str = ""


Check = Callable[[School], Finding]
_checks: dict[str, Check] = {}


def checks(code: str) -> Callable[[Check], Check]:
    """Register the decorated function as the check of one requirement; twice is an error."""

    def register(check: Check) -> Check:
        if code in _checks:
            raise ValueError(f"Two checks for {code}")
        _checks[code] = check
        return check

    return register


def registered() -> dict[str, Check]:
    """Return the checks by the requirement's code."""
    return dict(_checks)
