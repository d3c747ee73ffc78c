"""Finding a page with few queries, and never a page that is kept from the visitor."""

from django.test import override_settings
from wagtail.models import PageViewRestriction, Site

from tests.base import A, SchoolTestCase, host_of
from tests.factories import NewsPageFactory


@override_settings(PAGE_CACHE_ENABLED=False)
class RoutingTests(SchoolTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.story = NewsPageFactory()

    def get(self, path: str):
        return self.client.get(path, headers={"host": host_of(A)})

    def test_a_page_is_found_and_a_missing_one_is_not(self) -> None:
        assert self.get(self.story.url).status_code == 200
        assert self.get(self.story.url + "khong-co/").status_code == 404

    def test_a_page_that_becomes_private_is_refused_at_once_and_again_open_at_once(self) -> None:
        assert self.get(self.story.url).status_code == 200
        parent = self.story.get_parent()
        kind = PageViewRestriction.LOGIN
        restriction = PageViewRestriction.objects.create(page=parent, restriction_type=kind)
        assert self.get(self.story.url).status_code == 302
        restriction.delete()
        assert self.get(self.story.url).status_code == 200

    def test_another_home_page_is_seen_at_once(self) -> None:
        assert self.get(self.story.url).status_code == 200
        site = Site.objects.get(is_default_site=True)
        site.root_page = self.story.get_parent()
        site.save()
        assert self.get(f"/{self.story.slug}/").status_code == 200

    def test_the_language_of_the_browser_does_not_change_a_page(self) -> None:
        """It would be kept and shown to everybody."""
        bodies = {
            self.client.get("/", headers={"host": host_of(A), "accept-language": x}).content for x in ("vi", "en")
        }
        assert len(bodies) == 1


class KeptPageTests(SchoolTestCase):
    def test_a_kept_page_has_the_headers_of_a_fresh_one(self) -> None:
        miss, hit = (self.client.get("/", headers={"host": host_of(A)}) for _ in range(2))
        assert [r.headers["X-Page-Cache"] for r in (miss, hit)] == ["miss", "hit"]
        for answer in (miss, hit):
            assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
            assert answer.headers["Content-Length"] == str(len(answer.content))
