"""Days, times and doses in plain words, as the pages write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Final

from backfour.core.errors import BackfourError
from backfour.words import current_lang, known, offered, say
from backfour.words.explain import Explained, date_in_words, day_in_words, explain

# What is kept is kept by language too: two people may read in two of them.


def day_words(day: int) -> str:
    """Name a day (proleptic ordinal) without its year."""
    return _day_words(day, current_lang())


@lru_cache(maxsize=256)
def _day_words(day: int, lang: str) -> str:
    return day_in_words(date.fromordinal(day), lang)


def date_words(day: int) -> str:
    """Name a day with its year, e.g. ``24 November 2026``."""
    return _date_words(day, current_lang())


@lru_cache(maxsize=64)
def _date_words(day: int, lang: str) -> str:
    return date_in_words(date.fromordinal(day), lang)


def time_words(at: str) -> str:
    """The time of day of a written moment, e.g. ``9:14``."""
    return at[11:16].removeprefix("0")


def written_day(at: str) -> int:
    """The ordinal of the date written in a moment."""
    return date.fromisoformat(at[:10]).toordinal()


def in_words(key: str, values: Mapping[str, str | int] | None = None) -> Explained:
    """Explain a reason of the core; ``evidence`` as the mark on the page takes it."""
    return _in_words(key, tuple((values or {}).items()), current_lang())


@lru_cache(maxsize=512)
def _in_words(key: str, values: tuple[tuple[str, str | int], ...], lang: str) -> Explained:
    explained = explain(key, dict(values), lang)
    return replace(explained, evidence=explained.evidence.removeprefix("evidence."))


CLINICIANS: Final = ("doctor", "physio", "nurse", "emergency")
"""Whom one may have been seen by; the history keeps the words, as the person read them."""


def who_words(told: str) -> str:
    """Say in the language of the moment who saw the person, in whichever it was told."""
    for role in CLINICIANS:
        if any(told == say(f"seen.by.{role}", lang) for lang in offered()):
            return say(f"seen.by.{role}")
    return told


def movement(exercise: str) -> str:
    """Name a movement, e.g. ``Elbow prop``."""
    return say(f"move.{exercise}.name")


def dose(exercise: str, level: int) -> str:
    """Say the dose of a level, e.g. ``40 seconds``."""
    return say(f"move.{exercise}.dose.{level}")


def minutes(seconds: int) -> int:
    """Round seconds up to whole minutes, at least one."""
    return max(1, -(-seconds // 60))


def refusal(error: BackfourError) -> str:
    """Say why something was refused."""
    key = f"error.{error.key}"
    return say(key, **error.values) if known(key) else str(error)


def lower_first(text: str) -> str:
    """Begin a phrase with a small letter, so that it can stand inside a sentence."""
    return text[:1].lower() + text[1:]
