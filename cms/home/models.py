"""Home pages: the first thing a parent sees."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable

from cms.core.daily import DailyPage
from cms.core.frame import kept
from cms.core.languages import home_url
from cms.core.listing import exists, newest, published
from cms.core.models import BasePage
from cms.core.navigation import PageRef, top_pages
from cms.home.portal import gathered

# The five tasks of a parent (look.md), shown when the page exists. Icon names are heroicons.
TASKS = {
    "/cong-khai/": "clipboard-document-check",
    "/thu-tuc/": "document-text",
    "/khoan-thu/": "banknotes",
    "/hoc-lieu/": "book-open",
    # Preschools have no library; what the children eat is what their parents look up.
    "/cham-soc-nuoi-duong/thuc-don/": "cake",
    "/lien-he/": "phone",
}
# The office has fewer sections of this kind.
TASKS_OF_PORTAL = {**TASKS, "/van-ban/": "clipboard-document-list", "/su-kien/": "calendar-days"}
STORIES_OF_SCHOOL = 3
# Of other apps; a home page shows those that are installed.
EVENTS, EVENTS_ON_HOME = "events.EventPage", 3
DOCUMENTS, DOCUMENTS_ON_HOME = "documents.OfficialDocumentPage", 4
MAX_PINNED = 5
# What may be pinned: articles of the site's own, and those it has taken over.
ARTICLE_TYPES = ("news.NewsPage", "syndication.CopyPage")


class HomePage(DailyPage, BasePage):
    """What both home pages share. Kept until midnight at most: events pass."""

    subpage_types: ClassVar[list[str]] = [
        "pages.StandardPage",
        "news.NewsIndexPage",
        "people.PeoplePage",
        "people.OrganisationPage",
        "events.EventIndexPage",
        "events.WorkSchedulePage",
        "disclosures.DisclosureIndexPage",
        "disclosures.OpenDataPage",
        "documents.DocumentIndexPage",
        "albums.AlbumIndexPage",
        "timetables.TimetablePage",
        "timetables.MenuPage",
        "timetables.PlanPage",
        "contact.ContactPage",
        "contact.QuestionIndexPage",
        "contact.FaqPage",
        "contact.PrivacyPage",
        "consultations.ConsultationIndexPage",
        "projects.ProjectIndexPage",
    ]
    parent_page_types: ClassVar[list[str]] = ["core.BasePage"]
    max_count = 1
    promote_panels = [FieldPanel("slug")]
    tasks: ClassVar[dict[str, str]] = TASKS

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["tasks"] = [_task(ref, self.tasks) for ref in top_pages() if _bare(ref.url) in self.tasks]
        return context


class SchoolHomePage(HomePage):
    """Home page of a school: what is new, what is coming, what parents come for."""

    template: ClassVar[str] = "pages/school_home_page.html"

    class Meta:
        verbose_name = _("home page of a school")
        verbose_name_plural = _("home pages of schools")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        stories = kept("home.stories", lambda: list(newest("news.NewsPage")[: 1 + STORIES_OF_SCHOOL]))
        context["lead"] = stories[0] if stories else None
        context["stories"] = stories[1:]
        context["events"] = coming_events()
        context["documents"] = kept("home.documents", newest_documents)
        return context


class PortalHomePage(HomePage):
    """Home page of the education office's portal."""

    template: ClassVar[str] = "pages/portal_home_page.html"
    tasks: ClassVar[dict[str, str]] = TASKS_OF_PORTAL
    content_panels = [
        *HomePage.content_panels,
        InlinePanel(
            "pinned",
            heading=_("Pinned stories"),
            label=_("Story"),
            max_num=MAX_PINNED,
            help_text=_("Stay on top of the front page, in this order. At most 5; the newest follow."),
        ),
    ]

    class Meta:
        verbose_name = _("home page of the portal")
        verbose_name_plural = _("home pages of the portal")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context.update(gathered(self))
        return context


def coming_events() -> list[BasePage]:
    """Return the next events from today on, the soonest first."""
    if not exists(EVENTS):
        return []
    today = timezone.localdate()
    coming = published(EVENTS).filter(date__gte=today).order_by("date", "pk")
    return kept(f"home.events.{today}", lambda: list(coming[:EVENTS_ON_HOME]))


def newest_documents() -> list[BasePage]:
    """Return the latest official documents, where the project has them."""
    return list(newest(DOCUMENTS)[:DOCUMENTS_ON_HOME]) if exists(DOCUMENTS) else []


class PinnedStory(Orderable):
    """A story that editors keep on top of the portal's front page."""

    home = ParentalKey(PortalHomePage, on_delete=models.CASCADE, related_name="pinned")
    page = models.ForeignKey(BasePage, verbose_name=_("story"), on_delete=models.CASCADE, related_name="pins")
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("Last day on top; empty: until somebody takes it away.")
    )

    panels = [PageChooserPanel("page", list(ARTICLE_TYPES)), FieldPanel("until")]

    class Meta(Orderable.Meta):
        verbose_name = _("pinned story")
        verbose_name_plural = _("pinned stories")

    def __str__(self) -> str:
        return str(self.page)


def _bare(url: str) -> str:
    """Return a section's address without its language: translations keep the address part."""
    return "/" + url.removeprefix(home_url())


def _task(ref: PageRef, icons: dict[str, str]) -> dict[str, str]:
    return {"title": ref.title, "url": ref.url, "icon": icons[_bare(ref.url)], "summary": ""}
