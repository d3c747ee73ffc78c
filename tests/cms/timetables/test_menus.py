"""Menus: today's first, quick to write, and watched by the requirement's check."""

import datetime as dt
from unittest import mock

from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms.core import outbox
from cms.core.models import BasePage
from cms.core.requirements import State, registered
from cms.core.weeks import local_moment, this_monday
from cms.timetables.models import MenuDay, MenuPage, MenuWeekPage
from tests import factories
from tests.base import A, B, SchoolTestCase, in_school, listening

# Of the week from Monday 2026-11-30; no public holiday in it.
MONDAY = dt.date(2026, 11, 30)
FRIDAY_BEFORE = local_moment(dt.date(2026, 11, 27), dt.time(23, 59))
SATURDAY_BEFORE = local_moment(dt.date(2026, 11, 28))
WEDNESDAY = local_moment(dt.date(2026, 12, 2), dt.time(10))


def at(moment: dt.datetime):
    return mock.patch("django.utils.timezone.now", return_value=moment)


def menu_section() -> MenuPage:
    section = MenuPage.objects.first()
    if section is None:
        section = MenuPage(title="Thực đơn", slug="thuc-don")
        factories.home().add_child(instance=section)
    return section


def menu_week(
    monday: dt.date = MONDAY, days: int = 5, published: dt.datetime = FRIDAY_BEFORE, **fields
) -> MenuWeekPage:
    page = MenuWeekPage(date=monday, first_published_at=published)
    page.menu_days = [
        MenuDay(day=n, **{"breakfast": f"Phở bò {n}", "lunch": "Cơm, canh chua cá", "snack": "Sữa chua", **fields})
        for n in range(days)
    ]
    menu_section().add_child(instance=page)
    return page


