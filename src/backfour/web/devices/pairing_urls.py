"""Addresses that a device may open before it is paired: these and no others."""

from django.urls import path

from backfour.web.devices import pairing

app_name = "pairing"

urlpatterns = [
    path("", pairing.pair, name="pair"),
    path("backfour-home.crt", pairing.certificate, name="certificate"),
    path("<str:kind>/", pairing.trust, name="trust"),
]
