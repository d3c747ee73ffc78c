"""How often one visitor may do something."""

from django.test import RequestFactory, override_settings

from cms.core.rate_limit import is_allowed, visitor_address
from tests.base import A, B, SchoolTestCase, in_school

BEHIND_NGINX = override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))


class TestRateLimit(SchoolTestCase):
    def ask(self, **meta: str) -> bool:
        return is_allowed(RequestFactory().get("/", **meta), "thử", limit=2, seconds=60)

    def test_the_third_time_is_one_too_many(self):
        assert [self.ask() for _ in range(3)] == [True, True, False]

    def test_visitors_behind_nginx_do_not_share_a_limit(self):
        with BEHIND_NGINX:
            for address in ("203.0.113.1", "203.0.113.2"):
                assert [self.ask(HTTP_X_FORWARDED_FOR=address) for _ in range(3)] == [True, True, False]

    def test_schools_count_apart(self):
        for slug in (A, B):
            with in_school(slug):
                assert self.ask()

    def test_what_a_visitor_writes_is_not_believed_without_nginx(self):
        request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR="203.0.113.9", REMOTE_ADDR="198.51.100.1")
        assert visitor_address(request) == "198.51.100.1"
        with BEHIND_NGINX:
            forged = RequestFactory().get("/", HTTP_X_FORWARDED_FOR="1.2.3.4, 203.0.113.9")
            assert visitor_address(forged) == "203.0.113.9"
