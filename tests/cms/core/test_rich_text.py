"""What is left of text pasted from Word, Google Docs and Zalo."""

import unicodedata

import pytest

from cms.core.rich_text import tidy
from cms.pages.models import StandardPage
from tests import factories
from tests.base import SchoolTestCase

WORD = (
    '<p class="MsoNormal" style="margin:0;font-family:Times"><span style="color:red;mso-fareast-language:VI">'
    "Kính gửi&nbsp;quý <b>phụ huynh</b></span><o:p></o:p></p>"
    '<p class="MsoNormal"><o:p>&nbsp;</o:p></p><style>p{color:red}</style><!-- [if gte mso 9] -->'
)


def test_fonts_colours_and_empty_paragraphs_stay_behind():
    assert tidy(WORD) == "<p>Kính gửi quý <b>phụ huynh</b></p>"


def test_scripts_never_get_in():
    assert tidy('<p onclick="x()">a<script>alert(1)</script></p><img src=x onerror=y>') == "<p>a</p>"
    assert tidy('<p><a href="javascript:alert(1)">b</a></p>') == "<p><a>b</a></p>"


def test_links_of_every_kind_stay():
    text = (
        '<p data-block-key="a1"><a linktype="page" id="3">Trang</a> <a href="https://moet.gov.vn">Bộ</a> '
        '<a linktype="document" id="5">Tệp</a> <a href="tel:02743822123">Gọi</a><br/>Xuống dòng</p>'
    )
    assert tidy(text) == text


@pytest.mark.parametrize(
    "pasted",
    [
        "<p>• Bút</p><p>• Vở</p>",
        "<p>- Bút</p><p>- Vở</p>",
        "<p>-Bút</p><p>-Vở</p>",
        "<p>+ Bút</p><p>+ Vở</p>",
        "<p>•\u00a0Bút<br/>• Vở</p>",
    ],
)
def test_lines_with_bullets_become_a_list(pasted):
    assert tidy(pasted) == "<ul><li>Bút</li><li>Vở</li></ul>"


def test_the_line_above_the_list_stays_above_it():
    assert tidy("<p>Hồ sơ gồm:<br/>- Đơn<br/>- Giấy khai sinh</p>") == (
        "<p>Hồ sơ gồm:</p><ul><li>Đơn</li><li>Giấy khai sinh</li></ul>"
    )


@pytest.mark.parametrize(
    "text",
    [
        "<p>- Một dòng thôi</p>",
        "<p>– Em chào cô ạ!</p><p>– Chào em.</p>",
        "<p>-5 độ ở Mẫu Sơn</p><p>-7 độ ở Sa Pa</p>",
        "<p>- Bút</p><p>+ Vở</p>",
        "<p>Thứ Hai - thứ Sáu</p><p>Thứ Bảy - Chủ nhật</p>",
        "<p><b>a<br/>- b<br/>- c</b></p>",
    ],
)
def test_what_might_be_no_list_stays_as_it_is(text):
    assert tidy(text) == text


def test_tidying_twice_changes_nothing():
    for text in (WORD, "<p>Gồm:<br>- a<br>- b</p>"):
        assert tidy(tidy(text)) == tidy(text)


class TestSaving(SchoolTestCase):
    """Whatever the way a page is saved, its letters are stored in one form."""

    words = unicodedata.normalize("NFD", "Đường đến trường")

    def test_titles_summaries_and_bodies_are_composed(self):
        page = factories.StandardPageFactory(
            title=self.words,
            summary=self.words,
            body=[("paragraph", f"<p>{self.words}</p>"), ("heading", {"text": self.words, "level": "h2"})],
        )
        stored = StandardPage.objects.get(pk=page.pk)
        told = f"{stored.title}{stored.summary}{stored.body.get_prep_value()}"
        assert unicodedata.is_normalized("NFC", told)
        assert stored.body[0].value.source == "<p>Đường đến trường</p>"

    def test_drafts_are_too(self):
        page = factories.StandardPageFactory()
        page.title = self.words
        page.save_revision()
        assert page.get_latest_revision_as_object().title == "Đường đến trường"

    def test_the_form_tidies_what_was_pasted(self):
        from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

        page = factories.StandardPageFactory()
        client = self.client_for(self.slug, factories.superuser())
        body = streamfield([("paragraph", rich_text(f"<p>{self.words}</p><p>•\u00a0a</p><p>• b</p><p> </p>"))])
        data = nested_form_data(
            {
                "title": page.title,
                "slug": page.slug,
                "summary": "",
                "body": body,
                "cover": "",
                "cover_alt": "",
                "action-publish": "1",
            }
        )
        response = client.post(f"/quan-tri/pages/{page.pk}/edit/", data)
        assert response.status_code == 302
        source = StandardPage.objects.get(pk=page.pk).body[0].value.source
        assert "Đường đến trường" in source
        assert "<ul><li>a</li><li>b</li></ul>" in source
        assert source.count("<p") == 1
