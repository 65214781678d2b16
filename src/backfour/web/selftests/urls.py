"""Addresses of the self-tests."""

from django.urls import path

from backfour.web.selftests import views

app_name = "selftests"

urlpatterns = [
    path("", views.every, name="list"),
    path("<slug:measure>/", views.set_up, name="set_up"),
    path("<slug:measure>/do/", views.do, name="do"),
    path("<slug:measure>/done/<str:event>/", views.done, name="done"),
]
