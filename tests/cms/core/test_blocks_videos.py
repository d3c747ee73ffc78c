"""Videos: nothing of another host before a reader asks, captions for the school's own."""

import pytest
from django.core.files.base import ContentFile

from cms.core.blocks.videos import find_player
from cms.media.models import Attachment
from tests import factories
from tests.cms.core.blocks import BlockCase

YOUTUBE = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"


def file(name: str) -> Attachment:
    return Attachment.objects.create(title=name, file=ContentFile(b"0" * 50, name=name), file_size=50)


class TestElsewhere(BlockCase):
    def test_it_is_a_link_until_somebody_asks(self):
        html = self.shown("video", {"title": "Khai giảng", "link": YOUTUBE, "poster": factories.PictureFactory()})
        assert f'href="{YOUTUBE}"' in html
        assert "<iframe" not in html
        assert 'data-frame="https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ' in html
        assert "ytimg" not in html

    def test_only_this_page_may_frame_the_player(self):
        self.shown("video", {"title": "Khai giảng", "link": YOUTUBE})
        assert "frame-src 'self' https://www.youtube-nocookie.com" in self.policy
        self.shown("paragraph", "<p>x</p>")
        assert "frame-src" not in self.policy

    def test_the_kept_copy_of_the_page_says_so_too(self):
        page = factories.StandardPageFactory(body=[("video", {"title": "x", "link": YOUTUBE})])
        answers = [self.client.get(page.get_url()) for _ in range(2)]
        assert answers[1]["X-Page-Cache"] == "hit"
        assert answers[0]["Content-Security-Policy"] == answers[1]["Content-Security-Policy"]

    def test_other_addresses_are_refused(self):
        for link in (
            "https://example.org/watch?v=aqz-KE-bpKQ",
            "https://www.youtube.com/@truong",
            "https://youtu.be/x",
        ):
            assert "link" in self.refusals("video", {"title": "x", "link": link})
        assert not self.refusals("video", {"title": "x", "link": YOUTUBE})


class TestOwnFile(BlockCase):
    def test_it_plays_with_its_captions(self):
        html = self.shown(
            "video", {"title": "Hội thao", "file": file("a.mp4"), "captions": file("a.vtt"), "text": "Cô nói."}
        )
        assert 'type="video/mp4"' in html
        assert '<track kind="captions"' in html
        assert "Cô nói." in html
        assert 'preload="none"' in html
        assert "frame-src" not in self.policy

    def test_it_needs_captions_or_a_word_that_nothing_is_said(self):
        video = {"title": "x", "file": file("a.mp4").pk, "captions": None, "link": "", "silent": False}
        assert "captions" in self.refusals("video", video)
        assert not self.refusals("video", {**video, "silent": True})
        assert not self.refusals("video", {**video, "captions": file("a.vtt").pk})
        assert "captions" in self.refusals("video", {**video, "captions": file("a.txt").pk})

    def test_one_of_the_two_ways(self):
        assert self.refusals("video", {"title": "x", "link": ""})
        assert self.refusals("video", {"title": "x", "link": YOUTUBE, "file": file("a.mp4").pk})
        assert self.refusals("video", {"title": "x", "file": file("a.pdf").pk, "silent": True})


@pytest.mark.parametrize(
    ("address", "frame"),
    [
        ("https://youtu.be/aqz-KE-bpKQ?t=3", "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1&rel=0"),
        (
            "https://m.youtube.com/shorts/aqz-KE-bpKQ",
            "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1&rel=0",
        ),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1"),
    ],
)
def test_players_without_cookies_are_found(address, frame):
    assert find_player(address).frame == frame


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "", "https://youtube.com.evil.vn/watch?v=aqz-KE-bpKQ", "//youtu.be"]
)
def test_anything_else_is_no_video(address):
    assert find_player(address) is None
