"""The city's open data on the portal: written by each school for itself, one query however many there are."""

import csv
import io
import json

from django.core.management import call_command
from django.utils import timezone

from cms.core import outbox
from cms.disclosures import services
from cms.disclosures.models import Disclosure, DisclosureIndexPage, OpenDataPage
from cms.shared.models import OpenDataset
from tenants.models import School
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, in_school
from tests.cms.directory.test_directory import add_rows
from tests.cms.disclosures.filling import publish

GRADES = {"lop_1": "40", "lop_2": "41", "lop_3": "42", "lop_4": "43", "lop_5": "44"}
PUPILS = {"cells": {"bm06.I": {"tong_so": "210", **GRADES}}}
STAFF = {"cells": {"bm08.I": {"tong_so": "12"}}}


def publish_year(slug: str, year: int = 2022) -> None:
    """A school publishes its pupils and its staff; the worker writes its rows."""
    with in_school(slug) as school:
        services.open_set(School.objects.get(pk=school.pk), year)
        for code, data in (("bm06", PUPILS), ("bm08", STAFF)):
            publish(Disclosure.objects.select_related("set").get(set__year=year, form_code=code), data)
        services.announce()
        outbox.work_off()


class TestRows(SchoolTestCase):
    def test_a_school_s_published_year_is_a_row_of_its_own(self):
        publish_year(A)
        row = OpenDataset.objects.get()
        assert (row.school.slug, row.year, row.regulation, row.forms) == (A, 2022, "36/2017/TT-BGDĐT", 2)
        assert (row.pupils, row.classes, row.teachers) == (210, None, 12)
        assert row.url.endswith("/cong-khai/2022-2023/")
        assert self.client.get(row.path).status_code == 200

    def test_nobody_touches_another_school_s_rows(self):
        publish_year(A)
        OpenDataset.objects.create(
            school=self.school_row(B), year=2021, regulation_code="tt36", forms=1, published_at=timezone.now()
        )
        with in_school(A):
            DisclosureIndexPage.objects.get().unpublish()
            outbox.work_off()
        assert list(OpenDataset.objects.values_list("school__slug", flat=True)) == [B]

    def test_a_rebuild_brings_back_what_is_lost_and_takes_away_what_is_gone(self):
        publish_year(A)
        OpenDataset.objects.update(year=2019)
        call_command("rebuild_shared", slug=[A], stdout=io.StringIO())
        assert list(OpenDataset.objects.values_list("school__slug", "year")) == [(A, 2022)]

    def test_a_draft_is_no_row(self):
        services.open_set(self.school_row(A), 2022)
        row = Disclosure.objects.get(form_code="bm06")
        services.save_draft(row, PUPILS, factories.editor())
        services.announce()
        outbox.work_off()
        assert not OpenDataset.objects.exists()


class TestThePage(SchoolTestCase):
    slug = PORTAL

    @classmethod
    def setUpTestData(cls):
        publish_year(A)

    def test_it_stands_on_the_portal_and_nowhere_else(self):
        assert OpenDataPage.objects.get().slug == "du-lieu-mo"
        assert self.client.get("/du-lieu-mo/").status_code == 200
        assert self.client_for(A).get("/du-lieu-mo/").status_code == 404

    def test_it_lists_schools_with_their_years_and_by_kind(self):
        text = self.client.get("/du-lieu-mo/").content.decode()
        assert "/cong-khai/2022-2023/" in text
        assert "210" in text
        assert self.client.get("/du-lieu-mo/?loai=khong-co").context["dataset_count"] == 1

    def test_a_figure_that_the_newest_year_does_not_state_yet_is_that_of_the_year_before(self):
        OpenDataset.objects.create(
            school=self.school_row(A),
            year=2023,
            regulation_code="tt36",
            regulation="36/2017/TT-BGDĐT",
            forms=1,
            pupils=1247,
            published_at=timezone.now(),
        )
        (school,) = self.client.get("/du-lieu-mo/").context["page_obj"]
        assert [(one.text, one.year) for one in school.figures] == [("1.247", ""), ("", ""), ("12", "2022-2023")]

    def test_the_catalogue_is_a_table_and_a_document(self):
        response = self.client.get("/du-lieu-mo/csv/")
        (line,) = csv.DictReader(io.StringIO(response.content.decode().removeprefix("\ufeff")))
        assert (line["Năm học"], line["Học sinh"], line["Giáo viên"]) == ("2022-2023", "210", "12")
        assert self.client_for(A).get(line["XLSX"].partition(".localhost")[2].lstrip(":0123456789")).status_code == 200
        told = json.loads(self.client.get("/du-lieu-mo/json/").content)
        (dataset,) = told["dataset"]
        assert dataset["creator"]["name"] == self.school_row(A).name
        assert {file["encodingFormat"] for file in dataset["distribution"]} >= {"text/csv", "application/json"}
        assert self.client.get("/du-lieu-mo/xml/").status_code == 404

    def test_it_costs_the_same_at_10_and_at_170_schools(self):
        self.fill(10)
        few = [self.cost(f"/du-lieu-mo/{path}") for path in ("", "csv/", "json/")]
        self.fill(160, first=10)
        assert [self.cost(f"/du-lieu-mo/{path}") for path in ("", "csv/", "json/")] == few
        assert max(few) <= 12

    def fill(self, count: int, first: int = 0) -> None:
        add_rows(count, first)
        schools = School.objects.filter(slug__in=[f"truong-so-{n}" for n in range(first, first + count)])
        OpenDataset.objects.bulk_create(
            OpenDataset(
                school=school,
                year=year,
                regulation_code="tt36",
                regulation="36/2017/TT-BGDĐT",
                forms=5,
                published_at=timezone.now(),
                host="x.localhost",
                path="/cong-khai/",
            )
            for school in schools
            for year in range(2018, 2024)
        )
