"""Notices of a unit's page about the unit and the day it is shown for."""

from datetime import date

from django.utils.translation import gettext as _

from portal.core.formatting import day as day_words
from portal.units.choices import Level
from portal.units.models import Unit
from portal.units.national.tables import REFORM


def notices(unit: Unit, day: date, *, asked: bool) -> list[str]:
    """Sentences about a unit on a day: not yet, no more, or, where the day was `asked` for, known only from a snapshot."""
    if not unit.has_begun_by(day):
        words = _(
            "Ngày %(day)s chưa có đơn vị này; theo dữ liệu, đơn vị bắt đầu từ %(start)s. Dưới đây là ngày đầu tiên."
        )
        return [words % {"day": day_words(day), "start": day_words(unit.valid_from)}]
    if unit.has_ended_by(day):
        words = _("Ngày %(day)s không còn đơn vị này (đến hết ngày %(last)s). Dưới đây là ngày cuối cùng.")
        return [words % {"day": day_words(day), "last": day_words(unit.last_day)}]
    if asked and unit.valid_from is None:
        return [
            _(
                "Chưa rõ đơn vị này bắt đầu từ ngày nào: dữ liệu là một bản chụp, nên vào ngày %(day)s "
                "tên và cấp trên có thể đã khác."
            )
            % {"day": day_words(day)}
        ]
    return []


def unknown_successor(unit: Unit, *, has_units: bool) -> str:
    """What to say of a unit that is no more and of which the tables name no successor."""
    if unit.level == Level.DISTRICT and unit.valid_to == REFORM and has_units:
        return _(
            "Từ 01/7/2025 không còn cấp huyện: các xã của huyện về đơn vị mới, dữ liệu ghi ở cấp huyện do tỉnh giữ."
        )
    return _(
        "Bảng đơn vị hành chính chưa ghi đơn vị này nay là đơn vị nào; dữ liệu đã ghi ở đây do đơn vị cấp trên giữ."
    )
