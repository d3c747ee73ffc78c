"""The frame around every page, as apps add to it."""

import pytest

from cms.core import frame
from cms.core.models import SiteProfile
from tenants.models import School
from tests import factories
from tests.base import A, B, SchoolTestCase, in_school


@pytest.fixture
def contributors(monkeypatch: pytest.MonkeyPatch) -> list[frame.Contributor]:
    """A registry of its own."""
    mine: list[frame.Contributor] = []
    monkeypatch.setattr(frame, "_contributors", mine)
    return mine


def test_what_apps_contribute_is_together(contributors, rf):
    frame.contributes(lambda request: {"one": 1})
    frame.contributes(lambda request: {"two": request.path})
    assert frame.contributions(rf.get("/a/")) == {"one": 1, "two": "/a/"}


def test_two_apps_for_one_name_is_an_error(contributors, rf):
    frame.contributes(lambda request: {"one": 1})
    frame.contributes(lambda request: {"one": 2})
    with pytest.raises(ValueError, match="one"):
        frame.contributions(rf.get("/"))


class TestKept(SchoolTestCase):
    def ask(self, answer: object) -> object:
        # As a request does: the registry hears of a new version when it looks the school up.
        with in_school(A):
            return frame.kept("thu", lambda: answer)

    def test_it_is_read_once_until_something_public_changes(self):
        assert [self.ask(1), self.ask(2)] == [1, 1]
        SiteProfile(address="Số 1").save()
        assert self.ask(3) == 3

    def test_the_form_says_what_visitors_read_while_a_field_is_empty(self):
        School.objects.filter(slug=A).update(phone="0274 3000 999")
        form = self.client_for(A, factories.administrator()).get("/quan-tri/settings/core/siteprofile/", follow=True)
        assert "“0274 3000 999”" in form.content.decode()

    def test_nothing_is_an_answer_too(self):
        assert [self.ask(None), self.ask(2)] == [None, None]

    def test_each_school_has_its_own(self):
        assert self.ask(A) == A
        with in_school(B):
            assert frame.kept("thu", lambda: B) == B
