"""Buildings, the flag, the gate and what stands in a yard."""

from __future__ import annotations

from .canvas import Canvas, smooth
from .colours import FLAG_GOLD, FLAG_RED, RGB, SHADOW, WHITE, Palette, darker, faded, lighter, mix, rgb

STEEL = rgb("#c9ced6")
GLASS = rgb("#bfe0e6")


def school(c: Canvas, p: Palette, x: float, base: float, width: float, *, floors: int = 2, flag: bool = True) -> None:
    """Draw a long school house with open corridors and a stair tower in the middle."""
    storey, roof = 138.0, 84.0
    top = base - floors * storey
    left, right = x - width / 2, x + width / 2
    c.ellipse(x, base + 4, width * 0.52, 20, faded(SHADOW, 0.14))
    c.rect((left, top, right, base), p.wall)
    for floor in range(floors):
        _corridor(
            c,
            p,
            (left + 18, top + floor * storey, right - 18, top + (floor + 1) * storey),
            ground=floor == floors - 1,
        )
    _roof(c, p, left, right, top, roof)
    _tower(c, p, x, base, top - roof * 0.55, flag=flag)
    c.rect((left - 14, base - 16, right + 14, base), mix(p.wall, p.wood, 0.35))


def _corridor(c: Canvas, p: Palette, box: tuple[float, float, float, float], *, ground: bool) -> None:
    left, top, right, low = box
    c.gradient((left, top + 12, right, low), darker(p.wall, 0.24), darker(p.wall, 0.1))
    bays = max(4, round((right - left) / 118))
    bay = (right - left) / bays
    for index in range(bays):
        x = left + index * bay
        if index % 2:
            c.rect((x + bay * 0.3, top + 40, x + bay * 0.72, low), p.trim, 4)
            c.line([(x + bay * 0.51, top + 44), (x + bay * 0.51, low)], darker(p.trim, 0.2), 3, caps=False)
        else:
            c.rect((x + bay * 0.2, top + 44, x + bay * 0.82, top + 96), lighter(p.trim, 0.25), 4)
            c.rect((x + bay * 0.25, top + 49, x + bay * 0.77, top + 91), mix(GLASS, p.sky_top, 0.4))
            c.line([(x + bay * 0.51, top + 48), (x + bay * 0.51, top + 92)], lighter(p.trim, 0.25), 5, caps=False)
    if not ground:
        c.rect((left, low - 46, right, low - 4), lighter(p.wall, 0.35))
        step = left + 10
        while step < right - 6:
            c.rect((step, low - 36, step + 7, low - 10), mix(p.wall, p.wood, 0.3))
            step += 17
    for index in range(bays + 1):
        x = left + index * bay
        c.rect((x - 8, top, x + 8, low), lighter(p.wall, 0.5))
        c.rect((x + 3, top, x + 8, low), faded(SHADOW, 0.09))
    c.rect((left - 18, low - 9, right + 18, low), lighter(p.wall, 0.4))
    c.rect((left, top + 4, right, top + 16), faded(SHADOW, 0.13))


def _roof(c: Canvas, p: Palette, left: float, right: float, top: float, height: float) -> None:
    eave = 34
    slope = [
        (left - eave, top + 6),
        (left + 62, top - height),
        (right - 62, top - height),
        (right + eave, top + 6),
    ]
    c.gradient_polygon(slope, lighter(p.roof, 0.12), darker(p.roof, 0.06))
    for share in (0.3, 0.55, 0.8):
        inset = (62 + eave) * share
        y = top + 6 - (height + 6) * share
        c.line(
            [(left - eave + inset, y), (right + eave - inset, y)],
            faded(darker(p.roof, 0.3), 0.35),
            3.5,
            caps=False,
        )
    c.line([(left + 58, top - height), (right - 58, top - height)], darker(p.roof, 0.16), 12)
    c.rect((left - eave, top + 2, right + eave, top + 13), darker(p.roof, 0.22), 5)


