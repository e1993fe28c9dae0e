"""Nine places around one commune, each with one row of every kind, and one person of every role.

Tây Ninh ┬ Dương Minh Châu ┬ Phước Ninh ┬ ấp 1 ─ tổ 1
         │                 │            └ ấp 2
         │                 └ Phước Minh ─ ấp A
         └ Tân Biên
Bình Dương
"""

from dataclasses import dataclass, field

from portal.accounts.actor import Actor
from portal.accounts.elevation import raise_to
from portal.accounts.handover import hand_over
from portal.accounts.permissions import Role
from portal.core import clock, jobs
from portal.core.sheets.reading import Table
from portal.signin.cards.services import issue_card
from portal.steering.plans.task_services import transition_task
from portal.units.amendments.kinds import RenameUnit
from portal.units.amendments.services import decide_amendment
from portal.units.choices import Level
from portal.units.importing.services import draft_import
from portal.units.models import Unit
from propaganda.services import relay_post
from reports.services import issue_report
from tests.architecture.asking import address
from tests.factories import assessments, people, rows, steering
from tests.factories.units import LONG_AGO, SYSTEM, unit

# Who works by phone, and where such a person is found.
_BY_PHONE = {
    Level.SELF_MANAGED_TEAM: Role.HAMLET_HEAD,
    Level.HAMLET: Role.HAMLET_HEAD,
    Level.COMMUNE: Role.ORGANISATION_REPORTER,
}


@dataclass
class Place:
    """A unit and what belongs to it, by the name the table uses; what has no place there is missing."""

    unit: Unit
    targets: dict[str, object] = field(default_factory=dict)

    def key_of(self, target: str) -> str | None:
        """The public id of a target of this place."""
        found = self.targets.get(target)
        return found.public_id if found else None

    def address(self, name: str, target: str) -> str | None:
        """Where a target of this place has such a page; None where it has no such target."""
        key = self.key_of(target)
        if key is None:
            return None
        # An import is found under its commune.
        return address(name, self.unit.public_id, batch=key) if target == "import" else address(name, key)


@dataclass
class AccessWorld:
    """The actors by the table's columns; where each finds its own, what is below, beside and above."""

    actors: dict[str, Actor | None]
    around: dict[str, tuple[Place | None, ...]]


def build() -> AccessWorld:
    """Make the places and the people; the papers of issued reports are drawn."""
    since = {"valid_from": LONG_AGO}
    province = unit("province", "tinh", "Tây Ninh", code="72", **since)
    elsewhere = unit("province", "tinh", "Bình Dương", code="74", **since)
    district = unit("district", "huyen", "Dương Minh Châu", province, code="707", **since)
    beside = unit("district", "huyen", "Tân Biên", province, code="705", **since)
    commune = unit("commune", "xa", "Phước Ninh", district, code="25561", **since)
    neighbour = unit("commune", "xa", "Phước Minh", district, code="25564", **since)
    hamlet = unit("hamlet", "ap", "1", commune, **since)
    next_hamlet = unit("hamlet", "ap", "2", commune, **since)
    unit("hamlet", "ap", "A", neighbour, **since)
    group = unit("residents-group", "to-tu-quan", "1", hamlet, **since)
    all_units = (province, elsewhere, district, beside, commune, neighbour, hamlet, next_hamlet, group)
    actors = {
        "officer": people.officer(commune),
        "leader": people.leader(commune),
        "head": people.officer(hamlet),
        "reporter": people.reporter(commune),
        "district": people.officer(district),
        "province": people.officer(province),
        "admin": people.administrator(commune),
        "top-admin": people.administrator(province),
        "support": people.officer(province, Role.SUPPORT),
        "raised": people.officer(province, Role.SUPPORT),
        "nobody": None,
    }
    assessments.rules_since_long_ago()
    raise_to(by=actors["raised"], unit=commune, reason="Xã gọi điện nhờ xem báo cáo", minutes=240)
    at = {one.pk: fill(one) for one in all_units}
    jobs.drain()
    of_commune = tuple(at[one.pk] for one in (commune, hamlet, neighbour, district))
    around = dict.fromkeys(actors, of_commune) | {
        "head": tuple(at[one.pk] for one in (hamlet, group, next_hamlet, commune)),
        "district": tuple(at[one.pk] for one in (district, commune, beside, province)),
        "province": (at[province.pk], at[district.pk], at[elsewhere.pk], None),
        "top-admin": (at[province.pk], at[commune.pk], at[elsewhere.pk], None),
    }
    return AccessWorld(actors, around)


