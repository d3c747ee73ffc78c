"""Parts `migrations`, `memory` and `provisioning`: what each costs with few and with many schools."""

import statistics
import time
import urllib.parse

from tests.bench.install import PORTAL, Install
from tests.bench.report import say
from tests.bench.servers import get, resident_megabytes, wait_for, web

REQUESTS = 1200


def migrations(install: Install, released: list[str]) -> None:
    """Time `migrate_schemas` with nothing to do, and with a release that adds a column.

    `released` names the columns of earlier releases, the last one the new release.
    """
    count, before = install.schools, " ".join(released[:-1])
    say(f"migrate_no_op_{count}_schools", _timed(install, before), "s (wanted at 170: at most 5)")
    now = " ".join(released)
    say(f"migrate_added_column_{count}_schools", _timed(install, now), "s (wanted at 170: at most 45)")
    # What follows runs with the same release.
    install.environ["BENCH_COLUMNS"] = now


def _timed(install: Install, columns: str) -> float:
    started = time.monotonic()
    install.manage("migrate_schemas", BENCH_COLUMNS=columns)
    return time.monotonic() - started


def memory(install: Install) -> float:
    """Print a web process's resident memory after the same number of requests spread over all schools."""
    count = install.schools
    with web(install, workers=1) as (port, process):
        hosts = [PORTAL, *(f"truong-{number}.{PORTAL}" for number in range(1, count + 1))]
        for number in range(max(REQUESTS, 2 * len(hosts))):
            path = ("/", "/tin-tuc/", "/gioi-thieu/")[number // len(hosts) % 3]
            assert get(port, hosts[number % len(hosts)], path)[0] == 200
        megabytes = resident_megabytes(process.pid)
    say(f"web_process_resident_{count}_schools", megabytes, "MB")
    return megabytes


def provisioning_bulk(install: Install, many: int) -> None:
    """Create schools until there are `many`; compare the last ten with the first ten."""
    few = install.schools
    seconds = install.grow_to(many)
    first, last = (statistics.median(part) for part in (seconds[:10], seconds[-10:]))
    say(f"bulk_{few}_to_{many}_schools", sum(seconds), "s")
    say("bulk_one_school_first_ten", first, "s")
    say("bulk_one_school_last_ten", last, "s")
    say("bulk_last_over_first", last / first, "times (wanted: at most 2)")


def provisioning_single(install: Install, times: int) -> None:
    """From the start of the command to the first page served by a web process that was there before."""
    waits = []
    with web(install) as (port, process):
        for number in range(times):
            slug = f"rieng-{number}"
            started = time.monotonic()
            install.manage("create_school", f"--slug={slug}", f"--name=Trường {slug}", "--kind=primary")
            wait_for(port, urllib.parse.quote(f"{slug}.{PORTAL}"), "/", process)
            waits.append(time.monotonic() - started)
    say("create_school_to_page_median", statistics.median(waits), "s (wanted: at most 3)")
    say("create_school_to_page_longest", max(waits), "s")
