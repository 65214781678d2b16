"""One movement after another, each on its page; which one comes next is the plan's."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from backfour.app.plan_today import Today
from backfour.app.refusals import Stale
from backfour.app.session import OpenSession
from backfour.bootstrap import house
from backfour.core.vocabulary import EXERCISES
from backfour.web.forms.ahead import Step, ahead
from backfour.web.moves.views import how
from backfour.web.session_pages.wish import Wish, keep, read
from backfour.web.wording import in_words
from backfour.words import say


@require_GET
def following(request: HttpRequest) -> HttpResponse:
    """Go to the question that is open, else to the next movement, else to the end."""
    running = house().session.running()
    if running is None:
        return redirect("start:start")
    open_question = next((draft for draft in running.drafts if draft.kind != "started"), None)
    if open_question is not None:
        return redirect("forms:felt", open_question.key)
    wish = read(request, running.session)
    today = house().plan_today()
    steps = ahead(today, running, wish)
    if not steps:
        return _over(request, today, running)
    if not wish.carded and not running.done:
        return redirect("start:ready")
    return redirect("forms:move", steps[0].exercise)


@require_GET
def move(request: HttpRequest, exercise: str) -> HttpResponse:
    """Show one movement."""
    if exercise not in EXERCISES:
        raise Http404
    running = house().session.running()
    if running is None:
        return redirect("start:start")
    today = house().plan_today()
    wish = read(request, running.session)
    step = next((one for one in ahead(today, running, wish) if one.exercise == exercise), None)
    if step is None:
        return redirect("forms:next")
    return _shown(request, today, running, wish, step)


@require_POST
def act(request: HttpRequest, exercise: str) -> HttpResponse:
    """Begin, end, stop or skip a movement.

    Beginning is refused where the plan does not offer it any more; what has been done, and a
    Stop, are always kept.
    """
    running = house().session.running()
    if running is None or exercise not in EXERCISES:
        return redirect("start:start")
    level = _level(request.POST.get("level", ""))
    what = request.POST.get("act", "")
    key = f"{running.session}.{exercise}"
    if level is None or any(event.id == key for event in running.done):
        return redirect("forms:next")
    place = (running.session, exercise, level, running.pain)
    match what:
        case "stop":
            house().session.stop(*place)
        case "done":
            house().session.end_movement(*place, completed=True)
        case "tired" | "other":
            house().session.end_movement(*place, completed=False, stopped_for=what)
        case "skip":
            house().drafts.drop(key)
            wish = read(request, running.session).skip(exercise)
            return keep(redirect("forms:next"), wish)
        case "begin":
            try:
                house().session.begin(*place)
            except Stale as stale:
                return _refused(request, stale.today, running)
            return redirect("forms:move", exercise)
        case _:
            return redirect("forms:move", exercise)
    return redirect("forms:felt", key)


@require_POST
def finish(request: HttpRequest) -> HttpResponse:
    """End the session."""
    running = house().session.running()
    if running is not None:
        left = ahead(house().plan_today(), running, read(request, running.session))
        house().session.end(running.session, completed=bool(running.done) and not left)
    return redirect("start:end")


def _level(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) == 1 else None


def _shown(
    request: HttpRequest, today: Today, running: OpenSession, wish: Wish, step: Step
) -> HttpResponse:
    key = f"{running.session}.{step.exercise}"
    page: dict[str, Any] = how(today, step.exercise, step.level) | {
        "now": step.now,
        "all": step.all,
        "begun": any(draft.key == key for draft in running.drafts),
        "practise": step.practise,
    }
    return render(request, "forms/move.html", {"page": page})


def _refused(request: HttpRequest, today: Today, running: OpenSession) -> HttpResponse:
    context = _ending(today, running) | {"stale": say("error.stale.start")}
    return render(request, "forms/over.html", context, status=409)


def _over(request: HttpRequest, today: Today, running: OpenSession) -> HttpResponse:
    return render(request, "forms/over.html", _ending(today, running))


def _ending(today: Today, running: OpenSession) -> dict[str, Any]:
    done = {event.exercise for event in running.done}
    left = [
        {
            "name": say(f"move.{item.exercise}.name"),
            "why": in_words(item.reasons[0].key, item.reasons[0].values).sentence
            if item.reasons
            else "",
            "on": item.offered is not None,
        }
        for item in today.plan.items
        if item.exercise not in done
    ]
    return {"page": {"left": left, "go_on": reverse("forms:next")}}
