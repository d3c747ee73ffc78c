"""The staff directory: who is shown, in which order, with what; and how changes reach the page."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.core.person_names import initials, sort_key
from cms.people.models import OrganisationPage, PeoplePage, Person, Unit
from tenants.registry import registry
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, listening

LEADERS, STAFF, CHART = "/gioi-thieu/lanh-dao/", "/gioi-thieu/doi-ngu/", "/gioi-thieu/co-cau-to-chuc/"


def test_names_sort_by_the_given_name_then_the_rest_in_vietnamese_order():
    names = ["Trần Văn Ân", "Lê Thị Ánh", "Nguyễn Văn An", "Bùi Văn An", "Đỗ Thị Đào", "Võ Thị Dung", "Đặng Thị Ảnh"]
    assert sorted(names, key=sort_key) == [
        "Bùi Văn An",
        "Nguyễn Văn An",
        "Đặng Thị Ảnh",
        "Lê Thị Ánh",
        "Trần Văn Ân",
        "Võ Thị Dung",
        "Đỗ Thị Đào",
    ]


def test_initials():
    assert initials("Nguyễn Thị đào") == "N.T.Đ."
    assert initials("  ") == ""


class DirectoryCase(SchoolTestCase):
    def text(self, path: str, slug: str = A) -> str:
        response = self.client_for(slug).get(path)
        assert response.status_code == 200
        return response.content.decode()


class TestPeoplePage(DirectoryCase):
    def test_leaders_stand_on_their_page_teachers_do_not(self):
        factories.PersonFactory(name="Trần Văn Thuận", role="head", post="Hiệu trưởng")
        factories.PersonFactory(name="Lê Thị Lan", role="teacher")
        text = self.text(LEADERS)
        assert "Trần Văn Thuận" in text
        assert "Lê Thị Lan" not in text
        assert "Lê Thị Lan" in self.text(STAFF)

    def test_the_head_comes_before_the_deputies_and_a_set_order_before_both(self):
        factories.PersonFactory(name="Phạm Văn An", role="deputy")
        factories.PersonFactory(name="Trần Văn Ước", role="head")
        context = self.client.get(LEADERS).context
        assert [p.name for p in context["groups"][0].people] == ["Trần Văn Ước", "Phạm Văn An"]
        factories.PersonFactory(name="Đỗ Thị Xuân", role="deputy", position=1)
        context = self.client.get(LEADERS).context
        assert context["groups"][0].people[0].name == "Đỗ Thị Xuân"

    def test_the_staff_stands_by_unit(self):
        second = factories.UnitFactory(name="Tổ Văn phòng", position=2)
        first = factories.UnitFactory(name="Tổ Toán", position=1)
        factories.PersonFactory(name="Không Tổ")
        factories.PersonFactory(name="Lê Văn Phòng", unit=second)
        factories.PersonFactory(name="Lê Thị Toán", unit=first)
        groups = self.client.get(STAFF).context["groups"]
        assert [group.title for group in groups] == ["Tổ Toán", "Tổ Văn phòng", ""]

    def test_only_what_was_agreed_to_is_shown(self):
        teacher = factories.PersonFactory(role="teacher", phone="0900 111 222", email="rieng@thu.edu.vn")
        text = self.text(STAFF)
        assert teacher.name in text
        assert "0900 111 222" not in text
        assert "rieng@thu.edu.vn" not in text
        teacher.agreed_contacts = True
        teacher.save()
        assert "rieng@thu.edu.vn" in self.text(STAFF)

    def test_a_photograph_is_shown_with_consent_only(self):
        person = factories.PersonFactory(role="head", photo=factories.PictureFactory(), photo_alt="Thầy Thuận")
        assert 'alt="Thầy Thuận"' not in self.text(LEADERS)
        person.agreed_photo = True
        person.save()
        assert 'alt="Thầy Thuận"' in self.text(LEADERS)

    def test_contacts_of_leaders_are_shown_by_law(self):
        factories.PersonFactory(role="head", phone="0274 3999 888")
        assert "0274 3999 888" in self.text(LEADERS)

    def test_who_is_hidden_is_nowhere(self):
        factories.PersonFactory(name="Đã Nghỉ", role="head", is_shown=False)
        assert "Đã Nghỉ" not in self.text(LEADERS) + self.text(STAFF)

    def test_a_change_and_a_deletion_are_seen_at_once(self):
        person = factories.PersonFactory(name="Tên Cũ", role="head")
        assert "Tên Cũ" in self.text(LEADERS)
        person.name = "Tên Mới"
        person.save()
        assert "Tên Mới" in self.text(LEADERS)
        before = registry.version(self.school.schema_name)
        person.delete()
        assert "Tên Mới" not in self.text(LEADERS)
        assert registry.version(self.school.schema_name) > before

    def test_people_of_one_school_are_not_at_another(self):
        factories.PersonFactory(name="Người Của A", role="head")
        for path in (LEADERS, STAFF):
            assert "Người Của A" not in self.text(path, B)

    def test_the_portal_shows_its_officers_with_contacts(self):
        with self.in_school(PORTAL):
            unit = factories.UnitFactory(name="Bộ phận Tiểu học")
            factories.PersonFactory(name="Võ Chuyên Viên", role="officer", unit=unit, email="cv@tptdm.edu.vn")
        text = self.text(STAFF, PORTAL)
        assert "Bộ phận Tiểu học" in text
        assert "cv@tptdm.edu.vn" in text

    def test_pages_may_stand_below_home_and_below_a_section(self):
        for model in (PeoplePage, OrganisationPage):
            parents = {parent.__name__ for parent in model.allowed_parent_page_models()}
            assert parents == {"SchoolHomePage", "PortalHomePage", "StandardPage"}


class TestChart(DirectoryCase):
    def test_it_is_a_nested_list_with_who_heads_each_unit(self):
        top = factories.UnitFactory(name="Ban giám hiệu")
        below = factories.UnitFactory(name="Tổ Khối 1", parent=top, duties="Dạy lớp 1")
        factories.PersonFactory(name="Tổ Trưởng", unit=below, leads_unit=True)
        factories.PersonFactory(name="Thành Viên", unit=below)
        boxes = self.client.get(CHART).context["boxes"]
        assert [(box.name, [child.name for child in box.children]) for box in boxes] == [
            ("Ban giám hiệu", ["Tổ Khối 1"])
        ]
        text = self.text(CHART)
        assert "Tổ Trưởng" in text
        assert "Thành Viên" not in text

    def test_a_unit_cannot_stand_below_itself(self):
        top = factories.UnitFactory()
        below = factories.UnitFactory(parent=top)
        top.parent = below
        with pytest.raises(ValidationError, match="trực thuộc"):
            top.full_clean()

    def test_the_parts_of_a_deleted_unit_stay(self):
        top = factories.UnitFactory()
        below = factories.UnitFactory(parent=top)
        top.delete()
        assert Unit.objects.get(pk=below.pk).parent is None


class TestMailboxes(SchoolTestCase):
    def refused(self, address: str) -> str:
        person = factories.PersonFactory.build(email=address, role="head")
        try:
            person.full_clean()
        except ValidationError as error:
            return str(error.message_dict.get("email", ""))
        return ""

    def test_official_addresses_are_taken(self):
        for address in ("ht@thu.edu.vn", "a@pgd.gov.vn", f"x@{self.school.primary_host}", "c.x@tptdm.localhost"):
            assert self.refused(address) == ""

    def test_free_providers_are_refused_with_the_reason(self):
        for address in ("lan@gmail.com", "lan@Yahoo.com.vn", "lan@hotmail.com"):
            assert "Thông tư 37/2020" in self.refused(address)

    def test_anything_else_is_refused_with_what_to_do(self):
        assert ".edu.vn" in self.refused("lan@truong.vn")
        assert self.refused("lan@gmail.com.edu.vn.example.org")
        assert self.refused("lan@xedu.vn")


class TestRights(SchoolTestCase):
    def test_only_administrators_enter_people(self):
        for maker, status in ((factories.editor, 302), (factories.approver, 302), (factories.administrator, 200)):
            assert self.client_for(A, maker()).get("/quan-tri/nhan-su/new/").status_code == status

    def test_an_administrator_enters_a_person_and_visitors_see_them(self):
        data = {"name": "  Lê   Thị Mới ", "post": "Hiệu trưởng", "role": "head", "email": "ht@thu.edu.vn"}
        data |= {"phone": "0274 3", "duties": "Chung", "is_shown": "on"}
        response = self.client_for(A, factories.administrator()).post("/quan-tri/nhan-su/new/", data)
        assert response.status_code == 302
        assert Person.objects.get().name == "Lê Thị Mới"
        assert "Lê Thị Mới" in self.client.get(LEADERS).content.decode()


class TestCost(SchoolTestCase):
    def cost(self, path: str) -> int:
        with listening(), self.settings(PAGE_CACHE_ENABLED=False):
            self.client.get(path)
            with CaptureQueriesContext(connection) as queries:
                assert self.client.get(path).status_code == 200
        return len(queries)

    def test_sixty_people_cost_no_more_than_one(self):
        units = factories.UnitFactory.create_batch(6)
        for number in range(60):
            picture = factories.PictureFactory() if number < 3 else None
            factories.PersonFactory(
                unit=units[number % 6],
                role="head" if number < 6 else "teacher",
                photo=picture,
                agreed_photo=True,
                leads_unit=number < 6,
            )
        for path in (LEADERS, STAFF, CHART):
            assert self.cost(path) <= 8, path

    def test_a_kept_page_costs_nothing(self):
        with listening():
            self.client.get(LEADERS)
            with self.assertNumQueries(0):
                assert self.client.get(LEADERS)["X-Page-Cache"] == "hit"
