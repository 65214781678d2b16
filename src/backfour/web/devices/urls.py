"""Addresses of the page that lists the devices."""

from django.urls import path

from backfour.web.devices import views

app_name = "devices"

urlpatterns = [
    path("", views.devices, name="devices"),
    path("code/", views.new_code, name="code"),
    path("<int:device>/remove/", views.remove, name="remove"),
]
