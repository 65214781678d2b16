"""Addresses of My four movements."""

from django.urls import path

from backfour.web.moves import views

app_name = "moves"

urlpatterns = [
    path("", views.moves, name="moves"),
    path("<str:exercise>/", views.move, name="move"),
]
