"""Addresses of the session as pages."""

from django.urls import path

from backfour.web.forms import felt, moving

app_name = "forms"

urlpatterns = [
    path("", moving.following, name="next"),
    path("finish/", moving.finish, name="finish"),
    path("felt/<str:key>/", felt.felt, name="felt"),
    path("mistake/<str:key>/", felt.mistake, name="mistake"),
    path("<str:exercise>/", moving.move, name="move"),
    path("<str:exercise>/act/", moving.act, name="act"),
]
