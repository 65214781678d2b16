"""Address of a bad day."""

from django.urls import path

from backfour.web.flare import views

app_name = "flare"

urlpatterns = [path("", views.flare, name="flare")]
