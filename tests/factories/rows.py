"""Groups, tips, posts and reports, made through the services by whoever runs the unit."""

from datetime import date, datetime, timedelta
from itertools import count

from django.utils import timezone

from groups.inspection_services import move_inspection, note_inspection
from groups.models import ChatGroup, GroupInspection
from groups.services import create_group
from portal.accounts.actor import Actor
from portal.bodies.models import Body
from portal.bodies.services import create_body
from portal.core import clock
from portal.core.periods import Period
from portal.units.models import Unit
from propaganda.models import Post
from propaganda.services import register_post
from reports.models import Report
from reports.services import begin_report, set_letterhead
from tests.factories.people import officer
from tests.factories.units import SYSTEM
from tips.models import Tip
from tips.services import log_tip, transition_tip

_numbers = count(1)


def at(day: date | str, hour: int = 9, minute: int = 0, second: int = 0) -> datetime:
    """A moment in Vietnam: at("2019-11-30", 23, 59)."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return datetime(
        day.year, day.month, day.day, hour, minute, second, tzinfo=timezone.get_default_timezone()
    )


def group(unit: Unit, *, by=SYSTEM, kind: str = "residents-group", **details) -> ChatGroup:
    details = {"name": f"Nhóm số {next(_numbers)}", "opened_on": date(2019, 1, 1)} | details
    return create_group(by=by, unit=unit, kind=kind, **details)


#: What each transition of an inspection of a group needs.
SETTLED_BY = {
    "finish": {"done_on": date(2019, 12, 5), "word": "Đã cử người trực"},
    "drop": {"word": "Nhóm sắp nhập"},
    "reopen": {"word": "Vẫn chưa có người trực"},
}
_WAY_TO_INSPECTION = {"clear": (), "open": (), "done": ("finish",), "dropped": ("drop",)}


def inspection(
    of: ChatGroup, state: str = "open", *, unit: Unit | None = None, by=SYSTEM, **details
) -> GroupInspection:
    """An inspection of a group by its commune's committee, or that of `unit`, brought into a state."""
    asked = {} if state == "clear" else {"to_mend": "Cử người trực nhóm", "due_on": date(2019, 12, 20)}
    said = {"inspected_on": date(2019, 11, 20), "inspectors": "Đoàn kiểm tra xã", "found": "Ít người trực"}
    made = note_inspection(by=by, group=of, unit=unit or of.commune, **said | asked | details)
    for name in _WAY_TO_INSPECTION[state]:
        move_inspection(by=SYSTEM, inspection=made, name=name, version=made.version, **SETTLED_BY[name])
    return made


def tip(unit: Unit, *, by=SYSTEM, **details) -> Tip:
    """A tip that just came: a theft, as everyday matter, by telephone."""
    details = {
        "category": "theft",
        "summary": "Mất trộm xe đạp trước chợ",
        "received_at": clock.now() - timedelta(hours=1),
        "channel": "phone",
    } | details
    return log_tip(by=by, unit=unit, **details)


# What each transition is given in tests that are not about what it needs.
GIVEN = {
    "classify": {"category": "theft", "nature": "everyday"},
    "reclassify": {"category": "theft", "nature": "everyday"},
    "pass_on": {"recipient": "investigators", "document_number": "12/CV"},
    "resolve": {"outcome": "helped", "note": "Đã tìm được xe"},
    "answer": {"note": "Đã gọi báo lại"},
    "reopen": {"note": "Có tình tiết mới"},
    "void": {"note": "Ghi trùng"},
    "restore": {"note": "Đánh dấu nhầm"},
}
# A shortest way to each state.
WAY_TO = {
    "new": [],
    "classified": ["classify"],
    "in-hand": ["assign"],
    "passed-on": ["pass_on"],
    "resolved": ["resolve"],
    "closed": ["resolve", "answer"],
    "void": ["void"],
}


# A state from which each transition may be made.
LEADS_ON = {
    "classify": "new",
    "reclassify": "in-hand",
    "assign": "new",
    "pass_on": "new",
    "resolve": "new",
    "answer": "resolved",
    "reopen": "closed",
    "void": "new",
    "restore": "void",
}


def transition(changed: Tip, name: str, *, by: Actor, **given) -> Tip:
    """Make one transition of a tip, giving what it needs; `assign` gives it to whoever makes it."""
    given = ({"handler": by.user} if name == "assign" else GIVEN[name]) | given
    return transition_tip(by=by, tip=changed, name=name, version=changed.version, **given)


def tip_in(state: str, unit: Unit, *, by: Actor, log_by=SYSTEM, **details) -> Tip:
    """A tip brought to a state by its transitions."""
    changed = tip(unit, by=log_by, **details)
    for name in WAY_TO[state]:
        transition(changed, name, by=by)
    return changed


def post(unit: Unit, *, by=SYSTEM, **details) -> Post:
    details = {
        "title": f"Bài số {next(_numbers)}",
        "topic": "fire",
        "posted_at": clock.now() - timedelta(hours=2),
    } | details
    return register_post(by=by, unit=unit, **details)


def letterhead(unit: Unit, *, by: Actor | None = None, **details):
    details = {"signer": "Nguyễn Văn Ký"} | details
    return set_letterhead(by=by or officer(unit), unit=unit, **details)


def report(unit: Unit, code: str = "2019-11", *, by: Actor | None = None) -> Report:
    """A unit's draft for a period; its paper has a signer."""
    by = by or officer(unit)
    letterhead(unit, by=by)
    return begin_report(by=by, unit=unit, period=Period.parse(code))


def body(unit: Unit, kind: str = "front", *, by=SYSTEM, **details) -> Body:
    """A body of a unit, existing since an unknown day."""
    return create_body(by=by, unit=unit, kind=kind, **({"name": f"Cơ quan số {next(_numbers)}"} | details))
