"""Contact, published answers, frequent questions."""

from functools import reduce
from operator import and_
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelsearch import index
from wagtail.admin.panels import FieldPanel

from cms.contact.enums import Topic
from cms.contact.models.faq import FaqEntry
from cms.contact.models.question import Question
from cms.core.blocks import BodyBlock
from cms.core.fields import StreamField
from cms.core.folding import fold
from cms.core.models import BasePage
from cms.core.navigation import MenuItem

HOMES = ["home.SchoolHomePage", "home.PortalHomePage"]
ANSWERS_PER_PAGE = 10
FREQUENT_ON_INDEX = 5
MAX_QUERY = 100


class ContactPage(BasePage):
    """How to reach the school (TT 37/2020 Điều 9); the contacts themselves are in the site's settings."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("how to get here, and anything else"))

    template: ClassVar[str] = "pages/contact_page.html"
    parent_page_types: ClassVar[list[str]] = HOMES
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1
    page_description = _("Address, phone, e-mail, opening hours and the way to ask a question.")

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")


class QuestionIndexPage(BasePage):
    """Answered questions, the frequent ones first; by field, searched without accents."""

    template: ClassVar[str] = "pages/question_index_page.html"
    parent_page_types: ClassVar[list[str]] = HOMES
    subpage_types: ClassVar[list[str]] = ["contact.FaqPage"]
    max_count_per_parent = 1
    page_description = _("Questions with their answers, and the way to ask one.")

    class Meta:
        verbose_name = _("list of questions and answers")
        verbose_name_plural = _("lists of questions and answers")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        topic = request.GET.get("chuyen-muc", "")
        query = request.GET.get("q", "")[:MAX_QUERY].replace("\x00", " ").strip()
        questions = Question.objects.published()
        topics = set(questions.order_by().values_list("topic", flat=True).distinct())
        if topic in Topic.values:
            questions = questions.filter(topic=topic)
        if words := fold(query).split():
            questions = questions.filter(_all_words(words))
        context["page_obj"] = Paginator(questions, ANSWERS_PER_PAGE).get_page(request.GET.get("trang"))
        context["page_query"] = _page_query(topic, query)
        context["query"] = query
        context["categories"] = _topics(request.path, topic, topics)
        first_view = not (query or topic or context["page_obj"].number > 1)
        context["frequent"] = list(FaqEntry.objects.filter(is_shown=True)[:FREQUENT_ON_INDEX]) if first_view else []
        return context


def _all_words(words: list[str]) -> Q:
    def anywhere(word: str) -> Q:
        fields = ("public_subject", "public_text", "public_answer")
        return reduce(lambda left, right: left | right, (Q(**{f"{f}__unaccent__icontains": word}) for f in fields))

    return reduce(and_, (anywhere(word) for word in words))


def _page_query(topic: str, query: str) -> str:
    """Return the visitor's choices as further pages of the list carry them on."""
    values = {"chuyen-muc": topic if topic in Topic.values else "", "q": query}
    chosen = urlencode({name: value for name, value in values.items() if value})
    return f"{chosen}&" if chosen else ""


def _topics(path: str, chosen: str, there: set[str]) -> list[MenuItem]:
    """Return the links that filter by field: only fields that some answer has, none where there is no choice."""
    used = [topic for topic in Topic if topic.value in there or topic.value == chosen]
    if chosen not in Topic.values and len(used) < 2:
        return []
    everything = MenuItem(str(_("All")), path, chosen not in Topic.values)
    return [everything, *(MenuItem(str(t.label), f"{path}?chuyen-muc={t}", chosen == t) for t in used)]


class FaqPage(BasePage):
    """All frequent questions, by field (TT 32/2017/TT-BTTTT Điều 11.1)."""

    template: ClassVar[str] = "pages/faq_page.html"
    parent_page_types: ClassVar[list[str]] = ["contact.QuestionIndexPage", *HOMES]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("Frequent questions, entered under “Frequent questions”.")

    class Meta:
        verbose_name = _("page of frequent questions")
        verbose_name_plural = _("pages of frequent questions")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        by_topic: dict[str, list[FaqEntry]] = {}
        for entry in FaqEntry.objects.filter(is_shown=True):
            by_topic.setdefault(entry.topic, []).append(entry)
        context["groups"] = [(topic.label, by_topic[topic]) for topic in Topic if topic in by_topic]
        return context
