"""A canvas in picture units (1800 × 1200), drawn larger and scaled down for smooth edges."""

from __future__ import annotations

import math
from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw

from .colours import RGB, Colour

WIDTH, HEIGHT = 1800, 1200
Point = tuple[float, float]
Box = tuple[float, float, float, float]


def smooth(points: Sequence[Point], *, closed: bool = True, steps: int = 10) -> list[Point]:
    """Return a Catmull-Rom curve through the points."""
    count = len(points)
    curve: list[Point] = []
    for index in range(count if closed else count - 1):
        a, b, c, d = (_neighbour(points, index + step, closed=closed) for step in (-1, 0, 1, 2))
        curve.extend(_catmull(a, b, c, d, step / steps) for step in range(steps))
    return curve if closed else [*curve, points[-1]]


def _neighbour(points: Sequence[Point], index: int, *, closed: bool) -> Point:
    return points[index % len(points)] if closed else points[min(max(index, 0), len(points) - 1)]


def _catmull(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    def at(axis: int) -> float:
        return 0.5 * (
            2 * b[axis]
            + (c[axis] - a[axis]) * t
            + (2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis]) * t**2
            + (3 * b[axis] - a[axis] - 3 * c[axis] + d[axis]) * t**3
        )

    return (at(0), at(1))


def star_points(x: float, y: float, radius: float, *, turn: float = 0.0, inner: float = 0.382) -> list[Point]:
    """Return the ten corners of a five-pointed star standing upright."""
    corners = []
    for index in range(10):
        reach = radius if index % 2 == 0 else radius * inner
        angle = turn - math.pi / 2 + index * math.pi / 5
        corners.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    return corners


class Canvas:
    """Drawing in picture units; another size or ratio shows the middle of the picture."""

    def __init__(self, size: tuple[int, int], *, units: tuple[int, int] = (WIDTH, HEIGHT), oversample: int = 2) -> None:
        self.size = size
        pixels = (size[0] * oversample, size[1] * oversample)
        self.scale = max(pixels[0] / units[0], pixels[1] / units[1])
        self.origin = ((pixels[0] - units[0] * self.scale) / 2, (pixels[1] - units[1] * self.scale) / 2)
        self.image = Image.new("RGB", pixels, (255, 255, 255))
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def _at(self, x: float, y: float) -> Point:
        return (x * self.scale + self.origin[0], y * self.scale + self.origin[1])

    def _box(self, box: Box) -> Box:
        x0, y0, x1, y1 = box
        return (*self._at(min(x0, x1), min(y0, y1)), *self._at(max(x0, x1), max(y0, y1)))

    def rect(self, box: Box, fill: Colour, radius: float = 0) -> None:
        if radius:
            self.pen.rounded_rectangle(self._box(box), radius * self.scale, fill=fill)
        else:
            self.pen.rectangle(self._box(box), fill=fill)

    def circle(self, x: float, y: float, radius: float, fill: Colour) -> None:
        self.ellipse(x, y, radius, radius, fill)

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill: Colour) -> None:
        self.pen.ellipse(self._box((x - rx, y - ry, x + rx, y + ry)), fill=fill)

    def pie(self, x: float, y: float, radius: float, start: float, end: float, fill: Colour) -> None:
        self.pen.pieslice(self._box((x - radius, y - radius, x + radius, y + radius)), start, end, fill=fill)

    def arc(self, box: Box, start: float, end: float, fill: Colour, width: float) -> None:
        self.pen.arc(self._box(box), start, end, fill=fill, width=self._width(width))

    def polygon(self, points: Sequence[Point], fill: Colour) -> None:
        self.pen.polygon([self._at(*point) for point in points], fill=fill)

    def blob(self, points: Sequence[Point], fill: Colour) -> None:
        """Draw a closed soft shape through the points."""
        self.polygon(smooth(points), fill)

    def line(self, points: Sequence[Point], fill: Colour, width: float, *, caps: bool = True) -> None:
        """Draw a line with round joints and, for opaque colours, round ends."""
        self.pen.line([self._at(*point) for point in points], fill=fill, width=self._width(width), joint="curve")
        if caps and len(fill) == 3:
            for x, y in (points[0], points[-1]):
                self.circle(x, y, width / 2, fill)

    def curve(self, points: Sequence[Point], fill: Colour, width: float) -> None:
        """Draw an open soft line through the points, round at every joint."""
        soft = smooth(points, closed=False)
        self.line(soft, fill, width)
        for x, y in soft[1:-1] if len(fill) == 3 else ():
            self.circle(x, y, width / 2, fill)

    def star(self, x: float, y: float, radius: float, fill: Colour, *, turn: float = 0.0) -> None:
        self.polygon(star_points(x, y, radius, turn=turn), fill)

    def gradient(self, box: Box, top: RGB, bottom: RGB) -> None:
        """Fill a box with a vertical gradient."""
        x0, y0, x1, y1 = map(round, self._box(box))
        self.image.paste(_ramp(top, bottom, (max(1, x1 - x0), max(1, y1 - y0))), (x0, y0))

    def gradient_polygon(self, points: Sequence[Point], top: RGB, bottom: RGB) -> None:
        """Fill a shape with a vertical gradient over its own height."""
        at = [self._at(*point) for point in points]
        x0, y0 = (math.floor(min(values)) for values in zip(*at, strict=True))
        x1, y1 = (math.ceil(max(values)) for values in zip(*at, strict=True))
        size = (max(1, x1 - x0), max(1, y1 - y0))
        mask = Image.new("L", size, 0)
        ImageDraw.Draw(mask).polygon([(x - x0, y - y0) for x, y in at], fill=255)
        self.image.paste(_ramp(top, bottom, size), (x0, y0), mask)

    def glow(self, x: float, y: float, radius: float, colour: RGB, strength: float = 0.8) -> None:
        """Lay a soft round light over what is drawn so far."""
        x0, y0, x1, y1 = map(round, self._box((x - radius, y - radius, x + radius, y + radius)))
        falloff = Image.radial_gradient("L").point(
            [round(max(0, 1 - value / 180) ** 2 * 255 * strength) for value in range(256)]
        )
        mask = falloff.resize((max(1, x1 - x0), max(1, y1 - y0)), Image.Resampling.BILINEAR)
        self.image.paste(colour, (x0, y0), mask)

    def _width(self, width: float) -> int:
        return max(1, round(width * self.scale))

    def finished(self) -> Image.Image:
        """Return the picture at its final size."""
        return self.image.resize(self.size, Image.Resampling.BOX)

    def jpeg(self, *, mirrored: bool = False, quality: int = 86) -> bytes:
        image = self.finished()
        if mirrored:
            image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        buffer = BytesIO()
        image.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True)
        return buffer.getvalue()


def _ramp(top: RGB, bottom: RGB, size: tuple[int, int]) -> Image.Image:
    column = Image.linear_gradient("L").resize((1, size[1]), Image.Resampling.BILINEAR)
    bands = [column.point([round(a + (b - a) * v / 255) for v in range(256)]) for a, b in zip(top, bottom, strict=True)]
    return Image.merge("RGB", bands).resize(size, Image.Resampling.NEAREST)
