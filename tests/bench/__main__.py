"""`make bench`, or `python -m tests.bench [--quick] [PART …]`: figures as `name: value` lines.

A throw-away install with a database of its own; nothing of a demo or a production is touched. The
load is bounded and goes to this machine only. Ratios are measured in turns within one run: trust
them rather than the figures, which depend on the machine and on who else uses it.
"""

import argparse
import os
from dataclasses import dataclass

from tests.bench import disclosing, front, growth, pages, paint, search
from tests.bench.install import Install
from tests.bench.load import has_wrk
from tests.bench.report import say

PARTS = ("pages", "disclosures", "paint", "search", "nginx", "migrations", "memory", "provisioning", "judged")
ALONE = {"search", "judged"}
GROWING = {"migrations", "memory", "provisioning"}


@dataclass(frozen=True, slots=True)
class Scale:
    """How large and how long."""

    few: int
    many: int
    seconds: float
    rounds: int
    publications: int
    singles: int


FULL = Scale(few=10, many=170, seconds=8, rounds=3, publications=20, singles=20)
QUICK = Scale(few=4, many=10, seconds=2, rounds=1, publications=5, singles=3)


def main() -> None:
    """Measure the parts asked for; all when none is named."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of: {', '.join(PARTS)} (all)")
    parser.add_argument("--quick", action="store_true", help="few schools, short loads: does it run?")
    options = parser.parse_args()
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    measure(set(options.parts or PARTS), QUICK if options.quick else FULL)


def measure(parts: set[str], scale: Scale) -> None:
    """Set up, measure with few schools, grow, measure again."""
    say("cores", str(os.cpu_count()))
    say("load_before", f"{os.getloadavg()[0]:.2f}")
    say("load_client", "wrk" if has_wrk() else "Python")
    if parts - ALONE:
        _in_one_install(parts, scale)
    if "search" in parts:
        search.run(quick=scale is QUICK)
    if "judged" in parts:
        search.judged()
    say("load_after", f"{os.getloadavg()[0]:.2f}")


def _in_one_install(parts: set[str], scale: Scale) -> None:
    with Install() as install:
        install.grow_to(scale.few)
        install.publish_stories()
        if "pages" in parts:
            pages.run(install, scale.seconds, scale.rounds)
        if "disclosures" in parts:
            disclosing.run(install)
        if "paint" in parts:
            paint.run(install, scale.rounds)
        if "nginx" in parts:
            front.run(install, scale.seconds, scale.rounds, scale.publications)
        if parts & GROWING:
            _growing(install, parts, scale)


def _growing(install: Install, parts: set[str], scale: Scale) -> None:
    if "migrations" in parts:
        growth.migrations(install, ["one"])
    small = growth.memory(install) if "memory" in parts else 0.0
    if "provisioning" in parts:
        growth.provisioning_bulk(install, scale.many)
    else:
        install.grow_to(scale.many)
    if "memory" in parts:
        growth_percent = (growth.memory(install) / small - 1) * 100
        say("web_process_growth", f"{growth_percent:.1f} % (wanted: less than 10)")
    if "migrations" in parts:
        growth.migrations(install, ["one", "two"])
    if "provisioning" in parts:
        growth.provisioning_single(install, scale.singles)


if __name__ == "__main__":
    main()
