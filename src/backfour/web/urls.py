"""Every address of the pages. The first is Today; whoever is new is led to Welcome from there."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from backfour.web.about import views as about
from backfour.web.door import views as door
from backfour.web.offline import views as offline
from backfour.web.reminders import arrived
from backfour.web.style import views as style
from backfour.web.welcome import views as welcome

FEATURES: Final = {
    "session/play/": "session",
    "session/forms/": "forms",
    "session/": "session_pages",
    "check/": "check",
    "body/": "body",
    "moves/": "moves",
    "morning/": "morning",
    "sitting/": "sitting",
    "week/": "weekly",
    "bad-day/": "flare",
    "happened/": "happened",
    "seen/": "clearance",
    "why/": "why",
    "progress/experiment/": "experiment",
    "progress/questions/": "measures",
    "progress/tests/": "selftests",
    "progress/": "progress",
    "screen/": "screen",
    "settings/knocks/": "knocks",
    "settings/camera/": "camera",
    "settings/reminders/": "reminders",
    "settings/": "settings_page",
    "data/camera/": "recordings",
    "data/entries/": "corrections",
    "data/": "my_data",
    "paper/": "paper",
    "devices/": "devices",
    "offline/": "offline",
    "": "today",
}
"""Folders of the pages one walks through, by the beginning of their addresses."""

urlpatterns: list[URLPattern | URLResolver] = [
    path("pair/", include("backfour.web.devices.pairing_urls")),
    path("open/<str:token>", door.open_door, name="open"),
    path("welcome/", welcome.hello, name="welcome"),
    path("welcome/what-this-is-not/", welcome.not_this, name="not_this"),
    path("welcome/country/", welcome.country, name="country"),
    path("welcome/sound/", welcome.hear, name="hear"),
    # Both are opened by a secret in the address, from mails, notices and calendars.
    path("arrived/<str:token>", arrived.arrived, name="arrived"),
    path("feed/<str:token>.ics", arrived.feed, name="feed"),
    path("about/", about.about, name="about"),
    path("warning/", about.warning, name="warning"),
    # A service worker reaches no further than the folder its own address stands in.
    path("sw.js", offline.worker, name="worker"),
    path("app.webmanifest", offline.manifest, name="manifest"),
]
urlpatterns += [
    path(beginning, include(f"backfour.web.{feature}.urls"))
    for beginning, feature in FEATURES.items()
]
if settings.DEBUG:
    urlpatterns.append(path("style/", style.style, name="style"))

handler400 = "backfour.web.errors.bad_request"
handler403 = "backfour.web.errors.forbidden"
handler404 = "backfour.web.errors.not_found"
handler500 = "backfour.web.errors.failed"
