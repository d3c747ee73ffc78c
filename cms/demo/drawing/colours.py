"""Colours: helpers and the six palettes of the demo pictures."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

RGB = tuple[int, int, int]
RGBA = tuple[int, int, int, int]
Colour = RGB | RGBA


def rgb(code: str) -> RGB:
    """Return the colour of a `#rrggbb` code."""
    value = int(code.removeprefix("#"), 16)
    return (value >> 16, (value >> 8) & 255, value & 255)


def mix(first: Colour, second: Colour, share: float) -> RGB:
    """Return `first` moved towards `second` by `share` (0 to 1)."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first[:3], second[:3], strict=True))
    return (red, green, blue)


def lighter(colour: Colour, share: float = 0.2) -> RGB:
    return mix(colour, (255, 252, 244), share)


def darker(colour: Colour, share: float = 0.2) -> RGB:
    return mix(colour, (38, 32, 52), share)


def faded(colour: Colour, alpha: float) -> RGBA:
    """Return the colour with an opacity between 0 and 1."""
    return (colour[0], colour[1], colour[2], round(255 * alpha))


WHITE = rgb("#fdfbf6")
INK = rgb("#3a3146")
SHADOW = rgb("#3b3a58")
FLAG_RED = rgb("#d62b2b")
FLAG_GOLD = rgb("#ffd54a")
SCARF = rgb("#dc3a34")
CHEEK = rgb("#e8705f")
SKINS = tuple(map(rgb, ("#f6cfae", "#f1c29b", "#e8b48c", "#dda27a")))
HAIRS = tuple(map(rgb, ("#342b38", "#3d3038", "#483634", "#2f2a37")))


@dataclass(frozen=True, slots=True)
class Palette:
    """One mood: what light, walls, leaves and cloth look like in a picture."""

    name: str
    sky_top: RGB
    sky_low: RGB
    sun: RGB
    far: RGB
    lawn: RGB
    yard: RGB
    wall: RGB
    roof: RGB
    trim: RGB
    accent: RGB
    second: RGB
    third: RGB
    leaf: RGB
    wood: RGB
    room: RGB
    floor: RGB
    board: RGB

    @property
    def cloth(self) -> tuple[RGB, ...]:
        """Return the colours that clothes, bags, books and toys are chosen from."""
        warm, cool = mix(self.accent, self.second, 0.5), lighter(self.trim, 0.35)
        return (self.accent, self.second, self.third, self.trim, warm, cool, rgb("#6d9fd0"), rgb("#e58797"))


def _palette(name: str, codes: str) -> Palette:
    return Palette(name, *map(rgb, codes.split()))


#          sky_top sky_low sun far lawn yard | wall roof trim accent second third | leaf wood room floor board
PALETTES: tuple[Palette, ...] = (
    _palette(
        "sen",
        "#b9d8e6 #fdeae4 #fff0cf #c9d3cf #a9c79a #efdccb #fdf1e3 #c76a63 #5f9e9c"
        " #d9587f #f0a765 #3f8f83 #6da57c #b98a66 #fbe9e4 #e3bfa2 #3f7f73",
    ),
    _palette(
        "phuong",
        "#94cbe6 #fdf2dc #ffe9a8 #b9d3c6 #a5c978 #f1dcb8 #fbe7bd #cb5034 #2f858b"
        " #e4532f #f4ae3d #2f7fa0 #6fa850 #b27a4b #fdf0d9 #dfb184 #2f6f5d",
    ),
    _palette(
        "son_mai",
        "#f0bd93 #fdecd0 #fff1c4 #d8bfa4 #b3b878 #ecd0a8 #f8e4c0 #8e352c #4c7a68"
        " #a5302a #dfa136 #3c6e78 #6f924f #8a5638 #f9e8cf #c98f63 #335c4e",
    ),
    _palette(
        "lua",
        "#b5deda #fbf8df #fff3b8 #b7d1ae #b9cf73 #ecdfbd #fcf3d9 #c9743f #4f9566"
        " #dc9b2b #5da355 #d5653f #74ad4f #ab7f4c #f6f4dc #dcb987 #3f7a52",
    ),
    _palette(
        "bien",
        "#83c3e6 #ecf8f4 #fff2c0 #a9cfd6 #9fcb9a #eadfc9 #fbf3e2 #d9734f #2c86ad"
        " #1f84ad #f4b455 #e66f58 #5aa58a #b58a62 #e6f3f4 #d8b892 #2d6f72",
    ),
    _palette(
        "tre",
        "#c4e2cf #fcf7e0 #fff1b5 #bdd0ae #a8c573 #e8dcb9 #fbf1d2 #b9683f #6b9a5b"
        " #c9503f #e5ac44 #4a8b94 #7fa94b #a5814f #f5f2da #cfae7d #4a7350",
    ),
)


def pick_palette(rng: Random) -> Palette:
    return rng.choice(PALETTES)
