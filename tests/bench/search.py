"""Part `search`: questions to a small and to a large index of a city's entries, its size, and its rebuilding."""

import json
import time

from cms.demo.processes import worker_command
from tests.bench import servers
from tests.bench.install import Install
from tests.bench.report import say

SIZES = (17_000, 170_000)
QUICK_SIZES = (2_000,)
# Pages of each of two schools whose entries are written from the pages themselves.
REBUILT = 1_000


def run(install: Install, *, quick: bool = False) -> None:
    """Print what questions take with few and with many entries, and what one school's rebuild takes."""
    written = 0
    for size in QUICK_SIZES if quick else SIZES:
        index, table = json.loads(install.inside("fill_index", str(written), str(size)))
        written = size
        say(f"search_index_{size}", index / 1e6, "MB")
        say(f"search_table_{size}", table / 1e6, "MB with all indexes and texts")
        told = json.loads(install.inside("ask_index"))
        say(f"search_two_words_{size}_p50", told["search"][0], "ms at 8 at once")
        say(f"search_two_words_{size}_p95", told["search"][1], "ms at 8 at once (wanted: at most 80)")
        say(f"search_suggest_{size}_p95", told["suggest"][1], "ms at 8 at once (wanted: at most 30)")
        started = time.monotonic()
        install.inside("count_words")
        say(f"search_count_words_{size}", time.monotonic() - started, "s")
    install.grow_to(2)
    found = sorted(published_to_found(install, 3 if quick else 10))
    say("search_publish_to_found_median", found[len(found) // 2], "s")
    say("search_publish_to_found_longest", found[-1], "s (wanted: at most 5)")
    install.inside("publish_pages", str(50 if quick else REBUILT))
    seconds, megabytes = json.loads(install.inside("rebuild_entries"))
    say("search_rebuild_one_entry", seconds * 1000, "ms")
    say("search_rebuild_170000_entries", seconds * 170_000 / 60, "min, reckoned from two schools (wanted: at most 10)")
    say("search_rebuild_resident", megabytes, "MB of a process (wanted: at most 500)")


def published_to_found(install: Install, count: int) -> list[float]:
    """Publish so many articles while a worker runs; returns the seconds until each is found."""
    with servers.process(worker_command(), install.state / "worker.log", install.environ):
        return [float(line) for line in install.inside("publish_and_find", str(count)).split()]


def judged() -> None:
    """Print how well the demo's content is found: part `judged`, an install of its own."""
    with Install(portal=False) as install:
        # All of them: the questions are about their content.
        install.manage("load_demo", "--schools", "12")
        # Until every entry is written and every attached file is read.
        install.manage("run_worker", "--batch", "--no-startup-delay")
        install.inside("count_words")
        wanted = {"search_ndcg10": 0.9, "search_ndcg10_without_accents": 0.87, "search_ndcg10_with_errors": 0.75}
        for name, figure in json.loads(install.inside("judge_demo")).items():
            say(name, f"{figure:.4f}", f"(wanted: at least {wanted[name]})" if name in wanted else "")
