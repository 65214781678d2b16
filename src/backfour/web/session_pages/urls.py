"""Addresses around the session; the player itself stands in `backfour.web.session`."""

from django.urls import path

from backfour.web.session_pages import after, before

app_name = "start"

urlpatterns = [
    path("start/", before.start, name="start"),
    path("new/", before.new, name="new"),
    path("go/", before.go, name="go"),
    path("ready/", before.ready, name="ready"),
    path("end/", after.end, name="end"),
]
