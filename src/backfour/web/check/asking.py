"""One screen of a check: shown, answered, kept, and the way to the next.

Which screen comes next, what a folded list writes and what is an emergency is decided by
the core (`backfour.core.screening.flow`); here it is only put on a page.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from backfour.bootstrap import house
from backfour.core.errors import Refused
from backfour.core.reading import check_answer
from backfour.core.screening import flow
from backfour.core.screening.questions import R35_LINES, worst_of_r35
from backfour.core.vocabulary import LISTS, NUMBERS, PROGRESS_BY_HOUR, SCREEN_KINDS, SEXES
from backfour.web.check import pages
from backfour.words import say

EVENT = "event"
"""The line of the list before a session that is no question: a fall, an operation, a diagnosis."""


def slug(step: flow.Step) -> str:
    """How the address of a screen ends."""
    return step.key.replace(":", "-", 1)


def next_address(progress: flow.Progress) -> str | None:
    """The address of the first screen without an answer, or None when all are answered."""
    if _asks_worse(progress) and PROGRESS_BY_HOUR not in progress.answers:
        return reverse("check:worse", args=[progress.kind])
    step = flow.next_step(progress)
    return None if step == flow.DONE else _address(progress, step)


def next_page(progress: flow.Progress) -> HttpResponseRedirect:
    """Go to the first screen without an answer; at the end, read back or write."""
    if _is_emergency(progress):
        return finish(progress.kind)
    address = next_address(progress)
    if address is not None:
        return redirect(address)
    if pages.read_back(progress):
        return redirect("check:sure", progress.kind)
    return finish(progress.kind)


def finish(kind: str) -> HttpResponseRedirect:
    """Write what was answered and go to what it means."""
    plan = house().check.complete(kind).today.plan
    if kind == "full" or plan.mode == "locked":
        return redirect("check:result")
    return redirect("weekly:done" if kind == "mini" else "start:go")


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Show one screen or take its answer."""
    progress = _running(kind)
    if kind != "full" and progress.age is None:
        return redirect("check:begin")  # nobody is known yet: the whole check comes first
    found = flow.step_named(progress, slug.replace("-", ":", 1))
    if found is None:
        return next_page(progress)
    if request.method != "POST":
        return _shown(request, progress, found)
    return _TAKEN[found.kind](request, progress, found)


