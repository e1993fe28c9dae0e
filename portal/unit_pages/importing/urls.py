"""Addresses of the import."""

from django.urls import path

from portal.unit_pages.importing import views

urlpatterns = [
    path("<str:public_id>/nhap-tu-excel/", views.imports, name="imports"),
    path("<str:public_id>/nhap-tu-excel/mau.xlsx", views.sample, name="import-sample"),
    path("<str:public_id>/nhap-tu-excel/<str:batch>/", views.batch, name="import"),
    path("<str:public_id>/nhap-tu-excel/<str:batch>/hoan-tac/", views.undo, name="undo-import"),
]
