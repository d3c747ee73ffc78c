"""Rooms and what stands in them: windows, boards, tables, shelves, screens."""

from __future__ import annotations

from random import Random

from .canvas import HEIGHT, WIDTH, Canvas
from .colours import RGB, SHADOW, WHITE, Palette, darker, faded, lighter, mix, rgb

Box = tuple[float, float, float, float]


def room(c: Canvas, p: Palette, floor: float = 830) -> None:
    """Draw a lit wall, a skirting board and a floor of wide planks."""
    c.gradient((0, 0, WIDTH, floor), lighter(p.room, 0.3), darker(p.room, 0.05))
    c.gradient((0, floor, WIDTH, HEIGHT), lighter(p.floor, 0.16), darker(p.floor, 0.06))
    for step in (0.12, 0.3, 0.55, 0.86):
        y = floor + (HEIGHT - floor) * step
        c.line([(0, y), (WIDTH, y)], faded(darker(p.floor, 0.3), 0.3), 3, caps=False)
    for share in range(-7, 8):
        c.line(
            [(900 + share * 150, floor), (900 + share * 260, HEIGHT)],
            faded(darker(p.floor, 0.3), 0.22),
            3,
            caps=False,
        )
    c.rect((0, floor - 22, WIDTH, floor), lighter(p.floor, 0.5))
    c.rect((0, floor - 3, WIDTH, floor + 5), faded(SHADOW, 0.16))


def sunbeam(c: Canvas, x: float, width: float, height: float, floor: float = 830) -> None:
    """Let window light fall on the floor."""
    c.polygon(
        [
            (x + 60, floor + 30),
            (x + width + 60, floor + 30),
            (x + width + 230, floor + 30 + height),
            (x + 170, floor + 30 + height),
        ],
        faded((255, 246, 214), 0.34),
    )


def window(c: Canvas, p: Palette, rng: Random, box: Box) -> None:
    """Draw a window with open shutters and a bit of sky and trees behind it."""
    x0, y0, x1, y1 = box
    shutter = (x1 - x0) * 0.24
    for a, b in ((x0 - shutter, x0), (x1, x1 + shutter)):
        c.rect((a, y0 - 6, b, y1 + 6), p.trim, 6)
        y = y0 + 14.0
        while y < y1 - 8:
            c.line([(a + 12, y), (b - 12, y)], darker(p.trim, 0.16), 5, caps=False)
            y += 19
    c.rect((x0 - 14, y0 - 14, x1 + 14, y1 + 14), lighter(p.wall, 0.6), 6)
    c.gradient(box, p.sky_top, p.sky_low)
    third = (x1 - x0) / 3
    for index in range(4):
        radius = third * rng.uniform(0.42, 0.62)
        cx = min(max(x0 + index * third, x0 + radius), x1 - radius)
        c.pie(cx, y1, radius, 180, 360, mix(p.leaf, p.far, 0.25 + 0.12 * (index % 2)))
    middle = (x0 + x1) / 2
    c.line([(middle, y0), (middle, y1)], lighter(p.wall, 0.6), 11, caps=False)
    c.line([(x0, y0 + (y1 - y0) * 0.42), (x1, y0 + (y1 - y0) * 0.42)], lighter(p.wall, 0.6), 9, caps=False)
    c.rect((x0 - 34, y1 + 10, x1 + 34, y1 + 30), lighter(p.wall, 0.4), 6)
    c.rect((x0 - 30, y1 + 30, x1 + 30, y1 + 37), faded(SHADOW, 0.1))


def blackboard(c: Canvas, p: Palette, box: Box) -> None:
    """Draw a green board in a wooden frame with a ledge; the chalk is up to the scene."""
    x0, y0, x1, y1 = box
    c.rect((x0 - 12, y0 - 8, x1 + 24, y1 + 30), faded(SHADOW, 0.12), 14)
    c.rect((x0 - 18, y0 - 18, x1 + 18, y1 + 18), p.wood, 12)
    c.gradient(box, lighter(p.board, 0.1), darker(p.board, 0.08))
    c.rect((x0 + 60, y1 + 10, x1 - 60, y1 + 28), darker(p.wood, 0.16), 6)
    c.rect((x0 + 120, y1 + 2, x0 + 180, y1 + 12), WHITE, 4)
    c.rect((x0 + 196, y1 + 2, x0 + 236, y1 + 12), p.second, 4)


