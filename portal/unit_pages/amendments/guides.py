"""What can be done to a unit, by whom, and which questions lead there. What the amendments do is portal.units.amendments."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.core import clock
from portal.core.ordering import sort_key
from portal.unit_pages.amendments.forms import (
    EffectForm,
    IntoForm,
    KindForm,
    MoveTargetForm,
    NewUnitForm,
    OthersForm,
    PartnersForm,
    PartsForm,
    RenameForm,
    SidesForm,
    SuccessorForm,
)
from portal.unit_pages.amendments.wizard import Wizard
from portal.unit_pages.named_units import RANK
from portal.units.amendments.kinds import (
    AmendmentPlan,
    ChangeKind,
    Close,
    Create,
    Merge,
    MoveUnit,
    Rename,
    Split,
)
from portal.units.amendments.policies import CHANGE_UNITS, may_change
from portal.units.choices import KINDS_AT, AmendmentKind, Level
from portal.units.models import Unit
from portal.units.national.tables import REFORM
from portal.units.scoping import holds
from portal.units.selectors import children_on
from portal.units.services import PARENT_LEVELS


@dataclass(frozen=True)
class AmendmentSubject:
    """A unit and the widest area in which this person may change units around it."""

    unit: Unit
    area: Unit


@dataclass(frozen=True)
class Guide:
    """An amendment as it is offered: a sentence that says when one wants it, and its questions."""

    label: str | Promise
    icon: str
    sentence: str | Promise
    fits: Callable[[AmendmentSubject], bool]
    ask: Callable[[Wizard, AmendmentSubject], tuple[AmendmentPlan, EffectForm]]


def subject_of(actor, unit: Unit) -> AmendmentSubject | None:
    """The unit as this person may change it, or None outside the area."""
    areas = [area for area in actor.units_with(CHANGE_UNITS) if holds(area, unit)]
    return AmendmentSubject(unit, min(areas, key=lambda area: RANK[area.level])) if areas else None


def offered(actor, subject: AmendmentSubject) -> dict[str, Guide]:
    """The amendments this person may do here, as things stand."""
    if may_change(actor, subject.unit):
        kinds = GUIDES
    elif actor.may(CHANGE_UNITS, subject.unit):
        kinds = {AmendmentKind.CREATE: GUIDES[AmendmentKind.CREATE]}
    else:
        kinds = {}
    return {kind: guide for kind, guide in kinds.items() if guide.fits(subject)}


# --- when each is offered -----------------------------------------------------------------------
def _stands(subject: AmendmentSubject) -> bool:
    return subject.unit.valid_to is None


def _levels_below(unit: Unit) -> list[str]:
    """The levels of which a unit may begin under this one. Provinces take communes since there is no district."""
    levels = [level for level, parents in PARENT_LEVELS.items() if unit.level in parents]
    if unit.level == Level.PROVINCE:
        return [Level.COMMUNE] if clock.today() >= REFORM else []
    return levels


def _may_begin(subject: AmendmentSubject) -> bool:
    ended = subject.unit.has_ended_by(clock.today())
    return not ended and bool(_levels_below(subject.unit))


def _has_kinds(subject: AmendmentSubject) -> bool:
    return _stands(subject) and len(KINDS_AT[Level(subject.unit.level)]) > 1


def _may_move(subject: AmendmentSubject) -> bool:
    """Somewhere else in the area it could stand; or it ended, was shared out, and its rest lies nowhere yet."""
    if not _stands(subject):
        return is_rest(subject.unit)
    parents = PARENT_LEVELS.get(Level(subject.unit.level), set())
    below = [level for level in parents if RANK[level] > RANK[subject.area.level]]
    elsewhere = subject.unit.level != Level.COMMUNE or subject.unit.district_id is not None
    return bool(below) and elsewhere


def is_rest(unit: Unit) -> bool:
    """Whether a unit ended, and what was filed at it lies in none of its successors."""
    loose = unit.level in (Level.COMMUNE, Level.HAMLET) and getattr(unit, f"{unit.level}_id") is None
    return unit.valid_to is not None and loose and unit.became.exists()


# --- their questions ----------------------------------------------------------------------------
def _create(questions: Wizard, subject: AmendmentSubject) -> tuple[AmendmentPlan, EffectForm]:
    levels = _levels_below(subject.unit)
    new = questions.ask(NewUnitForm, levels=levels, parent=subject.unit)
    return Create(new.level(), subject.unit, new.unit()), questions.ask(EffectForm)


def _rename(questions: Wizard, subject: AmendmentSubject) -> tuple[AmendmentPlan, EffectForm]:
    given = questions.ask(RenameForm, unit=subject.unit).cleaned_data
    code = given.get("code", subject.unit.code)
    return Rename(subject.unit, given["name"], code), questions.ask(EffectForm)


def _change_kind(questions: Wizard, subject: AmendmentSubject) -> tuple[AmendmentPlan, EffectForm]:
    to = questions.ask(KindForm, unit=subject.unit).cleaned_data["to"]
    return ChangeKind(subject.unit, to), questions.ask(EffectForm)


def _move(questions: Wizard, subject: AmendmentSubject) -> tuple[AmendmentPlan, EffectForm]:
    unit = subject.unit
    if unit.valid_to is None:
        levels = sorted(PARENT_LEVELS[Level(unit.level)])
        asked = questions.ask(MoveTargetForm, levels=levels, within=subject.area)
    else:
        links = unit.became.select_related("successor").order_by("successor__sort")
        asked = questions.ask(SuccessorForm, units=[link.successor for link in links])
    return MoveUnit(unit, asked.cleaned_data["to"]), questions.ask(EffectForm)


def _merge(questions: Wizard, subject: AmendmentSubject) -> tuple[AmendmentPlan, EffectForm]:
    unit = subject.unit
    others = questions.ask(OthersForm, units=_beside(unit)).cleaned_data["units"]
    together = (unit, *others)
    into = questions.ask(IntoForm, units=list(together)).cleaned_data["into"]
    if into is None:
        into = questions.ask(
            NewUnitForm, levels=[unit.level], parent=unit.parent, kind=unit.kind, ending=together
        ).unit()
    return Merge(together, into, unit.parent), questions.ask(EffectForm)


def _split(questions: Wizard, subject: AmendmentSubject) -> tuple[AmendmentPlan, EffectForm]:
    unit = subject.unit
    begun = questions.ask(PartsForm, unit=unit).units()
    beside = _beside(unit)
    parts = (*begun, *(questions.ask(PartnersForm, units=beside).cleaned_data["units"] if beside else ()))
    effect = questions.ask(EffectForm)
    inside = sorted(children_on(unit, effect.cleaned_data["on"]), key=lambda child: sort_key(child.full_name))
    names = [part.title if isinstance(part, Unit) else part.name for part in parts]
    sides = questions.ask(SidesForm, unit=unit, parts=names, inside=inside)
    return Split(unit, parts, sides.sides(), **sides.own()), effect


def _close(questions: Wizard, subject: AmendmentSubject) -> tuple[AmendmentPlan, EffectForm]:
    return Close(subject.unit), questions.ask(EffectForm)


def _beside(unit: Unit) -> list[Unit]:
    """The standing neighbours of a unit's level under the same parent."""
    if unit.parent is None:
        return []
    beside = children_on(unit.parent, clock.today()).filter(level=unit.level, valid_to=None)
    return sorted(beside.exclude(pk=unit.pk), key=lambda other: sort_key(other.full_name))


