"""Scenes in the open: gate, flag, flamboyant tree."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from .canvas import WIDTH, Canvas
from .colours import SHADOW, WHITE, Palette, darker, faded, lighter, mix, rgb
from .looks import Look, pupil, teacher
from .nature import FLAMBOYANT, bush, flamboyant, grass, ground, petals, round_tree, sky
from .people import Pose, bust, figure
from .places import bench, fence, flagpole, gate, pavement, school
from .rooms import open_book

WALK = 0.045
WAVE = Pose(right=(0.14, -0.2))


def school_gate(c: Canvas, p: Palette, rng: Random) -> None:
    """Pupils walk through the gate on a clear morning."""
    sky(c, p, rng, 640)
    ground(c, p.lawn, 640)
    school(c, p, 900, 690, 1000, floors=2, flag=False)
    c.rect((0, 300, WIDTH, 690), faded(p.sky_low, 0.3))
    round_tree(c, p, rng, 250, 760, rng.uniform(430, 500))
    round_tree(c, p, rng, 1560, 760, rng.uniform(420, 500))
    pavement(c, 690, (760, 120), (1040, 1680), p.yard)
    for side in (-1, 1):
        x = 900 + side * 400
        fence(c, p, *((-20, x - 50) if side < 0 else (x + 50, WIDTH + 20)), base=880, height=170)
        for step in range(3):
            bush(c, p, rng, x + side * (150 + step * 165), 912, rng.uniform(62, 80))
    gate(c, p, 900, 900)
    grass(c, p, rng, (0, 930, 250, 1180), 16)
    grass(c, p, rng, (1560, 930, 1800, 1180), 16)
    _arrivals(c, p, rng)


def _arrivals(c: Canvas, p: Palette, rng: Random) -> None:
    for x in (760.0, 1010.0):
        figure(c, x + rng.uniform(-20, 20), 850, 128, pupil(rng, p, bag=True), Pose(back=True, stride=WALK))
    figure(c, 1130, 960, 300, teacher(rng, p), Pose(left=(-0.11, -0.13), turn=-0.5))
    x = rng.uniform(640, 700)
    figure(c, x, 1010, 196, pupil(rng, p, bag=True), Pose(back=True, stride=-WALK))
    figure(c, x + 140, 1050, 206, pupil(rng, p, bag=True), Pose(back=True, stride=WALK, right=(0.12, -0.17)))
    parent = replace(teacher(rng, p, man=rng.random() < 0.5), tunic=False, bottom=rgb("#4a5570"))
    figure(c, 452, 1120, 372, parent, Pose(back=True, right=(0.1, 0.24)))
    figure(c, 580, 1126, 220, pupil(rng, p, bag=True), Pose(back=True, left=(-0.1, 0.05), stride=WALK))
    figure(c, rng.uniform(960, 1040), 1150, 232, pupil(rng, p, bag=True), Pose(back=True, stride=-WALK))


def flag_ceremony(c: Canvas, p: Palette, rng: Random) -> None:
    """Rows of pupils face the flag."""
    sky(c, p, rng, 620, clouds=4)
    ground(c, p.yard, 620)
    round_tree(c, p, rng, 90, 720, 520)
    round_tree(c, p, rng, 1700, 720, 500)
    school(c, p, 900, 700, 1420, floors=2, flag=False)
    c.rect((0, 696, WIDTH, 724), mix(p.lawn, p.leaf, 0.3))
    for x in range(40, 1800, 152):
        if abs(x - 900) > 150:
            bush(c, p, rng, x, 728, 46)
    _podium(c, p, rng)
    _rows(c, p, rng)


def _podium(c: Canvas, p: Palette, rng: Random) -> None:
    stone = mix(p.wall, WHITE, 0.4)
    c.ellipse(900, 806, 300, 24, faded(SHADOW, 0.15))
    for step, half in enumerate((270, 226, 182)):
        c.rect((900 - half, 776 - step * 26, 900 + half, 806 - step * 26), mix(stone, p.roof, 0.06 * step), 6)
        c.rect((900 - half, 798 - step * 26, 900 + half, 806 - step * 26), faded(SHADOW, 0.08), 4)
    flagpole(c, 900, 726, 600, 1.5, cloth=250)
    for x in (690, 1110):
        bush(c, p, rng, x, 806, 52)


def _rows(c: Canvas, p: Palette, rng: Random) -> None:
    for row, (y, height, gap) in enumerate(((900, 178, 128), (1010, 214, 156), (1150, 258, 192))):
        count = int(WIDTH / gap) + 2
        for index in range(count):
            x = 900 + (index - (count - 1) / 2) * gap + rng.uniform(-6, 6)
            if row < 2 and abs(x - 900) < gap * 0.4:
                continue
            figure(
                c,
                x,
                y + rng.uniform(-4, 4),
                height * rng.uniform(0.95, 1.04),
                pupil(rng, p),
                Pose(back=True, left=(-0.02, 0.26), right=(0.02, 0.26)),
            )


def schoolyard_tree(c: Canvas, p: Palette, rng: Random) -> None:
    """A flamboyant tree shades children reading on a bench."""
    sky(c, p, rng, 650)
    ground(c, p.yard, 650)
    school(c, p, rng.uniform(1180, 1290), 708, 1180, floors=2)
    c.rect((0, 700, WIDTH, 742), mix(p.lawn, p.leaf, 0.22))
    for step in range(60, 1800, 190):
        bush(c, p, rng, step + rng.uniform(-20, 20), 748, rng.uniform(44, 58))
    x = rng.uniform(570, 640)
    c.ellipse(x + 60, 1010, 720, 128, faded(SHADOW, 0.13))
    flamboyant(c, p, rng, x, 960, 860)
    _tree_ring(c, p, x, 978)
    petals(c, rng, (80, 930, 1340, 1170), FLAMBOYANT, 90)
    _readers(c, p, rng, x + 330)
    _hop(c, p, rng, rng.uniform(1480, 1540))


def _tree_ring(c: Canvas, p: Palette, x: float, y: float) -> None:
    stone = mix(p.wall, p.roof, 0.12)
    c.ellipse(x, y + 30, 196, 34, faded(SHADOW, 0.17))
    c.rect((x - 180, y - 34, x + 180, y + 28), darker(stone, 0.08), 20)
    c.rect((x - 190, y - 46, x + 190, y - 16), lighter(stone, 0.35), 14)


def _readers(c: Canvas, p: Palette, rng: Random, x: float) -> None:
    bench(c, p, x + 70, 1080, 360)
    for index, dx in enumerate((-10, 150)):
        look = pupil(rng, p)
        for side in (-1, 1):
            c.line(
                [(x + dx + side * 17, 992), (x + dx + side * 19, 1066)],
                look.skin if look.skirt else look.bottom,
                24,
            )
            c.ellipse(x + dx + side * 22, 1078, 19, 9, darker(SHADOW, 0.4))
        seat(c, x + dx, 1002, 262, look, Pose(left=(0.06, 0.15), right=(-0.06, 0.15), turn=0.6 - index * 1.2))
        open_book(c, x + dx, 990, 56, p.cloth[(index * 2) % 6])


def seat(c: Canvas, x: float, y: float, h: float, look: Look, pose: Pose) -> None:
    c.rect((x - h * 0.15, y - h * 0.06, x + h * 0.15, y + h * 0.05), look.bottom, h * 0.05)
    bust(c, x, y, h, look, pose)


def _hop(c: Canvas, p: Palette, rng: Random, x: float) -> None:
    """Two friends swing a rope, a third one jumps."""
    left, right = x - 210, x + 210
    c.curve([(left + 58, 970), (x, 812), (right - 58, 970)], p.accent, 7)
    figure(c, left, 1100, 250, pupil(rng, p), Pose(right=(0.12, 0.06), turn=0.7))
    figure(c, right, 1100, 250, pupil(rng, p), Pose(left=(-0.12, 0.06), turn=-0.7))
    c.ellipse(x, 1108, 58, 10, faded(SHADOW, 0.16))
    figure(c, x, 1072, 244, pupil(rng, p), Pose(left=(-0.13, -0.15), right=(0.13, -0.15), stride=0.03))
