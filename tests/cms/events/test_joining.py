"""Online meetings: the way in is for those invited and for staff, and stands nowhere else."""

import datetime as dt

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry, PageLogEntry

from cms.core import indexing
from cms.core.models import BasePage
from cms.events import services
from cms.events.models import EventGuest
from cms.shared.models import SharedEvent
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, in_school, run_tasks

SECRET = "phong-hop-bi-mat"


class MeetingCase(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.event = factories.EventPageFactory(
            title="Họp trực tuyến",
            slug="hop",
            meeting_url=f"https://hop.example.org/{SECRET}",
            meeting_details="Mã 998877",
        )
        cls.guest = EventGuest.objects.create(event=cls.event, name="Cô Lan")

    def guest_path(self, guest=None) -> str:
        return f"/su-kien/hop/{(guest or self.guest).path}"


class TestWhoSeesTheWay(MeetingCase):
    def test_a_guest_by_the_link_of_their_own(self):
        response = self.client.get(self.guest_path())
        assert SECRET in response.content.decode()
        assert "Mã 998877" in response.content.decode()

    def test_nobody_keeps_that_answer(self):
        for _ in range(2):
            response = self.client.get(self.guest_path())
            assert response["X-Page-Cache"] == "bypass"
            assert response["Cache-Control"] == "private, no-store"
            assert response["X-Robots-Tag"] == "noindex, nofollow"
            assert response["Referrer-Policy"] == "no-referrer"

    def test_signed_in_staff(self):
        response = self.client_for(A, factories.editor()).get("/su-kien/hop/")
        assert SECRET in response.content.decode()
        assert response["Cache-Control"] == "private, no-store"

    def test_after_staff_has_seen_it_visitors_still_do_not(self):
        self.client_for(A, factories.editor()).get("/su-kien/hop/")
        self.client.get(self.guest_path())
        for _ in range(2):
            text = self.client.get("/su-kien/hop/").content.decode()
            assert SECRET not in text
            assert "998877" not in text

    def test_an_account_without_a_role_is_no_staff(self):
        assert SECRET not in self.client_for(A, factories.UserFactory()).get("/su-kien/hop/").content.decode()

    def test_it_is_in_no_list_feed_search_or_sitemap(self):
        indexing.reindex_school.func()
        run_tasks()
        day = self.event.date
        for path in (
            "/",
            "/su-kien/",
            f"/su-kien/{day:%Y/%m}/",
            "/sitemap.xml",
            f"/tim-kiem/?q={SECRET}",
            "/tim-kiem/?q=998877",
        ):
            text = self.client.get(path).content.decode().replace(f'value="{SECRET}"', "")
            assert "hop.example.org" not in text, path
            assert "Họp trực tuyến" not in text or "q=" not in path, path

    def test_the_portal_is_not_told(self):
        self.event.save_revision().publish()
        run_tasks()
        with in_school("public"):
            row = SharedEvent.objects.get(page_id=self.event.pk)
        assert SECRET not in str(vars(row))
        with in_school(PORTAL):
            assert SECRET not in self.client_for(PORTAL).get("/").content.decode()


class TestWhoDoesNot(MeetingCase):
    def status(self, path: str, slug: str = A) -> int:
        return self.client_for(slug).get(path).status_code

    def test_a_guess(self):
        for token in ("x", self.guest.token[:-1], self.guest.token + "x", "a" * 500, "0"):
            assert self.status(f"/su-kien/hop/tham-du/{token}/") == 404

    def test_a_guest_of_another_event(self):
        other = factories.EventPageFactory(slug="khac", meeting_url="https://hop.example.org/khac")
        stranger = EventGuest.objects.create(event=other, name="Thầy Minh")
        assert self.status(self.guest_path(stranger)) == 404
        assert self.status(f"/su-kien/khac/{stranger.path}") == 200

    def test_a_guest_of_another_school(self):
        with in_school(B):
            factories.EventPageFactory(slug="hop", meeting_url="https://hop.example.org/b")
        assert self.status(self.guest_path(), B) == 404

    def test_a_guest_whose_invitation_was_withdrawn(self):
        services.withdraw_guest(self.guest, factories.editor())
        assert self.status(self.guest_path()) == 404

    def test_anybody_while_the_event_is_not_published(self):
        self.event.unpublish()
        assert self.status(self.guest_path()) == 404

    def test_a_guest_sees_only_the_page_when_there_is_no_meeting(self):
        self.event.meeting_url = ""
        self.event.save()
        assert "tham-du" not in self.client.get("/su-kien/hop/").content.decode()


class TestInviting(MeetingCase):
    def path(self, event=None) -> str:
        return f"/quan-tri/su-kien/{(event or self.event).pk}/khach-moi/"

    def test_a_teacher_invites_by_a_list_and_each_gets_a_link_by_mail(self):
        client = self.client_for(A, factories.editor())
        response = client.post(self.path(), {"guests": "Nguyễn Văn An, an@example.org\n\nBà Tư\n"})
        assert response.status_code == 302
        guest = EventGuest.objects.get(email="an@example.org")
        text = client.get(self.path()).content.decode()
        assert guest.token in text
        assert "Bà Tư" in text
        run_tasks()
        assert [message.to for message in mail.outbox] == [["an@example.org"]]
        assert f"/su-kien/hop/tham-du/{guest.token}/" in mail.outbox[0].body
        assert SECRET not in mail.outbox[0].body
        run_tasks()
        assert len(mail.outbox) == 1

    def test_nobody_is_invited_twice(self):
        for _ in range(2):
            services.invite_guests(self.event, [services.NewGuest("An", "An@example.org")], None)
        assert EventGuest.objects.filter(email="an@example.org").count() == 1

    def test_a_line_that_makes_no_sense_is_named_and_nothing_is_lost(self):
        client = self.client_for(A, factories.editor())
        response = client.post(self.path(), {"guests": "An, an@example.org\nBình, khong-phai-thu"})
        text = response.content.decode()
        assert "Dòng 2" in text
        assert "khong-phai-thu" in text
        assert EventGuest.objects.count() == 1

    def test_lines_are_read_as_people_write_them(self):
        assert services.read_guests("An\tan@example.org\nb@example.org\nCô Tư; t@example.org") == [
            services.NewGuest("An", "an@example.org"),
            services.NewGuest("b", "b@example.org"),
            services.NewGuest("Cô Tư", "t@example.org"),
        ]
        with pytest.raises(ValidationError):
            services.read_guests("x" * 121)

    def test_without_a_meeting_nobody_is_invited(self):
        event = factories.EventPageFactory(slug="thuong")
        response = self.client_for(A, factories.editor()).post(self.path(event), {"guests": "An"})
        assert response.status_code == 200
        assert not EventGuest.objects.filter(event=event).exists()

    def test_a_page_that_is_no_event_or_of_another_school_is_404(self):
        client = self.client_for(A, factories.editor())
        assert (
            client.get(f"/quan-tri/su-kien/{BasePage.objects.get(slug='gioi-thieu').pk}/khach-moi/").status_code == 404
        )
        with in_school(B):
            other = factories.EventPageFactory.create_batch(3)[-1]
        assert client.get(f"/quan-tri/su-kien/{other.pk + 1000}/khach-moi/").status_code == 404

    def test_the_log_says_who_and_how_many_but_no_name(self):
        user = factories.editor()
        services.invite_guests(self.event, [services.NewGuest("Nguyễn Văn An", "an@example.org")], user)
        entry = PageLogEntry.objects.get(action="events.invite")
        assert entry.user == user
        assert entry.data == {"count": 1}
        assert not ModelLogEntry.objects.filter(action__startswith="events").exists()

    def test_names_are_forgotten_a_month_after_the_event_and_the_links_die(self):
        self.event.date = dt.date(2026, 1, 5)
        self.event.save()
        path = self.guest_path()
        services.forget_guests.func(self.event.pk)
        self.guest.refresh_from_db()
        assert (self.guest.name, self.guest.email) == ("", "")
        assert self.client.get(path).status_code == 404

    def test_they_are_not_forgotten_before(self):
        services.forget_guests.func(self.event.pk)
        self.guest.refresh_from_db()
        assert self.guest.name == "Cô Lan"
