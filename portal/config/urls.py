"""The portal's addresses, in Vietnamese as people read them aloud: each app brings its own by its manifest."""

from django.urls import include, path

from portal.core import manifests
from portal.core.health import health

urlpatterns = [
    *(path(mount.prefix, include(mount.urls)) for mount in manifests.all_of("mounts")),
    path("suc-khoe/", health, name="health"),
]
handler403 = "portal.core.refusals.refused"
handler500 = "portal.core.failures.server_error"
