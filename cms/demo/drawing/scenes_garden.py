"""The school garden."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from .canvas import WIDTH, Canvas
from .colours import INK, SHADOW, WHITE, Palette, darker, faded, lighter, mix, rgb
from .looks import Look, small_child, teacher
from .nature import clumps, ground, round_tree, sky
from .people import Pose, figure
from .places import school
from .rooms import flower

CHEER = Pose(left=(-0.13, -0.17), right=(0.13, -0.17))


def garden(c: Canvas, p: Palette, rng: Random) -> None:
    """Children water the vegetable beds of the school garden."""
    sky(c, p, rng, 600)
    ground(c, p.lawn, 600)
    school(c, p, rng.uniform(1180, 1300), 650, 900, floors=1)
    round_tree(c, p, rng, 120, 690, 480)
    round_tree(c, p, rng, 620, 670, 330)
    _wood_fence(c, p)
    _trellis(c, p, rng, 1430, 850)
    for y, height, kind in ((820, 46, 0), (950, 62, 1), (1110, 84, 2)):
        _bed(c, p, rng, y, height, kind)
        if kind == 0:
            figure(
                c,
                rng.uniform(300, 380),
                905,
                230,
                _gardener(rng, p),
                Pose(right=(0.1, 0.16), left=(-0.08, 0.17), turn=0.3),
            )
        if kind == 1:
            _waterer(c, p, rng, rng.uniform(640, 760), 1050)
    figure(
        c,
        1310,
        1060,
        420,
        replace(teacher(rng, p), tunic=False, bottom=rgb("#4a5570"), cap=mix(p.second, WHITE, 0.4)),
        Pose(left=(-0.13, 0.12), right=(0.06, 0.2), turn=-0.5),
    )
    _basket(c, p, 1480, 1060)
    _butterflies(c, p, rng)


def _gardener(rng: Random, p: Palette) -> Look:
    return replace(small_child(rng, p), cap=mix(p.second, WHITE, 0.45))


def _wood_fence(c: Canvas, p: Palette) -> None:
    wood = lighter(p.wood, 0.35)
    for y in (676, 722):
        c.rect((0, y, WIDTH, y + 14), darker(wood, 0.1))
    for x in range(10, 1800, 62):
        c.polygon([(x, 760), (x, 664), (x + 17, 642), (x + 34, 664), (x + 34, 760)], wood)
        c.rect((x + 24, 664, x + 34, 760), faded(SHADOW, 0.07))


def _bed(c: Canvas, p: Palette, rng: Random, y: float, height: float, kind: int) -> None:
    soil = mix(rgb("#7a5640"), p.wood, 0.25)
    left, right = 60 - kind * 60, 1120 + kind * 24
    c.rect((left, y - height * 0.3, right, y + height), darker(p.wood, 0.05), 14)
    c.rect((left + 10, y - height * 0.3, right - 10, y + height * 0.42), soil, 12)
    step = 74 + kind * 16
    x = left + step * 0.7
    while x < right - step * 0.4:
        _plant(c, p, rng, x + rng.uniform(-6, 6), y + height * 0.1, height * 0.9, kind)
        x += step


def _plant(c: Canvas, p: Palette, rng: Random, x: float, y: float, size: float, kind: int) -> None:
    green = mix(p.leaf, rgb("#7fb84f"), rng.uniform(0.2, 0.7))
    if kind == 1:
        for dx in (-0.5, 0.5, -0.25, 0.25, 0.0):
            c.blob(
                [
                    (x, y),
                    (x + dx * size - size * 0.12, y - size * 0.5),
                    (x + dx * size * 1.4, y - size * (1.1 - abs(dx) * 0.6)),
                    (x + dx * size + size * 0.12, y - size * 0.45),
                ],
                lighter(green, 0.1 if dx > 0 else 0.0),
            )
        return
    c.circle(x, y - size * 0.4, size * 0.52, darker(green, 0.14))
    for dx, dy in ((-0.3, -0.36), (0.3, -0.36), (0.0, -0.62)):
        c.circle(x + dx * size, y + dy * size, size * 0.36, green)
    c.circle(x, y - size * 0.42, size * 0.3, lighter(green, 0.28))
    if kind == 2 and rng.random() < 0.5:
        for dx, dy in ((-0.3, -0.3), (0.26, -0.5), (0.08, -0.16)):
            c.circle(x + dx * size, y + dy * size, size * 0.12, rgb("#e0503c"))


def _waterer(c: Canvas, p: Palette, rng: Random, x: float, y: float) -> None:
    figure(c, x, y, 280, _gardener(rng, p), Pose(left=(-0.13, 0.09), right=(-0.02, 0.17), turn=-0.5))
    can = p.trim
    bx, by = x - 86, y - 116
    c.line([(bx - 36, by + 6), (bx - 96, by - 36)], can, 15)
    c.polygon([(bx - 118, by - 40), (bx - 84, by - 66), (bx - 74, by - 30)], darker(can, 0.12))
    c.rect((bx - 46, by - 34, bx + 30, by + 44), can, 12)
    c.arc((bx - 20, by - 50, bx + 66, by + 34), 270, 90, darker(can, 0.14), 10)
    c.rect((bx - 46, by - 34, bx + 30, by - 18), lighter(can, 0.3), 6)
    for reach in range(5):
        for drop in range(1, 6):
            t = drop / 5 + rng.uniform(-0.05, 0.05)
            dx, dy = bx - 104 - (14 + reach * 17) * t, by - 48 - 26 * t + (80 + 74 * t) * t
            c.line([(dx, dy), (dx - 3, dy + 11)], mix(rgb("#7cc3e6"), WHITE, 0.35 * (reach % 2)), 5)


def _trellis(c: Canvas, p: Palette, rng: Random, x: float, y: float) -> None:
    pole = lighter(p.wood, 0.1)
    for dx in (-180, 190):
        c.line([(x + dx, y + 20), (x + dx, y - 260)], pole, 14)
    for dy in (-250, -170):
        c.line([(x - 200, y + dy), (x + 210, y + dy)], pole, 10)
    leaves = [(x + rng.uniform(-200, 210), y - 220 + rng.uniform(-56, 40), rng.uniform(26, 42)) for _ in range(34)]
    clumps(c, leaves, mix(p.leaf, rgb("#6fae4f"), 0.4))
    for dx in (-120, -40, 60, 140):
        c.line([(x + dx, y - 190), (x + dx, y - 130)], darker(p.leaf, 0.1), 5)
        c.ellipse(x + dx, y - 92, 20, 50, lighter(mix(p.leaf, rgb("#a8cf6a"), 0.6), 0.1))
        c.ellipse(x + dx - 7, y - 100, 5, 26, faded(WHITE, 0.4))
    for _ in range(9):
        flower(c, x + rng.uniform(-190, 200), y - 220 + rng.uniform(-60, 40), 13, rgb("#f6cf4a"))


def _basket(c: Canvas, p: Palette, x: float, y: float) -> None:
    c.ellipse(x, y + 4, 116, 17, faded(SHADOW, 0.18))
    for dx, colour in ((-64, rgb("#e0503c")), (-10, p.leaf), (46, rgb("#e98b32"))):
        c.circle(x + dx, y - 96, 38, colour)
        c.circle(x + dx - 10, y - 106, 14, lighter(colour, 0.3))
    c.polygon([(x - 112, y - 92), (x + 112, y - 92), (x + 82, y), (x - 82, y)], lighter(p.wood, 0.3))
    for row in range(3):
        c.line(
            [(x - 104 + row * 9, y - 70 + row * 26), (x + 104 - row * 9, y - 70 + row * 26)],
            darker(p.wood, 0.05),
            6,
        )
    c.rect((x - 120, y - 100, x + 120, y - 80), lighter(p.wood, 0.14), 9)


def _butterflies(c: Canvas, p: Palette, rng: Random) -> None:
    for _ in range(4):
        x, y, tone = rng.uniform(200, 1200), rng.uniform(500, 640), rng.choice((p.accent, p.second, WHITE))
        for side in (-1, 1):
            c.ellipse(x + side * 13, y - 7, 13, 15, tone)
            c.ellipse(x + side * 10, y + 11, 9, 10, lighter(tone, 0.3))
        c.line([(x, y - 14), (x, y + 14)], INK, 4)
