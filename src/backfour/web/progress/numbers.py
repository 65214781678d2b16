"""Numbers and short dates as the charts write them, in the language of the moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from typing import Final

from babel import Locale

from backfour.words import current_lang

COMMA: Final = frozenset({"es"})
"""Languages that write a comma before the tenths."""
MINUS: Final = "\N{MINUS SIGN}"


def number(value: float, *, signed: bool = False) -> str:
    """Write a number with at most one place: ``3``, ``2.5``, ``+0.4``; minus is a real minus."""
    tenths = round(value * 10)
    whole, rest = divmod(abs(tenths), 10)
    text = f"{whole}{_point()}{rest}" if rest else str(whole)
    sign = MINUS if tenths < 0 else "+" if signed and tenths > 0 else ""
    return sign + text


def _point() -> str:
    return "," if current_lang() in COMMA else "."


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
