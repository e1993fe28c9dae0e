"""The portal's addresses, and beside them the same tips drawn by django-tables2 alone and by Django's admin."""

from django.urls import path

from portal.config.urls import urlpatterns as portal
from tests.bench.rivals import plain_list, site

urlpatterns = [
    *portal,
    path("bench/tables2/", plain_list, name="bench-tables2"),
    path("bench/admin/", site.urls),
]