def table(c: Canvas, p: Palette, box: Box, *, legs: float = 120, colour: RGB | None = None) -> None:
    """Draw a table seen from the front: top edge `box`, legs below it."""
    x0, _, x1, y1 = box
    top = colour or p.wood
    c.ellipse((x0 + x1) / 2, y1 + legs, (x1 - x0) * 0.52, 16, faded(SHADOW, 0.15))
    for x in (x0 + 34, x1 - 34):
        c.rect((x - 13, y1 - 8, x + 13, y1 + legs), darker(top, 0.26), 6)
    c.rect((x0 + 22, y1 - 6, x1 - 22, y1 + legs * 0.32), darker(top, 0.15), 6)
    c.rect(box, lighter(top, 0.2), 10)
    c.rect((x0, y1 - 9, x1, y1), darker(top, 0.05), 4)


def shelf(c: Canvas, p: Palette, rng: Random, box: Box, rows: int) -> None:
    """Draw a bookcase filled with standing and leaning books."""
    x0, y0, x1, y1 = box
    c.rect((x0 + 14, y0 + 16, x1 + 26, y1 + 6), faded(SHADOW, 0.14), 10)
    c.rect(box, p.wood, 10)
    height = (y1 - y0 - 22) / rows
    for row in range(rows):
        top = y0 + 22 + row * height
        c.rect((x0 + 22, top, x1 - 22, top + height - 22), darker(p.wood, 0.34))
        c.rect((x0 + 22, top, x1 - 22, top + 14), faded(SHADOW, 0.22))
        book_row(c, p, rng, (x0 + 30, top + 16, x1 - 30, top + height - 22))
    c.rect((x0 - 10, y0 - 8, x1 + 10, y0 + 16), lighter(p.wood, 0.14), 8)


def book_row(c: Canvas, p: Palette, rng: Random, box: Box) -> None:
    """Fill a box with books on its lower edge."""
    x, top, end, low = box
    tall = low - top
    while x < end - 26:
        width, height = rng.uniform(19, 40), tall * rng.uniform(0.66, 0.95)
        tone = mix(rng.choice(p.cloth), rng.choice((WHITE, p.wood, SHADOW)), rng.uniform(0.0, 0.28))
        if rng.random() < 0.08 and x < end - 130:
            for step in range(3):
                c.rect((x, low - 22 * (step + 1), x + 96 - step * 9, low - 22 * step), rng.choice(p.cloth), 4)
            x += 104
            continue
        width = min(width, end - x)
        c.rect((x, low - height, x + width - 2, low), tone, 3)
        c.rect((x + 2, low - height * 0.84, x + width - 4, low - height * 0.76), lighter(tone, 0.55))
        if width > 28:
            c.rect((x + 2, low - height * 0.22, x + width - 4, low - height * 0.17), darker(tone, 0.25))
        x += width + rng.choice((0, 0, 0, 9))


def open_book(c: Canvas, x: float, y: float, size: float, cover: RGB) -> None:
    """Draw an open book held up towards a reader, its spine at (x, y)."""
    for side in (-1, 1):
        c.polygon(
            [
                (x, y),
                (x + side * size, y - size * 0.22),
                (x + side * size, y - size * 0.86),
                (x, y - size * 0.64),
            ],
            cover,
        )
        c.polygon(
            [
                (x, y - size * 0.06),
                (x + side * size * 0.9, y - size * 0.26),
                (x + side * size * 0.9, y - size * 0.9),
                (x, y - size * 0.7),
            ],
            lighter(cover, 0.85),
        )
        c.polygon(
            [
                (x, y - size * 0.06),
                (x + side * size * 0.12, y - size * 0.09),
                (x + side * size * 0.12, y - size * 0.73),
                (x, y - size * 0.7),
            ],
            faded(SHADOW, 0.1),
        )


def clock(c: Canvas, p: Palette, x: float, y: float, radius: float) -> None:
    c.circle(x + 4, y + 6, radius, faded(SHADOW, 0.14))
    c.circle(x, y, radius, p.trim)
    c.circle(x, y, radius * 0.82, WHITE)
    c.line([(x, y), (x, y - radius * 0.56)], rgb("#4a4358"), radius * 0.1)
    c.line([(x, y), (x + radius * 0.4, y + radius * 0.16)], rgb("#4a4358"), radius * 0.1)


