"""Every palette can be read, by day and by night."""

import pytest

from themes import palettes

MODES = ("light", "dark")
NAMES = [name for name, _label in palettes.CHOICES]


def test_contrast_of_black_on_white_is_twenty_one() -> None:
    assert palettes.contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", NAMES)
def test_palette_defines_every_token_that_is_compared(name: str, mode: str) -> None:
    compared = {token for ink, ground, _least in palettes.PAIRS for token in (ink, ground)}

    assert compared <= palettes.read()[name, mode].keys()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", NAMES)
def test_palette_has_enough_contrast(name: str, mode: str) -> None:
    assert palettes.contrast_problems(palettes.read()[name, mode]) == []


@pytest.mark.parametrize("name", NAMES)
def test_palette_has_a_night_of_its_own(name: str) -> None:
    tokens = palettes.read()

    assert tokens[name, "light"]["paper"] != tokens[name, "dark"]["paper"]


def test_palettes_differ_in_brand() -> None:
    tokens = palettes.read()

    assert len({tokens[name, "light"]["brand"] for name in NAMES}) == len(NAMES)


def test_a_pale_grey_is_reported() -> None:
    tokens = palettes.read()["sen", "light"] | {"ink-soft": "#bbbbbb"}

    problems = palettes.contrast_problems(tokens)

    assert any(problem.startswith("ink-soft on paper") for problem in problems)


def test_unknown_palette_gets_the_default_browser_colour() -> None:
    assert palettes.theme_color("", "light") == palettes.theme_color(palettes.DEFAULT, "light")
