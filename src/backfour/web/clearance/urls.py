"""Address of "I have been seen"."""

from django.urls import path

from backfour.web.clearance import views

app_name = "clearance"

urlpatterns = [path("", views.seen, name="seen")]
