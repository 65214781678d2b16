"""Addresses of the corrections."""

from django.urls import path

from backfour.web.corrections import views

app_name = "corrections"

urlpatterns = [
    path("", views.entries, name="entries"),
    path("change/", views.change, name="change"),
]
