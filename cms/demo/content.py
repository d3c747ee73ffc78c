"""The demo's news: read from YAML, chosen for a school, with the school's own names filled in."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from html import escape
from random import Random
from typing import Any

from .schools import DATA, SchoolSpec, read_yaml

REFERENCE_DATE = date(2026, 11, 21)
CATEGORIES: Mapping[str, str] = {
    "hoat-dong": "Hoạt động",
    "thong-bao": "Thông báo",
    "tuyen-sinh": "Tuyển sinh",
    "chuyen-mon": "Chuyên môn",
    "doan-doi": "Đoàn – Đội",
    "y-te": "Y tế học đường",
    "guong-sang": "Gương sáng",
}
PLACEHOLDERS = ("school", "short_name", "ward", "principal")
FRESH_DAYS = 14


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a body: paragraph (html), heading, quote, list or callout."""

    type: str
    html: str = ""
    title: str = ""
    text: str = ""
    attribution: str = ""
    items: tuple[str, ...] = ()
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """A news article; `picture` names a subject of `pictures.draw_picture`, empty for none."""

    slug: str
    title: str
    summary: str
    category: str
    kinds: tuple[str, ...]
    days_ago: int
    author: str
    body: tuple[Block, ...]
    source: str = ""
    picture: str = ""
    picture_alt: str = ""

    @property
    def published_on(self) -> date:
        """Return the day of publication; the texts name dates, so it does not move with today."""
        return REFERENCE_DATE - timedelta(days=self.days_ago)

    def for_school(self, spec: SchoolSpec) -> Article:
        """Return the article as that school tells it."""
        names = {
            "school": spec.name,
            "short_name": spec.short_name,
            "ward": spec.ward,
            "principal": spec.principal,
        }
        return replace(
            self,
            title=self.title.format(**names),
            summary=self.summary.format(**names),
            author=self.author.format(**names),
            source=self.source.format(**names),
            picture_alt=self.picture_alt.format(**names),
            body=tuple(_filled(block, names) for block in self.body),
        )

    def picture_seed(self, owner: str) -> int:
        """Return the seed of this article's picture at one school (`owner` is its slug)."""
        return zlib.crc32(f"{owner}/{self.slug}".encode())


def load_articles() -> list[Article]:
    """Return the schools' articles with their placeholders, newest first."""
    return list(_school_articles())


@cache
def _school_articles() -> tuple[Article, ...]:
    paths = sorted((DATA / "articles").glob("*.yaml"))
    return tuple(_newest_first([_article(item) for path in paths for item in read_yaml(path)]))


def load_portal_articles() -> list[Article]:
    """Return the office's articles, newest first."""
    return _newest_first([_article({**item, "kinds": ["office"]}) for item in read_yaml(DATA / "portal.yaml")])


def articles_for(spec: SchoolSpec, count: int = 8, seed: int = 2026, taken: Collection[str] = ()) -> list[Article]:
    """Return `count` filled-in articles for a school, newest first: fresh news first of all, then variety.

    Two schools of a kind get different selections; the same school always gets the same one. Fresh
    articles whose slug is in `taken` stay with the school that has them: the portal shows the newest.
    """
    pool = [
        article
        for article in _school_articles()
        if spec.kind in article.kinds and not (article.days_ago <= FRESH_DAYS and article.slug in taken)
    ]
    Random(f"{seed}:{spec.slug}").shuffle(pool)
    fresh = [article for article in pool if article.days_ago <= FRESH_DAYS]
    chosen = _varied(fresh, min(1, count), [])
    chosen = _varied(pool, count, chosen)
    return [article.for_school(spec) for article in _newest_first(chosen)]


def _varied(pool: Sequence[Article], count: int, chosen: Sequence[Article]) -> list[Article]:
    """Fill `chosen` up to `count` with what repeats a category or a picture the least."""
    chosen, left = list(chosen), [article for article in pool if article not in chosen]
    while left and len(chosen) < count:
        seen = Counter(part for article in chosen for part in (article.category, article.picture))
        best = min(left, key=lambda article: seen[article.category] + 2 * seen[article.picture])
        chosen.append(best)
        left.remove(best)
    return chosen


def _newest_first(articles: Sequence[Article]) -> list[Article]:
    return sorted(articles, key=lambda article: (article.days_ago, article.slug))


def _article(item: Mapping[str, Any]) -> Article:
    body = tuple(Block(**{**part, "items": tuple(part.get("items", ()))}) for part in item["body"])
    return Article(**{**item, "kinds": tuple(item["kinds"]), "body": body})


def _filled(block: Block, names: Mapping[str, str]) -> Block:
    safe = {key: escape(value) for key, value in names.items()}
    return replace(
        block,
        html=block.html.format(**safe),
        title=block.title.format(**names),
        text=block.text.format(**names),
        attribution=block.attribution.format(**names),
        items=tuple(item.format(**names) for item in block.items),
    )
