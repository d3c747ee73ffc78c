"""The road in front of a school."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from .canvas import HEIGHT, WIDTH, Canvas
from .colours import SHADOW, WHITE, Palette, darker, lighter, mix, rgb
from .looks import pupil, teacher
from .nature import ground, round_tree, sky
from .people import Pose, figure
from .places import fence, school

WALK = 0.045
WAVE = Pose(right=(0.14, -0.2))


def traffic(c: Canvas, p: Palette, rng: Random) -> None:
    """A guard helps pupils over the crossing in front of the school."""
    sky(c, p, rng, 600)
    ground(c, p.lawn, 600)
    school(c, p, rng.uniform(820, 980), 668, 1240, floors=2)
    for x, h in ((120, 470), (1660, 480), (330, 380)):
        round_tree(c, p, rng, x, 730, h)
    c.polygon([(820, 668), (980, 668), (1240, 790), (560, 790)], lighter(p.yard, 0.3))
    fence(c, p, -20, 560, base=790, height=130)
    fence(c, p, 1240, 1820, base=790, height=130)
    pavement_band = lighter(mix(p.yard, WHITE, 0.25), 0.2)
    c.rect((0, 786, WIDTH, 858), pavement_band)
    c.rect((0, 850, WIDTH, 866), mix(pavement_band, SHADOW, 0.2))
    road = rgb("#7b8090")
    c.gradient((0, 866, WIDTH, HEIGHT), lighter(road, 0.14), darker(road, 0.08))
    _crossing(c)
    _sign(c, 420, 850)
    _traffic_light(c, 1420, 850)
    _crossing_people(c, p, rng)


def _crossing(c: Canvas) -> None:
    for index in range(-4, 5):
        top, low = 900 + index * 78, 900 + index * 124
        c.polygon([(top - 23, 880), (top + 23, 880), (low + 38, 1200), (low - 38, 1200)], rgb("#f4f2ea"))


def _sign(c: Canvas, x: float, y: float) -> None:
    c.line([(x, y), (x, y - 300)], rgb("#aab0bb"), 12)
    c.rect((x - 62, y - 420, x + 62, y - 296), rgb("#2f6fb7"), 14)
    c.polygon([(x, y - 406), (x + 50, y - 312), (x - 50, y - 312)], WHITE)
    c.circle(x, y - 372, 10, SHADOW)
    c.line([(x, y - 362), (x, y - 342)], SHADOW, 10)
    for side in (-1, 1):
        c.line([(x, y - 342), (x + side * 13, y - 320)], SHADOW, 8)
        c.line([(x, y - 356), (x + side * 15, y - 346)], SHADOW, 6)


def _traffic_light(c: Canvas, x: float, y: float) -> None:
    c.line([(x, y), (x, y - 290)], rgb("#8d94a1"), 14)
    c.rect((x - 44, y - 480, x + 44, y - 284), rgb("#3f4454"), 26)
    for index, colour in enumerate((rgb("#7d4a4c"), rgb("#85724a"), rgb("#4fd08a"))):
        if index == 2:
            c.glow(x, y - 446 + index * 62, 90, colour, 0.5)
        c.circle(x, y - 446 + index * 62, 25, colour)


def _crossing_people(c: Canvas, p: Palette, rng: Random) -> None:
    guard = replace(teacher(rng, p, man=True), top=rgb("#e8c53c"), cap=rgb("#3c6fa8"), bottom=rgb("#3b4763"))
    for x, y, h in ((770, 985, 206), (905, 1020, 216), (1040, 996, 204)):
        figure(
            c,
            x + rng.uniform(-14, 14),
            y,
            h,
            pupil(rng, p, bag=True),
            Pose(back=rng.random() < 0.25, stride=rng.choice((-WALK, WALK)), turn=-0.3),
        )
    figure(c, 640, 1120, 400, guard, Pose(left=(-0.2, -0.02), right=(0.1, -0.18), turn=0.4))
    c.circle(640 + 72, 1120 - 402, 44, WHITE)
    c.circle(640 + 72, 1120 - 402, 36, rgb("#d8413a"))
    figure(c, 1180, 1130, 236, pupil(rng, p, bag=True), Pose(turn=-0.6, left=(-0.12, -0.16), stride=WALK))
