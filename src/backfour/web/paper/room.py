"""Two pages, always: how much of each the report shows, and how high a page becomes.

A doctor reads two pages. What does not fit is shortened in steps, the most important kept, and
the report says how many more there are; all of them are in the tables.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Room:
    """How many of each are shown, and how many letters a text may have."""

    reasons: int
    flags: int
    why: int
    notable: int
    measures: int
    told: int
    question: int
    answer: int
    seen: int
    rules: int
    brief: int


_USUAL: Final = (
    Room(
        reasons=6,
        flags=24,
        why=300,
        notable=4,
        measures=6,
        told=40,
        question=300,
        answer=400,
        seen=3,
        rules=12,
        brief=60,
    ),
    Room(
        reasons=5,
        flags=16,
        why=200,
        notable=3,
        measures=6,
        told=12,
        question=120,
        answer=150,
        seen=2,
        rules=8,
        brief=60,
    ),
    Room(
        reasons=4,
        flags=10,
        why=150,
        notable=3,
        measures=4,
        told=8,
        question=90,
        answer=110,
        seen=1,
        rules=8,
        brief=60,
    ),
    Room(
        reasons=3,
        flags=8,
        why=150,
        notable=2,
        measures=2,
        told=5,
        question=90,
        answer=110,
        seen=1,
        rules=6,
        brief=60,
    ),
)
ROOMS: Final = (replace(_USUAL[0], brief=200), replace(_USUAL[0], brief=110), *_USUAL)
"""From roomy to tight (our choice); the last fits whatever a person told. ``brief``: letters of a
question, or of a question with its answer, in the two narrow columns."""

LONGEST_NAME: Final = 40
"""Of a measure with a name of one's own, or of somebody who saw the person."""
TWO_PAGES_MM: Final = 2 * (279.4 - 24)
"""The printed height of two pages of Letter, the lower of both sizes."""

_LINE_MM, _ROW_MM, _GAP_MM, _SMALL_MM = 3.85, 1.1, 1.3, 2.95
_HEADING_MM, _UNDER_HEADING_MM = 7.6, 6.6
_ACROSS: Final = 108
"""Letters in a line across the page; columns are parts of it (measured, on the cautious side)."""


def shortened(text: str, most: int) -> str:
    """Cut a text at a word, with three dots for what is left out."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return f"{cut.rpartition(' ')[0] or cut} …"


def fits(page: dict[str, Any]) -> bool:
    """Whether a report stays within two pages of either size."""
    return height_mm(page) <= TWO_PAGES_MM


def height_mm(page: dict[str, Any]) -> float:
    """How high a report becomes when it is printed.

    Rather too high than too low: by 15 to 60 mm in the people tried, what the break between the
    pages loses included.
    """
    total = 22 + 7 * _HEADING_MM + _paragraphs([page["stamp"]], 2.2)
    total += _paragraphs([page["result"], *page["reasons"]])
    total += _paragraphs([" · ".join(page["flags"])]) + _paragraphs(page["kept"])
    total += 2 * _ROW_MM + 5 * _LINE_MM + 12
    for move in page["moves"]:
        total += _row((move["name"], 0.12), (move["dose"], 0.14), (move["why"], 0.7))
    total += (len(page["weeks"]) + len(page["movements"])) * (_LINE_MM + _ROW_MM)
    total += _list(page["notable"], heading=_UNDER_HEADING_MM)
    for row in page["function"]:
        total += _row((row["name"], 0.4), (row["value"], 0.55))
    for row in page["measures"]:
        total += _row((row["name"], 0.38), (row["first"], 0.25), (row["latest"], 0.25))
    for row in page["told"]:
        total += _row((row["name"], 0.45), (row["value"], 0.5))
    for name in ("also", "missing", "denied"):
        total += _columns(page[name])
    return total + _paragraphs(page["seen"]) + _paragraphs(page["more"].values())


def _paragraphs(texts: Any, share: float = 1) -> float:
    return float(sum(_lines(text, share) * _LINE_MM + _GAP_MM for text in texts if text))


def _list(texts: list[str], heading: float) -> float:
    return heading + _paragraphs(texts, 0.95) if texts else 0


def _row(*cells: tuple[str, float]) -> float:
    return max(_lines(text, share) for text, share in cells) * _LINE_MM + _ROW_MM


def _columns(texts: list[str]) -> float:
    """Two columns of small letters, under a heading."""
    if not texts:
        return 0
    lines = sum(_lines(text, 0.56) for text in texts)
    return _UNDER_HEADING_MM + (ceil(lines / 2) + 1) * _SMALL_MM


def _lines(text: str, share: float) -> int:
    return max(1, ceil(len(text) / (_ACROSS * share)))
