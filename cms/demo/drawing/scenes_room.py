"""Scenes in rooms: class, books, meeting."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from .canvas import WIDTH, Canvas
from .colours import INK, SHADOW, WHITE, Palette, darker, faded, lighter, mix, rgb
from .looks import pupil, small_child, teacher
from .nature import potted
from .people import Pose, bust, figure
from .places import lotus
from .rooms import (
    blackboard,
    clock,
    flower_vase,
    garland,
    open_book,
    room,
    shelf,
    sunbeam,
    table,
    window,
)

WRITE = Pose(left=(0.05, 0.2), right=(-0.05, 0.2), back=True)


def classroom(c: Canvas, p: Palette, rng: Random) -> None:
    """A teacher at the board, pupils at their desks seen from behind."""
    room(c, p, 800)
    blackboard(c, p, (520, 170, 1330, 580))
    _chalk(c, p, rng)
    window(c, p, rng, (110, 190, 340, 560))
    window(c, p, rng, (1500, 190, 1730, 560))
    garland(c, p, -20, WIDTH + 20, 54, 20)
    clock(c, p, 428, 150, 44)
    sunbeam(c, 60, 330, 250, 800)
    potted(c, p, rng, 1690, 850, 190)
    table(c, p, (1120, 690, 1420, 716), legs=130)
    flower_vase(c, p, rng, 1340, 692, 130)
    figure(
        c,
        rng.uniform(620, 780),
        850,
        420,
        teacher(rng, p),
        Pose(left=(-0.12, 0.16), right=(0.17, -0.12), turn=0.3),
    )
    for y, height, gap in ((960, 262, 300), (1130, 316, 380)):
        _desk_row(c, p, rng, y, height, gap)


def _chalk(c: Canvas, p: Palette, rng: Random) -> None:
    """Draw shapes in chalk: sun, hills, a flower and rows of beads for counting."""
    pink, gold = lighter(p.accent, 0.5), mix(rgb("#ffdf8a"), WHITE, 0.2)
    x = rng.uniform(900, 960)
    c.arc((x, 232, x + 92, 324), 0, 360, gold, 6)
    for dx, dy in ((0, -70), (50, -50), (70, 0), (50, 50), (0, 70), (-50, 50), (-70, 0), (-50, -50)):
        c.line([(x + 46 + dx * 0.86, 278 + dy * 0.86), (x + 46 + dx * 1.12, 278 + dy * 1.12)], gold, 5)
    c.curve([(840, 500), (940, 420), (1020, 470), (1110, 400), (1260, 500)], faded(WHITE, 0.75), 5)
    c.line([(1180, 470), (1180, 380)], lighter(p.leaf, 0.4), 5)
    for dx, dy in ((0, -22), (21, -7), (13, 18), (-13, 18), (-21, -7)):
        c.circle(1180 + dx, 362 + dy, 15, pink)
    c.circle(1180, 362, 12, gold)
    for row in range(3):
        for index in range(rng.randint(3, 6)):
            c.circle(585 + index * 34, 240 + row * 46, 10, (pink, gold, lighter(p.trim, 0.6))[row])


def _desk_row(c: Canvas, p: Palette, rng: Random, y: float, h: float, gap: float) -> None:
    count = 5
    for index in range(count):
        x = 900 + (index - (count - 1) / 2) * gap
        raised = Pose(left=(0.05, 0.2), right=(0.1, -0.3), back=True) if rng.random() < 0.3 else WRITE
        for side in (-0.36, 0.36):
            c.rect((x + side * gap - 8, y - h * 0.14, x + side * gap + 8, y + h * 0.3), darker(p.wood, 0.25), 4)
        c.rect((x - gap * 0.43, y - h * 0.25, x + gap * 0.43, y - h * 0.1), lighter(p.wood, 0.34), 10)
        c.rect((x - gap * 0.43, y - h * 0.14, x + gap * 0.43, y - h * 0.1), darker(p.wood, 0.04), 5)
        c.rect((x + gap * 0.2, y - h * 0.3, x + gap * 0.38, y - h * 0.22), rng.choice(p.cloth), 4)
        bust(c, x, y + h * 0.1, h, pupil(rng, p), raised)
        c.rect((x - h * 0.26, y - h * 0.02, x + h * 0.26, y + h * 0.1), p.wood, 8)
        c.rect((x - h * 0.26, y + h * 0.05, x + h * 0.26, y + h * 0.1), darker(p.wood, 0.12), 6)
        for side in (-0.2, 0.2):
            c.rect((x + side * h - 7, y + h * 0.08, x + side * h + 7, y + h * 0.42), darker(p.wood, 0.25), 4)
        c.rect((x - h * 0.28, y + h * 0.16, x + h * 0.28, y + h * 0.22), lighter(p.wood, 0.1), 6)


def books(c: Canvas, p: Palette, rng: Random) -> None:
    """A reading corner: shelves, cushions and children with open books."""
    room(c, p, 840)
    shelf(c, p, rng, (90, 170, 650, 830), 4)
    shelf(c, p, rng, (1230, 330, 1710, 830), 3)
    window(c, p, rng, (830, 190, 1060, 560))
    sunbeam(c, 780, 330, 250, 840)
    garland(c, p, 640, 1820, 92, 14)
    _globe(c, p, 1360, 322)
    flower_vase(c, p, rng, 1580, 324, 130)
    c.ellipse(900, 1070, 700, 118, mix(p.accent, p.room, 0.55))
    c.ellipse(900, 1070, 640, 102, mix(p.accent, p.room, 0.7))
    c.ellipse(900, 1070, 420, 66, mix(p.second, p.room, 0.6))
    potted(c, p, rng, 1120, 880, 200)
    for index, x in enumerate((450, 880, 1310)):
        _floor_reader(c, p, rng, x + rng.uniform(-30, 30), 1080 + (26 if index == 1 else 0), index)
    for index in range(3):
        c.rect(
            (1520 + index * 10, 1112 - index * 26, 1680 - index * 16, 1138 - index * 26),
            p.cloth[(index + 1) % 6],
            5,
        )


def _globe(c: Canvas, p: Palette, x: float, y: float) -> None:
    c.rect((x - 40, y - 12, x + 40, y), darker(p.wood, 0.2), 5)
    c.line([(x, y - 10), (x, y - 30)], darker(p.wood, 0.2), 9)
    c.arc((x - 66, y - 160, x + 66, y - 28), 300, 130, darker(p.wood, 0.1), 7)
    c.circle(x, y - 94, 55, lighter(rgb("#4f9cc4"), 0.15))
    land = mix(p.leaf, rgb("#8fbf6a"), 0.5)
    c.blob([(x - 40, y - 122), (x - 8, y - 136), (x + 2, y - 104), (x - 22, y - 84)], land)
    c.blob([(x + 12, y - 96), (x + 44, y - 104), (x + 36, y - 66), (x + 16, y - 60)], land)


def _floor_reader(c: Canvas, p: Palette, rng: Random, x: float, y: float, index: int) -> None:
    look = small_child(rng, p) if rng.random() < 0.4 else pupil(rng, p, scarf=False)
    cushion = p.cloth[(index * 2 + 1) % 6]
    c.ellipse(x, y + 22, 188, 30, faded(SHADOW, 0.16))
    c.ellipse(x, y - 2, 172, 40, darker(cushion, 0.1))
    c.ellipse(x, y - 14, 166, 36, lighter(cushion, 0.16))
    legs = look.skin if look.skirt or look.shorts else look.bottom
    for side in (-1, 1):
        c.curve([(x + side * 36, y - 36), (x + side * 132, y - 30), (x - side * 20, y - 6)], legs, 42)
    c.ellipse(x, y - 44, 74, 30, look.bottom)
    bust(c, x, y - 40, 330, look, Pose(left=(0.07, 0.19), right=(-0.07, 0.19), turn=rng.uniform(-0.4, 0.4)))
    open_book(c, x, y - 34, 84, p.cloth[(index * 2) % 6])
    for side in (-1, 1):
        c.circle(x + side * 66, y - 66, 13, look.skin)


def meeting(c: Canvas, p: Palette, rng: Random) -> None:
    """A speaker beside a screen with a chart, the audience seen from behind."""
    room(c, p, 800)
    for x0, x1 in ((-30, 210), (1590, 1830)):
        _curtain(c, p, x0, x1)
    _screen(c, p, rng)
    c.gradient((160, 800, 1640, 858), lighter(p.wood, 0.2), p.wood)
    c.rect((160, 800, 1640, 810), lighter(p.wood, 0.4))
    for x in (280, 1530):
        potted(c, p, rng, x, 806, 200)
    speaker = teacher(rng, p, man=rng.random() < 0.4)
    figure(c, 430, 822, 400, speaker, Pose(right=(0.16, -0.02), left=(-0.04, 0.16), turn=0.4))
    _lectern(c, p, rng, 340, 826)
    for y, height, count in ((960, 330, 7), (1090, 400, 6), (1236, 480, 5)):
        _audience(c, p, rng, y, height, count)


def _curtain(c: Canvas, p: Palette, x0: float, x1: float) -> None:
    folds = 6
    step = (x1 - x0) / folds
    for index in range(folds):
        c.gradient(
            (x0 + index * step, 0, x0 + (index + 1) * step, 800),
            lighter(p.accent, 0.1 if index % 2 else 0.0),
            darker(p.accent, 0.12 if index % 2 else 0.22),
        )
    c.rect((x0, 786, x1, 800), darker(p.accent, 0.3))


def _screen(c: Canvas, p: Palette, rng: Random) -> None:
    c.rect((596, 132, 1424, 628), faded(SHADOW, 0.15), 14)
    c.rect((580, 110, 1408, 610), rgb("#4a4f5e"), 12)
    c.gradient((596, 126, 1392, 594), WHITE, mix(p.sky_low, WHITE, 0.3))
    for y in (230, 310, 390, 470):
        c.line([(680, y), (1060, y)], faded(INK, 0.12), 3, caps=False)
    for index in range(5):
        height = 90 + index * 42 + rng.uniform(-26, 26)
        x = 700 + index * 74
        c.rect(
            (x, 530 - height, x + 46, 530),
            (p.trim, p.second, p.accent, p.third, lighter(p.trim, 0.3))[index],
            7,
        )
    c.line([(670, 530), (1070, 530)], faded(INK, 0.5), 5)
    start = rng.uniform(90, 160)
    c.pie(1230, 330, 116, 0, 360, lighter(p.trim, 0.35))
    c.pie(1230, 330, 116, -90, start - 90, p.accent)
    c.pie(1230, 330, 116, start - 90, start + 10, p.second)
    c.circle(1230, 330, 56, WHITE)
    for index in range(3):
        c.circle(1146, 492 + index * 32, 9, (p.accent, p.second, lighter(p.trim, 0.35))[index])
        c.line([(1176, 492 + index * 32), (1290 - index * 22, 492 + index * 32)], rgb("#c3c6cc"), 9)


def _lectern(c: Canvas, p: Palette, rng: Random, x: float, y: float) -> None:
    c.polygon([(x - 96, y - 220), (x + 96, y - 220), (x + 76, y), (x - 76, y)], lighter(p.wood, 0.04))
    c.rect((x - 112, y - 240, x + 112, y - 212), darker(p.wood, 0.14), 8)
    c.circle(x, y - 118, 46, faded(lighter(p.second, 0.3), 0.9))
    lotus(c, x, y - 96, 32, darker(p.wood, 0.05))
    c.line([(x + 40, y - 236), (x + 62, y - 290)], rgb("#4a4f5e"), 6)
    c.circle(x + 64, y - 296, 12, rgb("#4a4f5e"))
    flower_vase(c, p, rng, x - 56, y - 236, 96)


def _audience(c: Canvas, p: Palette, rng: Random, y: float, h: float, count: int) -> None:
    gap = WIDTH / (count - 0.5)
    for index in range(count + 1):
        x = index * gap + (gap / 2 if count % 2 else 0) - gap / 4 + rng.uniform(-12, 12)
        person = teacher(rng, p, man=rng.random() < 0.45)
        bust(c, x, y, h, replace(person, tunic=False), Pose(back=True, left=(-0.02, 0.22), right=(0.02, 0.22)))
        c.rect((x - h * 0.2, y - h * 0.11, x + h * 0.2, y + h * 0.3), mix(p.trim, INK, 0.3), h * 0.05)
        c.rect((x - h * 0.165, y - h * 0.085, x + h * 0.165, y - h * 0.05), mix(p.trim, WHITE, 0.16), h * 0.02)