def fill(unit: Unit) -> Place:
    """One row of every kind that may lie at a unit."""
    place = Place(unit, {"unit": unit})
    targets = place.targets
    targets["person"] = people.officer(unit).user
    if role := _BY_PHONE.get(Level(unit.level)):
        holder = people.officer(unit, role)
        targets |= {"holder": holder.user, "office": holder.current}
        issue_card(by=SYSTEM, person=holder.user)
        retired = people.officer(unit, role).current
        name = f"ke-nhiem-{unit.pk}"
        targets["hand-over"] = hand_over(
            by=SYSTEM, office=retired, full_name="Người kế nhiệm", username=name, on=clock.today()
        )
    targets["tip"] = rows.tip(unit)
    targets["body"] = rows.body(unit)
    group = targets["group"] = rows.group(unit, join_link=f"https://zalo.me/g/nhom{unit.pk}")
    targets["inspection"] = rows.inspection(group, unit=unit)
    targets["closed-inspection"] = rows.inspection(group, "done", unit=unit)
    post = targets["post"] = rows.post(unit)
    relay_post(by=SYSTEM, post=post, groups=[group])
    targets["directive"] = steering.with_file(steering.directive(unit, handed_down=True))
    targets["request"] = steering.answer_request(targets["directive"], targets["body"])
    targets["activity"] = steering.with_minutes(steering.activity(unit, "inspection"))
    targets["difficulty"] = steering.difficulty(unit)
    targets["finding"] = steering.finding(targets["activity"])
    targets["mended"] = steering.finding(targets["activity"], "done")
    targets["board"] = steering.board(unit)
    targets["member"] = steering.member(targets["board"])
    if unit.level != Level.SELF_MANAGED_TEAM:
        targets |= _plans(unit) | _asked(unit)
    rows.letterhead(unit, by=SYSTEM)
    issued = rows.begin_report(by=SYSTEM, unit=unit, period=rows.Period.parse("2019-10"))
    targets["report"] = issue_report(by=SYSTEM, report=issued, version=issued.version)
    targets["draft"] = rows.begin_report(by=SYSTEM, unit=unit, period=rows.Period.parse("2019-11"))
    targets["act"] = decide_amendment(
        by=SYSTEM, plan=RenameUnit(unit, f"{unit.name} mới", unit.code), on=clock.today()
    )
    if unit.level in (Level.COMMUNE, Level.HAMLET):
        targets["sheet"] = assessments.sheet(unit)
    if unit.level == Level.COMMUNE:
        table = Table([["TT", "Ấp"], ["1", "Ấp Bình Minh"]], "DS")
        targets["import"] = draft_import(
            by=SYSTEM, commune=unit, on=clock.today(), table=table, file_name="ap.xlsx"
        )
    return place


def _asked(unit: Unit) -> dict[str, object]:
    """What the unit above asks this one to answer: a request that waits, one answered, one withdrawn."""
    if unit.parent is None:
        return {}
    states = {"asked": "asked", "given": "answered", "recalled": "withdrawn"}
    papers = {name: steering.directive(unit.parent) for name in states}
    return {name: steering.answer_request(papers[name], unit, state) for name, state in states.items()}


def _plans(unit: Unit) -> dict[str, object]:
    """A plan in force with a task and one that is done, and a draft; those above communes are handed down."""
    above = unit.level in (Level.PROVINCE, Level.DISTRICT)
    plan = steering.plan(unit, handed_down=above, targets={("households", 2019): 70})
    steering.with_costs(plan, steering.cost())
    done = steering.task(plan)
    transition_task(by=SYSTEM, task=done, name="report", version=1, result="Đã làm xong")
    draft = steering.plan(unit, begun=False, handed_down=above)
    return {"plan": plan, "task": steering.task(plan), "done-task": done, "draft-plan": draft}
