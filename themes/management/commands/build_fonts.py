"""Make the web fonts: Be Vietnam Pro, cut to Vietnamese and Latin, as woff2."""

from pathlib import Path
from typing import Any

import fontpkg_be_vietnam_pro
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

WEIGHTS = {400: "BeVietnamPro-Regular.ttf", 600: "BeVietnamPro-SemiBold.ttf"}
DIGITS = "0123456789"
CHARACTERS = [
    range(0x20, 0x7F),
    range(0xA0, 0x100),
    # Letters of Vietnamese outside Latin-1, then its combining marks.
    (0x102, 0x103, 0x110, 0x111, 0x128, 0x129, 0x168, 0x169, 0x1A0, 0x1A1, 0x1AF, 0x1B0),
    range(0x1EA0, 0x1EFA),
    (0x300, 0x301, 0x302, 0x303, 0x306, 0x309, 0x31B, 0x323),
    # Dashes, quotation marks.
    range(0x2010, 0x2016),
    range(0x2018, 0x201F),
    # Dagger, bullet, ellipsis, per mille, primes, angle quotes.
    (0x2020, 0x2022, 0x2026, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A),
    # Đồng, euro, trade mark, minus, less or equal, greater or equal.
    (0x20AB, 0x20AC, 0x2122, 0x2212, 0x2264, 0x2265),
]
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "liga"]


class Command(BaseCommand):
    """Writes into settings.FONT_BUILD_DIR; does nothing when the files are already there."""

    help = "Builds the web fonts (woff2) from the pip package fontpkg-be-vietnam-pro."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--force` builds again."""
        parser.add_argument("--force", action="store_true", help="build even if nothing has changed")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build what is missing or older than this file."""
        folder = getattr(settings, "FONT_BUILD_DIR", None)
        if not folder:
            raise CommandError("Set FONT_BUILD_DIR to the folder for the built fonts.")
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        for weight, name in WEIGHTS.items():
            source = fontpkg_be_vietnam_pro.ROOT / "files" / name
            for kind, make in (("", text_font), ("figures-", figures_font)):
                target = folder / f"be-vietnam-pro-{kind}{weight}.woff2"
                if options["force"] or is_stale(target, source):
                    write(make(source), target)
                    self.stdout.write(f"{target.name}: {target.stat().st_size} bytes")


def is_stale(target: Path, source: Path) -> bool:
    """Whether a built font is missing or older than what it is made from."""
    newest = max(source.stat().st_mtime, Path(__file__).stat().st_mtime)
    return not target.exists() or target.stat().st_mtime < newest


def text_font(source: Path) -> TTFont:
    """The font with the letters this site uses and nothing else."""
    return subset(source, {code for part in CHARACTERS for code in part}, FEATURES)


def figures_font(source: Path) -> TTFont:
    """The digits alone, each centred in one width: the family has no tabular figures."""
    font = subset(source, {ord(digit) for digit in DIGITS}, [])
    glyphs, widths, names = font.getGlyphSet(), font["hmtx"], font.getBestCmap()
    digits = [names[ord(digit)] for digit in DIGITS]
    # "1" is narrow; the width of "0" holds nearly all the others.
    width = widths[names[ord("0")]][0]
    for name in digits:
        recording, pen = DecomposingRecordingPen(glyphs), TTGlyphPen(None)
        glyphs[name].draw(recording)
        recording.replay(TransformPen(pen, (1, 0, 0, 1, (width - widths[name][0]) // 2, 0)))
        glyph = pen.glyph()
        glyph.recalcBounds(font["glyf"])
        font["glyf"][name] = glyph
        widths[name] = (width, glyph.xMin)
    return font


def subset(source: Path, codes: set[int], features: list[str]) -> TTFont:
    """A copy of the font with these characters and layout features, without hints."""
    options = Options()
    options.layout_features = features
    options.hinting = False
    options.desubroutinize = True
    options.name_IDs = [1, 2]
    options.notdef_outline = True
    font = TTFont(source)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    return font


def write(font: TTFont, target: Path) -> None:
    """Save as woff2 in one step, so that a broken run leaves no half file."""
    font.flavor = "woff2"
    draft = target.with_suffix(".part")
    font.save(draft)
    draft.replace(target)
