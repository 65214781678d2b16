"""Addresses of Today."""

from django.urls import path

from backfour.web.today import views

app_name = "today"

urlpatterns = [
    path("", views.today, name="today"),
    path("rise/", views.rise, name="rise"),
]
