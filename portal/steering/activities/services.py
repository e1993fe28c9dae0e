"""Changes to the book of activities: register, edit, take out, put back, the file of minutes."""

from copy import copy
from datetime import date
from typing import Any, Required, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.bodies.models import Body
from portal.core import audited_writes, clock
from portal.core.errors import NotNow
from portal.core.files.incoming import Incoming
from portal.core.not_ahead import check_not_ahead
from portal.core.submissions import Key, claim
from portal.steering import policies
from portal.steering.activities import notices
from portal.steering.choices import ActivityKind
from portal.steering.models import Activity
from portal.steering.places import Place, check_place
from portal.steering.row_files import let_file_go, replace_file
from portal.steering.secrecy import check_not_secret
from portal.units.locks import lock_row, share_unit
from portal.units.models import Unit

# What is typed of an activity.
_TEXTS = ("title", "note", "looked_at_words")


class ActivityDetails(TypedDict, total=False):
    """What the book takes of an activity; an inspection names what it looked at."""

    held_on: Required[date]
    present: Required[int]
    title: Required[str]
    note: str
    looked_at_unit: Unit | None
    looked_at_body: Body | None
    looked_at_words: str


@transaction.atomic
def register_activity(
    *, by: AnyActor, unit: Unit, kind: str, key: Key | None = None, **details: Unpack[ActivityDetails]
) -> Activity:
    """Write an activity of a unit's committee into its book.

    Raises Refused for who does not keep this book, ValidationError by field.
    """
    share_unit(unit)
    policies.check_edit(by, unit)
    sent = claim(key, by=by, model=Activity)
    if sent.earlier:
        return sent.earlier
    activity = Activity(kind=kind, **details)
    activity.place_in(unit)
    _check(activity, {})
    return sent.keep(audited_writes.add_row(activity, by=by, action="activity.register"))


@transaction.atomic
def edit_activity(
    *, by: AnyActor, activity: Activity, version: int, **details: Unpack[ActivityDetails]
) -> Activity:
    """Correct what the book says of an activity; its kind stays.

    Raises Conflict when someone else was first, Refused for who does not keep this book, NotNow for an entry that was
    taken out, ValidationError by field.
    """
    _lock(by, activity)
    audited_writes.check_version(activity, version)
    before = {name: getattr(activity, f"{name}_id") for name in ("looked_at_unit", "looked_at_body")}
    proposed = copy(activity)
    for name, value in details.items():
        setattr(proposed, name, value)
    _check(proposed, before)
    return audited_writes.change_row(activity, by=by, action="activity.edit", version=version, **details)


@transaction.atomic
def withdraw_activity(*, by: AnyActor, activity: Activity, version: int) -> Activity:
    """Take an entry out of the book: it counts nowhere. Undone by `restore_activity`; one taken out stays as it is."""
    lock_row(activity)
    policies.check_edit(by, activity)
    if activity.withdrawn_at:
        return activity
    notices.settle_inspection(activity)
    return audited_writes.change_row(
        activity, by=by, action="activity.withdraw", version=version, withdrawn_at=clock.now()
    )


@transaction.atomic
def restore_activity(*, by: AnyActor, activity: Activity, version: int) -> Activity:
    """Undo `withdraw_activity`; an entry in the book stays as it is."""
    lock_row(activity)
    policies.check_edit(by, activity)
    if activity.withdrawn_at is None:
        return activity
    return audited_writes.change_row(
        activity, by=by, action="activity.restore", version=version, withdrawn_at=None
    )


@transaction.atomic
def attach_minutes(
    *, by: AnyActor, activity: Activity, version: int, upload: UploadedFile | Incoming
) -> Activity:
    """Keep the file of minutes, in place of the one before.

    Raises ValidationError at `upload` for a file that is not taken (portal.core.files), Conflict, Refused.
    """
    _lock(by, activity)
    return replace_file(activity, "minutes", upload, by=by, action="activity.attach", version=version)


@transaction.atomic
def detach_minutes(*, by: AnyActor, activity: Activity, version: int) -> Activity:
    """Let the file of minutes go for good; an activity without one stays as it is."""
    _lock(by, activity)
    return let_file_go(activity, "minutes", by=by, action="activity.detach", version=version)


def _lock(by: AnyActor, activity: Activity) -> None:
    """Lock an activity that is to be changed, and read it again in place."""
    lock_row(activity)
    policies.check_edit(by, activity)
    if activity.withdrawn_at:
        raise NotNow(_("Mục này đã gỡ khỏi sổ. Khôi phục trước rồi mới sửa."))


def _check(activity: Activity, before: dict[str, Any]) -> None:
    check_not_secret(activity, _TEXTS)
    check_not_ahead(activity.held_on, "held_on")
    if activity.kind == ActivityKind.INSPECTION:
        _check_looked_at(activity, before)


def _check_looked_at(activity: Activity, before: dict[str, Any]) -> None:
    """An inspection looks at one place: one of those that this committee may name, or one in words."""
    unit, body = activity.looked_at_unit, activity.looked_at_body
    if unit is None and not activity.looked_at_words:
        raise ValidationError({"looked_at": _("Chọn nơi được kiểm tra, hoặc ghi tên nơi đó ở ô dưới.")})
    if unit and activity.looked_at_words:
        raise ValidationError({"looked_at_words": _("Đã chọn nơi được kiểm tra ở trên nên để trống ô này.")})
    if unit and before != {"looked_at_unit": unit.pk, "looked_at_body": body and body.pk}:
        check_place(activity.unit, Place(unit, body), "looked_at")
