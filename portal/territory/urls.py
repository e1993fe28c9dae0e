from django.urls import include, path

from portal.territory import acts, reform, tree_views, views

app_name = "units"
urlpatterns = [
    path("", views.home, name="home"),
    path("cay/", tree_views.tree, name="tree"),
    path("cay/<str:public_id>/", tree_views.branch, name="branch"),
    path("chon/", views.pick, name="pick"),
    path("thay-doi/", acts.changes, name="changes"),
    path("thay-doi/<str:public_id>/", acts.detail, name="act"),
    path("thay-doi/<str:public_id>/tien-do/", acts.progress, name="act-progress"),
    path("thay-doi/<str:public_id>/hoan-tac/", acts.undo, name="undo-act"),
    path("sap-xep-2025/", reform.reform, name="reform"),
    path("<str:public_id>/", views.detail, name="detail"),
    path("<str:public_id>/thay-doi/", acts.choose, name="choose-act"),
    path("<str:public_id>/thay-doi/<str:kind>/", acts.change, name="change"),
    path("<str:public_id>/them-thon-ap/", acts.add_hamlet, name="add-hamlet"),
    path("", include("portal.territory.import_urls")),
]
