"""Signing in: guessing is stopped, by account and by address, each school for itself."""

import datetime as dt

import time_machine
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import mail
from django.utils import timezone

from cms.core.invitations import invite
from cms.core.roles import EDITORS
from cms.users import limits
from tests import factories
from tests.base import A, B, SchoolTestCase, client_for, in_school, run_tasks

SIGN_IN = "/quan-tri/login/"
RESET = "/quan-tri/password_reset/"
PASSWORD = "mot-mat-khau-dai"
LOCKED = "Đã thử quá nhiều lần"


def attempt(slug: str, username: str, password: str, address: str = "203.0.113.1"):
    return client_for(slug, REMOTE_ADDR=address).post(SIGN_IN, {"username": username, "password": password})


class Accounts(SchoolTestCase):
    """The same user name with the same password in two schools."""

    @classmethod
    def setUpTestData(cls):
        for slug in (A, B):
            with in_school(slug):
                user = factories.editor(username="co.hoa", email="co.hoa@truong.example")
                user.set_password(PASSWORD)
                user.save()

    def guess(self, times: int, username: str = "co.hoa", **options) -> str:
        for _ in range(times):
            response = attempt(A, username, "sai", **options)
        return response.content.decode()


class TestGuessing(Accounts):
    def test_an_account_is_locked_for_minutes_and_only_in_its_school(self):
        assert LOCKED not in self.guess(limits.ACCOUNT_TRIES)
        # From anywhere, with the right password too, however the name is written.
        for name in ("co.hoa", " Co.Hoa "):
            response = attempt(A, name, PASSWORD, address="203.0.113.2")
            assert response.status_code == 200
            assert LOCKED in response.content.decode()
        assert attempt(B, "co.hoa", PASSWORD).status_code == 302
        with time_machine.travel(timezone.now() + dt.timedelta(minutes=limits.MINUTES, seconds=1)):
            assert attempt(A, "co.hoa", PASSWORD).status_code == 302

    def test_an_address_that_tries_many_names_is_locked_everybody_else_is_not(self):
        with self.settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
            for number in range(limits.ADDRESS_TRIES):
                attempt(A, f"ten{number}", "sai", address="203.0.113.9")
        assert LOCKED in attempt(A, "co.hoa", PASSWORD, address="203.0.113.9").content.decode()
        assert attempt(A, "co.hoa", PASSWORD, address="203.0.113.1").status_code == 302
        assert attempt(B, "co.hoa", PASSWORD, address="203.0.113.9").status_code == 302

    def test_who_signs_in_begins_anew_and_colleagues_of_one_address_do_not_lock_one_another(self):
        for _ in range(3):
            self.guess(limits.ACCOUNT_TRIES - 1)
            assert attempt(A, "co.hoa", PASSWORD).status_code == 302

    def test_a_name_that_does_not_exist_is_treated_alike(self):
        assert LOCKED in self.guess(limits.ACCOUNT_TRIES + 1, username="khong.co")

    def test_the_log_says_that_but_not_who(self):
        with self.assertLogs("cms.users.limits", "WARNING") as log:
            self.guess(limits.ACCOUNT_TRIES + 3)
        assert len(log.output) == 1
        assert "co.hoa" not in log.output[0]
        assert "203.0.113" not in log.output[0]


class TestReset(Accounts):
    def ask(self, email: str, slug: str = A, **options):
        return client_for(slug, **options).post(RESET, {"email": email})

    def test_letters_are_limited_whether_there_is_an_account_or_not_by_school(self):
        for email in ("co.hoa@truong.example", "khong.co@truong.example"):
            answers = [self.ask(email).status_code for _ in range(limits.RESETS_PER_HOUR + 1)]
            assert answers == [302] * limits.RESETS_PER_HOUR + [200]
        assert "Liên kết đã được gửi nhiều lần" in self.ask("co.hoa@truong.example").content.decode()
        assert len(mail.outbox) == limits.RESETS_PER_HOUR
        assert self.ask("co.hoa@truong.example", slug=B).status_code == 302

    def test_who_has_not_accepted_the_invitation_gets_a_new_one(self):
        invite("thay.minh@truong.example", role=EDITORS)
        run_tasks()
        mail.outbox.clear()
        assert self.ask("Thay.Minh@truong.example").status_code == 302
        run_tasks()
        assert ["/quan-tri/loi-moi/" in letter.body for letter in mail.outbox] == [True]
        user = get_user_model().objects.get(username="thay.minh@truong.example")
        user.is_active = False
        user.save()
        self.ask("thay.minh@truong.example")
        run_tasks()
        assert len(mail.outbox) == 1


class TestRenewedHash(Accounts):
    """Passwords stored the old way are hashed anew at the first sign-in."""

    HASHERS = ["django.contrib.auth.hashers.PBKDF2SHA1PasswordHasher", *settings.PASSWORD_HASHERS]

    def windows(self):
        """One account, as two windows read it before either has signed in."""
        users = get_user_model().objects
        return users.get(username="co.hoa"), users.get(username="co.hoa")

    def test_two_windows_signing_in_at_the_same_moment_both_stay_signed_in(self):
        with in_school(A), self.settings(PASSWORD_HASHERS=self.HASHERS):
            first, second = self.windows()
            assert first.check_password(PASSWORD)
            assert second.check_password(PASSWORD)
            stored, _ = self.windows()
            assert stored.password.startswith("pbkdf2_sha1$")
            assert first.get_session_auth_hash() == second.get_session_auth_hash() == stored.get_session_auth_hash()

    def test_a_password_changed_meanwhile_is_not_undone(self):
        with in_school(A), self.settings(PASSWORD_HASHERS=self.HASHERS):
            first, second = self.windows()
            first.set_password("mot-mat-khau-khac")
            first.save()
            assert not second.check_password(PASSWORD)
            stored, _ = self.windows()
            assert stored.check_password("mot-mat-khau-khac")
