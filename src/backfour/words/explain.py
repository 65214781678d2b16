"""Turns a reason key of the programme into its sentence, rule, source and evidence mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from babel.dates import format_date, format_skeleton

from backfour.words import DEFAULT_LANG, current_lang, known, say

OF_A_RULE: Final = ("rule", "note", "raised", "lapsed", "cleared")
"""First parts of keys that go with a rule of the check, e.g. ``raised.R06``."""


@dataclass(frozen=True, slots=True)
class Explained:
    """One decision in plain words.

    ``sentence`` is what is shown; ``rule`` and ``source`` open behind it; ``evidence`` is
    the key of the mark, ``evidence.article``, ``evidence.trials`` or ``evidence.ours``.
    """

    sentence: str
    rule: str
    source: str
    evidence: str


def explain(
    key: str, values: Mapping[str, str | int] | None = None, lang: str | None = None
) -> Explained:
    """Explain one reason of the programme.

    Parameters
    ----------
    key
        As the core gives it: ``red.sharp``, ``off.resting``, ``raised.R06`` ...
    values
        As the core gives them: identifiers and ISO dates, turned into words here.
    """
    lang = lang or current_lang()
    told = {name: _in_words(name, value, lang) for name, value in (values or {}).items()}
    family, _, rule = key.partition(".")
    if family in OF_A_RULE and known(f"rule.{rule}", lang):
        because = say(f"rule.{rule}", lang)
        source = say(f"rule.{rule}.source", lang)
        if family in {"rule", "note"}:
            noted = f"rule.{rule}.note"
            told_now = say(noted, lang) if family == "note" and known(noted, lang) else because
            return Explained(told_now, say("rule.about", lang), source, "evidence.ours")
        return Explained(say(f"reason.{family}", lang, **told), because, source, "evidence.ours")
    own = f"reason.{key}"
    return Explained(
        sentence=say(own, lang, **told),
        rule=say(f"{own}.rule", lang),
        source=say(f"{own}.source", lang),
        evidence=f"evidence.{say(f'{own}.evidence', DEFAULT_LANG)}",
    )


def day_in_words(day: date, lang: str | None = None) -> str:
    """Write a day the way people say it, without the year: ``Tuesday 24 November``."""
    lang = lang or current_lang()
    if pattern := _SAID.get(lang):
        return str(format_date(day, pattern, locale=lang))
    return str(format_skeleton("MMMMEEEEd", day, locale=_WRITING.get(lang, lang)))


def date_in_words(day: date, lang: str | None = None) -> str:
    """Write a day with its year: ``24 November 2026``."""
    lang = lang or current_lang()
    return str(format_date(day, "long", locale=_WRITING.get(lang, lang)))


_WRITING: Final = {"en": "en_GB"}
"""Day before month, which most readers of English outside one country expect."""

_SAID: Final = {"es": "EEEE d 'de' MMMM"}
"""Where the usual writing has a comma that nobody says."""


def _in_words(name: str, value: str | int, lang: str) -> str | int:
    if isinstance(value, int):
        return value
    if name == "exercise":
        return say(f"move.{value}.inline", lang) if value else value
    if name == "flag":
        short = say(f"flag.{value}.short", lang)
        return short[:1].lower() + short[1:]
    if name == "why":
        return say(f"because.{value}", lang)
    if name == "date":
        return day_in_words(date.fromisoformat(value), lang)
    return value
