"""Addresses of My data."""

from django.urls import path

from backfour.web.my_data import log, taking, views

app_name = "my_data"

urlpatterns = [
    path("", views.data, name="data"),
    path("export/", taking.take, {"kind": "all"}, name="export"),
    path("take/<str:kind>/", taking.take, name="take"),
    path("log/", log.log, name="log"),
    path("import/", views.bring_in, name="import"),
    path("delete/", views.delete, name="delete"),
]
