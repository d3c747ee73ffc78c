"""How figures are printed: `name: value`, one a line, as soon as they are known."""

import statistics
from collections.abc import Callable


def say(name: str, value: float | str, unit: str = "") -> None:
    """Print one figure."""
    shown = value if isinstance(value, str) else f"{value:.3g}" if value < 100 else f"{value:.0f}"
    print(f"{name}: {shown}{' ' + unit if unit else ''}", flush=True)


def alternately(rounds: int, *measures: Callable[[], float]) -> list[float]:
    """Measure in turns, so that noise of the machine meets all; returns the medians."""
    seen: list[list[float]] = [[] for _ in measures]
    for _ in range(rounds):
        for values, measure in zip(seen, measures, strict=True):
            values.append(measure())
    return [statistics.median(values) for values in seen]
