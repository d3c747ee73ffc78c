"""A cookie of one school opens nothing at another, even for an equal account."""

import copy

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import override_settings

from tests.base import PORTAL, A, B, SchoolClient, SchoolTestCase, host_of, in_school
from tests.factories import PASSWORD

ADMIN = "/quan-tri/"


class TestSessions(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        # Equal in every column: id, name, password hash.
        row = get_user_model()(pk=501, username="hoa", is_superuser=True, is_staff=True)
        row.set_password(PASSWORD)
        for slug in (A, B, PORTAL):
            with in_school(slug):
                twin = copy.copy(row)
                twin.save(force_insert=True)

    def sign_in_at_a(self) -> SchoolClient:
        client = self.client_for(A)
        response = client.post(ADMIN + "login/", {"username": "hoa", "password": PASSWORD})
        assert response.status_code == 302
        assert client.get(ADMIN).status_code == 200
        return client

    def status_at(self, slug: str, client: SchoolClient) -> int:
        return client.get(ADMIN, HTTP_HOST=host_of(slug)).status_code

    def test_signed_in_at_a_is_a_stranger_at_b_and_at_the_portal(self):
        client = self.sign_in_at_a()
        for slug in (B, PORTAL):
            response = client.get(ADMIN, HTTP_HOST=host_of(slug))
            assert response.status_code == 302
            assert response["Location"].startswith("/quan-tri/login/")

    def test_signed_in_at_the_portal_is_a_stranger_at_a_school(self):
        client = self.client_for(PORTAL, "hoa")
        assert client.get(ADMIN).status_code == 200
        assert self.status_at(A, client) == 302

    def test_trying_the_cookie_at_b_leaves_the_session_at_a_as_it_was(self):
        client = self.sign_in_at_a()
        # As a thief would: a browser itself never sends it there.
        thief = self.client_for(B)
        thief.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
        assert thief.get(ADMIN).status_code == 302
        assert client.get(ADMIN).status_code == 200

    def test_the_cookie_names_no_domain_and_is_closed_to_scripts(self):
        client = self.sign_in_at_a()
        for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
            if name in client.cookies:
                assert client.cookies[name]["domain"] == ""
        assert client.cookies[settings.SESSION_COOKIE_NAME]["httponly"]
        assert client.cookies[settings.SESSION_COOKIE_NAME]["samesite"] == "Lax"

    def test_signing_in_changes_the_session_key(self):
        client = self.client_for(A)
        client.get(ADMIN + "login/")
        before = client.cookies.get(settings.SESSION_COOKIE_NAME)
        client.post(ADMIN + "login/", {"username": "hoa", "password": PASSWORD})
        assert before is None or before.value != client.cookies[settings.SESSION_COOKIE_NAME].value

    def test_control_signed_cookies_open_the_equal_account_at_b(self):
        with override_settings(SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies"):
            client = self.sign_in_at_a()
            assert self.status_at(B, client) == 200

    def test_control_sessions_in_a_cache_without_the_key_function_open_it_too(self):
        plain = copy.deepcopy(settings.CACHES)
        del plain["default"]["KEY_FUNCTION"]
        with override_settings(SESSION_ENGINE="django.contrib.sessions.backends.cache", CACHES=plain):
            client = self.sign_in_at_a()
            assert self.status_at(B, client) == 200

    def test_sessions_in_a_cache_with_the_key_function_do_not(self):
        with override_settings(SESSION_ENGINE="django.contrib.sessions.backends.cache"):
            client = self.sign_in_at_a()
            assert self.status_at(B, client) == 302
