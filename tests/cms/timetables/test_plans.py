"""A preschool's plans of weeks and months: read, written, and watched by the requirements' checks."""

import datetime as dt

from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms.core.requirements import Finding, State, registered
from cms.core.weeks import local_moment, this_monday
from cms.shared.models import WorkingDayOverride
from cms.timetables.models import PlanDay, PlanGoal, PlanMonthPage, PlanPage, PlanWeekPage
from cms.timetables.months import due_before, month_after
from tests import factories
from tests.base import A, B, SchoolTestCase, in_school, listening
from tests.cms.timetables.test_menus import FRIDAY_BEFORE, MONDAY, SATURDAY_BEFORE, WEDNESDAY, at

PATH = "/cham-soc-nuoi-duong/ke-hoach-tuan/"
LA, MAM = "Lá 1 (5–6 tuổi)", "Mầm 2"
WEEK = dt.timedelta(days=7)
DECEMBER = dt.date(2026, 12, 1)


def section() -> PlanPage:
    return PlanPage.objects.get()


def plan_week(monday: dt.date = MONDAY, days: int = 5, published: dt.datetime = FRIDAY_BEFORE, **fields):
    page = PlanWeekPage(date=monday, theme="Cô giáo của em", first_published_at=published)
    rows = [(group, day) for group in (LA, MAM) for day in range(days)]
    page.plan_days = [
        PlanDay(group=group, day=day, sort_order=n, **{"learning": f"Vẽ {group[:3]} {day}", **fields})
        for n, (group, day) in enumerate(rows)
    ]
    section().add_child(instance=page)
    return page


def plan_month(month: dt.date = DECEMBER, published: dt.date = dt.date(2026, 11, 24), goals: int = 1):
    page = PlanMonthPage(date=month, theme="Thế giới động vật", first_published_at=local_moment(published))
    page.goals = [PlanGoal(group=LA, aims="Đếm đến 8\nPhân nhóm con vật") for _ in range(goals)]
    section().add_child(instance=page)
    return page


class PlanCase(SchoolTestCase):
    slug = B

    def text(self, path: str = PATH, moment: dt.datetime = WEDNESDAY) -> str:
        with at(moment), self.settings(PAGE_CACHE_ENABLED=False):
            return self.client.get(path).content.decode()


class TestReading(PlanCase):
    def test_a_new_preschool_has_the_page_and_it_says_what_will_be_here(self):
        assert "empty__title" in self.text()

    def test_this_week_stands_first_with_the_months_theme_and_each_groups_table(self):
        plan_month()
        plan_week()
        plan_week(MONDAY - WEEK)
        text = self.text()
        places = ["Thế giới động vật", "Tuần này", "Cô giáo của em", LA, "Vẽ Lá  0", "Vẽ Mầm 4", "2026-11-23/"]
        found = [text.index(words) for words in places]
        assert found == sorted(found)
        assert text.count('class="is-today"') == 2
        assert text.count("<details>") == 2

    def test_at_the_weeks_end_the_next_week_stands_first(self):
        plan_week()
        plan_week(MONDAY + WEEK, learning="Xé dán")
        saturday = self.text(moment=local_moment(dt.date(2026, 12, 5), dt.time(9)))
        assert saturday.index("Xé dán") < saturday.index("Vẽ Lá")
        wednesday = self.text()
        assert wednesday.index("Vẽ Lá") < wednesday.index("Xé dán")

    def test_week_and_month_have_their_own_addresses(self):
        plan_week()
        plan_month()
        assert "Vẽ Mầm 4" in self.text(f"{PATH}2026-11-30/")
        month = self.text(f"{PATH}thang-2026-12/")
        assert "tháng 12/2026" in month
        assert "Đếm đến 8<br>" in month

    def test_it_costs_no_more_with_more_weeks_and_groups(self):
        plan_month(this_monday().replace(day=1))
        plan_week(this_monday(), days=1)
        before = self.cost()
        assert before <= 12
        for n in range(1, 5):
            plan_week(this_monday() - n * WEEK)
        assert self.cost() <= before + 1

    def cost(self) -> int:
        with listening(), self.settings(PAGE_CACHE_ENABLED=False):
            self.client.get(PATH)
            with CaptureQueriesContext(connection) as queries:
                self.client.get(PATH)
        return len(queries)


