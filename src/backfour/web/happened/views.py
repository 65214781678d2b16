"""After a fall, an operation or a new diagnosis the whole check is asked once more.

The engine has no event for these (engine-semantics 2.5.4): the answers of the check tell.
"""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from backfour.bootstrap import house
from backfour.words import say

WHAT: Final = ("fall", "operation", "diagnosis", "worry")


@require_http_methods(["GET", "POST"])
def happened(request: HttpRequest) -> HttpResponse:
    """Ask what happened; every answer leads to the whole check."""
    if request.method == "POST" and request.POST.get("what") in WHAT:
        house().check.abandon("full")
        house().check.begin("full")
        return redirect("check:step", "full", "person-person")
    options = [{"value": one, "words": say(f"happened.{one}")} for one in WHAT]
    return render(request, "happened/happened.html", {"page": {"options": options}})
