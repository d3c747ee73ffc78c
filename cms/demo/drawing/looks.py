"""Who wears what: pupils, small children, teachers."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .colours import HAIRS, RGB, SKINS, WHITE, Palette, darker, lighter, rgb

TROUSERS = rgb("#33466b")
GIRL_HAIR = ("bob", "ponytail", "pigtails")


@dataclass(frozen=True, slots=True)
class Look:
    """What a person wears."""

    skin: RGB
    hair: RGB
    style: str = "short"
    top: RGB = WHITE
    bottom: RGB = TROUSERS
    skirt: bool = False
    shorts: bool = False
    scarf: bool = False
    tunic: bool = False
    adult: bool = False
    bag: RGB | None = None
    apron: RGB | None = None
    cap: RGB | None = None


def pupil(rng: Random, palette: Palette, *, bag: bool = False, scarf: bool = True) -> Look:
    """Return a pupil in uniform: white shirt, blue trousers or skirt, red scarf."""
    girl = rng.random() < 0.5
    return Look(
        skin=rng.choice(SKINS),
        hair=rng.choice(HAIRS),
        style=rng.choice(GIRL_HAIR) if girl else "short",
        bottom=rng.choice((TROUSERS, rgb("#2c3a58"), rgb("#3f5680"))),
        skirt=girl,
        scarf=scarf,
        bag=rng.choice(palette.cloth) if bag else None,
    )


def small_child(rng: Random, palette: Palette) -> Look:
    """Return a preschool child in bright clothes."""
    girl = rng.random() < 0.5
    top = rng.choice(palette.cloth)
    bottom = darker(rng.choice([colour for colour in palette.cloth if colour != top]), 0.12)
    return Look(
        skin=rng.choice(SKINS),
        hair=rng.choice(HAIRS),
        style=rng.choice(GIRL_HAIR) if girl else "short",
        top=lighter(top, 0.12),
        bottom=bottom,
        skirt=girl,
        shorts=not girl,
    )


def teacher(rng: Random, palette: Palette, *, man: bool = False) -> Look:
    """Return a teacher: a tunic (áo dài) over white trousers, or shirt and dark trousers."""
    skin, hair = rng.choice(SKINS), rng.choice(HAIRS)
    if man:
        return Look(skin, hair, "short", lighter(palette.trim, 0.45), rgb("#3d4256"), adult=True)
    colour = rng.choice((palette.accent, palette.trim, palette.third, palette.second))
    return Look(skin, hair, rng.choice(("bun", "long")), colour, WHITE, tunic=True, adult=True)