def _tower(c: Canvas, p: Palette, x: float, base: float, top: float, *, flag: bool) -> None:
    half = 96.0
    c.rect((x - half - 12, top + 12, x + half + 14, base), faded(SHADOW, 0.12))
    c.gradient((x - half, top, x + half, base), lighter(p.wall, 0.45), p.wall)
    c.polygon([(x - half - 22, top + 4), (x, top - 74), (x + half + 22, top + 4)], p.roof)
    c.polygon([(x - half + 22, top - 8), (x, top - 54), (x + half - 22, top - 8)], lighter(p.wall, 0.4))
    c.rect((x - half - 22, top, x + half + 22, top + 13), darker(p.roof, 0.2), 5)
    c.circle(x, top + 66, 36, p.trim)
    c.circle(x, top + 66, 29, WHITE)
    c.line([(x, top + 66), (x, top + 46)], darker(p.trim, 0.4), 5)
    c.line([(x, top + 66), (x + 14, top + 72)], darker(p.trim, 0.4), 5)
    for y in range(round(top + 128), round(base - 150), 108):
        c.rect((x - 44, y, x + 44, y + 66), lighter(p.trim, 0.25), 8)
        c.rect((x - 37, y + 7, x + 37, y + 59), mix(GLASS, p.sky_top, 0.35))
        c.line([(x, y + 6), (x, y + 60)], lighter(p.trim, 0.25), 6, caps=False)
    c.rect((x - 56, base - 118, x + 56, base), darker(p.trim, 0.12), 14)
    c.rect((x - 46, base - 108, x + 46, base), darker(p.trim, 0.42), 10)
    if flag:
        flagpole(c, x, top - 66, 120, 1.0, cloth=74)


def flagpole(c: Canvas, x: float, base: float, height: float, width: float = 1.4, *, cloth: float = 150) -> None:
    """Draw a pole with the national flag waving from its top."""
    c.line([(x, base), (x, base - height)], STEEL, 7 * width)
    c.circle(x, base - height - 6 * width, 7 * width, FLAG_GOLD)
    top, tall = base - height + 6, cloth * 0.66
    wave = [
        (share, 0.055 * cloth * (1 if index % 2 else -1) * min(1, share * 2))
        for index, share in enumerate((0, 0.25, 0.5, 0.75, 1))
    ]
    upper = [(x + 3 + share * cloth, top + bend) for share, bend in wave]
    lower = [(px, py + tall) for px, py in reversed(upper)]
    c.gradient_polygon(
        [*smooth(upper, closed=False), *smooth(lower, closed=False)],
        FLAG_RED,
        mix(FLAG_RED, (190, 20, 30), 0.5),
    )
    c.star(x + cloth * 0.5, top + tall * 0.52, tall * 0.3, FLAG_GOLD, turn=0.06)


def fence(c: Canvas, p: Palette, x0: float, x1: float, base: float, height: float = 120) -> None:
    """Draw an iron fence on a low wall."""
    bar = darker(p.trim, 0.05)
    x = x0 + 12
    while x < x1:
        c.line([(x, base - 40), (x, base - height)], bar, 6)
        c.polygon([(x - 7, base - height), (x, base - height - 18), (x + 7, base - height)], bar)
        x += 30
    for y in (base - height + 16, base - 62):
        c.line([(x0, y), (x1, y)], bar, 6, caps=False)
    c.rect((x0, base - 46, x1, base), mix(p.wall, p.roof, 0.18))
    c.rect((x0, base - 52, x1, base - 42), lighter(p.wall, 0.3))


def gate(c: Canvas, p: Palette, x: float, base: float, half: float = 410, height: float = 540) -> None:
    """Draw a school gate: two pillars, a tiled lintel and a lotus in its middle."""
    for side in (-1, 1):
        px = x + side * half
        c.ellipse(px, base + 4, 96, 16, faded(SHADOW, 0.2))
        brick = mix(p.roof, p.wall, 0.16)
        c.gradient((px - 58, base - height, px + 58, base), lighter(brick, 0.12), darker(brick, 0.04))
        c.rect((px + 20, base - height, px + 58, base), faded(SHADOW, 0.08))
        c.rect((px - 72, base - 66, px + 72, base), lighter(p.wall, 0.4), 6)
        c.rect((px - 66, base - height + 60, px + 66, base - height + 92), lighter(p.wall, 0.4), 5)
        for y in (base - height + 150, base - height + 290):
            c.rect((px - 34, y, px + 34, y + 110), faded(lighter(p.wall, 0.4), 0.32), 12)
    _lintel(c, p, x, base - height, half)


