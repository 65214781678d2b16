"""Addresses of the check and its result."""

from django.urls import path

from backfour.web.check import asking, result, views

app_name = "check"

urlpatterns = [
    path("", views.begin, name="begin"),
    path("again/", views.again, name="again"),
    path("result/", result.result, name="result"),
    path("summary/", result.summary, name="summary"),
    path("<str:kind>/sure/", asking.sure, name="sure"),
    path("<str:kind>/worse/", asking.worse, name="worse"),
    path("<str:kind>/<str:slug>/", asking.step, name="step"),
]
