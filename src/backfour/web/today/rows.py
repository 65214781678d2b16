"""One movement of the day as a line of the page: what to do, and why; or why not.

Drawn in Python and kept, because Today is opened more often than anything else and its
five lines rarely change.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from backfour.web.templatetags.words import mark
from backfour.words import current_lang
from backfour.words.explain import Explained


class Row(NamedTuple):
    """What a line shows.

    Parameters
    ----------
    name
        The movement, or the sentence about it where it is not offered.
    poster, dose
        Address of its picture and the dose; empty where it is not offered.
    shape
        Shape of the light where it is not offered.
    notes
        How it is adapted to this body.
    reasons
        Why, first what decides today.
    """

    name: str
    poster: str
    dose: str
    shape: str
    notes: tuple[str, ...]
    reasons: tuple[Explained, ...]


def drawn(row: Row) -> SafeString:
    """Draw a line, in the language of the moment."""
    return _drawn(row, current_lang())


@lru_cache(maxsize=64)
def _drawn(row: Row, _: str) -> SafeString:
    if row.dose:
        head = format_html(
            '<li class="move slim"><div class="film"><img src="{}" width="960" height="540" alt="">'
            '</div><div><h2 class="as-answer">{}</h2><p class="dose">{}</p>',
            row.poster,
            row.name,
            row.dose,
        )
    else:
        head = format_html(
            '<li class="move slim rests"><div><h2 class="as-answer lights">'
            '<span class="light{}"></span>{}</h2>',
            row.shape,
            row.name,
        )
    return format_html("{}{}</div></li>", head, _why(row))


def _why(row: Row) -> SafeString | str:
    if not row.reasons:
        return ""
    first = row.reasons[0]
    lines = [*row.notes, first.rule, *(reason.sentence for reason in row.reasons[1:])]
    return format_html(
        '<details class="reason"><summary><span>{}</span></summary><div>{}{}</div></details>',
        first.sentence,
        format_html_join("", "<p>{}</p>", ((line,) for line in lines)),
        mark(Context(), first.evidence),
    )
