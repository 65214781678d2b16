"""The person says who has seen them; what that opens is decided by the core."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from backfour.app.plan_today import Today
from backfour.bootstrap import house
from backfour.core.errors import BackfourError, Refused
from backfour.core.events import ClearanceStated
from backfour.core.instants import NANOSECONDS
from backfour.core.programme.locks import WAIT_NS
from backfour.core.programme.state import Raised
from backfour.core.screening.rules import YOUNGEST_OFFERED
from backfour.core.vocabulary import URGENT
from backfour.web.wording import CLINICIANS, day_words, time_words, written_day
from backfour.words import known, say

ROLES: Final = CLINICIANS
OTHER: Final = "other"
LONGEST: Final = {"by_other": 80, "note": 1000}


@require_http_methods(["GET", "POST"])
def seen(request: HttpRequest) -> HttpResponse:
    """Show what waits for a clinician's word, and take it."""
    today = house().plan_today()
    wrong: dict[str, str] = {}
    typed = request.POST if request.method == "POST" else QueryDict()
    if request.method == "POST":
        told, wrong = _read(today, request.POST)
        if not wrong:
            try:
                house().clearance.state(**told, event_id=request.POST.get("event"))
            except Refused as refused:
                wrong = {refused.field: say("error.date.future")}
            except BackfourError as error:
                if error.key != "already_told":
                    raise
                return redirect(request.path + "?saved=1")
            else:
                return redirect(request.path + "?saved=1")
    context = {
        "page": _page(today, typed, saved=bool(request.GET.get("saved"))),
        "wrong": wrong,
        "typed": {name: typed.get(name, "") for name in ("by_other", "seen_on", "note", "allowed")},
        "event": typed.get("event") or house().ids.new(),
    }
    return render(request, "clearance/seen.html", context, status=422 if wrong else 200)


def _read(today: Today, posted: QueryDict) -> tuple[dict[str, Any], dict[str, str]]:
    wrong: dict[str, str] = {}
    rules = [rule for rule in posted.getlist("rules") if rule in today.state.raised]
    if not rules:
        wrong["rules"] = say("error.clearance.rules")
    role, other = posted.get("by", ""), posted.get("by_other", "").strip()
    if role in ROLES:
        by = say(f"seen.by.{role}")
    elif other:
        by = other[: LONGEST["by_other"]]
    else:
        by = ""
        wrong["by_other" if role == OTHER else "by"] = say("error.clearance.by")
    seen_on, note = posted.get("seen_on", "").strip(), posted.get("note", "").strip()
    if not seen_on:
        wrong["seen_on"] = say("error.clearance.on")
    else:
        try:
            day = date.fromisoformat(seen_on)
        except ValueError:
            wrong["seen_on"] = say("error.date", value=seen_on)
        else:
            seen_on = day.isoformat()
            if day.toordinal() > written_day(today.now.at):
                wrong["seen_on"] = say("error.date.future")
    if not note:
        wrong["note"] = say("error.clearance.note")
    if posted.get("allowed") != "yes":
        wrong["allowed"] = say("seen.wrong.allowed")
    told = {"rules": rules, "by": by, "seen_on": seen_on, "note": note[: LONGEST["note"]]}
    return told, wrong


def _page(today: Today, typed: QueryDict, *, saved: bool) -> dict[str, Any]:
    state = today.state
    raised = dict(sorted(state.raised.items(), key=lambda one: (-one[1].level, one[0])))
    child = (state.age or YOUNGEST_OFFERED) < YOUNGEST_OFFERED
    mine = [rule for rule in raised if not (rule == "F0" and child)]
    waits = [
        {"words": _name(rule), "why": _wait(today, rule, one, child=child)}
        for rule, one in raised.items()
    ]
    page: dict[str, Any] = {
        "today": today.now.at[:10],
        "waits": waits,
        "rules": [
            {
                "value": rule,
                "words": _name(rule),
                "chosen": rule in typed.getlist("rules"),
            }
            for rule in mine
        ],
        "roles": [
            {"value": one, "words": say(f"seen.by.{one}"), "chosen": typed.get("by") == one}
            for one in (*ROLES, OTHER)
        ],
        "check_again": any(
            one.level >= URGENT or _stated_late(rule) for rule, one in raised.items()
        ),
    }
    if saved:
        page["saved"] = say("seen.saved.still" if raised else "seen.saved.open")
    return page


def _name(rule: str) -> str:
    """What a rule is about, in short where it is a question of the check."""
    item = f"q.{rule}.item"
    return say(item) if known(item) else say(f"rule.{rule}")


def _stated_late(rule: str) -> bool:
    """Whether this rule was named in the last clearance and is raised all the same."""
    last: ClearanceStated | None = house().history.latest("clearance_stated")
    return last is not None and rule in last.rules


def _wait(today: Today, rule: str, raised: Raised, *, child: bool) -> str:
    """Why a rule still closes the exercises."""
    if rule == "F0" and child:
        return say("seen.waits.never")
    if raised.level < URGENT:
        return say("seen.waits.see")
    if raised.stated:
        return say("seen.waits.stated")
    if raised.clean:
        return say("seen.waits.check")
    left_ns = raised.instant + WAIT_NS - today.now.instant
    if left_ns <= 0:
        return say("seen.waits.urgent")
    until = datetime.fromisoformat(today.now.at) + timedelta(seconds=left_ns // NANOSECONDS)
    moment = until.isoformat()
    return "{} {}".format(
        say("seen.waits.urgent"),
        say("seen.waits.until", day=day_words(written_day(moment)), time=time_words(moment)),
    )
