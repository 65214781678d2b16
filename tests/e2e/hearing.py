"""Understands by ear alone what the voice said: which movement, level, dose and sides."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from backfour.core.vocabulary import EXERCISES
from backfour.words import keys, phrase_book


@dataclass
class Heard:
    """One movement as it was announced and counted aloud."""

    exercise: str
    level: int
    numbers: dict[str, int] = field(default_factory=dict)
    sides: Counter[str] = field(default_factory=Counter)


def movements(spoken: list[str]) -> list[Heard]:
    """Rebuild the session from recorded speech and the phrase book, and from nothing else."""
    begins = {name: _pattern(f"say.begin.{name}") for name in EXERCISES}
    doses = [_pattern(key) for key in sorted(keys()) if key.startswith("say.dose.")]
    sides = {
        str(phrase_book()[key]): key.rsplit(".", 1)[1]
        for key in keys()
        if key.startswith("say.side.") and key.endswith((".left", ".right"))
    }
    found: list[Heard] = []
    for sentence in spoken:
        for name, pattern in begins.items():
            if told := pattern.fullmatch(sentence):
                found.append(Heard(name, int(told["level"])))
        if not found:
            continue
        for pattern in doses:
            if told := pattern.fullmatch(sentence):
                found[-1].numbers |= {name: int(n) for name, n in told.groupdict().items()}
        if side := sides.get(sentence):
            found[-1].sides[side] += 1
    return found


def _pattern(key: str) -> re.Pattern[str]:
    """A sentence of the phrase book as something to listen for, its numbers named."""
    words = re.escape(str(phrase_book()[key]))
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>\\d+)", words))
