"""The third story: Hà Giang, huyện Hà Trung, tỉnh Thanh Hóa, on 22 November 2024 (S3), half a year after its plan opened a group
of each hamlet and one of the committee. Targets and groups are those of the plan; hamlets, people and counts are invented."""

from datetime import date

from groups.choices import GroupKind
from portal.accounts.permissions import Role
from portal.config.demo import bodies
from portal.config.demo.neighbourhood import letterhead
from portal.config.demo.story import Commune, Hamlet, Person, Story, StoryCount, StoryGroup
from portal.units.choices import UnitKind

CODE = "15292"
OFFICER, LEADER = "can-bo.ha-giang", "lanh-dao.ha-giang"
SINCE, OPENED = date(2024, 3, 1), date(2024, 5, 10)
COUNTED = (date(2024, 7, 1), date(2024, 11, 15))

#: Households in the hamlet's group in July and in November.
_HOUSEHOLDS = {
    "Đông Sơn Mẫu": (120, 168),
    "Bái Lim": (96, 131),
    "Ngọc Khê Trại": (131, 172),
    "Mậu Thôn Đoài": (104, 149),
}
HAMLETS = tuple(Hamlet(name, kind=UnitKind.THON) for name in _HOUSEHOLDS)

PEOPLE = (
    Person(
        OFFICER,
        "Lục Trọng Khải",
        Role.COMMUNE_OFFICER,
        CODE,
        SINCE,
        "Kế hoạch 68/KH-UBND: chỉ tiêu năm 2024 đang đạt đến đâu, việc nào quá hạn, dự toán đã chi bao nhiêu, chuỗi văn bản từ Bộ xuống xã.",
    ),
    Person(
        LEADER,
        "Khuất Thị Ánh Dương",
        Role.COMMITTEE_LEADER,
        CODE,
        SINCE,
        "Trang Ban Chỉ đạo: việc đã giao cho Công an, Mặt trận, đoàn thể, thôn; chỉ tiêu năm 2024 và năm 2025.",
    ),
)

GROUPS = (
    StoryGroup(
        "Ban Chỉ đạo",
        GroupKind.COMMITTEE,
        "Ban Chỉ đạo xã Hà Giang",
        OPENED,
        (StoryCount(COUNTED[0], 22), StoryCount(COUNTED[1], 27)),
        leader_name="Trưởng Ban Chỉ đạo",
    ),
    *(
        StoryGroup(
            hamlet.name,
            GroupKind.HAMLET,
            f"An ninh, trật tự thôn {hamlet.name}",
            OPENED,
            tuple(
                StoryCount(day, households + 14, households)
                for day, households in zip(COUNTED, _HOUSEHOLDS[hamlet.name], strict=True)
            ),
            place=hamlet.name,
            leader_name=f"Trưởng thôn {hamlet.name}",
        )
        for hamlet in HAMLETS
    ),
)

HA_GIANG = Commune(
    code=CODE,
    officer=OFFICER,
    hamlets=HAMLETS,
    hamlets_since=date(2024, 1, 1),
    groups=GROUPS,
    counted_for=date(2024, 4, 10),
    # Agencies and enterprises sit in the groups of hamlets, where nobody counts them: their coverage shows "—".
    bases={"hamlets": 4, "households": 872},
    letterheads={"": letterhead("Hà Giang", "Công an huyện Hà Trung", "Khuất Thị Ánh Dương")},
)

STORY = Story(
    title="Hà Giang, Thanh Hóa, tháng 11 năm 2024",
    day=date(2024, 11, 22),
    about="Kế hoạch 68/KH-UBND ngày 12/4/2024 với chỉ tiêu từng năm đến 2025, mười hai việc, dự toán, chuỗi văn bản: bốn nhóm của thôn, một nhóm của Ban Chỉ đạo. Khi còn cấp huyện.",
    people=PEOPLE,
    communes=(HA_GIANG,),
    bodies=bodies.HA_GIANG,
    bodies_since=date(2024, 1, 1),
)
