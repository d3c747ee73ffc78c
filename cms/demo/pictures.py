"""Pictures of school life and school emblems, drawn by code and different for every seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from types import MappingProxyType

from .drawing import (
    scenes_desk,
    scenes_feast,
    scenes_field,
    scenes_garden,
    scenes_life,
    scenes_play,
    scenes_road,
    scenes_room,
    scenes_yard,
)
from .drawing.canvas import HEIGHT, WIDTH, Canvas
from .drawing.colours import Palette, pick_palette
from .drawing.logo import draw_logo

Scene = Callable[[Canvas, Palette, Random], None]

SCENES: Mapping[str, Scene] = MappingProxyType(
    {
        "school_gate": scenes_yard.school_gate,
        "classroom": scenes_room.classroom,
        "flag_ceremony": scenes_yard.flag_ceremony,
        "schoolyard_tree": scenes_yard.schoolyard_tree,
        "books": scenes_room.books,
        "sports": scenes_field.sports,
        "music": scenes_feast.music,
        "preschool_play": scenes_play.preschool_play,
        "meeting": scenes_room.meeting,
        "garden": scenes_garden.garden,
        "lantern": scenes_feast.lantern,
        "science": scenes_desk.science,
        "health": scenes_life.health,
        "teachers_day": scenes_life.teachers_day,
        "traffic": scenes_road.traffic,
        "lunch": scenes_life.lunch,
        "computers": scenes_desk.computers,
        "reception": scenes_desk.reception,
    }
)
SUBJECTS = tuple(SCENES)
ONE_WAY = frozenset({"classroom", "computers"})  # writing and code read from the left


def draw_picture(subject: str, seed: int, size: tuple[int, int] = (WIDTH, HEIGHT)) -> bytes:
    """Return a JPEG of the subject; the seed decides palette, people, places and side."""
    if subject not in SCENES:
        raise ValueError(f"Unknown picture subject {subject!r}; choose from {', '.join(SUBJECTS)}")
    rng = Random(f"{subject}:{seed}")
    palette = pick_palette(rng)
    mirrored = subject not in ONE_WAY and rng.random() < 0.5
    canvas = Canvas(size)
    SCENES[subject](canvas, palette, rng)
    return canvas.jpeg(mirrored=mirrored)


__all__ = ["SUBJECTS", "draw_logo", "draw_picture"]