@require_http_methods(["GET", "POST"])
def worse(request: HttpRequest, kind: str) -> HttpResponse:
    """Ask whether a weak leg gets weaker by the hour (beside R06)."""
    progress = _running(kind)
    if not _asks_worse(progress):
        return next_page(progress)
    if request.method == "POST" and request.POST.get("answer") in {"yes", "no"}:
        grows = request.POST["answer"] == "yes"
        return _kept(flow.answer_question(progress, PROGRESS_BY_HOUR, grows))
    page = pages.worse(progress)
    wrong = say("error.missing") if request.method == "POST" else ""
    back = reverse("check:step", args=[kind, "question-R06"])
    context = {"page": page, "wrong": wrong, "back": back, "leave": reverse("today:today")}
    return render(request, "check/question.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "POST"])
def sure(request: HttpRequest, kind: str) -> HttpResponse:
    """Read grave answers back before they are written."""
    progress = house().check.running(kind)
    if progress is None:
        return finish(kind)
    if next_address(progress) is not None:
        return next_page(progress)
    told = pages.read_back(progress)
    if not told or (request.method == "POST" and request.POST.get("right") == "yes"):
        return finish(kind)
    items = [
        {**item, "change": reverse("check:step", args=[kind, slug(item["step"])])} for item in told
    ]
    return render(request, "check/readback.html", {"items": items, "leave": reverse("today:today")})


def _running(kind: str) -> flow.Progress:
    if kind not in SCREEN_KINDS:
        raise Http404
    return house().check.running(kind) or house().check.begin(kind)


def _kept(progress: flow.Progress) -> HttpResponseRedirect:
    house().check.keep(progress)
    return next_page(progress)


def _address(progress: flow.Progress, step: flow.Step) -> str:
    return reverse("check:step", args=[progress.kind, slug(step)])


def _asks_worse(progress: flow.Progress) -> bool:
    return progress.answers.get("R06") in {"yes", "not_sure"}


def _is_emergency(progress: flow.Progress) -> bool:
    """Whether to stop asking; a short check is judged together with what is known already."""
    state = house().plan_today().state
    if progress.kind == "full" or not state.described:
        return flow.is_emergency(progress)
    whole = replace(progress, answers={**state.answers, **progress.answers})
    return flow.is_emergency(whole)


def _shown(
    request: HttpRequest,
    progress: flow.Progress,
    step: flow.Step,
    wrong: Any = "",
    typed: QueryDict | None = None,
) -> HttpResponse:
    before = flow.step_before(progress, step)
    context: dict[str, Any] = {
        "where": pages.where(progress, step),
        "leave": reverse("today:today"),
        "back": _address(progress, before) if before else "",
        "wrong": wrong,
        "page": pages.page(progress, step, typed),
    }
    if progress.kind == "mini" and step.kind == "list" and house().plan_today().state.flare:
        context["page"] |= {"title": say("list.flare.title"), "lead": say("list.flare.lead")}
    if before is None and progress.kind == "pre_session":
        context["back"] = reverse("start:start")
    return render(request, pages.template(step), context, status=422 if wrong else 200)


def _take_person(request: HttpRequest, progress: flow.Progress, step: flow.Step) -> HttpResponse:
    typed, sex = request.POST.get("age", "").strip(), request.POST.get("sex", "")
    wrong = {}
    low, high = NUMBERS["F0"]
    if not typed:
        wrong["age"] = say("error.age.missing")
    elif not (typed.isascii() and typed.isdigit() and len(typed) < 4 and low <= int(typed) <= high):
        wrong["age"] = say("error.age", value=typed)
    if sex not in SEXES:
        wrong["sex"] = say("error.missing")
    if wrong:
        return _shown(request, progress, step, wrong, request.POST)
    return _kept(flow.describe(progress, int(typed), sex))


def _take_list(request: HttpRequest, progress: flow.Progress, step: flow.Step) -> HttpResponse:
    touched = request.POST.getlist("touched")
    known = {*step.questions, EVENT} if step.name == "pre_session" else set(step.questions)
    if not set(touched) <= known:
        return _shown(request, progress, step, say("flow.wrong.choose"), request.POST)
    if request.POST.get("list") == "none":
        if touched:
            message = say("check.wrong.both", n=len(touched))
            return _shown(request, progress, step, message, request.POST)
        return _kept(flow.answer_list(progress, step.name, ()))
    if not touched:
        return _shown(request, progress, step, say("check.wrong.tick"), request.POST)
    if EVENT in touched:
        # A fall, an operation or a new diagnosis: the whole check asks all of this again.
        return redirect("happened:happened")
    return _kept(flow.answer_list(progress, step.name, tuple(touched)))


def _take_question(request: HttpRequest, progress: flow.Progress, step: flow.Step) -> HttpResponse:
    try:
        answer = _answer(step.name, request.POST)
    except Refused as refused:
        return _shown(request, progress, step, refused.reason, request.POST)
    changed = flow.answer_question(progress, step.name, answer)
    if step.name == "R06":
        # How fast it grows belongs to this answer, so it is asked anew with it.
        answers = {name: told for name, told in changed.answers.items() if name != PROGRESS_BY_HOUR}
        changed = replace(changed, answers=answers)
    return _kept(changed)


def _answer(question: str, posted: QueryDict) -> Any:
    """Read one answer in machine form, or refuse it with the sentence to show."""
    if question == "R35":
        lines = {name: posted.get(name, "") for name in R35_LINES}
        if any(told not in R35_LINES[name] for name, told in lines.items()):
            raise Refused(question, say("check.wrong.lines"))
        return worst_of_r35(lines)
    if question in LISTS:
        told: Any = posted.getlist("answer")
        if alone := posted.get("alone"):
            if told:
                raise Refused(question, say("error.list.alone"))
            told = [alone]
        empty = say("check.wrong.where") if question == "F1" else say("error.list.empty")
    else:
        told, empty = posted.get("answer"), say("error.missing")
        if question in NUMBERS and told and told.isascii() and told.isdigit() and len(told) < 4:
            told = int(told)
    if not told and told != 0:
        raise Refused(question, empty)
    if check_answer(question, told):
        raise Refused(question, say("flow.wrong.choose"))
    return told


_TAKEN = {"person": _take_person, "list": _take_list, "question": _take_question}
