"""Offering, accepting, declining, withdrawing: each one transaction, logged with who, what and when."""

import hashlib
import io
import logging
from collections.abc import Collection
from functools import partial
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone
from PIL import Image as PillowImage
from wagtail.images import get_image_model

from cms.core import outbox
from cms.core.models import BasePage
from cms.shared.models import Answer, Delivery, SharedArticle
from cms.syndication.models import CopyPage, Decision, Offer
from tenants.schema import connection

logger = logging.getLogger(__name__)
# Who did it, when nobody did.
SYSTEM = None


def _log(what: str, subject: object, user: Any) -> None:
    actor = f"user {user.pk}" if user is not None else "the system"
    transaction.on_commit(partial(logger.info, "%s %s by %s", what, subject, actor))


# -- giving ---------------------------------------------------------------------------------------
@transaction.atomic
def offer(page: BasePage, receivers: Collection[str], user: Any, *, automatic: bool = False) -> Offer:
    """Offer a published article to the sites of these schemas; again only adds receivers."""
    found, _created = Offer.objects.select_for_update().get_or_create(
        page_id=page.pk, defaults={"sent_at": timezone.now()}
    )
    found.receivers = sorted({*found.receivers, *receivers})
    found.is_automatic = found.is_automatic or automatic
    found.sent_at, found.sent_by, found.withdrawn_at = timezone.now(), user, None
    found.save()
    outbox.record(found)
    _log(f"Offered to {len(receivers)} sites:", f"page {page.pk}", user)
    return found


@transaction.atomic
def withdraw(given: Offer, user: Any) -> None:
    """Take an offer back: copies disappear, the original stays."""
    Offer.objects.filter(pk=given.pk, withdrawn_at=None).update(withdrawn_at=timezone.now())
    outbox.record(given)
    _log("Withdrew the offer of", f"page {given.page_id}", user)


# -- receiving --------------------------------------------------------------------------------------
def inbox() -> Any:
    """Return what was sent to this site, newest first; withdrawn and unanswered articles are left out."""
    rows = Delivery.objects.filter(receiver__schema_name=connection.schema_name)
    gone = rows.filter(article__is_withdrawn=True, state=Answer.WAITING)
    return rows.exclude(pk__in=gone).select_related("article", "article__giver").order_by("-article__sent_at", "-pk")


def waiting() -> Any:
    """Return the deliveries on which somebody here must decide."""
    return inbox().filter(state=Answer.WAITING, is_automatic=False)


def visible_delivery(key: UUID | str) -> Delivery | None:
    """Return the delivery of an article to this site, or None: nobody sees what others were sent."""
    found: Delivery | None = inbox().filter(article_id=key).first()
    return found


@transaction.atomic
def accept(article: SharedArticle, user: Any, category_id: int | None = None) -> Decision:
    """Publish a copy. Asked twice, or by two people at once, there is one copy."""
    decision = _decide(article, Answer.ACCEPTED, user)
    if decision.page is None and decision.state != Answer.ACCEPTED:
        # Declined or taken down before, and now wanted after all.
        decision.state, decision.reason, decision.decided_by, decision.decided_at = (
            Answer.ACCEPTED, "", user, timezone.now(),
        )  # fmt: skip
    if decision.page is None and decision.state == Answer.ACCEPTED:
        decision.page = _publish_copy(article, category_id)
        decision.save()
        outbox.record(decision)
        _log("Took over", f"article {article.key}", user)
    return decision


@transaction.atomic
def decline(article: SharedArticle, reason: str, user: Any) -> Decision:
    """Say no; the giver reads why. What was accepted before stays accepted."""
    decision = _decide(article, Answer.DECLINED, user, reason.strip())
    outbox.record(decision)
    _log("Declined", f"article {article.key}", user)
    return decision


def _decide(article: SharedArticle, state: Answer, user: Any, reason: str = "") -> Decision:
    """Return this site's one decision about the article, locked; the first to come makes it."""
    Decision.objects.get_or_create(
        article_key=article.key,
        defaults={"state": state, "reason": reason, "decided_by": user, "decided_at": timezone.now()},
    )
    return Decision.objects.select_for_update(of=("self",)).select_related("page").get(article_key=article.key)


