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


@dataclass
class Span:
    """One stretch between the rising pair that starts it and the three notes that end it."""

    tones: list[str] = field(default_factory=list)

    @property
    def seconds(self) -> int:
        """How long it was, told by the soft ticks and the last three notes alone."""
        clock = ("second", "half", "tick", "change")
        return sum(tone in clock for tone in self.tones) + 1


def spans(heard: list[tuple[str, str]]) -> dict[str, list[Span]]:
    """Rebuild every hold, by the movement announced before it, from tones alone."""
    begins = {name: _pattern(f"say.begin.{name}") for name in EXERCISES}
    found: dict[str, list[Span]] = {}
    now, running = "", False
    for kind, what in heard:
        if kind == "say":
            now = next((name for name, told in begins.items() if told.fullmatch(what)), now)
        elif what == "start":
            found.setdefault(now, []).append(Span())
            running = True
        elif what == "done":
            running = False
        elif running:
            found[now][-1].tones.append(what)
    return found


def understood(sentence: str) -> tuple[str, dict[str, int]]:
    """Key and numbers of a spoken sentence."""
    for key in sorted(keys()):
        if key.startswith("say.") and (told := _pattern(key).fullmatch(sentence)):
            return key, {name: int(number) for name, number in told.groupdict().items()}
    raise AssertionError(sentence)
