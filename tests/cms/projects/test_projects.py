"""Projects and purchases: the list, one of them, who may write it, and the requirement both ways."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.core.models import BasePage
from cms.core.requirements import Finding, State, registered
from cms.home.models import PortalHomePage, SchoolHomePage
from cms.projects.models import Kind, ProjectIndexPage, ProjectPage, Stage
from tests import factories
from tests.base import PORTAL, A, SchoolTestCase, in_school, listening

FACTS = {
    "kind": Kind.TENDER,
    "stage": Stage.RUNNING,
    "goal": "Đủ phòng học hai buổi",
    "field_of_work": "Xây dựng trường lớp",
    "budget": 1_250_000_000,
    "funded_by": "Ngân sách phường",
}


def project(title: str = "Xây phòng học", **fields) -> ProjectPage:
    today = timezone.localdate()
    times = {"starts_on": today - dt.timedelta(days=30), "ends_on": today + dt.timedelta(days=30)}
    page = ProjectPage(title=title, **{**FACTS, **times, **fields})
    ProjectIndexPage.objects.get().add_child(instance=page)
    return page


class ProjectCase(SchoolTestCase):
    slug = PORTAL

    def text(self, path: str = "/mua-sam-cong/") -> str:
        return self.client.get(path).content.decode()


class TestReading(ProjectCase):
    def test_an_empty_list_says_what_will_be_here(self):
        assert "empty__title" in self.text()

    def test_a_project_tells_its_eight_facts(self):
        page = project(notice_url="https://muasamcong.mpi.gov.vn/x", decision="Số 12/QĐ-UBND")
        text = self.text(page.url)
        for fact in (
            "Xây phòng học",
            "Đủ phòng học hai buổi",
            "Xây dựng trường lớp",
            "Gói thầu",
            f"{page.starts_on:%d/%m/%Y}",
            f"{page.ends_on:%d/%m/%Y}",
            "1.250.000.000\N{NO-BREAK SPACE}₫",
            "Ngân sách phường",
            "Đang thực hiện",
            "https://muasamcong.mpi.gov.vn/x",
            "Số 12/QĐ-UBND",
        ):
            assert fact in text, fact

    def test_what_goes_on_stands_first_and_a_state_can_be_chosen(self):
        project("Đã xong", stage=Stage.FINISHED)
        project("Đang làm")
        project("Sắp làm", stage=Stage.PREPARING)
        text = self.text()
        assert text.index("Đang làm") < text.index("Sắp làm") < text.index("Đã xong")
        chosen = self.text("/mua-sam-cong/?tinh-trang=hoan-thanh")
        assert "Đã xong" in chosen
        assert "Đang làm" not in chosen
        assert "Đang làm" in self.text("/mua-sam-cong/?tinh-trang=khac")
        assert "?tinh-trang=dung" not in text

    def test_drafts_and_restricted_projects_are_not_listed(self):
        project("Bản nháp", live=False)
        hidden = project("Nội bộ")
        PageViewRestriction.objects.create(page=hidden, restriction_type="login")
        assert "Bản nháp" not in self.text()
        assert "Nội bộ" not in self.text()

    def test_the_list_costs_the_same_with_many_projects(self):
        project()
        before = self.cost()
        assert before <= 12
        for number in range(12):
            project(f"Dự án {number}")
        assert self.cost() == before

    def test_a_project_costs_few_queries(self):
        assert self.cost(project().url) <= 12

    def cost(self, path: str = "/mua-sam-cong/") -> int:
        with listening(), self.settings(PAGE_CACHE_ENABLED=False):
            self.client.get(path)
            with CaptureQueriesContext(connection) as queries:
                self.client.get(path)
        return len(queries)


class TestWriting(ProjectCase):
    def test_it_has_its_place_at_the_portal_alone(self):
        assert ProjectIndexPage in PortalHomePage.allowed_subpage_models()
        assert ProjectIndexPage not in SchoolHomePage.allowed_subpage_models()
        with in_school(A):
            assert not BasePage.objects.filter(slug="mua-sam-cong").exists()
            assert self.client_for(A).get("/mua-sam-cong/").status_code == 404

    def test_an_end_before_the_beginning_is_not_published(self):
        today = timezone.localdate()
        page = ProjectPage(title="x", **{**FACTS, "starts_on": today, "ends_on": today - dt.timedelta(days=1)})
        with pytest.raises(ValidationError) as caught:
            page.clean_for_publication()
        assert "ends_on" in caught.value.message_dict

    def test_a_draft_may_lack_facts_and_a_publication_may_not(self):
        index = ProjectIndexPage.objects.get()
        data = {**dict.fromkeys(("summary", "goal", "field_of_work", "funded_by", "decision", "notice_url"), "")}
        data |= {"title": "Mua bàn ghế", "slug": "mua-ban-ghe", "kind": "mua-sam", "stage": "chuan-bi"}
        data |= {"starts_on": "", "ends_on": "", "budget": "", "date": "", "body": streamfield([])}
        client = self.client_for(PORTAL, factories.administrator())
        path = f"/quan-tri/pages/add/projects/projectpage/{index.pk}/"
        published = client.post(path, nested_form_data({**data, "action-publish": "1"}))
        assert set(published.context["form"].errors) == {
            "goal", "field_of_work", "funded_by", "starts_on", "ends_on", "budget",
        }  # fmt: skip
        assert client.post(path, nested_form_data(data)).status_code == 302
        assert not ProjectPage.objects.get().live


class TestRequirement(ProjectCase):
    def find(self) -> Finding:
        return registered()["cat-office-procure"](self.school_row(PORTAL))

    def test_an_empty_section_is_missing_and_leads_to_the_form(self):
        found = self.find()
        assert found.state == State.MISSING
        assert "/add/projects/projectpage/" in found.fix_url

    def test_complete_projects_pass(self):
        project()
        assert self.find().state == State.PASSED

    def test_one_fact_less_is_missing_and_named(self):
        project()
        for gap in ({"budget": None}, {"goal": " "}, {"ends_on": None}, {"funded_by": ""}):
            page = project("Thiếu")
            ProjectPage.objects.filter(pk=page.pk).update(**gap)
            found = self.find()
            assert found.state == State.MISSING, gap
            assert "Thiếu" in found.message
            page.delete()

    def test_one_that_should_have_ended_is_out_of_date(self):
        page = project(ends_on=timezone.localdate() - dt.timedelta(days=1))
        assert self.find().state == State.OUTDATED
        page.stage = Stage.FINISHED
        page.save()
        assert self.find().state == State.PASSED

    def test_drafts_and_an_unpublished_section_do_not_count(self):
        project(live=False)
        assert self.find().state == State.MISSING
        project()
        ProjectIndexPage.objects.get().unpublish()
        assert self.find().state == State.MISSING

    def test_schools_are_not_asked(self):
        with in_school(A) as school:
            assert registered()["cat-office-procure"](school).state == State.NOT_APPLICABLE
