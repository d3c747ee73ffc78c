"""Sites that exist get the sections of a new version; what people wrote stays as it is."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cms.core.models import BasePage
from cms.pages.models import StandardPage
from cms.timetables.models import PlanPage
from tests import factories
from tests.base import A, B, SchoolTestCase, in_school

PLANS = "/cham-soc-nuoi-duong/ke-hoach-tuan/"


def lay(*arguments: str) -> str:
    out = StringIO()
    call_command("lay_sections", *arguments, stdout=out)
    return out.getvalue()


class TestLaySections(SchoolTestCase):
    slug = B

    def order(self) -> list[str]:
        return [page.slug for page in BasePage.objects.child_of(factories.home()).order_by("path")]

    def test_a_complete_site_is_left_alone(self):
        before = list(BasePage.objects.order_by("path").values_list("pk", "path", "latest_revision"))
        assert lay("--slug", B) == ""
        assert list(BasePage.objects.order_by("path").values_list("pk", "path", "latest_revision")) == before

    def test_what_is_missing_comes_back_in_its_place_with_what_belongs_below(self):
        before = self.order()
        BasePage.objects.get(slug="cham-soc-nuoi-duong").delete()
        factories.home().get_children().get(slug="gop-y").delete()
        assert f"{PLANS} would be added" not in lay("--slug", B, "--dry-run")
        assert self.order() != before
        told = lay("--slug", B)
        assert "/cham-soc-nuoi-duong/ added" in told
        assert "/gop-y/ added" in told
        assert self.order() == before
        assert PlanPage.objects.get().live
        for path in (PLANS, "/gop-y/"):
            assert self.client.get(path).status_code == 200
        assert [list(problems) for problems in BasePage.find_problems()] == [[], [], [], [], []]

    def test_only_the_missing_part_of_a_section_is_added_and_its_text_stays(self):
        section = StandardPage.objects.get(slug="cham-soc-nuoi-duong")
        section.title, section.body = "Bếp ăn của bé", [("paragraph", "<p>Đã sửa</p>")]
        section.save_revision().publish()
        PlanPage.objects.get().delete()
        assert lay("--slug", B) == f"{B}: {PLANS} added\n"
        section = StandardPage.objects.get(pk=section.pk)
        assert section.title == "Bếp ăn của bé"
        assert "Đã sửa" in str(section.body)
        assert [page.slug for page in section.get_children()] == ["thuc-don", "ke-hoach-tuan"]

    def test_a_page_of_another_type_is_named_and_kept(self):
        PlanPage.objects.get().delete()
        parent = BasePage.objects.get(slug="cham-soc-nuoi-duong").specific
        old = factories.StandardPageFactory(parent=parent, title="Kế hoạch cũ", slug="ke-hoach-tuan")
        assert "pages.StandardPage" in lay("--slug", B)
        assert StandardPage.objects.get(pk=old.pk).title == "Kế hoạch cũ"
        assert not PlanPage.objects.exists()

    def test_other_schools_are_not_touched_and_a_wrong_name_is_one_line(self):
        with in_school(A):
            BasePage.objects.get(slug="gop-y").delete()
        lay("--slug", B)
        with in_school(A):
            assert not BasePage.objects.filter(slug="gop-y").exists()
        assert f"{A}: /gop-y/ added" in lay()
        with pytest.raises(CommandError, match="khong-co"):
            lay("--slug", "khong-co")
