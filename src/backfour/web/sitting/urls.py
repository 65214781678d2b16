"""Addresses of sitting."""

from django.urls import path

from backfour.web.sitting import nudges, rules, views

app_name = "sitting"

urlpatterns = [
    path("", views.sitting, name="sitting"),
    path("down/", views.down, name="down"),
    path("up/", views.up, name="up"),
    path("forget/", views.forget, name="forget"),
    path("log/", views.log, name="log"),
    path("wrong/", views.wrong, name="wrong"),
    path("exceptions/", rules.exceptions, name="exceptions"),
    path("breaks/", rules.breaks, name="breaks"),
    path("seats/", rules.seats, name="seats"),
    path("watch/", rules.watch, name="watch"),
    path("now/", nudges.now, name="now"),
    path("answer/", nudges.answer, name="answer"),
]
