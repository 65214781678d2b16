"""What one may want to know about the product, and the card to keep near the phone."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from backfour.core.programme import RULES_VERSION
from backfour.web.language import for_either_reader, other_ways
from backfour.web.welcome.views import chosen_country
from backfour.web.wording import date_words

WARNINGS: Final = {"now": 7, "today": 5, "week": 4}
"""Signs on the warning card by how soon someone must be called; each has its words."""

CLAIMS: Final = (
    ("exercise", "trials"),
    ("prop", "trials"),
    ("rotation", "ours"),
    ("bird_dog", "trials"),
    ("sitting", "article"),
    ("harm", "trials"),
)
"""What the product says, and where each saying comes from (clinical-spec 7.1)."""

MARKS: Final = tuple(
    (evidence, f"evidence.{evidence}", f"evidence.{evidence}.what")
    for evidence in ("article", "trials", "ours")
)


@require_GET
def about(request: HttpRequest) -> HttpResponse:
    """Say what this rests on, who has not looked at it yet, and which version it is."""
    return render(
        request,
        "about/about.html",
        {
            "claims": [{"key": f"about.claim.{name}", "evidence": mark} for name, mark in CLAIMS],
            "marks": MARKS,
            "version": _version(),
            "rules": RULES_VERSION,
        },
    )


@require_GET
@for_either_reader
def warning(request: HttpRequest) -> HttpResponse:
    """Show the warning card, with the numbers of the person's country."""
    signs = {
        when: [f"warning.{when}.{number}" for number in range(1, most + 1)]
        for when, most in WARNINGS.items()
    }
    land = chosen_country()
    told = {
        "signs": signs,
        "country": land,
        "dated": date_words(land.dated.toordinal()),
        "ways": other_ways(request),
    }
    return render(request, "about/warning.html", told)


def _version() -> str:
    try:
        return version("backfour")
    except PackageNotFoundError:  # run from sources that were never installed
        return "0"
