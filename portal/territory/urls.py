from django.urls import path

from portal.territory import views

app_name = "units"
urlpatterns = [
    path("", views.home, name="home"),
    path("<str:public_id>/", views.detail, name="detail"),
    path("<str:public_id>/them-thon-ap/", views.add_hamlet, name="add-hamlet"),
]
