"""Blocks of words."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from cms.core.blocks.previews import TEXT
from cms.core.rich_text import tidy

# What a teacher may do inside a paragraph; headings are blocks of their own, so that their order
# can be checked, and a table is not drawn with spaces.
PARAGRAPH_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]


class TidyTextBlock(blocks.RichTextBlock):
    """Rich text that keeps the words of what was pasted and leaves the rest behind."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", PARAGRAPH_FEATURES)
        super().__init__(**kwargs)

    def clean(self, value: RichText) -> RichText:
        return super().clean(RichText(tidy(value.source)))

    class Meta:
        icon = "pilcrow"
        label = _("Text")


class HeadingBlock(blocks.StructBlock):
    """A heading of the second or third level; the first is the page's title."""

    text = blocks.CharBlock(label=_("Heading"), max_length=120, help_text=_("At most 120 characters."))
    level = blocks.ChoiceBlock(
        label=_("Level"), choices=[("h2", _("Section")), ("h3", _("Part of a section"))], default="h2"
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        group = TEXT
        template = "blocks/heading.html"
        description = _("Divides a long text, so that readers find their way.")
        preview_value = {"text": "Kế hoạch năm học", "level": "h2"}


class ParagraphBlock(TidyTextBlock):
    """Running text with links and lists."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = TEXT
        template = "blocks/paragraph.html"
        description = _("Running text with links and lists. Text pasted from Word is tidied.")
        preview_value = (
            "<p>Sáng nay, <b>hơn 600 học sinh</b> đã tham gia ngày hội đọc sách.</p>"
            "<ul><li>Đổi sách cũ lấy cây xanh</li><li>Kể chuyện theo tranh</li></ul>"
        )


class QuoteBlock(blocks.StructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(label=_("Words"), max_length=600, help_text=_("At most 600 characters."))
    source = blocks.CharBlock(
        label=_("Who said it"), max_length=120, required=False, help_text=_("At most 120 characters.")
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        group = TEXT
        template = "blocks/quote.html"
        description = _("Somebody's words, set apart from the text.")
        preview_value = {"text": "Mỗi ngày đến trường là một ngày vui.", "source": "Cô Nguyễn Thị Hoa, giáo viên"}


class CalloutBlock(blocks.StructBlock):
    """Something a reader must not miss."""

    title = blocks.CharBlock(label=_("Title"), max_length=120, required=False, help_text=_("At most 120 characters."))
    text = TidyTextBlock(label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("To note")
        group = TEXT
        template = "blocks/callout.html"
        description = _("Something a reader must not miss. One per page is plenty.")
        preview_value = {"title": "Phụ huynh lưu ý", "text": "<p>Nộp hồ sơ trước ngày <b>30/6/2027</b>.</p>"}
