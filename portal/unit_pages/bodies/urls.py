"""Addresses of the register of bodies."""

from django.urls import path

from portal.unit_pages.bodies import line_views, views

urlpatterns = [
    path("co-quan/", views.body_list, name="bodies"),
    path("co-quan/them/", views.new, name="new-body"),
    path("co-quan/<str:public_id>/", views.detail, name="body"),
    path("co-quan/<str:public_id>/sua/", views.edit, name="edit-body"),
    path("co-quan/<str:public_id>/cham-dut/", views.end, name="end-body"),
    path("co-quan/<str:public_id>/mo-lai/", views.reopen, name="reopen-body"),
    path("co-quan/<str:public_id>/truc-thuoc/", line_views.turn, name="body-line"),
    path("co-quan/<str:public_id>/truc-thuoc/hoan-tac/", line_views.undo, name="undo-body-line"),
]
