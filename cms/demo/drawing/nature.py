"""Sky, hills, trees, flowers and clouds."""

from __future__ import annotations

from random import Random

from .canvas import HEIGHT, WIDTH, Canvas, smooth
from .colours import RGB, SHADOW, WHITE, Palette, darker, faded, lighter, mix, rgb

Clump = tuple[float, float, float]
FLAMBOYANT = rgb("#e2472f")


def sky(c: Canvas, p: Palette, rng: Random, horizon: float, *, clouds: int = 3) -> None:
    """Draw the sky down to the horizon, with sun, clouds and a far line of trees."""
    c.gradient((0, 0, WIDTH, horizon + 4), p.sky_top, p.sky_low)
    x, y = rng.uniform(260, 620), rng.uniform(150, 260)
    c.glow(x, y, 620, p.sun, 0.9)
    c.circle(x, y, 62, lighter(p.sun, 0.45))
    for _ in range(clouds):
        cloud(c, rng, rng.uniform(100, 1700), rng.uniform(90, horizon * 0.42), rng.uniform(0.6, 1.15))
    hills(c, p, rng, horizon)


def cloud(c: Canvas, rng: Random, x: float, y: float, size: float) -> None:
    """Draw a flat-bottomed cloud about 260 units wide at size 1."""
    puffs = [(-92, -18, 34), (-45, -42, 50), (18, -58, 60), (76, -34, 44), (112, -14, 28)]
    fill = mix(WHITE, (255, 255, 255), 0.5)
    c.rect((x - 125 * size, y - 44 * size, x + 138 * size, y), fill, 22 * size)
    for dx, dy, radius in puffs:
        c.circle(x + dx * size, y + dy * size * rng.uniform(0.85, 1.15), radius * size * 0.9, fill)


def hills(c: Canvas, p: Palette, rng: Random, horizon: float) -> None:
    """Draw two soft far ranges, the nearer one of round tree tops."""
    points = [(x, horizon - rng.uniform(60, 150)) for x in range(-200, WIDTH + 400, 260)]
    ridge = [(-300.0, horizon + 10), *points, (WIDTH + 400.0, horizon + 10)]
    c.polygon(smooth(ridge, closed=False), mix(p.far, p.sky_low, 0.45))
    x = -60.0
    while x < WIDTH + 60:
        radius = rng.uniform(38, 82)
        c.ellipse(x, horizon - radius * 0.3, radius * 1.2, radius, mix(p.far, p.leaf, 0.28))
        x += radius * 1.1
    c.rect((0, horizon - 30, WIDTH, horizon + 6), mix(p.far, p.leaf, 0.28))


def clumps(c: Canvas, shape: list[Clump], colour: RGB) -> None:
    """Draw a crown from overlapping rounds in three tones, lit from the upper left."""
    for tone, dx, dy, share in (
        (darker(colour, 0.17), 0.05, 0.12, 1.0),
        (colour, -0.03, -0.02, 0.94),
        (lighter(colour, 0.2), -0.2, -0.24, 0.6),
    ):
        for x, y, radius in shape:
            c.circle(x + dx * radius, y + dy * radius, radius * share, tone)


def round_tree(c: Canvas, p: Palette, rng: Random, x: float, y: float, h: float, colour: RGB | None = None) -> None:
    """Draw a shady tree standing at (x, y)."""
    leaf = colour or mix(p.leaf, rng.choice((p.lawn, p.leaf, rgb("#5f9c5a"))), 0.24)
    c.ellipse(x, y, h * 0.3, h * 0.05, faded(SHADOW, 0.15))
    c.polygon(
        [(x - h * 0.045, y), (x - h * 0.025, y - h * 0.5), (x + h * 0.025, y - h * 0.5), (x + h * 0.045, y)],
        darker(p.wood, 0.12),
    )
    top = y - h * 0.66
    crown = [(0, -0.12, 0.22), (-0.19, 0.02, 0.18), (0.19, 0.0, 0.18), (-0.08, 0.08, 0.18), (0.1, 0.1, 0.17)]
    clumps(c, [(x + dx * h, top + dy * h, r * h * rng.uniform(0.94, 1.08)) for dx, dy, r in crown], leaf)


