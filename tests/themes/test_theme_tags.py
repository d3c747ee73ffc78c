"""The tags of the public pages."""

import datetime as dt
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.paginator import Paginator
from django.forms.utils import flatatt
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import timezone, translation
from django.utils.html import format_html

import themes
from themes import icons
from themes.templatetags import theme

TEMPLATES = Path(themes.__file__).parent / "templates"


class FakeRendition:
    def __init__(self, spec: str) -> None:
        self.width, self.url = int(re.findall(r"\d+", spec)[0]), f"/media/{spec}.webp"

    def img_tag(self, attrs: dict[str, str]) -> str:
        return format_html("<img{}>", flatatt(attrs))


class FakeImage:
    pk, file = 1, SimpleNamespace(name="original_images/vuon.jpg")

    small: dict[Any, FakeRendition] = {}

    def find_existing_renditions(self, *filters: Any) -> dict[Any, FakeRendition]:
        return self.small

    def get_renditions(self, *filters: Any) -> dict[str, FakeRendition]:
        return {each.spec: FakeRendition(each.spec) for each in filters}


def story(**changes: Any) -> SimpleNamespace:
    return SimpleNamespace(**{"title": "Bé trồng rau", "cover": None, "cover_alt": "", **changes})


def render(source: str, **context: Any) -> str:
    return Template("{% load theme %}" + source).render(Context(context))


# -- Dates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2026, 11, 23), "thứ Hai, 23/11/2026"),
        (dt.date(2026, 11, 28), "thứ Bảy, 28/11/2026"),
        (dt.date(2026, 3, 1), "Chủ Nhật, 01/03/2026"),
    ],
)
def test_vietnamese_date_names_the_day_of_the_week(day: dt.date, words: str) -> None:
    with translation.override("vi"):
        assert render("{{ day|vn_date }}", day=day) == words


def test_date_follows_the_language_of_the_page() -> None:
    with translation.override("en"):
        assert render("{{ day|vn_date }}", day=dt.date(2026, 11, 23)) == "Monday, 23/11/2026"


def test_moment_is_told_in_the_time_of_vietnam() -> None:
    late_in_london = dt.datetime(2026, 11, 22, 20, 0, tzinfo=dt.UTC)

    with translation.override("vi"), timezone.override("Asia/Ho_Chi_Minh"):
        assert render("{{ day|vn_date }}", day=late_in_london) == "thứ Hai, 23/11/2026"


@pytest.mark.parametrize("name", ["vn_date", "vn_date_short", "iso_date"])
def test_missing_date_is_left_out(name: str) -> None:
    assert render("{{ day|" + name + " }}", day=None) == ""


def test_short_and_machine_dates() -> None:
    day = dt.date(2026, 1, 5)

    assert render("{{ day|vn_date_short }} {{ day|iso_date }}", day=day) == "05/01/2026 2026-01-05"


# -- Titles ----------------------------------------------------------------------------------------


def test_school_year_stays_on_one_line() -> None:
    html = render("{{ title|unbroken }}", title="Tuyển sinh 2026-2027")

    assert html == 'Tuyển sinh <span class="nowrap">2026-2027</span>'


def test_title_is_escaped() -> None:
    assert render("{{ title|unbroken }}", title="<b>2026-2027") == ('&lt;b&gt;<span class="nowrap">2026-2027</span>')


# -- Icons -----------------------------------------------------------------------------------------


def test_icon_is_hidden_from_assistive_technology() -> None:
    svg = ElementTree.fromstring(render('{% icon "bars-3" %}'))  # noqa: S314 - our own drawing

    assert svg.get("aria-hidden") == "true"
    assert svg.get("class") == "icon"
    assert len(svg) == 1


def test_unknown_icon_draws_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("WARNING", logger="themes.icons"):
        assert icons.draw("no-such-icon") == ""
    assert "no-such-icon" in caplog.text


