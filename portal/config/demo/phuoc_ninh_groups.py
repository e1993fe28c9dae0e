"""The groups of Phước Ninh as the newspaper counts them (S1.1): 60 of self-managed teams, 6 of hamlets, 1 of a parish,
2 of workers, about 1,500 members. Three self-managed teams piloted in May 2019, all others opened in June (S1.2).
Names of hamlets and the count of each group are invented."""

from collections.abc import Iterator
from datetime import date

from groups.choices import GroupKind
from portal.config.demo.story import Hamlet, StoryCount, StoryGroup

PER_HAMLET = 10
HAMLETS = (
    Hamlet("Phước Lễ", "truong-ap.phuoc-le", PER_HAMLET),
    Hamlet("Phước Hội", "truong-ap.phuoc-hoi", PER_HAMLET),
    Hamlet("Phước An", "truong-ap.phuoc-an", PER_HAMLET),
    Hamlet("Phước Hòa", "truong-ap.phuoc-hoa", PER_HAMLET),
    Hamlet("Phước Lợi", "truong-ap.phuoc-loi", PER_HAMLET),
    Hamlet("Phước Bình", "truong-ap.phuoc-binh", PER_HAMLET),
)
WORKERS = ("Công nhân 1", "Công nhân 2")
PILOTED, LAUNCHED = date(2019, 5, 6), date(2019, 6, 10)

# Members and households of a hamlet's ten self-managed teams in November: each hamlet turns them by its place.
# 6 × 208 + 156 + 42 + 33 + 27 = 1,506 members; 6 × 204 = 1,224 households.
_MEMBERS = (23, 19, 21, 24, 18, 20, 22, 19, 21, 21)
_HOUSEHOLDS = (22, 19, 21, 23, 18, 20, 21, 18, 21, 21)
_HAMLET_MEMBERS = (27, 25, 26, 24, 28, 26)


def residents_key(hamlet: str, number: int) -> str:
    return f"{hamlet}/{number:02}"


def hamlet_groups(name: str, kind: str = "") -> tuple[str, ...]:
    """The keys of a hamlet's groups, all or of one kind."""
    residents = tuple(residents_key(name, n + 1) for n in range(PER_HAMLET))
    return {"": (name, *residents), "hamlet": (name,), "residents-group": residents}[kind]


def _growing(
    opened: date, members: int, households: int = 0, bodies: int = 0, *, lag: int = 0
) -> tuple[StoryCount, ...]:
    """Three counts, end of June, early September, early November: two thirds, nine tenths, all."""
    first = StoryCount(date(2019, 6, 24 + lag), members * 2 // 3, households * 2 // 3, bodies)
    second = StoryCount(date(2019, 9, 2 + lag), members * 9 // 10, households * 9 // 10, bodies)
    last = StoryCount(date(2019, 11, 4 + lag), members, households, bodies)
    if opened < LAUNCHED:
        return (StoryCount(date(2019, 5, 20), members // 2, households // 2), first, second, last)
    return (first, second, last)


def _self_managed_teams() -> Iterator[StoryGroup]:
    for place, hamlet in enumerate(HAMLETS):
        for n in range(PER_HAMLET):
            opened = PILOTED if place == 0 and n < 3 else LAUNCHED
            turned = (n + 3 * place) % PER_HAMLET
            yield StoryGroup(
                residents_key(hamlet.name, n + 1),
                GroupKind.SELF_MANAGED_TEAM,
                f"Tổ tự quản số {n + 1:02} ấp {hamlet.name}",
                opened,
                _growing(opened, _MEMBERS[turned], _HOUSEHOLDS[turned], lag=place % 3),
                place=residents_key(hamlet.name, n + 1),
                leader_name=f"Tổ trưởng tổ {n + 1:02}",
            )


def _hamlet_groups() -> Iterator[StoryGroup]:
    for place, hamlet in enumerate(HAMLETS):
        yield StoryGroup(
            hamlet.name,
            GroupKind.HAMLET,
            f"Bình yên ấp {hamlet.name}",
            LAUNCHED,
            _growing(LAUNCHED, _HAMLET_MEMBERS[place], lag=place % 3),
            place=hamlet.name,
            leader=hamlet.head,
        )


GROUPS = (
    *_self_managed_teams(),
    *_hamlet_groups(),
    StoryGroup(
        "Họ đạo",
        GroupKind.PARISH,
        "Họ đạo Cao Đài xã Phước Ninh",
        date(2019, 6, 17),
        _growing(LAUNCHED, 42),
        leader_name="Đại diện ban cai quản",
    ),
    StoryGroup(
        "Công nhân 1",
        GroupKind.WORKERS,
        "Công nhân khu nhà trọ số 1",
        date(2019, 6, 20),
        _growing(LAUNCHED, 33, bodies=2),
        leader="cong-nhan.phuoc-ninh",
    ),
    StoryGroup(
        "Công nhân 2",
        GroupKind.WORKERS,
        "Công nhân khu nhà trọ số 2",
        date(2019, 6, 20),
        _growing(LAUNCHED, 27, bodies=1),
        leader_name="Đại diện công nhân",
    ),
)
