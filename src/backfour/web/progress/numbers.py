"""Short dates and middles as the charts write them, in the language of the moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from babel.dates import format_skeleton

from backfour.words import current_lang


def short_day(day: int) -> str:
    """Name a day as briefly as it can be: ``28 Sept``."""
    return _short_day(day, current_lang(), "MMMd")


def short_date(day: int) -> str:
    """Name a day briefly with its year: ``28 Sept 2026``."""
    return _short_day(day, current_lang(), "yMMMd")


@lru_cache(maxsize=2048)
def _short_day(day: int, lang: str, skeleton: str) -> str:
    locale = "en_GB" if lang == "en" else lang
    return str(format_skeleton(skeleton, date.fromordinal(day), locale=locale))


def middle(values: Sequence[float]) -> float:
    """The median of some values (at least one)."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return (ordered[half] + ordered[-half - 1]) / 2
