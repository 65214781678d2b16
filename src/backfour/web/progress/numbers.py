"""Short dates and middles as the charts write them, in the language of the moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache

from babel import Locale

from backfour.words import current_lang


def short_day(day: int) -> str:
    """Name a day as briefly as it can be: ``28 Sept``."""
    return _short_day(day, current_lang(), "MMMd")


def short_date(day: int) -> str:
    """Name a day briefly with its year: ``28 Sept 2026``."""
    return _short_day(day, current_lang(), "yMMMd")


@lru_cache(maxsize=2048)
def _short_day(day: int, lang: str, skeleton: str) -> str:
    locale = _locale(lang)
    return str(locale.datetime_skeletons[skeleton].apply(date.fromordinal(day), locale))


@cache
def _locale(lang: str) -> Locale:
    return Locale.parse("en_GB" if lang == "en" else lang)


def middle(values: Sequence[float]) -> float:
    """The median of some values (at least one)."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return (ordered[half] + ordered[-half - 1]) / 2
