"""An article taken over from another site."""

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel, HelpPanel

from cms.core.listing import newest
from cms.core.models import BasePage

NEWEST_BESIDE = 4


class CopyPage(BasePage):
    """An article of another site, kept in step with it. Only its category is this site's own."""

    article_key = models.UUIDField(unique=True, editable=False)
    html = models.TextField(editable=False)
    author_name = models.CharField(_("author"), max_length=120, blank=True, editable=False)
    source_name = models.CharField(_("source"), max_length=200, editable=False)
    original_url = models.URLField(_("address of the original"), max_length=1300, editable=False)
    version = models.CharField(max_length=32, editable=False)
    # Taken down because the original was: it comes back with it.
    is_withdrawn = models.BooleanField(default=False, editable=False)
    category = models.ForeignKey(
        "news.NewsCategory",
        verbose_name=_("category"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The heading of your own site under which the article stands."),
    )

    is_list_item: ClassVar[bool] = True
    template: ClassVar[str] = "pages/copy_page.html"
    listed_as: ClassVar[str] = "news.NewsPage"
    parent_page_types: ClassVar[list[str]] = ["news.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    # Made by accepting an offer, never by hand.
    is_creatable = False
    page_description = _("An article taken over from the portal or from a school.")

    content_panels = [
        HelpPanel(
            _(
                "This article belongs to another site and follows every change made there."
                " You choose the category; to take it down, unpublish or delete it."
            )
        ),
        FieldPanel("title", read_only=True),
        FieldPanel("category", widget=forms.Select),
    ]
    promote_panels: ClassVar[list[Any]] = []
    search_fields = [*BasePage.search_fields, index.SearchField("plain_text"), index.SearchField("author_name")]

    class Meta:
        verbose_name = _("article taken over")
        verbose_name_plural = _("articles taken over")

    @property
    def plain_text(self) -> str:
        """The text without its markup, for the search."""
        return strip_tags(self.html)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        # Lists show one word above the title; without a heading of this site's own, who wrote it.
        self.list_label = self.category.title if self.category else self.source_name[:80]
        return super().save(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["newer"] = list(newest("news.NewsPage").exclude(pk=self.pk)[:NEWEST_BESIDE])
        return context

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """Nothing: search engines shall find the original."""
        return []
