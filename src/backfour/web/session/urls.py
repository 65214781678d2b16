"""Addresses of the player."""

from django.urls import path

from backfour.web.session import telling, views

app_name = "session"

urlpatterns = [
    path("", views.player, name="player"),
    path("data.json", views.data, name="data"),
    path("events", telling.events, name="events"),
    path("drafts", telling.drafts, name="drafts"),
    path("landmarks", telling.landmarks, name="landmarks"),
]
