"""Root addresses, in Vietnamese."""

from django.conf import settings
from django.urls import include, path

from portal.core.health import health

urlpatterns = [
    path("", include("portal.dashboards.urls")),
    path("", include("portal.signin.cards.urls")),
    path("tim/", include("portal.global_search.urls")),
    path("tai-khoan/", include("portal.accounts.urls")),
    path("tai-khoan/", include("portal.signin.urls")),
    path("nhat-ky/", include("portal.oversight.urls")),
    path("dia-ban/", include("portal.unit_pages.urls")),
    path("tin-bao/", include("tips.urls")),
    path("nhom/", include("groups.urls")),
    path("bai-dang/", include("propaganda.urls")),
    path("bao-cao/", include("reports.urls")),
    path("suc-khoe/", health, name="health"),
]
handler403 = "portal.core.refusals.refused"
handler500 = "portal.core.failures.server_error"
if settings.DEMO:
    urlpatterns.append(path("dung-thu/", include("portal.config.demo.urls")))
