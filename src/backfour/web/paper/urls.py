"""Addresses of what can be printed."""

from django.urls import path

from backfour.web.paper import views

app_name = "paper"

urlpatterns = [
    path("", views.paper, name="paper"),
    path("handout/", views.make, name="make"),
    path("handout/<str:code>/", views.handout, name="handout"),
    path("handout/<str:code>/pdf/", views.handout_pdf, name="handout_pdf"),
    path("report/", views.report, name="report"),
    path("report/pdf/", views.report_pdf, name="report_pdf"),
    path("ticks/", views.code, name="code"),
    path("ticks/<str:code>/", views.ticks, name="ticks"),
]
