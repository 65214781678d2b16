"""Whom to call in which country; an unknown country is told "your local emergency number"."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from backfour.words import DEFAULT_LANG, say

DATA: Final = Path(__file__).with_name("emergency.toml")


@dataclass(frozen=True, slots=True)
class Country:
    """The numbers of one country.

    Parameters
    ----------
    code
        Two capital letters (ISO 3166), empty for an unknown country.
    name
        In English.
    emergency
        The number for a medical emergency, None where the country is unknown.
    also
        A second number that works, with a condition where there is one; may be empty.
    advice, advice_name
        A medical advice line that is not for emergencies, and what it is called; may be empty.
    source, dated, checked
        Where the numbers come from, since when, and whether anyone compared them with an
        official page. The page says so where nobody has.
    """

    code: str
    name: str
    emergency: str | None
    also: str
    advice: str
    advice_name: str
    source: str
    dated: date
    checked: bool

    def number(self, lang: str = DEFAULT_LANG) -> str:
        """What to call, as it stands in a sentence."""
        return self.emergency or say("emergency.number.unknown", lang)

    @property
    def dial(self) -> str:
        """The emergency number for a ``tel:`` address, empty where it is unknown."""
        return _digits(self.emergency or "")

    @property
    def dial_advice(self) -> str:
        """The advice line for a ``tel:`` address, empty where there is none."""
        return _digits(self.advice)


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit())


@cache
def load_emergency() -> dict[str, Country]:
    """Read the numbers of all countries we have, by code, in the order of their names."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    countries = [
        Country(
            code=code,
            name=row["name"],
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
    return {country.code: country for country in sorted(countries, key=lambda one: one.name)}


def country(code: str | None) -> Country:
    """Find a country by its code; one we do not have is a country without a known number."""
    found = load_emergency().get((code or "").upper())
    if found is not None:
        return found
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return Country("", "", None, "", "", "", data["source"], data["dated"], checked=False)
