"""One-time links (password reset, invitation) work in the school that made them, once."""

import copy
import re
import time

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import mail
from django.urls import resolve

from cms.core import roles
from cms.core.invitations import invitation_for, invite
from cms.users import views
from tenants.tokens import invitation_tokens, reset_tokens
from tests.base import A, B, SchoolTestCase, host_of, in_school, run_tasks
from tests.factories import PASSWORD

User = get_user_model()
NEW = "hoa-phượng-nở-2026"


class TokenCase(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        row = User(pk=501, username="hoa", email="hoa@example.org", is_superuser=True, is_staff=True)
        row.set_password(PASSWORD)
        for slug in (A, B):
            with in_school(slug):
                twin = copy.copy(row)
                twin.save(force_insert=True)
        cls.user = row

    def hosts_where_valid(self, token: str, generator: PasswordResetTokenGenerator) -> set[str]:
        valid = set()
        for slug in (A, B):
            with self.in_school(slug):
                if generator.check_token(User.objects.get(pk=501), token):
                    valid.add(slug)
        return valid

    def form_at(self, slug: str, path: str) -> bool:
        """Open a mailed link; tell whether the form for a new password comes up."""
        response = self.client_for(slug).get(path, follow=True)
        assert response.status_code == 200
        return 'name="new_password1"' in response.content.decode()


class TestTokens(TokenCase):
    def test_a_token_is_valid_in_its_own_school_only(self):
        for generator in (reset_tokens, invitation_tokens):
            token = generator.make_token(User.objects.get(pk=501))
            assert self.hosts_where_valid(token, generator) == {A}

    def test_a_token_serves_one_purpose(self):
        token = invitation_tokens.make_token(User.objects.get(pk=501))
        assert not reset_tokens.check_token(User.objects.get(pk=501), token)

    def test_control_djangos_own_token_is_valid_in_both(self):
        stock = PasswordResetTokenGenerator()
        token = stock.make_token(User.objects.get(pk=501))
        assert self.hosts_where_valid(token, stock) == {A, B}


class TestPasswordReset(TokenCase):
    def mailed_path(self) -> str:
        self.client.post("/quan-tri/password_reset/", {"email": "hoa@example.org"})
        assert len(mail.outbox) == 1
        found = re.search(r"http://([^/\s]+)(/\S+)", mail.outbox[0].body)
        assert found
        assert found[1] == host_of(A)
        return found[2]

    def test_the_mailed_link_opens_the_form_in_its_school(self):
        assert self.form_at(A, self.mailed_path())

    def test_the_mailed_link_opens_nothing_at_another_school(self):
        assert not self.form_at(B, self.mailed_path())

    def test_the_link_works_once(self):
        path = self.mailed_path()
        client = self.client_for(A)
        form = client.get(path, follow=True)
        client.post(form.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW})
        assert User.objects.get(pk=501).check_password(NEW)
        with self.in_school(B):
            assert User.objects.get(pk=501).check_password(PASSWORD)
        assert not self.form_at(A, path)

    def test_wagtails_own_addresses_lead_to_our_views(self):
        assert resolve("/quan-tri/password_reset/").func.view_class is views.PasswordReset
        confirm = resolve("/quan-tri/password_reset/confirm/Mg/token/")
        assert confirm.func.view_class is views.PasswordResetConfirm


class TestInvitation(SchoolTestCase):
    def invited(self, slug: str) -> str:
        """Invite the same person; returns the path of the link. Ids are made equal by hand."""
        with self.in_school(slug):
            User.objects.create(pk=601, username="moi@example.org", email="moi@example.org")
            invite("moi@example.org", role=roles.ADMINISTRATORS)
            return invitation_for(601).path

    def opens(self, slug: str, path: str) -> bool:
        response = self.client_for(slug).get(path, follow=True)
        return 'name="new_password1"' in response.content.decode()

    def test_an_invitation_opens_the_form_in_its_school_only(self):
        path = self.invited(A)
        self.invited(B)
        assert self.opens(A, path)
        assert not self.opens(B, path)

    def test_an_invitation_works_once(self):
        path = self.invited(A)
        client = self.client_for(A)
        form = client.get(path, follow=True)
        response = client.post(form.request["PATH_INFO"], {"new_password1": NEW, "new_password2": NEW})
        assert response.status_code == 302
        assert User.objects.get(pk=601).check_password(NEW)
        assert not self.opens(A, path)

    def test_an_invitation_ends_after_three_days(self):
        path = self.invited(A)
        with time_machine.travel(time.time() + 3 * 24 * 3600 + 60):
            assert not self.opens(A, path)

    def test_the_letter_leads_to_the_school_that_invited(self):
        with self.in_school(B):
            invite("moi@example.org", role=roles.EDITORS)
        run_tasks()
        assert mail.outbox[0].to == ["moi@example.org"]
        assert f"http://{host_of(B)}/quan-tri/loi-moi/" in mail.outbox[0].body

    def test_nobody_signs_in_before_the_link_was_used(self):
        self.invited(A)
        assert not self.client_for(A).login(username="moi@example.org", password="")


@pytest.mark.parametrize("path", ["/quan-tri/loi-moi/XX/abc-def/", "/quan-tri/loi-moi/NTAx/abc-def/"])
def test_an_invented_link_opens_nothing(path, school_client):
    response = school_client.get(path, follow=True)
    assert response.status_code == 200
    assert 'name="new_password1"' not in response.content.decode()
