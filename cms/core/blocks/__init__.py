"""Blocks that every body text may use."""

from cms.core.blocks.body import BodyBlock
from cms.core.blocks.media import AttachmentsBlock, GalleryBlock, PictureBlock
from cms.core.blocks.text import CalloutBlock, HeadingBlock, ParagraphBlock, QuoteBlock

__all__ = [
    "AttachmentsBlock",
    "BodyBlock",
    "CalloutBlock",
    "GalleryBlock",
    "HeadingBlock",
    "ParagraphBlock",
    "PictureBlock",
    "QuoteBlock",
]
