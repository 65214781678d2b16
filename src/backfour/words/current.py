"""The language of the moment: set once for a request or a command, followed by every sentence.

It belongs to one thread of execution (a context variable), so two people who are answered at
the same time never hear each other's language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Final

from backfour.words.book import DEFAULT_LANG, languages

Found = str | Callable[[], str]
"""A language, or how to find it once the first sentence is said."""

_current: Final[ContextVar[Found]] = ContextVar("backfour.words.language", default=DEFAULT_LANG)


def current_lang() -> str:
    """Return the language that sentences come in when nobody names another."""
    found = _current.get()
    if not isinstance(found, str):
        found = found()
        _current.set(found)
    return found


def follow(lang: str) -> None:
    """Let every sentence from here on come in this language, within the present context."""
    _current.set(lang)


@contextmanager
def speaking(lang: Found) -> Iterator[None]:
    """Let sentences come in this language inside the block, and as before behind it."""
    before = _current.set(lang)
    try:
        yield
    finally:
        _current.reset(before)


@cache
def offered() -> tuple[str, ...]:
    """Return the languages that can be chosen, looked up once."""
    return languages()


def others() -> tuple[str, ...]:
    """Return the languages that can be chosen besides the one of the moment."""
    return tuple(lang for lang in offered() if lang != current_lang())


def nearest(wished: str) -> str | None:
    """Return the language we have for a code such as ``es``, ``es-MX`` or ``es_MX.UTF-8``."""
    short = wished.replace("_", "-").split(".")[0].split("-")[0].lower()
    return short if short in offered() else None
