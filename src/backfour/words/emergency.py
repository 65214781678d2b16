"""Whom to call in which country; an unknown country is told "your local emergency number"."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final
from unicodedata import combining, normalize

from babel import Locale

from backfour.words import DEFAULT_LANG, current_lang, known, say

DATA: Final = Path(__file__).with_name("emergency.toml")


@dataclass(frozen=True, slots=True)
class Country:
    """The numbers of one country.

    Parameters
    ----------
    code
        Two capital letters (ISO 3166), empty for an unknown country.
    english
        Its name in English.
    emergency
        The number for a medical emergency, None where the country is unknown.
    also
        A second number that works, with a condition in English where there is one; may be empty.
    advice, advice_name
        A medical advice line that is not for emergencies, and what it is called (in English,
        where it has no name of its own); may be empty.
    source, dated, checked
        Where the numbers come from, since when, and whether anyone compared them with an
        official page. The page says so where nobody has.
    """

    code: str
    english: str
    emergency: str | None
    also: str
    advice: str
    advice_name: str
    source: str
    dated: date
    checked: bool

    def number(self, lang: str | None = None) -> str:
        """What to call, as it stands in a sentence."""
        return self.emergency or say("emergency.number.unknown", lang)

    @property
    def name(self) -> str:
        """Its name in the language of the moment."""
        return _name(self.code, self.english, current_lang())

    @property
    def also_said(self) -> str:
        """The second number with its condition, in the language of the moment."""
        number, _, condition = self.also.partition(" ")
        key = CONDITIONS.get(condition)
        return say(key, number=number) if key else self.also

    @property
    def advice_said(self) -> str:
        """What the advice line is called, in the language of the moment."""
        key = f"language.advice.{self.code}"
        return say(key) if known(key) else self.advice_name

    @property
    def dial(self) -> str:
        """The emergency number for a ``tel:`` address, empty where it is unknown."""
        return _digits(self.emergency or "")

    @property
    def dial_advice(self) -> str:
        """The advice line for a ``tel:`` address, empty where there is none."""
        return _digits(self.advice)


CONDITIONS: Final = {"from a mobile phone": "language.also.mobile"}
"""What the data says in English about a second number, and the key of the same in words."""


@cache
def _name(code: str, english: str, lang: str) -> str:
    if lang == DEFAULT_LANG:
        return english
    return str(Locale(lang).territories.get(code, english))


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit())


def in_order() -> list[Country]:
    """Return all countries we have, in the order of their names in the language of the moment."""
    return sorted(load_emergency().values(), key=lambda one: _plain(one.name))


def _plain(name: str) -> str:
    """Drop the accents, so that É stands beside E."""
    return "".join(sign for sign in normalize("NFD", name) if not combining(sign)).casefold()


@cache
def load_emergency() -> dict[str, Country]:
    """Read the numbers of all countries we have, by code."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    countries = [
        Country(
            code=code,
            english=row["name"],
            emergency=row["emergency"],
            also=row.get("also", ""),
            advice=row.get("advice", ""),
            advice_name=row.get("advice_name", ""),
            source=row.get("source", data["source"]),
            dated=row.get("dated", data["dated"]),
            checked=row.get("checked", data["checked"]),
        )
        for code, row in data["country"].items()
    ]
    return {country.code: country for country in countries}


def country(code: str | None) -> Country:
    """Find a country by its code; one we do not have is a country without a known number."""
    found = load_emergency().get((code or "").upper())
    if found is not None:
        return found
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return Country("", "", None, "", "", "", data["source"], data["dated"], checked=False)
