"""What the person has set; none of it changes the programme."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from backfour.app.preferences import LONGEST_NAME
from backfour.bootstrap import house
from backfour.core.errors import Refused
from backfour.web.language import choices
from backfour.words import current_lang, offered, say
from backfour.words.emergency import in_order, load_emergency


class Choice(NamedTuple):
    """One setting that is chosen from a few: values by the word that names them."""

    setting: str
    options: Mapping[str, Any]


CHOICES: Final = {
    "text": Choice("text_size_percent", {"usual": 100, "large": 120, "larger": 150}),
    "theme": Choice("theme", {"auto": "auto", "light": "light", "dark": "dark"}),
    "films": Choice("still_pictures", {"moving": False, "still": True}),
    "voice": Choice("voice_on", {"on": True, "off": False}),
    "rate": Choice("voice_rate_percent", {"slow": 80, "usual": 100, "fast": 115}),
    "tones": Choice("tones_on", {"on": True, "off": False}),
    "guide": Choice("guide", {"film": "film", "ears": "ears"}),
    "seconds": Choice("seconds_on", {"on": True, "off": False}),
    "pace": Choice("pace", {"auto": "auto", "practice": "practice", "usual": "short"}),
    "order": Choice("order", {"usual": "usual", "fewer_ups": "fewer_ups"}),
}
"""Settings by the name of their field, in the order shown."""

LONG: Final = frozenset({"order", "films", "guide", "pace"})
"""Fields whose options are sentences, one below the other."""

ELSEWHERE: Final = "other"


@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Show the settings, or change them all at once."""
    kept = house().preferences.read()
    wrong: dict[str, str] = {}
    if request.method == "POST":
        wrong = _change(request.POST)
        if not wrong:
            return redirect(request.path + "?saved=1")
    typed = request.POST if request.method == "POST" else None
    context = {
        "page": _page(kept, typed, wrong),
        "typed": {"name": kept["name"] if typed is None else typed.get("name", "")},
        "wrong": wrong,
        "saved": bool(request.GET.get("saved")),
    }
    return render(request, "settings_page/settings.html", context, status=422 if wrong else 200)


def _change(posted: QueryDict) -> dict[str, str]:
    values: dict[str, Any] = {"name": " ".join(posted.get("name", "").split())}
    wrong: dict[str, str] = {}
    land = posted.get("country", "")
    if land in load_emergency() or land == ELSEWHERE:
        values["country"] = land
    elif land:
        wrong["country"] = say("flow.wrong.choose")
    tongue = posted.get("language", current_lang())
    if tongue in offered():
        values["language"] = tongue
    else:
        wrong["language"] = say("flow.wrong.choose")
    for field, choice in CHOICES.items():
        told = posted.get(field)
        if told is None:
            continue
        if told not in choice.options:
            wrong[field] = say("flow.wrong.choose")
        else:
            values[choice.setting] = choice.options[told]
    if wrong:
        return wrong
    try:
        house().preferences.change(**values)
    except Refused as refused:
        return {refused.field: say("settings.wrong.name", n=LONGEST_NAME)}
    return {}


def _page(
    kept: Mapping[str, Any], typed: QueryDict | None, wrong: Mapping[str, str]
) -> dict[str, Any]:
    land = kept["country"] if typed is None else typed.get("country")
    countries = [("", say("settings.country.none"))]
    countries += [(one.code, one.name) for one in in_order()]
    countries.append((ELSEWHERE, say("settings.country.other")))
    return {
        "languages": choices(),
        "countries": [
            {"value": code, "words": name, "chosen": code == (land or "")}
            for code, name in countries
        ],
        "choices": [
            {
                "name": field,
                "title": say(f"settings.{field}"),
                "wrong": wrong.get(field, ""),
                "long": field in LONG,
                "options": [
                    {
                        "value": name,
                        "words": say(f"settings.{field}.{name}"),
                        "chosen": typed.get(field) == name
                        if typed is not None
                        else kept[choice.setting] == value,
                    }
                    for name, value in choice.options.items()
                ],
            }
            for field, choice in CHOICES.items()
        ],
    }
