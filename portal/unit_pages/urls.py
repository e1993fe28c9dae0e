"""Addresses of the screens of units."""

from django.urls import include, path

from portal.unit_pages.amendments import views as amendments
from portal.unit_pages.amendments import wizard_views as wizard
from portal.unit_pages.picker import views as picker
from portal.unit_pages.reform import views as reform
from portal.unit_pages.tree import views as tree
from portal.unit_pages.unit import views as unit

app_name = "units"
urlpatterns = [
    path("", unit.home, name="home"),
    path("cay/", tree.tree, name="tree"),
    path("cay/<str:public_id>/", tree.branch, name="branch"),
    path("chon/", picker.pick, name="pick"),
    path("thay-doi/", amendments.changes, name="changes"),
    path("thay-doi/<str:public_id>/", amendments.detail, name="amendment"),
    path("thay-doi/<str:public_id>/tien-do/", amendments.progress, name="amendment-progress"),
    path("thay-doi/<str:public_id>/hoan-tac/", amendments.undo, name="undo-amendment"),
    path("sap-xep-2025/", reform.reform, name="reform"),
    path("", include("portal.unit_pages.bodies.urls")),
    path("<str:public_id>/", unit.detail, name="detail"),
    path("<str:public_id>/thay-doi/", wizard.choose, name="choose-amendment"),
    path("<str:public_id>/thay-doi/<str:kind>/", wizard.change, name="change"),
    path("<str:public_id>/them-thon-ap/", wizard.add_hamlet, name="add-hamlet"),
    path("", include("portal.unit_pages.importing.urls")),
]
