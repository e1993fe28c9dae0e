from django.urls import path

from portal.territory import imports

urlpatterns = [
    path("<str:public_id>/nhap-tu-excel/", imports.imports, name="imports"),
    path("<str:public_id>/nhap-tu-excel/mau.xlsx", imports.sample, name="import-sample"),
    path("<str:public_id>/nhap-tu-excel/<str:batch>/", imports.batch, name="import"),
    path("<str:public_id>/nhap-tu-excel/<str:batch>/hoan-tac/", imports.undo, name="undo-import"),
]
