"""What is due, and one page for each measure."""

from __future__ import annotations

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from backfour.app.plan_today import Today
from backfour.bootstrap import house
from backfour.core.errors import BackfourError, Refused
from backfour.core.outcomes.measures import ACTIVITIES, TYPED
from backfour.core.outcomes.series import activities
from backfour.web.measures import asking
from backfour.web.wording import date_words, day_words
from backfour.words import say

MOST_ACTIVITIES: Final = len(ACTIVITIES)


@require_GET
def due(request: HttpRequest) -> HttpResponse:
    """Show what is asked now, what comes later, and what may be entered from elsewhere."""
    today = house().plan_today()
    texts = _texts(today)
    rows = house().measures.due(today)
    slots = [slot for slot in ACTIVITIES if slot not in texts]
    told = request.GET.get("told", "")
    page = {
        "due": [_row(one.measure, texts) for one in rows if one.due],
        "later": [
            {**_row(one.measure, texts), "on": day_words(one.since)} for one in rows if not one.due
        ],
        "add": _address(slots[0]) if texts and slots else "",
        "typed": [_row(one, texts) for one in TYPED],
        "told": say("measures.saved", what=asking.name_of(told, texts.get(told, "")))
        if told in asking.ASKED
        else "",
    }
    return render(request, "measures/due.html", {"page": page})


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, measure: str) -> HttpResponse:
    """Ask one measure, or keep its answer."""
    if measure not in asking.ASKED:
        raise Http404
    wrong: asking.Wrong | None = None
    if request.method == "POST":
        wrong = _keep(request, measure)
        if wrong is None:
            return redirect(f"{reverse('measures:due')}?told={measure}")
    context = {
        "page": _page(request, measure),
        "wrong": wrong,
        "event": request.POST.get("event") or house().ids.new(),
    }
    return render(request, "measures/enter.html", context, status=422 if wrong else 200)


def _keep(request: HttpRequest, measure: str) -> asking.Wrong | None:
    """Write an answer; tells what is wrong with it, if anything."""
    form = request.POST.dict()
    told = {name: str(value) for name, value in form.items()}
    try:
        value, detail = asking.heard(measure, told)
        house().measures.take(measure, value, detail, told.get("event") or None)
    except Refused as refused:
        return asking.wrong_of(refused, measure, told)
    except BackfourError as error:
        if error.key != "already_told":
            raise
    return None


def _page(request: HttpRequest, measure: str) -> dict[str, Any]:
    today = house().plan_today()
    texts = _texts(today)
    text = request.POST.get("text", texts.get(measure, ""))
    told = request.POST.get("value", "")
    return {
        "measure": measure,
        "kind": asking.kind_of(measure),
        "title": asking.name_of(measure, texts.get(measure, "")),
        "ask": asking.question(measure),
        "choices": asking.choices(measure, told),
        "value": told,
        "text": text,
        "known": measure in texts,
        "filled_on": request.POST.get("filled_on", ""),
        "by": request.POST.get("by", ""),
        "latest": today.date,
        "date": date_words(today.day),
    }


def _texts(today: Today) -> dict[str, str]:
    """The person's own words for each activity they named."""
    told = house().see_progress.told(today)
    return {slot: points[-1].detail["text"] for slot, points in activities(told).items()}


def _row(measure: str, texts: dict[str, str]) -> dict[str, str]:
    return {
        "name": asking.name_of(measure, texts.get(measure, "")),
        "url": _address(measure),
    }


def _address(measure: str) -> str:
    return reverse("measures:enter", args=[measure])
