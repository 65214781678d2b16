"""Long rows of things, a few hundred at a time: a statement takes only so many values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, TypeVar

AT_ONCE: Final = 100
"""Below SQLite's oldest limit of 999 values with room for nine columns."""

_Thing = TypeVar("_Thing")


def portions(things: Iterable[_Thing], size: int = AT_ONCE) -> Iterator[list[_Thing]]:
    """Cut a row of things into lists of at most ``size``."""
    rest = iter(things)
    while some := list(islice(rest, size)):
        yield some
