"""The web fonts hold what Vietnamese needs, and little else."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from fontTools.ttLib import TTFont

# Every letter with its tone marks, as they are typed (NFC).
VIETNAMESE = "ăâđêôơưĂÂĐÊÔƠƯ" + "".join(chr(code) for code in range(0x1EA0, 0x1EFA)) + "ĩũỳĨŨỲ₫“”–…"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from django.test import override_settings

    folder = tmp_path_factory.mktemp("built") / "fonts"
    with override_settings(FONT_BUILD_DIR=folder):
        call_command("build_fonts", verbosity=0)
    return folder


@pytest.mark.parametrize("weight", [400, 600])
def test_text_font_has_all_vietnamese_letters_and_is_small(built: Path, weight: int) -> None:
    path = built / f"be-vietnam-pro-{weight}.woff2"

    assert [letter for letter in VIETNAMESE if ord(letter) not in TTFont(path).getBestCmap()] == []
    assert path.stat().st_size < 30_000


def test_combining_marks_keep_their_places(built: Path) -> None:
    features = TTFont(built / "be-vietnam-pro-400.woff2")["GPOS"].table.FeatureList.FeatureRecord

    assert {"mark", "mkmk"} <= {record.FeatureTag for record in features}


@pytest.mark.parametrize("weight", [400, 600])
def test_figures_have_one_width(built: Path, weight: int) -> None:
    font = TTFont(built / f"be-vietnam-pro-figures-{weight}.woff2")

    widths = {font["hmtx"][name][0] for code, name in font.getBestCmap().items() if code in range(48, 58)}

    assert len(widths) == 1


def test_second_run_builds_nothing(tmp_path: Path, settings) -> None:
    settings.FONT_BUILD_DIR = tmp_path
    call_command("build_fonts", verbosity=0)
    before = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}

    call_command("build_fonts", verbosity=0)

    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_missing_folder_is_said_plainly(settings) -> None:
    settings.FONT_BUILD_DIR = None

    with pytest.raises(CommandError, match="FONT_BUILD_DIR"):
        call_command("build_fonts")