def _lintel(c: Canvas, p: Palette, x: float, y: float, half: float) -> None:
    reach = half + 110
    c.rect((x - reach + 30, y - 18, x + reach - 30, y + 92), lighter(p.wall, 0.25), 10)
    c.rect((x - half + 70, y + 2, x + half - 70, y + 72), p.trim, 35)
    c.rect((x - half + 80, y + 12, x + half - 80, y + 62), lighter(p.trim, 0.12), 25)
    c.rect((x - reach + 30, y + 80, x + reach - 30, y + 94), faded(SHADOW, 0.13))
    roof = [
        (x - reach - 36, y - 12),
        (x - reach + 40, y - 40),
        (x - half + 30, y - 106),
        (x + half - 30, y - 106),
        (x + reach - 40, y - 40),
        (x + reach + 36, y - 12),
    ]
    c.gradient_polygon(roof, lighter(p.roof, 0.14), darker(p.roof, 0.05))
    for share in range(-9, 10):
        c.line(
            [(x + share * half * 0.098, y - 104), (x + share * half * 0.128, y - 14)],
            faded(darker(p.roof, 0.35), 0.3),
            4,
            caps=False,
        )
    c.rect((x - reach - 40, y - 20, x + reach + 40, y - 4), darker(p.roof, 0.2), 8)
    c.line([(x - half + 26, y - 108), (x + half - 26, y - 108)], darker(p.roof, 0.14), 15)
    lotus(c, x, y + 62, 62, lighter(p.accent, 0.25))


def lotus(c: Canvas, x: float, y: float, size: float, colour: RGB) -> None:
    """Draw an open lotus standing on (x, y)."""

    def petal(dx: float, height: float, spread: float, fill: RGB) -> None:
        tip = (x + dx * size, y - height * size)
        side = spread * size
        c.polygon(
            smooth(
                [
                    (x, y),
                    ((x + tip[0]) / 2 - side, y - height * size * 0.48),
                    tip,
                    ((x + tip[0]) / 2 + side, y - height * size * 0.48),
                ]
            ),
            fill,
        )

    for dx, height, spread, tone in (
        (-0.98, 0.5, 0.2, 0.14),
        (0.98, 0.5, 0.2, 0.14),
        (-0.58, 0.86, 0.24, 0.04),
        (0.58, 0.86, 0.24, 0.04),
    ):
        petal(dx, height, spread, darker(colour, tone))
    petal(0, 1.08, 0.3, lighter(colour, 0.3))


def pavement(c: Canvas, top: float, left: tuple[float, float], right: tuple[float, float], colour: RGB) -> None:
    """Draw a path that widens towards the reader, with faint joints."""
    low = 1210.0
    c.gradient_polygon([(left[0], top), (right[0], top), (right[1], low), (left[1], low)], lighter(colour, 0.3), colour)
    for step in (0.1, 0.24, 0.43, 0.68):
        y = top + (low - top) * step
        c.line(
            [(left[0] + (left[1] - left[0]) * step, y), (right[0] + (right[1] - right[0]) * step, y)],
            faded(darker(colour, 0.25), 0.28),
            3.5,
            caps=False,
        )
    for step in (0.25, 0.5, 0.75):
        c.line(
            [(left[0] + (right[0] - left[0]) * step, top), (left[1] + (right[1] - left[1]) * step, low)],
            faded(darker(colour, 0.25), 0.28),
            3.5,
            caps=False,
        )


def bunting(
    c: Canvas,
    p: Palette,
    start: tuple[float, float],
    end: tuple[float, float],
    sag: float = 60,
    count: int = 12,
) -> None:
    """Hang a string of small flags between two points."""

    def at(t: float) -> tuple[float, float]:
        return (
            start[0] + (end[0] - start[0]) * t,
            start[1] + (end[1] - start[1]) * t + 4 * sag * t * (1 - t),
        )

    c.line([at(step / 24) for step in range(25)], darker(p.wall, 0.3), 4)
    for index in range(count):
        x, y = at((index + 0.5) / count)
        c.polygon([(x - 21, y), (x + 21, y), (x, y + 46)], p.cloth[index % len(p.cloth)])


def bench(c: Canvas, p: Palette, x: float, y: float, width: float) -> None:
    """Draw a stone bench."""
    stone = mix(p.wall, STEEL, 0.35)
    c.ellipse(x, y, width * 0.56, 13, faded(SHADOW, 0.17))
    for side in (-0.36, 0.36):
        c.rect((x + side * width - 20, y - 74, x + side * width + 20, y), darker(stone, 0.14), 5)
    c.rect((x - width / 2, y - 96, x + width / 2, y - 68), stone, 11)
    c.rect((x - width / 2 + 6, y - 78, x + width / 2 - 6, y - 68), faded(SHADOW, 0.1), 5)
