"""Self-tests: pain first, then what is safe today, the set-up, the test, and what it found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from backfour.app.plan_today import Today
from backfour.bootstrap import house
from backfour.core.errors import BackfourError, Refused
from backfour.core.events import MeasureTaken
from backfour.core.outcomes.due import SelfTestDue
from backfour.core.outcomes.measures import MEASURES
from backfour.core.outcomes.norms import norm
from backfour.core.outcomes.series import series
from backfour.web.progress.numbers import short_date
from backfour.web.progress.others import value_words
from backfour.web.selftests import forms, seen
from backfour.web.wording import day_words
from backfour.words import say
from backfour.words.numbers import number

MOST_PAIN: Final = 10


def _pain(told: Mapping[str, str]) -> int | None:
    text = told.get("now", "")
    good = text.isascii() and text.isdigit() and len(text) < 3 and int(text) <= MOST_PAIN
    return int(text) if good else None


def _carried(told: Mapping[str, str]) -> dict[str, str]:
    """Pain of this moment, and whether someone stands beside the person."""
    found = {"now": str(pain)} if (pain := _pain(told)) is not None else {}
    return found | ({"helper": "yes"} if told.get("helper") == "yes" else {})


def _to(name: str, measure: str = "", **query: str) -> str:
    address = reverse(f"selftests:{name}", args=[measure] if measure else [])
    return f"{address}?{urlencode(query)}" if query else address


def _tests(today: Today, told: Mapping[str, str]) -> tuple[SelfTestDue, ...]:
    return house().measures.tests(today, _pain(told), helper=told.get("helper") == "yes")


@require_GET
def every(request: HttpRequest) -> HttpResponse:
    """Ask for the pain of this moment, then show what is due, later or left out, and why."""
    today, told = house().plan_today(), request.GET.dict()
    carried = _carried({name: str(value) for name, value in told.items()})
    rows = [_row(one, carried) for one in _tests(today, carried)]
    closed = next((row["why"] for row in rows if row["state"] == "closed"), "")
    page = {
        "ask_pain": "now" not in carried and any(row["is_pain_missing"] for row in rows),
        "closed": closed,
        "rows": rows,
        "left_out": say("selftest.left_out") if told.get("left") else "",
        "helper_url": _to("list", **{**carried, "helper": "yes"}),
    }
    return render(request, "selftests/list.html", {"page": page})


def _row(one: SelfTestDue, carried: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": say(f"measure.{one.measure}.name"),
        "state": one.state,
        "why": say(one.reason) if one.reason else "",
        "is_pain_missing": one.reason == "selftest.closed.ask_pain",
        "needs_helper": one.reason == "selftest.skip.helper",
        "on": day_words(one.since),
        "url": _to("set_up", one.measure, **carried),
    }


def _is_open(measure: str, today: Today, told: Mapping[str, str]) -> bool:
    """Whether this test may be done now; the core decides, whatever page is asked for."""
    if measure not in forms.TESTS:
        raise Http404
    return any(one.measure == measure and one.state == "due" for one in _tests(today, told))


@require_GET
def set_up(request: HttpRequest, measure: str) -> HttpResponse:
    """Show the safe set-up, and ask what no list of conditions knows."""
    told = {name: str(value) for name, value in request.GET.dict().items()}
    carried = _carried(told)
    if not _is_open(measure, house().plan_today(), carried):
        return redirect(_to("list", **carried))
    if told.get("safe") == "no":
        return redirect(_to("do", measure, **carried, safe="no"))
    if told.get("safe") == "yes":
        return redirect(_to("list", **carried, left="yes"))
    steps = range(1, forms.TESTS[measure].steps + 1)
    page = {
        "title": say(f"measure.{measure}.name"),
        "steps": [say(f"selftest.{measure}.step.{n}") for n in steps],
        "ask": say(f"selftest.{measure}.ask"),
        "carried": carried,
        "back": _to("list", **carried),
        "film": {"prone_hold": "elbow_prop.EP1", "bird_dog_quality": "bird_dog.BD1"}.get(measure),
    }
    return render(request, "selftests/set_up.html", {"page": page})


@require_http_methods(["GET", "POST"])
def do(request: HttpRequest, measure: str) -> HttpResponse:
    """Time or count the test, and keep its result."""
    form = request.POST if request.method == "POST" else request.GET
    told = {name: str(value) for name, value in form.dict().items()}
    carried, today = _carried(told), house().plan_today()
    sent_before = _taken(told.get("event", ""), measure) is not None
    if not sent_before and (told.get("safe") != "no" or not _is_open(measure, today, carried)):
        return redirect(_to("list", **carried))
    wrong: dict[str, str] = {}
    if request.method == "POST":
        event = told.get("event") or house().ids.new()
        wrong = _keep(measure, told, event, today)
        if not wrong:
            return redirect(reverse("selftests:done", args=[measure, event]))
    test = forms.TESTS[measure]
    page = {
        "measure": measure,
        "title": say(f"measure.{measure}.name"),
        "test": test,
        "camera": seen.camera(measure),
        "no_camera": seen.why_none(measure),
        "do": say(f"selftest.{measure}.do"),
        "fields": [
            {**field, "wrong": wrong.get(field["name"], "")}
            for field in forms.fields(measure, told)
        ],
        "ticks": [
            {"name": one, "words": say(f"selftest.{measure}.{one}"), "chosen": one in told}
            for one in test.ticks
        ],
        "sides": [{"name": one, "words": say(f"selftest.begin.{one}")} for one in forms.SIDES]
        if test.fields == forms.SIDES
        else [{"name": "value", "words": say("selftest.begin")}],
        "carried": {**carried, "safe": "no"},
        "back": _to("list", **carried),
        "event": told.get("event") or house().ids.new(),
    }
    return render(request, "selftests/do.html", {"page": page}, status=422 if wrong else 200)


def _keep(measure: str, told: Mapping[str, str], event: str, today: Today) -> dict[str, str]:
    level = today.plan.item("bird_dog").level
    try:
        value, detail = forms.heard(measure, told, level)
        house().measures.take(measure, value, detail, event)
    except Refused as refused:
        name, words = forms.wrong(measure, refused, told)
        return {name: words}
    except BackfourError as error:
        if error.key != "already_told":
            raise
    return {}


def _taken(event: str, measure: str) -> MeasureTaken | None:
    """The stored result of this id, as it was told."""
    return next(
        (
            one
            for one in reversed(house().history.events())
            if isinstance(one, MeasureTaken) and one.id == event and one.measure == measure
        ),
        None,
    )


@require_http_methods(["GET", "POST"])
def done(request: HttpRequest, measure: str, event: str) -> HttpResponse:
    """Say what the test found, beside others where that is known, and what it proposes."""
    found = _taken(event, measure)
    if found is None or measure not in forms.TESTS:
        raise Http404
    noted = False
    if request.method == "POST" and request.POST.get("agree") == "yes":
        house().measures.agree(found, request.POST.get("event"))
        noted = True
    proposed = house().measures.proposed(found)
    page = _found(found, house().plan_today()) | {
        "proposal": say(proposed.key) if proposed else "",
        "noted": noted,
    }
    return render(request, "selftests/done.html", {"page": page, "event": house().ids.new()})


def _found(found: MeasureTaken, today: Today) -> dict[str, Any]:
    state, unit = today.state, MEASURES[found.measure].unit
    beside = norm(found.measure, float(found.value), state.age, state.sex)
    points = series(house().see_progress.told(today), found.measure)
    first = points[0] if len(points) > 1 else None
    reference = ""
    if beside.reference is not None:
        value = number(beside.reference)
        reference = say(f"selftest.norm.{found.measure}", value=value)
    return {
        "title": say(f"measure.{found.measure}.name"),
        "value": say(f"progress.value.{unit}", value=number(float(found.value))),
        "first": say("selftest.first", what=value_words(first, unit), date=short_date(first.day))
        if first
        else "",
        "norm": say(beside.key),
        "reference": reference,
        "source": say(beside.source) if beside.source else "",
    }
