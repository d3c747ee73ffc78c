"""Every kind of page a visitor may come to: those of the tree as the install tells, the others by name."""

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from tests.e2e.install import PORTAL, ROOT, Install

SCHOOL = f"th-phu-hoa.{PORTAL}"
# Public addresses outside the tree, by the beginning of their pattern -> what to open there.
VIEWS: dict[str, list[tuple[str, str]]] = {
    "tim-kiem/": [(SCHOOL, "/tim-kiem/"), (PORTAL, "/tim-kiem/?q=truong"), (SCHOOL, "/tim-kiem/?q=zzzzzz")],
    "hoi-dap/gui/": [(SCHOOL, "/hoi-dap/gui/")],
    "hoi-dap/tra-cuu/": [(SCHOOL, "/hoi-dap/tra-cuu/")],
    "truong/<": [(PORTAL, "/truong/th-phu-hoa/")],
    "truong/": [(PORTAL, "/truong/")],
    "so-do/": [(SCHOOL, "/so-do/"), (PORTAL, "/so-do/")],
}
# Addresses below a page of the tree that are pages of their own.
BELOW: dict[str, list[tuple[str, str]]] = {
    "disclosures of a year": [(SCHOOL, "/cong-khai/2024-2025/")],
    "disclosed form": [(SCHOOL, "/cong-khai/2024-2025/9-2-a/"), (SCHOOL, "/cong-khai/2022-2023/bm08/")],
    "annual report": [(SCHOOL, "/cong-khai/bao-cao-thuong-nien/2025/"), (SCHOOL, "/cong-khai/bao-cao-thuong-nien/")],
    "older version of a form": [(SCHOOL, "/cong-khai/2022-2023/bm06/phien-ban/1/")],
}
# No pages: files, feeds, notes for machines, and what asks for a password.
NOT_PAGES = re.compile(r"(media|media-chung|tai-lieu|giao-dien|rss|_util|dem|danh-gia)/|.*\.(xml|txt|ics|csv|json)$")


@dataclass(frozen=True)
class Visited:
    """A page to look at."""

    kind: str
    host: str
    path: str
    # The fullest of its type: looked at in every layout; an emptier one in one.
    full: bool = True

    def __str__(self) -> str:
        return f"{self.kind} {self.host}{self.path}"


@dataclass(frozen=True)
class Known:
    """All pages to look at, and what has none."""

    pages: list[Visited]
    types_without_page: list[str]
    unknown_views: list[str]

    def one_of_each(self) -> list[Visited]:
        """A page of every type, the fullest where there are more, and every public address outside the tree."""
        return [place for place in self.pages if place.full]


def ask(install: Install) -> Any:
    """Which types of pages and which public addresses there are, as the install tells."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.inside"],
        cwd=ROOT,
        env=install.environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def known(told: Any) -> Known:
    """What there is to look at, from the answer of `ask`."""
    pages = [
        Visited(kind, host, path, full=position == 0)
        for kind, places in told["pages"].items()
        for position, (host, path) in enumerate(places)
    ]
    pages += [Visited(view, host, path) for view, places in (VIEWS | BELOW).items() for host, path in places]
    return Known(
        pages,
        [kind for kind in told["types"] if kind not in told["pages"]],
        [view for view in told["views"] if not NOT_PAGES.match(view) and not view.startswith(tuple(VIEWS))],
    )
