"""Difficulties that people of the stories raised, and what became of them. All invented."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class StoryDifficulty:
    """What a person raised at a place, and the transitions that followed: by whom, when, which, with which words."""

    by: str
    place: str
    on: date
    title: str
    text: str = ""
    steps: tuple[tuple[str, date, str, str], ...] = ()


PHUOC_NINH = (
    StoryDifficulty(
        "truong-ap.phuoc-le",
        "Phước Lễ",
        date(2019, 10, 7),
        "Nhiều người già trong ấp không có điện thoại thông minh",
        "Đề nghị hướng dẫn cách tính hộ có con cháu ở trong nhóm.",
        (
            (
                "can-bo.phuoc-ninh",
                date(2019, 10, 9),
                "answer",
                "Hộ có con, cháu ở trong nhóm báo lại thì tính là hộ tham gia. Ghi vào số hộ khi cập nhật số thành viên.",
            ),
            ("truong-ap.phuoc-le", date(2019, 10, 10), "close", ""),
        ),
    ),
    StoryDifficulty(
        "can-bo.phuoc-ninh",
        "25561",
        date(2019, 11, 25),
        "Công nhân trọ ở xã nhưng làm việc ở xã khác, chưa rõ nhóm do xã nào lập",
        "Đề nghị huyện thống nhất giữa các xã.",
        (
            (
                "can-bo.phuoc-ninh",
                date(2019, 11, 26),
                "pass_up",
                "Việc liên quan nhiều xã nên chuyển huyện hướng dẫn.",
            ),
        ),
    ),
    StoryDifficulty(
        "truong-ap.phuoc-hoi",
        "Phước Hội",
        date(2019, 12, 2),
        "Hai tổ trưởng không rành Zalo, nhờ con gửi bài hộ",
        "Đề nghị cử người hướng dẫn một buổi.",
    ),
)

THUAN_LOI = (
    StoryDifficulty(
        "truong-ap.thuan-loi",
        "Thuận Tiến",
        date(2025, 11, 27),
        "Nhà văn hóa ấp chưa có mạng để dán mã QR vào nhóm",
    ),
)

RAISED: Mapping[str, tuple[StoryDifficulty, ...]] = {"25561": PHUOC_NINH, "25387": THUAN_LOI}
