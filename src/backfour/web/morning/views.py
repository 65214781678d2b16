"""Three short questions, one a page; each may be left open."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from backfour.bootstrap import house
from backfour.core.errors import BackfourError
from backfour.core.events import MorningChecked
from backfour.web.wording import day_words, in_words
from backfour.words import say

COMMON_MINUTES: Final = (0, 5, 10, 20, 30, 45, 60, 90)
"""Minutes of stiffness that are one touch away."""

MOST_MINUTES: Final = 1440
OPEN: Final = "open"
"""Stands in the address for an answer that the person left open."""

LATE_FROM_HOUR: Final = 12


def _number(text: str, most: int) -> int | None:
    if text.isascii() and text.isdigit() and len(text) < 5 and int(text) <= most:
        return int(text)
    return None


def _kept(request: HttpRequest) -> dict[str, str]:
    """What was answered on the pages before; it travels in the address."""
    return {name: request.GET.get(name, "") for name in ("pain", "minutes")}


def _to(name: str, **told: str) -> str:
    query = "&".join(f"{key}={value}" for key, value in told.items() if value)
    return reverse(f"morning:{name}") + (f"?{query}" if query else "")


@require_http_methods(["GET", "POST"])
def pain(request: HttpRequest) -> HttpResponse:
    """Ask for the pain of this morning."""
    kept, wrong = _kept(request), ""
    if request.method == "POST":
        told = request.POST.get("pain", "")
        if told == OPEN or _number(told, 10) is not None:
            return redirect(_to("stiffness", pain=told, minutes=kept["minutes"]))
        wrong = say("error.pain.missing")
    today = house().plan_today()
    late = int(today.now.at[11:13]) >= LATE_FROM_HOUR
    page = {
        "date": day_words(today.day),
        "title": say("morning.late.title" if late else "morning.title"),
        "chosen": kept["pain"],
        "answered": today.state.last_morning == today.day,
    }
    return render(
        request, "morning/pain.html", {"page": page, "wrong": wrong}, status=422 if wrong else 200
    )


@require_http_methods(["GET", "POST"])
def stiffness(request: HttpRequest) -> HttpResponse:
    """Ask for the minutes of stiffness."""
    kept, wrong, typed = _kept(request), "", ""
    if not kept["pain"]:
        return redirect("morning:pain")
    if request.method == "POST":
        told, typed = request.POST.get("minutes", ""), request.POST.get("other", "").strip()
        if told == "other":
            told = typed
            wrong = say("error.minutes", value=typed) if typed else say("error.minutes.missing")
        else:
            wrong = say("error.minutes.missing")
        if told == OPEN or _number(told, MOST_MINUTES) is not None:
            return redirect(_to("leg", pain=kept["pain"], minutes=told))
    elif _number(kept["minutes"], MOST_MINUTES) not in {None, *COMMON_MINUTES}:
        typed = kept["minutes"]
    page = {
        "date": day_words(house().plan_today().day),
        "choices": [
            {
                "value": n,
                "words": say("morning.stiff.some", n=n) if n else say("morning.stiff.none"),
                "chosen": kept["minutes"] == str(n),
            }
            for n in COMMON_MINUTES
        ],
        "typed": typed,
        "back": _to("pain", **kept),
    }
    return render(
        request,
        "morning/stiffness.html",
        {"page": page, "wrong": wrong},
        status=422 if wrong else 200,
    )


@require_http_methods(["GET", "POST"])
def leg(request: HttpRequest) -> HttpResponse:
    """Ask whether a leg has anything new, and write the morning."""
    kept, wrong = _kept(request), ""
    if not kept["pain"] or not kept["minutes"]:
        return redirect(_to("stiffness" if kept["pain"] else "pain", **kept))
    if request.method == "POST":
        if request.POST.get("leg") in {"yes", "no"}:
            return _write(request, kept)
        wrong = say("error.missing")
    page = {"date": day_words(house().plan_today().day), "back": _to("stiffness", **kept)}
    context = {
        "page": page,
        "wrong": wrong,
        "event": request.POST.get("event") or house().ids.new(),
    }
    return render(request, "morning/leg.html", context, status=422 if wrong else 200)


def _write(request: HttpRequest, kept: dict[str, str]) -> HttpResponse:
    try:
        house().morning.answer(
            _number(kept["pain"], 10),
            _number(kept["minutes"], MOST_MINUTES),
            new_leg_pain=request.POST["leg"] == "yes",
            event_id=request.POST.get("event"),
        )
    except BackfourError as error:
        if error.key != "already_told":
            raise
    return redirect("morning:done")


@require_GET
def done(request: HttpRequest) -> HttpResponse:
    """Say what this morning means for the plan."""
    today = house().plan_today()
    last: MorningChecked | None = house().history.latest("morning_checked")
    mornings = reversed(today.state.mornings)
    judged = next((one for one in mornings if last and one.event == last.id), None)
    if judged is None:
        return redirect("today:today")
    page = {
        "words": say(f"morning.saved.{judged.light}"),
        "why": in_words(judged.reason),
        "check": any(rung.needs_rescreen for rung in today.state.rungs.values()),
    }
    return render(request, "morning/done.html", {"page": page})
