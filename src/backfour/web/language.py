"""Which language a page is in: what the person chose, else what the browser asks for.

Hazard H22 (docs/safety.md).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation.trans_real import parse_accept_lang_header

from backfour.bootstrap import house
from backfour.core.errors import BackfourError
from backfour.web.door.doorkeeper import is_in
from backfour.words import DEFAULT_LANG, current_lang, nearest, offered, others, say, speaking

Answer = Callable[[HttpRequest], HttpResponse]

ASKED: Final = "in"
"""Name of the part of an address that shows one page in another language, ``?in=es``."""


class Language:
    """Lets every sentence of an answer come in the person's language; errors and refusals too."""

    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in that language; an answer without words need not ask for it."""
        with speaking(lambda: _chosen(request) or _of_browser(request) or DEFAULT_LANG):
            return self._answer(request)


def _chosen(request: HttpRequest) -> str | None:
    """What the person chose. Who was not let in learns nothing of it."""
    if not is_in(request):
        return None
    try:
        chosen = house().preferences.chosen().get("language")
    except BackfourError:  # the page itself tells of a store that fails
        return None
    return None if chosen is None else nearest(str(chosen))


def _of_browser(request: HttpRequest) -> str | None:
    """Return the first language of the browser's list that we have."""
    listed = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    return next((ours for code, _ in listed if (ours := nearest(code))), None)


def for_either_reader(view: Answer) -> Answer:
    """Show a page in the language its address asks for, if we have it.

    Whoever comes to help may speak another language than the person; what is chosen stays.
    """

    @wraps(view)
    def shown(request: HttpRequest) -> HttpResponse:
        asked = request.GET.get(ASKED, "")
        if asked not in offered():
            return view(request)
        with speaking(asked):
            return view(request)

    return shown


class Way(NamedTuple):
    """A way to the same page in another language, in the words of that language."""

    lang: str
    url: str
    words: str


def other_ways(request: HttpRequest) -> list[Way]:
    """Return a link for every other language."""
    return [
        Way(lang, f"{request.path}?{ASKED}={lang}", say("language.show", lang)) for lang in others()
    ]


class Choice(NamedTuple):
    """A language to choose, by its own name."""

    lang: str
    words: str
    chosen: bool


def choices() -> list[Choice]:
    """Return every language, each named in itself."""
    here = current_lang()
    return [Choice(lang, say("language.name", lang), lang == here) for lang in offered()]