GUIDES: dict[str, Guide] = {
    AmendmentKind.CREATE: Guide(
        _("Thành lập đơn vị mới"),
        "plus-lg",
        _("Thêm một đơn vị trực thuộc, chưa có dữ liệu nào."),
        _may_begin,
        _create,
    ),
    AmendmentKind.RENAME: Guide(
        _("Đổi tên"),
        "pencil",
        _(
            "Giữ nguyên địa bàn và dữ liệu, mang tên khác từ một ngày. Tên cũ vẫn còn cho những ngày trước đó."
        ),
        _stands,
        _rename,
    ),
    AmendmentKind.CHANGE_KIND: Guide(
        _("Đổi loại"),
        "arrow-repeat",
        _("Xã thành phường, ấp thành khu phố… Tên và địa bàn giữ nguyên."),
        _has_kinds,
        _change_kind,
    ),
    AmendmentKind.MOVE: Guide(
        _("Chuyển về đơn vị khác"),
        "send",
        _("Cả đơn vị, với mọi thứ bên trong, thuộc về đơn vị cấp trên khác."),
        _may_move,
        _move,
    ),
    AmendmentKind.MERGE: Guide(
        _("Sáp nhập"),
        "box-arrow-in-right",
        _("Hai hay nhiều đơn vị cùng cấp thành một; nhóm, tin báo, người phụ trách về đơn vị chung."),
        _stands,
        _merge,
    ),
    AmendmentKind.SPLIT: Guide(
        _("Chia tách"),
        "share",
        _("Một đơn vị thành nhiều; anh/chị chọn mỗi phần bên trong thuộc về đâu."),
        _stands,
        _split,
    ),
    AmendmentKind.CLOSE: Guide(
        _("Giải thể"),
        "x-circle",
        _("Đơn vị không còn và không có đơn vị nào thay; dữ liệu cũ do cấp trên giữ."),
        _stands,
        _close,
    ),
}
