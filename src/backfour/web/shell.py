"""What every page shows around its own words: whose folder it is, and the way to other pages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from typing import Any, Final, NamedTuple

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString

from backfour.bootstrap import house
from backfour.web.offline.package import is_offered, package_bytes
from backfour.words import DEFAULT_LANG, current_lang, say

SHEETS: Final = ("tokens", "ground", "controls", "parts")
"""Style sheets of every page, in order; the session adds its own."""

DESCRIPTION: Final = "shell.description"

MEGABYTE: Final = 1_000_000

LINKS: Final = {
    "today": "today:today",
    "progress": "progress:progress",
    "moves": "moves:moves",
    "sitting": "sitting:sitting",
    "why": "why:why",
    "data": "my_data:data",
    "settings": "settings_page:settings",
    "warning": "warning",
    "about": "about",
}
"""Pages one can go to at any time, and the names of their addresses."""

TEXT_SIZES: Final = (120, 150, 200)
"""Sizes of text, in percent of the usual, that the style sheet has a class for."""


class Link(NamedTuple):
    """One way to another page."""

    url: str
    words: str
    here: bool


class Shell:
    """Reads the settings once a page asks for them; a page that shows none costs nothing."""

    def __init__(self, request: HttpRequest) -> None:
        self._path = request.path

    @cached_property
    def settings(self) -> Mapping[str, Any]:
        """Every setting of this data folder."""
        return house().preferences.read()

    @property
    def lang(self) -> str:
        """Language of the page, as the middleware found it."""
        return current_lang()

    @property
    def book(self) -> str:
        """The file with every sentence of the language, for the script of a page."""
        return f"backfour/words.{current_lang()}.json"

    @property
    def translated(self) -> bool:
        """Whether the page is in a language that no clinician of that language has reviewed."""
        return current_lang() != DEFAULT_LANG

    @property
    def person(self) -> str:
        """Name of the person this data folder belongs to; empty until it is told."""
        return str(self.settings["name"])

    @property
    def classes(self) -> str:
        """Classes of the page's root: size of text, light or dark."""
        return " ".join(filter(None, (self._theme, self._text)))

    @property
    def still(self) -> bool:
        """Whether stills are wanted instead of films."""
        return bool(self.settings["still_pictures"])

    @property
    def speech_rate(self) -> str:
        """How fast the voice speaks, 1 as usual."""
        return f"{self.settings['voice_rate_percent'] / 100:g}"

    @property
    def speech(self) -> str:
        """Whether pages may speak by themselves: ``on`` or ``off``."""
        return "on" if self.settings["voice_on"] else "off"

    @property
    def speech_voice(self) -> str:
        """The chosen voice; empty for the first that speaks the language."""
        return str(self.settings["voice"])

    @property
    def head(self) -> SafeString:
        """What every page's head holds."""
        return _head(self.lang)

    @property
    def kept_mb(self) -> int:
        """Size in MB of what this device may keep for times without connection."""
        return _kept_mb()

    @property
    def menu(self) -> SafeString:
        """Ways to the other pages, with the present one marked."""
        return _menu(self.lang, next((name for name in LINKS if self._is_at(name)), ""))

    def _is_at(self, name: str) -> bool:
        url = _addresses()[name]
        return self._path == url if url == "/" else self._path.startswith(url)

    @property
    def _theme(self) -> str:
        theme = str(self.settings["theme"])
        return "" if theme == "light" else theme

    @property
    def _text(self) -> str:
        wish = int(self.settings["text_size_percent"])
        size = max((known for known in TEXT_SIZES if known <= wish), default=100)
        return "" if size == 100 else f"text-{size}"


class PlainShell:
    """The shell of a page that shows nothing of a person and works when no store does."""

    person = ""
    classes = "auto"
    still = False
    speech = "on"
    speech_rate = "1"
    speech_voice = ""
    menu = ""

    @property
    def lang(self) -> str:
        """Language of the page, as the middleware found it."""
        return current_lang()

    @property
    def head(self) -> SafeString:
        """What every page's head holds."""
        return _head(self.lang)


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Give every template its shell (a Django context processor)."""
    return {"shell": Shell(request)}


@cache
def _addresses() -> dict[str, str]:
    return {name: reverse(address) for name, address in LINKS.items()}


# The same for every page and every person, so written once: a page is to cost 3 ms at most.


@cache
def _head(lang: str) -> SafeString:
    sheets = [static(f"backfour/css/{name}.css") for name in SHEETS]
    return render_to_string(
        "shell/head.html",
        {"sheets": sheets, "description": say(DESCRIPTION, lang), "kept": _kept_mb()},
    )


def _kept_mb() -> int:
    """Size in MB of what a device may keep; 0 where nothing is offered."""
    return -(-package_bytes() // MEGABYTE) if is_offered() else 0


@cache
def _menu(lang: str, here: str) -> SafeString:
    links = [
        Link(url, say(f"shell.link.{name}", lang), name == here)
        for name, url in _addresses().items()
    ]
    told = {"links": links, "menu": say("shell.menu", lang), "pages": say("shell.pages", lang)}
    return render_to_string("shell/links.html", told)