def test_every_icon_named_in_a_template_exists() -> None:
    names = {
        name
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r'(?:\{% icon |icon=)"([a-z0-9-]+)"', path.read_text(encoding="utf-8"))
    }

    assert names
    assert [name for name in sorted(names) if not icons.draw(name)] == []


# -- Covers ----------------------------------------------------------------------------------------


def test_drawn_cover_is_the_same_for_the_same_title() -> None:
    source = "{% generated_cover title %}"

    assert render(source, title="Khai giảng") == render(source, title="Khai giảng")
    assert render(source, title="Khai giảng") != render(source, title="Bế giảng")


def test_drawn_cover_is_small_and_fills_three_to_two() -> None:
    html = render("{% generated_cover title %}", title='"><script>')
    svg = ElementTree.fromstring(html)  # noqa: S314 - our own drawing

    assert svg.get("viewBox") == "0 0 60 40"
    assert len(html) < 1500
    assert "script" not in html


def test_story_without_picture_gets_a_drawn_cover() -> None:
    assert '<svg class="cover"' in render('{% cover story "card" %}', story=story())


def test_first_cover_is_fetched_at_once_and_the_others_lazily() -> None:
    pictured = story(cover=FakeImage(), cover_alt="Vườn rau")

    first = render('{% cover story "lead" eager=True %}', story=pictured)
    later = render('{% cover story "card" %}', story=pictured)

    assert 'fetchpriority="high"' in first
    assert "lazy" not in first
    assert 'loading="lazy"' in later
    assert 'alt="Vườn rau"' in later


def test_avif_is_offered_where_it_has_been_made_and_webp_always() -> None:
    image = FakeImage()
    image.pk = 2
    image.small = {size: FakeRendition(f"fill-{size}.avif") for size in (480, 960)}

    html = render('{% cover story "card" %}', story=story(cover=image))

    assert html.startswith('<picture><source type="image/avif" srcset="/media/fill-480.avif')
    assert "format-webp.webp 480w" in html
    assert "<picture>" not in render('{% cover story "card" %}', story=story(cover=FakeImage()))


def test_decorative_picture_in_a_text_has_an_empty_alternative() -> None:
    value = {"image": FakeImage(), "alt": "Hoa", "decorative": True}

    assert 'alt=""' in render('{% block_picture value "body" %}', value=value)


# -- Addresses and pages -------------------------------------------------------------------------------


def request(path: str) -> Any:
    return RequestFactory().get(path, headers={"host": "testserver"})


def test_canonical_address_drops_foreign_parameters() -> None:
    html = render("{% canonical_url %}", request=request("/tin-tuc/?utm=zalo"))

    assert html == "http://testserver/tin-tuc/"


def test_canonical_address_keeps_the_page_of_a_list() -> None:
    page = Paginator(range(50), 10).page(3)

    html = render(
        "{% autoescape off %}{% canonical_url %}{% endautoescape %}",
        request=request("/tin-tuc/?trang=3"),
        page_obj=page,
        page_query="chuyen-muc=thong-bao&",
    )

    assert html == "http://testserver/tin-tuc/?chuyen-muc=thong-bao&trang=3"


def test_share_image_is_absolute() -> None:
    html = render("{% share_image story %}", story=story(cover=FakeImage()), request=request("/"))

    assert html.startswith("http://testserver/media/fill-1440x960")
    assert render("{% share_image story %}", story=story(), request=request("/")) == ""


def test_page_window_leaves_out_the_middle() -> None:
    page = Paginator(range(200), 10).page(10)

    assert theme.page_window(page) == [1, "…", 9, 10, 11, "…", 20]


def test_an_address_breaks_before_its_at_and_says_nothing_else():
    assert theme.broken_at("van-thu@truong.edu.vn") == "van-thu<wbr>@truong.edu.vn"
    assert theme.broken_at("<b>@x") == "&lt;b&gt;<wbr>@x"
