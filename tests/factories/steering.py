"""Papers, activities and plans of the steering committee, made through the services."""

import struct
import zlib
from datetime import date
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.accounts.actor import Actor
from portal.bodies.models import Body
from portal.steering.activities.finding_services import add_finding, move_finding
from portal.steering.activities.services import attach_minutes, register_activity
from portal.steering.answers.services import ask_for_answers, move_request
from portal.steering.boards.services import add_member, found_board
from portal.steering.difficulties.services import move_difficulty, raise_difficulty
from portal.steering.directives.services import attach_file, register_directive
from portal.steering.models import (
    Activity,
    AnswerRequest,
    Board,
    BoardMember,
    Difficulty,
    Directive,
    Finding,
    Plan,
    PlanTask,
)
from portal.steering.places import Place
from portal.steering.plans.cost_services import CostLine, set_costs
from portal.steering.plans.services import draft_plan, transition_plan
from portal.steering.plans.target_services import set_targets
from portal.steering.plans.task_services import add_task
from portal.units.models import Unit
from tests.factories.units import SYSTEM

_numbers = count(1)


def _picture() -> bytes:
    """A picture of one white dot (PNG): a scan as short as can be."""
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = {b"IHDR": head, b"IDAT": zlib.compress(b"\x00\xff"), b"IEND": b""}
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts.items()
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


SCAN = _picture()


def directive(unit: Unit, *bases: Directive, by: Actor | None = None, **details) -> Directive:
    """A plan that the unit issued, resting on `bases`."""
    number = next(_numbers)
    details = {
        "kind": "plan",
        "way": "issued",
        "code": f"{number}/KH-UBND",
        "issuer": "Ủy ban nhân dân xã",
        "issued_on": date(2019, 6, 1),
        "title": f"Kế hoạch số {number}",
    } | details
    return register_directive(by=by or SYSTEM, unit=unit, bases=bases, **details)


def scan(name: str = "ke-hoach.png") -> SimpleUploadedFile:
    """An upload of a scanned page."""
    return SimpleUploadedFile(name, SCAN)


def with_file(kept: Directive, *, by: Actor | None = None, name: str = "ke-hoach.png") -> Directive:
    """The same paper with its scan."""
    return attach_file(by=by or SYSTEM, directive=kept, version=kept.version, upload=scan(name))


def activity(unit: Unit, kind: str = "meeting", *, by: Actor | None = None, **details) -> Activity:
    """A meeting of the unit's committee; an inspection looks at the unit itself unless it is told where."""
    if kind == "inspection" and "looked_at_words" not in details:
        details = {"looked_at_unit": unit} | details
    details = {"held_on": date(2019, 11, 20), "present": 12, "title": f"Họp lần {next(_numbers)}"} | details
    return register_activity(by=by or SYSTEM, unit=unit, kind=kind, **details)


def with_minutes(kept: Activity, *, by: Actor | None = None, name: str = "bien-ban.png") -> Activity:
    """The same activity with a scan of its minutes."""
    return attach_minutes(by=by or SYSTEM, activity=kept, version=kept.version, upload=scan(name))


#: What each transition of a finding needs.
SETTLED_BY = {
    "finish": {"done_on": date(2019, 12, 5), "word": "Đã lập lại danh sách"},
    "drop": {"word": "Nhóm đã ngừng"},
    "reopen": {"word": "Kiểm tra lại thấy chưa đủ"},
}
_WAY_TO_FINDING = {"open": (), "done": ("finish",), "dropped": ("drop",)}


def finding(
    inspection: Activity,
    state: str = "open",
    *,
    by: Actor | None = None,
    owner: Unit | None = None,
    **details,
) -> Finding:
    """What an inspection asks the unit that it was made by, or `owner`, to mend; brought into a state."""
    details = {
        "text": f"Danh sách thành viên nhóm số {next(_numbers)} đã cũ",
        "owner_unit": owner or inspection.unit,
        "owner_body": None,
        "due_on": date(2019, 12, 7),
    } | details
    made = add_finding(by=by or SYSTEM, inspection=inspection, **details)
    for name in _WAY_TO_FINDING[state]:
        move_finding(by=by or SYSTEM, finding=made, name=name, version=made.version, **SETTLED_BY[name])
    return made


