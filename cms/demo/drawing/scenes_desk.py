"""Scenes at tables: science, computers, reception."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from .canvas import HEIGHT, WIDTH, Canvas
from .colours import INK, SHADOW, WHITE, Palette, darker, faded, lighter, mix, rgb
from .looks import Look, pupil, small_child, teacher
from .nature import potted
from .people import Pose, bust, figure, shadow
from .places import STEEL
from .rooms import (
    book_row,
    child_drawing,
    clock,
    flower_vase,
    garland,
    room,
    sunbeam,
    table,
    window,
)

WRITE = Pose(left=(0.05, 0.2), right=(-0.05, 0.2), back=True)


def science(c: Canvas, p: Palette, rng: Random) -> None:
    """Pupils around a table with flasks, a microscope and a sprouting plant."""
    room(c, p, 860)
    _planets(c, p, rng)
    window(c, p, rng, (130, 200, 350, 540))
    _instrument_shelf(c, p, rng, (1330, 250, 1720, 560))
    potted(c, p, rng, 120, 930, 210)
    looks = [pupil(rng, p, scarf=rng.random() < 0.7) for _ in range(3)]
    spots = (470, 930, 1330)
    for x, look, pose in zip(
        spots,
        looks,
        (
            Pose(right=(0.16, 0.08), turn=0.6),
            Pose(left=(-0.1, 0.12), right=(0.1, 0.12)),
            Pose(left=(-0.15, 0.08), turn=-0.6),
        ),
        strict=True,
    ):
        bust(c, x, 806, 540, look, pose)
        _goggles(c, x + pose.turn * 14, 516)
    _lab_bench(c, p)
    _glassware(c, p, rng)
    _microscope(c, p, 1160, 802)
    _sprout(c, p, 1500, 802)


def _lab_bench(c: Canvas, p: Palette) -> None:
    front = mix(p.wood, WHITE, 0.2)
    c.ellipse(900, 1126, 780, 26, faded(SHADOW, 0.16))
    c.gradient((190, 830, 1610, 1120), lighter(front, 0.2), front)
    for index in range(4):
        x = 220 + index * 346
        c.rect((x, 872, x + 322, 1086), faded(darker(p.wood, 0.1), 0.22), 12)
        c.rect((x + 131, 894, x + 191, 908), darker(p.wood, 0.2), 7)
    c.rect((160, 800, 1640, 842), lighter(front, 0.6), 10)
    c.rect((160, 830, 1640, 844), faded(SHADOW, 0.12), 6)


def _goggles(c: Canvas, x: float, y: float) -> None:
    c.rect((x - 84, y - 12, x + 84, y + 6), rgb("#55607a"), 6)
    for side in (-1, 1):
        c.circle(x + side * 36, y - 3, 33, rgb("#55607a"))
        c.circle(x + side * 36, y - 3, 25, rgb("#cfe9ef"))
        c.ellipse(x + side * 36 - 8, y - 11, 8, 6, faded(WHITE, 0.85))


def _glassware(c: Canvas, p: Palette, rng: Random) -> None:
    glass = (214, 236, 240, 170)
    x, liquid = 690.0, rng.choice((p.accent, p.third, p.second))
    c.polygon([(x - 24, 640), (x + 24, 640), (x + 24, 690), (x + 78, 796), (x - 78, 796), (x - 24, 690)], glass)
    c.polygon([(x - 48, 738), (x + 48, 738), (x + 76, 794), (x - 76, 794)], lighter(liquid, 0.15))
    c.rect((x - 32, 632, x + 32, 646), rgb("#b9d3da"), 6)
    for dx, dy, radius in (
        (-16, 762, 9),
        (14, 752, 6),
        (22, 776, 7),
        (0, 600, 10),
        (16, 566, 14),
        (-12, 540, 9),
    ):
        c.circle(x + dx, dy, radius, faded(lighter(liquid, 0.5), 0.85))
    c.rect((286, 752, 446, 770), p.wood, 5)
    for index in range(3):
        tx = 312 + index * 54
        c.rect((tx - 17, 656, tx + 17, 792), glass, 16)
        level = rng.uniform(690, 740)
        c.rect(
            (tx - 17, level, tx + 17, 792),
            (lighter(p.third, 0.1), p.second, lighter(p.accent, 0.1))[index],
            15,
        )
    c.rect((286, 752, 446, 772), p.wood, 5)


def _microscope(c: Canvas, p: Palette, x: float, y: float) -> None:
    body = mix(p.trim, INK, 0.25)
    c.rect((x - 84, y - 22, x + 84, y), body, 10)
    c.curve([(x + 46, y - 20), (x + 92, y - 96), (x + 30, y - 190)], body, 26)
    c.rect((x - 66, y - 82, x + 54, y - 66), lighter(body, 0.2), 5)
    c.polygon([(x - 34, y - 214), (x + 10, y - 232), (x + 38, y - 118), (x - 4, y - 104)], lighter(body, 0.55))
    c.polygon([(x - 30, y - 250), (x, y - 262), (x + 8, y - 228), (x - 28, y - 212)], body)
    c.circle(x + 72, y - 100, 17, p.second)


def _sprout(c: Canvas, p: Palette, x: float, y: float) -> None:
    c.curve([(x, y - 70), (x + 4, y - 150), (x - 4, y - 200)], darker(p.leaf, 0.1), 10)
    for side, top in ((-1, 150), (1, 176), (-1, 204)):
        c.blob(
            [
                (x, y - top),
                (x + side * 42, y - top - 44),
                (x + side * 86, y - top - 22),
                (x + side * 44, y - top + 4),
            ],
            lighter(p.leaf, 0.08),
        )
    pot = mix(p.roof, p.second, 0.3)
    c.polygon([(x - 62, y - 84), (x + 62, y - 84), (x + 46, y - 2), (x - 46, y - 2)], pot)
    c.rect((x - 70, y - 94, x + 70, y - 72), lighter(pot, 0.16), 6)


def _planets(c: Canvas, p: Palette, rng: Random) -> None:
    """Hang a model of the planets from the ceiling."""
    x = 560.0
    for index, radius in enumerate((58, 30, 44, 26, 38)):
        drop = rng.uniform(110, 230)
        c.line([(x, 0), (x, drop)], faded(INK, 0.3), 3, caps=False)
        tone = (p.second, p.third, p.accent, p.trim, mix(p.accent, p.second, 0.5))[index]
        c.circle(x, drop + radius, radius, tone)
        c.circle(x - radius * 0.25, drop + radius * 0.75, radius * 0.62, lighter(tone, 0.14))
        if index == 2:
            c.arc((x - 86, drop + radius - 24, x + 86, drop + radius + 24), 330, 210, lighter(p.second, 0.3), 9)
        x += 165


def _instrument_shelf(c: Canvas, p: Palette, rng: Random, box: tuple[float, float, float, float]) -> None:
    x0, y0, x1, y1 = box
    for y in (y0 + 140, y1):
        c.rect((x0 + 4, y + 16, x1 + 6, y + 28), faded(SHADOW, 0.13), 5)
        c.rect((x0, y, x1, y + 20), p.wood, 5)
    book_row(c, p, rng, (x0 + 20, y0 + 20, x0 + 220, y0 + 140))
    for index in range(3):
        c.rect((x0 + 34 + index * 84, y1 - 96, x0 + 92 + index * 84, y1), lighter(p.cloth[index + 1], 0.35), 14)
        c.rect((x0 + 42 + index * 84, y1 - 112, x0 + 84 + index * 84, y1 - 92), darker(p.wood, 0.1), 6)
    c.circle(x1 - 76, y0 + 86, 52, lighter(rgb("#4f9cc4"), 0.12))
    c.blob(
        [(x1 - 110, y0 + 70), (x1 - 72, y0 + 46), (x1 - 64, y0 + 92), (x1 - 92, y0 + 108)],
        mix(p.leaf, p.lawn, 0.4),
    )


def computers(c: Canvas, p: Palette, rng: Random) -> None:
    """A row of pupils at screens, the teacher helping one of them."""
    room(c, p, 820)
    window(c, p, rng, (200, 160, 420, 440))
    window(c, p, rng, (1380, 160, 1600, 440))
    _wall_screen(c, p)
    garland(c, p, -20, WIDTH + 20, 52, 20)
    figure(
        c,
        rng.uniform(1110, 1180),
        880,
        470,
        teacher(rng, p, man=rng.random() < 0.5),
        Pose(right=(0.13, 0.14), turn=0.5),
    )
    table(c, p, (90, 800, 1710, 838), legs=230, colour=lighter(p.wood, 0.25))
    for index in range(4):
        x = 300 + index * 400
        _monitor(c, p, rng, x, 804, index)
        look = pupil(rng, p)
        _chair(c, p, x, 1000)
        bust(c, x, 1010, 400, look, Pose(left=(0.06, 0.12), right=(-0.06, 0.12), back=True))
        c.rect((x - 92, 960, x + 92, 1040), lighter(p.trim, 0.08), 28)
        c.rect((x - 78, 974, x + 78, 1000), lighter(p.trim, 0.24), 12)


def _wall_screen(c: Canvas, p: Palette) -> None:
    c.rect((600, 150, 1200, 500), rgb("#4a4f5e"), 14)
    c.gradient((614, 164, 1186, 486), lighter(p.trim, 0.82), lighter(p.trim, 0.62))
    nodes = ((720, 240), (900, 300), (1080, 230), (760, 410), (1040, 410))
    for start, end in ((0, 1), (1, 2), (1, 3), (1, 4)):
        c.line([nodes[start], nodes[end]], faded(INK, 0.35), 6)
    for index, (x, y) in enumerate(nodes):
        c.circle(x, y, 40 if index == 1 else 30, (p.accent, p.trim, p.second, p.third, p.accent)[index])
        c.circle(x, y, 14, WHITE)


def _monitor(c: Canvas, p: Palette, rng: Random, x: float, y: float, index: int) -> None:
    c.rect((x - 20, y - 50, x + 20, y - 6), rgb("#6b7182"))
    c.rect((x - 66, y - 12, x + 66, y), rgb("#6b7182"), 6)
    c.rect((x - 158, y - 250, x + 158, y - 44), rgb("#4a4f5e"), 14)
    c.gradient((x - 144, y - 236, x + 144, y - 60), lighter(p.cloth[index], 0.78), lighter(p.cloth[index], 0.6))
    for row in range(4):
        indent = rng.choice((0, 26, 52))
        c.rect(
            (
                x - 124 + indent,
                y - 220 + row * 38,
                x - 124 + indent + rng.uniform(80, 140),
                y - 196 + row * 38,
            ),
            p.cloth[(row + index) % 6],
            9,
        )
    c.circle(x + 92, y - 126, 30, p.cloth[(index + 3) % 6])
    for side in (-1, 1):
        c.circle(x + 92 + side * 10, y - 132, 5, WHITE)
    c.rect((x - 96, y + 2, x + 96, y + 18), rgb("#e3e5ea"), 6)


def _chair(c: Canvas, p: Palette, x: float, y: float) -> None:
    shadow(c, x, y + 164, 110)
    c.line([(x, y), (x, y + 130)], rgb("#6b7182"), 18)
    for dx in (-74, 74):
        c.line([(x, y + 128), (x + dx, y + 158)], rgb("#6b7182"), 14)
    c.rect((x - 100, y + 8, x + 100, y + 44), darker(p.trim, 0.1), 18)


def reception(c: Canvas, p: Palette, rng: Random) -> None:
    """A parent and a child hand in papers at the school's desk."""
    room(c, p, 850)
    window(c, p, rng, (180, 190, 420, 570))
    sunbeam(c, 130, 330, 250, 850)
    _notice_board(c, p, rng)
    clock(c, p, 570, 180, 48)
    _cabinet(c, p, rng)
    bust(c, 1240, 800, 560, teacher(rng, p), Pose(left=(-0.15, 0.14), right=(0.02, 0.2), turn=-0.5))
    _counter(c, p, rng)
    parent = replace(teacher(rng, p, man=rng.random() < 0.5), tunic=False, bottom=rgb("#4a5570"))
    figure(c, 640, 1130, 640, parent, Pose(right=(0.16, 0.05), left=(-0.03, 0.24), turn=0.6))
    _paper(c, p, 818, 782)
    child: Look = pupil(rng, p, bag=True, scarf=False) if rng.random() < 0.5 else small_child(rng, p)
    figure(c, 430, 1150, 370, child, Pose(left=(-0.1, -0.16), right=(0.12, 0.06), turn=0.4))
    potted(c, p, rng, 140, 1010, 240)


