"""Part `nginx`: a kept page against a static file of the same size, and publication to visible."""

import gzip
import statistics
import subprocess
import sys
import time
from functools import partial

from tests.bench.install import ROOT, SCHOOL, Install
from tests.bench.load import has_wrk, requests_per_second
from tests.bench.report import alternately, say
from tests.bench.servers import free_port, get, has_nginx, nginx, web
from tests.bench.stories import stories

PATH = f"/tin-tuc/{stories()[0].slug}/"
FILE = "bench-page.html"
PACKED = {"Accept-Encoding": "gzip"}
GIVE_UP_SECONDS = 10


def run(install: Install, seconds: float, rounds: int, publications: int) -> None:
    """Print both; without nginx say so and go on."""
    if not has_nginx():
        say("nginx", "not installed: part left out")
        return
    front = free_port()
    with web(install, PUBLIC_PORT=str(front), PROXY_SENDS_FILES="true") as (port, _), nginx(install, port, front):
        if has_wrk():
            _beside_a_file(install, front, seconds, rounds)
        else:
            say("nginx_cached", "not measured: wrk is not installed, and our own client is slower than nginx")
        _until_visible(install, front, publications)


def _beside_a_file(install: Install, front: int, seconds: float, rounds: int) -> None:
    host, url = f"{SCHOOL}:{front}", f"http://127.0.0.1:{front}"
    _status, body = get(front, host, PATH)
    file = install.state / "static" / FILE
    file.write_bytes(body)
    file.with_name(f"{FILE}.gz").write_bytes(gzip.compress(body, 5))
    for name, headers in (("", {}), ("_packed", PACKED)):
        get(front, host, PATH, headers)
        page = partial(requests_per_second, url + PATH, host, seconds, headers=headers)
        static = partial(requests_per_second, f"{url}/static/{FILE}", host, seconds, headers=headers)
        page_rate, file_rate = alternately(rounds, page, static)
        say(f"nginx_cached{name}", page_rate, "requests/s")
        say(f"nginx_static_file{name}", file_rate, "requests/s")
        say(
            f"nginx_cached_over_static{name}",
            page_rate / file_rate,
            "times" + ("" if name else " (wanted: at least 0.8)"),
        )


def _until_visible(install: Install, front: int, publications: int) -> None:
    host = f"{SCHOOL}:{front}"
    command = [sys.executable, "-m", "tests.bench.inside", "publish_on_demand"]
    waits = []
    with subprocess.Popen(
        command, cwd=ROOT, env=install.environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as publisher:
        assert publisher.stdin
        assert publisher.stdout
        publisher.stdout.readline()
        for number in range(publications):
            title = f"Tin {number} lúc {time.time():.3f}"
            get(front, host, PATH)
            publisher.stdin.write(f"{title}\n")
            publisher.stdin.flush()
            committed = float(publisher.stdout.readline())
            waits.append(_seconds_until(front, host, title, committed))
        publisher.stdin.close()
    say("publish_to_visible_median", statistics.median(waits), "s")
    say("publish_to_visible_longest", max(waits), "s (wanted: at most 1)")


def _seconds_until(front: int, host: str, title: str, committed: float) -> float:
    deadline = committed + GIVE_UP_SECONDS
    while time.monotonic() < deadline:
        if title.encode() in get(front, host, PATH)[1]:
            return time.monotonic() - committed
        time.sleep(0.002)
    return float("inf")
