"""Addresses of notices."""

from django.urls import path

from portal.notice_pages import address_views, views

app_name = "notices"
urlpatterns = [
    path("", views.notice_list, name="list"),
    path("mo/", views.open_notice, name="open"),
    path("da-xem/", views.see_all, name="see-all"),
    path("chua-xem/", views.unsee, name="unsee"),
    path("cach-nhan/", views.choose, name="choose"),
    path("thu-dien-tu/", address_views.address, name="address"),
    path("thu-dien-tu/ma/", address_views.confirm, name="confirm-address"),
    path("thu-dien-tu/bo/", address_views.remove, name="remove-address"),
]
