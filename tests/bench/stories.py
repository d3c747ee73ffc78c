"""The articles that both our site and its twin show: plain data, the same at every run."""

import datetime as dt
import io
from dataclasses import dataclass

from PIL import Image, ImageDraw

COUNT = 12
COVER_ALT = "Sân trường trong ngày hội"
_SENTENCES = (
    "Sáng nay, thầy và trò nhà trường đã cùng nhau tổ chức ngày hội đọc sách trong không khí vui tươi.",
    "Các em học sinh mang đến lớp những cuốn sách mình yêu thích và kể lại câu chuyện cho bạn bè nghe.",
    "Phụ huynh đóng góp hơn hai trăm đầu sách mới cho thư viện, trong đó có nhiều sách khoa học thường thức.",
    "Ban giám hiệu trân trọng cảm ơn sự đồng hành của gia đình và mong tiếp tục nhận được sự ủng hộ.",
    "Hoạt động này nằm trong kế hoạch năm học 2026-2027 nhằm xây dựng thói quen đọc cho học sinh.",
)


@dataclass(frozen=True)
class Story:
    """One article."""

    title: str
    slug: str
    summary: str
    date: dt.date
    body: list[dict[str, object]]


def stories() -> list[Story]:
    """Return the articles, newest first."""
    return [_story(number) for number in range(COUNT)]


def _story(number: int) -> Story:
    paragraph = "".join(f"<p>{' '.join(_SENTENCES[n:] + _SENTENCES[:n])}</p>" for n in range(3))
    body = [
        {"type": "paragraph", "value": paragraph},
        {"type": "heading", "value": {"text": "Những điều đáng nhớ", "level": "h2"}},
        {"type": "paragraph", "value": paragraph},
        {"type": "quote", "value": {"text": _SENTENCES[1], "source": "Cô Nguyễn Thị Lan"}},
        {"type": "callout", "value": {"title": "Lưu ý", "text": f"<p>{_SENTENCES[4]}</p>"}},
    ]
    day = dt.date(2026, 11, 20) - dt.timedelta(days=number)
    return Story(f"Ngày hội đọc sách lần thứ {number + 1}", f"ngay-hoi-{number + 1}", _SENTENCES[0], day, body)


def cover() -> bytes:
    """Return a picture in landscape format."""
    picture = Image.new("RGB", (1600, 1067), "#cfe8f3")
    pen = ImageDraw.Draw(picture)
    for row in range(12):
        pen.ellipse((row * 130, 300 + row * 40, row * 130 + 240, 540 + row * 40), fill=(40 * row % 255, 120, 160))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=85)
    return file.getvalue()
