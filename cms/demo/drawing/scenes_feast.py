"""Feasts: the stage and the mid-autumn night."""

from __future__ import annotations

import math
from dataclasses import replace
from random import Random

from .canvas import HEIGHT, WIDTH, Canvas
from .colours import INK, RGB, SHADOW, WHITE, Palette, darker, faded, lighter, mix, rgb
from .looks import pupil, small_child
from .nature import clumps
from .people import Pose, figure

CHEER = Pose(left=(-0.13, -0.17), right=(0.13, -0.17))


def music(c: Canvas, p: Palette, rng: Random) -> None:
    """Children sing on a stage; one plays the drum, one the guitar."""
    c.gradient((0, 0, WIDTH, 860), darker(mix(p.accent, p.third, 0.3), 0.5), mix(p.accent, p.second, 0.45))
    for x in (380, 900, 1420):
        c.glow(x, 640, 560, lighter(p.second, 0.5), 0.55)
        c.polygon([(x - 40, -10), (x + 40, -10), (x + 250, 880), (x - 250, 880)], faded((255, 240, 205), 0.1))
    _notes(c, p, rng)
    c.gradient((0, 850, WIDTH, HEIGHT), lighter(p.wood, 0.3), darker(p.wood, 0.12))
    c.rect((0, 850, WIDTH, 862), lighter(p.wood, 0.55))
    for index in range(1, 6):
        c.line(
            [(0, 862 + index * index * 11), (WIDTH, 862 + index * index * 11)],
            faded(darker(p.wood, 0.3), 0.28),
            3,
            caps=False,
        )
    _stage_curtains(c, p)
    _choir(c, p, rng)
    _drum(c, p, rng, 360, 1110)
    _guitar_player(c, p, rng, 1440, 1120)


def _notes(c: Canvas, p: Palette, rng: Random) -> None:
    for index in range(9):
        x, y, size = 330 + index * 142 + rng.uniform(-30, 30), rng.uniform(180, 400), rng.uniform(0.8, 1.25)
        tone = faded(lighter((p.second, WHITE, p.accent)[index % 3], 0.5), 0.9)
        c.ellipse(x, y, 19 * size, 14 * size, tone)
        c.line([(x + 16 * size, y), (x + 16 * size, y - 78 * size)], tone, 6 * size)
        if index % 2:
            c.polygon(
                [
                    (x + 14 * size, y - 80 * size),
                    (x + 46 * size, y - 58 * size),
                    (x + 44 * size, y - 34 * size),
                    (x + 14 * size, y - 56 * size),
                ],
                tone,
            )


def _stage_curtains(c: Canvas, p: Palette) -> None:
    cloth = mix(p.accent, rgb("#a3262f"), 0.35)
    for side in (-1, 1):
        for index in range(5):
            x0, x1 = (index * 54, index * 54 + 54) if side < 0 else (WIDTH - index * 54 - 54, WIDTH - index * 54)
            low = 900 - index * 14
            c.gradient((x0, 0, x1, low), lighter(cloth, 0.1 * (index % 2)), darker(cloth, 0.2 + 0.1 * (index % 2)))
    for index in range(9):
        x = index * 200 + 100
        c.pie(x, 60, 112, 0, 180, darker(cloth, 0.06 if index % 2 else 0.14))
        c.arc((x - 108, -48, x + 108, 168), 5, 175, p.second, 9)
    c.rect((0, 0, WIDTH, 66), darker(cloth, 0.18))
    c.rect((0, 60, WIDTH, 72), p.second)


def _choir(c: Canvas, p: Palette, rng: Random) -> None:
    for y, height, xs in ((900, 300, (600, 760, 920, 1080, 1240)), (1010, 330, (680, 900, 1120))):
        for x in xs:
            look = replace(pupil(rng, p), top=lighter(p.second, 0.55) if y < 1000 else WHITE)
            pose = rng.choice(
                (
                    Pose(left=(0.06, 0.1), right=(-0.06, 0.1)),
                    Pose(left=(-0.12, 0.02), right=(0.12, 0.02)),
                    CHEER,
                )
            )
            figure(c, x, y, height, look, replace(pose, turn=(900 - x) / 900))


