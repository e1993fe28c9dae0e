"""A province of 20,000 tips, written past the services for speed: nothing here is anyone's.

Two places are side by side, one where little happens and one where much does, so that every page can be asked
for with few rows and with many.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, islice
from random import Random

from django.db import models

from groups.models import ChatGroup, GroupConfirmation, MemberCount
from portal.accounts.models import User
from portal.accounts.permissions import Role
from portal.core import clock
from portal.core.periods import CutOff, Period, PeriodKind
from portal.steering.models import Letterhead
from portal.units.models import Unit
from propaganda.models import Post, PostTarget, Relay
from reports.models import Report
from reports.selectors import live_content
from reports.states import ReportState
from tests.factories import people, units
from tips.choices import Category
from tips.models import TimeLimit, Tip, TipTransition
from tips.states import TipState

TIPS = 20_000
FEW, MANY = 5, 60
_dice = Random(2019)
_SUMMARIES = (
    "Người lạ đi xe máy không biển số vòng quanh chợ nhiều lần, hỏi nhà vắng chủ",
    "Nhóm thanh niên tụ tập nẹt pô sau mười một giờ đêm trước cổng trường tiểu học",
    "Mất một xe đạp để trước hiên nhà, nghi bị lấy trong khoảng một giờ đến ba giờ sáng",
    "Có số điện thoại lạ tự xưng là cán bộ, yêu cầu chuyển tiền vào tài khoản để xác minh, bà con cảnh giác",
    "Đốt rác gần trạm biến áp, khói nhiều",
)


@dataclass(frozen=True)
class BenchPlace:
    """A commune in its district, those on duty there, and one row of each kind whose page can be opened."""

    district: Unit
    commune: Unit
    watcher: User
    officer: User
    head: User
    tips: int
    tip: Tip
    group: ChatGroup
    post: Post
    draft: Report
    issued: Report


@dataclass(frozen=True)
class Seeded:
    province_officer: User
    tips: int
    few: BenchPlace
    many: BenchPlace


def seed() -> Seeded:
    """Fill the empty database."""
    province = units.unit("province", "tinh", "Tây Ninh", code="72", valid_from=units.LONG_AGO)
    few = _place(province, "Tân Biên", FEW, tips=FEW)
    many = _place(province, "Dương Minh Châu", MANY, tips=TIPS - FEW)
    return Seeded(people.officer(province).user, TIPS, few, many)


def _place(province: Unit, name: str, size: int, *, tips: int) -> BenchPlace:
    since = {"valid_from": units.LONG_AGO}
    district = units.unit("district", "huyen", name, province, **since)
    communes = [units.unit("commune", "xa", f"{name} {n}", district, **since) for n in range(1, size + 1)]
    commune = communes[0]
    hamlets = [units.unit("hamlet", "ap", str(n), commune, **since) for n in range(1, size + 1)]
    officer = people.officer(commune).user
    head = people.officer(hamlets[0], Role.HAMLET_HEAD).user
    groups = _groups(hamlets, head)
    posts = _posts(commune, groups, size, officer)
    # Half of the tips lie in one commune, so that its own list is long, too.
    elsewhere = tips // 2 if size == MANY else 0
    rows = _tips([commune, *hamlets], tips - elsewhere, officer) + _tips(communes[1:], elsewhere, None)
    _transitions(rows[0], size, officer)
    drafts, issued = _reports(communes, size, officer)
    return BenchPlace(
        district=district,
        commune=commune,
        watcher=people.officer(district).user,
        officer=officer,
        head=head,
        tips=tips - elsewhere,
        tip=rows[0],
        group=groups[0],
        post=posts[0],
        draft=drafts,
        issued=issued,
    )


def _made(row, unit: Unit):
    """A row as the services would leave it: placed, dated, folded."""
    row.place_in(unit)
    row.created_at = clock.now()
    if hasattr(row, "refold"):
        row.refold()
    return row


def _write(rows: list[models.Model]) -> list:
    return type(rows[0])._base_manager.bulk_create(rows, batch_size=2000)


def _tips(places: list[Unit], count: int, officer: User | None) -> list[Tip]:
    limits = list(TimeLimit.objects.all())
    if not count:
        return []
    return _write(
        [_made(_tip(n, limits, officer), unit) for n, unit in enumerate(islice(cycle(places), count))]
    )


def _tip(n: int, limits: list[TimeLimit], officer: User | None) -> Tip:
    limit = _dice.choice(limits)
    received = clock.now() - timedelta(minutes=37 * n + 5)
    state = _dice.choice(TipState.values)
    due = received + timedelta(hours=_dice.choice((8, 24, 72, 240)))
    is_met = state != TipState.NEW and bool(_dice.getrandbits(1))
    return Tip(
        category=_dice.choice([c for c in Category.values if c != Category.MISCONDUCT]),
        nature=limit.nature,
        summary=f"{_dice.choice(_SUMMARIES)} ({n})",
        received_at=received,
        channel="phone",
        urgency=_dice.choice(("normal", "normal", "normal", "urgent")),
        state=state,
        handler=officer if state != TipState.NEW else None,
        logged_by=officer,
        limit=limit,
        due_at=due,
        met_at=received + timedelta(hours=_dice.randint(1, 40)) if is_met else None,
    )


def _transitions(tip: Tip, count: int, officer: User) -> None:
    transitions = [
        TipTransition(tip=tip, name="classify", target="classified", at=clock.now(), by=officer)
        for _n in range(count)
    ]
    for transition in transitions:
        transition.place_like(tip)
    _write(transitions)


def _groups(hamlets: list[Unit], head: User) -> list[ChatGroup]:
    """A group in each hamlet with its counts, and as many in the first with their confirmations."""
    days = {"opened_on": date(2019, 1, 5), "kind": "hamlet", "leader": head, "officer": head}
    own = [ChatGroup(name=f"Nhóm số {n}", **days) for n in range(len(hamlets))]
    groups = _write(
        [_made(ChatGroup(name=f"Ấp {hamlet.name}", **days), hamlet) for hamlet in hamlets]
        + [_made(group, hamlets[0]) for group in own]
    )
    counted = {"counted_on": date(2019, 11, 20), "counted_by": head}
    for rows in (
        [
            MemberCount(group=group, members=_dice.randint(20, 400), households=30, **counted)
            for group in groups
        ],
        [
            GroupConfirmation(
                group=groups[0], condition="active", confirmed_on=date(2019, 11, 3), confirmed_by=head
            )
            for _n in groups
        ],
    ):
        _write([_made(row, row.group.unit) for row in rows])
    return groups


def _posts(commune: Unit, groups: list[ChatGroup], count: int, officer: User) -> list[Post]:
    """Posts for the whole commune; half of the first post's groups passed it on."""
    posts = _write(
        [
            _made(
                Post(
                    title=f"Cảnh giác lừa đảo, kỳ {n}",
                    topic="crime-methods",
                    body="Không chuyển tiền cho người lạ. " * 8,
                    posted_at=clock.now() - timedelta(hours=n),
                    posted_by=officer,
                ),
                commune,
            )
            for n in range(count)
        ]
    )
    PostTarget.objects.bulk_create([PostTarget(post=post, unit=commune) for post in posts])
    relays = [
        Relay(post=posts[0], group=group, shared_at=clock.now(), shared_by=officer)
        for group in groups[: len(groups) // 2]
    ]
    _write([_made(relay, relay.group.unit) for relay in relays])
    return posts


def _reports(communes: list[Unit], count: int, officer: User) -> tuple[Report, Report]:
    """`count` issued reports of the first commune, November's of half of the others, and a draft of December."""
    own, *others = communes
    letterhead = _made(Letterhead(**_LETTERHEAD), own)
    letterhead.save()
    november = Period.parse("2019-11")
    content = live_content(own, november, CutOff.CALENDAR, NARRATIVE) | {"draft": False}
    issued = [_report(own, november.shift(-n), content, officer) for n in range(count)] + [
        _report(unit, november, content, officer) for unit in others[::2]
    ]
    draft = _report(own, november.shift(1), None, officer)
    _write([*issued, draft])
    return draft, issued[0]


def _report(unit: Unit, period: Period, content: dict | None, officer: User) -> Report:
    report = Report(
        kind=PeriodKind.MONTH,
        year=period.year,
        index=period.index,
        cut_off=CutOff.CALENDAR,
        due_on=period.days().end + timedelta(days=8),
        narrative=NARRATIVE,
    )
    if content:
        report.state = ReportState.ISSUED
        report.content, report.content_hash = content, "0" * 64
        report.number, report.symbol, report.number_year = period.index, "BC-BCĐ", period.year
        report.issued_at = clock.now()
        report.issued_by = officer
    return _made(report, unit)


_LETTERHEAD = {
    "parent_body": "ỦY BAN NHÂN DÂN XÃ DƯƠNG MINH CHÂU 1",
    "body": "BAN CHỈ ĐẠO PHÒNG, CHỐNG TỘI PHẠM",
    "symbol": "BC-BCĐ",
    "place": "Dương Minh Châu",
    "recipients": "Ban Chỉ đạo huyện Dương Minh Châu",
    "authority": "TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN",
    "signer": "Nguyễn Văn Ký",
    "copies": "Như trên;\nLưu: VT.",
}
_TOLD = (
    "Ban Chỉ đạo duy trì sinh hoạt các nhóm, thường xuyên đăng tin về phương thức, thủ đoạn của tội phạm để bà con"
    " nâng cao ý thức cảnh giác; trưởng nhóm nhắc nhau giữ nền nếp, tin nào cần xử lý đều ghi vào sổ ngay trong ngày."
)
# About what an officer writes: with its appendix the report fills four pages.
NARRATIVE = dict.fromkeys(
    ("situation", "direction", "groups", "posts", "tips", "coordination", "commendation", "plan"), _TOLD
)
