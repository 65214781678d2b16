"""The person's own experiment in sentences: the same on the page, on paper and in a terminal."""

from __future__ import annotations

from datetime import date
from typing import Final

from backfour.words import say
from backfour.words.explain import date_in_words
from backfour.words.numbers import number

UNITS: Final = {"pain": "points", "stiffness": "minutes"}
"""How each outcome is counted, as the keys name it."""


def fixed_lines(outcome: str, weeks: int, smallest: int, first: date, last: date) -> list[str]:
    """Say what was fixed before the start: length, days, what is judged, what would be worth it."""
    return [
        say("experiment.fixed.weeks", n=weeks),
        say("experiment.fixed.days", date=date_in_words(first), until=date_in_words(last)),
        say(f"experiment.fixed.{outcome}"),
        smallest_line(outcome, smallest),
    ]


def smallest_line(outcome: str, smallest: int) -> str:
    """Say what would be worth it."""
    return say(f"experiment.smallest.{UNITS[outcome]}", n=smallest)


def effect_line(outcome: str, effect: float, low: float, high: float) -> str:
    """Say the difference with its interval, in points or minutes; below zero is better."""
    return say(
        f"experiment.effect.{UNITS[outcome]}",
        value=number(effect, signed=True),
        low=number(low, signed=True),
        high=number(high, signed=True),
    )


def mornings_line(with_change: int, without: int) -> str:
    """Say how many mornings counted."""
    return say("experiment.mornings", now=with_change, before=without)
