"""The directory of schools on the portal: what is found, what is shown, what it costs."""

import csv
import io
import json

from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.core.models import SiteProfile
from cms.shared.models import NewsCard, SchoolEntry
from tenants import lifecycle
from tenants.models import Domain, School
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, host_of, in_school, listening, run_tasks

WARDS = ("Phường Phú Hòa", "Phường Chánh Nghĩa", "Phường Tương Bình Hiệp")
KINDS = ("preschool", "primary", "lower_secondary")


def add_rows(count: int, first: int = 0) -> None:
    """Schools as rows of public: what lists are made of; no schema is needed to be listed."""
    schools = School.objects.bulk_create(
        School(
            slug=f"truong-so-{n}",
            schema_name=f"s_truong_so_{n}",
            name=f"Trường số {n:03d}",
            short_name=f"Số {n}",
            kind=KINDS[n % 3],
            ward=WARDS[n % 3],
            status="ready",
        )
        for n in range(first, first + count)
    )
    Domain.objects.bulk_create(Domain(tenant=s, domain=host_of(s.slug), is_primary=True) for s in schools)
    SchoolEntry.objects.bulk_create(
        SchoolEntry(school=s, host=host_of(s.slug), folded=f"truong so {s.slug[-3:]} {s.slug}", phone="0274 3800 001")
        for s in schools
    )


class DirectoryCase(SchoolTestCase):
    slug = PORTAL

    def text(self, path: str = "/truong/", **query: str) -> str:
        answer = self.client.get(path, query)
        assert answer.status_code == 200
        return answer.content.decode()

    def names(self, **query: str) -> list[str]:
        page = self.client.get("/truong/", query).context["page_obj"]
        return [entry.school.name for entry in page]


class TestTheList(DirectoryCase):
    def test_every_school_is_in_it_from_its_first_day(self):
        text = self.text()
        for slug in (A, B):
            assert f'href="/truong/{slug}/"' in text
            assert f'href="http://{host_of(slug)}' in text

    def test_the_portal_itself_is_no_school(self):
        assert 'href="/truong/portal/"' not in self.text()

    def test_a_name_is_found_without_accents_and_by_its_parts(self):
        for asked in ("mam non", "MẦM NON", "non mầm", "truong-b"):
            assert self.names(ten=asked) == ["Trường Mầm non B"], asked
        assert self.names(ten="khong co truong nao") == []

    def test_kind_and_ward(self):
        add_rows(6)
        assert len(self.names(loai="lower_secondary")) == 2
        assert len(self.names(phuong="phuong-phu-hoa")) == 2
        assert self.names(phuong="phuong-phu-hoa", loai="preschool") == ["Trường số 000", "Trường số 003"]
        assert self.names(phuong="khong-co") == []

    def test_names_stand_in_the_order_of_the_vietnamese_alphabet(self):
        for n, name in enumerate(("Đông", "Dương", "Em", "Ân", "An", "Ăn")):
            add_rows(1, n)
            School.objects.filter(slug=f"truong-so-{n}").update(name=name)
        assert self.names()[:6] == ["An", "Ăn", "Ân", "Dương", "Đông", "Em"]

    def test_cards_and_table_are_reached_by_links_that_keep_the_filters(self):
        text = self.text(ten="truong", loai="primary")
        assert 'href="?ten=truong&amp;loai=primary&amp;xem=bang"' in text
        table = self.text(ten="truong", loai="primary", xem="bang")
        assert "<table" in table
        assert 'scope="col"' in table

    def test_long_lists_have_pages_that_keep_the_filters(self):
        add_rows(90)
        text = self.text(loai="primary")
        assert "loai=primary&amp;trang=2" in text or "loai=primary&trang=2" in text

    def test_typing_gets_only_the_results(self):
        answer = self.client.get("/truong/", {"ten": "b"}, headers={"HX-Request": "true"})
        assert answer.content.decode().strip().startswith('<div id="ket-qua"')
        # The address is the page's own: a browser that kept the part would show it for the whole.
        assert "no-store" in answer["Cache-Control"]

    def test_going_back_after_typing_gets_the_whole_page(self):
        asked = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
        assert "<html" in self.client.get("/truong/", {"ten": "b"}, headers=asked).content.decode()

    def test_odd_questions_are_answered(self):
        for odd in ("\x00", "%", "'", "<script>alert(1)</script>", "a" * 3000, "🎉"):
            for name in ("ten", "loai", "phuong", "xem", "trang"):
                assert "<script>alert" not in self.text(**{name: odd})

    def test_a_suspended_school_is_listed_without_a_link_to_its_site(self):
        School.objects.filter(slug=A).update(status="suspended", status_reason="Sửa mạng.")
        text = self.text()
        assert f'href="/truong/{A}/"' in text
        assert f'href="http://{host_of(A)}' not in text
        assert "Sửa mạng." in self.text(f"/truong/{A}/")

    def test_an_archived_school_is_in_no_list_but_keeps_its_page(self):
        School.objects.filter(slug=A).update(status="archived")
        assert f'href="/truong/{A}/"' not in self.text()
        assert f'href="http://{host_of(A)}' in self.text(f"/truong/{A}/")

    def test_one_that_is_being_built_is_known_to_nobody(self):
        School.objects.filter(slug=A).update(status="building")
        assert f'href="/truong/{A}/"' not in self.text()
        assert self.client.get(f"/truong/{A}/").status_code == 404


