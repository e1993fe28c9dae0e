"""The portal's addresses, and the demo's own beside them."""

from django.urls import include, path

from portal.config.urls import handler403, handler500
from portal.config.urls import urlpatterns as addresses_of_portal

__all__ = ["handler403", "handler500", "urlpatterns"]

urlpatterns = [*addresses_of_portal, path("dung-thu/", include("portal.config.demo.urls"))]
