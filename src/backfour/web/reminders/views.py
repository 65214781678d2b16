"""The page of reminders, one page for each of them, and the quiet hours."""

from __future__ import annotations

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from backfour.app.reminding.ports import CARRIED, CHANNELS, OFF, Wish
from backfour.app.reminding.reminders import Overview
from backfour.bootstrap import house
from backfour.core.errors import Refused
from backfour.core.quiet import Quiet
from backfour.core.reminding.daytime import Times, minute_of, minute_text
from backfour.core.reminding.rules import BREAK, KINDS, SESSION
from backfour.web.reminders.news import in_words
from backfour.web.reminders.wording import quiet_words
from backfour.words import say

DAYS: Final = range(7)
EVERY: Final = (20, 30, 45, 60)
BACK: Final = {"breaks": "sitting:breaks"}
"""Where one goes on after the quiet hours, by where one came from."""
WITH_DAYS: Final = (SESSION, BREAK)


@require_GET
def reminders(request: HttpRequest) -> HttpResponse:
    """Show every reminder, every way to the person, and what went wrong."""
    found = house().reminders.overview()
    page = {
        "news": [in_words(told, found.reached.zone) for told in found.untold],
        "kinds": [_row(wish, found) for wish in found.wishes],
        "ways": [{"name": name, "state": state_of(found, name)} for name in CHANNELS[1:]],
        "quiet": quiet_words(found.reached),
    }
    saved = bool(request.GET.get("saved"))
    return render(request, "reminders/reminders.html", {"page": page, "saved": saved})


def state_of(found: Overview, channel: str) -> str:
    """Return the key of how it stands with a channel."""
    carried = channel in CARRIED
    if carried and not found.ready[channel]:
        return "reminders.state.not_set_up"
    test = found.tests[channel]
    if test is None:
        return "reminders.state.untried" if carried else "reminders.state.by_itself"
    known = test.state if test.state in {"confirmed", "arrived", "failed"} else "sent"
    return f"reminders.state.{known}"


def _row(wish: Wish, found: Overview) -> dict[str, Any]:
    at = say("reminders.at", time=minute_text(wish.times.at_min))
    if wish.times.every_min:
        at = say(
            "reminders.every",
            n=wish.times.every_min,
            low=minute_text(wish.times.at_min),
            high=minute_text(wish.times.until_min),
        )
    return {
        "kind": wish.kind,
        "on": wish.channel != OFF,
        "channel": wish.channel,
        "at": at,
        "missing": wish.channel in CARRIED and not found.ready[wish.channel],
    }


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """Put away what went wrong."""
    house().reminders.read()
    return redirect("reminders:reminders")


@csrf_exempt  # `SameOrigin` has looked already; a script on any page tells it without a form.
@require_POST
def zone(request: HttpRequest) -> HttpResponse:
    """Take over the time zone of the person's device."""
    try:
        house().reminders.told_zone(request.POST.get("zone", ""))
    except Refused:
        return HttpResponse(status=422)
    return HttpResponse(status=204)


@require_http_methods(["GET", "POST"])
def kind(request: HttpRequest, kind: str) -> HttpResponse:
    """Show or change one reminder."""
    if kind not in KINDS:
        raise Http404
    found = house().reminders.overview()
    wish = found.wishes[KINDS.index(kind)]
    wrong: dict[str, str] = {}
    if request.method == "POST":
        try:
            channel, times = _told(request.POST, wish)
            reached = found.reached
            house().reminders.change(reached.zone, reached.quiet, {kind: (channel, times)})
        except Refused as refused:
            field = refused.field.removeprefix(f"{kind}.")
            wrong = {field: say(f"reminders.wrong.{field}")}
        else:
            if channel in CARRIED and not found.ready[channel]:
                return redirect(reverse(f"reminders:{channel}") + "?next=1")
            return redirect(reverse("reminders:reminders") + "?saved=1")
    typed = request.POST if wrong else None
    context = {"kind": kind, "page": _page(wish, typed, found), "wrong": wrong}
    return render(request, "reminders/kind.html", context, status=422 if wrong else 200)


def _told(posted: QueryDict, wish: Wish) -> tuple[str, Times]:
    channel, old = posted.get("channel", ""), wish.times
    if channel == OFF:
        return channel, old
    days = old.days
    if wish.kind in WITH_DAYS:
        told = {int(day) for day in posted.getlist("day") if day in {str(one) for one in DAYS}}
        days = sum(1 << day for day in told)
    times = old._replace(at_min=minute_of(posted.get("at"), "at"), days=days)
    if wish.kind == BREAK:
        every = posted.get("every", "")
        times = times._replace(
            every_min=int(every) if every in {str(one) for one in EVERY} else 1,
            until_min=minute_of(posted.get("until"), "until"),
        )
    return channel, times


def _page(wish: Wish, typed: QueryDict | None, found: Overview) -> dict[str, Any]:
    times = wish.times
    channel = typed.get("channel") if typed is not None else wish.channel
    days = (
        set(typed.getlist("day"))
        if typed is not None
        else {str(day) for day in DAYS if times.days >> day & 1}
    )
    every = typed.get("every") if typed is not None else str(times.every_min)
    return {
        "channels": [
            {
                "value": one,
                "chosen": one == channel,
                "hint": "reminders.state.not_set_up"
                if one in CARRIED and not found.ready[one]
                else "",
            }
            for one in CHANNELS
        ],
        "at": typed.get("at", "") if typed is not None else minute_text(times.at_min),
        "until": typed.get("until", "") if typed is not None else minute_text(times.until_min),
        "days": [
            {"value": day, "key": f"reminders.day.{day}", "chosen": str(day) in days}
            for day in DAYS
        ]
        if wish.kind in WITH_DAYS
        else [],
        "every": [{"value": one, "chosen": str(one) == every} for one in EVERY]
        if wish.kind == BREAK
        else [],
    }


@require_http_methods(["GET", "POST"])
def quiet(request: HttpRequest) -> HttpResponse:
    """Show or change the quiet hours and the time zone."""
    found = house().reminders.overview()
    back = reverse(BACK.get(request.GET.get("from", ""), "reminders:reminders"))
    typed = {
        "begins": minute_text(found.reached.quiet.begins),
        "ends": minute_text(found.reached.quiet.ends),
        "zone": found.reached.zone,
    }
    wrong: dict[str, str] = {}
    if request.method == "POST":
        typed = {name: request.POST.get(name, "").strip() for name in typed}
        try:
            hours = Quiet(*(minute_of(typed[name], name) for name in ("begins", "ends")))
            kept = {w.kind: (w.channel, w.times) for w in found.wishes if w.channel != OFF}
            house().reminders.change(typed["zone"], hours, kept)
        except Refused as refused:
            of_kind, dot, _ = refused.field.partition(".")
            wrong = (
                {"begins": say("reminders.wrong.covers", name=say(f"reminders.kind.{of_kind}"))}
                if dot
                else {refused.field: say(f"reminders.wrong.{refused.field}")}
            )
        else:
            return redirect(back + "?saved=1")
    context = {"typed": typed, "wrong": wrong, "back": back}
    return render(request, "reminders/quiet.html", context, status=422 if wrong else 200)
