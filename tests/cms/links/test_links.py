"""Link groups: laid with the site, shown in the frame, changed by administrators."""

import pytest
from django.core.exceptions import ValidationError

from cms.core.requirements import State, registered
from cms.links.models import Link, LinkGroup
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, listening


class TestLinks(SchoolTestCase):
    def text(self, slug: str = A, path: str = "/") -> str:
        return self.client_for(slug).get(path).content.decode()

    def state(self, slug: str = A) -> State:
        school = self.school_row(slug)
        with self.in_school(slug):
            return registered()["fn-links"](school).state

    def test_a_fresh_site_links_the_bodies_above_it_on_every_page(self):
        for path in ("/", "/gioi-thieu/", "/tim-kiem/"):
            text = self.text(path=path)
            for address in ("https://moet.gov.vn/", "https://hcm.edu.vn/", "http://tptdm.localhost"):
                assert f'href="{address}' in text

    def test_the_portal_does_not_link_itself(self):
        with self.in_school(PORTAL):
            assert not Link.objects.filter(url__contains="tptdm.localhost").exists()

    def test_links_to_other_sites_say_so(self):
        text = self.text()
        assert '<a href="https://moet.gov.vn/" rel="external noopener">' in text
        assert '<a href="/huong-dan/">' in text

    def test_every_own_link_leads_somewhere(self):
        for slug in (A, PORTAL):
            with self.in_school(slug):
                own = list(Link.objects.filter(url__startswith="/").values_list("url", flat=True))
            assert own
            for url in own:
                assert self.client_for(slug).get(url).status_code == 200, (slug, url)

    def test_a_change_is_seen_at_once_here_and_nowhere_else(self):
        self.text()
        group = LinkGroup.objects.filter(place="home").first()
        group.links.add(Link(title="Chỉ của A", url="/chi-cua-a/"))
        group.save()
        assert "Chỉ của A" in self.text()
        assert "Chỉ của A" not in self.text(B)
        group.delete()
        assert "Chỉ của A" not in self.text()

    def test_only_real_addresses_are_taken(self):
        for url in ("javascript:alert(1)", "//evil.example", "moet.gov.vn", "ftp://x.y"):
            with pytest.raises(ValidationError):
                Link(title="x", url=url, group=LinkGroup.objects.first()).full_clean()

    def test_administrators_change_them_editors_do_not(self):
        path = "/quan-tri/lien-ket/"
        assert self.client_for(A, factories.approver()).get(path).status_code == 302
        assert self.client_for(A, factories.administrator()).get(path).status_code == 200

    def test_the_requirement_is_met_from_the_first_day_until_a_link_is_removed(self):
        for slug in (A, PORTAL):
            assert self.state(slug) == State.PASSED
        for host in ("moet.gov.vn", "hcm.edu.vn", "tptdm.localhost"):
            link = Link.objects.get(url__contains=host, group__place="foot")
            Link.objects.filter(pk=link.pk).update(url="https://example.org/")
            assert self.state() == State.MISSING, host
            link.save()
        assert self.state() == State.PASSED

    def test_a_warm_page_asks_nothing(self):
        with listening():
            self.client.get("/")
            with self.assertNumQueries(0):
                assert self.client.get("/")["X-Page-Cache"] == "hit"