class TestWriting(PlanCase):
    def client_in(self):
        return self.client_for(B, factories.superuser())

    def add_path(self, model: str = "planweekpage") -> str:
        return f"/quan-tri/pages/add/timetables/{model}/{section().pk}/"

    def data(self, pasted: str, **extra):
        fields = {"date": "02/12/2026", "theme": "Gia đình", "note": "", "pasted": pasted}
        return nested_form_data({**fields, "plan_days": inline_formset([]), "action-publish": "1", **extra})

    def test_a_new_week_has_the_groups_and_days_of_the_latest(self):
        plan_week()
        with at(WEDNESDAY):
            form = self.client_in().get(self.add_path()).context["form"]
        assert form["date"].value() == MONDAY + WEEK
        rows = [(f["group"].value(), f["day"].value(), f["learning"].value()) for f in form.formsets["plan_days"].forms]
        assert rows[:2] == [(LA, 0, ""), (LA, 1, "")]
        assert len(rows) == 10

    def test_a_table_from_a_spreadsheet_is_pasted(self):
        head = "Nhóm, lớp\tThứ\tHoạt động học\tNgoài trời"
        pasted = f"{head}\n{LA}\tThứ Hai\tVẽ nhà\tChơi cát\n\tThứ Ba\tĐếm\n{MAM}\tT2\tHát\n"
        response = self.client_in().post(self.add_path(), self.data(pasted))
        assert response.status_code == 302, response.context["form"].errors
        page = PlanWeekPage.objects.get()
        assert page.live
        assert (page.date, page.slug) == (MONDAY, "2026-11-30")
        assert [(row.group, row.day, row.learning, row.outdoor) for row in page.rows] == [
            (LA, 0, "Vẽ nhà", "Chơi cát"),
            (LA, 1, "Đếm", ""),
            (MAM, 0, "Hát", ""),
        ]

    def test_mistakes_are_named_and_nothing_is_kept(self):
        pasted = f"\tThứ Hai\tVẽ\n{LA}\tHôm qua\tVẽ\n{LA}\tThứ Ba\tVẽ\n{LA}\tThứ Ba\tHát\n{LA}\tThứ Tư\n"
        errors = " ".join(self.client_in().post(self.add_path(), self.data(pasted)).context["form"].errors["pasted"])
        for words in ("Dòng 1", "Hôm qua", "hai lần", "Dòng 5"):
            assert words in errors
        assert not PlanWeekPage.objects.exists()

    def test_a_new_month_follows_the_latest_with_its_groups_and_has_one_plan(self):
        plan_month()
        with at(WEDNESDAY):
            form = self.client_in().get(self.add_path("planmonthpage")).context["form"]
        assert form["date"].value() == dt.date(2027, 1, 1)
        assert [f["group"].value() for f in form.formsets["goals"].forms] == [LA]
        goals = inline_formset([{"group": LA, "aims": "Đếm đến 9", "content": ""}])
        data = {"date": "15/12/2026", "theme": "Mùa xuân", "note": "", "goals": goals, "action-publish": "1"}
        client = self.client_in()
        response = client.post(self.add_path("planmonthpage"), nested_form_data(data))
        assert "date" in response.context["form"].errors
        response = client.post(self.add_path("planmonthpage"), nested_form_data({**data, "date": "15/01/2027"}))
        assert response.status_code == 302, response.context["form"].errors
        assert PlanMonthPage.objects.filter(slug="thang-2027-01", live=True).exists()


class RequirementCase(PlanCase):
    code = ""

    def find(self, moment: dt.datetime = WEDNESDAY, kind: str = "preschool") -> Finding:
        school = self.school_row(B)
        school.kind = kind
        with at(moment):
            return registered()[self.code](school)


class TestWeekRequirement(RequirementCase):
    code = "tt09-preschool-week-plan"

    def test_it_is_met_when_published_on_friday(self):
        plan_week()
        assert self.find(SATURDAY_BEFORE).state == self.find().state == State.PASSED

    def test_nothing_a_draft_and_a_hidden_section_are_missing(self):
        assert "/add/timetables/planweekpage/" in self.find().fix_url
        plan_week().unpublish()
        assert self.find().state == State.MISSING
        PageViewRestriction.objects.create(page=section(), restriction_type="login")
        assert "trang" in self.find().message

    def test_on_saturday_it_was_late(self):
        plan_week(published=SATURDAY_BEFORE)
        assert self.find().state == State.OUTDATED

    def test_a_day_that_one_group_lacks_is_named(self):
        page = plan_week()
        page.plan_days = [row for row in page.rows if (row.group, row.day) != (MAM, 3)]
        page.save()
        found = self.find()
        assert found.state == State.MISSING
        assert "03/12" in found.message

    def test_rows_without_a_word_are_no_plan_and_a_day_off_of_the_city_needs_none(self):
        page = plan_week(learning="")
        assert self.find().state == State.MISSING
        page.delete()
        plan_week(days=4)
        assert self.find().state == State.MISSING
        WorkingDayOverride.objects.create(date=MONDAY + dt.timedelta(days=4), note="QĐ 12")
        assert self.find().state == State.PASSED

    def test_others_and_other_schools_plans_do_not_count(self):
        assert self.find(kind="primary").state == State.NOT_APPLICABLE
        with in_school(A):
            factories.home().add_child(instance=PlanPage(title="Kế hoạch", slug="ke-hoach"))
            plan_week()
        assert self.find().state == State.MISSING


class TestMonthRequirement(RequirementCase):
    code = "tt09-preschool-month-plan"
    # From the 25th of November on, December's plan is asked for.
    late_november = local_moment(dt.date(2026, 11, 25), dt.time(8))

    def test_it_is_met_when_published_before_the_25th_of_the_month_before(self):
        plan_month()
        for moment in (self.late_november, WEDNESDAY):
            assert self.find(moment).state == State.PASSED
        assert self.find(local_moment(dt.date(2026, 11, 24), dt.time(23))).state == State.MISSING

    def test_on_the_25th_it_was_late(self):
        plan_month(published=dt.date(2026, 11, 25))
        assert self.find().state == State.OUTDATED

    def test_none_a_draft_and_one_without_goals_are_missing(self):
        assert "/add/timetables/planmonthpage/" in self.find().fix_url
        page = plan_month()
        page.unpublish()
        assert self.find().state == State.MISSING
        page.delete()
        plan_month(goals=0)
        assert self.find().state == State.MISSING

    def test_the_years_end_is_a_month_like_others(self):
        assert month_after(dt.date(2026, 12, 31)) == dt.date(2027, 1, 1)
        assert due_before(dt.date(2027, 1, 1)) == dt.date(2026, 12, 25)

    def test_others_are_not_asked(self):
        assert self.find(kind="primary").state == State.NOT_APPLICABLE
