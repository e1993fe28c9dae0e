"""Address of the global search."""

from django.urls import path

from portal.global_search import views

urlpatterns = [path("", views.find, name="find")]
