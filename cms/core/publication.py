"""What stands between a text and the public: questions asked of every page before it goes live.

An app registers a guard; the page form asks it when somebody sends or publishes, and every way to
publish (form, approval, explorer, interface for programs) ends in `check`, which no view can skip.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from django.db import models
from wagtail.actions.publish_page_revision import PublishPageRevisionAction

if TYPE_CHECKING:
    from cms.core.models import BasePage

Children = Mapping[str, Iterable[models.Model]]


class Severity(StrEnum):
    """How much stands in the way."""

    NOTE = "note"  # worth a look
    ERROR = "error"  # has to be mended
    DECISION = "decision"  # somebody who may publish has to decide


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing somebody should look at before a page is public."""

    severity: Severity
    kind: str
    message: str
    place: str
    anchor: str = ""
    excerpt: str = ""
    # Tells equal remarks apart from new ones without holding what was found.
    key: str = ""


class PublicationRefused(Exception):
    """A page may not go live as it is; str() says why, for the person who tried."""

    def __init__(self, page: "BasePage", reason: str) -> None:
        super().__init__(reason)
        self.page = page


class Guard(Protocol):
    """Who examines pages. Each method runs in the page's school."""

    def remarks(self, page: "BasePage", children: Children | None = None) -> list[Remark]:
        """Return all that is to be said of a page; `children` stand for rows not saved yet.

        Decisions that were taken already are left out.
        """
        ...

    def decide(self, page: "BasePage", user: Any, remarks: list[Remark], reason: str) -> None:
        """Keep that `user` lets these remarks pass, and why."""
        ...

    def objection(self, page: "BasePage", user: Any) -> str:
        """Return why `user` may not publish this page whatever is in it, or ""; asked before the form is saved."""
        ...

    def refusal(self, page: "BasePage", revision: Any, user: Any) -> str:
        """Return why `user` may not publish this revision, or ""."""
        ...


_guards: list[Guard] = []


def guard(instance: Guard) -> None:
    """Register a guard, once."""
    if instance not in _guards:
        _guards.append(instance)


def remarks(page: "BasePage", children: Children | None = None) -> list[Remark]:
    """Return what all guards say of a page."""
    return [remark for one in _guards for remark in one.remarks(page, children)]


def objections(page: "BasePage", user: Any) -> list[str]:
    """Return why this person may not publish this page at all."""
    return [words for one in _guards if (words := one.objection(page, user))]


def decide(page: "BasePage", user: Any, found: list[Remark], reason: str) -> None:
    """Keep a decision with every guard."""
    for one in _guards:
        one.decide(page, user, found, reason)


def check(page: "BasePage", revision: Any, user: Any) -> None:
    """Raise PublicationRefused when a guard objects."""
    for one in _guards:
        if reason := one.refusal(page, revision, user):
            raise PublicationRefused(page, reason)


def install() -> None:
    """Put `check` into the one action through which every publication goes."""
    allowed = PublishPageRevisionAction.check

    def checked(self: PublishPageRevisionAction, skip_permission_checks: bool = False) -> None:
        allowed(self, skip_permission_checks)
        check(self.object, self.revision, self.user)

    if allowed.__name__ != checked.__name__:
        PublishPageRevisionAction.check = checked  # type: ignore[method-assign]
