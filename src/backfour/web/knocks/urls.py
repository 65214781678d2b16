"""Address of "Knock twice"."""

from django.urls import path

from backfour.web.knocks import views

app_name = "knocks"

urlpatterns = [path("", views.knocks, name="knocks")]
