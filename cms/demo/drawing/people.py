"""Simple rounded people: pupils, teachers and helpers, seen from the front or from behind."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .canvas import Canvas, Point
from .colours import CHEEK, INK, RGB, SCARF, SHADOW, WHITE, darker, faded, lighter
from .looks import Look


@dataclass(frozen=True, slots=True)
class Pose:
    """How a person stands; hands are offsets from the shoulder in shares of the height."""

    left: Point = (-0.05, 0.24)
    right: Point = (0.05, 0.24)
    stride: float = 0.0
    turn: float = 0.0
    back: bool = False


@dataclass(frozen=True, slots=True)
class _Frame:
    """The measures of one figure in picture units."""

    x: float
    y: float
    h: float
    head: float
    head_y: float
    shoulder: float
    hip: float
    half: float

    def at(self, dx: float, dy: float) -> Point:
        """Return the point dx from the middle and dy above the feet, in shares of the height."""
        return (self.x + dx * self.h, self.y - dy * self.h)


def shadow(c: Canvas, x: float, y: float, rx: float, strength: float = 0.16) -> None:
    c.ellipse(x, y, rx, rx * 0.2, faded(SHADOW, strength))


def figure(c: Canvas, x: float, y: float, h: float, look: Look, pose: Pose = Pose()) -> None:
    """Draw a person standing at (x, y), `h` units tall."""
    frame = _frame(x, y, h, adult=look.adult)
    shadow(c, x, y, h * 0.2)
    if look.bag and not pose.back:
        _bag(c, frame, look.bag)
    if look.style == "long":
        _long_hair(c, frame, look, pose)
    _legs(c, frame, look, pose)
    _torso(c, frame, look, pose)
    _arm(c, frame, look, -1, pose.left)
    _arm(c, frame, look, 1, pose.right)
    if look.bag and pose.back:
        _bag(c, frame, look.bag)
    head(c, (x, frame.head_y), frame.head, look, turn=pose.turn, back=pose.back)


def bust(c: Canvas, x: float, y: float, h: float, look: Look, pose: Pose = Pose(back=True)) -> None:
    """Draw a seated person down to the waist at (x, y); `h` is the standing height."""
    hip = 0.47 if look.adult else 0.36
    frame = _frame(x, y + hip * h, h, adult=look.adult)
    if look.style == "long" and not pose.back:
        _long_hair(c, frame, look, pose)
    _torso(c, frame, replace(look, tunic=False), pose)
    _arm(c, frame, look, -1, pose.left)
    _arm(c, frame, look, 1, pose.right)
    head(c, (x, frame.head_y), frame.head, look, turn=pose.turn, back=pose.back)


def _frame(x: float, y: float, h: float, *, adult: bool) -> _Frame:
    head = h * (0.105 if adult else 0.158)
    head_y = y - h + head * 1.1
    shoulder = head_y + head * (1.25 if adult else 1.02)
    hip = y - h * (0.47 if adult else 0.36)
    return _Frame(x, y, h, head, head_y, shoulder, hip, h * (0.105 if adult else 0.12))


def _legs(c: Canvas, f: _Frame, look: Look, pose: Pose) -> None:
    width = f.h * (0.098 if look.adult else 0.105)
    bare = look.skirt or look.shorts
    for side in (-1, 1):
        foot = f.x + side * (0.052 + abs(pose.stride)) * f.h + pose.stride * 0.25 * f.h
        lift = f.h * 0.05 if pose.stride and (side > 0) == (pose.stride > 0) else 0.0
        ankle = f.y - 0.035 * f.h - lift
        top = (f.x + side * 0.048 * f.h, f.hip - 0.02 * f.h)
        c.line([top, (foot, ankle)], look.skin if bare else look.bottom, width * (0.8 if bare else 1))
        if look.shorts:
            knee = ((top[0] + foot) / 2, (top[1] + ankle) / 2 - 0.02 * f.h)
            c.line([top, knee], look.bottom, width * 1.15)
        toe = foot + (pose.turn * 0.02 + side * 0.012) * f.h
        c.ellipse(toe, f.y - 0.018 * f.h - lift, width * 0.62, f.h * 0.026, darker(INK, 0.2))
    if look.skirt:
        _skirt(c, f, look)


def _skirt(c: Canvas, f: _Frame, look: Look) -> None:
    top, hem = f.hip - 0.08 * f.h, f.hip + 0.15 * f.h
    c.blob(
        [
            (f.x - f.half * 0.9, top),
            (f.x + f.half * 0.9, top),
            (f.x + f.half * 1.45, hem),
            (f.x, hem + 0.015 * f.h),
            (f.x - f.half * 1.45, hem),
        ],
        look.bottom,
    )


def _torso(c: Canvas, f: _Frame, look: Look, pose: Pose) -> None:
    sw, hw = f.half, f.half * (0.86 if look.adult else 1.02)
    top, low = f.shoulder - 0.01 * f.h, f.hip + 0.025 * f.h
    if not look.adult or not look.tunic:
        half = [
            (f.x + sw * 0.5, top),
            (f.x + sw * 0.96, top + 0.045 * f.h),
            (f.x + hw, low - 0.09 * f.h),
            (f.x + hw * 1.02, low - 0.02 * f.h),
            (f.x + hw * 0.8, low),
        ]
        c.blob([*half, *((2 * f.x - x, y) for x, y in reversed(half))], look.top)
    else:
        _tunic(c, f, look)
    c.line([(f.x, f.head_y + f.head * 0.5), (f.x, f.shoulder)], darker(look.skin, 0.08), f.head * 0.62)
    if look.apron:
        c.rect(
            (f.x - hw * 0.75, f.shoulder + 0.09 * f.h, f.x + hw * 0.75, f.hip + 0.16 * f.h),
            look.apron,
            f.h * 0.03,
        )
    if look.scarf:
        _scarf(c, f, back=pose.back)


def _tunic(c: Canvas, f: _Frame, look: Look) -> None:
    """Draw the áo dài: fitted above, two long panels below."""
    sw, waist, hem = f.half, f.half * 0.72, f.y - 0.13 * f.h
    middle = (f.shoulder + f.hip) / 2 + 0.03 * f.h
    right = [
        (f.x + sw * 0.9, f.shoulder + 0.03 * f.h),
        (f.x + waist, middle),
        (f.x + sw * 0.98, f.hip + 0.04 * f.h),
        (f.x + sw * 1.12, hem),
    ]
    left = [(2 * f.x - x, y) for x, y in reversed(right)]
    shape = [
        (f.x - sw * 0.5, f.shoulder - 0.01 * f.h),
        (f.x + sw * 0.5, f.shoulder - 0.01 * f.h),
        *right,
        (f.x, hem + 0.02 * f.h),
        *left,
    ]
    c.blob(shape, look.top)
    c.line([(f.x + sw * 0.62, f.hip), (f.x + sw * 0.72, hem)], faded(darker(look.top, 0.5), 0.35), 0.008 * f.h)
    for dx, dy in ((0.3, 0.30), (0.42, 0.34), (0.2, 0.36)):
        c.circle(f.x - sw * dx, f.y - dy * f.h * 0.75, 0.013 * f.h, faded(lighter(look.top, 0.7), 0.9))


def _scarf(c: Canvas, f: _Frame, *, back: bool) -> None:
    y, w = f.shoulder, f.half
    if back:
        c.polygon(
            [(f.x - w * 0.72, y - 0.005 * f.h), (f.x + w * 0.72, y - 0.005 * f.h), (f.x, y + 0.13 * f.h)],
            SCARF,
        )
        return
    c.polygon([(f.x - w * 0.66, y - 0.01 * f.h), (f.x + w * 0.66, y - 0.01 * f.h), (f.x, y + 0.075 * f.h)], SCARF)
    for side in (-1, 1):
        c.polygon(
            [
                (f.x, y + 0.05 * f.h),
                (f.x + side * w * 0.5, y + 0.16 * f.h),
                (f.x + side * w * 0.12, y + 0.15 * f.h),
            ],
            darker(SCARF, 0.08),
        )
    c.circle(f.x, y + 0.062 * f.h, 0.02 * f.h, darker(SCARF, 0.16))


def _arm(c: Canvas, f: _Frame, look: Look, side: int, hand: Point) -> None:
    """Draw one arm; the elbow bends outwards a little."""
    start = (f.x + side * f.half * 0.82, f.shoulder + 0.045 * f.h)
    end = (start[0] + hand[0] * f.h, start[1] + hand[1] * f.h)
    length = max(0.01, (hand[0] ** 2 + hand[1] ** 2) ** 0.5)
    bend = max(0.0, 0.26 - length) * 0.6 + 0.012
    elbow = ((start[0] + end[0]) / 2 + side * bend * f.h, (start[1] + end[1]) / 2 + 0.02 * f.h)
    width = f.h * (0.058 if look.adult else 0.075)
    sleeve_end = end if look.adult else elbow
    if not look.adult:
        c.curve([start, elbow, end], look.skin, width * 0.82)
    sleeve = darker(look.top, 0.07)
    c.curve(
        [start, elbow, end]
        if sleeve_end == end
        else [start, ((start[0] + elbow[0]) / 2, (start[1] + elbow[1]) / 2), elbow],
        sleeve,
        width,
    )
    c.circle(*end, width * 0.52, look.skin)


def _bag(c: Canvas, f: _Frame, colour: RGB) -> None:
    top, low, w = f.shoulder + 0.02 * f.h, f.hip + 0.01 * f.h, f.half * 0.98
    c.rect((f.x - w, top, f.x + w, low), colour, f.h * 0.05)
    c.rect(
        (f.x - w * 0.62, (top + low) / 2, f.x + w * 0.62, low - 0.03 * f.h),
        lighter(colour, 0.22),
        f.h * 0.025,
    )
    c.line(
        [(f.x - w * 0.7, top + 0.07 * f.h), (f.x + w * 0.7, top + 0.07 * f.h)],
        darker(colour, 0.2),
        f.h * 0.012,
    )


def head(c: Canvas, centre: Point, r: float, look: Look, *, turn: float = 0.0, back: bool = False) -> None:
    """Draw a head; `turn` from -1 (left) to 1 (right) moves the face."""
    x, y = centre
    _hair_behind(c, x, y, r, look)
    for side in (-1, 1):
        c.circle(x + side * r * 0.95 + turn * r * 0.12, y + r * 0.18, r * 0.17, darker(look.skin, 0.06))
    c.circle(x, y - r * 0.05, r * 1.03, look.hair)
    if back:
        _hair_from_behind(c, x, y, r, look)
    else:
        _face(c, x + turn * r * 0.16, y, r, look, turn)
    if look.cap:
        c.pie(x, y - r * 0.1, r * 1.1, 180, 360, look.cap)
        c.rect((x - r * 1.15, y - r * 0.22, x + r * 1.15, y - r * 0.02), darker(look.cap, 0.1), r * 0.1)


def _face(c: Canvas, x: float, y: float, r: float, look: Look, turn: float) -> None:
    fringe = [
        (x - r * 0.9, y + r * 0.02),
        (x - r * 0.62, y - r * 0.36),
        (x + r * 0.1, y - r * 0.26),
        (x + r * 0.66, y - r * 0.36),
        (x + r * 0.92, y + r * 0.02),
    ]
    jaw = [
        (x + r * 0.96, y + r * 0.3),
        (x + r * 0.72, y + r * 0.8),
        (x, y + r * 1.04),
        (x - r * 0.72, y + r * 0.8),
        (x - r * 0.96, y + r * 0.3),
    ]
    c.blob([*fringe, *jaw], look.skin)
    shift = turn * r * 0.2
    for side in (-1, 1):
        c.circle(x + shift + side * r * 0.36, y + r * 0.2, r * 0.085, INK)
        c.ellipse(x + shift + side * r * 0.56, y + r * 0.47, r * 0.17, r * 0.12, faded(CHEEK, 0.38))
    c.arc(
        (x + shift - r * 0.24, y + r * 0.28, x + shift + r * 0.24, y + r * 0.62),
        25,
        155,
        darker(CHEEK, 0.45),
        r * 0.075,
    )


def _hair_behind(c: Canvas, x: float, y: float, r: float, look: Look) -> None:
    if look.style == "bob":
        c.rect((x - r * 1.15, y - r * 0.5, x + r * 1.15, y + r * 0.84), look.hair, r * 0.42)
    elif look.style == "ponytail":
        c.blob(
            [
                (x + r * 0.5, y - r * 0.8),
                (x + r * 1.45, y - r * 0.5),
                (x + r * 1.5, y + r * 0.5),
                (x + r * 1.15, y + r * 1.05),
                (x + r * 0.8, y),
            ],
            look.hair,
        )
    elif look.style == "pigtails":
        for side in (-1, 1):
            c.ellipse(x + side * r * 1.22, y + r * 0.35, r * 0.3, r * 0.52, look.hair)
            c.circle(x + side * r * 1.02, y - r * 0.08, r * 0.15, CHEEK)
    elif look.style == "bun":
        c.circle(x, y - r * 1.05, r * 0.48, look.hair)


def _hair_from_behind(c: Canvas, x: float, y: float, r: float, look: Look) -> None:
    if look.style == "long":
        c.blob(
            [
                (x - r * 1.02, y),
                (x + r * 1.02, y),
                (x + r * 0.95, y + r * 1.9),
                (x, y + r * 2.3),
                (x - r * 0.95, y + r * 1.9),
            ],
            look.hair,
        )
    elif look.style == "short":
        c.rect((x - r * 0.5, y + r * 0.6, x + r * 0.5, y + r * 1.1), darker(look.skin, 0.05), r * 0.2)
        c.ellipse(x, y + r * 0.1, r * 1.0, r * 0.86, look.hair)
    elif look.style == "ponytail":
        c.blob(
            [
                (x - r * 0.2, y),
                (x + r * 0.2, y),
                (x + r * 0.34, y + r * 1.1),
                (x, y + r * 1.7),
                (x - r * 0.34, y + r * 1.1),
            ],
            lighter(look.hair, 0.08),
        )
        c.rect((x - r * 0.22, y - r * 0.12, x + r * 0.22, y + r * 0.1), CHEEK, r * 0.1)
    c.arc((x - r * 0.72, y - r * 0.75, x + r * 0.72, y + r * 0.7), 200, 265, faded(WHITE, 0.2), r * 0.13)


def _long_hair(c: Canvas, f: _Frame, look: Look, pose: Pose) -> None:
    if pose.back:
        return
    r, x, y = f.head, f.x, f.head_y
    c.blob(
        [
            (x - r * 1.02, y - r * 0.2),
            (x + r * 1.02, y - r * 0.2),
            (x + r * 1.12, y + r * 1.5),
            (x + r * 0.75, y + r * 2.1),
            (x - r * 0.75, y + r * 2.1),
            (x - r * 1.12, y + r * 1.5),
        ],
        look.hair,
    )
