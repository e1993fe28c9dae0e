"""How the model was rolled out in Tây Ninh in 2019 (S0.2, S1.2): three residents' groups of Phước Ninh piloted, were evaluated with
province and district police, and the commune launched in June; the province then gave every commune until the end of the year.

The month of the launch and the deadline are given; the days are invented.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from groups.choices import RolloutStage
from portal.config.demo.phuoc_ninh_groups import HAMLETS, LAUNCHED, PILOTED, residents_key


@dataclass(frozen=True)
class StoryStage:
    """A stage that a commune reached; `groups` are the keys of those that piloted."""

    stage: RolloutStage
    on: date
    note: str = ""
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class StoryDeadline:
    """What a paper of a province asks of its communes."""

    by: str
    province: str
    code: str
    issuer: str
    title: str
    issued_on: date
    due_on: date


STAGES: Mapping[str, tuple[StoryStage, ...]] = {
    "25561": (
        StoryStage(
            RolloutStage.PILOTING,
            PILOTED,
            "Ba tổ dân cư tự quản của ấp Phước Lễ",
            tuple(residents_key(HAMLETS[0].name, n) for n in (1, 2, 3)),
        ),
        StoryStage(
            RolloutStage.EVALUATED, date(2019, 6, 5), "Cùng Công an tỉnh, Công an huyện: đạt, nhân ra toàn xã"
        ),
        StoryStage(RolloutStage.LAUNCHED, LAUNCHED),
    ),
}

TAY_NINH = StoryDeadline(
    "tinh.tay-ninh-2019",
    "72",
    "2317/UBND-NCPCC",
    "Ủy ban nhân dân tỉnh Tây Ninh",
    "Nhân rộng mô hình nhóm Zalo tuyên truyền phòng, chống tội phạm; triển khai ở mọi xã trước cuối năm 2019",
    date(2019, 10, 16),
    date(2019, 12, 31),
)
DEADLINES = (TAY_NINH,)