def _counter(c: Canvas, p: Palette, rng: Random) -> None:
    c.ellipse(1290, 1102, 520, 28, faded(SHADOW, 0.16))
    c.gradient((850, 800, 1730, 1100), lighter(p.wood, 0.26), p.wood)
    for x in (1010, 1220, 1430, 1640):
        c.rect((x - 86, 872, x + 66, 1060), faded(darker(p.wood, 0.2), 0.25), 12)
    c.rect((826, 772, 1754, 812), lighter(p.wood, 0.5), 12)
    c.rect((826, 802, 1754, 814), darker(p.wood, 0.06), 6)
    c.rect((1440, 600, 1680, 756), rgb("#4a4f5e"), 12)
    c.rect((1536, 750, 1584, 776), rgb("#6b7182"))
    flower_vase(c, p, rng, 960, 774, 170)
    for index in range(4):
        c.rect(
            (1050 + index * 3, 762 - index * 9, 1170 - index * 2, 771 - index * 9),
            (WHITE, lighter(p.second, 0.6))[index % 2],
            2,
        )


def _paper(c: Canvas, p: Palette, x: float, y: float) -> None:
    c.polygon([(x - 46, y - 80), (x + 34, y - 96), (x + 54, y + 12), (x - 26, y + 28)], WHITE)
    for step in range(4):
        c.line(
            [(x - 30 + step * 4, y - 62 + step * 20), (x + 26 + step * 3, y - 72 + step * 20)],
            rgb("#c3c6cc"),
            5,
        )
    c.circle(x + 30, y - 4, 10, faded(p.accent, 0.8))


