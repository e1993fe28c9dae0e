"""Addresses of tips."""

from django.urls import path

from tips import list_views, views

app_name = "tips"
urlpatterns = [
    path("truc-ban/", views.duty, name="duty-number"),
    path("", list_views.tip_list, name="list"),
    path("ghi/", views.log, name="new"),
    path("da-gui-cap-tren/", views.sent_above, name="sent-above"),
    path("<str:public_id>/", views.detail, name="detail"),
    path("<str:public_id>/nguoi-bao/", views.open_informant, name="open-informant"),
    path("<str:public_id>/xoa-thong-tin/", views.redact, name="redact"),
    path("<str:public_id>/<slug:name>/", views.make_transition, name="transition"),
]
