"""The demo's schools, news and pictures keep what they promise; no database needed."""

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from cms.demo.content import (
    CATEGORIES,
    PLACEHOLDERS,
    REFERENCE_DATE,
    Article,
    Block,
    articles_for,
    load_articles,
    load_portal_articles,
)
from cms.demo.pictures import SUBJECTS, draw_logo, draw_picture
from cms.demo.schools import DATA, KIND_NAMES, SchoolSpec, bulk_schools, demo_schools, read_yaml

FILES = [
    DATA / "schools.yaml",
    DATA / "name_parts.yaml",
    DATA / "portal.yaml",
    *sorted((DATA / "articles").glob("*.yaml")),
]
ARTICLES = [*load_articles(), *load_portal_articles()]
BLOCK_FIELDS = {
    "paragraph": {"html"},
    "heading": {"text"},
    "quote": {"text", "attribution"},
    "list": {"items"},
    "callout": {"title", "text"},
}
TAGS = {"p", "b", "i", "a", "ul", "li"}


def every_article() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.slug)


def texts_of(value: Any) -> Iterator[str]:
    """Yield every text in a structure read from YAML."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(inner)


def block_texts(blocks: Iterable[Block]) -> list[str]:
    return [
        text
        for block in blocks
        for text in (block.html, block.title, block.text, block.attribution, *block.items)
        if text
    ]


def all_texts(article: Article) -> list[str]:
    head = (article.title, article.summary, article.author, article.source, article.picture_alt)
    return [*head, *block_texts(article.body)]


def word_count(article: Article) -> int:
    return len(re.sub(r"<[^>]+>", " ", " ".join(block_texts(article.body))).split())


@cache
def all_schools() -> tuple[SchoolSpec, ...]:
    return tuple(bulk_schools(169))


def longest_named(kinds: Iterable[str]) -> SchoolSpec:
    return max((spec for spec in all_schools() if spec.kind in kinds), key=lambda spec: len(spec.name))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_text_is_composed_unicode(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", source)
    assert not re.search(r"[\u0300-\u036f\u200b\u00a0\ufffd]", source)
    assert all(text == text.strip() for text in texts_of(read_yaml(path)))


def test_there_are_twelve_written_schools_four_of_each_kind() -> None:
    assert Counter(spec.kind for spec in demo_schools()) == dict.fromkeys(KIND_NAMES, 4)


@pytest.mark.parametrize("spec", demo_schools(), ids=lambda spec: spec.slug)
def test_a_written_school_tells_consistent_figures(spec: SchoolSpec) -> None:
    intro = " ".join(spec.intro)
    assert 2 <= len(spec.intro) <= 3
    assert f"{spec.classes} lớp" in intro
    assert f"{spec.pupils:,}".replace(",", ".") in intro
    assert str(spec.founded) in intro
    assert spec.name in intro
    assert spec.accounts.principal == spec.principal
    assert spec.functions
    assert spec.motto


def test_169_schools_are_distinct_and_the_same_every_time() -> None:
    schools = bulk_schools(169)
    assert schools == bulk_schools(169)
    assert len(schools) == 169
    for field in ("slug", "name", "short_name", "ministry_code", "email", "phone"):
        assert len({getattr(spec, field) for spec in schools}) == 169, field


def test_a_shorter_list_begins_a_longer_one_and_another_seed_differs() -> None:
    assert bulk_schools(169)[:40] == bulk_schools(40)
    assert bulk_schools(12) == demo_schools()
    assert bulk_schools(3) == demo_schools()[:3]
    assert bulk_schools(60, seed=1) != bulk_schools(60, seed=2)


def test_the_kinds_keep_their_shares() -> None:
    counts = Counter(spec.kind for spec in all_schools())
    assert counts == {"preschool": 68, "primary": 59, "lower_secondary": 42}


def test_more_schools_than_names_get_numbers() -> None:
    assert len({spec.slug for spec in bulk_schools(400)}) == 400


def test_every_school_is_well_formed() -> None:
    for spec in all_schools():
        assert re.fullmatch(r"(mn|th|thcs)(-[a-z0-9]+)+", spec.slug)
        assert len(spec.slug) <= 40
        assert spec.name.startswith(f"Trường {KIND_NAMES[spec.kind]} ")
        assert spec.name.endswith(spec.short_name.removeprefix("THCS "))
        assert re.fullmatch(r"\d{8}", spec.ministry_code)
        assert re.fullmatch(r"0274 3\d{3} \d{3}", spec.phone)
        assert spec.email == f"c.{spec.slug}@tptdm.edu.vn"
        assert spec.address.endswith("phường Thủ Dầu Một, Thành phố Hồ Chí Minh")
        assert 1970 <= spec.founded <= REFERENCE_DATE.year
        assert 20 <= spec.pupils / spec.classes <= 45
        assert not any("{" in text for text in (*spec.intro, spec.functions, spec.motto))
        assert all((spec.accounts.editor, spec.accounts.principal, spec.accounts.administrator))


def test_there_are_enough_articles_for_every_kind_and_category() -> None:
    articles = load_articles()
    assert len(articles) >= 60
    assert len(load_portal_articles()) == 12
    assert len({article.slug for article in ARTICLES}) == len(ARTICLES)
    assert len({article.title for article in ARTICLES}) == len(ARTICLES)
    for kind in KIND_NAMES:
        assert sum(kind in article.kinds for article in articles) >= 22, kind
    assert {article.category for article in articles} == set(CATEGORIES)


def test_about_one_article_in_seven_has_no_picture() -> None:
    bare = sum(not article.picture for article in ARTICLES)
    assert len(ARTICLES) / 10 <= bare <= len(ARTICLES) / 5


@every_article()
def test_an_article_keeps_the_limits(article: Article) -> None:
    told = [article]
    if article.kinds != ("office",):
        told.append(article.for_school(longest_named(article.kinds)))
    for version in told:
        assert 20 <= len(version.title) <= 110
        assert 60 <= len(version.summary) <= 240
        assert 300 <= word_count(version) <= 800
    assert article.category in CATEGORIES
    assert set(article.kinds) <= {*KIND_NAMES, "office"}
    assert 0 <= article.days_ago <= 150
    assert 5 <= len(article.body) <= 10
    assert article.author


@every_article()
def test_the_blocks_of_an_article_are_whole(article: Article) -> None:
    for block in article.body:
        given = {name for name in ("html", "title", "text", "attribution", "items") if getattr(block, name)}
        assert given == BLOCK_FIELDS[block.type]
        assert set(re.findall(r"</?([a-z0-9]+)", block.html)) <= TAGS
        assert block.type != "paragraph" or block.html.startswith("<p>")
        assert block.type == "paragraph" or "<" not in "".join(block_texts([block]))
    kinds = [block.type for block in article.body]
    assert kinds[0] == "paragraph"
    assert kinds[-1] != "heading"
    assert ("heading", "heading") not in itertools.pairwise(kinds)


@every_article()
def test_a_title_is_vietnamese_and_in_sentence_case(article: Article) -> None:
    assert not article.title.isascii()
    assert not article.title.endswith(".")
    words = list(re.findall(r"[^\W\d_]+", article.title))
    assert article.title[0].isupper()
    assert sum(word[0].isupper() for word in words) <= len(words) / 2
    assert not any(len(word) > 1 and word.isupper() for word in words if word not in {"STEM"})


@every_article()
def test_only_the_four_placeholders_occur(article: Article) -> None:
    found = {name for text in all_texts(article) for name in re.findall(r"{([^}]*)}", text)}
    assert found <= set(PLACEHOLDERS)
    if article.kinds == ("office",):
        assert not found
    else:
        assert "school" in found
        spec = longest_named(article.kinds)
        assert not any(re.search(r"[{}]", text) for text in all_texts(article.for_school(spec)))


@every_article()
def test_an_article_exposes_no_personal_data_and_no_invented_documents(article: Article) -> None:
    text = " ".join(all_texts(article))
    assert not re.search(r"\b0\d{2,3}[ .]?\d{3}[ .]?\d{3,4}\b", text), "a telephone number"
    assert not re.search(r"\b\d{9,12}\b", text), "an identity number"
    assert not re.search(r"\d+/(\d{4}/)?(QĐ|NĐ|TT|KH|CV|UBND)\b", text), "a document number"


@every_article()
def test_the_dates_in_an_article_agree_with_the_calendar(article: Article) -> None:
    weekdays = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
    pattern = r"(thứ \w+|chủ nhật), (\d{2})/(\d{2})(?:/(\d{4}))?"
    for text in all_texts(article):
        for weekday, day, month, year in re.findall(pattern, text, flags=re.IGNORECASE):
            told = REFERENCE_DATE.replace(year=int(year or 2026), month=int(month), day=int(day))
            assert weekday.lower() == weekdays[told.weekday()], f"{weekday}, {told}"


@every_article()
def test_a_picture_is_a_known_subject_with_an_alternative_text(article: Article) -> None:
    if article.picture:
        assert article.picture in SUBJECTS
        assert 40 <= len(article.picture_alt) <= 160
        assert article.picture_alt.startswith("Tranh minh họa: ")
    else:
        assert not article.picture_alt


def test_schools_of_a_kind_show_different_news() -> None:
    for kind in KIND_NAMES:
        schools = [spec for spec in all_schools() if spec.kind == kind][:10]
        selections = {tuple(article.slug for article in articles_for(spec, 8)) for spec in schools}
        assert len(selections) == len(schools)


@pytest.mark.parametrize("spec", demo_schools(), ids=lambda spec: spec.slug)
def test_a_school_gets_varied_news_of_its_own(spec: SchoolSpec) -> None:
    articles = articles_for(spec, 9)
    assert articles == articles_for(spec, 9)
    assert len({article.slug for article in articles}) == 9
    assert all(spec.kind in article.kinds for article in articles)
    assert max(Counter(article.category for article in articles).values()) <= 3
    assert articles[0].days_ago <= 14
    assert [article.days_ago for article in articles] == sorted(article.days_ago for article in articles)
    assert any(spec.name in text for article in articles for text in all_texts(article))


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_picture_is_a_jpeg_of_its_size_and_differs_by_seed(subject: str) -> None:
    first, again, other = (draw_picture(subject, seed, (600, 400)) for seed in (1, 1, 2))
    image = Image.open(BytesIO(first))
    assert (image.format, image.size) == ("JPEG", (600, 400))
    assert first == again
    assert first != other


@pytest.mark.parametrize("subject", ["flag_ceremony", "lantern"])
def test_a_full_size_picture_stays_small(subject: str) -> None:
    picture = draw_picture(subject, 7)
    assert Image.open(BytesIO(picture)).size == (1800, 1200)
    assert len(picture) <= 400 * 1024


def test_an_unknown_subject_is_refused_with_the_list() -> None:
    with pytest.raises(ValueError, match="school_gate"):
        draw_picture("volcano", 1)


def test_a_logo_is_a_round_png_and_differs_by_name() -> None:
    logo = draw_logo("Trường Mầm non Hoa Sen", 1, 128)
    image = Image.open(BytesIO(logo))
    assert (image.format, image.mode, image.size) == ("PNG", "RGBA", (128, 128))
    assert image.getpixel((0, 0))[3] == 0  # type: ignore[index]
    assert image.getpixel((64, 64))[3] == 255  # type: ignore[index]
    assert logo != draw_logo("Trường Tiểu học Nguyễn Du", 1, 128)