def _notice_board(c: Canvas, p: Palette, rng: Random) -> None:
    c.rect((700, 150, 1110, 470), p.wood, 12)
    c.rect((716, 166, 1094, 454), mix(p.second, p.room, 0.55))
    for index in range(6):
        x, y = 740 + (index % 3) * 118, 186 + (index // 3) * 134
        if rng.random() < 0.4:
            child_drawing(c, p, rng, x, y, 104)
            continue
        c.rect((x, y, x + 96, y + 112), WHITE, 3)
        for line in range(4):
            c.line(
                [(x + 14, y + 28 + line * 20), (x + 80 - (line % 2) * 18, y + 28 + line * 20)],
                rgb("#cfd1d6"),
                6,
            )
        c.circle(x + 48, y + 5, 7, p.accent)


def _cabinet(c: Canvas, p: Palette, rng: Random) -> None:
    c.rect((1316, 190, 1716, 620), darker(p.wood, 0.06), 10)
    for row in range(3):
        top = 210 + row * 136
        c.rect((1336, top, 1696, top + 118), darker(p.wood, 0.3))
        x = 1346.0
        while x < 1650:
            tone = rng.choice((*p.cloth, STEEL))
            c.rect((x, top + 18, x + 34, top + 118), mix(tone, WHITE, 0.12), 3)
            c.rect((x + 8, top + 38, x + 26, top + 62), WHITE, 2)
            x += rng.choice((38, 38, 38, 60))
    c.rect((0, HEIGHT - 2, WIDTH, HEIGHT), p.floor)
