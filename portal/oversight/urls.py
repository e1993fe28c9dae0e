"""Addresses of the audit screens."""

from django.urls import path

from portal.oversight import views

app_name = "oversight"
urlpatterns = [
    path("", views.log, name="log"),
    path("nguoi-ngoai-xem/", views.outside_access, name="outside-access"),
]
