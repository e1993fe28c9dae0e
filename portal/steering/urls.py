"""Addresses of the steering committee."""

from django.urls import path

from portal.steering.directives import views as directives

app_name = "steering"
urlpatterns = [
    path("van-ban/", directives.directive_list, name="directives"),
    path("van-ban/them/", directives.new, name="new-directive"),
    path("van-ban/<str:public_id>/", directives.detail, name="directive"),
    path("van-ban/<str:public_id>/sua/", directives.edit, name="edit-directive"),
    path("van-ban/<str:public_id>/het-hieu-luc/", directives.end, name="end-directive"),
    path("van-ban/<str:public_id>/khoi-phuc/", directives.restore, name="restore-directive"),
]
