"""The three ways to the person: each is set up, tried, and answered for on its own page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from backfour import bootstrap
from backfour.app.reminding.ports import CALENDAR, CARRIED, SECURITIES, MailServer
from backfour.bootstrap import house
from backfour.core.errors import BackfourError, Refused
from backfour.web.reminders.views import state_of
from backfour.words import known, say

LONGEST: Final = 200


@require_http_methods(["GET", "POST"])
def push(request: HttpRequest) -> HttpResponse:
    """Show which devices take push messages, or set the address for the services."""
    wrong: dict[str, str] = {}
    typed = ""
    if request.method == "POST":
        typed = request.POST.get("mail_to", "").strip()
        try:
            house().reminders.mail_to(typed)
        except Refused as refused:
            wrong = {refused.field: say(f"reminders.wrong.{refused.field}")}
        else:
            return redirect("reminders:push")
    found = house().reminders.overview()
    installed = bootstrap.push_is_installed()
    contact = bootstrap.contact(found.reached)
    page = _tried("push") | {
        "installed": installed,
        "contact": found.reached.mail_to or contact,
        "typed": typed or found.reached.mail_to,
        "key": house().push_keys.public() if installed and contact else "",
        "devices": [
            {"id": one.id, "name": one.name, "by": urlsplit(one.url).hostname}
            for one in found.endpoints
        ],
    }
    return _shown(request, "push", page, wrong)


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Take in the browser that has just agreed."""
    told = [request.POST.get(name, "") for name in ("endpoint", "p256dh", "auth", "name")]
    try:
        bootstrap.subscribe(*told)
    except Refused:
        wrong = {"endpoint": say("reminders.wrong.endpoint")}
        page = _tried("push") | {"installed": True, "contact": "", "typed": "", "devices": []}
        return _shown(request, "push", page, wrong)
    return redirect("reminders:push")


@require_POST
def remove(request: HttpRequest, endpoint: int) -> HttpResponse:
    """Send no more push messages to a device."""
    house().reminders.drop_endpoint(endpoint)
    return redirect("reminders:push")


@require_http_methods(["GET", "POST"])
def mail(request: HttpRequest) -> HttpResponse:
    """Show or change the mail server and the address."""
    kept, found = house().mail_file.read(), house().reminders.overview()
    typed: Mapping[str, Any] = {**kept._asdict(), "mail_to": found.reached.mail_to}
    wrong: dict[str, str] = {}
    if request.method == "POST":
        typed = _typed(request.POST)
        try:
            house().reminders.mail_to(typed["mail_to"] or "?")
            bootstrap.keep_mail_server(_server(typed, kept.password))
        except Refused as refused:
            wrong = {refused.field: say(f"reminders.wrong.{refused.field}")}
        else:
            return redirect(reverse("reminders:mail") + "?saved=1")
    page = _tried("mail") | {
        "typed": {**typed, "password": ""},
        "has_password": bool(kept.password),
        "securities": [{"value": one, "chosen": one == typed["security"]} for one in SECURITIES],
    }
    return _shown(request, "mail", page, wrong)


def _server(typed: Mapping[str, str], password: str) -> MailServer:
    """Return the server as typed; an empty password keeps the one that is there."""
    return MailServer(
        host=typed["host"],
        port=int(typed["port"]) if typed["port"].isdecimal() else 0,
        security=typed["security"],
        user=typed["user"],
        password=typed["password"] or password,
        sender=typed["sender"],
    )


def _typed(posted: QueryDict) -> dict[str, str]:
    fields = ("host", "port", "security", "user", "sender", "mail_to", "password")
    told = {name: posted.get(name, "")[:LONGEST] for name in fields}
    return {name: text if name == "password" else text.strip() for name, text in told.items()}


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """Show how reminders come into a calendar."""
    return _calendar(request, "")


@require_GET
def download(request: HttpRequest) -> HttpResponse:
    """Give the calendar as a file."""
    return _file(bootstrap.calendar_of(house().reminders.calendar()), "back-four.ics")


def _file(text: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
def feed(request: HttpRequest) -> HttpResponse:
    """Make a new address for the feed and show it once, or end it."""
    if request.POST.get("feed") == "end":
        house().reminders.end_feed()
        return redirect("reminders:calendar")
    token = house().reminders.new_feed()
    address = request.build_absolute_uri(f"/feed/{token}.ics")
    return _calendar(request, address)


def _calendar(request: HttpRequest, address: str) -> HttpResponse:
    reached, wishes = house().reminders.calendar()
    page = _tried(CALENDAR) | {
        "kinds": [wish.kind for wish in wishes],
        "feed": bool(reached.feed),
        "address": address,
    }
    return _shown(request, "calendar", page, {})


@require_POST
def test(request: HttpRequest, channel: str) -> HttpResponse:
    """Send one now."""
    if channel == CALENDAR:
        return _file(bootstrap.alarm_to_try(), "try.ics")
    if channel not in CARRIED:
        raise Http404
    try:
        house().reminders.send_test(channel)
    except BackfourError as refused:
        if refused.key != "reminders.not_set_up":
            raise
    return redirect(reverse(f"reminders:{channel}") + "#try")


@require_POST
def answer(request: HttpRequest, channel: str) -> HttpResponse:
    """Take down whether it arrived."""
    told = request.POST.get("arrived")
    if channel not in (*CARRIED, CALENDAR) or told not in {"yes", "no"}:
        raise Http404
    house().reminders.answer(channel, arrived=told == "yes")
    return redirect(reverse(f"reminders:{channel}") + "#try")


def _tried(channel: str) -> dict[str, Any]:
    """What the page shows of the last test."""
    found = house().reminders.overview()
    test = found.tests[channel]
    why = f"reminders.why.{test.reason}" if test and test.reason else ""
    return {
        "channel": channel,
        "ready": found.ready.get(channel, True),
        "go": "reminders.try.alarm" if channel == CALENDAR else "reminders.try.go",
        "state": state_of(found, channel),
        "asks": test is not None and test.state in {"sent", "arrived", "sending"},
        "why": say(why) if why and known(why) else "",
    }


def _shown(
    request: HttpRequest, name: str, page: dict[str, Any], wrong: dict[str, str]
) -> HttpResponse:
    context = {
        "page": page,
        "wrong": wrong,
        "saved": bool(request.GET.get("saved")),
        "next": bool(request.GET.get("next")),
    }
    return render(request, f"reminders/{name}.html", context, status=422 if wrong else 200)
