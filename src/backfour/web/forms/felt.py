"""How it felt: one large "Fine", or three taps; a Stop taken back; nothing pre-ticked."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from backfour.app.ports import Draft
from backfour.app.stops import STOPPED
from backfour.bootstrap import house
from backfour.core.errors import BackfourError, Refused
from backfour.core.session.felt import OTHERS
from backfour.core.vocabulary import QUALITIES
from backfour.words import say

SERIOUS: Final = frozenset({"neuro", "system"})
"""Whoever ticks one of these is told what to do before anything else is asked."""

FIELDS: Final = ("peak", "quality", "others")


@require_http_methods(["GET", "POST"])
def felt(request: HttpRequest, key: str) -> HttpResponse:
    """Ask how a movement was, or take the answer."""
    draft = house().drafts.get(key, settled=True)
    if request.method == "POST" and not request.POST.get("forgot"):
        return _take(request, key, draft)
    if draft is None:
        return redirect("forms:next")
    if request.method == "POST":
        house().drafts.drop(key)
        return _on()
    return _shown(request, draft)


@require_POST
def mistake(request: HttpRequest, key: str) -> HttpResponse:
    """Take a Stop back that was pressed by mistake; the movement is over for today all the same."""
    try:
        house().session.mistake(key)
    except BackfourError:
        return redirect("forms:next")
    return redirect("forms:felt", key)


def _take(request: HttpRequest, key: str, draft: Draft | None) -> HttpResponse:
    answer, wrong = _read(request.POST)
    if wrong and draft is not None:
        return _shown(request, draft, wrong, request.POST)
    try:
        plan = house().session.felt(key, answer).today.plan
    except Refused as refused:
        if draft is None or refused.field not in FIELDS:
            raise
        message = {refused.field: say(f"error.answer.{refused.field}")}
        return _shown(request, draft, message, request.POST)
    except BackfourError as error:
        if error.key not in {"draft.gone", "already_told"}:
            raise
        return redirect("forms:next")
    if plan.action in {"urgent", "emergency"}:
        return redirect("check:result")
    return _on()


def _on() -> HttpResponse:
    """Go on with the session, or back to Today where none is open."""
    return redirect("forms:next" if house().session.running() else "today:today")


def _read(posted: QueryDict) -> tuple[dict[str, Any], dict[str, str]]:
    """Read the form into the core's answer, with a message for every part that is open."""
    if posted.get("fine"):
        return {"fine": True}, {}
    peak, quality, others = posted.get("peak", ""), posted.get("quality"), posted.getlist("others")
    counted = int(peak) if peak.isascii() and peak.isdigit() and len(peak) < 3 else None
    answer: dict[str, Any] = {"peak": counted, "quality": quality or None, "others": others}
    wrong = {}
    if not others or any(one not in OTHERS for one in others):
        wrong["others"] = say("forms.felt.wrong.else")
    elif "none" in others and len(others) > 1:
        wrong["others"] = say("forms.felt.wrong.else_both")
    if not SERIOUS & set(others):
        if counted is None or counted > 10:
            wrong["peak"] = say("error.answer.peak")
        if quality not in QUALITIES:
            wrong["quality"] = say("error.answer.quality")
    return answer, wrong


def _shown(
    request: HttpRequest,
    draft: Draft,
    wrong: dict[str, str] | None = None,
    typed: QueryDict | None = None,
) -> HttpResponse:
    running = house().session.running()
    stopped = draft.kind == STOPPED
    earlier = running is None or draft.data["session"] != running.session
    name = say(f"move.{draft.data['exercise']}.name")
    ended = "last" if earlier else "done" if draft.data.get("completed") else "ended"
    others = typed.getlist("others") if typed is not None else []
    given: Any = typed or {}
    page = {
        "key": draft.key,
        "action": reverse("forms:felt", args=[draft.key]),
        "exercise": draft.data["exercise"],
        "what": say(f"forms.felt.{'stopped' if stopped else ended}", movement=name),
        "before": draft.data["before"],
        "fine": not stopped,
        "forgot": earlier and not stopped,
        "open": bool(wrong),
        "peak": given.get("peak", ""),
        "peaks": list(range(11)),
        "qualities": [
            {
                "value": one,
                "words": say(f"forms.felt.quality.{one}"),
                "chosen": one == given.get("quality"),
            }
            for one in QUALITIES
        ],
        "others": [
            {
                "value": one,
                "words": say(f"forms.felt.else.{one}"),
                "chosen": one in others,
            }
            for one in OTHERS
        ],
    }
    template = "forms/stopped.html" if stopped else "forms/felt.html"
    context = {"page": page, "wrong": wrong or {}}
    return render(request, template, context, status=422 if wrong else 200)
