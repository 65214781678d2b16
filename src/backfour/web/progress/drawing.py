"""Charts as SVG: stretched to any width, their letters outside, so that 20 px stay 20 px.

Nothing here knows what is drawn; colours and thickness are classes of ``progress.css``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise
from typing import Final, NamedTuple

from django.utils.safestring import SafeString, mark_safe

from backfour.web.progress.spans import Span

FINE: Final = 2
"""Steps of the drawing to one unit of the measure: medians fall on halves."""
GAP_DAYS: Final = 14
"""A line is broken where nothing was told for longer (our choice)."""

Dot = tuple[int, float]
"""Day and value."""


class Frame(NamedTuple):
    """The field of a chart: the days it shows and its highest value (the lowest is 0)."""

    shown: Span
    top: float

    def places(self, values: Sequence[Dot]) -> list[tuple[int, int]]:
        """Where days and values lie, in whole steps; each height is worked out once."""
        first, top = self.shown.first, self.top
        heights = {
            value: round(FINE * (top - min(max(value, 0.0), top)))
            for value in {value for _, value in values}
        }
        return [(day - first, heights[value]) for day, value in values]

    @property
    def box(self) -> str:
        """The view box."""
        return f"0 0 {self.shown.days} {round(FINE * self.top)}"


def svg(name: str, title: str, described: str, frame: Frame, shapes: Iterable[str]) -> SafeString:
    """Draw a chart with its title and description, plain text for the ear."""
    return mark_safe(  # noqa: S308 - names, classes and numbers of our own; the text is escaped
        f'<svg class="plot-field" viewBox="{frame.box}" preserveAspectRatio="none" role="img" '
        f'aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{escape(title)}</title>'
        f'<desc id="{name}-d">{escape(described)}</desc>{"".join(shapes)}</svg>'
    )


def _path(kind: str, way: str) -> str:
    return f'<path class="{kind}" d="{way}"/>' if way else ""


def dots(kind: str, frame: Frame, values: Sequence[Dot]) -> str:
    """Draw each value as a dot: a line of no length with round ends."""
    way, before = [], (0, 0)
    for x, y in frame.places(values):
        way.append(f"m{x - before[0]} {y - before[1]}h0")
        before = (x, y)
    return _path(kind, _joined(way))


def line(kind: str, frame: Frame, values: Sequence[Dot]) -> str:
    """Draw a line through values, broken where days are missing."""
    way = [_way(bent(frame.places(run)), "M") for run in runs(values)]
    return _path(kind, "".join(way))


def band(kind: str, frame: Frame, low: Sequence[Dot], high: Sequence[Dot]) -> str:
    """Fill what lies between two lines over the same days."""
    way = []
    for below, above in zip(runs(low), runs(high), strict=True):
        up = bent(frame.places(above))
        down = bent(frame.places(below[::-1]))
        way.append(_way(up, "M") + _way(down, "L") + "Z")
    return _path(kind, "".join(way))


def level(kind: str, frame: Frame, value: float) -> str:
    """Draw a level from side to side."""
    return _path(kind, f"M0 {frame.places([(0, value)])[0][1]}H{frame.shown.days}")


def bars(kind: str, frame: Frame, values: Sequence[Dot]) -> str:
    """Draw each value as a bar from the ground."""
    ground = round(FINE * frame.top)
    way = [f"M{x} {ground}V{y}" for x, y in frame.places(values) if y < ground]
    return _path(kind, "".join(way))


def runs(values: Sequence[Dot]) -> list[Sequence[Dot]]:
    """Part values where too many days are missing between them."""
    breaks = [
        place
        for place in range(1, len(values))
        if values[place][0] - values[place - 1][0] > GAP_DAYS
    ]
    ends = [0, *breaks, len(values)]
    return [values[begin:end] for begin, end in pairwise(ends) if begin < end]


def bent(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out points that lie on the straight line between their neighbours."""
    kept = points[:2]
    for x, y in points[2:]:
        (ax, ay), (bx, by) = kept[-2], kept[-1]
        if (bx - ax) * (y - by) == (x - bx) * (by - ay):
            kept[-1] = (x, y)
        else:
            kept.append((x, y))
    return kept


def _way(points: list[tuple[int, int]], begin: str) -> str:
    (x, y), rest = points[0], points[1:]
    way = [f"{begin}{x} {y}"]
    if not rest and begin == "M":
        way.append("h0")
    for nx, ny in rest:
        way.append(f"l{nx - x} {ny - y}")
        x, y = nx, ny
    return _joined(way)


def _joined(way: list[str]) -> str:
    return "".join(way).replace(" -", "-")
