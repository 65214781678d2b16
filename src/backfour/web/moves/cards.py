"""Each movement as a card: its film, its dose now, and what is changed for this body."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from django.templatetags.static import static
from django.urls import reverse

from backfour.app.plan_today import Today
from backfour.core.exercises.catalogue import Catalogue, load_catalogue
from backfour.core.programme.plan import PlanItem
from backfour.core.programme.reasons import blocking_flag, limiting_flag
from backfour.web.wording import dose, in_words, movement
from backfour.words import say


@cache
def catalogue() -> Catalogue:
    """The movements and doses, read once."""
    text = files("backfour.core.exercises").joinpath("catalogue.toml")
    return load_catalogue(text.read_text(encoding="utf-8"))


@cache
def poster(film: str) -> str:
    """The address of a film's still picture."""
    return static(f"backfour/films/{film}.poster.jpg")


def cards(today: Today) -> list[dict[str, Any]]:
    """All five movements in the article's order."""
    return [_card(today, item) for item in today.plan.items]


def level_of(item: PlanItem) -> int:
    """The level to show: what is offered, else where it stands."""
    return item.level if item.offered is None else item.offered


def _card(today: Today, item: PlanItem) -> dict[str, Any]:
    level = level_of(item)
    found = catalogue().movement(item.exercise)
    form = found.level(level).form(today.plan.flags)
    changes = _changes(today, item)
    return {
        "exercise": item.exercise,
        "name": movement(item.exercise),
        "dose": say("moves.blocked") if item.blocked else dose(item.exercise, level),
        "open": not item.blocked,
        "film": form.film,
        "poster": poster(form.film),
        "alt": say(f"move.{item.exercise}.short"),
        "url": reverse("moves:move", args=[item.exercise]),
        "purpose": say(f"move.{item.exercise}.purpose"),
        "changed": changes[0] if changes else "",
        "because": changes[1:],
    }


def _changes(today: Today, item: PlanItem) -> list[str]:
    """What is different for this body, and why; empty where nothing is."""
    if item.blocked:
        flag = blocking_flag(today.state, item.exercise)
        return [in_words("off.blocked", {"flag": flag}).sentence, *_why(flag)]
    rung = today.state.rungs[item.exercise]
    found = catalogue().movement(item.exercise)
    form = found.level(level_of(item)).form(today.plan.flags)
    lines = [say(key) for key in found.notes_for(form, today.plan.flags)]
    if item.level == item.cap < 1 or (form.name and form.flags):
        flag = limiting_flag(today.state, rung)
        lines = [in_words("dose.adapted", {"flag": flag}).sentence, *lines, *_why(flag)]
    return lines


def _why(flag: str) -> list[str]:
    return [say(f"flag.{flag}.why")] if flag and flag != "practitioner" else []
