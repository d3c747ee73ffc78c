"""Daily life: hand washing, lunch, flowers for the teachers."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from .canvas import WIDTH, Canvas
from .colours import SHADOW, WHITE, Palette, darker, faded, lighter, mix, rgb
from .looks import pupil, small_child, teacher
from .nature import bush, ground, potted, sky
from .people import Pose, bust, figure
from .places import bunting, school
from .rooms import child_drawing, clock, flower, garland, room, sunbeam, window

CHEER = Pose(left=(-0.13, -0.17), right=(0.13, -0.17))


def health(c: Canvas, p: Palette, rng: Random) -> None:
    """Children wash their hands at a row of taps, a nurse beside them."""
    room(c, p, 880)
    for row in range(3):
        for column in range(15):
            tone = lighter(p.trim, 0.68 if (row + column) % 2 else 0.8)
            c.rect((column * 120 + 2, 470 + row * 120 + 2, column * 120 + 118, 470 + row * 120 + 118), tone, 6)
    window(c, p, rng, (190, 110, 410, 380))
    _mirror(c, p, (640, 110, 1260, 390))
    _first_aid(c, p, 1420, 160)
    c.gradient((330, 690, 1370, 1010), lighter(p.trim, 0.5), lighter(p.trim, 0.3))
    c.rect((300, 650, 1400, 706), WHITE, 22)
    c.rect((300, 694, 1400, 708), faded(SHADOW, 0.14), 6)
    for x in (470, 850, 1230):
        _tap(c, x, 650)
    for x, height in ((470, 400), (850, 380), (1230, 410)):
        figure(
            c,
            x + rng.uniform(-10, 10),
            1110,
            height,
            small_child(rng, p),
            Pose(back=True, left=(0.03, 0.02), right=(-0.03, 0.02)),
        )
    nurse = replace(teacher(rng, p), tunic=False, top=WHITE, bottom=lighter(p.trim, 0.1), style="bun")
    figure(c, 1590, 1130, 560, nurse, Pose(left=(-0.16, 0.04), right=(0.05, 0.22), turn=-0.5))
    potted(c, p, rng, 140, 1040, 220)
    _bubbles(c, rng)


def _mirror(c: Canvas, p: Palette, box: tuple[float, float, float, float]) -> None:
    x0, y0, x1, y1 = box
    c.rect((x0 - 14, y0 - 14, x1 + 14, y1 + 14), p.second, 30)
    c.rect(box, rgb("#d9edf2"), 20)
    for dx in (80, 150, 420):
        c.polygon([(x0 + dx, y1), (x0 + dx + 110, y0), (x0 + dx + 150, y0), (x0 + dx + 40, y1)], faded(WHITE, 0.5))


def _first_aid(c: Canvas, p: Palette, x: float, y: float) -> None:
    c.rect((x + 8, y + 12, x + 258, y + 222), faded(SHADOW, 0.13), 18)
    c.rect((x, y, x + 250, y + 210), WHITE, 18)
    c.rect((x, y, x + 250, y + 36), lighter(p.trim, 0.2), 18)
    c.circle(x + 125, y + 122, 62, mix(rgb("#e0503c"), WHITE, 0.82))
    for box in ((x + 109, y + 80, x + 141, y + 164), (x + 83, y + 106, x + 167, y + 138)):
        c.rect(box, rgb("#dd4a3e"), 6)


def _tap(c: Canvas, x: float, y: float) -> None:
    steel = rgb("#9fa8b5")
    c.rect((x - 12, y - 96, x + 12, y), steel, 6)
    c.curve([(x, y - 92), (x + 4, y - 128), (x + 46, y - 124), (x + 50, y - 88)], steel, 20)
    c.rect((x - 34, y - 112, x + 6, y - 98), darker(steel, 0.14), 6)
    c.rect((x + 43, y - 78, x + 57, y + 8), faded(rgb("#86cbe8"), 0.75), 6)
    c.rect((x + 100, y - 66, x + 148, y), rgb("#f2b9c4"), 10)
    c.rect((x + 116, y - 88, x + 132, y - 64), WHITE, 4)
    c.rect((x + 98, y - 92, x + 134, y - 82), WHITE, 4)


def _bubbles(c: Canvas, rng: Random) -> None:
    for _ in range(34):
        x, y, radius = (
            rng.choice((470, 850, 1230)) + rng.uniform(-170, 170),
            rng.uniform(380, 690),
            rng.uniform(7, 26),
        )
        c.circle(x, y, radius, (255, 255, 255, 120))
        c.arc((x - radius, y - radius, x + radius, y + radius), 0, 360, (140, 200, 224, 200), 3)
        c.circle(x - radius * 0.35, y - radius * 0.35, radius * 0.22, (255, 255, 255, 230))


def teachers_day(c: Canvas, p: Palette, rng: Random) -> None:
    """Pupils bring flowers to their teacher."""
    sky(c, p, rng, 640)
    ground(c, p.yard, 640)
    school(c, p, 900, 710, 1500, floors=2)
    c.rect((0, 706, WIDTH, 740), mix(p.lawn, p.leaf, 0.25))
    for x in (80, 260, 1540, 1720):
        bush(c, p, rng, x, 752, 74)
    bunting(c, p, (-20, 120), (900, 150), sag=80, count=15)
    bunting(c, p, (900, 150), (1820, 120), sag=80, count=15)
    c.ellipse(900, 1090, 620, 84, faded(lighter(p.accent, 0.3), 0.35))
    left, right = teacher(rng, p), teacher(rng, p, man=True)
    figure(c, 800, 1090, 600, left, Pose(left=(-0.05, 0.13), right=(0.02, 0.15), turn=-0.2))
    figure(c, 1040, 1080, 630, right, Pose(left=(-0.02, 0.15), right=(0.13, 0.1), turn=0.3))
    bouquet(c, p, rng, 788, 800, 82)
    for x, y, h, turn in (
        (330, 1110, 330, 0.7),
        (540, 1150, 350, 0.7),
        (1290, 1140, 350, -0.7),
        (1500, 1110, 330, -0.7),
    ):
        reach = (
            Pose(left=(0.06, 0.08), right=(0.12, 0.02), turn=turn)
            if turn > 0
            else Pose(left=(-0.12, 0.02), right=(-0.06, 0.08), turn=turn)
        )
        figure(c, x, y, h, pupil(rng, p), reach)
        bouquet(c, p, rng, x + turn * 118, y - h * 0.56, 56)
    for _ in range(46):
        c.ellipse(
            rng.uniform(0, WIDTH),
            rng.uniform(200, 1160),
            8,
            5,
            faded(rng.choice((p.accent, p.second, lighter(p.accent, 0.5))), 0.75),
        )


def bouquet(c: Canvas, p: Palette, rng: Random, x: float, y: float, size: float) -> None:
    """Draw a bunch of flowers in paper, its middle at (x, y)."""
    c.polygon(
        [
            (x - size * 0.78, y - size * 0.1),
            (x + size * 0.78, y - size * 0.1),
            (x + size * 0.1, y + size * 1.1),
            (x - size * 0.1, y + size * 1.1),
        ],
        lighter(p.second, 0.6),
    )
    c.polygon(
        [(x, y + size * 0.1), (x + size * 0.78, y - size * 0.1), (x + size * 0.1, y + size * 1.1)],
        lighter(p.second, 0.4),
    )
    for dx in (-0.7, 0.7, -0.35, 0.35):
        c.ellipse(x + dx * size, y - size * 0.28, size * 0.3, size * 0.2, p.leaf)
    spots = ((-0.5, -0.26), (0.0, -0.22), (0.5, -0.26), (-0.28, -0.56), (0.28, -0.56), (0.0, -0.82))
    for index, (dx, dy) in enumerate(spots):
        flower(
            c,
            x + dx * size,
            y + dy * size,
            size * 0.27,
            (p.accent, lighter(p.accent, 0.4), p.second, WHITE)[(index + rng.randrange(2)) % 4],
        )
    c.rect((x - size * 0.24, y + size * 0.6, x + size * 0.24, y + size * 0.74), p.accent, size * 0.05)


def lunch(c: Canvas, p: Palette, rng: Random) -> None:
    """Children have lunch together, a cook brings the soup."""
    room(c, p, 800)
    window(c, p, rng, (190, 170, 420, 520))
    window(c, p, rng, (780, 170, 1010, 520))
    sunbeam(c, 140, 330, 230, 800)
    clock(c, p, 600, 200, 50)
    for index in range(3):
        child_drawing(c, p, rng, 1140 + index * 190, 200 + (26 if index % 2 else 0), 150)
    garland(c, p, -20, WIDTH + 20, 60, 20)
    cook = replace(
        teacher(rng, p),
        tunic=False,
        top=lighter(p.trim, 0.3),
        bottom=rgb("#4a5570"),
        style="bun",
        apron=WHITE,
        cap=WHITE,
    )
    figure(c, 1500, 960, 560, cook, Pose(left=(-0.06, 0.14), right=(-0.02, 0.14), turn=-0.3))
    _tray(c, p, 1450, 690)
    _lunch_table(c, p, rng, 560, 870, 460, 3)
    _lunch_table(c, p, rng, 1010, 1040, 640, 4)


def _tray(c: Canvas, p: Palette, x: float, y: float) -> None:
    c.rect((x - 120, y, x + 150, y + 20), rgb("#aab3bf"), 9)
    for dx in (-60, 60):
        _bowl(c, p, x + dx + 14, y, 46, steam=True)


def _bowl(c: Canvas, p: Palette, x: float, y: float, size: float, *, steam: bool = False) -> None:
    if steam:
        for dx in (-12, 12):
            c.curve(
                [
                    (x + dx, y - size * 0.9),
                    (x + dx + 9, y - size * 1.3),
                    (x + dx - 7, y - size * 1.7),
                    (x + dx + 5, y - size * 2.1),
                ],
                faded(WHITE, 0.8),
                7,
            )
    c.ellipse(x, y - size * 0.62, size * 0.8, size * 0.3, lighter(p.leaf, 0.2))
    c.circle(x - size * 0.26, y - size * 0.72, size * 0.19, rgb("#e98b32"))
    c.circle(x + size * 0.22, y - size * 0.7, size * 0.16, rgb("#f7e7c0"))
    c.polygon(
        [(x - size, y - size * 0.6), (x + size, y - size * 0.6), (x + size * 0.52, y), (x - size * 0.52, y)],
        WHITE,
    )
    c.rect((x - size * 1.02, y - size * 0.64, x + size * 1.02, y - size * 0.5), p.third, size * 0.07)


def _lunch_table(c: Canvas, p: Palette, rng: Random, x: float, y: float, half: float, count: int) -> None:
    gap = 2 * half / count
    height = gap * 1.06
    for index in range(count):
        cx = x - half + gap * (index + 0.5)
        c.rect((cx - gap * 0.25, y - height * 0.4, cx + gap * 0.25, y + 20), p.cloth[index % 6], 22)
        bust(
            c,
            cx,
            y + height * 0.05,
            height * 1.2,
            small_child(rng, p),
            Pose(left=(0.05, 0.13), right=(0.02, 0.07), turn=rng.uniform(-0.5, 0.5)),
        )
    c.ellipse(x, y + 150, half * 1.02, 24, faded(SHADOW, 0.15))
    for dx in (-0.86, 0.86):
        c.rect((x + dx * half - 13, y + 10, x + dx * half + 13, y + 146), darker(p.wood, 0.2), 6)
    c.rect((x - half * 1.06, y - 22, x + half * 1.06, y + 30), lighter(p.wood, 0.34), 24)
    c.rect((x - half * 1.06, y + 12, x + half * 1.06, y + 30), p.wood, 12)
    for index in range(count):
        cx = x - half + gap * (index + 0.5)
        _bowl(c, p, cx + gap * 0.04, y - 4, gap * 0.17)
        c.circle(cx + gap * 0.36, y - 20, gap * 0.075, rgb("#f2a33a"))
        c.line([(cx - gap * 0.26, y - 6), (cx - gap * 0.2, y - 34)], rgb("#b9c0ca"), 8)
