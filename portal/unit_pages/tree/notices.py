"""Notices of the tree about the day it is shown for."""

from datetime import date

from django.utils.translation import gettext as _

from portal.core.formatting import day as day_words
from portal.units.national.tables import REFORM


def snapshot_notice(day: date) -> str:
    """What must be said of all units of a day before the reform; nothing of a later day."""
    if day >= REFORM:
        return ""
    return _(
        "Chưa rõ các đơn vị trước 01/7/2025 bắt đầu từ ngày nào: dữ liệu là một bản chụp giữa năm 2025, "
        "nên vào ngày %(day)s tên và cấp trên có thể đã khác."
    ) % {"day": day_words(day)}
