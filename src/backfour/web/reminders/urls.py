"""Addresses of the reminders."""

from django.urls import path

from backfour.web.reminders import channels, views

app_name = "reminders"

urlpatterns = [
    path("", views.reminders, name="reminders"),
    path("read/", views.read, name="read"),
    path("zone/", views.zone, name="zone"),
    path("quiet/", views.quiet, name="quiet"),
    path("by/push/", channels.push, name="push"),
    path("by/push/add/", channels.add, name="add"),
    path("by/push/<int:endpoint>/remove/", channels.remove, name="remove"),
    path("by/mail/", channels.mail, name="mail"),
    path("by/calendar/", channels.calendar, name="calendar"),
    path("by/calendar/back-four.ics", channels.download, name="download"),
    path("by/calendar/feed/", channels.feed, name="feed"),
    path("by/<str:channel>/test/", channels.test, name="test"),
    path("by/<str:channel>/arrived/", channels.answer, name="answer"),
    path("<str:kind>/", views.kind, name="kind"),
]
