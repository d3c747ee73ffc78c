"""The demo's traffic: pinned stories, an offered article, directives, proposals of schools."""

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django_tenants.utils import schema_context

from cms.demo.accounts import LOGINS
from cms.demo.schools import DATA, read_yaml
from cms.home.models import PinnedStory, PortalHomePage
from cms.news.models import NewsPage
from cms.shared.models import SharedArticle
from cms.syndication import directives, read_models, services
from cms.syndication.models import SentDirective
from tenants.models import PORTAL_SCHEMA

PINNED_DAYS = 60
# Schools (in the order of schools.yaml) that opened, that confirmed, and that propose an article.
OPENED, CONFIRMED, PROPOSING = 5, 3, 2


def load(schemas: list[str]) -> None:
    """Lay what travels between the portal and these schools, once; the first ones have accounts."""
    with schema_context(PORTAL_SCHEMA):
        if not schemas or SentDirective.objects.exists():
            return
        data = read_yaml(DATA / "sharing.yaml")
        with transaction.atomic():
            _pin(data["pinned"])
            _offer(data["offered"], schemas)
            keys = [_send(item, schemas) for item in data["directives"]]
    for number, schema in enumerate(schemas[:OPENED]):
        with schema_context(schema), transaction.atomic():
            for key in keys:
                _answer(key, confirms=number < CONFIRMED)
    for number, schema in enumerate(schemas[:PROPOSING]):
        with schema_context(schema), transaction.atomic():
            key = _propose()
        if number == 0 and key:
            with schema_context(PORTAL_SCHEMA):
                services.accept(SharedArticle.objects.select_related("giver").get(key=key), _user("bien-tap"))


def _user(name: str) -> Any:
    return get_user_model().objects.filter(username=name).first()


def _pin(beginning: str) -> None:
    home = PortalHomePage.objects.get()
    until = timezone.localdate() + timedelta(days=PINNED_DAYS)
    for page in NewsPage.objects.filter(title__startswith=beginning):
        PinnedStory.objects.create(home=home, page=page, until=until, sort_order=0)


def _offer(beginning: str, schemas: list[str]) -> None:
    page = NewsPage.objects.filter(title__startswith=beginning).first()
    if page is not None:
        services.offer(page, schemas, _user("bien-tap"))


def _send(item: dict[str, Any], schemas: list[str]) -> Any:
    directive = SentDirective(
        title=item["title"],
        text=item["text"],
        deadline=timezone.localdate() + timedelta(days=item["days_left"]),
        needs_confirmation=item["needs_confirmation"],
    )
    directives.send(directive, schemas, [], _user("bien-tap"))
    # Not left to the worker: schools answer in a moment.
    read_models.write_directive(directive.pk)
    return directive.key


def _answer(key: Any, *, confirms: bool) -> None:
    receipt = directives.visible_receipt(key)
    if receipt is not None:
        answer = directives.confirm if confirms and receipt.directive.needs_confirmation else directives.note_opened
        answer(receipt, _user("hieu-truong" if confirms else next(iter(LOGINS))))


def _propose() -> Any:
    page = NewsPage.objects.filter(live=True).exclude(cover=None).order_by("-date", "pk").first()
    if page is None:
        return None
    offer = services.offer(page, [PORTAL_SCHEMA], _user("hieu-truong"))
    read_models.write_article(page.pk)
    return offer.key
