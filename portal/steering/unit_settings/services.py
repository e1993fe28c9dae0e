"""The one change to a unit's settings: what a key is from a day on."""

from datetime import date
from typing import Required, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.core import audit, audited_writes
from portal.core.plain_text import plain_line
from portal.steering import policies
from portal.steering.choices import SettingKey
from portal.steering.models import Directive, UnitSetting
from portal.units.locks import lock_unit
from portal.units.models import Unit


class SettingDetails(TypedDict, total=False):
    """What a key is (empty: nothing), and the paper that a plan is."""

    value: Required[str]
    directive: Directive | None


@transaction.atomic
def set_setting(
    *, by: AnyActor, unit: Unit, key: str, on: date, **details: Unpack[SettingDetails]
) -> UnitSetting | None:
    """Let a key have a value from a day on, until the day from which another is written; what was said before stays.

    A value that begins on the very day is corrected. Without a value the one that begins on that day is taken back (the
    one before goes on), else the one in force ends. `directive`: the paper a plan is; without a value it is called by it.
    Raises Refused for who does not keep the committee's list, ValidationError by field.
    """
    lock_unit(unit)
    policies.check_edit(by, unit)
    directive = details.get("directive")
    value = plain_line(details["value"]) or (str(directive) if directive else "")
    if value and key == SettingKey.START:
        _check_day(value)
    rows = list(UnitSetting.objects.unscoped("one unit's values of one key").filter(unit=unit, key=key))
    same = next((row for row in rows if row.valid_from == on), None)
    held = next((row for row in rows if row.valid_from < on and not row.has_ended_by(on)), None)
    if not value:
        return _without(by, same, held, rows, on)
    if same:
        return audited_writes.change_row(same, by=by, action="setting.set", value=value, directive=directive)
    later = [row.valid_from for row in rows if row.valid_from > on]
    made = UnitSetting(key=key, value=value, directive=directive, valid_from=on)
    made.valid_to = held.valid_to if held else min(later, default=None)
    if held:
        _end(by, held, on)
    made.place_in(unit)
    return audited_writes.add_row(made, by=by, action="setting.set")


def _without(
    by: AnyActor, same: UnitSetting | None, held: UnitSetting | None, rows: list[UnitSetting], on: date
) -> UnitSetting | None:
    if same:
        until = same.valid_to
        audit.record(by=by, action="setting.take-back", row=same)
        same.delete()
        before = next((row for row in rows if row.valid_to == on), None)
        return before and _end(by, before, until)
    if held is None:
        raise ValidationError({"on": _("Vào ngày này chưa có nội dung nào để bỏ.")})
    return _end(by, held, on)


def _end(by: AnyActor, row: UnitSetting, on: date | None) -> UnitSetting:
    return audited_writes.change_row(row, by=by, action="setting.end", valid_to=on)


def _check_day(value: str) -> None:
    try:
        date.fromisoformat(value)
    except ValueError as wrong:
        raise ValidationError({"value": _("Ngày bắt đầu phải là một ngày.")}) from wrong
