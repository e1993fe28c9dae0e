"""Queries of the rollout: how far each commune is as of a day, by when it was to launch, whom to call, who was reminded."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from groups.choices import RolloutStage
from groups.models import ChatGroup, PilotGroup, RolloutDeadline, RolloutReminder, RolloutStep
from groups.rollout_notices import REMINDER
from portal.bodies.choices import BodyKind
from portal.bodies.models import Body
from portal.core.deadlines import is_late
from portal.core.notices.selectors import told_and_seen
from portal.units.models import Unit, valid_on
from portal.units.selectors import communes_on

_ORDER = list(RolloutStage)
# Who leads a commune's rollout, the first whose number is known.
_TO_CALL = (BodyKind.STEERING_COMMITTEE, BodyKind.POLICE, BodyKind.PEOPLES_COMMITTEE)
_STATES = "stages of communes within a unit that the caller may see"


@dataclass(frozen=True)
class Reminded:
    """The latest reminder of a commune: when, how many people were reminded, how many have seen it."""

    on: date
    reminded: int
    seen: int


@dataclass(frozen=True)
class RolloutLine:
    """One commune as of a day. `stage` None: it has not begun."""

    commune: Unit
    stage: RolloutStage | None
    since: date | None
    deadline: RolloutDeadline | None
    day: date
    contact: Body | None
    reminded: Reminded | None

    @property
    def has_launched(self) -> bool:
        return self.stage == RolloutStage.LAUNCHED

    @property
    def is_late(self) -> bool:
        """Whether it launched after the last day in time, or has not launched though that has passed."""
        if self.deadline is None:
            return False
        done_on = self.since if self.has_launched and self.since else self.day
        return is_late(self.deadline.due_on, done_on)


def rollout(unit: Unit, day: date) -> list[RolloutLine]:
    """The communes of a province or district on a day (of a commune: itself), each as far as it was then.

    What was noted by communes that merged since stands with their successor; of several the furthest stage counts.
    """
    communes = list(communes_on(unit, day))
    reached = _reached(communes, day)
    contacts, reminders = _contacts(communes, day), _reminders(communes, day)
    deadline = deadline_on(unit, day)
    lines = []
    for commune in communes:
        stage, since = reached.get(commune.pk, (None, None))
        lines.append(
            RolloutLine(
                commune, stage, since, deadline, day, contacts.get(commune.pk), reminders.get(commune.pk)
            )
        )
    return lines


def deadline_on(unit: Unit, day: date) -> RolloutDeadline | None:
    """The deadline that held for a unit's communes on a day: of its province, by the latest paper issued until then."""
    rows = RolloutDeadline.objects.unscoped("what a province asks of its communes, read by them")
    of_province = Q(unit=unit.province_id) | Q(province=unit.province_id)
    found = rows.filter(of_province, directive__issued_on__lte=day).select_related("directive")
    return found.order_by("-directive__issued_on", "-pk").first()


def steps_of(commune: Unit) -> dict[str, RolloutStep]:
    """What a commune noted itself, by stage."""
    rows = RolloutStep.objects.unscoped("stages of one commune").filter(unit=commune)
    return {step.stage: step for step in rows.order_by("pk")}


def pilots_of(step: RolloutStep) -> list[ChatGroup]:
    """The groups of a step, by name."""
    links = PilotGroup.objects.filter(step=step).select_related("group").order_by("group__sort", "group")
    return [link.group for link in links]


def possible_pilots(commune: Unit) -> Iterable[ChatGroup]:
    """The groups of a commune that may be named as its pilot, those that ended among them."""
    rows = ChatGroup.objects.unscoped("groups of the commune whose stages are noted").filter(commune=commune)
    return rows.order_by("sort", "public_id")


def _reached(communes: Collection[Unit], day: date) -> dict[int, tuple[RolloutStage, date]]:
    """By commune the furthest stage reached by a day, and on which day."""
    rows = RolloutStep.objects.unscoped(_STATES).filter(
        Q(unit__in=communes) | Q(commune__in=communes), reached_on__lte=day
    )
    found: dict[int, tuple[RolloutStage, date]] = {}
    for unit_id, commune_id, stage, on in rows.values_list("unit_id", "commune_id", "stage", "reached_on"):
        for pk in {unit_id, commune_id}:
            step = (RolloutStage(stage), on)
            if pk not in found or _ORDER.index(step[0]) > _ORDER.index(found[pk][0]):
                found[pk] = step
    return found


def _contacts(communes: Collection[Unit], day: date) -> dict[int, Body]:
    """By commune the body to call."""
    rows = Body.objects.unscoped("whom to call in communes within a unit that the caller may see").filter(
        valid_on(day), unit__in=communes, kind__in=_TO_CALL
    )
    called = sorted(rows.exclude(contact_phone=""), key=lambda body: _TO_CALL.index(BodyKind(body.kind)))
    return {body.unit_id: body for body in reversed(called)}


def _reminders(communes: Collection[Unit], day: date) -> dict[int, Reminded]:
    """By commune its latest reminder until a day."""
    rows = RolloutReminder.objects.unscoped(_STATES).filter(unit__in=communes, sent_on__lte=day)
    latest = {row.unit_id: row for row in rows.order_by("sent_on", "pk")}
    counts = told_and_seen(REMINDER.key, list(latest.values()))
    return {pk: Reminded(row.sent_on, *counts.get(row.pk, (0, 0))) for pk, row in latest.items()}
