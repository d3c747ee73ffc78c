"""The share of requirements met, day by day, drawn on the server."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

WIDTH, HEIGHT = 640, 160
LEFT, RIGHT, TOP, BOTTOM = 44, 12, 12, 28


@dataclass(frozen=True, slots=True)
class Point:
    """One day: how many of the requirements that can be judged are met."""

    day: dt.date
    passed: int
    open: int
    sites: int = 1

    @property
    def percent(self) -> int:
        """Met ones among those that are met, missing or out of date."""
        judged = self.passed + self.open
        return round(100 * self.passed / judged) if judged else 0


@dataclass(frozen=True, slots=True)
class Chart:
    """A line with its marks; coordinates as the SVG needs them."""

    points: list[Point]
    line: str
    dots: list[tuple[float, float, Point]]
    scale: list[tuple[float, int]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - 8

    @property
    def first(self) -> Point:
        return self.points[0]

    @property
    def last(self) -> Point:
        return self.points[-1]


def draw(points: Iterable[Point]) -> Chart | None:
    """Return the chart of at least two days; one day is no trend."""
    found = sorted(points, key=lambda point: point.day)
    if len(found) < 2:
        return None
    span = (found[-1].day - found[0].day).days
    wide = (WIDTH - LEFT - RIGHT) / span
    dots = [(round(LEFT + (one.day - found[0].day).days * wide, 1), _height(one.percent), one) for one in found]
    return Chart(
        points=found,
        line=" ".join(f"{x},{y}" for x, y, _point in dots),
        dots=dots,
        scale=[(_height(percent), percent) for percent in (0, 50, 100)],
    )


def _height(percent: int) -> float:
    return round(TOP + (100 - percent) / 100 * (HEIGHT - TOP - BOTTOM), 1)