def flamboyant(c: Canvas, p: Palette, rng: Random, x: float, y: float, h: float) -> None:
    """Draw a phượng tree: wide flat crown, red blossom over fern-green leaves."""
    bark = darker(p.wood, 0.18)
    c.ellipse(x, y, h * 0.62, h * 0.075, faded(SHADOW, 0.16))
    fork = (x + h * 0.01, y - h * 0.34)
    c.polygon(
        [
            (x - h * 0.075, y + 4),
            (x - h * 0.04, y - h * 0.2),
            (fork[0] - h * 0.035, fork[1]),
            (fork[0] + h * 0.04, fork[1]),
            (x + h * 0.045, y - h * 0.2),
            (x + h * 0.085, y + 4),
        ],
        bark,
    )
    for dx, dy, width in (
        (-0.42, -0.58, 0.035),
        (-0.2, -0.68, 0.04),
        (0.04, -0.72, 0.045),
        (0.26, -0.66, 0.04),
        (0.44, -0.56, 0.035),
    ):
        c.curve([fork, (x + dx * h * 0.45, y + (dy * 0.5 - 0.22) * h), (x + dx * h, y + dy * h)], bark, width * h)
    red = FLAMBOYANT
    under, over = _umbrella(rng, x, y, h)
    for dx, dy, radius in under:
        c.circle(dx, dy, radius, mix(p.leaf, darker(p.leaf, 0.3), rng.uniform(0.3, 1)))
    for dx, dy, radius in over:
        light = ((y - dy) / h - 0.6) / 0.4 - (dx - x) / h * 0.55
        tone = mix(
            darker(red, 0.24),
            mix(lighter(red, 0.28), rgb("#f4a340"), 0.25),
            min(1, max(0, light * 0.8 + rng.uniform(0, 0.32))),
        )
        c.circle(dx, dy, radius, tone)
    for dx, dy, radius in rng.sample(over, 60):
        c.circle(
            dx,
            dy - radius * 0.5,
            radius * 0.16,
            rng.choice((lighter(red, 0.5), rgb("#f7c065"), mix(p.leaf, p.lawn, 0.3))),
        )


def _umbrella(rng: Random, x: float, y: float, h: float) -> tuple[list[Clump], list[Clump]]:
    """Return the rounds of a wide flat crown: leaves below, blossom above, far to near."""
    under, over = [], []
    for _ in range(70):
        across = rng.uniform(-1, 1)
        under.append(
            (
                x + across * 0.68 * h,
                y - (0.62 - 0.09 * across**2 + rng.uniform(-0.03, 0.02)) * h,
                rng.uniform(0.04, 0.062) * h,
            )
        )
    for _ in range(260):
        across, up = rng.uniform(-1, 1), rng.uniform(0, 1)
        reach = 0.72 * (1 - 0.55 * up**2)
        level = 0.64 + 0.27 * up - 0.1 * across**2
        over.append((x + across * reach * h, y - level * h, rng.uniform(0.034, 0.058) * h))
    return under, sorted(over, key=lambda clump: clump[1])


def petals(c: Canvas, rng: Random, box: tuple[float, float, float, float], colour: RGB, count: int) -> None:
    """Strew fallen petals over the ground."""
    for _ in range(count):
        x, y = rng.uniform(box[0], box[2]), rng.uniform(box[1], box[3])
        c.ellipse(x, y, rng.uniform(5, 9), rng.uniform(3, 4.5), faded(mix(colour, WHITE, rng.uniform(0, 0.4)), 0.9))


