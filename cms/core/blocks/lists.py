"""Blocks that fill themselves with the newest pages of the site."""

from typing import Any

from django import forms
from django.apps import apps
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.coreutils import resolve_model_string

from cms.core.blocks.previews import LISTS

NEWS, CATEGORY, EVENTS = "news.NewsPage", "news.NewsCategory", "events.EventPage"


class CategoryBlock(blocks.ChooserBlock):
    """A heading of the news, chosen from a plain list."""

    widget = forms.Select()

    @cached_property
    def target_model(self) -> Any:
        return resolve_model_string(CATEGORY)

    def value_from_form(self, value: Any) -> Any:
        # A plain list says "" where nothing is chosen.
        is_nothing = isinstance(value, str) and not value.isdecimal()
        return super().value_from_form(None if is_nothing else value)

    def get_form_state(self, value: Any) -> str:
        """Return what the plain list marks as chosen; Wagtail's own choosers want more."""
        return str(getattr(value, "pk", value) or "")

    class Meta:
        icon = "tag"


class NewsListBlock(blocks.StructBlock):
    """The newest stories, of one category or all."""

    title = blocks.CharBlock(
        label=_("Title"),
        max_length=80,
        default="Tin mới",
        help_text=_("Heading above the list. At most 80 characters."),
    )
    category = CategoryBlock(label=_("Category"), required=False, help_text=_("Leave empty for all news."))
    count = blocks.IntegerBlock(
        label=_("How many"), default=3, min_value=1, max_value=12, help_text=_("1 to 12 stories.")
    )

    class Meta:
        icon = "list-ul"
        label = _("Newest stories")
        group = LISTS
        template = "blocks/news_list.html"
        description = _("The newest stories of one category or all; it keeps itself up to date.")
        preview_value = {"title": "Tin mới", "category": None, "count": 3}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        # Blocks are used without the models too (tests/bench, a plain Wagtail beside ours).
        from cms.core.listing import newest

        stories = newest(NEWS)
        if value["category"]:
            # The label that the article's own save() copies into the list's columns.
            stories = stories.filter(list_label=str(value["category"]))
        page = context.get("page")
        if page is not None and page.pk:
            stories = stories.exclude(pk=page.pk)
        return {**context, "stories": list(stories[: value["count"] or 3])}


class EventListBlock(blocks.StructBlock):
    """What comes next in the calendar."""

    title = blocks.CharBlock(
        label=_("Title"),
        max_length=80,
        default="Sự kiện sắp tới",
        help_text=_("Heading above the list. At most 80 characters."),
    )
    count = blocks.IntegerBlock(
        label=_("How many"), default=3, min_value=1, max_value=12, help_text=_("1 to 12 events.")
    )

    class Meta:
        icon = "date"
        label = _("Next events")
        group = LISTS
        template = "blocks/event_list.html"
        description = _("The next events of the calendar; it keeps itself up to date.")
        preview_value = {"title": "Sự kiện sắp tới", "count": 3}

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        return {**context, "events": _coming(value["count"] or 3)}


def _coming(count: int) -> list[Any]:
    """Return the next events, soonest first; none where the site has no calendar."""
    try:
        apps.get_model(EVENTS)
    except LookupError:
        return []
    from cms.core.listing import published

    return list(published(EVENTS).filter(date__gte=timezone.localdate()).order_by("date", "pk")[:count])
