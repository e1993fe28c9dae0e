from django.urls import path

from portal.dashboards import units

app_name = "units"
urlpatterns = [
    path("", units.home, name="home"),
    path("<str:public_id>/", units.detail, name="detail"),
    path("<str:public_id>/them-thon-ap/", units.add_hamlet, name="add-hamlet"),
]
