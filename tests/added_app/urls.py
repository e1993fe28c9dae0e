from django.urls import path

from tests.added_app import views

app_name = "visits"
urlpatterns = [
    path("", views.visit_list, name="list"),
    path("<str:public_id>/", views.detail, name="detail"),
]
