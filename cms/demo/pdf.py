"""Small PDFs with Vietnamese text, for the demo: one font, embedded once per file, text that can be searched."""

import io
import textwrap
import zlib
from functools import cache
from pathlib import Path

import fontpkg_be_vietnam_pro
from fontTools import subset
from fontTools.ttLib import TTFont

FONT = Path(fontpkg_be_vietnam_pro.ROOT) / "files" / "BeVietnamPro-Regular.ttf"
MARKS = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
CHARACTERS = "".join(chr(code) for code in range(32, 127)) + MARKS + MARKS.upper() + "–“”…"
LINE_WIDTH = 78


@cache
def _font() -> tuple[bytes, dict[str, int], dict[int, int], list[int]]:
    """The font with the letters of Vietnamese only: its file (packed), glyph of a letter, widths, box."""
    options = subset.Options(hinting=False, layout_features=[], notdef_outline=True)
    font = TTFont(FONT)
    maker = subset.Subsetter(options)
    maker.populate(text=CHARACTERS)
    maker.subset(font)
    scale = 1000 / font["head"].unitsPerEm
    glyphs = {chr(code): font.getGlyphID(name) for code, name in font.getBestCmap().items()}
    widths = {glyph: round(font["hmtx"][font.getGlyphName(glyph)][0] * scale) for glyph in glyphs.values()}
    box = [round(font["head"].__dict__[side] * scale) for side in ("xMin", "yMin", "xMax", "yMax")]
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue(), glyphs, widths, box


@cache
def _font_objects() -> tuple[bytes, bytes, bytes, bytes]:
    content, glyphs, widths, box = _font()
    file = _stream(content, f"/Length1 {len(content)}")
    descriptor = (
        "<</Type/FontDescriptor/FontName/BeVietnamPro/Flags 4/ItalicAngle 0/Ascent 1000/Descent -265/CapHeight 700"
        f"/StemV 80/FontBBox[{' '.join(map(str, box))}]/FontFile2 7 0 R>>"
    ).encode()
    table = " ".join(f"{glyph}[{width}]" for glyph, width in sorted(widths.items()))
    descendant = (
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/BeVietnamPro/CIDToGIDMap/Identity"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor 6 0 R/W[{table}]>>"
    ).encode()
    pairs = [f"<{glyph:04x}><{ord(letter):04x}>" for letter, glyph in glyphs.items() if ord(letter) < 0x10000]
    groups = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    lines = "\n".join(f"{len(group)} beginbfchar\n" + "\n".join(group) + "\nendbfchar" for group in groups)
    unicode_map = (
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapName/V def/CMapType 2 def\n"
        f"1 begincodespacerange<0000><ffff>endcodespacerange\n{lines}\nendcmap end end"
    )
    return file, descriptor, descendant, _stream(unicode_map.encode())


def make_pdf(*pages: list[str]) -> bytes:
    """Return pages of A4 with these paragraphs; the first of each is set large."""
    file, descriptor, descendant, unicode_map = _font_objects()
    # The first page is object 3 and its content 9; of each other one they follow one another.
    numbers = [3, *range(10, 10 + 2 * (len(pages) - 1), 2)]
    drawn = [_stream(_content(lines).encode()) for lines in pages]
    leaves = [
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 4 0 R>>>>/Contents %d 0 R>>"
        % max(number + 1, 9)
        for number in numbers
    ]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Lang(vi)>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        leaves[0],
        b"<</Type/Font/Subtype/Type0/BaseFont/BeVietnamPro/Encoding/Identity-H/DescendantFonts[5 0 R]/ToUnicode 8 0 R>>",
        descendant,
        descriptor,
        file,
        unicode_map,
        drawn[0],
    ]
    for leaf, content in zip(leaves[1:], drawn[1:], strict=True):
        objects += [leaf, content]
    return _file(objects)


def _content(lines: list[str]) -> str:
    glyphs = _font()[1]
    drawn, y = [], 780
    for number, paragraph in enumerate(lines):
        size = 14 if number == 0 else 11
        for line in textwrap.wrap(paragraph, LINE_WIDTH * 11 // size):
            codes = "".join(f"{glyphs.get(letter, 0):04x}" for letter in line)
            drawn.append(f"BT /F {size} Tf 60 {y} Td <{codes}> Tj ET")
            y -= size + 7
        y -= 8
    return "\n".join(drawn)


def _stream(content: bytes, extra: str = "") -> bytes:
    packed = zlib.compress(content, 9)
    return f"<</Length {len(packed)}/Filter/FlateDecode{extra}>>stream\n".encode() + packed + b"\nendstream"


def _file(objects: list[bytes]) -> bytes:
    buffer, places = io.BytesIO(b""), []
    buffer.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    for number, content in enumerate(objects, start=1):
        places.append(buffer.tell())
        buffer.write(f"{number} 0 obj\n".encode() + content + b"\nendobj\n")
    table = buffer.tell()
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    buffer.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode())
    buffer.write(f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n".encode())
    return buffer.getvalue()
