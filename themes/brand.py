"""A school's own colour: what is made of it, and whether it can be read."""

import colorsys
import re
from dataclasses import dataclass

from themes import palettes
from themes.palettes import Tokens

MODES = ("light", "dark")
HEX = re.compile(r"#[0-9a-f]{6}\Z")
WHITE = "#ffffff"
# The masthead holds small text at every size of screen: more than the least that the rules ask for.
BAND = {"light": 7.0, "dark": 12.0}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a colour is refused, and the nearest one that is not."""

    ratio: float
    least: float
    suggestion: str


def problem(palette: str, mode: str, colour: str) -> Problem | None:
    """Return what is wrong with `colour` as this palette's brand by day ("light") or night ("dark")."""
    ratio = _worst(palette, mode, colour)
    if ratio >= palettes.TEXT:
        return None
    return Problem(ratio, palettes.TEXT, nearest(palette, mode, colour))


def nearest(palette: str, mode: str, colour: str) -> str:
    """Return the colour of the same hue, nearest in lightness, that can be read in this palette and mode."""
    return next(c for c in _by_lightness(colour) if _worst(palette, mode, c) >= palettes.TEXT)


def tokens(palette: str, day: str, night: str = "") -> dict[str, Tokens]:
    """Return the tokens that a school's own colours replace, by mode; without `night` it is made of `day`."""
    brands = {"light": day, "dark": night or nearest(palette, "dark", day)}
    return {mode: _tokens(palette, mode, brand) for mode, brand in brands.items()}


def stylesheet(palette: str, day: str, night: str = "") -> str:
    """Return the few rules that put a school's own colours over its palette's."""
    made = tokens(palette, day, night)
    light, dark = ("".join(f"--{name}:{value};" for name, value in made[mode].items()) for mode in MODES)
    return f":root{{{light}}}\n@media screen and (prefers-color-scheme: dark){{:root{{{dark}}}}}\n"


def _tokens(palette: str, mode: str, brand: str) -> Tokens:
    band = next(c for c in _by_lightness(brand) if palettes.contrast(c, WHITE) >= BAND[mode])
    return {"brand": brand, "on-brand": _on(palette, mode, brand), "band": band, "on-band": WHITE}


def _on(palette: str, mode: str, brand: str) -> str:
    """White or the palette's darkest, whichever is read better on the colour."""
    dark = palettes.read()[palette, "dark"]["paper"]
    return max((WHITE, dark), key=lambda ink: palettes.contrast(ink, brand))


def _worst(palette: str, mode: str, colour: str) -> float:
    """The least contrast that text in this colour, or on it, has anywhere on a page."""
    known = palettes.read()[palette, mode]
    grounds = [known["paper"], known["tint"], _on(palette, mode, colour)]
    return min(palettes.contrast(colour, ground) for ground in grounds)


def _by_lightness(colour: str) -> list[str]:
    """The colours of one hue, those nearest in lightness first."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    steps = sorted((step / 256 for step in range(257)), key=lambda step: abs(step - lightness))
    return [colour, *(_hex(*colorsys.hls_to_rgb(hue, step, saturation)) for step in steps)]


def _hex(*channels: float) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)
