"""Layout, palette, emblem and own colours of a site."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from cms.appearance.models import Appearance
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase
from themes import brand, layouts, palettes

NAMES = [name for name, _label in palettes.CHOICES]
LOOK = (Path(layouts.__file__).parents[1] / "docs" / "look.md").read_text(encoding="utf-8")
SETTINGS = "/quan-tri/settings/appearance/appearance/"


class TestPages(SchoolTestCase):
    def html(self, path: str = "/", slug: str = A) -> str:
        return self.client_for(slug).get(path).content.decode()

    def test_a_site_without_a_choice_has_the_defaults(self):
        assert 'data-palette="sen" data-layout="hien"' in self.html()
        assert 'data-palette="bien" data-layout="hien"' in self.html(slug=PORTAL)

    def test_every_page_shows_the_choice_at_once_and_no_other_school_does(self):
        for path in ("/", "/tin-tuc/", "/tim-kiem/", "/khong-co/"):
            assert 'data-layout="hien"' in self.html(path)
        Appearance(layout=layouts.WALL, palette="lua").save()
        for path in ("/", "/tin-tuc/", "/tim-kiem/", "/khong-co/"):
            assert 'data-palette="lua" data-layout="bao-tuong"' in self.html(path)
        assert 'data-palette="sen"' in self.html(slug=B)

    def test_every_layout_shows_the_same_stories_and_tasks(self):
        story = factories.NewsPageFactory(title="Tuần lễ đọc sách")
        for layout, _label in layouts.CHOICES:
            Appearance.objects.all().delete()
            Appearance(layout=layout).save()
            html = self.html()
            assert story.title in html
            for task in ("/cong-khai/", "/thu-tuc/", "/khoan-thu/", "/hoc-lieu/", "/lien-he/"):
                assert f'class="tile" href="{task}"' in html

    def test_the_emblem_has_its_size(self):
        Appearance(logo=factories.PictureFactory()).save()
        assert 'class="brandmark__mark" src="/media/images/' in self.html()
        assert 'alt="" width="120" height="80"' in self.html()

    def test_the_cover_of_the_home_page_is_described(self):
        Appearance(cover=factories.PictureFactory(), cover_alt="Sân trường").save()
        assert 'alt="Sân trường"' in self.html()


class TestOwnColours(SchoolTestCase):
    def clean(self, **values: str) -> dict[str, list[str]]:
        try:
            Appearance(**values).full_clean()
        except ValidationError as error:
            return error.message_dict
        return {}

    def test_a_colour_that_can_be_read_is_taken_and_linked(self):
        assert self.clean(brand="#1b4d8c") == {}
        Appearance(brand="#1b4d8c").save()
        page = self.client.get("/").content.decode()
        assert 'href="/giao-dien/sen-1b4d8c.css"' in page
        css = self.client.get("/giao-dien/sen-1b4d8c.css")
        assert "--brand:#1b4d8c;" in css.content.decode()
        assert "immutable" in css.headers["Cache-Control"]

    def test_a_pale_colour_is_refused_with_the_ratio_and_one_that_works(self):
        (message,) = self.clean(brand="#ffcc00")["brand"]
        suggestion = message.rstrip(".").rpartition(" ")[2]
        assert "1,36 : 1" in message
        assert "4,5 : 1" in message
        assert self.clean(brand=suggestion) == {}

    def test_the_colour_by_night_is_judged_on_a_dark_ground(self):
        assert "brand_night" in self.clean(brand="#1b4d8c", brand_night="#1b4d8c")
        assert self.clean(brand="#1b4d8c", brand_night="#9cc4f5") == {}

    def test_what_is_no_colour_is_said_plainly(self):
        assert "#9d2159" in self.clean(brand="đỏ")["brand"][0]
        assert self.clean(brand="9D2159") == {}

    def test_an_address_that_nobody_saved_is_404(self):
        for name in ("sen-ffcc00", "sen-xyz", "khac-1b4d8c", "sen-1b4d8c-1b4d8c", "sen-1b4d8c;"):
            assert self.client.get(f"/giao-dien/{name}.css").status_code == 404


@pytest.mark.parametrize("palette", NAMES)
@pytest.mark.parametrize("colour", ["#ffcc00", "#00ff00", "#8080ff", "#ffffff", "#000000", "#777777", "#ff0000"])
def test_whatever_is_made_of_a_colour_can_be_read(palette: str, colour: str):
    day = brand.nearest(palette, "light", colour)
    for mode, made in brand.tokens(palette, day).items():
        assert palettes.contrast_problems(palettes.read()[palette, mode] | made) == []


def test_a_suggestion_keeps_the_hue():
    suggestion = brand.nearest("sen", "light", "#ffcc00")
    red, green, blue = (int(suggestion[i : i + 2], 16) for i in (1, 3, 5))
    assert red > green > blue


class TestEditing(SchoolTestCase):
    def form(self, **values: str) -> dict[str, str]:
        return {"layout": "san", "palette": "tre", "cover_alt": "", "brand": "", "brand_night": "", **values}

    def edit(self, user, **values: str):
        client = self.client_for(A, user)
        address = client.get(SETTINGS, follow=True).redirect_chain[-1][0]
        return client.post(address, self.form(**values))

    def test_an_administrator_changes_the_look(self):
        assert self.edit(factories.administrator()).status_code == 302
        assert 'data-palette="tre" data-layout="san"' in self.client.get("/").content.decode()

    def test_an_editor_does_not(self):
        self.edit(factories.editor())
        assert 'data-layout="hien"' in self.client.get("/").content.decode()

    def test_a_refused_colour_keeps_what_was_typed(self):
        response = self.edit(factories.administrator(), brand="#ffcc00")
        assert response.status_code == 200
        assert 'value="#ffcc00"' in response.content.decode()

    def test_the_preview_shows_what_is_not_saved(self):
        client = self.client_for(A, factories.administrator())
        address = client.get(SETTINGS, follow=True).redirect_chain[-1][0]
        preview = address + "preview/"
        assert client.post(preview, self.form(layout="bao-tuong")).json()["is_valid"]
        shown = client.get(preview).content.decode()
        assert 'data-palette="tre" data-layout="bao-tuong"' in shown
        assert 'data-layout="hien"' in self.client.get("/").content.decode()


class TestCatalogue(SchoolTestCase):
    ADDRESS = "/quan-tri/giao-dien/thanh-phan/"

    def test_staff_see_every_component_in_every_layout_and_palette(self):
        factories.NewsPageFactory(title="Bài mới nhất")
        client = self.client_for(A, factories.editor())
        for layout, _label in layouts.CHOICES:
            page = client.get(self.ADDRESS, {"bo-cuc": layout, "bang-mau": "bien"}).content.decode()
            assert f'data-palette="bien" data-layout="{layout}"' in page
            assert "Bài mới nhất" in page
        shown = set(re.findall(r"<h2>([a-z_]+)</h2>", page))
        documented = set(re.findall(r"`([a-z_]+)`", "\n".join(re.findall(r"^\| (`.*?) \|", LOOK, re.M))))
        # The first three show as parts of others; weeks draw on the section they stand in.
        assert documented - {"date_leaf", "error_summary", "field", "weeks"} == shown

    def test_visitors_do_not(self):
        assert self.client.get(self.ADDRESS).status_code == 302

    def test_no_id_is_there_twice(self):
        page = self.client_for(A, factories.editor()).get(self.ADDRESS).content.decode()
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert len(ids) == len(set(ids))
