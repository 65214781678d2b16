"""What the check means now: open, with care, or closed; and the same to print."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from backfour import __version__
from backfour.app.plan_today import Today
from backfour.bootstrap import house
from backfour.core.events import ScreenCompleted
from backfour.core.programme import RULES_VERSION
from backfour.core.screening.decide import fit
from backfour.core.vocabulary import ACTIONS, QUESTIONS, SEE, URGENT
from backfour.web.check.pages import answer_words
from backfour.web.language import for_either_reader, other_ways
from backfour.web.moves.cards import cards
from backfour.web.wording import date_words, in_words, time_words, written_day
from backfour.words import current_lang, known, say
from backfour.words.emergency import country

YOUNGEST: Final = 18
AREAS: Final = (
    ("R07", "R08", "R35", "R36", "R37"),
    ("R09", "R10", "R11", "R12"),
    ("R13", "R14", "R15", "R16", "R17", "R18", "R19"),
    ("R20", "R21", "R22"),
    ("R24", "R25", "R26"),
)
"""Groups B to F: where two of them speak up, the words say "this week" (clinical-spec 2.3)."""


@require_GET
@for_either_reader
def result(request: HttpRequest) -> HttpResponse:
    """Show the standing result."""
    today = house().plan_today()
    plan, state = today.plan, today.state
    if plan.action in {"urgent", "emergency"}:
        told = {"page": _alarm(today), "ways": other_ways(request)}
        response = render(request, "check/alarm.html", told)
        # The page must still be readable when the connection goes, so the browser may keep it.
        response["Cache-Control"] = "private, max-age=0"
        return response
    if plan.action == "see" and not state.raised and not state.last_full:
        return redirect("check:begin")
    if plan.mode == "locked":
        return render(request, "check/result_see.html", {"page": _closed(today)})
    return render(request, "check/result_open.html", {"page": _open(today)})


@require_GET
@for_either_reader
def summary(request: HttpRequest) -> HttpResponse:
    """Show the same with every answer, to print."""
    today = house().plan_today()
    state = today.state
    page: dict[str, Any] = {
        "result": say(f"action.{today.plan.action}.title", number=_country().number()),
        "stamp": _stamp(),
    }
    if state.described and state.age is not None:
        page["person"] = say(
            "result.summary.person", age=state.age, sex=say(f"check.about.{state.sex}")
        )
    page["reasons"] = [in_words(key).sentence for key in today.plan.screen_reasons]
    page["flags"] = [say(f"flag.{flag}.name") for flag in today.plan.flags]
    page["rows"] = [
        (say(f"q.{name}.item"), " · ".join(answer_words(name, state.answers[name])))
        for name in QUESTIONS
        if name in state.answers and name != "F0"
    ]
    return render(request, "check/summary.html", {"page": page, "ways": other_ways(request)})


def _country() -> Any:
    return country(house().preferences.read()["country"])


def _stamp() -> str:
    last: ScreenCompleted | None = house().history.latest("screen_completed")
    if last is None:
        return say("result.summary.none")
    return say(
        "result.stamp",
        date=date_words(written_day(last.at)),
        time=time_words(last.at),
        rules=RULES_VERSION,
        content=__version__,
    )


def _raised(today: Today, least: int) -> list[str]:
    """Raised rules from a level up, strictest first."""
    raised = today.state.raised
    found = [rule for rule in raised if raised[rule].level >= least]
    return sorted(found, key=lambda rule: (-raised[rule].level, rule))


def _alarm(today: Today) -> dict[str, Any]:
    """Only the instruction: what to do, whom to call, what to say, and why."""
    action, where = today.plan.action, _country()
    rules = _raised(today, ACTIONS.index(action))
    number = where.number()
    page: dict[str, Any] = {
        "title": say(f"action.{action}.title", number=number),
        "lead": say(f"action.{action}.lead"),
        "what": say(f"action.{action}.what"),
        "say": [say(f"rule.{rule}.say") for rule in rules if known(f"rule.{rule}.say")],
        "reasons": [say(f"rule.{rule}") for rule in _raised(today, URGENT)],
        "country": where.name,
        "country_url": reverse("settings_page:settings") + "#country",
        "stamp": _stamp(),
        "lang": current_lang(),
        "numbers": "" if where.checked else _numbers_from(where),
    }
    if action == "emergency":
        page |= {"tel": where.dial, "call": say("emergency.call", number=number)}
        return page
    page |= {
        "tel": where.dial_advice,
        "call": say("emergency.call", number=where.advice)
        if where.dial_advice
        else say("result.call.clinician"),
        "instead": say("action.urgent.instead", number=number),
        "instead_title": say("result.instead.title", number=number),
        "instead_tel": where.dial,
        "instead_call": say("emergency.call", number=number),
    }
    return page


def _areas(rules: list[str]) -> int:
    """How many areas (blood vessels, bones, cancer, infection, inflammation) have spoken up."""
    return sum(any(rule in area for rule in rules) for area in AREAS)


def _numbers_from(where: Any) -> str:
    if not where.code:
        return ""
    return say("emergency.unchecked", date=date_words(where.dated.toordinal()))


def _closed(today: Today) -> dict[str, Any]:
    """A clinician first, or a check first: what to do, and why."""
    plan, state = today.plan, today.state
    rules = _raised(today, SEE)
    page: dict[str, Any] = {
        "reasons": [in_words(key).sentence for key in plan.screen_reasons if "note." not in key],
        "stamp": _stamp(),
        "clinician": bool(rules),
    }
    if rules:
        page |= {
            "title": say("action.see.title"),
            "lead": say("action.see.lead"),
            "what": say("action.see.this_week" if _areas(rules) > 1 else "action.see.what"),
            "say": [say(f"rule.{rule}.say") for rule in rules if known(f"rule.{rule}.say")],
        }
        if "F0" in rules and (state.age or YOUNGEST) < YOUNGEST:
            page |= {"title": say("result.see.under18"), "lead": "", "what": "", "clinician": False}
    elif "screen.worst_pain_today" in plan.screen_reasons:
        page |= {
            "title": say("today.head.locked.day"),
            "lead": say("today.head.locked.day.lead"),
            "what": say("flare.walk"),
            "calm": True,
        }
    else:
        page |= {
            "title": say("today.head.locked.again"),
            "lead": say("today.head.locked.again.lead"),
            "what": "",
            "check": True,
        }
    return page


def _open(today: Today) -> dict[str, Any]:
    plan, state = today.plan, today.state
    shown = cards(today)
    changed = sum(1 for card in shown if card["changed"])
    notes = [key for key in plan.screen_reasons if key.startswith("note.")]
    _, band = fit(state.answers)
    return {
        "title": say("result.changes.title", n=changed) if changed else say("result.none.title"),
        "fit": say(f"fit.{band}"),
        "safe": say("action.none.lead" if plan.action == "none" else "result.safe.caution"),
        "ask_about": [in_words(key).sentence for key in notes],
        "ask_title": say("result.ask_about", n=len(notes)),
        "moves": shown,
        "advice": [in_words(one.key, one.values).sentence for one in plan.advice],
        "body_next": not state.body_told,
        "card": state.answers.get("R04") == "prefer_not",
    }