@transaction.atomic
def note_removed(copy: CopyPage) -> None:
    """Somebody here has deleted a copy: it does not come back by itself."""
    for decision in Decision.objects.filter(article_key=copy.article_key, state=Answer.ACCEPTED):
        decision.state, decision.decided_at, decision.page = Answer.REMOVED, timezone.now(), None
        decision.save()
        outbox.record(decision)


@transaction.atomic
def bring_in_step(article_key: str) -> str:
    """Make this site's copy what the original is now; returns what was done. Safe at any time."""
    article = SharedArticle.objects.select_related("giver").filter(key=article_key).first()
    decision = Decision.objects.select_for_update(of=("self",)).filter(article_key=article_key).first()
    if decision is None:
        return _take_directive(article)
    copy = decision.page
    if copy is None:
        return "no copy"
    if article is None or article.is_withdrawn:
        done = _take_down(copy)
    elif copy.version != article.version or copy.is_withdrawn:
        done = _update_copy(copy, article)
    else:
        done = "in step"
    outbox.record(decision)
    return done


def _take_directive(article: SharedArticle | None) -> str:
    """Only what the portal sent to this site as a directive comes in by itself."""
    if article is None or article.is_withdrawn or not article.giver.is_portal:
        return "nothing to do"
    sent_here = article.deliveries.filter(receiver__schema_name=connection.schema_name, is_automatic=True)
    if not sent_here.exists():
        return "nothing to do"
    accept(article, SYSTEM)
    return "taken over"


# -- copies -----------------------------------------------------------------------------------------
def _publish_copy(article: SharedArticle, category_id: int | None) -> CopyPage:
    index = apps.get_model("news", "NewsIndexPage").objects.order_by("path").first()
    copy = CopyPage(article_key=article.key, category_id=category_id, live=True)
    _fill(copy, article)
    index.add_child(instance=copy)
    copy.save_revision(log_action=False).publish(log_action=False)
    return CopyPage.objects.get(pk=copy.pk)


def _update_copy(copy: CopyPage, article: SharedArticle) -> str:
    # A category chosen in a draft is kept; the text of a draft never differs.
    draft = copy.get_latest_revision_as_object()
    shown = copy.live or copy.is_withdrawn
    draft.is_withdrawn = False
    _fill(draft, article)
    draft.locked = False
    revision = draft.save_revision(log_action=False)
    if shown:
        revision.publish(log_action=False)
    else:
        # Taken down here, by somebody: it stays down, but up to date.
        CopyPage.objects.filter(pk=copy.pk).update(version=article.version)
    return "updated"


def _take_down(copy: CopyPage) -> str:
    if copy.live:
        copy.unpublish(log_action=False)
        CopyPage.objects.filter(pk=copy.pk).update(is_withdrawn=True)
    return "taken down"


def _fill(copy: CopyPage, article: SharedArticle) -> None:
    """Write the original's content into the copy."""
    copy.title = copy.draft_title = article.title
    copy.summary = article.summary
    copy.date = article.date
    copy.author_name = article.author_name
    copy.html = article.html
    copy.source_name = article.giver.name
    copy.original_url = article.url
    copy.version = article.version
    copy.cover = _picture(article)
    copy.cover_alt = article.cover_alt if copy.cover else ""
    copy.cover_is_decorative = bool(copy.cover) and not article.cover_alt


def _picture(article: SharedArticle) -> Any:
    """The cover as a picture of this site's own, made once."""
    shared = storages["shared"]
    if not article.cover_file or not shared.exists(article.cover_file):
        return None
    with shared.open(article.cover_file) as source:
        content = source.read()
    file_hash = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    known = get_image_model().objects.filter(file_hash=file_hash).first()
    if known is not None:
        return known
    picture = get_image_model()(
        title=(article.cover_alt or article.title)[:255],
        description=article.cover_alt[:255],
        credit=article.cover_credit,
        file_hash=file_hash,
        file_size=len(content),
    )
    picture.file.save(article.cover_file.rpartition("/")[2], ContentFile(content), save=False)
    # Else the file would be opened again to be measured.
    with PillowImage.open(io.BytesIO(content)) as image:
        picture.width, picture.height = image.size
    picture.save()
    return picture
