"""What the committees of the stories did: meetings, inspections with what they found, live sessions. All invented."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.steering.choices import ActivityKind

_MEETING, _INSPECTION, _LIVE = ActivityKind.MEETING, ActivityKind.INSPECTION, ActivityKind.LIVE_SESSION


@dataclass(frozen=True)
class StoryFinding:
    """What an inspection asked the place it looked at to mend; `done`: the day and how, if it was."""

    text: str
    due_on: date
    done: tuple[date, str] | None = None


@dataclass(frozen=True)
class StoryActivity:
    """One entry of a commune's book; `place` is the hamlet that an inspection looked at."""

    kind: ActivityKind
    held_on: date
    present: int
    title: str
    note: str = ""
    place: str = ""
    findings: tuple[StoryFinding, ...] = ()


PHUOC_NINH = (
    StoryActivity(
        _MEETING,
        date(2019, 6, 3),
        24,
        "Họp triển khai nhóm Zalo đến mọi tổ dân cư tự quản",
        "Giao mỗi ấp lập đủ nhóm trong tháng 6; cán bộ Công an xã phụ trách từng ấp.",
    ),
    StoryActivity(_LIVE, date(2019, 8, 15), 180, "Đối thoại trực tiếp về tín dụng đen"),
    StoryActivity(
        _INSPECTION,
        date(2019, 10, 10),
        5,
        "Kiểm tra việc quản lý thành viên các nhóm",
        "Nhóm hoạt động đều; còn vài việc phải chấn chỉnh.",
        "Phước Lễ",
        (
            StoryFinding(
                "Hai nhóm chưa phân công phó nhóm, trưởng nhóm vắng thì không ai duyệt thành viên",
                date(2019, 10, 31),
                (date(2019, 10, 28), "Đã phân công phó nhóm ở cả hai nhóm"),
            ),
            StoryFinding(
                "Chưa rà soát thành viên đã chuyển đi nơi khác của các nhóm tổ tự quản", date(2019, 11, 30)
            ),
        ),
    ),
    StoryActivity(_MEETING, date(2019, 11, 12), 22, "Họp Ban Chỉ đạo tháng 11"),
    StoryActivity(
        _INSPECTION,
        date(2019, 11, 26),
        4,
        "Kiểm tra việc tiếp nhận tin báo ở ấp",
        "",
        "Phước An",
        (StoryFinding("Niêm yết số trực ban Công an xã ở nhà văn hóa ấp", date(2019, 12, 15)),),
    ),
)

THUAN_LOI = (
    StoryActivity(_MEETING, date(2025, 9, 8), 31, "Họp triển khai mô hình “Zalo kết nối bình yên”"),
    StoryActivity(_LIVE, date(2025, 10, 16), 240, "Trực tiếp hướng dẫn phòng, chống lừa đảo qua mạng"),
    StoryActivity(_MEETING, date(2025, 11, 11), 28, "Họp Ban Chỉ đạo tháng 11"),
)

BUI_LA_NHAN = (
    StoryActivity(
        _MEETING,
        date(2024, 1, 18),
        26,
        "Họp Ban Chỉ đạo 138 triển khai Kế hoạch 02/KH-UBND",
        "Giao các ngành, đoàn thể, thôn báo cáo Công an xã trước ngày 10 hằng tháng.",
    ),
    StoryActivity(
        _INSPECTION,
        date(2024, 5, 21),
        4,
        "Kiểm tra, đôn đốc việc thực hiện ở thôn",
        "Nhóm hoạt động đều, trả lời người dân trong ngày.",
        "Bãi Dâu",
        (StoryFinding("Báo cáo tháng của thôn gửi chậm hai tháng liền", date(2024, 6, 10)),),
    ),
    StoryActivity(_MEETING, date(2024, 6, 5), 24, "Họp chuẩn bị sơ kết sáu tháng"),
)

BOOKS: Mapping[str, tuple[StoryActivity, ...]] = {
    "18262": BUI_LA_NHAN,
    "25561": PHUOC_NINH,
    "25387": THUAN_LOI,
}
