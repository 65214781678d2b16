"""Address of "something happened"."""

from django.urls import path

from backfour.web.happened import views

app_name = "happened"

urlpatterns = [path("", views.happened, name="happened")]
