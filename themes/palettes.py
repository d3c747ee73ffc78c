"""The six palettes: read from the stylesheet, which is their only source, and checked for contrast."""

import functools
import re
from pathlib import Path

from django.utils.translation import gettext_lazy as _

Tokens = dict[str, str]

STYLESHEET = Path(__file__).parent / "static" / "themes" / "css" / "site.css"
DEFAULT = "sen"
CHOICES = [
    ("sen", _("Sen (lotus pink)")),
    ("phuong", _("Phượng (flamboyant red)")),
    ("son_mai", _("Sơn mài (lacquer brown and gold)")),
    ("lua", _("Lúa (rice green)")),
    ("bien", _("Biển (sea blue)")),
    ("tre", _("Tre (bamboo green)")),
]

# (foreground, background, least ratio): WCAG 2.2, 1.4.3 for text and 1.4.11 for controls.
TEXT, CONTROL = 4.5, 3.0
TONES = ("good", "warn", "bad")
PAIRS = [
    *[(ink, ground, TEXT) for ink in ("ink", "ink-soft", "brand") for ground in ("paper", "tint")],
    *[("ink", f"{tone}-tint", TEXT) for tone in TONES],
    *[(tone, ground, TEXT) for tone in TONES for ground in ("paper", "tint", f"{tone}-tint")],
    ("on-brand", "brand", TEXT),
    ("on-band", "band", TEXT),
    *[(line, ground, CONTROL) for line in ("line-strong", "accent") for ground in ("paper", "tint")],
]

_BLOCK = re.compile(r"([^{}]+)\{([^{}]*)\}")
_TOKEN = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6})\s*;")
_DARK = "(prefers-color-scheme: dark)"


@functools.cache
def read() -> dict[tuple[str, str], Tokens]:
    """Colour tokens of every palette, keyed by (palette, "light" or "dark")."""
    css = re.sub(r"/\*.*?\*/", "", STYLESHEET.read_text(encoding="utf-8"), flags=re.S)
    section = css.split("@layer tokens {", 1)[1].split("@layer base {", 1)[0]
    light, dark = section.split(_DARK, 1)
    found: dict[tuple[str, str], Tokens] = {}
    for name, _label in CHOICES:
        found[name, "light"] = _tokens(light, name)
        # What a dark block leaves out stays as it is by day.
        found[name, "dark"] = found[name, "light"] | _tokens(dark, name)
    return found


def _tokens(section: str, palette: str) -> Tokens:
    """Colours that hold for one palette: those of `:root`, then the palette's own."""
    blocks = _BLOCK.findall(section)
    own = f'[data-palette="{palette}"]'
    ordered = [b for s, b in blocks if ":root" in s] + [b for s, b in blocks if own in s]
    return {name: value for body in ordered for name, value in _TOKEN.findall(body)}


def theme_color(palette: str, mode: str) -> str:
    """The masthead's colour, for the browser's own frame."""
    tokens = read()
    return tokens.get((palette, mode), tokens[DEFAULT, mode])["band"]


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two colours written as #rrggbb."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_problems(tokens: Tokens) -> list[str]:
    """One line for each pair of tokens that is too close to read."""
    return [
        f"{ink} on {ground}: {ratio:.2f}, needs {least}"
        for ink, ground, least in PAIRS
        if (ratio := contrast(tokens[ink], tokens[ground])) < least
    ]
