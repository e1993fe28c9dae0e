"""One commune at work, so full that most forms meet: every kind of row, in each state that some form needs."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.test import Client
from django.urls import reverse

from groups.inspection_services import withdraw_inspection
from groups.rollout_services import note_stage, set_deadline
from groups.services import close_group, confirm_group, count_members, set_base
from portal.accounts.actor import Actor
from portal.accounts.elevation import raise_to
from portal.accounts.handover import hand_over
from portal.accounts.permissions import Role
from portal.accounts.services import assign, close_account, end_assignment
from portal.bodies.services import end_body, set_line
from portal.core import clock
from portal.core.models import Job
from portal.core.notices.addresses import ask
from portal.core.notices.codes import code_of
from portal.core.notices.models import MailAddress
from portal.core.notices.selectors import notices
from portal.core.notices.services import Words, notify, see_all
from portal.core.sheets.reading import Table
from portal.signin.cards.services import issue_card
from portal.steering.activities.services import withdraw_activity
from portal.steering.boards.services import end_board, end_term
from portal.steering.directives.services import end_directive
from portal.steering.plans.services import transition_plan
from portal.steering.plans.task_services import transition_task
from portal.units.amendments.kinds import CreateUnit, RenameUnit
from portal.units.amendments.serialization import NewUnit
from portal.units.amendments.services import decide_amendment
from portal.units.importing.services import decide_for_all, draft_import, run_import
from portal.units.models import Unit
from propaganda.services import relay_post, withdraw_post
from reports.reminders import DUE
from reports.services import issue_report
from tests.factories import assessments, people, rows, steering
from tests.factories.units import LONG_AGO, SYSTEM, unit
from tests.signin.cards import PIN, Phone
from tests.signin.steps import PASSWORD, enter_name, known, with_authenticator


@dataclass
class World:
    """Things by name, and whose browser has which cookies."""

    targets: dict[str, object] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    #: What only the paper or the phone of a person says.
    told: dict[str, str] = field(default_factory=dict)

    def key(self, name: str) -> str:
        return self.targets[name].public_id

    def version(self, name: str) -> str:
        target = self.targets[name]
        target.refresh_from_db()
        return str(target.version)


def build() -> World:
    """Make the world, as committed rows."""
    world = World()
    units = _units()
    world.targets |= units
    actors = _people(units)
    world.targets |= {name: actor.user for name, actor in actors.items()}
    world.targets |= {f"office-{name}": actor.current for name, actor in actors.items()}
    _groups(world.targets, actors)
    _bodies(world.targets)
    _tips(world.targets, actors)
    _posts(world.targets, actors)
    _directives(world.targets, actors)
    _activities(world.targets, actors)
    _rollout(world.targets, actors)
    _assessments(world.targets, actors)
    _plans(world.targets, actors)
    _reports(world.targets, actors)
    _acts(world.targets, actors)
    _notices(world, actors)
    for name, actor in actors.items():
        world.cookies[name] = _browser(actor)
    _doors(world, actors)
    return world


def _units() -> dict[str, Unit]:
    since = {"valid_from": LONG_AGO}
    province = unit("province", "tinh", "Tây Ninh", code="72", **since)
    district = unit("district", "huyen", "Dương Minh Châu", province, code="707", **since)
    beside = unit("district", "huyen", "Tân Biên", province, code="705", **since)
    commune = unit("commune", "xa", "Phước Ninh", district, code="25561", **since)
    neighbour = unit("commune", "xa", "Phước Minh", district, code="25564", **since)
    hamlets = {f"hamlet-{n}": unit("hamlet", "ap", str(n), commune, **since) for n in (1, 2, 3, 4)}
    small = unit("residents-group", "to-tu-quan", "Tổ tự quản số 1", hamlets["hamlet-1"], **since)
    return {
        "province": province,
        "district": district,
        "beside": beside,
        "commune": commune,
        "neighbour": neighbour,
        "small": small,
        "their-hamlet": unit("hamlet", "ap", "A", neighbour, **since),
        **hamlets,
    }


def _people(units: dict[str, Unit]) -> dict[str, Actor]:
    commune = units["commune"]
    return {
        "officer": people.officer(commune),
        "officer-2": people.officer(commune),
        "leader": people.leader(commune),
        "head": people.officer(units["hamlet-1"]),
        "head-2": people.officer(units["hamlet-2"]),
        "retired": people.officer(units["hamlet-3"]),
        "reporter": people.reporter(commune),
        "admin": people.administrator(commune),
        "admin-2": people.administrator(commune),
        "top": people.administrator(units["province"]),
        "their-admin": people.administrator(units["neighbour"]),
        "province-officer": people.officer(units["province"]),
        "district-officer": people.officer(units["district"]),
        "support": people.officer(units["province"], Role.SUPPORT),
        "raised": people.officer(units["province"], Role.SUPPORT),
    }


def _groups(targets: dict, actors: dict[str, Actor]) -> None:
    officer, head = actors["officer"], actors["head"]
    group = rows.group(targets["hamlet-1"], name="Nhóm ấp 1", kind="hamlet", leader=head.user)
    for days, members in ((40, 41), (20, 40)):
        count_members(by=officer, group=group, counted_on=clock.today() - timedelta(days), members=members)
    closed = rows.group(targets["hamlet-1"], name="Nhóm cũ")
    close_group(by=officer, group=closed, version=1, on=date(2019, 12, 1), reason="merged")
    confirmed = rows.group(targets["hamlet-2"], name="Nhóm ấp 2", kind="hamlet")
    confirmation = confirm_group(by=actors["head-2"], group=confirmed, condition="active")
    own = rows.group(targets["commune"], name="Hội phụ nữ", leader=actors["reporter"].user)
    targets |= {"group": group, "closed": closed, "confirmed": confirmed, "own": own}
    targets["confirmation"] = confirmation
    for state in ("open", "done"):
        targets[f"inspection-{state}"] = rows.inspection(group, state, by=officer)
    withdrawn = targets["inspection-withdrawn"] = rows.inspection(confirmed, "clear", by=officer)
    withdraw_inspection(by=officer, inspection=withdrawn, version=1)
    base = {"subject": "households", "year": 2018, "count": 900, "source": "Xã"}
    set_base(by=officer, unit=targets["commune"], as_of=date(2018, 1, 1), **base)


def _bodies(targets: dict) -> None:
    for name in ("front", "women", "youth"):
        kind = "front" if name == "front" else "mass-organisation"
        targets[f"body-{name}"] = rows.body(targets["commune"], kind, name=f"Hội {name}")
    targets["body-ended"] = rows.body(targets["commune"], name="Hội cũ")
    end_body(by=SYSTEM, body=targets["body-ended"], version=1, on=date(2019, 12, 1))
    lower, above = targets["body-youth"], targets["body-front"]
    set_line(by=SYSTEM, body=lower, version=1, above=above, on=date(2019, 1, 1))


def _tips(targets: dict, actors: dict[str, Actor]) -> None:
    officer = actors["officer"]
    targets["tip"] = rows.tip(targets["hamlet-1"], by=officer, group=targets["group"])
    targets["tip-in-hand"] = rows.tip_in("in-hand", targets["hamlet-2"], by=officer)
    told = {"informant_name": "Nguyễn Thị Hương Lan", "informant_phone": "0912345678"}
    targets["tip-told"] = rows.tip(targets["hamlet-1"], by=officer, **told)
    rows.tip(targets["hamlet-1"], by=actors["head"], summary="Xe lạ đỗ trước trường")
    targets["complaint"] = rows.tip(targets["commune"], by=officer, about_police=True)


def _posts(targets: dict, actors: dict[str, Actor]) -> None:
    officer = actors["officer"]
    targets["post"] = rows.post(targets["commune"], by=officer)
    targets["relayed"] = rows.post(targets["commune"], by=officer)
    relay_post(by=officer, post=targets["relayed"], groups=[targets["group"]])
    targets["withdrawn"] = rows.post(targets["commune"], by=officer)
    withdraw_post(by=officer, post=targets["withdrawn"], version=1)


def _directives(things: dict, actors: dict[str, Actor]) -> None:
    officer = actors["officer"]
    for name in ("basis", "directive", "directive-ended"):
        things[name] = steering.directive(things["commune"], by=officer)
    for place, state in (("hamlet-1", "asked"), ("hamlet-2", "answered"), ("hamlet-3", "withdrawn")):
        owner = things[place]
        things[f"request-{state}"] = steering.answer_request(things["directive"], owner, state, by=officer)
    steering.with_file(things["directive-ended"], by=officer)
    end_directive(by=officer, directive=things["directive-ended"], version=2, on=date(2019, 12, 1))


def _activities(things: dict, actors: dict[str, Actor]) -> None:
    officer = actors["officer"]
    for name in ("activity", "activity-withdrawn"):
        things[name] = steering.activity(things["commune"], "inspection", by=officer)
    for name in ("board", "board-ended"):
        things[name] = steering.board(things["commune"], by=officer)
    end_board(by=officer, board=things["board-ended"], version=1, on=clock.today())
    for name in ("member", "member-ended"):
        things[name] = steering.member(things["board"], by=officer)
    end_term(by=officer, member=things["member-ended"], version=1, on=clock.today())
    withdraw_activity(by=officer, activity=things["activity-withdrawn"], version=1)
    for state in ("open", "done"):
        things[f"finding-{state}"] = steering.finding(things["activity"], state, by=officer)
    for state in ("raised", "answered", "withdrawn"):
        things[f"difficulty-{state}"] = steering.difficulty(things["hamlet-1"], state, by=actors["head"])
    things["meeting"] = steering.with_minutes(steering.activity(things["commune"], by=officer), by=officer)


def _rollout(things: dict, actors: dict[str, Actor]) -> None:
    officer, above = actors["officer"], actors["province-officer"]
    pilot = {"stage": "piloting", "reached_on": date(2019, 5, 20), "groups": [things["group"]]}
    note_stage(by=officer, unit=things["commune"], **pilot)
    things["order"] = steering.directive(things["province"], by=above, handed_down=True)
    set_deadline(by=above, unit=things["province"], directive=things["order"], due_on=date(2019, 12, 31))


def _assessments(things: dict, actors: dict[str, Actor]) -> None:
    """A body that waits to be registered, and sheets in each stage: registered, proposed, recognised."""
    officer, commune = actors["officer"], things["commune"]
    assessments.rules_since_long_ago()
    for name in ("waiting", "sheet", "sheet-proposed", "sheet-decided"):
        body = rows.body(commune, "agency", name=f"Cơ quan {name}")
        things[f"subject-{name}"] = body
        if name != "waiting":
            things[name] = assessments.judged(assessments.sheet(body, by=officer), by=officer)
        if name in ("sheet-proposed", "sheet-decided"):
            assessments.proposed(things[name], by=officer)
    assessments.decided(things["sheet-decided"], by=officer)


def _plans(things: dict, actors: dict[str, Actor]) -> None:
    officer, commune = actors["officer"], things["commune"]
    things["plan"] = steering.plan(commune, by=officer, targets={("households", 2019): 70})
    steering.with_costs(things["plan"], steering.cost(), by=officer)
    # Two drafts for the same year: one of them can begin.
    for name in ("draft-plan", "draft-plan-2"):
        things[name] = steering.plan(commune, by=officer, purpose="safety", begun=False)
    for name, purpose, state in (("ended-plan", "other", "end"), ("discarded-plan", "other", "discard")):
        things[name] = steering.plan(commune, by=officer, purpose=purpose, begun=state == "end")
        made = things[name]
        transition_plan(by=officer, plan=made, name=state, version=made.version)
    things["task"] = steering.task(things["plan"], by=officer, owner_unit=things["hamlet-1"])
    things["done-task"] = steering.task(things["plan"], by=officer, owner_unit=things["hamlet-1"])
    transition_task(by=actors["head"], task=things["done-task"], name="report", version=1, result="Xong")


def _reports(targets: dict, actors: dict[str, Actor]) -> None:
    officer, commune = actors["officer"], targets["commune"]
    rows.letterhead(commune, by=officer)
    issued = rows.begin_report(by=officer, unit=commune, period=rows.Period.parse("2019-10"))
    targets["issued"] = issue_report(by=officer, report=issued, version=issued.version)
    Job.objects.filter(handler="reports.draw_pdf").update(state=Job.State.FAILED)
    for name, code in (("draft", "2019-11"), ("draft-2", "2019-09")):
        targets[name] = rows.begin_report(by=officer, unit=commune, period=rows.Period.parse(code))


def _acts(targets: dict, actors: dict[str, Actor]) -> None:
    officer, commune, today = actors["officer"], targets["commune"], clock.today()
    targets["act"] = decide_amendment(by=officer, plan=RenameUnit(targets["hamlet-4"], "4 mới"), on=today)
    begun = CreateUnit("hamlet", commune, NewUnit("ap", "Mới lập"))
    targets["act-begun"] = decide_amendment(by=officer, plan=begun, on=today)
    targets["begun"] = Unit.objects.get(name="Mới lập")
    planned = RenameUnit(targets["hamlet-3"], "3 sau này")
    targets["act-planned"] = decide_amendment(by=officer, plan=planned, on=today + timedelta(30))
    for name, hamlet in (("import", "Ấp Bình Minh"), ("imported", "Ấp Bình Hòa")):
        table = Table([["TT", "Ấp"], ["1", hamlet]], "DS")
        made = draft_import(by=officer, commune=commune, on=today, table=table, file_name="ap.xlsx")
        targets[name] = decide_for_all(by=officer, batch=made, version=made.version, choice="skip")
    targets["imported"] = run_import(
        by=officer, batch=targets["imported"], version=targets["imported"].version
    )


def _notices(world: World, actors: dict[str, Actor]) -> None:
    """What the officers and the head are told; an address that waits for its code, and one in use."""
    people = [actors[name].user for name in ("officer", "officer-2", "head")]
    for occasion in ("1", "2"):
        words = Words(given={"period": "tháng 11", "due": "09/12/2019"}, occasion=occasion)
        notify(by=SYSTEM, to=people, kind=DUE.key, about=world.targets["commune"], words=words)
    world.targets["notice"] = notices(actors["officer"]).first()
    _count, at = see_all(by=actors["officer-2"])
    world.told["seen at"] = at.isoformat()
    MailAddress.objects.create(user=actors["leader"].user, address="lanh.dao@congan.example.vn")
    row = ask(by=actors["head"], address="truong.ap@congan.example.vn")
    world.told["code of an address"] = code_of(row)


def _doors(world: World, actors: dict[str, Actor]) -> None:
    """Those who sign in, with what they sign in by; and what is done about people."""
    targets, officer = world.targets, actors["officer"]
    raise_to(by=actors["raised"], unit=targets["commune"], reason="Xã gọi điện nhờ xem báo cáo", minutes=240)
    targets["raised-hours"] = None
    going = people.reporter(targets["commune"])
    targets["hand-over"] = hand_over(
        by=officer,
        office=going.current,
        full_name="Người kế nhiệm",
        username="ke-nhiem",
        on=clock.today(),
    )
    shut = people.officer(targets["hamlet-2"])
    targets["shut"] = close_account(by=SYSTEM, user=shut.user)
    leaving = people.officer(targets["hamlet-4"])
    targets["ended"] = end_assignment(by=SYSTEM, assignment=leaving.current)
    busy = people.officer(targets["hamlet-3"])
    assign(
        by=SYSTEM, user=busy.user, role=Role.HAMLET_HEAD, unit=targets["their-hamlet"], valid_from=LONG_AGO
    )
    targets["busy"], targets["office-busy"] = busy.user, busy.current
    # Signing in: with a password, waiting for the code, with a card and its phone.
    reader = people.leader(targets["commune"])
    codes = with_authenticator(known(reader.user))
    targets["reader"] = reader.user
    world.told |= {"code": codes[0], "code-2": codes[1]}
    world.cookies["nobody"] = ""
    waiting = Client()
    enter_name(waiting, reader.user)
    world.cookies["waiting"] = waiting.cookies.output(header="")
    world.cookies["reader"] = _browser(people.actor(reader.user))
    setting_up = Client()
    fresh = known(people.leader(targets["commune"]).user)
    enter_name(setting_up, fresh)
    world.cookies["setting-up"] = setting_up.cookies.output(header="")
    targets["fresh"] = fresh
    for name, hamlet in (("holder", "hamlet-1"), ("new-holder", "hamlet-2")):
        holder = people.officer(targets[hamlet])
        card = issue_card(by=officer, person=holder.user)
        targets[name], world.told[name] = holder.user, card.token
        phone = Phone()
        if name == "holder":
            phone.first_time(card.token)
            phone.forgets_its_session()
        else:
            phone.scan(card.token)
            world.cookies["choosing"] = phone.client.cookies.output(header="")
            phone.client.post(reverse("cards:choose-pin"), {"pin": PIN})
        world.cookies[name] = phone.client.cookies.output(header="")
    world.told["password"] = PASSWORD


def _browser(actor: Actor) -> str:
    client = Client()
    client.force_login(actor.user)
    return client.cookies.output(header="")
