"""The first minutes: what this is and is not, which country, and whether the voice can be heard."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from backfour.bootstrap import house
from backfour.core.errors import Refused
from backfour.web.language import choices
from backfour.words import current_lang, offered, say
from backfour.words.emergency import Country, in_order, load_emergency
from backfour.words.emergency import country as numbers_of

OTHER = "other"
"""A country that is not in the list: the person is told "your local emergency number"."""


class Choice(NamedTuple):
    """One country to choose from."""

    value: str
    words: str
    chosen: bool


@require_http_methods(["GET", "POST"])
def hello(request: HttpRequest) -> HttpResponse:
    """Ask for the language, show the room, and say in three sentences what this is."""
    told = request.POST.get("language", "")
    if told in offered():
        house().preferences.change(language=told)
        return redirect("welcome")
    return render(request, "welcome/hello.html", {"languages": choices()})


@require_GET
def not_this(request: HttpRequest) -> HttpResponse:
    """Say what this is not, and what stays with the person."""
    return render(request, "welcome/not_this.html")


@require_http_methods(["GET", "POST"])
def country(request: HttpRequest) -> HttpResponse:
    """Ask for the country, because of the number to call, and for a name if one is wanted."""
    kept = house().preferences.read()
    typed = {"name": kept["name"], "country": kept["country"] or ""}
    wrong: dict[str, str] = {}
    if request.method == "POST":
        typed = {name: request.POST.get(name, "").strip() for name in typed}
        wrong = _settle(typed)
        if not wrong:
            return redirect("hear")
    return render(
        request,
        "welcome/country.html",
        {"countries": _choices(typed["country"]), "typed": typed, "wrong": wrong},
    )


def _settle(typed: dict[str, str]) -> dict[str, str]:
    """Keep the two answers, or say what is wrong with them, by field."""
    if typed["country"] != OTHER and typed["country"] not in load_emergency():
        return {"country": say("country.missing")}
    try:
        # Whoever goes on in the language of the browser has chosen it: commands follow it too.
        house().preferences.change(
            name=typed["name"], country=typed["country"], language=current_lang()
        )
    except Refused as refusal:
        return {refusal.field: say(f"country.wrong.{refusal.field}")}
    return {}


def _choices(chosen: str) -> list[Choice]:
    listed = [Choice(land.code, land.name, land.code == chosen) for land in in_order()]
    return [*listed, Choice(OTHER, say("country.other"), chosen == OTHER)]


@require_http_methods(["GET", "POST"])
def hear(request: HttpRequest) -> HttpResponse:
    """Ask whether the voice can be heard; either answer leads on to the check."""
    if request.method == "POST":
        house().preferences.change(heard=request.POST.get("heard") == "yes", welcomed=True)
        return redirect("check:begin")
    return render(request, "welcome/hear.html", {"number": chosen_country().number()})


def chosen_country() -> Country:
    """Return the numbers of the country this person has chosen."""
    return numbers_of(house().preferences.read()["country"])
