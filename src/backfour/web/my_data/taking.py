"""What leaves is listed first, and then leaves just as it was listed."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import IO, Any, Final, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from backfour.app.contents import Contents
from backfour.bootstrap import House, house
from backfour.web.wording import date_words
from backfour.words import say


class Taking(NamedTuple):
    """One kind of file: how it is written, what it is called, and its type."""

    write: Callable[[House], Callable[[IO[bytes]], None]]
    name: str
    type: str


ZIP: Final = "application/zip"
FHIR: Final = "application/fhir+json"
TAKINGS: Final = {
    "all": Taking(lambda here: here.export.write, "backfour-{day}.zip", "application/zip"),
    "tables": Taking(
        lambda here: here.tables.write, "backfour-tables-{day}.zip", "application/zip"
    ),
    "fhir": Taking(
        lambda here: here.health_record.write, "backfour-fhir-{day}.json", "application/fhir+json"
    ),
}
RESOURCES: Final = (
    *("Patient", "CarePlan", "Goal", "QuestionnaireResponse"),
    *("Observation", "Procedure", "Experiment", "Provenance"),
)
"""Kinds of resources in the health record file, each with its words."""


@never_cache
@require_http_methods(["GET", "POST"])
def take(request: HttpRequest, kind: str) -> HttpResponse:
    """List what the file will hold; the button sends it, if nothing has changed since."""
    taking = TAKINGS.get(kind)
    if taking is None:
        raise Http404
    contents = house().contents()
    if request.method == "GET":
        return _listed(request, kind, contents)
    if request.POST.get("seal") != contents.seal:
        return _listed(request, kind, contents, changed=True)
    written = BytesIO()
    taking.write(house())(written)
    name = taking.name.format(day=house().clock.now().at[:10])
    return HttpResponse(
        written.getvalue(),
        content_type=taking.type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _listed(
    request: HttpRequest, kind: str, contents: Contents, *, changed: bool = False
) -> HttpResponse:
    page: dict[str, Any] = {
        "kind": kind,
        "title": say(f"data.take.{kind}.title"),
        "lead": say(f"data.take.{kind}.lead"),
        "go": say(f"data.take.{kind}.go"),
        "rows": _resources() if kind == "fhir" else [*_kinds(contents), *_beside(contents, kind)],
        "not_in": [say(f"data.take.{kind}.not_in")],
        "seal": contents.seal,
        "changed": changed,
    }
    return render(request, "my_data/take.html", {"page": page}, status=409 if changed else 200)


def _kinds(contents: Contents) -> list[dict[str, str | int]]:
    return [
        {
            "what": say(f"data.kind.{kind.type}"),
            "count": kind.count,
            "when": _between(kind.first, kind.last),
        }
        for kind in contents.kinds
    ]


def _between(first: int, last: int) -> str:
    date, until = date_words(first), date_words(last)
    return date if first == last else say("data.take.when", date=date, until=until)


def _beside(contents: Contents, kind: str) -> list[dict[str, str | int]]:
    held = {"settings": len(contents.settings), "sheets": contents.sheets}
    held |= {"experiments": contents.experiments}
    held |= {"media": contents.media} if kind == "all" else {"reminders": contents.reminders}
    rows: list[dict[str, str | int]] = [
        {"what": say(f"data.take.{name}"), "count": count, "when": ""}
        for name, count in held.items()
        if count
    ]
    if contents.name:
        rows.append({"what": say("data.take.name"), "count": 1, "when": contents.name})
    if kind == "tables":
        rows += [
            {"what": say(f"data.take.{name}"), "count": "", "when": ""}
            for name in ("plan", "lights", "log")
        ]
    return rows


def _resources() -> list[dict[str, str | int]]:
    counts = house().health_record.counts()
    return [
        {"what": say(f"data.fhir.{name}"), "count": counts[name], "when": ""}
        for name in RESOURCES
        if counts.get(name)
    ]
