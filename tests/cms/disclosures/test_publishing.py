"""A form on its way from empty to public, and what visitors read of it."""

import pytest

from cms.disclosures import services
from cms.disclosures.models import Disclosure, DisclosureIndexPage
from cms.disclosures.models.disclosure import Status
from tests import factories
from tests.base import B, SchoolTestCase

YEAR = 2022
GRADES = {"lop_1": "40", "lop_2": "41", "lop_3": "42", "lop_4": "43", "lop_5": "44"}
PUPILS = {"cells": {"bm06.I": {"tong_so": "210", **GRADES}}}


def form(code: str = "bm06", year: int = YEAR) -> Disclosure:
    return Disclosure.objects.select_related("set").get(set__year=year, form_code=code)


class DisclosureTestCase(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.clerk = factories.editor()
        cls.principal = factories.approver()
        services.open_set(cls.school, YEAR)

    def publish(self, data=PUPILS, code="bm06", year=YEAR, **how):
        services.save_draft(form(code, year), data, self.clerk)
        return services.publish(form(code, year), self.principal, self.school, **how)


class TestWork(DisclosureTestCase):
    def test_a_set_has_the_forms_of_the_school_s_kind_and_opens_once(self):
        before = set(Disclosure.objects.values_list("form_code", flat=True))
        services.open_set(self.school, YEAR)
        assert {code for code in before if code.startswith("bm")} == {"bm05", "bm06", "bm07", "bm08"}
        assert set(Disclosure.objects.values_list("form_code", flat=True)) == before

    def test_saving_submitting_sending_back_and_publishing(self):
        row = services.save_draft(form(), PUPILS, self.clerk)
        assert (row.status, row.draft_by, row.draft_number) == (Status.DRAFT, self.clerk, 1)
        assert services.submit(row, self.clerk, self.school).status == Status.WAITING
        row = services.send_back(row, self.principal, "Thiếu số học sinh khuyết tật")
        assert (row.status, row.returned_because) == (Status.DRAFT, "Thiếu số học sinh khuyết tật")
        services.submit(row, self.clerk, self.school)
        version = services.publish(row, self.principal, self.school)
        assert (version.number, version.published_by, form().status) == (1, self.principal, Status.PUBLISHED)

    def test_nobody_overwrites_what_somebody_else_has_saved(self):
        services.save_draft(form(), PUPILS, self.clerk, based_on=0)
        with pytest.raises(services.StaleDraft):
            services.save_draft(form(), {}, self.principal, based_on=0)
        assert form().draft["cells"]["bm06.I"]["tong_so"] == "210"

    def test_wrong_sums_are_kept_but_not_published(self):
        services.save_draft(form(), {"cells": {"bm06.I": {**GRADES, "tong_so": "211"}}}, self.clerk)
        with pytest.raises(services.NotReady) as refused:
            services.publish(form(), self.principal, self.school)
        assert refused.value.problems
        assert not form().is_public

    def test_an_empty_form_and_unconfirmed_figures_are_not_published(self):
        with pytest.raises(services.NotReady):
            services.publish(form(), self.principal, self.school)
        services.save_draft(form(), PUPILS, self.clerk, unconfirmed=["bm06.I tong_so"])
        with pytest.raises(services.NotReady):
            services.publish(form(), self.principal, self.school)

    def test_a_correction_needs_a_reason_and_the_older_version_stays(self):
        self.publish()
        corrected = {"cells": {"bm06.I": {**GRADES, "lop_1": "41", "tong_so": "211"}}}
        row = services.save_draft(form(), corrected, self.clerk)
        assert row.status == Status.CHANGED
        with pytest.raises(services.NotReady):
            services.publish(row, self.principal, self.school)
        version = services.publish(row, self.principal, self.school, reason="Nhập nhầm số học sinh lớp 1")
        assert version.number == 2
        assert row.versions.get(number=1).data["cells"]["bm06.I"]["lop_1"] == "40"


class TestPublicPages(DisclosureTestCase):
    def test_the_section_is_laid_from_day_one_and_says_that_it_is_empty(self):
        assert DisclosureIndexPage.objects.get().slug == "cong-khai"
        assert "Chưa có nội dung nào" in self.client.get("/cong-khai/").content.decode()

    def test_only_what_is_published_is_seen_and_only_on_its_own_site(self):
        services.save_draft(form(), PUPILS, self.clerk)
        address = "/cong-khai/2022-2023/bm06/"
        assert self.client.get(address).status_code == 404
        services.publish(form(), self.principal, self.school)
        assert self.client.get(address).status_code == 200
        assert address in self.client.get("/cong-khai/").content.decode()
        assert self.client_for(B).get(address).status_code == 404

    def test_every_version_has_its_address(self):
        self.publish()
        self.publish({"cells": {"bm06.I": {**GRADES, "lop_1": "41", "tong_so": "211"}}}, reason="Nhập nhầm lớp 1")
        newest = self.client.get("/cong-khai/2022-2023/bm06/").content.decode()
        assert "211" in newest
        older = self.client.get("/cong-khai/2022-2023/bm06/phien-ban/1/").content.decode()
        assert "210" in older
        assert self.client.get("/cong-khai/2022-2023/bm06/phien-ban/3/").status_code == 404

    def test_addresses_that_name_nothing_are_not_found(self):
        self.publish()
        for path in (
            "2022/",
            "2022-2024/",
            "2021-2022/",
            "2022-2023/bm99/",
            "2022-2023/bm06/x/",
            "2022-2023/bm06/x/1/",
        ):
            assert self.client.get(f"/cong-khai/{path}").status_code == 404, path

    def test_what_the_pages_cost(self):
        self.publish()
        assert self.cost("/cong-khai/") <= 12
        assert self.cost("/cong-khai/2022-2023/") <= 12
        assert self.cost("/cong-khai/2022-2023/bm06/") <= 14

    def test_a_cached_page_is_void_once_something_is_published(self):
        self.client.get("/cong-khai/")
        self.publish()
        assert "2022-2023" in self.client.get("/cong-khai/").content.decode()
