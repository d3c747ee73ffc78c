"""The body text of a page."""

from wagtail import blocks

from cms.core.blocks.facts import FiguresBlock, PersonBlock, TableBlock
from cms.core.blocks.lists import EventListBlock, NewsListBlock
from cms.core.blocks.media import AttachmentsBlock, GalleryBlock, PictureBlock
from cms.core.blocks.structure import AccordionBlock, StepsBlock, TimelineBlock
from cms.core.blocks.text import CalloutBlock, HeadingBlock, ParagraphBlock, QuoteBlock
from cms.core.blocks.videos import VideoBlock


class BodyBlock(blocks.StreamBlock):
    """All blocks an article or a page may use, the most used first."""

    paragraph = ParagraphBlock()
    heading = HeadingBlock()
    callout = CalloutBlock()
    quote = QuoteBlock()
    steps = StepsBlock()
    accordion = AccordionBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    documents = AttachmentsBlock()
    table = TableBlock()
    figures = FiguresBlock()
    person = PersonBlock()
    timeline = TimelineBlock()
    news_list = NewsListBlock()
    event_list = EventListBlock()
