"""Addresses of the demo."""

from django.urls import path

from portal.config.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.personas, name="personas"),
    path("vao-vai/", views.enter, name="enter"),
]
