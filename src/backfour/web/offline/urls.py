"""Addresses of what a device keeps."""

from django.urls import path

from backfour.web.offline import views

app_name = "offline"

urlpatterns = [
    path("", views.shell, name="day"),
    path("session/", views.shell, name="player"),
    path("warning/<str:lang>/", views.shell, name="warning"),
    path("sync", views.sync, name="sync"),
]
