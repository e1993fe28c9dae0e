"""How the model was rolled out in Tây Ninh in 2019 (S0.2, S1.2): three residents' groups of Phước Ninh piloted, were evaluated with
province and district police, and the commune launched in June; the province then gave every commune until the end of the year.

The month of the launch and the deadline are given; the days, how its neighbours went on and the other stories are invented.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from groups.choices import RolloutStage
from portal.config.demo import duong_minh_chau, papers
from portal.config.demo.papers import StoryDirective
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
    """By when a paper of a province asks its communes to have launched, and who enters it there."""

    by: str
    province: str
    paper: StoryDirective
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
    duong_minh_chau.CAU_KHOI: (
        StoryStage(
            RolloutStage.PILOTING,
            date(2019, 8, 5),
            "Theo cách làm của Phước Ninh",
            ("Khởi Nghĩa", "Khởi Nghĩa/01", "Khởi Nghĩa/02"),
        ),
        StoryStage(RolloutStage.EVALUATED, date(2019, 10, 30), "Cùng Công an huyện: đạt"),
        StoryStage(RolloutStage.LAUNCHED, date(2019, 11, 18)),
    ),
    duong_minh_chau.BAU_NANG: (
        StoryStage(RolloutStage.PILOTING, date(2019, 8, 19), groups=("Năng Hòa", "Năng Hòa/01")),
        StoryStage(RolloutStage.EVALUATED, date(2019, 11, 22), "Cùng Công an huyện: đạt, còn chậm đếm hộ"),
    ),
    duong_minh_chau.SUOI_DA: (StoryStage(RolloutStage.PILOTING, date(2019, 9, 9), groups=("Đá Hàng",)),),
    duong_minh_chau.CHA_LA: (StoryStage(RolloutStage.PILOTING, date(2019, 9, 16), groups=("Láng Tre",)),),
    "18262": (StoryStage(RolloutStage.LAUNCHED, date(2024, 2, 19)),),
    "15292": (StoryStage(RolloutStage.LAUNCHED, date(2024, 5, 10)),),
    "25387": (StoryStage(RolloutStage.LAUNCHED, date(2025, 9, 16)),),
    "25390": (StoryStage(RolloutStage.PILOTING, date(2025, 9, 20), groups=("Đồng Xanh",)),),
}

TAY_NINH = StoryDeadline(
    "tinh.tay-ninh-2019",
    "72",
    papers.TAY_NINH,
    date(2019, 12, 31),
)
DEADLINES = (TAY_NINH,)
