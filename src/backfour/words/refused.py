"""Says in another language why a value was refused: the core gives its reasons in plain English."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from backfour.words.book import DEFAULT_LANG, Phrase, read_book

FAMILY: Final = "refused."
"""First part of the keys whose English is the reason as the core writes it."""


def in_words(reason: str, lang: str) -> str:
    """Return a reason in a language; in English where it has no words there."""
    if lang == DEFAULT_LANG:
        return reason
    phrases = read_book(lang)[0]
    for pattern, key in _patterns():
        if found := pattern.fullmatch(reason):
            return str(phrases[key]).format(**found.groupdict())
    return reason


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Return what each reason looks like and its key, those with the most fixed words first."""
    english = read_book(DEFAULT_LANG)[0]
    found = [(text, key) for key, text in english.items() if key.startswith(FAMILY)]
    return [(_pattern(text), key) for text, key in sorted(found, key=_fixed, reverse=True)]


def _fixed(one: tuple[Phrase, str]) -> int:
    return len(re.sub(r"{\w+}", "", str(one[0])))


def _pattern(text: Phrase) -> re.Pattern[str]:
    parts = re.split(r"{(\w+)}", str(text))
    return re.compile(
        "".join(
            f"(?P<{part}>.+)" if place % 2 else re.escape(part) for place, part in enumerate(parts)
        ),
        re.DOTALL,
    )
