"""Changes to the rollout: note a stage or take it back, set the deadline, remind communes."""

from collections.abc import Iterable
from datetime import date
from typing import Required, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from groups import rollout_policies
from groups.choices import RolloutStage
from groups.models import ChatGroup, PilotGroup, RolloutDeadline, RolloutReminder, RolloutStep
from groups.rollout_notices import REMINDER, who_are_reminded
from groups.rollout_selectors import deadline_on, steps_of
from portal.accounts.actor import AnyActor
from portal.core import audit, audited_writes, clock
from portal.core.formatting import day as day_words
from portal.core.not_ahead import check_not_ahead
from portal.core.notices.services import Words, notify
from portal.steering.models import Directive
from portal.units.locks import lock_unit, lock_units
from portal.units.models import Unit

_ORDER = list(RolloutStage)


class StageDetails(TypedDict, total=False):
    """On which day a stage was reached, a note, and the groups that piloted."""

    reached_on: Required[date]
    note: str
    groups: Iterable[ChatGroup]


@transaction.atomic
def note_stage(*, by: AnyActor, unit: Unit, stage: str, **details: Unpack[StageDetails]) -> RolloutStep:
    """Note on which day a commune reached a stage; said again, it replaces what was noted.

    Raises Refused, ValidationError by field: stages follow each other, a pilot names its groups, an evaluation has a pilot.
    """
    lock_unit(unit)
    rollout_policies.check_note(by, unit)
    reached_on, note = details["reached_on"], details.get("note", "")
    pilots = {group.pk: group for group in details.get("groups", ())}
    steps = steps_of(unit)
    _check_day(RolloutStage(stage), reached_on, steps)
    if stage == RolloutStage.PILOTING:
        _check_pilots(unit, pilots.values())
    elif stage == RolloutStage.EVALUATED and RolloutStage.PILOTING not in steps:
        raise ValidationError(_("Ghi giai đoạn thí điểm trước, rồi mới ghi kết quả đánh giá."))
    step = steps.get(stage)
    if step is None:
        step = RolloutStep(stage=stage, reached_on=reached_on, note=note)
        step.place_in(unit)
        audited_writes.add_row(step, by=by, action="rollout.note")
    else:
        audited_writes.change_row(step, by=by, action="rollout.note", reached_on=reached_on, note=note)
    if stage == RolloutStage.PILOTING:
        _pilot_by(step, pilots, by=by)
    return step


@transaction.atomic
def take_back_stage(*, by: AnyActor, unit: Unit, stage: str) -> RolloutStep | None:
    """Take back that a commune reached a stage; the row that is gone, or None where nothing was noted.

    Raises ValidationError for a pilot that was evaluated: the evaluation goes first.
    """
    lock_unit(unit)
    rollout_policies.check_note(by, unit)
    steps = steps_of(unit)
    step = steps.get(stage)
    if step is None:
        return None
    if stage == RolloutStage.PILOTING and RolloutStage.EVALUATED in steps:
        raise ValidationError(_("Thí điểm đã được đánh giá. Bỏ phần đánh giá trước."))
    audit.record(by=by, action="rollout.take-back", row=step)
    step.delete()
    return step


@transaction.atomic
def set_deadline(*, by: AnyActor, unit: Unit, directive: Directive, due_on: date) -> RolloutDeadline:
    """Set by when every commune of a province is to have launched, as a paper of its register says; one a paper.

    Raises Refused, ValidationError by field.
    """
    lock_unit(unit)
    rollout_policies.check_urge(by, unit)
    directive.refresh_from_db()
    if directive.unit_id != unit.pk:
        raise ValidationError({"directive": _("Chỉ chọn văn bản trong sổ của tỉnh mình.")})
    if due_on < directive.issued_on:
        raise ValidationError({"due_on": _("Thời hạn không thể trước ngày ban hành văn bản.")})
    held = RolloutDeadline.objects.unscoped("the unit was checked by the policy")
    deadline = held.filter(directive=directive).first()
    if deadline:
        return audited_writes.change_row(deadline, by=by, action="rollout.set-deadline", due_on=due_on)
    deadline = RolloutDeadline(directive=directive, due_on=due_on)
    deadline.place_in(unit)
    return audited_writes.add_row(deadline, by=by, action="rollout.set-deadline")


@transaction.atomic
def remind(*, by: AnyActor, unit: Unit, communes: Iterable[Unit]) -> int:
    """Remind communes of a province that have not launched; how many. One that was reminded today is passed over.

    Raises Refused, ValidationError where no deadline holds or a commune lies elsewhere.
    """
    communes = list(communes)
    lock_units(alone=communes, shared=[unit])
    rollout_policies.check_urge(by, unit)
    today = clock.today()
    deadline = deadline_on(unit, today)
    if deadline is None:
        raise ValidationError(_("Đặt thời hạn triển khai trước, rồi mới nhắc các xã."))
    if any(commune.province_id != unit.pk for commune in communes):
        raise ValidationError(_("Chỉ nhắc các xã thuộc tỉnh mình."))
    sent = 0
    for commune in communes:
        if RolloutStage.LAUNCHED not in steps_of(commune) and _was_not_reminded(commune, today):
            _remind(commune, unit, deadline, by=by)
            sent += 1
    return sent


def _was_not_reminded(commune: Unit, day: date) -> bool:
    rows = RolloutReminder.objects.unscoped("the unit was checked by the policy")
    return not rows.filter(unit=commune, sent_on=day).exists()


def _remind(commune: Unit, province: Unit, deadline: RolloutDeadline, *, by: AnyActor) -> None:
    reminder = RolloutReminder(sent_on=clock.today(), sent_by=by.user)
    reminder.place_in(commune)
    audited_writes.add_row(reminder, by=by, action="rollout.remind")
    words = Words(
        given={"province": province.title, "due": day_words(deadline.due_on)},
        place=commune.title,
        due_on=deadline.due_on,
    )
    notify(by=by, to=who_are_reminded(commune), kind=REMINDER.key, about=reminder, words=words)


def _check_day(stage: RolloutStage, day: date, steps: dict[str, RolloutStep]) -> None:
    """A stage is reached no earlier than those before it and no later than those after it, and not in the future."""
    check_not_ahead(day, "reached_on")
    place = _ORDER.index(stage)
    for other, step in steps.items():
        before = _ORDER.index(RolloutStage(other)) < place
        after = _ORDER.index(RolloutStage(other)) > place
        if (before and step.reached_on > day) or (after and step.reached_on < day):
            raise ValidationError(
                {
                    "reached_on": _("Không khớp với “%(stage)s” ngày %(day)s.")
                    % {"stage": step.get_stage_display(), "day": day_words(step.reached_on)}
                }
            )


def _check_pilots(unit: Unit, groups: Iterable[ChatGroup]) -> None:
    groups = list(groups)
    if not groups:
        raise ValidationError({"groups": _("Chọn các nhóm thí điểm.")})
    if any(group.commune_id != unit.pk for group in groups):
        raise ValidationError({"groups": _("Chỉ chọn nhóm của xã mình.")})


def _pilot_by(step: RolloutStep, pilots: dict[int, ChatGroup], *, by: AnyActor) -> None:
    """Make a step name exactly these groups; audited where that changes anything."""
    before = set(step.pilots.values_list("group_id", flat=True))
    if set(pilots) == before:
        return
    step.pilots.exclude(group__in=pilots).delete()
    PilotGroup.objects.bulk_create(PilotGroup(step=step, group_id=pk) for pk in sorted(set(pilots) - before))
    audit.record(by=by, action="rollout.pilot", row=step, changes={"pilot_count": [len(before), len(pilots)]})
