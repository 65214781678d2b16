"""Addresses of the weekly check."""

from django.urls import path

from backfour.web.weekly import views

app_name = "weekly"

urlpatterns = [
    path("", views.weekly, name="weekly"),
    path("done/", views.done, name="done"),
]
