"""The body text of a page."""

from wagtail import blocks

from cms.core.blocks.media import AttachmentsBlock, GalleryBlock, PictureBlock
from cms.core.blocks.text import CalloutBlock, HeadingBlock, ParagraphBlock, QuoteBlock


class BodyBlock(blocks.StreamBlock):
    """All blocks an article or a page may use, the most used first."""

    paragraph = ParagraphBlock()
    heading = HeadingBlock()
    picture = PictureBlock()
    gallery = GalleryBlock()
    quote = QuoteBlock()
    callout = CalloutBlock()
    documents = AttachmentsBlock()
