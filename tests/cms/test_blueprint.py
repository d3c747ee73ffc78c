"""What a school is born with."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission, Site, Workflow

from cms.core import blueprint, roles
from cms.core.models import BasePage
from cms.news.models import NewsCategory
from tenants.enums import SchoolKind
from tests.base import PORTAL, A, B, SchoolTestCase, in_school

# Circular 37/2020, Article 9: what every school's site has a section for.
SECTIONS_OF_ARTICLE_9 = {
    "gioi-thieu",
    "lanh-dao",
    "tin-tuc",
    "su-kien",
    "van-ban",
    "cong-khai",
    "thu-tuc",
    "tuyen-sinh",
    "gop-y",
    "quan-ly-truong-hoc",
    "lien-he",
}


def slugs(kind: str) -> set[str]:
    found: set[str] = set()

    def collect(pages):
        for page in pages:
            found.add(page.slug)
            collect(page.children)

    collect(blueprint.planned_pages(kind))
    return found


@pytest.mark.parametrize("kind", [k for k in SchoolKind.values if k != SchoolKind.OFFICE])
def test_every_kind_of_school_has_the_sections_of_article_9(kind):
    assert slugs(kind) >= SECTIONS_OF_ARTICLE_9


def test_preschools_have_a_menu_page_and_no_library():
    assert "thuc-don" in slugs("preschool")
    assert "hoc-lieu" not in slugs("preschool")
    assert "thuc-don" not in slugs("primary")
    assert "hoc-lieu" in slugs("primary")


def test_the_portal_has_what_article_8_asks_of_an_office():
    assert slugs("office") >= {"chi-dao-dieu-hanh", "chinh-sach", "chien-luoc-ke-hoach", "mua-sam-cong", "thong-ke"}
    assert "cong-khai" not in slugs("office")


class ANewSchool(SchoolTestCase):
    def test_has_its_tree_published(self):
        pages = BasePage.objects.live().filter(depth__gt=2)
        assert set(pages.values_list("slug", flat=True)) == slugs("primary")

    def test_is_the_root_of_its_only_site(self):
        site = Site.objects.get()
        assert (site.hostname, site.root_page.title) == (self.school.primary_host, self.school.name)

    def test_has_the_three_roles_and_one_workflow_for_the_whole_tree(self):
        names = set(Group.objects.values_list("name", flat=True))
        assert names == {roles.EDITORS, roles.APPROVERS, roles.ADMINISTRATORS}
        workflow = Workflow.objects.get()
        assert BasePage.objects.get(slug="tin-tuc").get_workflow() == workflow

    def test_only_approvers_and_administrators_may_publish(self):
        publishers = GroupPagePermission.objects.filter(permission__codename="publish_basepage")
        assert set(publishers.values_list("group__name", flat=True)) == {roles.APPROVERS, roles.ADMINISTRATORS}

    def test_has_news_categories_in_their_order(self):
        assert NewsCategory.objects.first().slug == "hoat-dong"
        assert NewsCategory.objects.count() == 7

    def test_differs_by_kind(self):
        with in_school(B):
            assert BasePage.objects.filter(slug="thuc-don").exists()
        assert not BasePage.objects.filter(slug="thuc-don").exists()

    def test_only_the_portals_administrators_may_create_schools(self):
        def may_create() -> bool:
            group = Group.objects.get(name=roles.ADMINISTRATORS)
            return group.permissions.filter(codename="add_school").exists()

        assert not may_create()
        with in_school(PORTAL):
            assert may_create()


def test_schools_of_this_suite_are_what_the_tests_think():
    assert (A, B) == ("truong-a", "truong-b")