def garland(c: Canvas, p: Palette, x0: float, x1: float, y: float, count: int = 18) -> None:
    """Hang paper pennants along the top of a wall."""
    step = (x1 - x0) / count
    c.line([(x0, y), (x1, y)], darker(p.room, 0.22), 4, caps=False)
    for index in range(count):
        x = x0 + index * step
        c.polygon([(x + 8, y), (x + step - 8, y), (x + step / 2, y + 54)], p.cloth[index % len(p.cloth)])


def flower_vase(c: Canvas, p: Palette, rng: Random, x: float, y: float, size: float) -> None:
    """Draw a vase of flowers standing at (x, y)."""
    c.ellipse(x, y, size * 0.3, size * 0.05, faded(SHADOW, 0.18))
    heads = [
        (rng.uniform(-0.1, 0.1) + dx, -dy)
        for dx, dy in (
            (-0.42, 0.92),
            (-0.2, 1.14),
            (0.05, 1.24),
            (0.28, 1.1),
            (0.46, 0.88),
            (-0.06, 0.94),
            (0.18, 0.86),
        )
    ]
    for dx, dy in heads:
        c.line([(x, y - size * 0.4), (x + dx * size, y + dy * size)], darker(p.leaf, 0.1), size * 0.024)
    for dx in (-0.3, 0.32, -0.12):
        c.ellipse(x + dx * size, y - size * 0.68, size * 0.15, size * 0.07, p.leaf)
    for index, (dx, dy) in enumerate(heads):
        flower(
            c,
            x + dx * size,
            y + dy * size,
            size * 0.14,
            (lighter(p.accent, 0.16), p.second, WHITE)[index % 3],
        )
    vase = lighter(p.trim, 0.16)
    c.blob(
        [
            (x - size * 0.13, y - size * 0.5),
            (x + size * 0.13, y - size * 0.5),
            (x + size * 0.22, y - size * 0.2),
            (x + size * 0.13, y),
            (x - size * 0.13, y),
            (x - size * 0.22, y - size * 0.2),
        ],
        vase,
    )
    c.ellipse(x - size * 0.08, y - size * 0.24, size * 0.035, size * 0.12, faded(WHITE, 0.45))


def flower(c: Canvas, x: float, y: float, radius: float, colour: RGB) -> None:
    """Draw one round flower of six petals."""
    for dx, dy in ((0, -0.58), (0.52, -0.28), (0.52, 0.3), (0, 0.6), (-0.52, 0.3), (-0.52, -0.28)):
        c.circle(x + dx * radius, y + dy * radius, radius * 0.46, colour)
    c.circle(x, y, radius * 0.34, mix(rgb("#f6c23e"), colour, 0.12))


def child_drawing(c: Canvas, p: Palette, rng: Random, x: float, y: float, size: float) -> None:
    """Pin a child's painting of a sun, a house or a flower to the wall."""
    c.rect((x + 5, y + 7, x + size + 5, y + size * 0.78 + 7), faded(SHADOW, 0.12), 3)
    c.rect((x, y, x + size, y + size * 0.78), WHITE, 3)
    low = y + size * 0.7
    c.rect((x + 8, low - size * 0.1, x + size - 8, low + size * 0.02), lighter(p.leaf, 0.25))
    kind = rng.randrange(3)
    if kind == 0:
        c.circle(x + size * 0.5, y + size * 0.33, size * 0.17, p.second)
    elif kind == 1:
        c.rect((x + size * 0.3, y + size * 0.34, x + size * 0.7, low - size * 0.08), lighter(p.third, 0.2))
        c.polygon(
            [
                (x + size * 0.24, y + size * 0.36),
                (x + size * 0.5, y + size * 0.13),
                (x + size * 0.76, y + size * 0.36),
            ],
            p.roof,
        )
    else:
        c.line([(x + size * 0.5, low - size * 0.05), (x + size * 0.5, y + size * 0.3)], p.leaf, size * 0.04)
        flower(c, x + size * 0.5, y + size * 0.28, size * 0.19, p.accent)
    c.circle(x + size / 2, y + 5, 6, p.accent)
