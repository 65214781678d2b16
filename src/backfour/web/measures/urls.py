"""Addresses of the measures."""

from django.urls import path

from backfour.web.measures import views

app_name = "measures"

urlpatterns = [
    path("", views.due, name="due"),
    path("<slug:measure>/", views.enter, name="enter"),
]
