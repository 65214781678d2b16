"""After a session: how each movement went, what that changes, and why."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from backfour.app.plan_today import Today
from backfour.bootstrap import house
from backfour.core.events import ExerciseDone, SessionEnded, SessionStarted
from backfour.core.instants import NANOSECONDS
from backfour.core.programme.plan import PlanItem
from backfour.web.wording import dose, in_words, minutes, movement
from backfour.words import say

SHAPES: Final = {"green": "", "amber": " hold", "red": " rest", "unknown": " rest"}
"""Shape of each light: a disc, two bars, a flat bar."""


@require_GET
def end(request: HttpRequest) -> HttpResponse:
    """Show what the last session changes."""
    today = house().plan_today()
    if today.plan.action in {"urgent", "emergency"}:
        return redirect("check:result")
    start: SessionStarted | None = house().history.latest("session_started")
    if start is None:
        return redirect("today:today")
    done = [
        event
        for event in today.known.events
        if isinstance(event, ExerciseDone) and event.session == start.session
    ]
    ended: SessionEnded | None = house().history.latest("session_ended")
    hurt = [event for event in done if event.stop_pressed]
    page = {
        "title": _title(start, ended, done),
        "lead": say("end.lead.stop") if hurt else say("end.lead.calm"),
        "rows": _rows(today, done),
        "due": any(rung.needs_rescreen for rung in today.state.rungs.values()),
    }
    return render(request, "session_pages/end.html", {"page": page})


def _title(start: SessionStarted, ended: SessionEnded | None, done: list[ExerciseDone]) -> str:
    if not done:
        return say("end.title.short")
    if ended is None or ended.session != start.session:
        return say("end.title")
    return say("end.title.minutes", n=minutes((ended.instant - start.instant) // NANOSECONDS))


def _rows(today: Today, done: list[ExerciseDone]) -> list[dict[str, Any]]:
    """One row a movement: how it felt, and how it stands tomorrow if nothing else happens."""
    tomorrow = house().plan_today.on(today.day + 1)
    lights = {given.event: given for given in today.state.lights}
    told = {event.exercise: lights[event.id] for event in done if event.id in lights}
    rows = []
    for item in tomorrow.plan.items:
        given = told.get(item.exercise)
        if given is None:
            continue
        why = in_words(given.reason)
        rows.append(
            {
                "title": f"{movement(item.exercise)} · {say(f'light.{given.light}')}",
                "shape": SHAPES[given.light],
                "next": _next(item),
                "why": why,
            }
        )
    return rows


def _next(item: PlanItem) -> str:
    if item.offered is None:
        return in_words(item.reasons[0].key, item.reasons[0].values).sentence
    line = say("end.next", what=dose(item.exercise, item.offered))
    if not item.reasons:
        return line
    last = item.reasons[-1]
    return f"{line} {in_words(last.key, last.values).sentence}"
