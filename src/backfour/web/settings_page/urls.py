"""Address of Settings."""

from django.urls import path

from backfour.web.settings_page import views

app_name = "settings_page"

urlpatterns = [path("", views.settings, name="settings")]
