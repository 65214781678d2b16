"""Addresses of My body."""

from django.urls import path

from backfour.web.body import views

app_name = "body"

urlpatterns = [
    path("", views.body, name="body"),
    path("changed/", views.changed, name="changed"),
]
