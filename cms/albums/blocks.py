"""What a video page shows: one video."""

from wagtail import blocks

from cms.core.blocks import VideoBlock


class OneVideo(blocks.StreamBlock):
    """Exactly one video."""

    video = VideoBlock()

    class Meta:
        min_num = 1
        max_num = 1
