"""Part `pages`: uncached against cached, and both against a plain Wagtail site."""

from functools import partial

from tests.bench import twin
from tests.bench.install import SCHOOL, Install
from tests.bench.load import requests_per_second
from tests.bench.report import alternately, say
from tests.bench.servers import web
from tests.bench.stories import stories

PAGES = {"home": "/", "news": f"/tin-tuc/{stories()[0].slug}/"}


def run(install: Install, seconds: float, rounds: int) -> None:
    """Print requests per second and ratios, for the home page and an article."""
    for name, path in PAGES.items():
        say(f"sql_{name}", install.inside("count_queries", path, PAGE_CACHE_ENABLED="false").strip())
    with (
        web(install, PAGE_CACHE_ENABLED="false") as (uncached, _),
        web(install) as (cached, _),
        twin.site(install) as plain,
    ):
        for name, path in PAGES.items():
            ours = partial(requests_per_second, f"http://127.0.0.1:{uncached}{path}", SCHOOL, seconds=seconds)
            hits = partial(requests_per_second, f"http://127.0.0.1:{cached}{path}", SCHOOL, seconds=seconds)
            twins = partial(requests_per_second, f"http://127.0.0.1:{plain}{path}", "localhost", seconds=seconds)
            for warm in (ours, hits, twins):
                warm(seconds=1)
            ours_rate, twin_rate, hit_rate = alternately(rounds, ours, twins, hits)
            say(f"uncached_{name}", ours_rate, "requests/s")
            say(f"cached_{name}", hit_rate, "requests/s")
            say(f"cached_over_uncached_{name}", hit_rate / ours_rate, "times (wanted: at least 15)")
            say(f"plain_wagtail_{name}", twin_rate, "requests/s")
            say(f"time_over_plain_wagtail_{name}", twin_rate / ours_rate, "times (wanted: at most 1.25)")
