"""Addresses of the morning check."""

from django.urls import path

from backfour.web.morning import views

app_name = "morning"

urlpatterns = [
    path("", views.pain, name="pain"),
    path("stiffness/", views.stiffness, name="stiffness"),
    path("leg/", views.leg, name="leg"),
    path("done/", views.done, name="done"),
]