def palm(c: Canvas, p: Palette, x: float, y: float, h: float, lean: float = 0.1) -> None:
    """Draw a slender coconut palm."""
    top = (x + lean * h, y - h)
    c.curve([(x, y), (x + lean * h * 0.25, y - h * 0.5), top], mix(p.wood, p.far, 0.25), h * 0.045)
    for dx, dy in (
        (-0.36, 0.06),
        (-0.3, -0.12),
        (-0.12, -0.24),
        (0.12, -0.24),
        (0.3, -0.12),
        (0.36, 0.06),
        (0.0, -0.08),
    ):
        tip = (top[0] + dx * h, top[1] + (dy + 0.1) * h)
        middle = (top[0] + dx * h * 0.5, top[1] + (dy - 0.06) * h)
        c.blob(
            [top, (middle[0], middle[1] - h * 0.025), tip, (middle[0] + h * 0.01, middle[1] + h * 0.035)],
            mix(p.leaf, p.third, 0.15 if dx < 0 else 0.35),
        )


def bush(c: Canvas, p: Palette, rng: Random, x: float, y: float, size: float, *, flowers: bool = True) -> None:
    """Draw a low round shrub, mostly with flowers."""
    shape = [
        (x - size * 0.55, y - size * 0.26, size * 0.34),
        (x + size * 0.5, y - size * 0.24, size * 0.34),
        (x, y - size * 0.42, size * 0.46),
    ]
    c.ellipse(x, y, size * 0.95, size * 0.14, faded(SHADOW, 0.13))
    c.rect((x - size * 0.86, y - size * 0.3, x + size * 0.82, y + size * 0.04), darker(p.leaf, 0.17), size * 0.15)
    clumps(c, shape, mix(p.leaf, p.third, 0.14))
    if flowers:
        tone = rng.choice((p.accent, p.second, WHITE))
        for _ in range(9):
            c.circle(x + rng.uniform(-0.7, 0.7) * size, y - rng.uniform(0.12, 0.66) * size, size * 0.062, tone)


def grass(c: Canvas, p: Palette, rng: Random, box: tuple[float, float, float, float], count: int = 40) -> None:
    """Draw short tufts so that a lawn is not a bare plane."""
    blade = darker(p.lawn, 0.13)
    for _ in range(count):
        x, y = rng.uniform(box[0], box[2]), rng.uniform(box[1], box[3])
        for dx in (-7, 0, 7):
            c.line([(x, y), (x + dx, y - 14 + abs(dx) * 0.6)], blade, 3.4)


def ground(c: Canvas, top: RGB, y: float) -> None:
    """Fill everything below y, a little darker towards the reader."""
    c.gradient((0, y, WIDTH, HEIGHT), lighter(top, 0.12), darker(top, 0.08))


def potted(c: Canvas, p: Palette, rng: Random, x: float, y: float, size: float) -> None:
    """Draw a leafy plant in a clay pot."""
    c.ellipse(x, y, size * 0.34, size * 0.06, faded(SHADOW, 0.16))
    for dx, dy in (
        (-0.42, -0.86),
        (0.42, -0.9),
        (-0.24, -1.12),
        (0.24, -1.14),
        (0.0, -1.22),
        (-0.5, -0.6),
        (0.5, -0.62),
    ):
        root, tip = (x, y - size * 0.4), (x + dx * size, y + dy * size)
        bend = (x + dx * size * 0.62 - size * 0.05, y + dy * size * 0.74)
        c.blob(
            [root, (bend[0] - size * 0.09, bend[1]), tip, (bend[0] + size * 0.13, bend[1] + size * 0.05)],
            mix(p.leaf, p.third, rng.uniform(0, 0.4)),
        )
    pot = mix(p.roof, p.wood, 0.4)
    c.polygon(
        [
            (x - size * 0.27, y - size * 0.46),
            (x + size * 0.27, y - size * 0.46),
            (x + size * 0.19, y),
            (x - size * 0.19, y),
        ],
        pot,
    )
    c.rect((x - size * 0.3, y - size * 0.5, x + size * 0.3, y - size * 0.39), lighter(pot, 0.14), size * 0.03)
