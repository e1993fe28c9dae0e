"""Acts in words: a title, and how things stand before and after, by the names units bear on the day before."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.core.formatting import day as day_words
from portal.unit_pages.search_results import UnitResult
from portal.unit_pages.search_results import unit_results as hits_of
from portal.unit_pages.unit.selectors import version_on
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
from portal.units.amendments.reform import Reform
from portal.units.amendments.serialization import NewUnit
from portal.units.choices import AmendmentState, Level, UnitKind
from portal.units.models import Unit, UnitVersion
from portal.units.naming import full_name

TONE = {
    AmendmentState.PLANNED: "waiting",
    AmendmentState.IN_FORCE: "done",
    AmendmentState.STOPPED: "late",
    AmendmentState.UNDONE: "neutral",
}
Call = Callable[[Unit | NewUnit], str]


@dataclass(frozen=True)
class AmendmentSummary:
    """An amendment for a person to judge: what is so far, and what will be."""

    title: str
    before: list[str]
    after: list[str]


def title(amendment: AmendmentPlan, call: Call) -> str:
    """An amendment as a line of a list, its units as `call` names them."""
    return _TITLES[type(amendment)](amendment, call)


def state_words(state: str, done_on: date | None) -> str:
    """How an amendment stands. What was taken back before it was ever carried out was called off, not undone."""
    if state == AmendmentState.UNDONE and done_on is None:
        return _("đã hủy")
    return str(AmendmentState(state).label)


def names_before(units: Iterable[Unit]) -> Callable[[date], Call]:
    """For the day of an amendment, how these units and those right above were called until then; one query for all."""
    versions: dict[int, list[UnitVersion]] = defaultdict(list)
    wanted = {pk for unit in units for pk in (unit.pk, unit.parent_id) if pk}
    for version in UnitVersion.objects.filter(unit__in=wanted).order_by(
        F("valid_from").asc(nulls_first=True)
    ):
        versions[version.unit_id].append(version)

    def until(on: date) -> Call:
        def call(unit: Unit | NewUnit) -> str:
            if not isinstance(unit, Unit) or unit.pk not in versions:
                return unit.full_name
            version = version_on(versions[unit.pk], on - timedelta(days=1))
            return full_name(version.kind, version.name)

        return call

    return until


def summarize(amendment: AmendmentPlan, on: date) -> AmendmentSummary:
    """An amendment with what was and what will be, as of the day before it."""
    units = list(dict.fromkeys([*amendment.changed(), *amendment.places()]))
    found = {hit.unit.pk: hit for hit in hits_of(units, on - timedelta(days=1))}

    def call(unit: Unit | NewUnit) -> str:
        hit = found.get(unit.pk) if isinstance(unit, Unit) else None
        return hit.unit.full_name if hit else unit.full_name

    before, after = _SIDES[type(amendment)](amendment, _Says(call, found))
    return AmendmentSummary(
        title(amendment, call), [capfirst(line) for line in before], [capfirst(line) for line in after]
    )


def left_open(amendment: AmendmentPlan, undecided: list[Unit]) -> list[str]:
    """What nobody decided yet in a split, and what comes of it meanwhile."""
    if not isinstance(amendment, Split):
        return []
    waits = [unit.full_name for unit in undecided]
    if amendment.rest is None:
        waits.append(_("dữ liệu ghi thẳng ở %(unit)s") % {"unit": amendment.unit.full_name})
    lines = []
    if waits:
        lines.append(
            _("Chưa quyết định, tạm do %(above)s giữ cho đến khi anh/chị chuyển tiếp: %(what)s.")
            % {"above": amendment.unit.parent.full_name, "what": ", ".join(waits)}
        )
    if amendment.people is None:
        lines.append(_("Phân công ở %(unit)s kết thúc từ ngày đó.") % {"unit": amendment.unit.full_name})
    return lines


def when(on: date, today: date) -> str:
    """When an amendment is carried out, and until when it can be taken back."""
    if on > today:
        return _("Sẽ tự thực hiện sáng ngày %(day)s. Đến lúc đó hủy được bất cứ lúc nào.") % {
            "day": day_words(on)
        }
    return _("Thực hiện ngay, tính từ ngày %(day)s. Hoàn tác được đến hết ngày hôm nay.") % {
        "day": day_words(on)
    }


@dataclass(frozen=True)
class _Says:
    """How units are called in the sentences of one amendment: their names, and their whole line."""

    call: Call
    found: dict[int, UnitResult]

    def line(self, unit: Unit) -> str:
        hit = self.found.get(unit.pk)
        return ", ".join(filter(None, [self.call(unit), hit.above if hit else ""]))

    def under(self, unit: Unit | NewUnit, parent: Unit) -> str:
        return f"{self.call(unit)}, {self.line(parent)}"

    def coded(self, name: str, code: str) -> str:
        return _("%(unit)s (mã %(code)s)") % {"unit": name, "code": code} if code else name


def _all(units, call: Call) -> str:
    return ", ".join(call(unit) for unit in units)


def _subject(unit: Unit, call: Call) -> str:
    """A hamlet or group with the unit above it: names like "số 01" come back in every hamlet."""
    if unit.level not in (Level.HAMLET, Level.SELF_MANAGED_TEAM) or unit.parent is None:
        return call(unit)
    return f"{call(unit)} ({call(unit.parent)})"


def _merge_title(amendment: Merge, call: Call) -> str:
    into = amendment.into
    words = (
        _("Sáp nhập %(units)s vào %(into)s")
        if isinstance(into, Unit)
        else _("Sáp nhập %(units)s thành %(into)s")
    )
    return words % {"units": _all(amendment.ending(), call), "into": call(into)}


_TITLES: dict[type[AmendmentPlan], Callable[..., str]] = {
    Create: lambda amendment, call: _("Thành lập %(unit)s") % {"unit": call(amendment.new)},
    Rename: lambda amendment, call: (
        _("Đổi tên %(unit)s thành %(name)s")
        % {"unit": _subject(amendment.unit, call), "name": full_name(amendment.unit.kind, amendment.name)}
    ),
    ChangeKind: lambda amendment, call: (
        _("Đổi %(unit)s thành %(kind)s")
        % {"unit": _subject(amendment.unit, call), "kind": UnitKind(amendment.to).label}
    ),
    MoveUnit: lambda amendment, call: (
        _("Chuyển %(unit)s về %(to)s") % {"unit": call(amendment.unit), "to": call(amendment.to)}
    ),
    Merge: _merge_title,
    Split: lambda amendment, call: (
        _("Chia %(unit)s thành %(parts)s")
        % {"unit": call(amendment.unit), "parts": _all(amendment.parts, call)}
    ),
    Close: lambda amendment, call: _("Giải thể %(unit)s") % {"unit": _subject(amendment.unit, call)},
    Reform: lambda amendment, call: _("Sắp xếp 01/7/2025: %(unit)s") % {"unit": call(amendment.province)},
}


# --- before and after ---------------------------------------------------------------------------
def _create(amendment: Create, says: _Says):
    return [_("Chưa có đơn vị này.")], [
        says.coded(says.under(amendment.new, amendment.parent), amendment.new.code)
    ]


def _rename(amendment: Rename, says: _Says):
    hit = says.found[amendment.unit.pk]
    before = says.coded(hit.unit.full_name, hit.unit.code)
    return [before], [says.coded(full_name(hit.unit.kind, " ".join(amendment.name.split())), amendment.code)]


def _change_kind(amendment: ChangeKind, says: _Says):
    return [says.line(amendment.unit)], [full_name(amendment.to, says.found[amendment.unit.pk].unit.name)]


def _move(amendment: MoveUnit, says: _Says):
    return [says.line(amendment.unit)], [says.under(amendment.unit, amendment.to)]


def _merge(amendment: Merge, says: _Says):
    units = amendment.changed()
    if isinstance(amendment.into, Unit):
        return [says.line(unit) for unit in units], [says.line(amendment.into)]
    after = says.under(amendment.into, amendment.parent) if amendment.parent else says.call(amendment.into)
    return [says.line(unit) for unit in units], [says.coded(after, amendment.into.code)]


def _split(amendment: Split, says: _Says):
    after = []
    for n, part in enumerate(amendment.parts):
        inside = [unit.full_name for unit, side in amendment.sides.items() if side == n]
        name = says.coded(says.call(part), part.code)
        after.append(
            _("%(unit)s, gồm: %(inside)s") % {"unit": name, "inside": ", ".join(inside)} if inside else name
        )
    return [says.line(amendment.unit)], after


def _close(amendment: Close, says: _Says):
    above = amendment.unit.parent
    kept = _("Không còn đơn vị này. Những gì đã ghi ở đây do %(above)s giữ.")
    return [says.line(amendment.unit)], [kept % {"above": above.full_name}]


def _reform(amendment: Reform, says: _Says):
    return [_("Ba cấp: tỉnh, huyện, xã")], [_("Hai cấp: tỉnh, xã")]


_SIDES: dict[type[AmendmentPlan], Callable] = {
    Create: _create,
    Rename: _rename,
    ChangeKind: _change_kind,
    MoveUnit: _move,
    Merge: _merge,
    Split: _split,
    Close: _close,
    Reform: _reform,
}
