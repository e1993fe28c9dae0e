from django.urls import path

from portal.finding import views

urlpatterns = [path("", views.find, name="find")]
