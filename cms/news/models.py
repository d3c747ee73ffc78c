"""News of a school."""

from typing import Any, ClassVar

from django import forms
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet

from cms.core import metadata
from cms.core.blocks import BodyBlock
from cms.core.fields import StreamField
from cms.core.frame import kept
from cms.core.listing import newest
from cms.core.models import BasePage
from cms.core.navigation import MenuItem

STORIES_PER_PAGE = 12
NEWEST_BESIDE_ARTICLE = 4


class NewsCategory(models.Model):
    """A heading under which news are filed."""

    title = models.CharField(_("title"), max_length=80, help_text=_("At most 80 characters."))
    slug = models.SlugField(
        _("address"), max_length=60, unique=True, help_text=_("Small letters, digits and hyphens, at most 60.")
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Smaller numbers stand further to the left.")
    )

    panels = [FieldPanel("title"), FieldPanel("slug"), FieldPanel("position")]

    class Meta:
        verbose_name = _("news category")
        verbose_name_plural = _("news categories")
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title


register_snippet(NewsCategory, viewset="cms.core.viewsets.HeadingViewSet")


class NewsIndexPage(BasePage):
    """All news of the site, newest first, by category."""

    template: ClassVar[str] = "pages/news_index_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.SchoolHomePage", "home.PortalHomePage"]
    subpage_types: ClassVar[list[str]] = ["news.NewsPage", "syndication.CopyPage"]
    max_count_per_parent = 1
    page_description = _("The list of all news.")

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        chosen = request.GET.get("chuyen-muc", "")
        stories = newest_stories().child_of(self)
        used = set(stories.order_by().values_list("list_label", flat=True).distinct())
        categories = [c for c in NewsCategory.objects.all() if c.title in used or c.slug == chosen]
        active = next((category for category in categories if category.slug == chosen), None)
        if active:
            stories = stories.filter(list_label=active.title)
        paginator = Paginator(stories, STORIES_PER_PAGE)
        context["page_obj"] = paginator.get_page(request.GET.get("trang"))
        context["page_query"] = f"chuyen-muc={active.slug}&" if active else ""
        context["categories"] = [
            MenuItem(str(_("All")), request.path, active is None),
            *(MenuItem(c.title, f"{request.path}?chuyen-muc={c.slug}", c == active) for c in categories),
        ]
        return context


class NewsPage(BasePage):
    """One story."""

    body = StreamField(BodyBlock(), verbose_name=_("content"))
    category = models.ForeignKey(
        NewsCategory,
        verbose_name=_("category"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The list of news can be narrowed to one category."),
    )
    author_name = models.CharField(
        _("author"),
        max_length=120,
        blank=True,
        help_text=_("As readers shall see it. At most 120 characters."),
    )
    source_credit = models.CharField(
        _("source"),
        max_length=200,
        blank=True,
        help_text=_("Where the text was taken from, if it is not the school's own. At most 200 characters."),
    )

    template: ClassVar[str] = "pages/news_page.html"
    parent_page_types: ClassVar[list[str]] = ["news.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    is_list_item = True
    page_description = _("A story about the life of the school, or a notice.")
    quick_action: ClassVar[Any] = _("Write news")
    quick_action_order: ClassVar[int] = 10

    # Title, picture, text: what a teacher has at hand on a phone. The rest is folded away below.
    content_panels = [
        *BasePage.content_panels,
        *BasePage.cover_panels,
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("category", widget=forms.Select), FieldPanel("date")]),
                FieldRowPanel([FieldPanel("author_name"), FieldPanel("source_credit")]),
            ],
            heading=_("Category, date, author and source"),
            classname="collapsed",
        ),
    ]
    promote_panels = [FieldPanel("slug")]
    search_fields = [*BasePage.search_fields, index.SearchField("body"), index.SearchField("author_name")]

    class Meta:
        verbose_name = _("news article")
        verbose_name_plural = _("news articles")

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if self.date is None:
            self.date = timezone.localdate()
        self.list_label = self.category.title if self.category else ""
        return super().save(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        # One more than is shown, and the same for every article: it may be among them.
        newer = kept("news.newest", lambda: list(newest_stories()[: NEWEST_BESIDE_ARTICLE + 1]))
        context["newer"] = [story for story in newer if story.pk != self.pk][:NEWEST_BESIDE_ARTICLE]
        return context

    def structured_data(self, request: HttpRequest) -> dict[str, Any]:
        data = metadata.of_page(self, request, "NewsArticle") | {"headline": self.title}
        if self.date:
            data["datePublished"] = data.get("datePublished") or self.date.isoformat()
        if self.author_name:
            data["author"] = {"@type": "Person", "name": self.author_name}
        return data


def newest_stories() -> Any:
    """Return published stories as BasePage rows with their covers, newest first: one query."""
    return newest("news.NewsPage")
