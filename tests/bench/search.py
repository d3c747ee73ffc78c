"""Part `search`: questions to a small and to a large index of a city's entries, its size, and its rebuilding."""

import json
import time
from collections.abc import Sequence

from cms.demo.processes import worker_command
from tests.bench import servers
from tests.bench.install import Install
from tests.bench.report import say
from tests.engines.node import Node, has_node

SIZES = (17_000, 170_000)
QUICK_SIZES = (2_000,)
# Pages of each of two schools whose entries are written from the pages themselves.
REBUILT = 1_000


def run(*, quick: bool = False) -> None:
    """Print what the search of a small and of a large city costs: part `search`, an install of its own."""
    with Install() as install:
        install.grow_to(2)
        _asked(install, QUICK_SIZES if quick else SIZES)
        _written(install, quick=quick)


def _asked(install: Install, sizes: Sequence[int]) -> None:
    """Fill the index to each size; print how large it is and what questions and suggestions take."""
    written = 0
    for size in sizes:
        index, table = json.loads(install.inside("fill_index", str(written), str(size)))
        written = size
        say(f"search_index_{size}", index / 1e6, "MB")
        say(f"search_table_{size}", table / 1e6, "MB with all indexes and texts")
        _ask(install, "search", size)
        started = time.monotonic()
        install.inside("count_words")
        say(f"search_count_words_{size}", time.monotonic() - started, "s")
        if has_node():
            _ask_server(install, size)


def _ask(install: Install, name: str, size: int, **environ: str) -> None:
    told = json.loads(install.inside("ask_index", **environ))
    say(f"{name}_two_words_{size}_p50", told["search"][0], "ms at 8 at once")
    say(f"{name}_two_words_{size}_p95", told["search"][1], "ms at 8 at once (wanted: at most 80)")
    say(f"{name}_suggest_{size}_p95", told["suggest"][1], "ms at 8 at once (wanted: at most 30)")


def _ask_server(install: Install, size: int) -> None:
    """The same of an OpenSearch node, which has the same two processors."""
    node = Node("-Xms1g", "-Xmx1g")
    try:
        node.start()
        started = time.monotonic()
        install.manage("rebuild_search_server", SEARCH_URL=node.url)
        say(f"opensearch_rebuild_{size}", time.monotonic() - started, "s")
        _ask(install, "opensearch", size, SEARCH_URL=node.url)
    finally:
        node.remove()


def _written(install: Install, *, quick: bool) -> None:
    """Print how soon what is published is found, and what a rebuild takes, with the index as it is."""
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
