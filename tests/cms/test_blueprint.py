"""Every new site has the sections the law asks for."""

from pathlib import Path

import pytest
import yaml
from wagtail.models import Site

from cms.core.blueprint import TREE_FILE, planned_pages, update_site
from cms.core.models import BasePage
from cms.home.models import PortalHomePage, SchoolHomePage
from cms.news.models import NewsCategory
from tenants.enums import SchoolKind
from tenants.provisioning import SchoolRequest, build_school, request_school
from tests.base import PORTAL, A, B, SchoolTestCase, ScratchTestCase, host_of, in_school

SCHOOL_KINDS = [kind for kind in SchoolKind.values if kind != SchoolKind.OFFICE]
# Circular 37/2020, Article 9: what a school's site must have (as the shared facts list it).
REQUIRED_OF_SCHOOLS = {"gioi-thieu", "tin-tuc", "van-ban", "cong-khai", "thu-tuc", "gop-y", "lien-he", "tuyen-sinh"}
# Article 8: what the office's portal must have.
REQUIRED_OF_OFFICE = {"gioi-thieu", "tin-tuc", "chi-dao-dieu-hanh", "chinh-sach", "chien-luoc-ke-hoach", "van-ban"}
CONTRACT = {"/tin-tuc/", "/gioi-thieu/", "/van-ban/", "/cong-khai/", "/thu-tuc/", "/khoan-thu/", "/lien-he/"}


def slugs(kind: str) -> set[str]:
    return {page.slug for page in planned_pages(kind)}


@pytest.mark.parametrize("kind", SCHOOL_KINDS)
def test_every_kind_of_school_has_what_the_law_asks_for(kind):
    assert slugs(kind) >= REQUIRED_OF_SCHOOLS


def test_the_office_has_what_the_law_asks_of_it():
    assert slugs(SchoolKind.OFFICE) >= REQUIRED_OF_OFFICE
    assert "cong-khai" not in slugs(SchoolKind.OFFICE)


def test_kinds_differ_where_the_law_does():
    assert "cham-soc-nuoi-duong" in slugs(SchoolKind.PRESCHOOL)
    assert "hoc-lieu" not in slugs(SchoolKind.PRESCHOOL)
    assert "hoc-lieu" in slugs(SchoolKind.PRIMARY)
    assert "cham-soc-nuoi-duong" not in slugs(SchoolKind.LOWER_SECONDARY)

    def enrolment(kind: str) -> str:
        section = next(page for page in planned_pages(kind) if page.slug == "thu-tuc")
        return section.children[0].title

    assert enrolment(SchoolKind.PRESCHOOL) != enrolment(SchoolKind.PRIMARY)


@pytest.mark.parametrize("kind", SchoolKind.values)
def test_no_two_pages_share_an_address(kind):
    def check(pages):
        assert len({page.slug for page in pages}) == len(pages)
        for page in pages:
            check(page.children)

    check(planned_pages(kind))


def test_every_row_says_which_law_or_that_it_is_ours():
    rows = yaml.safe_load(Path(TREE_FILE).read_text())["pages"]
    for row in rows:
        assert row["source"] in {"text", "derived"}
        assert row["law"]
        assert 0 < len(row["summary"]) <= 300


class TestLaidSites(SchoolTestCase):
    def tree(self, slug: str) -> list[str]:
        with in_school(slug):
            pages = BasePage.objects.filter(depth__gt=2).order_by("path")
            return ["/" + page.url_path.split("/", 2)[2] for page in pages]

    def test_every_planned_page_was_laid_and_no_other(self):
        for slug, kind in ((A, "primary"), (B, "preschool"), (PORTAL, "office")):
            planned = []
            for page in planned_pages(kind):
                planned += [f"/{page.slug}/", *(f"/{page.slug}/{child.slug}/" for child in page.children)]
            assert self.tree(slug) == planned

    def test_every_laid_page_answers(self):
        for slug in (A, B, PORTAL):
            for path in self.tree(slug):
                assert self.client_for(slug).get(path).status_code == 200, (slug, path)

    def test_the_addresses_of_the_contract(self):
        assert set(self.tree(A)) >= CONTRACT

    def test_home_pages_and_sites(self):
        for slug, model in ((A, SchoolHomePage), (PORTAL, PortalHomePage)):
            with in_school(slug):
                site = Site.objects.get()
                assert isinstance(site.root_page.specific, model)
                assert (site.hostname, site.is_default_site) == (host_of(slug), True)
                assert site.root_page.title == site.site_name

    def test_nothing_of_wagtails_own_first_page_is_left(self):
        for slug in (A, B, PORTAL):
            with in_school(slug):
                assert BasePage.objects.filter(depth=2).count() == 1
                assert not BasePage.objects.filter(title__startswith="Welcome").exists()

    def test_the_tree_is_sound(self):
        for slug in (A, B, PORTAL):
            with in_school(slug):
                assert [list(problems) for problems in BasePage.find_problems()] == [[], [], [], [], []]

    def test_every_page_is_what_cleaning_would_have_made_of_it(self):
        """Laying writes pages without asking for each whether its values are valid and its address free."""
        for slug in (A, B, PORTAL):
            with in_school(slug):
                for page in BasePage.objects.filter(depth__gt=1).specific():
                    before = {field.attname: getattr(page, field.attname) for field in page._meta.concrete_fields}
                    page.full_clean()
                    page.set_url_path(page.get_parent())
                    after = {field.attname: getattr(page, field.attname) for field in page._meta.concrete_fields}
                    assert {name: str(value) for name, value in after.items()} == {
                        name: str(value) for name, value in before.items()
                    }
                    assert page.content_type.model_class() is type(page)

    def test_news_categories(self):
        for slug in (A, B, PORTAL):
            with in_school(slug):
                titles = list(NewsCategory.objects.values_list("title", flat=True))
                assert titles[:2] == ["Hoạt động nhà trường", "Thông báo"]

    def test_a_new_name_and_host_reach_site_and_home_page(self):
        school = self.school_row(A)
        school.name = "Trường Tiểu học Mới"
        school.save()
        update_site(school)
        assert Site.objects.get().site_name == "Trường Tiểu học Mới"
        assert BasePage.objects.get(depth=2).title == "Trường Tiểu học Mới"

    def test_a_home_page_that_was_given_its_own_title_keeps_it(self):
        home = BasePage.objects.get(depth=2).specific
        home.title = "Chào mừng"
        home.save()
        school = self.school_row(A)
        school.name = "Trường Tiểu học Mới"
        update_site(school)
        assert BasePage.objects.get(depth=2).title == "Chào mừng"


class TestAllKinds(ScratchTestCase):
    def test_each_kind_can_be_built_and_answers(self):
        for kind in set(SCHOOL_KINDS) - {"primary", "preschool"}:
            slug = "k-" + kind.replace("_", "-")
            build_school(request_school(SchoolRequest(slug=slug, name=f"Trường {kind}", kind=kind)))
            for path in ("/", *CONTRACT):
                assert self.client_for(slug).get(path).status_code == 200, (kind, path)
