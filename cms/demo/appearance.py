"""How the demo's sites look: layouts, palettes, emblems and covers in turn."""

from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile

from cms.appearance.models import Appearance
from cms.demo.drawing.logo import draw_logo
from cms.demo.loader import picture
from cms.demo.schools import SchoolSpec
from cms.media.models import Picture
from themes import layouts, palettes

LOGO_SIZE = 192
SUBJECTS = {"preschool": "preschool_play", "primary": "schoolyard_tree", "lower_secondary": "school_gate"}
ALTS = {
    "preschool": "Các bé vui chơi trong sân trường",
    "primary": "Học sinh dưới bóng cây giữa sân trường",
    "lower_secondary": "Cổng trường vào giờ đến lớp",
}
# One school has a colour of its own.
OWN_COLOURS = {"thcs-chu-van-an": ("#7a3b10", "")}


def load_look(spec: SchoolSpec, number: int) -> None:
    """Choose layout, palette and colours of the current school; draw its emblem, give it a cover."""
    day, night = OWN_COLOURS.get(spec.slug, ("", ""))
    Appearance(
        layout=layouts.CHOICES[number % len(layouts.CHOICES)][0],
        palette=palettes.CHOICES[number % len(palettes.CHOICES)][0],
        logo=_logo(spec),
        cover=picture(SUBJECTS[spec.kind], ALTS[spec.kind], number),
        cover_alt=ALTS[spec.kind],
        brand=day,
        brand_night=night,
    ).save()


def _logo(spec: SchoolSpec) -> Picture:
    kept = Path(settings.STATE_DIR) / "pictures" / f"logo-{spec.slug}.png"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(draw_logo(spec.name, 1, LOGO_SIZE))
    content = kept.read_bytes()
    logo = Picture(title=f"Biểu trưng {spec.short_name}", file_size=len(content))
    logo.file.save("bieu-trung.png", ContentFile(content), save=False)
    # Known here: else the file would be opened again to be measured.
    logo.width = logo.height = LOGO_SIZE
    logo.save()
    return logo
