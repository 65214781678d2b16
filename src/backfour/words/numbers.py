"""Numbers as a person reads them, in the language of the moment."""

from __future__ import annotations

from typing import Final

from backfour.words.current import current_lang

COMMA: Final = frozenset({"es"})
"""Languages that write a comma before the tenths."""
MINUS: Final = "\N{MINUS SIGN}"


def number(value: float, *, signed: bool = False) -> str:
    """Write a number with at most one place: ``3``, ``2.5``, ``+0.4``; minus is a real minus."""
    tenths = round(value * 10)
    whole, rest = divmod(abs(tenths), 10)
    point = "," if current_lang() in COMMA else "."
    text = f"{whole}{point}{rest}" if rest else str(whole)
    sign = MINUS if tenths < 0 else "+" if signed and tenths > 0 else ""
    return sign + text
