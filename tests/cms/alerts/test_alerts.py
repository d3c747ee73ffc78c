"""Alerts: whom they reach, when they begin and end, who may set them, what they cost."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.alerts.models import Alert
from cms.shared.models import CityAlert
from tenants.changes import EVERYONE
from tenants.models import ContentVersion
from tenants.registry import registry
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, in_school, listening, run_tasks

SCHOOL, CITY = "/quan-tri/thong-bao-khan/", "/quan-tri/thong-bao-khan-thanh-pho/"
WORDS = "Nghỉ học vì bão"


def times(start: dt.timedelta, end: dt.timedelta) -> dict[str, dt.datetime]:
    return {"starts_at": timezone.now() + start, "ends_at": timezone.now() + end}


class AlertCase(SchoolTestCase):
    def shows(self, slug: str = A, path: str = "/") -> bool:
        return WORDS in self.client_for(slug).get(path).content.decode()


class TestReach(AlertCase):
    def test_a_schools_alert_stands_on_all_its_pages_and_nowhere_else(self):
        factories.AlertFactory()
        for path in ("/", "/gioi-thieu/", "/tim-kiem/", "/hoi-dap/gui/"):
            assert self.shows(path=path), path
        assert not self.shows(B)
        assert not self.shows(PORTAL)

    def test_a_city_alert_reaches_all(self):
        factories.CityAlertFactory()
        assert [self.shows(slug) for slug in (A, B, PORTAL)] == [True, True, True]

    def test_it_may_be_for_some_kinds_only_the_portal_shows_it_in_any_case(self):
        factories.CityAlertFactory(kinds=["preschool"])
        assert [self.shows(slug) for slug in (A, B, PORTAL)] == [False, True, True]

    def test_it_may_be_for_some_wards_only(self):
        from tenants.models import School

        School.objects.filter(slug=A).update(ward="Phường Phú Cường")
        School.objects.filter(slug=B).update(ward="Phường Phú Hòa")
        factories.CityAlertFactory(wards="Phường Phú Lợi\nPhường Phú Cường")
        assert [self.shows(slug) for slug in (A, B)] == [True, False]

    def test_at_most_two_are_shown_the_gravest_first(self):
        factories.AlertFactory(title="Nhẹ", level="info")
        factories.CityAlertFactory(title="Vừa", level="warn")
        factories.AlertFactory(title="Nặng", level="bad")
        shown = [alert["title"] for alert in self.client.get("/").context["alerts"]]
        assert shown == ["Nặng", "Vừa"]

    def test_a_path_of_a_city_alert_leads_to_the_portal(self):
        factories.CityAlertFactory(url="/tin-tuc/bao/")
        assert 'href="http://tptdm.localhost/tin-tuc/bao/"' in self.client.get("/").content.decode()


class TestTime(AlertCase):
    def test_it_begins_and_ends_by_itself_on_kept_pages_too(self):
        factories.AlertFactory(**times(dt.timedelta(hours=1), dt.timedelta(hours=3)))
        assert not self.shows()
        for hours, expected in ((2, True), (4, False)):
            with time_machine.travel(timezone.now() + dt.timedelta(hours=hours)):
                run_tasks()
                assert self.shows() == expected

    def test_a_kept_page_is_void_when_a_city_alert_begins(self):
        factories.CityAlertFactory(**times(dt.timedelta(hours=1), dt.timedelta(hours=3)))
        self.client_for(B).get("/")
        assert self.client_for(B).get("/")["X-Page-Cache"] == "hit"
        with time_machine.travel(timezone.now() + dt.timedelta(hours=2)):
            run_tasks()
            assert self.shows(B)

    def test_a_change_and_a_deletion_are_seen_at_once_everywhere(self):
        self.client_for(B).get("/")
        alert = factories.CityAlertFactory()
        assert self.shows(B)
        alert.delete()
        assert not self.shows(B)

    def version(self) -> int:
        """As the next request sees it."""
        registry.school_for_schema(self.school.schema_name)
        return registry.version(self.school.schema_name)

    def test_however_many_schools_there_are_one_row_changes(self):
        before = self.version()
        with CaptureQueriesContext(connection) as queries:
            CityAlert(title=WORDS, **times(dt.timedelta(0), dt.timedelta(hours=1))).save()
        versions = [query for query in queries if "contentversion" in query["sql"]]
        assert len(versions) == 1
        assert self.version() == before + 1
        assert ContentVersion.objects.filter(schema_name=EVERYONE).exists()

    def test_what_makes_no_sense_is_refused(self):
        for start, end, words in ((2, 1, "sau thời điểm"), (0, 24 * 31, "30 ngày")):
            alert = factories.AlertFactory.build(**times(dt.timedelta(hours=start), dt.timedelta(hours=end)))
            with pytest.raises(ValidationError, match=words):
                alert.full_clean()


class TestRights(AlertCase):
    def form(self, **changes: object) -> dict[str, object]:
        now = timezone.localtime()
        end = now + dt.timedelta(days=1)
        form = "%d/%m/%Y %H:%M"
        times = {"starts_at": f"{now:{form}}", "ends_at": f"{end:{form}}"}
        return {"level": "warn", "title": WORDS, "text": "", "url": "", **times, **changes}

    def test_an_approver_sets_a_schools_alert_an_editor_does_not(self):
        for maker, count in ((factories.editor, 0), (factories.clerk, 0), (factories.approver, 1)):
            self.client_for(A, maker()).post(SCHOOL + "new/", self.form())
            assert Alert.objects.count() == count
        assert self.shows()

    def test_the_portal_sets_a_citys_alert_a_school_never(self):
        assert self.client_for(A, factories.superuser()).post(CITY + "new/", self.form()).status_code == 404
        with in_school(PORTAL):
            editor, approver = factories.editor(), factories.approver()
        self.client_for(PORTAL, editor).post(CITY + "new/", self.form(wards=""))
        assert not CityAlert.objects.exists()
        response = self.client_for(PORTAL, approver).post(CITY + "new/", self.form(kinds=["primary"], wards=""))
        assert response.status_code == 302
        assert CityAlert.objects.get().kinds == ["primary"]
        assert self.shows()
        assert not self.shows(B)

    def test_a_ward_without_a_school_is_refused(self):
        with in_school(PORTAL):
            approver = factories.approver()
        response = self.client_for(PORTAL, approver).post(CITY + "new/", self.form(wards="Phường Không Có"))
        assert "Phường Không Có" in response.content.decode()
        assert not CityAlert.objects.exists()

    def test_the_menu_offers_the_citys_alerts_at_the_portal_only(self):
        assert CITY not in self.client_for(A, factories.superuser()).get("/quan-tri/").content.decode()
        with in_school(PORTAL):
            approver = factories.approver()
        assert CITY in self.client_for(PORTAL, approver).get("/quan-tri/").content.decode()


class TestCost(AlertCase):
    def test_a_warm_page_asks_nothing_more(self):
        def cost() -> int:
            with listening(), self.settings(PAGE_CACHE_ENABLED=False):
                self.client.get("/gioi-thieu/")
                with CaptureQueriesContext(connection) as queries:
                    self.client.get("/gioi-thieu/")
            return len(queries)

        before = cost()
        factories.AlertFactory()
        factories.CityAlertFactory()
        assert cost() == before
        with listening():
            self.client.get("/")
            with self.assertNumQueries(0):
                assert self.client.get("/")["X-Page-Cache"] == "hit"
