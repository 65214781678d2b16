"""Addresses of the big screen, and of what passes between it and the device with the controls."""

from django.urls import path

from backfour.web.screen import passing, views

app_name = "screen"

urlpatterns = [
    path("", views.choose, name="choose"),
    path("show/", views.show, name="show"),
    path("<uuid:key>/views", passing.views, name="views"),
    path("<uuid:key>/presses", passing.presses, name="presses"),
    path("<uuid:key>/view", passing.view, name="view"),
    path("<uuid:key>/press", passing.press, name="press"),
]
