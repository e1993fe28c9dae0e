"""Checks that several kinds of amendments share; each raises ValidationError with a sentence that says what
to do."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from portal.core.formatting import day as day_words
from portal.core.plain_text import column_key, plain_line
from portal.units.choices import KINDS_AT, Level
from portal.units.models import Unit, UnitEdge, UnitVersion
from portal.units.selectors import children_on
from portal.units.services import PARENT_LEVELS


def stands(unit: Unit, on: date) -> None:
    """The unit has no end, began before the day, and was not changed on a later day: amendments are made in order of days."""
    if unit.valid_to is not None:
        raise ValidationError(
            _("%(unit)s đã chấm dứt hoạt động ngày %(day)s nên không thay đổi được nữa.")
            % {"unit": unit.title, "day": day_words(unit.valid_to)}
        )
    if unit.valid_from and unit.valid_from >= on:
        raise ValidationError(
            _("%(unit)s mới có từ ngày %(day)s. Chọn ngày có hiệu lực sau ngày đó.")
            % {"unit": unit.title, "day": day_words(unit.valid_from)}
        )
    nothing_later(unit, on)


def nothing_later(unit: Unit, on: date) -> None:
    """Raises unless the unit was not renamed or moved after the day, and nothing in it was moved."""
    begun = [
        *UnitVersion.objects.filter(unit=unit, valid_from__gt=on).values_list("valid_from", flat=True),
        *UnitEdge.objects.filter(_within(unit), valid_from__gt=on).values_list("valid_from", flat=True),
    ]
    later = [day for day in begun if day is not None]
    if later:
        raise ValidationError(
            _("%(unit)s đã có thay đổi ngày %(day)s. Chọn ngày có hiệu lực từ ngày đó trở đi.")
            % {"unit": unit.title, "day": day_words(max(later))}
        )


def _within(unit: Unit) -> Q:
    """Edges of a unit, and of units in it by these edges."""
    own = Q(child=unit)
    return own | Q(**{unit.level: unit}) if unit.level in (Level.COMMUNE, Level.HAMLET) else own


def fits_under(level: str, parent: Unit | None, on: date) -> None:
    """A unit of a level may be under this parent, which exists itself on the day."""
    if parent is None or parent.level not in PARENT_LEVELS.get(Level(level), set()):
        raise ValidationError({"to": _("Đơn vị cấp trên không phù hợp với cấp của đơn vị này.")})
    if parent.has_ended_by(on):
        raise ValidationError(
            {"to": _("%(unit)s đã chấm dứt hoạt động. Chọn đơn vị còn hoạt động.") % {"unit": parent.title}}
        )


def kind_fits(level: str, kind: str) -> None:
    if kind not in KINDS_AT[Level(level)]:
        raise ValidationError({"kind": _("Loại này không dùng cho cấp của đơn vị.")})


def name_is_free(name: str, kind: str, parent: Unit | None, besides: set[int], on: date) -> None:
    """No unit under the parent but `besides` bears the name on the day."""
    if not plain_line(name):
        raise ValidationError({"name": _("Nhập tên đơn vị.")})
    if parent is None:
        return
    siblings = children_on(parent, on).filter(kind=kind, name_key=column_key(name)).exclude(pk__in=besides)
    if siblings.exists():
        raise ValidationError(
            {"name": _("%(parent)s đã có đơn vị tên này. Đặt tên khác.") % {"parent": parent.title}}
        )


def code_is_free(code: str, level: str, besides: set[int]) -> None:
    """No unit of the level without an end, but `besides`, bears the official code."""
    if not code:
        return
    taken = Unit.objects.filter(code=code, level=level, valid_to=None).exclude(pk__in=besides).first()
    if taken:
        raise ValidationError(
            {"code": _("Mã %(code)s đang là của %(unit)s.") % {"code": code, "unit": taken.title}}
        )
