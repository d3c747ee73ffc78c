"""Blocks that put text in order: to open, step by step, by year."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.core.blocks.previews import FACTS, TEXT
from cms.core.blocks.text import TidyTextBlock


class AccordionItem(blocks.StructBlock):
    """A question and what opens under it."""

    title = blocks.CharBlock(
        label=_("Question or heading"), max_length=150, help_text=_("What a reader looks for. At most 150 characters.")
    )
    text = TidyTextBlock(label=_("Text"))

    class Meta:
        icon = "help"
        label = _("Part")


class AccordionBlock(blocks.StructBlock):
    """Headings that open (details and summary: no script needed)."""

    items = blocks.ListBlock(AccordionItem(), label=_("Parts"), min_num=2, max_num=30, help_text=_("2 to 30 parts."))

    class Meta:
        icon = "list-ul"
        label = _("Parts to open")
        group = TEXT
        template = "blocks/accordion.html"
        description = _("Headings with text that opens under them, such as frequent questions.")
        preview_value = {
            "items": [
                {"title": "Hồ sơ tuyển sinh gồm những gì?", "text": "<p>Đơn đăng ký và bản sao giấy khai sinh.</p>"},
                {"title": "Nộp hồ sơ ở đâu?", "text": "<p>Tại văn phòng nhà trường.</p>"},
            ]
        }

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        # `value.items` would be the method of the dictionary.
        return {**super().get_context(value, parent_context), "parts": value["items"]}


class Step(blocks.StructBlock):
    """One step."""

    title = blocks.CharBlock(
        label=_("What to do"), max_length=120, help_text=_("Begin with a verb. At most 120 characters.")
    )
    text = TidyTextBlock(label=_("More about it"), required=False)

    class Meta:
        icon = "tick"
        label = _("Step")


class StepsBlock(blocks.StructBlock):
    """A numbered course of action."""

    steps = blocks.ListBlock(Step(), label=_("Steps"), min_num=2, max_num=15, help_text=_("2 to 15 steps."))

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        group = TEXT
        template = "blocks/steps.html"
        description = _("What to do, one numbered step after the other.")
        preview_value = {
            "steps": [
                {"title": "Điền đơn đăng ký", "text": "<p>Mẫu đơn có ở mục Văn bản.</p>"},
                {"title": "Nộp hồ sơ tại văn phòng", "text": ""},
                {"title": "Nhận giấy hẹn", "text": ""},
            ]
        }


class Milestone(blocks.StructBlock):
    """What happened, and when."""

    when = blocks.CharBlock(
        label=_("When"),
        max_length=40,
        help_text=_("A year or a date, such as 1998 or 05/9/2024. At most 40 characters."),
    )
    title = blocks.CharBlock(label=_("What happened"), max_length=150, help_text=_("At most 150 characters."))
    text = TidyTextBlock(label=_("More about it"), required=False)

    class Meta:
        icon = "date"
        label = _("Milestone")


class TimelineBlock(blocks.StructBlock):
    """Milestones in the order of time."""

    milestones = blocks.ListBlock(
        Milestone(), label=_("Milestones"), min_num=2, max_num=40, help_text=_("2 to 40 milestones, the oldest first.")
    )

    class Meta:
        icon = "history"
        label = _("Timeline")
        group = FACTS
        template = "blocks/timeline.html"
        description = _("Milestones in the order of time, such as the history of the school.")
        preview_value = {
            "milestones": [
                {"when": "1986", "title": "Thành lập trường", "text": ""},
                {"when": "2015", "title": "Đạt chuẩn quốc gia mức độ 1", "text": ""},
            ]
        }
