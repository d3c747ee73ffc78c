"""The guard of publications: easy to read, no personal data by accident, read by a second person."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from cms.core import personal_data as personal
from cms.core.models import BasePage
from cms.core.publication import Children, Remark, Severity
from cms.editing.models import EditorialRules, PublicationDecision
from cms.editing.passages import Passage, passages
from cms.editing.readability import readability
from tenants.schema import connection

SALT = "cms.editing.guard"
OWN_APPROVAL_ACTION = "editing.own_approval"
DECISION_ACTION = "editing.personal_data"


class EditorialGuard:
    """What the editorial board would ask of every page before it is public."""

    def remarks(self, page: BasePage, children: Children | None = None) -> list[Remark]:
        found = list(passages(page, children))
        return [*undecided(page, personal_data(page, found)), *readability(page, found)]

    def decide(self, page: BasePage, user: Any, remarks: list[Remark], reason: str) -> None:
        findings = sorted({(remark.kind, remark.place) for remark in remarks})
        PublicationDecision.objects.create(
            page_id=page.pk, user=user, reason=reason, findings=findings, keys=sorted({r.key for r in remarks})
        )
        log(instance=page, action=DECISION_ACTION, user=user, data={"findings": findings, "reason": reason})

    def refusal(self, page: BasePage, revision: Any, user: Any) -> str:
        """Without a user it is the clock, which publishes what somebody has let pass before."""
        if user is None:
            return ""
        if undecided(page, personal_data(page, list(passages(page)))):
            return _(
                "“%(title)s” may contain personal data. Open it, look at the places named there, and publish from"
                " there."
            ) % {"title": page.title}
        if objection := self.objection(page, user):
            return objection
        if is_own_work(page, user):
            log(instance=page, action=OWN_APPROVAL_ACTION, user=user, revision=revision)
        return ""

    def objection(self, page: BasePage, user: Any) -> str:
        if EditorialRules.load().own_approval or not is_own_work(page, user):
            return ""
        return _("“%(title)s” has to be approved by somebody who has not written it.") % {"title": page.title}


def personal_data(page: BasePage, found: Iterable[Passage]) -> Iterator[Remark]:
    """Yield what may be personal data in the texts of a page."""
    own = personal.own_contacts()
    for passage in found:
        for match in personal.find(passage.text, own, passage.context, page.personal_data_expected):
            yield Remark(
                Severity.DECISION,
                match.kind.value,
                str(personal.KINDS[match.kind]),
                passage.place,
                passage.anchor,
                personal.excerpt(passage.text, match),
                _key(match.kind.value, match.value),
            )


def undecided(page: BasePage, remarks: Iterable[Remark]) -> list[Remark]:
    """Leave out what somebody has let pass on this page before."""
    found = list(remarks)
    if not found or not page.pk:
        return found
    decided = {
        key
        for keys in PublicationDecision.objects.filter(page_id=page.pk).values_list("keys", flat=True)
        for key in keys
    }
    return [remark for remark in found if remark.key not in decided]


def is_own_work(page: BasePage, user: Any) -> bool:
    """Tell whether nobody but `user` has had a hand in what is about to be public."""
    if page.pk is None:
        return True
    revisions = Revision.objects.for_instance(page)
    if page.live_revision_id:
        revisions = revisions.filter(pk__gt=page.live_revision_id)
    people = set(revisions.values_list("user_id", flat=True))
    if not page.live_revision_id:
        people.add(page.owner_id)
    return people - {None} <= {user.pk}


def _key(kind: str, value: str) -> str:
    return salted_hmac(SALT, f"{connection.schema_name}:{kind}:{value}", algorithm="sha256").hexdigest()[:32]