def _drum(c: Canvas, p: Palette, rng: Random, x: float, y: float) -> None:
    figure(c, x, y - 40, 350, pupil(rng, p), Pose(left=(-0.1, 0.06), right=(0.12, -0.04), turn=0.4))
    c.ellipse(x + 20, y + 8, 120, 18, faded(SHADOW, 0.25))
    red = rgb("#b93a32")
    c.blob(
        [
            (x - 84, y - 138),
            (x + 124, y - 138),
            (x + 138, y - 70),
            (x + 118, y),
            (x - 78, y),
            (x - 98, y - 70),
        ],
        red,
    )
    for dx in (-62, -18, 26, 70, 106):
        c.circle(x + dx, y - 110, 7, p.second)
        c.circle(x + dx, y - 24, 7, p.second)
    c.ellipse(x + 20, y - 138, 106, 26, darker(p.wood, 0.1))
    c.ellipse(x + 20, y - 141, 94, 20, rgb("#f3e2bf"))
    for start, end in (((x - 82, y - 206), (x - 10, y - 158)), ((x + 76, y - 246), (x + 50, y - 160))):
        c.line([start, end], lighter(p.wood, 0.4), 9)


def _guitar_player(c: Canvas, p: Palette, rng: Random, x: float, y: float) -> None:
    figure(
        c,
        x,
        y,
        370,
        replace(pupil(rng, p), skirt=False),
        Pose(left=(0.06, 0.13), right=(0.12, 0.02), turn=-0.4),
    )
    wood = lighter(p.wood, 0.2)
    c.line([(x + 10, y - 158), (x + 170, y - 232)], darker(p.wood, 0.3), 17)
    c.line([(x + 164, y - 230), (x + 200, y - 246)], darker(p.wood, 0.4), 28)
    c.circle(x - 44, y - 132, 58, wood)
    c.circle(x + 14, y - 160, 44, wood)
    c.circle(x + 2, y - 153, 17, darker(p.wood, 0.45))
    c.line([(x - 60, y - 124), (x + 166, y - 231)], faded(WHITE, 0.6), 3)
    c.circle(x + 132, y - 214, 15, rgb("#eebd95"))
    c.circle(x - 12, y - 148, 16, rgb("#eebd95"))


def lantern(c: Canvas, p: Palette, rng: Random) -> None:
    """Mid-autumn night: full moon, star lanterns and children in procession."""
    night, dusk = mix(rgb("#1e2b5e"), p.third, 0.18), mix(rgb("#7a5a96"), p.accent, 0.3)
    c.gradient((0, 0, WIDTH, 820), night, dusk)
    for _ in range(70):
        c.circle(
            rng.uniform(0, WIDTH),
            rng.uniform(0, 560),
            rng.uniform(1.5, 4),
            faded((255, 246, 214), rng.uniform(0.4, 0.95)),
        )
    x = rng.uniform(1120, 1340)
    c.glow(x, 300, 620, rgb("#ffe9ad"), 0.75)
    c.circle(x, 300, 176, rgb("#fff0c4"))
    for dx, dy, radius in ((-62, -40, 34), (40, 52, 44), (62, -58, 20), (-30, 78, 18)):
        c.circle(x + dx, 300 + dy, radius, rgb("#f9e3a8"))
    for offset in (-520, 250):
        _night_cloud(c, rng, x + offset, rng.uniform(360, 470))
    _night_ground(c, p, rng, night)
    _lantern_string(c, p)
    _procession(c, p, rng)


def _night_cloud(c: Canvas, rng: Random, x: float, y: float) -> None:
    tint = (255, 236, 214, 46)
    for dx, dy, rx in ((0, 0, 210), (-60, -26, 120), (70, -22, 110)):
        c.ellipse(x + dx * rng.uniform(0.9, 1.1), y + dy, rx, 26, tint)


