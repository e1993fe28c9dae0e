from django.urls import path

from portal.territory import tree_views, views

app_name = "units"
urlpatterns = [
    path("", views.home, name="home"),
    path("cay/", tree_views.tree, name="tree"),
    path("cay/<str:public_id>/", tree_views.branch, name="branch"),
    path("chon/", views.pick, name="pick"),
    path("<str:public_id>/", views.detail, name="detail"),
    path("<str:public_id>/them-thon-ap/", views.add_hamlet, name="add-hamlet"),
]
