"""From a site's own rows to the rows by which articles and directives travel (cms.shared)."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.utils import timezone

from cms.core import outbox
from cms.core.navigation import site_path
from cms.shared.models import Answer, Delivery, Directive, DirectiveReceipt, SharedArticle
from cms.syndication import portable, tasks
from cms.syndication.models import CopyPage, Decision, Offer, SeenDirective, SentDirective
from tenants.enums import SchoolStatus
from tenants.models import School
from tenants.registry import CurrentSchool, registry
from tenants.schema import connection


def _shared_pages() -> Iterable[int]:
    rows = SharedArticle.objects.filter(giver__schema_name=connection.schema_name)
    return rows.values_list("page_id", flat=True)


def _nothing() -> Iterable[int]:
    return []


# -- articles: the giver ----------------------------------------------------------------------
@outbox.writes("syndication.Offer", known=_nothing)
def write_offer(offer_id: int) -> None:
    """Bring what was offered up to date."""
    for page_id in Offer.objects.filter(pk=offer_id).values_list("page_id", flat=True):
        write_article(page_id)


@outbox.writes("news.NewsPage", known=_shared_pages)
def write_article(page_id: int) -> None:
    """Bring one offered article up to date, or note that it is withdrawn; tell those who have a copy."""
    school = registry.school_for_schema(connection.schema_name)
    if school is None:
        return
    offer = Offer.objects.filter(page_id=page_id, withdrawn_at=None).first()
    page = _public_page(page_id) if offer and _in_service(school) else None
    if offer is None or page is None:
        SharedArticle.objects.filter(giver_id=school.pk, page_id=page_id).update(is_withdrawn=True)
    else:
        _deliver(_write_article(offer, page, school), offer)
    article = SharedArticle.objects.filter(giver_id=school.pk, page_id=page_id).first()
    if article is not None:
        _tell_receivers(article)


def _in_service(school: CurrentSchool) -> bool:
    """Ask the row, not this process's memory: what is suspended or archived gives nothing, and gives again later."""
    return School.objects.filter(pk=school.pk, status=SchoolStatus.READY).exists()


def _public_page(page_id: int) -> Any:
    pages = apps.get_model("news", "NewsPage").objects.filter(pk=page_id, live=True).select_related("cover")
    page = pages.first()
    return None if page is None or page.get_view_restrictions().exists() else page


def _write_article(offer: Offer, page: Any, school: CurrentSchool) -> SharedArticle:
    content = {
        "title": page.title,
        "summary": page.summary,
        "date": page.date or timezone.localdate(),
        "author_name": page.author_name,
        "html": portable.body_html(page, school),
        "cover_file": portable.cover_file(page, school),
        "cover_alt": "" if page.cover_is_decorative else page.cover_alt,
        "cover_credit": page.cover.credit if page.cover else "",
        "host": school.primary_host,
        "path": site_path(page.url_path),
    }
    article, _created = SharedArticle.objects.update_or_create(
        giver_id=school.pk,
        page_id=page.pk,
        defaults={
            **content,
            "version": portable.version_of(school.name, *content.values()),
            "is_withdrawn": False,
            "sent_at": offer.sent_at,
        },
        create_defaults={
            **content,
            "key": offer.key,
            "version": portable.version_of(school.name, *content.values()),
            "sent_at": offer.sent_at,
        },
    )
    return article


def _deliver(article: SharedArticle, offer: Offer) -> None:
    """One row per receiver, in as many queries for ten schools as for a thousand."""
    receivers = School.objects.filter(schema_name__in=offer.receivers, status=SchoolStatus.READY)
    Delivery.objects.bulk_create(
        [
            Delivery(article=article, receiver_id=pk, is_automatic=offer.is_automatic)
            for pk in receivers.exclude(schema_name=connection.schema_name).values_list("pk", flat=True)
        ],
        ignore_conflicts=True,
    )
    if offer.is_automatic:
        article.deliveries.filter(is_automatic=False).update(is_automatic=True)


def _tell_receivers(article: SharedArticle) -> None:
    """Queue a task where a copy is out of step, and where a directive has not arrived."""
    wanted = "" if article.is_withdrawn else article.version
    rows = article.deliveries.filter(receiver__status=SchoolStatus.READY).exclude(version=wanted)
    copies = rows.filter(state=Answer.ACCEPTED)
    arriving = rows.filter(state=Answer.WAITING, is_automatic=True) if wanted else rows.none()
    for schema in (copies | arriving).values_list("receiver__schema_name", flat=True):
        tasks.in_school(schema, tasks.bring_in_step, str(article.key))


# -- articles: the receiver ---------------------------------------------------------------------
@outbox.writes("syndication.Decision", known=_nothing)
def write_decision(decision_id: int) -> None:
    """Tell the giver what became of its article."""
    school = registry.school_for_schema(connection.schema_name)
    decision = Decision.objects.filter(pk=decision_id).select_related("page").first()
    if school is None or decision is None:
        return
    page = decision.page
    shown = page is not None and page.live
    Delivery.objects.filter(article_id=decision.article_key, receiver_id=school.pk).update(
        state=decision.state,
        reason=decision.reason,
        answered_at=decision.decided_at,
        copy_url=school.root_url + site_path(page.url_path) if page is not None and shown else "",
        version=page.version if page is not None and not page.is_withdrawn else "",
    )
    if page is not None and decision.state == Answer.ACCEPTED and not _in_step(page):
        # What changed while this site was out of service, or its giver was deleted.
        tasks.bring_in_step.enqueue(str(decision.article_key))


def _in_step(copy: CopyPage) -> bool:
    article = SharedArticle.objects.filter(pk=copy.article_key, is_withdrawn=False).first()
    if article is None:
        return not copy.live
    return copy.version == article.version and not copy.is_withdrawn


# -- directives ------------------------------------------------------------------------------------
@outbox.writes("syndication.SentDirective", known=_nothing)
def write_directive(directive_id: int) -> None:
    """Lay a directive before its schools, or take it back."""
    sent = SentDirective.objects.filter(pk=directive_id).first()
    if sent is None:
        return
    directive, _created = Directive.objects.update_or_create(
        key=sent.key,
        defaults={
            "title": sent.title,
            "text": sent.text,
            "files": list(sent.files.values("name", "stored", "size")),
            "deadline": sent.deadline,
            "needs_confirmation": sent.needs_confirmation,
            "sent_at": sent.sent_at,
            "is_withdrawn": sent.withdrawn_at is not None,
        },
    )
    schools = School.objects.filter(schema_name__in=sent.receivers).values_list("pk", flat=True)
    DirectiveReceipt.objects.bulk_create(
        [DirectiveReceipt(directive=directive, school_id=pk) for pk in schools], ignore_conflicts=True
    )


@outbox.writes("syndication.SeenDirective", known=_nothing)
def write_receipt(seen_id: int) -> None:
    """Tell the office that its directive was opened or confirmed: by role, not by name."""
    school = registry.school_for_schema(connection.schema_name)
    seen = SeenDirective.objects.filter(pk=seen_id).first()
    if school is None or seen is None:
        return
    DirectiveReceipt.objects.filter(directive_id=seen.directive_key, school_id=school.pk).update(
        opened_at=seen.opened_at,
        opened_by_role=seen.opened_by_role,
        confirmed_at=seen.confirmed_at,
        confirmed_by_role=seen.confirmed_by_role,
    )
