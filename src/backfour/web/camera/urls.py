"""Address of the page to choose and try the camera."""

from django.urls import path

from backfour.web.camera import views

app_name = "camera"

urlpatterns = [path("", views.camera, name="camera")]
