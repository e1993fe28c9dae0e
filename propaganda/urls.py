"""Addresses of posts."""

from django.urls import path

from propaganda import views

app_name = "propaganda"
urlpatterns = [
    path("", views.post_list, name="list"),
    path("dang-ky/", views.new, name="new"),
    path("luot-chia-se/", views.relay_list, name="relays"),
    path("can-chia-se/", views.to_relay, name="to-relay"),
    path("can-chia-se/<str:public_id>/", views.relay, name="relay"),
    path("can-chia-se/<str:public_id>/bo-danh-dau/", views.undo_relay, name="undo-relay"),
    path("<str:public_id>/", views.detail, name="detail"),
    path("<str:public_id>/rut/", views.withdraw, name="withdraw"),
]
