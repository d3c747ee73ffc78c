"""Cache keys carry the school. Each control shows the leak that the key function stops."""

import copy

from django.conf import settings
from django.core.cache import caches
from django.template import Context, Template
from django.test import override_settings
from wagtail.models import Site

from cms.media.models import Picture, Rendition
from tests import factories
from tests.base import PORTAL, A, B, SchoolTestCase, current_school, host_of, in_school

FRAGMENT = Template("{% load cache %}{% cache 60 frame %}{{ school }}{% endcache %}")


def without_key_function() -> dict[str, dict[str, object]]:
    """The same caches as Django makes them: one key space for all schools."""
    plain = copy.deepcopy(settings.CACHES)
    for name, options in plain.items():
        options.pop("KEY_FUNCTION")
        options.pop("REVERSE_KEY_FUNCTION")
        options["LOCATION"] = f"plain-{name}"
    return plain


class TestCacheKeys(SchoolTestCase):
    def test_every_cache_keeps_schools_apart(self):
        for name in settings.CACHES:
            with self.subTest(cache=name):
                cache = caches[name]
                cache.set("key", "A's")
                with self.in_school(B):
                    assert cache.get("key") is None
                    cache.set("key", "B's")
                    cache.delete("other")
                with self.in_school("public"):
                    assert cache.get("key") is None
                assert cache.get("key") == "A's"

    def test_many_keys_at_once_keep_schools_apart(self):
        caches["default"].set_many({"a": 1, "b": 2})
        with self.in_school(B):
            assert caches["default"].get_many(["a", "b"]) == {}

    def test_control_without_the_key_function_another_school_reads_the_value(self):
        with override_settings(CACHES=without_key_function()):
            caches["default"].set("key", "A's")
            with self.in_school(B):
                assert caches["default"].get("key") == "A's"


class TestSiteRootPaths(SchoolTestCase):
    """Wagtail keeps each site's address under one constant key."""

    def addresses(self) -> tuple[str, str]:
        found = []
        for slug in (A, B):
            with self.in_school(slug):
                found.append(Site.get_site_root_paths()[0].root_url)
        return tuple(found)

    def test_each_school_has_its_own_address(self):
        assert self.addresses() == (f"http://{host_of(A)}", f"http://{host_of(B)}")

    def test_links_of_a_page_lead_to_its_own_school(self):
        for slug in (A, B, PORTAL):
            with self.in_school(slug):
                assert factories.news_index().full_url == f"http://{host_of(slug)}/tin-tuc/"

    def test_control_without_the_key_function_b_gets_the_address_of_a(self):
        with override_settings(CACHES=without_key_function()):
            assert self.addresses() == (f"http://{host_of(A)}", f"http://{host_of(A)}")


class TestRenditions(SchoolTestCase):
    """Two schools upload the same file: equal hash, and here equal id."""

    @classmethod
    def setUpTestData(cls):
        for slug, name in ((A, "cua-a.png"), (B, "cua-b.png")):
            with in_school(slug):
                factories.PictureFactory(id=7001, title=name, file__filename=name)

    def rendition_names(self) -> list[str]:
        for slug in (A, B):
            with self.in_school(slug):
                Picture.objects.get(pk=7001).get_rendition("fill-60x40")
                # The names say nothing of the school: mark whose they are.
                Rendition.objects.filter(image_id=7001).update(file=f"images/cua-{slug}.png")
        caches["renditions"].clear()
        names = []
        for slug in (A, B):
            with self.in_school(slug):
                for _ in range(2):  # read, then from the cache
                    rendition = Picture.objects.get(pk=7001).get_rendition("fill-60x40")
                names.append(rendition.file.name)
        return names

    def test_the_two_pictures_are_indeed_alike(self):
        hashes = set()
        for slug in (A, B):
            with self.in_school(slug):
                hashes.add(Picture.objects.get(pk=7001)._set_file_hash() or Picture.objects.get().file_hash)
        assert len(hashes) == 1

    def test_each_school_gets_its_own_rendition(self):
        of_a, of_b = self.rendition_names()
        assert f"cua-{A}" in of_a
        assert f"cua-{B}" in of_b

    def test_control_without_the_key_function_b_gets_the_rendition_of_a(self):
        with override_settings(CACHES=without_key_function()):
            _of_a, of_b = self.rendition_names()
        assert f"cua-{A}" in of_b


class TestFragments(SchoolTestCase):
    def rendered(self) -> list[str]:
        texts = []
        for slug in (A, B):
            with self.in_school(slug):
                texts.append(FRAGMENT.render(Context({"school": slug})))
        return texts

    def test_a_cached_fragment_belongs_to_its_school(self):
        assert self.rendered() == [A, B]

    def test_control_without_the_key_function_b_is_shown_the_fragment_of_a(self):
        with override_settings(CACHES=without_key_function()):
            assert self.rendered() == [A, A]


class TestMenu(SchoolTestCase):
    """The frame around every page comes from the cache."""

    def test_each_school_has_its_own_menu(self):
        with self.in_school(A):
            factories.StandardPageFactory(title="Chỉ của A", show_in_menus=True)
        for _ in range(2):
            assert "Chỉ của A" in self.client_for(A).get("/lien-he/").content.decode()
            assert "Chỉ của A" not in self.client_for(B).get("/lien-he/").content.decode()


class TestPageCache(SchoolTestCase):
    def test_the_same_path_is_another_page_at_another_school(self):
        for _ in range(2):
            for slug in (A, B, PORTAL):
                name = current_school(slug).name
                text = self.client_for(slug).get("/").content.decode()
                assert f"<title>{name} – " in text or f"{name}</title>" in text

    def test_a_page_kept_by_one_school_is_a_miss_at_the_other(self):
        for slug in (A, B):
            outcomes = [self.client_for(slug).get("/lien-he/")["X-Page-Cache"] for _ in range(2)]
            assert outcomes == ["miss", "hit"]

    def test_the_key_names_school_and_host_even_within_one_cache(self):
        """Two belts: the key function and the key itself."""
        from django.test import RequestFactory

        from tenants.page_cache import cache_key

        keys = set()
        for slug in (A, B):
            for host in (host_of(slug), "www." + host_of(slug)):
                request = RequestFactory().get("/", HTTP_HOST=host)
                request.tenant = current_school(slug)
                keys.add(cache_key(request))
        assert len(keys) == 4
