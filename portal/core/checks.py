"""Django system checks: settings that fail later in use, and manifests that contradict each other."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.urls import URLResolver, get_resolver
from django.utils.translation import gettext as _

from portal.core import clock, manifests
from portal.core.models import Holiday
from portal.core.working_time import known_years

MISSING_DAYS_OFF = "core.W001"
FAULTY_MANIFESTS = "core.E001"
UNKNOWN_PAGE = "core.E002"


@register()
def days_off_are_known(**_ignored: Any) -> list[CheckMessage]:
    """Warn when this year or the next has no days off in the table; silent while there is no table yet."""
    try:
        if Holiday._meta.db_table not in connection.introspection.table_names():
            return []
        missing = sorted({clock.today().year, clock.today().year + 1} - known_years())
    except DatabaseError:
        return []
    return [
        Warning(
            _("Chưa có lịch nghỉ lễ, Tết năm %(year)d: thời hạn tính theo ngày làm việc có thể sai.")
            % {"year": year},
            hint=_("Nhập lịch bằng lệnh: manage.py holidays FILE (docs/lich-nghi.md)."),
            id=MISSING_DAYS_OFF,
        )
        for year in missing
    ]


@register()
def manifests_fit_together(**_ignored: Any) -> list[CheckMessage]:
    """Refuse manifests that bring one key twice, or name a permission or a page that does not exist."""
    return [
        *(Error(fault, id=FAULTY_MANIFESTS) for fault in manifests.faults()),
        *(Error(fault, id=UNKNOWN_PAGE) for fault in _unknown_pages()),
    ]


def refuse_faulty_manifests() -> None:
    """Raise ImproperlyConfigured with all faults of the manifests.

    For the web process: Django runs no system checks when a WSGI server starts it.
    """
    if found := manifests_fit_together():
        raise ImproperlyConfigured("\n".join(fault.msg for fault in found))


def _unknown_pages() -> Iterator[str]:
    known = set(_pages(get_resolver(), ""))
    for what, page in manifests.named("pages_named"):
        if page not in known:
            yield f"{what} names the page {page}, which does not exist"


def _pages(resolver: URLResolver, namespace: str) -> Iterator[str]:
    """The names of all pages below a resolver, as `reverse` takes them."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _pages(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
        elif pattern.name:
            yield namespace + pattern.name