class TestReading(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.section = menu_section()

    def get(self, moment: dt.datetime = WEDNESDAY):
        with at(moment), self.settings(PAGE_CACHE_ENABLED=False):
            return self.client.get("/thuc-don/")

    def test_a_week_is_found_by_what_is_cooked(self):
        menu_week(snack="Chè khoai môn")
        outbox.work_off()
        text = self.client.get("/tim-kiem/", {"q": "che khoai mon"}).content.decode()
        assert "Thực đơn tuần 30/11" in text

    def test_without_any_menu_it_says_when_one_will_be_here(self):
        assert "empty__title" in self.get().content.decode()

    def test_todays_menu_stands_on_top(self):
        menu_week(allergens="sữa, trứng")
        text = self.get().content.decode()
        assert text.index("Hôm nay, thứ Tư, 02/12/2026") < text.index("Phở bò 2") < text.index("Phở bò 0")
        assert "Có thể gây dị ứng: sữa, trứng" in text

    def test_today_is_the_local_day(self):
        menu_week()
        assert self.get(local_moment(dt.date(2026, 12, 1), dt.time(23, 59))).context["today_menu"].day == 1
        assert self.get(local_moment(dt.date(2026, 12, 2))).context["today_menu"].day == 2
        assert self.get(local_moment(dt.date(2026, 12, 5), dt.time(9))).context["today_menu"] is None

    def test_at_the_weeks_end_the_next_week_stands_first(self):
        menu_week()
        menu_week(MONDAY + dt.timedelta(days=7), breakfast="Bún riêu")
        saturday = self.get(local_moment(dt.date(2026, 12, 5), dt.time(9))).content.decode()
        assert saturday.index("Bún riêu") < saturday.index("Phở bò 0")
        friday = self.get(local_moment(dt.date(2026, 12, 4), dt.time(9))).content.decode()
        assert friday.index("Phở bò 0") < friday.index("Bún riêu")

    def test_older_weeks_are_kept_under_their_monday(self):
        menu_week(MONDAY - dt.timedelta(days=7), breakfast="Cháo gà")
        assert "/thuc-don/2026-11-23/" in self.get().content.decode()
        assert "Cháo gà" in self.client.get("/thuc-don/2026-11-23/").content.decode()

    def test_a_day_off_gives_its_reason(self):
        page = menu_week(days=4)
        page.menu_days.add(MenuDay(day=4, closed="Nghỉ lễ của trường"))
        page.save()
        assert "Nghỉ lễ của trường" in self.client.get("/thuc-don/2026-11-30/").content.decode()

    def test_it_costs_no_more_with_more_weeks(self):
        menu_week(this_monday())
        before = self.cost()
        assert before <= 12
        for n in range(1, 5):
            menu_week(this_monday() - dt.timedelta(days=7 * n))
        assert self.cost() <= before + 1

    def cost(self) -> int:
        with listening(), self.settings(PAGE_CACHE_ENABLED=False):
            self.client.get("/thuc-don/")
            with CaptureQueriesContext(connection) as queries:
                self.client.get("/thuc-don/")
        return len(queries)


class TestWriting(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.section = menu_section()

    def client_in(self):
        return self.client_for(A, factories.superuser())

    def add_path(self) -> str:
        return f"/quan-tri/pages/add/timetables/menuweekpage/{self.section.pk}/"

    def data(self, pasted: str = "", rows=(), date: str = "02/12/2026", **extra):
        fields = {"date": date, "note": "", "pasted": pasted, "menu_days": inline_formset(list(rows))}
        return nested_form_data({**fields, "action-publish": "1", **extra})

    def test_a_new_week_has_its_five_days_ready(self):
        menu_week()
        with at(WEDNESDAY):
            form = self.client_in().get(self.add_path()).context["form"]
        assert form["date"].value() == MONDAY + dt.timedelta(days=7)
        assert [f["day"].value() for f in form.formsets["menu_days"].forms] == [0, 1, 2, 3, 4]
        assert not any(f["breakfast"].value() for f in form.formsets["menu_days"].forms)

    def test_the_first_week_is_this_one(self):
        with at(WEDNESDAY):
            assert self.client_in().get(self.add_path()).context["form"]["date"].value() == MONDAY

    def test_a_table_from_a_spreadsheet_is_pasted(self):
        pasted = "Thứ\tSáng\tTrưa\tXế\nThứ Hai\tPhở bò\tCơm gà\tSữa\tbò, gà\tsữa\nThứ Ba\tCháo\tCơm cá\tChuối\n"
        response = self.client_in().post(self.add_path(), self.data(pasted))
        assert response.status_code == 302, response.context["form"].formsets["menu_days"].errors
        page = MenuWeekPage.objects.get()
        assert page.live
        assert [(d.day, d.breakfast, d.allergens) for d in page.menu_days.order_by("day")] == [
            (0, "Phở bò", "sữa"),
            (1, "Cháo", ""),
        ]

    def test_pasted_again_into_a_saved_week_it_replaces_the_rows(self):
        page = menu_week()
        rest = dict.fromkeys(("lunch", "snack", "ingredients", "allergens", "closed"), "")
        rows = [{"id": str(d.pk), "day": str(d.day), "breakfast": d.breakfast, **rest} for d in page.menu_days.all()]
        formset = inline_formset(rows, initial=5)
        for breakfast in ("Bánh mì", "Xôi"):
            data = {
                "date": "30/11/2026",
                "note": "",
                "pasted": f"T2\t{breakfast}\tCơm\tSữa",
                "menu_days": formset,
                "action-publish": "1",
            }
            response = self.client_in().post(f"/quan-tri/pages/{page.pk}/edit/", nested_form_data(data))
            assert response.status_code == 302, response.context["form"].formsets["menu_days"].errors
            assert [d.breakfast for d in MenuWeekPage.objects.get().menu_days.all()] == [breakfast]

    def test_mistakes_are_named_by_line(self):
        pasted = "Thứ Hai\tPhở\tCơm\tSữa\nThứ Hai\tCháo\tCơm\tSữa\nNgày mai\tCháo\nThứ Ba\t\t\t"
        response = self.client_in().post(self.add_path(), self.data(pasted))
        errors = " ".join(response.context["form"].errors["pasted"])
        for shown in ("Dòng 3", "Dòng 4", "hai lần"):
            assert shown in errors
        assert not MenuWeekPage.objects.exists()


class TestPreschoolRequirement(SchoolTestCase):
    """tt09-preschool-week-menu: before the Saturday of the week before."""

    slug = B

    def check(self, moment: dt.datetime = WEDNESDAY, code: str = "tt09-preschool-week-menu", kind: str = "preschool"):
        school = self.school_row(B)
        school.kind = kind
        with at(moment):
            return registered()[code](school)

    def test_it_is_met_when_published_on_friday(self):
        menu_week()
        for moment in (SATURDAY_BEFORE, WEDNESDAY, local_moment(dt.date(2026, 12, 4), dt.time(23, 59))):
            assert self.check(moment).state == State.PASSED

    def test_on_saturday_it_was_late(self):
        page = menu_week(published=SATURDAY_BEFORE)
        finding = self.check()
        assert finding.state == State.OUTDATED
        assert finding.fix_url == f"/quan-tri/pages/{page.pk}/edit/"

    def test_from_saturday_on_the_next_week_is_asked_for(self):
        menu_week()
        assert self.check(local_moment(dt.date(2026, 12, 5))).state == State.MISSING
        menu_week(MONDAY + dt.timedelta(days=7), published=local_moment(dt.date(2026, 12, 4), dt.time(16)))
        assert self.check(local_moment(dt.date(2026, 12, 5))).state == State.PASSED

    def test_nothing_a_draft_and_a_hidden_page_are_missing(self):
        section = menu_section()
        assert self.check().fix_url == f"/quan-tri/pages/add/timetables/menuweekpage/{section.pk}/"
        page = menu_week()
        page.unpublish()
        assert self.check().state == State.MISSING
        page.save_revision().publish()
        PageViewRestriction.objects.create(page=section, restriction_type="login")
        assert self.check().state == State.MISSING

    def test_days_without_a_meal_are_named(self):
        menu_week(days=4)
        finding = self.check()
        assert finding.state == State.MISSING
        assert "04/12" in finding.message

    def test_rows_without_a_word_are_no_menu(self):
        menu_week(breakfast="", lunch="", snack="")
        assert self.check().state == State.MISSING

    def test_a_day_off_with_its_reason_and_a_public_holiday_need_no_meal(self):
        page = menu_week(days=4)
        page.menu_days.add(MenuDay(day=4, closed="Hội nghị viên chức"))
        page.save()
        assert self.check().state == State.PASSED
        # Tuesday, 2026-11-24 is a public holiday.
        other = menu_week(dt.date(2026, 11, 23), published=local_moment(dt.date(2026, 11, 20)))
        other.menu_days = [row for row in other.menu_days.all() if row.day != 1]
        other.save()
        assert self.check(local_moment(dt.date(2026, 11, 25))).state == State.PASSED

    def test_a_preschool_without_the_page_is_missing(self):
        BasePage.objects.filter(slug="thuc-don").delete()
        assert self.check().state == State.MISSING

    def test_others_are_asked_only_if_they_provide_meals(self):
        code = "tt09-school-week-menu"
        assert self.check(kind="primary").state == State.NOT_APPLICABLE
        assert self.check(code=code).state == State.NOT_APPLICABLE
        for page in MenuPage.objects.all():
            page.delete()
        assert self.check(code=code, kind="primary").state == State.NOT_APPLICABLE
        menu_section()
        assert self.check(code=code, kind="primary").state == State.MISSING
        menu_week()
        assert self.check(code=code, kind="primary").state == State.PASSED

    def test_the_menu_of_another_school_does_not_do(self):
        with in_school(A):
            menu_week()
        assert self.check().state == State.MISSING
