"""Pages that hold nothing of a person, kept on the device and filled in there."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from typing import Final

from django.template.loader import render_to_string
from django.urls import reverse

from backfour.web.about.views import WARNINGS
from backfour.web.shell import PlainShell
from backfour.words import DEFAULT_LANG, languages, say, speaking
from backfour.words.emergency import load_emergency

SHELLS: Final = ("day", "player")
"""Pages filled in by script, one for all languages."""


@cache
def shell_pages() -> dict[str, str]:
    """Return every page a device keeps, by its address."""
    pages = {reverse(f"offline:{name}"): _filled_in(name) for name in SHELLS}
    return pages | {
        reverse("offline:warning", args=[lang]): _warning(lang) for lang in sorted(languages())
    }


def revision(page: str) -> str:
    """Name one state of a page."""
    return sha256(page.encode()).hexdigest()[:16]


def _filled_in(name: str) -> str:
    told = {"shell": PlainShell(), "languages": sorted(languages())}
    with speaking(DEFAULT_LANG):  # until the script has found the person's own
        return render_to_string(f"offline/{name}.html", told)


def _warning(lang: str) -> str:
    """Show the warning card with every number we know: the person's is brought to the front."""
    signs = {
        when: [f"warning.{when}.{number}" for number in range(1, most + 1)]
        for when, most in WARNINGS.items()
    }
    with speaking(lang):
        told = {
            "shell": PlainShell(),
            "signs": signs,
            "number": say("emergency.number.unknown"),
            "countries": load_emergency().values(),
            "others": [
                {"lang": other, "url": reverse("offline:warning", args=[other])}
                for other in sorted(languages())
                if other != lang
            ],
        }
        return render_to_string("offline/warning.html", told)
