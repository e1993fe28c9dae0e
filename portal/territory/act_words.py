"""Acts in words: a title, and how things stand before and after, by the names units bear on the day before."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F
from django.utils.translation import gettext as _

from portal.core.wording import day as day_words
from portal.hierarchy.acts.kinds import Act, ChangeKind, Close, Create, Merge, Move, Rename, Split
from portal.hierarchy.acts.packing import NewUnit
from portal.hierarchy.acts.reform import Reform
from portal.hierarchy.choices import ActState, Level, UnitKind
from portal.hierarchy.models import Unit, UnitVersion
from portal.hierarchy.text import full_name
from portal.territory.hits import Hit
from portal.territory.hits import told as hits_of
from portal.territory.selectors import version_on

TONE = {
    ActState.PLANNED: "waiting",
    ActState.IN_FORCE: "done",
    ActState.STOPPED: "late",
    ActState.UNDONE: "neutral",
}
Call = Callable[[Unit | NewUnit], str]


@dataclass(frozen=True)
class Told:
    """An act for a person to judge: what is so far, and what will be."""

    title: str
    before: list[str]
    after: list[str]


def title(act: Act, call: Call) -> str:
    """An act as a line of a list, its units as `call` names them."""
    return _TITLES[type(act)](act, call)


def state_words(state: str, done_on: date | None) -> str:
    """How an act stands. What was taken back before it was ever carried out was called off, not undone."""
    if state == ActState.UNDONE and done_on is None:
        return _("đã hủy")
    return str(ActState(state).label)


def names_before(units: Iterable[Unit]) -> Callable[[date], Call]:
    """For the day of an act, how these units and those right above were called until then; one query for all."""
    versions: dict[int, list[UnitVersion]] = defaultdict(list)
    wanted = {pk for unit in units for pk in (unit.pk, unit.parent_id) if pk}
    for version in UnitVersion.objects.filter(unit__in=wanted).order_by(
        F("valid_from").asc(nulls_first=True)
    ):
        versions[version.unit_id].append(version)

    def until(on: date) -> Call:
        def call(unit: Unit | NewUnit) -> str:
            if not isinstance(unit, Unit) or unit.pk not in versions:
                return _now(unit)
            version = version_on(versions[unit.pk], on - timedelta(days=1))
            return full_name(version.kind, version.name)

        return call

    return until


def told(act: Act, on: date) -> Told:
    """An act with what was and what will be, as of the day before it."""
    units = list(dict.fromkeys([*act.changed(), *act.places()]))
    found = {hit.unit.pk: hit for hit in hits_of(units, on - timedelta(days=1))}

    def call(unit: Unit | NewUnit) -> str:
        hit = found.get(unit.pk) if isinstance(unit, Unit) else None
        return hit.unit.full_name if hit else _now(unit)

    before, after = _SIDES[type(act)](act, _Says(call, found))
    return Told(title(act, call), [_capital(line) for line in before], [_capital(line) for line in after])


def left_open(act: Act, undecided: list[Unit]) -> list[str]:
    """What nobody decided yet in a split, and what comes of it meanwhile."""
    if not isinstance(act, Split):
        return []
    waits = [unit.full_name for unit in undecided]
    if act.rest is None:
        waits.append(_("dữ liệu ghi thẳng ở %(unit)s") % {"unit": act.unit.full_name})
    lines = []
    if waits:
        lines.append(
            _("Chưa quyết định, tạm do %(above)s giữ cho đến khi anh/chị chuyển tiếp: %(what)s.")
            % {"above": act.unit.parent.full_name, "what": ", ".join(waits)}
        )
    if act.people is None:
        lines.append(_("Phân công ở %(unit)s kết thúc từ ngày đó.") % {"unit": act.unit.full_name})
    return lines


def when(on: date, today: date) -> str:
    """When an act is carried out, and until when it can be taken back."""
    if on > today:
        return _("Sẽ tự thực hiện sáng ngày %(day)s. Đến lúc đó hủy được bất cứ lúc nào.") % {
            "day": day_words(on)
        }
    return _("Thực hiện ngay, tính từ ngày %(day)s. Hoàn tác được đến hết ngày hôm nay.") % {
        "day": day_words(on)
    }


@dataclass(frozen=True)
class _Says:
    """How units are called in the sentences of one act: their names, and their whole line."""

    call: Call
    found: dict[int, Hit]

    def line(self, unit: Unit) -> str:
        hit = self.found.get(unit.pk)
        return ", ".join(filter(None, [self.call(unit), hit.above if hit else ""]))

    def under(self, unit: Unit | NewUnit, parent: Unit) -> str:
        return f"{self.call(unit)}, {self.line(parent)}"

    def coded(self, name: str, code: str) -> str:
        return _("%(unit)s (mã %(code)s)") % {"unit": name, "code": code} if code else name


def _now(unit: Unit | NewUnit) -> str:
    return unit.full_name if isinstance(unit, Unit) else full_name(unit.kind, unit.name)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _all(units, call: Call) -> str:
    return ", ".join(call(unit) for unit in units)


def _subject(unit: Unit, call: Call) -> str:
    """A hamlet or group with the unit above it: names like "số 01" come back in every hamlet."""
    if unit.level not in (Level.HAMLET, Level.RESIDENTS_GROUP) or unit.parent is None:
        return call(unit)
    return f"{call(unit)} ({call(unit.parent)})"


def _merge_title(act: Merge, call: Call) -> str:
    into = act.into
    words = (
        _("Sáp nhập %(units)s vào %(into)s")
        if isinstance(into, Unit)
        else _("Sáp nhập %(units)s thành %(into)s")
    )
    return words % {"units": _all(act.ending(), call), "into": call(into)}


_TITLES: dict[type[Act], Callable[..., str]] = {
    Create: lambda act, call: _("Thành lập %(unit)s") % {"unit": call(act.new)},
    Rename: lambda act, call: (
        _("Đổi tên %(unit)s thành %(name)s")
        % {"unit": _subject(act.unit, call), "name": full_name(act.unit.kind, act.name)}
    ),
    ChangeKind: lambda act, call: (
        _("Đổi %(unit)s thành %(kind)s") % {"unit": _subject(act.unit, call), "kind": UnitKind(act.to).label}
    ),
    Move: lambda act, call: _("Chuyển %(unit)s về %(to)s") % {"unit": call(act.unit), "to": call(act.to)},
    Merge: _merge_title,
    Split: lambda act, call: (
        _("Chia %(unit)s thành %(parts)s") % {"unit": call(act.unit), "parts": _all(act.parts, call)}
    ),
    Close: lambda act, call: _("Giải thể %(unit)s") % {"unit": _subject(act.unit, call)},
    Reform: lambda act, call: _("Sắp xếp 01/7/2025: %(unit)s") % {"unit": call(act.province)},
}


# --- before and after ---------------------------------------------------------------------------
def _create(act: Create, says: _Says):
    return [_("Chưa có đơn vị này.")], [says.coded(says.under(act.new, act.parent), act.new.code)]


def _rename(act: Rename, says: _Says):
    hit = says.found[act.unit.pk]
    before = says.coded(hit.unit.full_name, hit.unit.code)
    return [before], [says.coded(full_name(hit.unit.kind, " ".join(act.name.split())), act.code)]


def _change_kind(act: ChangeKind, says: _Says):
    return [says.line(act.unit)], [full_name(act.to, says.found[act.unit.pk].unit.name)]


def _move(act: Move, says: _Says):
    return [says.line(act.unit)], [says.under(act.unit, act.to)]


def _merge(act: Merge, says: _Says):
    units = act.changed()
    if isinstance(act.into, Unit):
        return [says.line(unit) for unit in units], [says.line(act.into)]
    after = says.under(act.into, act.parent) if act.parent else says.call(act.into)
    return [says.line(unit) for unit in units], [says.coded(after, act.into.code)]


def _split(act: Split, says: _Says):
    after = []
    for n, part in enumerate(act.parts):
        inside = [unit.full_name for unit, side in act.sides.items() if side == n]
        name = says.coded(says.call(part), part.code)
        after.append(
            _("%(unit)s, gồm: %(inside)s") % {"unit": name, "inside": ", ".join(inside)} if inside else name
        )
    return [says.line(act.unit)], after


def _close(act: Close, says: _Says):
    above = act.unit.parent
    kept = _("Không còn đơn vị này. Những gì đã ghi ở đây do %(above)s giữ.")
    return [says.line(act.unit)], [kept % {"above": above.full_name}]


def _reform(act: Reform, says: _Says):
    return [_("Ba cấp: tỉnh, huyện, xã")], [_("Hai cấp: tỉnh, xã")]


_SIDES: dict[type[Act], Callable] = {
    Create: _create,
    Rename: _rename,
    ChangeKind: _change_kind,
    Move: _move,
    Merge: _merge,
    Split: _split,
    Close: _close,
    Reform: _reform,
}
