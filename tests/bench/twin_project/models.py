"""The page types as a plain project would have them: tables of their own beside Wagtail's page."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from twin_project.frame import frame
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.core.blocks import BodyBlock


class FramedPage(Page):
    """Adds the frame to the context; abstract, no table."""

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), **frame(request, self)}


class HomePage(FramedPage):
    """The school's home page with its newest articles."""

    cover = None
    summary = ""
    template: ClassVar[str] = "pages/school_home_page.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        newest = list(newest_stories()[:7])
        tasks = ("/cong-khai/", "/thu-tuc/", "/khoan-thu/", "/hoc-lieu/", "/lien-he/")
        context["lead"], context["stories"] = (newest[0] if newest else None), newest[1:]
        context["tasks"] = [
            {"title": item["title"], "url": item["url"], "icon": "document-text", "summary": ""}
            for item in context["menu"]
            if item["url"] in tasks
        ]
        return context


class SectionPage(FramedPage):
    """Any other page of the menu."""

    cover = None
    template: ClassVar[str] = "pages/standard_page.html"
    summary = models.CharField(max_length=300, blank=True)


class Category(models.Model):
    """A heading under which news are filed."""

    title = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.title


class NewsPage(FramedPage):
    """One article."""

    template: ClassVar[str] = "pages/news_page.html"
    summary = models.CharField(max_length=300, blank=True)
    date = models.DateField()
    cover = models.ForeignKey("wagtailimages.Image", null=True, on_delete=models.SET_NULL, related_name="+")
    cover_alt = models.CharField(max_length=250, blank=True)
    category = models.ForeignKey(Category, null=True, blank=True, on_delete=models.SET_NULL)
    author_name = models.CharField(max_length=120, blank=True)
    source_credit = models.CharField(max_length=200, blank=True)
    body = StreamField(BodyBlock())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["newer"] = list(newest_stories().exclude(pk=self.pk)[:4])
        return context


def newest_stories() -> Any:
    """Published articles with their covers, newest first: one query."""
    return NewsPage.objects.live().select_related("cover").defer("body").order_by("-date", "-pk")
