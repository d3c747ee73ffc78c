"""The sports field."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from .canvas import HEIGHT, WIDTH, Canvas
from .colours import SHADOW, WHITE, Palette, faded, lighter, mix, rgb
from .looks import Look, pupil, small_child
from .nature import ground, round_tree, sky
from .people import Pose, bust, figure
from .places import bunting, school

WALK = 0.045
WAVE = Pose(right=(0.14, -0.2))


def sports(c: Canvas, p: Palette, rng: Random) -> None:
    """Children race on a track under strings of flags."""
    sky(c, p, rng, 590)
    ground(c, p.lawn, 590)
    school(c, p, rng.uniform(380, 520), 650, 980, floors=2)
    for x in (1120, 1330, 1540, 1740):
        round_tree(c, p, rng, x, 672 + rng.uniform(-8, 12), rng.uniform(300, 400))
    c.rect((0, 646, WIDTH, 668), mix(p.lawn, p.leaf, 0.4))
    _crowd(c, p, rng)
    _track(c, p)
    for x in (-10, 610, 1230, 1830):
        c.line([(x, 700), (x, 330)], lighter(p.wood, 0.2), 12)
    for x0, x1 in ((-10, 610), (610, 1230), (1230, 1830)):
        bunting(c, p, (x0, 340), (x1, 340), sag=58, count=10)
    _runners(c, p, rng)


def _crowd(c: Canvas, p: Palette, rng: Random) -> None:
    x = 60.0
    while x < 1780:
        arms = rng.choice((Pose(), WAVE, Pose(left=(-0.12, -0.2), right=(0.12, -0.2)), Pose(left=(-0.13, -0.18))))
        figure(
            c,
            x,
            748 + rng.uniform(-8, 8),
            rng.uniform(124, 142),
            small_child(rng, p) if rng.random() < 0.4 else pupil(rng, p),
            arms,
        )
        x += rng.uniform(72, 108)


def _track(c: Canvas, p: Palette) -> None:
    clay = mix(p.roof, rgb("#d9775a"), 0.6)
    c.gradient_polygon([(0, 790), (WIDTH, 790), (WIDTH, HEIGHT), (0, HEIGHT)], lighter(clay, 0.16), clay)
    for y, width in ((790, 9), (868, 6), (968, 8), (1096, 10)):
        c.rect((0, y - width / 2, WIDTH, y + width / 2), faded(WHITE, 0.85))


def _runners(c: Canvas, p: Palette, rng: Random) -> None:
    lanes = ((850, 232), (948, 262), (1070, 296), (1180, 316))
    spots = [330, 700, 1080, 1440]
    rng.shuffle(spots)
    for (y, height), x in zip(lanes, spots, strict=True):
        look = replace(small_child(rng, p), skirt=False, shorts=True, top=rng.choice(p.cloth))
        run(c, x + rng.uniform(-50, 50), y, height, look)


def run(c: Canvas, x: float, y: float, h: float, look: Look) -> None:
    """Draw a child running to the right."""
    c.ellipse(x, y, h * 0.27, h * 0.045, faded(SHADOW, 0.2))
    hip = y - h * 0.42
    for knee, foot in (((-0.06, 0.15), (-0.27, 0.17)), ((0.15, 0.1), (0.13, 0.33))):
        k, f = (x + knee[0] * h, hip + knee[1] * h), (x + foot[0] * h, hip + foot[1] * h)
        c.line([(x, hip - 0.02 * h), k, f], look.skin, h * 0.08)
        c.line([(x, hip - 0.02 * h), ((x + k[0]) / 2, (hip + k[1]) / 2)], look.bottom, h * 0.125)
        c.ellipse(f[0] + h * 0.025, f[1], h * 0.062, h * 0.034, mix(WHITE, look.bottom, 0.3))
    c.ellipse(x, hip - 0.02 * h, h * 0.115, h * 0.07, look.bottom)
    bust(c, x + h * 0.02, hip + 0.01 * h, h, look, Pose(left=(-0.1, 0.1), right=(0.15, 0.02), turn=0.9))