def _night_ground(c: Canvas, p: Palette, rng: Random, night: RGB) -> None:
    dark = mix(night, p.leaf, 0.22)
    x = -60.0
    while x < WIDTH + 60:
        radius = rng.uniform(50, 110)
        c.ellipse(x, 800 - radius * 0.2, radius * 1.25, radius, mix(dark, rgb("#7a5a96"), 0.32))
        x += radius * 1.05
    c.rect((0, 760, WIDTH, 830), mix(dark, rgb("#7a5a96"), 0.32))
    c.gradient((0, 826, WIDTH, HEIGHT), mix(p.yard, rgb("#5a4a86"), 0.55), mix(p.yard, rgb("#2d2f63"), 0.78))
    trunk = mix(night, p.wood, 0.35)
    c.polygon([(70, 900), (120, 600), (130, 300), (230, 300), (220, 600), (300, 900)], trunk)
    c.curve([(170, 520), (330, 400), (480, 380)], trunk, 40)
    crown = [(rng.uniform(-160, 560), rng.uniform(-40, 300), rng.uniform(70, 120)) for _ in range(26)]
    clumps(c, [item for item in crown if item[0] < 420 or item[1] < 180], mix(dark, p.leaf, 0.25))


def _lantern_string(c: Canvas, p: Palette) -> None:
    points = [(480 + step * 74.0, 250 + 150 * math.sin(math.pi * step / 18) * 0.9) for step in range(19)]
    c.line(points, mix(INK, p.second, 0.25), 5)
    for index in range(1, 18, 3):
        x, y = points[index]
        tone = (p.accent, p.second, rgb("#e4472f"))[index // 3 % 3]
        c.glow(x, y + 64, 130, lighter(tone, 0.4), 0.5)
        c.line([(x, y), (x, y + 24)], p.second, 4)
        c.ellipse(x, y + 62, 42, 40, tone)
        c.ellipse(x, y + 62, 22, 40, lighter(tone, 0.3))
        c.rect((x - 20, y + 18, x + 20, y + 30), p.second, 4)
        c.rect((x - 20, y + 96, x + 20, y + 107), p.second, 4)
        for dx in (-8, 0, 8):
            c.line([(x + dx, y + 106), (x + dx, y + 134)], p.second, 3)


def _procession(c: Canvas, p: Palette, rng: Random) -> None:
    colours = (rgb("#ef4b3a"), rgb("#ffc53d"), p.accent, rgb("#46b07c"), p.second)
    xs = [420, 690, 960, 1230, 1500]
    for index, x in enumerate(xs):
        y, h = 1080 + (40 if index % 2 else 0), rng.uniform(300, 340)
        look = small_child(rng, p)
        px = x + rng.uniform(-24, 24)
        hand = (px + h * 0.26, y - h * 0.74)
        c.glow(px + h * 0.3, y - h * 0.9, 300, lighter(colours[index], 0.5), 0.6)
        figure(
            c,
            px,
            y,
            h,
            replace(look, top=mix(look.top, rgb("#ffd9a0"), 0.18)),
            Pose(right=(0.17, -0.1), left=(-0.06, 0.22), turn=0.3),
        )
        c.line([(hand[0], hand[1] + 30), (hand[0] + 26, hand[1] - 70)], lighter(p.wood, 0.4), 7)
        _lantern(c, hand[0] + 30, hand[1] - 84, colours[index], star=index % 2 == 0)


def _lantern(c: Canvas, x: float, y: float, colour: RGB, *, star: bool) -> None:
    if star:
        c.arc((x - 74, y - 74, x + 74, y + 74), 0, 360, lighter(colour, 0.45), 6)
        c.star(x, y, 76, lighter(colour, 0.12))
        c.star(x, y, 40, lighter(colour, 0.6))
        return
    c.blob(
        [(x + 78, y), (x + 40, y - 44), (x - 30, y - 36), (x - 66, y), (x - 30, y + 36), (x + 40, y + 44)],
        lighter(colour, 0.1),
    )
    c.polygon([(x - 54, y), (x - 108, y - 40), (x - 92, y), (x - 108, y + 40)], lighter(colour, 0.35))
    for dx in (-24, 4, 30):
        c.arc((x + dx - 16, y - 22, x + dx + 16, y + 22), 100, 260, lighter(colour, 0.6), 5)
    c.circle(x + 50, y - 12, 9, INK)
    c.circle(x + 52, y - 14, 3, WHITE)
