"""Every sentence a person reads or hears, found by key and language.

The rest of the product speaks in keys (``cue.bird_dog.wrong_pair``); only this package
knows the words. Sentences live in ``locale/<lang>/LC_MESSAGES/*.po``, one file per area,
and are looked up as one book through :mod:`gettext`, in the language of the moment
(:mod:`backfour.words.current`) unless a caller names another.
"""

from __future__ import annotations

import gettext
from functools import cache
from typing import Final

from backfour.words.book import DEFAULT_LANG, Phrase, languages, read_book
from backfour.words.current import current_lang, follow, nearest, offered, others, speaking
from backfour.words.refused import in_words

__all__ = [
    "DEFAULT_LANG",
    "be_strict",
    "current_lang",
    "follow",
    "keys",
    "known",
    "languages",
    "nearest",
    "offered",
    "option",
    "others",
    "phrase_book",
    "say",
    "speaking",
]

_strict: Final = {"on": False}


def be_strict(*, on: bool = True) -> None:
    """Make a key without words, or a missing value, an error.

    Tests switch this on. In use, a gap in the words must never take a page away from
    someone lying on the floor: the key itself is shown instead.
    """
    _strict["on"] = on


@cache
def _phrases(lang: str) -> dict[str, Phrase]:
    return read_book(lang)[0]


@cache
def _plurals(lang: str) -> gettext.NullTranslations:
    return read_book(lang)[1]


def say(key: str, lang: str | None = None, **values: str | int) -> str:
    """Return the sentence of a key, with its values filled in.

    Parameters
    ----------
    key
        Such as ``today.title``.
    lang
        Language code, else the language of the moment; a language or sentence we do not
        have falls back to English.
    **values
        What the sentence mentions, as ``{name}``. ``n`` chooses between one and many.

    Returns
    -------
    str
        Plain text, not escaped. The key itself when there are no words for it.
    """
    lang = lang or current_lang()
    phrase = _phrases(lang).get(key)
    if phrase is None:
        if _strict["on"]:
            raise KeyError(f"no words for {key!r} in {lang!r}")
        return key
    if isinstance(phrase, tuple):
        number = values.get("n", 1)
        phrase = _plurals(lang).ngettext(key, key, int(number))
    if not values:
        return phrase
    if isinstance(reason := values.get("reason"), str):
        values["reason"] = in_words(reason, lang)
    try:
        return phrase.format(**values)
    except (KeyError, IndexError, ValueError):
        if _strict["on"]:
            raise
        return phrase


def known(key: str, lang: str | None = None) -> bool:
    """Tell whether a key has words in this language (or in English behind it)."""
    return key in _phrases(lang or current_lang())


def keys(lang: str | None = None) -> frozenset[str]:
    """Return every key that has words."""
    return frozenset(_phrases(lang or current_lang()))


def option(question: str, choice: str | int, lang: str | None = None) -> str:
    """Return the words of one answer to a screening question.

    Parameters
    ----------
    question
        Question id such as ``R12``.
    choice
        Option id, or the whole number where the question takes one (F3, F4).

    Notes
    -----
    A question may have its own words for an option (``q.R12.opt.yes``); else the shared
    ones are used (``opt.yes``).
    """
    own = f"q.{question}.opt.{choice}"
    return say(own, lang) if known(own, lang) else say(f"opt.{choice}", lang)


def phrase_book(lang: str | None = None) -> dict[str, str | list[str]]:
    """Return all words of a language for the browser; plural sentences as a list, one first."""
    return {
        key: list(phrase) if isinstance(phrase, tuple) else phrase
        for key, phrase in sorted(_phrases(lang or current_lang()).items())
    }
