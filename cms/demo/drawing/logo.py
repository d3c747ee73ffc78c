"""School emblems: a ring, a motif and the initials of the name."""

from __future__ import annotations

import math
from collections.abc import Callable
from io import BytesIO
from random import Random

import fontpkg
from PIL import Image, ImageDraw, ImageFont

from .canvas import Canvas, smooth
from .colours import RGB, WHITE, Palette, darker, lighter, mix, pick_palette, rgb
from .places import lotus

UNIT = 512
KIND_WORDS = ("Trường", "Mầm non", "Mẫu giáo", "Tiểu học", "Trung học cơ sở", "THCS", "TH")
Motif = Callable[[Canvas, Palette, RGB], None]


def draw_logo(name: str, seed: int, size: int = UNIT) -> bytes:
    """Return a round PNG emblem with a transparent background for the school called `name`."""
    rng = Random(f"{name}:{seed}")
    palette = pick_palette(rng)
    brand = darker(rng.choice((palette.accent, palette.trim, palette.third, rgb("#2f6f9f"))), 0.14)
    canvas = Canvas((size, size), units=(UNIT, UNIT), oversample=4)
    _ring(canvas, palette, brand, rng)
    rng.choice(MOTIFS)(canvas, palette, brand)
    _initials(canvas, initials(name), brand)
    image = canvas.finished().convert("RGBA")
    image.putalpha(_round_mask(size))
    buffer = BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def initials(name: str) -> str:
    """Return up to three capitals of the school's own name, without words such as "Trường"."""
    own = name
    for word in KIND_WORDS:
        own = own.removeprefix(word).strip()
    return "".join(word[0] for word in (own or name).split()[:3]).upper()


def _ring(c: Canvas, p: Palette, brand: RGB, rng: Random) -> None:
    c.rect((0, 0, UNIT, UNIT), brand)
    c.circle(256, 256, 232, WHITE)
    c.circle(256, 256, 222, lighter(brand, 0.12))
    beads = rng.choice((0, 24, 36))
    for index in range(beads):
        angle = index * 2 * math.pi / beads
        c.circle(256 + 208 * math.cos(angle), 256 + 208 * math.sin(angle), 6, rgb("#fbe3ae"))
    c.circle(256, 256, 192, WHITE)
    c.circle(256, 256, 186, mix(p.sky_low, WHITE, 0.45))


def _lotus(c: Canvas, p: Palette, brand: RGB) -> None:
    for index in range(3):
        c.curve(
            [
                (150 + index * 8, 262 + index * 15),
                (256, 284 + index * 13),
                (362 - index * 8, 262 + index * 15),
            ],
            lighter(p.trim, 0.2 + index * 0.22),
            7,
        )
    lotus(c, 256, 262, 112, mix(p.accent, rgb("#e0638a"), 0.4))
    del brand


def _book(c: Canvas, p: Palette, brand: RGB) -> None:
    _sunrise(c, p, 196, 62)
    for side in (-1, 1):
        cover = [
            (256, 286),
            (256 + side * 60, 262),
            (256 + side * 124, 270),
            (256 + side * 124, 190),
            (256 + side * 60, 182),
            (256, 206),
        ]
        c.polygon(cover, brand)
        page = [
            (256, 274),
            (256 + side * 58, 250),
            (256 + side * 112, 258),
            (256 + side * 112, 182),
            (256 + side * 58, 172),
            (256, 196),
        ]
        c.polygon(page, WHITE)
        for step in range(3):
            y = 200 + step * 20
            c.line(
                [(256 + side * 22, y + 8), (256 + side * 60, y - 4), (256 + side * 96, y)],
                mix(brand, WHITE, 0.6),
                6,
            )


def _sunrise(c: Canvas, p: Palette, y: float, radius: float) -> None:
    gold = mix(p.sun, rgb("#f5ae2e"), 0.85)
    for index in range(9):
        angle = math.pi + index * math.pi / 8
        c.line(
            [
                (256 + radius * 1.22 * math.cos(angle), y + radius * 1.22 * math.sin(angle)),
                (256 + radius * 1.55 * math.cos(angle), y + radius * 1.55 * math.sin(angle)),
            ],
            gold,
            9,
        )
    c.circle(256, y, radius, gold)


def _tree(c: Canvas, p: Palette, brand: RGB) -> None:
    c.polygon([(242, 286), (250, 196), (262, 196), (270, 286)], darker(p.wood, 0.1))
    leaf = mix(p.leaf, rgb("#4f9a55"), 0.4)
    for dx, dy, radius, tone in (
        (-58, 190, 46, 0.0),
        (58, 190, 46, 0.0),
        (0, 152, 58, 0.1),
        (-26, 206, 40, 0.14),
        (30, 206, 40, 0.14),
    ):
        c.circle(256 + dx, dy, radius, lighter(leaf, tone))
    for dx, dy in ((-62, 176), (-14, 132), (40, 150), (66, 200), (-30, 204), (14, 186)):
        c.circle(256 + dx, dy, 10, rgb("#e2553f"))
    c.curve([(150, 288), (256, 276), (362, 288)], brand, 9)


def _bird(c: Canvas, p: Palette, brand: RGB) -> None:
    _sunrise(c, p, 226, 58)
    for side in (-1, 1):
        wing = smooth(
            [
                (256, 250),
                (256 + side * 60, 176),
                (256 + side * 132, 160),
                (256 + side * 104, 214),
                (256 + side * 60, 252),
            ]
        )
        c.polygon(wing, brand if side < 0 else lighter(brand, 0.22))
    c.polygon(smooth([(238, 196), (256, 168), (276, 190), (272, 250), (256, 290), (240, 250)]), WHITE)
    c.polygon([(272, 184), (294, 190), (272, 198)], p.second)
    c.circle(262, 186, 5, darker(brand, 0.5))


def _rice(c: Canvas, p: Palette, brand: RGB) -> None:
    gold = mix(p.second, rgb("#e8b23a"), 0.6)
    for side in (-1, 1):
        c.curve([(256, 292), (256 + side * 84, 250), (256 + side * 118, 158)], darker(gold, 0.2), 6)
        for step in range(6):
            x, y = 256 + side * (52 + step * 13), 272 - step * 22
            c.blob([(x, y), (x + side * 26, y - 8), (x + side * 34, y - 26), (x + side * 8, y - 20)], gold)
            c.blob(
                [(x, y), (x - side * 16, y - 16), (x - side * 12, y - 34), (x + side * 6, y - 22)],
                lighter(gold, 0.2),
            )
    c.star(256, 190, 62, brand)


MOTIFS: tuple[Motif, ...] = (_lotus, _book, _tree, _bird, _rice)


def _initials(c: Canvas, text: str, brand: RGB) -> None:
    """Write the initials below the motif in the project's typeface."""
    font = _font(round(92 * c.scale))
    c.pen.text((256 * c.scale, 352 * c.scale), text, font=font, fill=darker(brand, 0.12), anchor="mm")


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(fontpkg.path("Be Vietnam Pro", weight=700)), size)


def _round_mask(size: int) -> Image.Image:
    mask = Image.new("L", (size * 4, size * 4), 0)
    ImageDraw.Draw(mask).ellipse((0, 0, size * 4 - 1, size * 4 - 1), fill=255)
    return mask.resize((size, size), Image.Resampling.BOX)
