"""Pages that are printed: in the browser as they stand, or as a PDF of the same page."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from backfour.app.sheets import Sheet
from backfour.bootstrap import house
from backfour.core.errors import BackfourError, Refused
from backfour.web.paper.handout import handout_page, is_current
from backfour.web.paper.report import report_page
from backfour.web.paper.ticked import boxes, sheets_in_words, ticked
from backfour.web.wording import refusal
from backfour.words import current_lang, say

SIZES: Final = ("a4", "letter")
LETTER: Final = frozenset({"US", "CA", "MX"})
"""Countries where paper is Letter; everywhere else it is A4 (our choice, by common use)."""
IN_PACKAGE: Final = "https://package.invalid/backfour/"
"""Where the press finds the files of the package; nothing is requested (adapters/pdf/press.py)."""


@require_GET
def paper(request: HttpRequest) -> HttpResponse:
    """Show what can be printed, and where ticks come back in."""
    return _shown(request)


@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make the sheet of today's dose, with its code."""
    try:
        sheet = house().sheets.make()
    except BackfourError as error:
        return _shown(request, refusal(error))
    return redirect(_with_size("paper:handout", _size(request.POST.get("size")), sheet.code))


@require_GET
def handout(request: HttpRequest, code: str) -> HttpResponse:
    """Show a handout as it will be printed."""
    try:
        sheet = house().sheets.find(code)
    except BackfourError as error:
        return _shown(request, refusal(error))
    if not is_current(sheet):
        return _shown(request, say("paper.sheet.old"))
    return render(request, "paper/handout.html", _on_screen(request, handout_page(sheet), code))


@never_cache
@require_GET
def handout_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """Hand over the same as PDF."""
    try:
        sheet = house().sheets.find(code)
        if not is_current(sheet):
            return _shown(request, say("paper.sheet.old"))
        printed = _pdf("paper/handout.html", handout_page(sheet), _size(request.GET.get("size")))
    except BackfourError as error:
        return _shown(request, refusal(error))
    house().data_log.note_if_possible("handout")
    return _file(printed, "handout")


@require_GET
def report(request: HttpRequest) -> HttpResponse:
    """Show the report as it will be printed: nothing leaves that was not seen."""
    return render(request, "paper/report.html", _on_screen(request, report_page()))


@never_cache
@require_GET
def report_pdf(request: HttpRequest) -> HttpResponse:
    """Hand over the same as PDF."""
    try:
        printed = _pdf("paper/report.html", report_page(), _size(request.GET.get("size")))
    except BackfourError as error:
        return _shown(request, refusal(error))
    house().data_log.note_if_possible("report")
    return _file(printed, "report")


@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a sheet."""
    typed, wrong = request.POST.get("code", "").strip()[:40], ""
    if request.method == "POST":
        try:
            sheet = house().sheets.find(typed)
        except BackfourError as error:
            wrong = refusal(error)
        else:
            return redirect("paper:ticks", sheet.code)
    page = {"sheets": sheets_in_words(), "typed": typed}
    told = {"page": page, "wrong": wrong}
    return render(request, "paper/code.html", told, status=422 if wrong else 200)


@require_http_methods(["GET", "POST"])
def ticks(request: HttpRequest, code: str) -> HttpResponse:
    """Take in what was ticked on a sheet."""
    try:
        sheet = house().sheets.find(code)
    except BackfourError:
        return redirect("paper:code")
    if request.method == "GET":
        return _boxes(request, sheet)
    try:
        kept = house().sheets.tick(code, ticked(request.POST.getlist("tick")))
    except Refused:
        return _boxes(request, sheet, wrong=say("error.sheet.strange"))
    except BackfourError as error:
        return _boxes(request, sheet, wrong=refusal(error))
    return _boxes(request, kept, told=say("paper.ticks.kept", n=len(kept.ticks)))


def _boxes(request: HttpRequest, sheet: Sheet, wrong: str = "", told: str = "") -> HttpResponse:
    page = boxes(sheet) | {"told": told}
    context = {"page": page, "wrong": wrong}
    return render(request, "paper/ticks.html", context, status=422 if wrong else 200)


def _shown(request: HttpRequest, wrong: str = "") -> HttpResponse:
    page: dict[str, Any] = {
        "can_print": bool(house().sheets.dose()),
        "pdf": house().press.is_there(),
        "sizes": [{"id": one, "here": one == _size(None)} for one in SIZES],
        "sheets": sheets_in_words(),
    }
    context = {"page": page, "wrong": wrong}
    return render(request, "paper/paper.html", context, status=422 if wrong else 200)


def _size(asked: str | None) -> str:
    """The size asked for, or the one of the person's country."""
    if asked in SIZES:
        return asked
    return "letter" if house().preferences.read()["country"] in LETTER else "a4"


def _with_size(name: str, size: str, *args: str) -> str:
    return f"{reverse(name, args=args)}?size={size}"


def _on_screen(request: HttpRequest, page: dict[str, Any], *args: str) -> dict[str, Any]:
    size = _size(request.GET.get("size"))
    name = request.resolver_match.view_name if request.resolver_match else ""
    return {
        "page": page,
        "base": static("backfour/"),
        "size": size,
        "screen": True,
        "lang": current_lang(),
        "pdf": _with_size(f"{name}_pdf", size, *args) if house().press.is_there() else "",
        "sizes": [(one, _with_size(name, one, *args), one == size) for one in SIZES],
    }


def _pdf(template: str, page: dict[str, Any], size: str) -> bytes:
    told = {"page": page, "base": IN_PACKAGE, "size": size, "screen": False}
    return house().press.pdf(render_to_string(template, told | {"lang": current_lang()}))


def _file(printed: bytes, name: str) -> HttpResponse:
    day = house().clock.now().at[:10]
    return HttpResponse(
        printed,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="backfour-{name}-{day}.pdf"'},
    )
