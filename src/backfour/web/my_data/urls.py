"""Addresses of My data."""

from django.urls import path

from backfour.web.my_data import views

app_name = "my_data"

urlpatterns = [
    path("", views.data, name="data"),
    path("export/", views.export, name="export"),
    path("import/", views.bring_in, name="import"),
    path("delete/", views.delete, name="delete"),
]
