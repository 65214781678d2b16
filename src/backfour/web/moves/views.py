"""My four movements: what each is for, how it is done, and how it is for this body."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from backfour.app.plan_today import Today
from backfour.bootstrap import house
from backfour.core.vocabulary import EXERCISES
from backfour.web.moves.cards import cards, catalogue, level_of
from backfour.web.wording import dose, in_words, movement
from backfour.words import say


@require_GET
def moves(request: HttpRequest) -> HttpResponse:
    """List the movements as they are now."""
    today = house().plan_today()
    return render(request, "moves/moves.html", {"page": {"moves": cards(today)}})


@require_GET
def move(request: HttpRequest, exercise: str) -> HttpResponse:
    """Show one movement whole."""
    if exercise not in EXERCISES:
        raise Http404
    today = house().plan_today()
    item = today.plan.item(exercise)
    page = how(today, exercise, level_of(item)) | {
        "reasons": [in_words(reason.key, reason.values) for reason in item.reasons],
        "blocked": item.blocked,
        "equipment": [say(key) for key in catalogue().movement(exercise).equipment],
        "stop": [say(key) for key in catalogue().movement(exercise).stop],
        "purpose": say(f"move.{exercise}.purpose"),
        "reading": say(f"move.{exercise}.reading") if exercise in OPEN_READINGS else "",
    }
    return render(request, "moves/move.html", {"page": page})


OPEN_READINGS = ("elbow_prop", "leg_hang")
"""Movements whose article leaves room for two readings (clinical-spec 0)."""


def how(today: Today, exercise: str, level: int) -> dict[str, Any]:
    """How a movement is done at a level by this body: film, steps in and out, what differs."""
    flags = today.plan.flags
    found = catalogue().movement(exercise)
    dosed = found.level(level)
    form = dosed.form(flags)
    place = found.place_for(form, flags)
    return {
        "exercise": exercise,
        "level": level,
        "name": movement(exercise),
        "dose": dose(exercise, level),
        "what": say(found.level_key(level, form)),
        "film": form.film,
        "differs": say(form.differs) if form.differs else "",
        "setup": [say(key) for key in form.setup],
        "out": [say(key) for key in (*form.out, *catalogue().getting_up[place])],
        "notes": [say(key) for key in found.notes_for(form, flags)],
        "evidence": dosed.evidence,
    }
