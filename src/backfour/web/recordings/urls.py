"""Addresses of what the camera kept."""

from django.urls import path

from backfour.web.recordings import views

app_name = "recordings"

urlpatterns = [
    path("", views.all_of_them, name="all"),
    path("delete/", views.delete_all, name="delete_all"),
    path("<str:name>/", views.one, name="one"),
    path("<str:name>/joints", views.joints, name="joints"),
    path("<str:name>/delete/", views.delete, name="delete"),
]
