"""Small neighbouring communes of the demo: hamlet groups, some self-managed teams, a report."""

from datetime import date, timedelta

from groups.choices import GroupKind
from portal.config.demo.story import Hamlet, StoryCount, StoryGroup


def growing(opened: date, members: int, households: int = 0, bodies: int = 0) -> tuple[StoryCount, ...]:
    """Two counts, three weeks and ten weeks after the group opened: seven tenths, then all."""
    return (
        StoryCount(opened + timedelta(days=21), members * 7 // 10, households * 7 // 10, bodies),
        StoryCount(opened + timedelta(days=70), members, households, bodies),
    )


def drawn_groups(hamlets: tuple[Hamlet, ...], opened: date, *, members: int = 24) -> tuple[StoryGroup, ...]:
    """A group of each hamlet and of each of its self-managed teams. Households are given for the smallest groups."""
    drawn = []
    for place, hamlet in enumerate(hamlets):
        size = members + 3 * place
        day = opened + timedelta(days=place)
        smallest = not hamlet.self_managed_teams
        drawn.append(
            StoryGroup(
                hamlet.name,
                GroupKind.HAMLET,
                f"Bình yên {hamlet.kind.label} {hamlet.name}",
                day,
                growing(day, size, size * 9 // 10 if smallest else 0),
                place=hamlet.name,
                leader=hamlet.head,
                leader_name="" if hamlet.head else f"Trưởng {hamlet.kind.label} {hamlet.name}",
            )
        )
        for n in range(1, hamlet.self_managed_teams + 1):
            key = f"{hamlet.name}/{n:02}"
            drawn.append(
                StoryGroup(
                    key,
                    GroupKind.SELF_MANAGED_TEAM,
                    f"Tổ tự quản số {n:02} {hamlet.kind.label} {hamlet.name}",
                    day,
                    growing(day, size - 3 + 2 * n, size - 5 + 2 * n),
                    place=key,
                    leader_name=f"Tổ trưởng tổ {n:02}",
                )
            )
    return tuple(drawn)


def letterhead(
    commune: str, above: str, signer: str, body: str = "Ban Chỉ đạo phòng, chống tội phạm"
) -> dict[str, str]:
    """The head of a drawn commune's paper; the signer is invented."""
    return {
        "parent_body": f"Ủy ban nhân dân xã {commune}",
        "body": body,
        "symbol": "BC-BCĐ",
        "place": commune,
        "recipients": above,
        "authority": "TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN",
        "signer": signer,
        "copies": "Như trên;\nLưu: VT.",
    }
