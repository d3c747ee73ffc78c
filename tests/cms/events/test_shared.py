"""Events across schools: what reaches the portal."""

import datetime as dt

from django.utils import timezone

from cms.core import outbox
from cms.events.enums import EventState
from cms.shared.models import SharedEvent
from tenants.models import School
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, in_school, run_tasks


def shared() -> list[SharedEvent]:
    with in_school("public"):
        return list(SharedEvent.objects.upcoming())


class TestSharedEvents(SchoolTestCase):
    def test_a_published_event_arrives_and_a_withdrawn_one_leaves(self):
        page = factories.EventPageFactory(title="Hội xuân", date=timezone.localdate() + dt.timedelta(days=1))
        run_tasks()
        (row,) = shared()
        assert (row.title, row.school.slug, row.label, row.place) == ("Hội xuân", A, "07:30 – 11:00", "Sân trường")
        assert row.url.endswith(page.get_url())
        assert row.date == page.date
        page.unpublish()
        run_tasks()
        assert shared() == []

    def test_those_of_two_schools_stand_in_the_order_of_time(self):
        today = timezone.localdate()
        for slug, days in ((A, 5), (B, 2), (A, 9)):
            with in_school(slug):
                factories.EventPageFactory(title=f"{slug} {days}", date=today + dt.timedelta(days=days))
        run_tasks()
        assert [row.title for row in shared()] == [f"{B} 2", f"{A} 5", f"{A} 9"]

    def test_what_is_over_is_not_upcoming(self):
        factories.EventPageFactory(date=timezone.localdate() - dt.timedelta(days=1))
        factories.EventPageFactory(date=timezone.localdate(), all_day=True, title="Hôm nay")
        run_tasks()
        assert [row.title for row in shared()] == ["Hôm nay"]

    def test_whole_days_last_until_local_midnight(self):
        factories.EventPageFactory(date=dt.date(2026, 11, 21), all_day=True)
        run_tasks()
        with in_school("public"):
            row = SharedEvent.objects.get()
        # 17:00 UTC is midnight at home.
        assert row.start == dt.datetime(2026, 11, 20, 17, tzinfo=dt.UTC)
        assert row.end == dt.datetime(2026, 11, 21, 17, tzinfo=dt.UTC)

    def test_one_called_off_says_so(self):
        factories.EventPageFactory(state=EventState.POSTPONED)
        run_tasks()
        (row,) = shared()
        assert row.is_called_off
        assert row.label == "Tạm hoãn"

    def test_the_portals_own_and_those_of_a_suspended_school_are_not_among_them(self):
        with in_school(PORTAL):
            factories.EventPageFactory()
        with in_school(B):
            factories.EventPageFactory()
        run_tasks()
        with in_school("public"):
            School.objects.filter(slug=B).update(status="suspended")
        assert shared() == []

    def test_a_rebuild_writes_the_same_and_removes_what_is_gone(self):
        factories.EventPageFactory(title="Một")
        run_tasks()
        with in_school("public"):
            SharedEvent.objects.update(title="Sai")
            SharedEvent.objects.create(
                school=School.objects.get(slug=A), page_id=999_999, title="Ma", kind="khac", start=timezone.now(),
                end=timezone.now() + dt.timedelta(days=1), host="x", path="/",
            )  # fmt: skip
        outbox.rebuild()
        run_tasks()
        assert [row.title for row in shared()] == ["Một"]

    def test_all_in_one_query(self):
        factories.EventPageFactory.create_batch(3)
        run_tasks()
        assert len(shared()) == 3
        # One of them sets the search path.
        with in_school("public"), self.assertNumQueries(2):
            assert [row.school_name for row in SharedEvent.objects.upcoming()]