class TestOneSchool(DirectoryCase):
    def test_what_the_school_says_of_itself_comes_before_the_registry(self):
        School.objects.filter(slug=A).update(phone="0274 1", email="so@example.org")
        with in_school(A):
            profile = SiteProfile.load()
            profile.phone, profile.responsible_person, profile.responsible_post = "0274 2", "Lê Thị Mai", "Hiệu trưởng"
            profile.save()
        run_tasks()
        text = self.text(f"/truong/{A}/")
        assert "0274 2" in text
        assert "0274 1" not in text
        assert "so@example.org" in text
        assert "Lê Thị Mai" in text
        assert "Lê Thị Mai" not in self.text(f"/truong/{B}/")

    def test_it_shows_the_latest_news_of_this_school_only(self):
        for slug in (A, B):
            with in_school(slug):
                factories.NewsPageFactory(title=f"Tin của {slug}")
        run_tasks()
        text = self.text(f"/truong/{A}/")
        assert f"Tin của {A}" in text
        assert f"Tin của {B}" not in text

    def test_it_says_to_machines_that_it_is_a_school(self):
        assert 'itemtype="https://schema.org/School"' in self.text(f"/truong/{A}/")

    def test_a_name_nobody_bears_is_404(self):
        assert self.client.get("/truong/khong-co/").status_code == 404
        assert self.client.get("/truong/portal/").status_code == 404

    def test_a_changed_address_leads_there_at_once_after_the_worker(self):
        lifecycle.rename(self.school_row(A), "truong-moi", by="test")
        run_tasks()
        text = self.text("/truong/truong-moi/")
        assert f'href="http://{host_of("truong-moi")}' in text

    def test_in_a_school_the_address_belongs_to_its_own_pages(self):
        client = self.client_for(A)
        assert client.get("/truong/").status_code == 404
        with in_school(A):
            factories.StandardPageFactory(title="Trường", slug="truong")
        assert client.get("/truong/").status_code == 200


class TestOpenData(DirectoryCase):
    def test_csv(self):
        text = self.client.get("/truong/danh-sach.csv").content.decode()
        assert text.startswith("\ufeff")
        rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
        assert {row["ten"] for row in rows} >= {"Trường Mầm non B"}

    def test_a_name_is_no_formula(self):
        School.objects.filter(slug=A).update(name="=HYPERLINK(1)")
        assert "'=HYPERLINK" in self.client.get("/truong/danh-sach.csv").content.decode()

    def test_json_with_filters(self):
        rows = json.loads(self.client.get("/truong/danh-sach.json", {"ten": "mam non"}).content)["truong"]
        assert [row["ten"] for row in rows] == ["Trường Mầm non B"]


class TestCost(DirectoryCase):
    def cost(self, path: str) -> tuple[int, int]:
        """Queries and bytes."""
        with listening(), self.settings(PAGE_CACHE_ENABLED=False):
            self.client.get(path)
            with CaptureQueriesContext(connection) as queries:
                answer = self.client.get(path)
        assert answer.status_code == 200
        return len(queries), len(answer.content)

    def add_cards(self, count: int) -> None:
        schools = School.objects.exclude(kind="office").order_by("pk")[:count]
        NewsCard.objects.bulk_create(
            NewsCard(
                school=school, page_id=n, title=f"Tin {n}", host="x", path="/", date="2026-11-20",
                published_at="2026-11-20T08:00:00+07:00",
            )
            for n, school in enumerate(schools)
        )  # fmt: skip

    def test_the_front_page_costs_the_same_at_10_and_at_170_schools(self):
        add_rows(8)
        self.add_cards(8)
        few = self.cost("/")
        NewsCard.objects.all().delete()
        add_rows(160, 8)
        self.add_cards(168)
        many = self.cost("/")
        assert few[0] == many[0] <= 14
        assert abs(many[1] - few[1]) < 400

    def test_the_list_costs_the_same_at_30_and_at_170_schools(self):
        add_rows(28)
        few = self.cost("/truong/")
        add_rows(140, 28)
        many = self.cost("/truong/")
        assert few[0] == many[0] <= 12
        assert abs(many[1] - few[1]) < 2000

    def test_one_school(self):
        assert self.cost(f"/truong/{A}/")[0] <= 12

    def test_a_kept_page_costs_nothing(self):
        for path in ("/", "/truong/", "/truong/?loai=primary&xem=bang", f"/truong/{A}/"):
            with listening():
                self.client.get(path)
                with self.assertNumQueries(0):
                    assert self.client.get(path)["X-Page-Cache"] == "hit"

    def test_every_school_is_three_taps_from_the_front_page(self):
        """Front page, kind, school: the first page of a kind, or the ward, or the name leads there."""
        text = self.client.get("/").content.decode()
        assert 'href="/truong/?loai=preschool"' in text
        assert f'href="http://{host_of(B)}' in self.client.get("/truong/", {"loai": "preschool"}).content.decode()
