"""Addresses of Progress."""

from django.urls import path

from backfour.web.progress import views

app_name = "progress"

urlpatterns = [path("", views.progress, name="progress")]
