"""Manifest of the screens of notices."""

from portal.core.manifests import Manifest, Mount
from portal.notice_pages import menu_entries

MANIFEST = Manifest(
    mounts=[Mount("thong-bao/", "portal.notice_pages.urls")],
    menu_entries=menu_entries.ENTRIES,
)
