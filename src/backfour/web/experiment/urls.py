"""Addresses of the person's own experiment."""

from django.urls import path

from backfour.web.experiment import views

app_name = "experiment"

urlpatterns = [
    path("", views.experiment, name="experiment"),
    path("plan/", views.plan, name="plan"),
    path("begin/", views.begin, name="begin"),
    path("stop/", views.stop, name="stop"),
]
