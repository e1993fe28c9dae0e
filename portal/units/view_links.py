"""Which units a page of figures counts by, of the period's last day or of today (`ban-do`), and the links to
each."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

from portal.core.list_filters import filter_links
from portal.units.areas import Area, AreaMap


def asked_view(request: HttpRequest) -> str:
    """The map that the address requests, as `Area.of` takes it; "" without one or with an unknown one."""
    name = request.GET.get("ban-do", "")
    return name if name in AreaMap.values else ""


def view_links(
    request: HttpRequest, area: Area, labels: Mapping[AreaMap, str | Promise] | None = None
) -> list[dict[str, Any]]:
    """The maps to count by, where they differ for this area; under `labels` of the page's own, if it has them."""
    named = labels or {view: view.label for view in AreaMap}
    views = [(view.value, named[view]) for view in (AreaMap if area.moved else ())]
    return filter_links(request, "ban-do", views, chosen=area.view.value)
