"""STUB replaced by the content author."""
from dataclasses import dataclass, field

from cms.demo.schools import SchoolSpec


@dataclass(frozen=True)
class Article:
    title: str
    summary: str
    category: str
    days_ago: int
    author: str = "Ban biên tập"
    source: str = ""
    picture: str = "school_gate"
    picture_alt: str = "Cổng trường có hàng cây"
    body: list = field(default_factory=lambda: [("heading", {"text": "Mở đầu", "level": "h2"}), ("paragraph", "<p>" + "Nhà trường phối hợp với phụ huynh chăm lo cho các em. " * 30 + "</p>")])


def load_portal_articles() -> list[Article]:
    return [Article(f"Hướng dẫn công tác tháng {n}", "Nội dung chính của kế hoạch.", "thong-bao", n * 3) for n in range(1, 9)]


def articles_for(spec: SchoolSpec, count: int, seed: int) -> list[Article]:
    subjects = ["school_gate", "classroom", "books", "sports", "music", "garden", "science", "health"]
    return [Article(f"{spec.short_name}: hoạt động số {n}", "Một ngày học vui của thầy và trò.", "hoat-dong", n * 4, picture=subjects[n % 8]) for n in range(count)]