def board(unit: Unit, kind: str = "operating", *, by: Actor | None = None, **details) -> Board:
    """A board of the unit, founded long ago."""
    number = next(_numbers)
    details = {"name": f"Ban số {number}", "valid_from": date(2019, 6, 1)} | details
    return found_board(by=by or SYSTEM, unit=unit, kind=kind, **details)


def member(of: Board, place: str = "member", *, by: Actor | None = None, **details) -> BoardMember:
    """A member of a board from its first day on."""
    details = {"name": f"Thành viên số {next(_numbers)}", "valid_from": of.valid_from} | details
    return add_member(by=by or SYSTEM, board=of, place=place, **details)


def plan(
    unit: Unit,
    *,
    by: Actor | None = None,
    targets: dict[tuple[str, int], int] | None = None,
    begun: bool = True,
    **details,
) -> Plan:
    """A plan of the model for 2019, in force unless `begun` is False."""
    details = {
        "purpose": "model",
        "title": f"Kế hoạch triển khai mô hình số {next(_numbers)}",
        "first_year": 2019,
        "last_year": 2019,
    } | details
    by = by or SYSTEM
    made = draft_plan(by=by, unit=unit, **details)
    if targets:
        set_targets(by=by, plan=made, version=made.version, percents=targets)
    if begun:
        transition_plan(by=by, plan=made, name="begin", version=made.version)
    return made


def task(plan: Plan, *, by: Actor | None = None, **details) -> PlanTask:
    """A task of a plan for its own unit, without a last day."""
    details = {"text": f"Việc số {next(_numbers)}", "owner_unit": plan.unit} | details
    return add_task(by=by or SYSTEM, plan=plan, **details)


def cost(**details) -> CostLine:
    """A line of an estimate as the service takes it: two banners at 500.000 đồng."""
    given: CostLine = {
        "text": "In băng rôn",
        "measure": "cái",
        "quantity": 2,
        "unit_price": 500_000,
        "source": "Ngân sách xã",
        "spent": 0,
    }
    return given | details


def with_costs(plan: Plan, *lines: CostLine, year: int = 2019, by: Actor | None = None) -> Plan:
    """The same plan with an estimate of a year."""
    return set_costs(by=by or SYSTEM, plan=plan, version=plan.version, year=year, lines=lines)


_WAY_TO_DIFFICULTY = {
    "raised": (),
    "passed-up": ("pass_up",),
    "answered": ("answer",),
    "closed": ("answer", "close"),
    "reopened": ("answer", "reopen"),
    "withdrawn": ("withdraw",),
}


def difficulty(unit: Unit, state: str = "raised", *, by: Actor | None = None, **details) -> Difficulty:
    """A difficulty of a unit, brought into a state by the system."""
    details = {"title": f"Thiếu máy, lần {next(_numbers)}", "text": "Đề nghị cấp thêm"} | details
    made = raise_difficulty(by=by or SYSTEM, unit=unit, **details)
    for name in _WAY_TO_DIFFICULTY[state]:
        move_difficulty(by=SYSTEM, difficulty=made, name=name, version=made.version, word="Đã xem")
    return made


#: What each transition of a request to answer a paper needs.
SAID_WITH = {
    "give": {"results": "Đã họp dân ở 4 ấp", "proposals": "Đề nghị cấp loa"},
    "correct": {"results": "Đã họp dân ở 5 ấp"},
    "take_back": {},
    "send_back": {"word": "Nêu rõ số hộ", "due_on": date(2019, 12, 22)},
    "postpone": {"due_on": date(2019, 12, 22)},
    "withdraw": {"word": "Đã gộp vào báo cáo tháng"},
    "restore": {},
}
_WAY_TO_ANSWER = {
    "asked": (),
    "answered": ("give",),
    "sent-back": ("give", "send_back"),
    "withdrawn": ("withdraw",),
}


def answer_request(
    paper: Directive,
    owner: Unit | Body,
    state: str = "asked",
    *,
    by: Actor | None = None,
    due_on: date = date(2019, 12, 20),
) -> AnswerRequest:
    """That a unit or a body is asked to answer a paper, brought into a state by the system."""
    place = Place(owner.unit, owner) if isinstance(owner, Body) else Place(owner)
    (made,) = ask_for_answers(by=by or SYSTEM, directive=paper, places=[place], due_on=due_on)
    for name in _WAY_TO_ANSWER[state]:
        move_request(by=SYSTEM, request=made, name=name, version=made.version, **SAID_WITH[name])
    return made
