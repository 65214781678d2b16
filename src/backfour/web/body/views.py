"""My body: the person ticks what is true; the plan grows no larger for it."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from backfour.bootstrap import house
from backfour.core.errors import BackfourError
from backfour.web.moves.cards import cards
from backfour.web.wording import refusal
from backfour.words import known, say

GROUPS: Final[dict[str, tuple[str, ...]]] = {
    "bones": (
        "osteoporosis",
        "vertebral_fracture_old",
        "stenosis_claudication",
        "spondylolisthesis_ext_pain",
        "spinal_fusion",
        "sciatica_below_knee",
        "no_end_range",
    ),
    "joints": (
        "hip_oa_painful",
        "hip_replacement_precautions",
        "hip_replacement_healed",
        "knee_kneel_limit",
        "knee_ankle_limit",
        "shoulder_limit",
        "wrist_limit",
        "neck_limit",
    ),
    "balance": ("fall_risk", "balance_condition", "balance_fail_5s"),
    "lying": ("cannot_lie_prone", "no_floor_transfer"),
    "inside": (
        "bp_uncontrolled",
        "leg_swelling_or_ulcer",
        "hernia_or_stoma",
        "abdominal_surgery_lt8w",
    ),
}
"""The conditions in the order they are asked, most common groups first."""


@require_http_methods(["GET", "POST"])
def body(request: HttpRequest) -> HttpResponse:
    """Show the list with what was told before, or take it."""
    wrong = ""
    if request.method == "POST":
        chosen = request.POST.getlist("flags")
        try:
            house().body.tell(chosen, request.POST.get("event"))
        except BackfourError as error:
            if error.key == "already_told":
                return redirect("body:changed")
            wrong = refusal(error)
        else:
            return redirect("body:changed")
    else:
        chosen = list(house().body.told() or ())
    state = house().plan_today().state
    page = {
        "first": house().body.told() is None,
        "groups": [_group(name, flags, chosen) for name, flags in GROUPS.items()],
        "screened": [say(f"flag.{flag}.short") for flag in sorted(state.flags_screened)],
    }
    context = {"page": page, "wrong": wrong, "event": house().ids.new()}
    return render(request, "body/body.html", context, status=422 if wrong else 200)


@require_GET
def changed(request: HttpRequest) -> HttpResponse:
    """Say what the list changes."""
    today = house().plan_today()
    page = {
        "lines": [say(f"flag.{flag}.changes") for flag in today.plan.flags],
        "moves": cards(today),
        "no_match": any(reason.key == "advice.not_a_match" for reason in today.plan.advice),
    }
    return render(request, "body/changed.html", {"page": page})


def _group(name: str, flags: tuple[str, ...], chosen: list[str]) -> dict[str, Any]:
    return {"title": say(f"body.group.{name}"), "flags": [_flag(flag, chosen) for flag in flags]}


def _flag(flag: str, chosen: list[str]) -> dict[str, Any]:
    covers = f"body.cover.{flag}"
    return {
        "value": flag,
        "words": say(f"flag.{flag}.name"),
        "chosen": flag in chosen,
        "covers": say("body.covers", what=say(covers)) if known(covers) else "",
    }
