"""Planning, reading back, beginning and ending the person's own experiment."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from backfour.app.plan_today import Today
from backfour.bootstrap import house
from backfour.core.errors import BackfourError, Refused
from backfour.core.outcomes import experiment as own
from backfour.web.experiment import answer
from backfour.web.wording import refusal
from backfour.words import say
from backfour.words.experiment import UNITS
from backfour.words.numbers import number

PROPOSED: Final = {"outcome": "stiffness", "weeks": "8", "smallest": ""}
FIELDS: Final = ("change", "outcome", "weeks", "smallest")


@require_GET
def experiment(request: HttpRequest) -> HttpResponse:
    """Show the running one, what came out of earlier ones, and the way to a new one."""
    today = house().plan_today()
    running = house().experiment.running(today)
    known = house().experiment.all(today)
    page = {
        "running": answer.running(running, today.day) if running else None,
        "over": [answer.over(one, today) for one in known if one is not running],
        "refused": _closed(today),
    }
    return render(request, "experiment/experiment.html", {"page": page})


def _closed(today: Today) -> str:
    """Why no experiment may begin now; empty where at least one may."""
    whys = [house().experiment.refused(change, today) for change in own.CHANGES]
    return say(whys[0]) if all(whys) else ""


@require_GET
def plan(request: HttpRequest) -> HttpResponse:
    """Ask what to try; once it is told, read back what is fixed before the first day."""
    today = house().plan_today()
    if house().experiment.running(today) is not None:
        return redirect("experiment:experiment")
    told = {name: request.GET.get(name, PROPOSED.get(name, "")) for name in FIELDS}
    wrong: dict[str, str] = {}
    planned = None
    if "change" in request.GET or "smallest" in request.GET:
        planned, wrong = _planned(told, today)
    if planned is None:
        context = {"page": _form(told, today), "wrong": wrong}
        return render(request, "experiment/plan.html", context, status=422 if wrong else 200)
    design = planned.design
    unit = UNITS[design.outcome]
    page = {
        "told": told,
        "change": say(f"experiment.change.{design.change}"),
        "fixed": answer.fixed(design),
        "apart": say(f"experiment.apart.{unit}", value=number(planned.told_apart)),
        "too_small": planned.told_apart > design.smallest,
    }
    return render(request, "experiment/ready.html", {"page": page})


def _planned(told: dict[str, str], today: Today) -> tuple[Any, dict[str, str]]:
    """Read the wish; tells what is wrong with it, by field."""
    whole = {
        name: int(told[name]) if told[name].isascii() and told[name].isdigit() else -1
        for name in ("weeks", "smallest")
        if len(told[name]) < 5
    }
    try:
        planned = house().experiment.plan(
            told["change"],
            told["outcome"],
            whole.get("weeks", -1),
            whole.get("smallest", -1),
            today,
        )
    except Refused as refused:
        return None, {refused.field: _wrong(refused, told)}
    if why := house().experiment.refused(planned.design.change, today):
        return None, {"change": say(why)}
    return planned, {}


def _wrong(refused: Refused, told: dict[str, str]) -> str:
    if refused.field != "smallest":
        return say("error.missing")
    low, high = own.SMALLEST[told["outcome"]]
    if not told["smallest"]:
        return say("error.measure.number", low=low, high=high)
    what = say("experiment.smallest")
    value = told["smallest"][:20]
    return say("error.measure.range", what=what, low=low, high=high, value=value)


def _form(told: dict[str, str], today: Today) -> dict[str, Any]:
    def options(name: str, values: Any, key: str) -> list[dict[str, Any]]:
        return [
            {
                "value": str(one),
                "words": say(f"{key}.{one}")
                if isinstance(one, str)
                else say("experiment.weeks", n=one),
                "chosen": told[name] == str(one),
            }
            for one in values
        ]

    changes = options("change", own.CHANGES, "experiment.change")
    for one in changes:
        why = house().experiment.refused(one["value"], today)
        one |= {"why": say(why) if why else say(f"experiment.about.{one['value']}")}
        one |= {"refused": bool(why)}
    return {
        "changes": changes,
        "outcomes": options("outcome", own.OUTCOMES, "experiment.outcome"),
        "weeks": options("weeks", own.WEEKS, ""),
        "smallest": told["smallest"],
    }


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin what was read back."""
    told = {name: str(request.POST.get(name, "")) for name in FIELDS}
    today = house().plan_today()
    planned, wrong = _planned(told, today)
    if planned is None:
        context = {"page": _form(told, today), "wrong": wrong}
        return render(request, "experiment/plan.html", context, status=422)
    design = planned.design
    try:
        house().experiment.begin(design.change, design.outcome, design.weeks, design.smallest)
    except BackfourError as error:
        if error.key != "experiment_runs":
            context = {"page": _form(told, today), "wrong": {"change": refusal(error)}}
            return render(request, "experiment/plan.html", context, status=422)
    return redirect("experiment:experiment")


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """End the running one, at any time and without a reason."""
    house().experiment.stop()
    return redirect("experiment:experiment")
