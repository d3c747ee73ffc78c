"""Blocks that every body text may use."""

from cms.core.blocks.body import BodyBlock
from cms.core.blocks.facts import FiguresBlock, PersonBlock, TableBlock
from cms.core.blocks.lists import EventListBlock, NewsListBlock
from cms.core.blocks.media import AttachmentsBlock, GalleryBlock, PictureBlock
from cms.core.blocks.structure import AccordionBlock, StepsBlock, TimelineBlock
from cms.core.blocks.text import CalloutBlock, HeadingBlock, ParagraphBlock, QuoteBlock, TidyTextBlock
from cms.core.blocks.videos import VideoBlock

__all__ = [
    "AccordionBlock",
    "AttachmentsBlock",
    "BodyBlock",
    "CalloutBlock",
    "EventListBlock",
    "FiguresBlock",
    "GalleryBlock",
    "HeadingBlock",
    "NewsListBlock",
    "ParagraphBlock",
    "PersonBlock",
    "PictureBlock",
    "QuoteBlock",
    "StepsBlock",
    "TableBlock",
    "TidyTextBlock",
    "TimelineBlock",
    "VideoBlock",
]
