"""Addresses of cards: the officer's pages, and the short ones that a phone opens."""

from django.urls import include, path

from portal.signin.cards import phone_views, views

app_name = "cards"

_office = [
    path("", views.card_list, name="list"),
    path("<str:public_id>/", views.detail, name="detail"),
    path("<str:public_id>/cap/", views.issue, name="issue"),
    path("<str:public_id>/thu-hoi/", views.revoke, name="revoke"),
    path("<str:public_id>/mo-khoa/", views.unlock, name="unlock"),
    path("<str:public_id>/may-moi/", views.allow_device, name="allow-device"),
]

urlpatterns = [
    path("tai-khoan/the/", include(_office)),
    path("the/vao/", phone_views.enter, name="enter"),
    path("the/chon-pin/", phone_views.choose_pin, name="choose-pin"),
    path("the/nhap-lai-pin/", phone_views.repeat_pin, name="repeat-pin"),
    path("the/<str:token>/", phone_views.scan, name="scan"),
]
