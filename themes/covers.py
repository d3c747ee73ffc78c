"""Covers for stories without a picture: calm tile patterns, the same for the same title."""

import functools
import random
import zlib
from collections.abc import Callable

from django.utils.safestring import SafeString, mark_safe

COLUMNS, ROWS, SIDE = 6, 4, 10
WAYS = 4
Motif = Callable[[int, int, int], str]


def _quarter(x: int, y: int, way: int) -> str:
    """A quarter disc in one corner, as on the cement tiles of old houses."""
    return (
        f"M{x} {y}h10a10 10 0 0 1-10 10z",
        f"M{x + 10} {y}v10a10 10 0 0 1-10-10z",
        f"M{x + 10} {y + 10}h-10a10 10 0 0 1 10-10z",
        f"M{x} {y + 10}v-10a10 10 0 0 1 10 10z",
    )[way]


def _leaf(x: int, y: int, way: int) -> str:
    """A petal across the tile."""
    if way % 2:
        return f"M{x + 10} {y}a10 10 0 0 1-10 10a10 10 0 0 1 10-10z"
    return f"M{x} {y}a10 10 0 0 1 10 10a10 10 0 0 1-10-10z"


def _ring(x: int, y: int, way: int) -> str:
    """A quarter ring around one corner."""
    return (
        f"M{x + 10} {y}a10 10 0 0 1-10 10v-5a5 5 0 0 0 5-5z",
        f"M{x + 10} {y + 10}a10 10 0 0 1-10-10h5a5 5 0 0 0 5 5z",
        f"M{x} {y + 10}a10 10 0 0 1 10-10v5a5 5 0 0 0-5 5z",
        f"M{x} {y}a10 10 0 0 1 10 10h-5a5 5 0 0 0-5-5z",
    )[way]


MOTIFS: tuple[Motif, ...] = (_quarter, _leaf, _ring)


@functools.lru_cache(maxsize=2048)
def draw(title: str) -> SafeString:
    """Inline SVG seeded by the title; colours come from the palette through site.css."""
    chance = random.Random(zlib.crc32(title.encode()))  # noqa: S311 - a drawing, not a secret
    motif = chance.choice(MOTIFS)
    paths = {"a": "", "b": "", "c": ""}
    for row in range(ROWS // 2):
        for column in range(COLUMNS // 2):
            way, shade = chance.randrange(WAYS), chance.choice("aabbc")
            # Each tile is mirrored to the other three quarters: symmetry keeps it calm.
            for across in (False, True):
                for down in (False, True):
                    x = (COLUMNS - 1 - column if across else column) * SIDE
                    y = (ROWS - 1 - row if down else row) * SIDE
                    paths[shade] += motif(x, y, _mirrored(way, across=across, down=down))
    body = "".join(f'<path class="{name}" d="{path}"/>' for name, path in paths.items() if path)
    return mark_safe(  # noqa: S308 - numbers and fixed words only, nothing of the title
        f'<svg class="cover" viewBox="0 0 {COLUMNS * SIDE} {ROWS * SIDE}" preserveAspectRatio="xMidYMid slice"'
        f' aria-hidden="true">{body}</svg>'
    )


def _mirrored(way: int, *, across: bool, down: bool) -> int:
    """The corner a motif points to after mirroring (0 to 3, clockwise from top left)."""
    if across:
        way = (1, 0, 3, 2)[way]
    if down:
        way = (3, 2, 1, 0)[way]
    return way
