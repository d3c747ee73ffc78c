"""The playground of a preschool."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from .canvas import Canvas
from .colours import INK, SHADOW, WHITE, Palette, darker, faded, lighter, mix
from .looks import small_child, teacher
from .nature import bush, ground, round_tree, sky
from .people import Pose, bust, figure
from .places import fence, school

CHEER = Pose(left=(-0.13, -0.17), right=(0.13, -0.17))


def preschool_play(c: Canvas, p: Palette, rng: Random) -> None:
    """Small children on the slide, the swing and in the sand."""
    sky(c, p, rng, 620)
    ground(c, p.lawn, 620)
    school(c, p, 420, 690, 820, floors=1, flag=True)
    for x, h in ((1180, 430), (1700, 480)):
        round_tree(c, p, rng, x, 710, h)
    fence(c, replace(p, trim=p.second), 830, 1820, base=720, height=110)
    c.rect((0, 690, 840, 730), mix(p.lawn, p.leaf, 0.35))
    for x in range(60, 840, 150):
        bush(c, p, rng, x, 734, 46)
    c.ellipse(930, 1010, 900, 190, mix(p.yard, p.second, 0.16))
    c.ellipse(930, 1006, 860, 172, lighter(p.yard, 0.25))
    _swing(c, p, rng, 1420, 960)
    _slide(c, p, rng, 690, 980)
    _sandbox(c, p, rng, 1180, 1120)
    figure(c, 160, 1110, 390, teacher(rng, p), Pose(right=(0.15, 0.04), turn=0.5))
    figure(c, 300, 1136, 226, small_child(rng, p), Pose(left=(-0.1, 0.0), right=(0.12, -0.16), turn=0.3))
    _ball(c, p, 410, 1130)


def _slide(c: Canvas, p: Palette, rng: Random, x: float, y: float) -> None:
    c.ellipse(x + 30, y + 6, 420, 30, faded(SHADOW, 0.14))
    for dx in (-170, 0):
        c.rect((x + dx - 14, y - 400, x + dx + 14, y), p.trim, 8)
    for step in range(5):
        c.line(
            [(x - 290 + step * 24, y - 24 - step * 54), (x - 250 + step * 24, y - 24 - step * 54)],
            p.second,
            14,
        )
    for dx in (-300, -250):
        c.line([(x + dx, y), (x + dx + 124, y - 282)], darker(p.second, 0.06), 13)
    figure(c, x - 86, y - 268, 196, small_child(rng, p), CHEER)
    c.rect((x - 190, y - 276, x + 20, y - 250), p.third, 10)
    for dx in (-150, -112, -74, -36):
        c.line([(x + dx, y - 270), (x + dx, y - 350)], lighter(p.third, 0.2), 9)
    c.line([(x - 172, y - 354), (x, y - 354)], lighter(p.third, 0.2), 12)
    c.polygon([(x - 216, y - 460), (x - 85, y - 566), (x + 46, y - 460)], p.accent)
    c.polygon([(x - 85, y - 566), (x + 46, y - 460), (x - 20, y - 460)], darker(p.accent, 0.1))
    c.rect((x - 216, y - 466, x + 46, y - 446), darker(p.accent, 0.18), 8)
    chute = [(x + 14, y - 262), (x + 120, y - 190), (x + 240, y - 60), (x + 380, y - 34)]
    c.curve([(px, py + 20) for px, py in chute], darker(p.second, 0.14), 54)
    c.curve(chute, lighter(p.second, 0.15), 48)
    c.curve([(px, py - 12) for px, py in chute], lighter(p.second, 0.45), 12)
    look = small_child(rng, p)
    c.line([(x + 190, y - 136), (x + 262, y - 84)], look.skin, 30)
    bust(c, x + 184, y - 128, 210, look, replace(CHEER, turn=0.5))


def _swing(c: Canvas, p: Palette, rng: Random, x: float, y: float) -> None:
    c.ellipse(x, y + 4, 300, 22, faded(SHADOW, 0.14))
    for side in (-1, 1):
        for spread in (-54, 54):
            c.line([(x + side * 230, y - 430), (x + side * 230 + spread, y)], p.accent, 17)
    c.line([(x - 250, y - 430), (x + 250, y - 430)], darker(p.accent, 0.1), 22)
    for index, dx in enumerate((-110, 110)):
        sway = rng.uniform(-46, 46)
        seat_y = y - 120
        look = small_child(rng, p)
        for rope in (-52, 52):
            c.line([(x + dx + rope, y - 426), (x + dx + rope + sway, seat_y)], mix(p.wood, INK, 0.2), 6)
        for leg in (-1, 1):
            c.line([(x + dx + sway + leg * 22, seat_y), (x + dx + sway + leg * 26, seat_y + 62)], look.skin, 22)
            c.ellipse(x + dx + sway + leg * 28, seat_y + 68, 17, 10, darker(INK, 0.2))
        c.rect((x + dx + sway - 34, seat_y - 24, x + dx + sway + 34, seat_y + 6), look.bottom, 12)
        bust(
            c,
            x + dx + sway,
            seat_y - 4,
            230,
            look,
            Pose(left=(-0.1, 0.02), right=(0.1, 0.02), turn=0.3 - index * 0.6),
        )
        c.rect((x + dx + sway - 64, seat_y, x + dx + sway + 64, seat_y + 16), p.second, 7)


def _sandbox(c: Canvas, p: Palette, rng: Random, x: float, y: float) -> None:
    c.ellipse(x, y, 330, 66, darker(p.wood, 0.05))
    c.ellipse(x, y - 8, 308, 56, mix(p.yard, p.second, 0.4))
    for side, dx in ((1, -150), (-1, 130)):
        look = small_child(rng, p)
        c.ellipse(x + dx, y - 34, 62, 26, look.bottom)
        bust(
            c,
            x + dx,
            y - 40,
            240,
            look,
            Pose(left=(0.02, 0.17), right=(0.02 + side * 0.06, 0.17), turn=side * 0.5),
        )
    c.polygon([(x - 46, y - 74), (x + 30, y - 74), (x + 44, y - 4), (x - 60, y - 4)], mix(p.yard, p.second, 0.62))
    for dx in (-42, -14, 14):
        c.rect((x + dx, y - 90, x + dx + 18, y - 70), mix(p.yard, p.second, 0.62))
    c.polygon([(x + 206, y - 60), (x + 266, y - 60), (x + 256, y), (x + 216, y)], p.accent)
    c.arc((x + 206, y - 92, x + 266, y - 32), 180, 360, darker(p.accent, 0.2), 6)


def _ball(c: Canvas, p: Palette, x: float, y: float) -> None:
    c.ellipse(x, y + 4, 46, 9, faded(SHADOW, 0.2))
    c.circle(x, y - 40, 42, WHITE)
    for index in range(3):
        c.pie(x, y - 40, 42, index * 120, index * 120 + 60, (p.accent, p.second, p.trim)[index])
    c.circle(x, y - 40, 11, WHITE)
