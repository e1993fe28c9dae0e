"""Changes to bodies, one function each: policy, write and audit in one transaction."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.bodies import policies, selectors
from portal.bodies.lines import Span, lead_back, overlap, turned
from portal.bodies.models import Body, BodyLine
from portal.core import audit, audited_writes, clock
from portal.core.not_ahead import check_day_not_ahead
from portal.core.submissions import Key, claim
from portal.units.locks import lock_row, lock_unit
from portal.units.models import Unit
from portal.units.scoping import UnitActor


@transaction.atomic
def create_body(*, by: UnitActor, unit: Unit, key: Key | None = None, **details: Any) -> Body:
    """Enter a body of a unit. Raises ValidationError by field, Refused for who does not work at the unit."""
    lock_unit(unit)
    policies.check_edit(by, unit)
    sent = claim(key, by=by, model=Body, about=unit)
    if sent.earlier:
        return sent.earlier
    body = Body(**details)
    body.place_in(unit)
    _check_begin(body.valid_from, unit)
    _check_name(body.name, unit)
    return sent.keep(audited_writes.add_row(body, by=by, action="body.create"))


@transaction.atomic
def edit_body(*, by: UnitActor, body: Body, version: int, **details: Any) -> Body:
    """Correct what the register says of a body. Raises Conflict when someone else was first, Refused, ValidationError by
    field."""
    lock_row(body, alone=[body.unit])
    policies.check_edit(by, body)
    if "valid_from" in details:
        _check_begin(details["valid_from"], body.unit)
        if body.valid_to and details["valid_from"] and details["valid_from"] >= body.valid_to:
            raise ValidationError({"valid_from": _("Ngày bắt đầu phải trước ngày chấm dứt hoạt động.")})
    if body.valid_to is None:
        _check_name(details.get("name", body.name), body.unit, besides=body)
    return audited_writes.change_row(body, by=by, action="body.edit", version=version, **details)


@transaction.atomic
def end_body(*, by: UnitActor, body: Body, version: int, on: date) -> Body:
    """Note from which day a body has ended. Its lines stay as they are. Undone by `reopen_body`."""
    lock_row(body)
    policies.check_edit(by, body)
    check_day_not_ahead(on, "on")
    if body.valid_to is not None:
        raise ValidationError(_("Cơ quan, tổ chức này đã chấm dứt hoạt động."))
    if body.valid_from and on <= body.valid_from:
        raise ValidationError({"on": _("Ngày chấm dứt phải sau ngày bắt đầu hoạt động.")})
    return audited_writes.change_row(body, by=by, action="body.end", version=version, valid_to=on)


@transaction.atomic
def reopen_body(*, by: UnitActor, body: Body, version: int) -> Body:
    """Undo the end of a body."""
    lock_row(body, alone=[body.unit])
    policies.check_edit(by, body)
    if body.valid_to is None:
        raise ValidationError(_("Cơ quan, tổ chức này đang hoạt động."))
    _check_name(body.name, body.unit, besides=body)
    return audited_writes.change_row(body, by=by, action="body.reopen", version=version, valid_to=None)


@transaction.atomic
def set_line(*, by: UnitActor, body: Body, version: int, above: Body | None, on: date | None) -> Body:
    """Let a body be under another from a day on, under none with `above` None; empty `on`: since it began.

    Raises ValidationError for a day outside the body's own or ahead, for a body above that does not exist that day, that
    is of a unit beside or below, or that itself is under this one; Conflict when someone else was first.
    """
    lock_row(body, alone=[body.unit])
    policies.check_edit(by, body)
    audited_writes.check_version(body, version)
    on = on or body.valid_from
    _check_turn(body, above, on)
    new = turned(_spans(body), above.pk if above else None, on)
    if new == _spans(body):
        raise ValidationError({"above": _("Từ ngày này đã như vậy, không có gì thay đổi.")})
    return _write_lines(by, body, new, {"from": on and on.isoformat()})


@transaction.atomic
def put_lines_back(*, by: UnitActor, body: Body, version: int, spans: Iterable[Span]) -> Body:
    """Undo `set_line`: give a body the lines that it had before. They are judged as if they were new."""
    lock_row(body, alone=[body.unit])
    policies.check_edit(by, body)
    audited_writes.check_version(body, version)
    new = sorted(spans, key=lambda span: span.begins)
    named = {span.above for span in new}
    above = Body.objects.unscoped("checked below by the units they may be of").in_bulk(named)
    if overlap(new) or above.keys() != named:
        raise ValidationError(_("Không hoàn tác được: dữ liệu gửi lên không đúng. Tải lại trang."))
    for span in new:
        _check_unit_above(body, above[span.above], span.first)
    return _write_lines(by, body, new, {})


def _write_lines(by: UnitActor, body: Body, new: list[Span], changes: dict) -> Body:
    """Make the lines of a body those of `new`; those that stay keep their rows. The body's unit is held alone, and only
    bodies of one unit can lead back to each other, so two such changes never pass at once."""
    if lead_back(body.pk, new, selectors.lines_of):
        raise ValidationError({"above": _("Không được: cơ quan, tổ chức đó lại đứng dưới nơi này.")})
    old, lines = _spans(body), BodyLine.objects.filter(body=body)
    for span in set(old) - set(new):
        lines.filter(above=span.above, valid_from=span.first, valid_to=span.end).delete()
    BodyLine.objects.bulk_create(
        BodyLine(body=body, above_id=span.above, valid_from=span.first, valid_to=span.end)
        for span in new
        if span not in old
    )
    # The version counts changes of the lines, too: whoever read the old ones conflicts.
    body.version += 1
    Body.objects.unscoped("the row is locked").filter(pk=body.pk).update(version=body.version)
    changes = changes | {"lines": [audit.text_digest(str(old)), audit.text_digest(str(new))]}
    audit.record(by=by, action="body.line", row=body, changes=changes)
    return body


def _spans(body: Body) -> list[Span]:
    return sorted((span for _body, span in selectors.lines_of([body.pk])), key=lambda span: span.begins)


def _check_turn(body: Body, above: Body | None, on: date | None) -> None:
    day = on or body.nearest_day(clock.today())
    check_day_not_ahead(day, "on")
    if not body.is_valid_on(day):
        raise ValidationError({"on": _("Ngày này nằm ngoài thời gian hoạt động.")})
    if above is None:
        return
    if above == body:
        raise ValidationError({"above": _("Không thể trực thuộc chính mình.")})
    if not above.is_valid_on(day):
        raise ValidationError({"above": _("Cơ quan, tổ chức đó không hoạt động vào ngày này.")})
    _check_unit_above(body, above, on)


def _check_unit_above(body: Body, above: Body, on: date | None) -> None:
    """The body above is of the same unit or of one above it; by the map of the first day, today's where it is unknown."""
    if above.unit not in selectors.units_above(body.unit, on or clock.today()):
        raise ValidationError(
            {"above": _("Chỉ trực thuộc cơ quan, tổ chức của cùng đơn vị hoặc của đơn vị cấp trên.")}
        )


def _check_name(name: str, unit: Unit, *, besides: Body | None = None) -> None:
    """A unit has one existing body of a name; the constraint holds it, this says so beside the name."""
    if selectors.twin_of(name, unit, besides=besides):
        raise ValidationError(
            {
                "name": _("%(unit)s đã có cơ quan, tổ chức tên như vậy. Đặt tên khác.")
                % {"unit": unit.placed_title}
            }
        )


def _check_begin(day: date | None, unit: Unit) -> None:
    if day:
        check_day_not_ahead(day, "valid_from")
    if unit.has_ended_by(day or clock.today()):
        raise ValidationError({"valid_from": _("Đơn vị này đã chấm dứt hoạt động trước ngày đó.")})
