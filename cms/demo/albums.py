"""The demo's albums and video, and a page that shows every block of a text."""

import datetime
from functools import cache
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.rich_text import RichText
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms.albums.models import AlbumIndexPage, AlbumPage, AlbumPicture, VideoPage
from cms.core import outbox
from cms.core.blocks import BodyBlock
from cms.core.models import BasePage
from cms.demo.loader import picture
from cms.demo.schools import DATA, read_yaml
from cms.media.models import Attachment
from cms.pages.models import StandardPage
from tenants.tasks import index_tasks_dropped


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml(DATA / "albums.yaml")
    return data


def load(kind: str, *, seed: int) -> None:
    """Write the albums and the video of the current school."""
    index = AlbumIndexPage.objects.get()
    with index_tasks_dropped(), disable_reference_index_auto_update(), outbox.held():
        for row in _data()["albums"]:
            if kind in row["kinds"]:
                _add_album(index, row, seed)
        _add_video(index, _data()["video"], seed)


def _add_album(index: AlbumIndexPage, row: dict[str, Any], seed: int) -> None:
    words = _data()["pictures"]
    album = AlbumPage(
        title=row["title"],
        summary=row["summary"],
        date=row["date"],
        common_alt=row["summary"],
        parents_consent=True,
        consent_at=timezone.now(),
        cover=picture(row["pictures"][0], words[row["pictures"][0]], seed),
        cover_alt=words[row["pictures"][0]],
        **_published(row["date"]),
    )
    album.pictures = [
        AlbumPicture(image=picture(subject, words[subject], seed), alt=words[subject], caption="", sort_order=position)
        for position, subject in enumerate(row["pictures"])
    ]
    index.add_child(instance=album)


def _add_video(index: AlbumIndexPage, row: dict[str, Any], seed: int) -> None:
    still = picture("music", _data()["pictures"]["music"], seed)
    video = {"title": row["name"], "link": row["link"], "poster": still, "text": "", "silent": True}
    index.add_child(
        instance=VideoPage(
            title=row["title"],
            summary=row["summary"],
            date=row["date"],
            cover=still,
            cover_is_decorative=True,
            video=[("video", video)],
            body=[("paragraph", RichText(f"<p>{row['text']}</p>"))],
            **_published(row["date"]),
        )
    )


def _published(day: datetime.date) -> dict[str, datetime.datetime]:
    moment = timezone.make_aware(datetime.datetime.combine(day, datetime.time(16, 0)))
    return {"first_published_at": moment, "last_published_at": moment}


def load_samples() -> None:
    """Write a page with every block a text may have; no menu leads to it."""
    sheet = ContentFile("STT;Nội dung;Ghi chú\n1;;\n".encode("utf-8-sig"), name="mau-dang-ky.csv")
    Attachment.objects.create(title="Mẫu đăng ký tham gia (mở bằng Excel)", file=sheet, file_size=sheet.size)
    body: list[tuple[str, Any]] = []
    for name, block in BodyBlock().child_blocks.items():
        if name != "heading":
            body.append(("heading", {"text": str(block.label), "level": "h2"}))
        body.append((name, block.get_preview_value()))
    home = BasePage.objects.get(depth=2).specific
    with index_tasks_dropped(), disable_reference_index_auto_update():
        home.add_child(
            instance=StandardPage(
                title="Mẫu trình bày",
                slug="mau-trinh-bay",
                summary="Mọi thành phần mà một bài viết có thể dùng, để biên tập viên xem trước.",
                show_in_menus=False,
                body=body,
            )
        )
