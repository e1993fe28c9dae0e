"""Addresses of the first pages."""

from django.urls import path

from portal.dashboards import views

urlpatterns = [
    path("", views.home, name="home"),
    path("tong-quan/<str:public_id>/", views.overview, name="overview"),
]
