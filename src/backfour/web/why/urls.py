"""Address of Why."""

from django.urls import path

from backfour.web.why import views

app_name = "why"

urlpatterns = [path("", views.why, name="why")]
