"""The committees of the stories: members, posts and what papers call things. All names of people are invented."""

from dataclasses import dataclass
from datetime import date

from portal.config.demo.stage import Stage
from portal.steering.boards.pasting import PastedMember
from portal.steering.boards.services import add_member, add_members, found_board, replace_member
from portal.steering.choices import BoardKind, BoardPlace, SettingKey
from portal.steering.models import BoardMember
from portal.steering.unit_settings.services import set_setting

_MEMBER = BoardPlace.MEMBER


@dataclass(frozen=True)
class StoryCommittee:
    """The steering committee of a commune: who of its people with an account has which place, and the others by name."""

    name: str
    since: date
    people: tuple[tuple[str, BoardPlace, str], ...]
    others: tuple[PastedMember, ...]
    settings: tuple[tuple[SettingKey, str], ...]


@dataclass(frozen=True)
class StoryReplacement:
    """Who takes a member's place, and from which day."""

    of: str
    by: str
    on: date


PHUOC_NINH = StoryCommittee(
    "Ban Chỉ đạo phòng, chống tội phạm xã Phước Ninh",
    date(2019, 5, 2),
    (
        ("lanh-dao.phuoc-ninh", BoardPlace.HEAD, "Chủ tịch Ủy ban nhân dân xã"),
        ("cong-an-2.phuoc-ninh", BoardPlace.STANDING_DEPUTY, "Trưởng Công an xã"),
        ("can-bo.phuoc-ninh", BoardPlace.SECRETARY, "Công an xã"),
    ),
    (
        PastedMember("Quách Thị Mận", "Chủ tịch Ủy ban Mặt trận Tổ quốc xã", BoardPlace.DEPUTY),
        PastedMember("Lâm Thị Hạnh", "Chủ tịch Hội Liên hiệp Phụ nữ xã", _MEMBER),
        PastedMember("Phùng Văn Lúa", "Chủ tịch Hội Nông dân xã", _MEMBER),
        PastedMember("Trịnh Công Bền", "Chủ tịch Hội Cựu chiến binh xã", _MEMBER),
        PastedMember("Đinh Nhã Uyên", "Bí thư Đoàn Thanh niên xã", _MEMBER),
        PastedMember("Kiều Văn Thuần", "Trưởng ấp Phước Lễ", _MEMBER),
        PastedMember("Mạc Thị Nương", "Trưởng ấp Phước Hội", _MEMBER),
    ),
    (
        (SettingKey.PROGRAMME, "Nhóm Zalo tuyên truyền phòng, chống tội phạm"),
        (SettingKey.COMMITTEE, "Ban Chỉ đạo phòng, chống tội phạm xã Phước Ninh"),
        (SettingKey.START, "2019-05-02"),
    ),
)

HA_GIANG = StoryCommittee(
    "Ban Chỉ đạo phòng, chống tội phạm xã Hà Giang",
    date(2024, 4, 5),
    (
        ("lanh-dao.ha-giang", BoardPlace.HEAD, "Chủ tịch Ủy ban nhân dân xã"),
        ("can-bo.ha-giang", BoardPlace.SECRETARY, "Công an xã"),
    ),
    (
        PastedMember("Nông Bá Thạch", "Trưởng Công an xã", BoardPlace.STANDING_DEPUTY),
        PastedMember("Ngụy Thị Hòe", "Chủ tịch Ủy ban Mặt trận Tổ quốc xã", BoardPlace.DEPUTY),
        PastedMember("Phí Thị Sim", "Chủ tịch Hội Liên hiệp Phụ nữ xã", _MEMBER),
        PastedMember("Lục Đình Vỹ", "Bí thư Đoàn Thanh niên xã", _MEMBER),
    ),
    (
        (
            SettingKey.PROGRAMME,
            "Ứng dụng mạng xã hội Zalo trong công tác tiếp nhận thông tin về ANTT và phòng, chống tội phạm",
        ),
        (SettingKey.COMMITTEE, "Ban Chỉ đạo phòng, chống tội phạm xã Hà Giang"),
        (SettingKey.PLAN, "Kế hoạch 68/KH-UBND"),
        (SettingKey.START, "2024-05-10"),
    ),
)

THUAN_LOI = StoryCommittee(
    "Ban Chỉ đạo 138 xã Thuận Lợi",
    date(2025, 9, 1),
    (
        ("cong-an-2.thuan-loi", BoardPlace.STANDING_DEPUTY, "Trưởng Công an xã"),
        ("can-bo.thuan-loi", BoardPlace.SECRETARY, "Công an xã"),
    ),
    (
        PastedMember("Tôn Nữ Hoài Thương", "Chủ tịch Ủy ban nhân dân xã", BoardPlace.HEAD),
        PastedMember("Lưu Khánh Toàn", "Phó Bí thư thường trực Đảng ủy xã", BoardPlace.DEPUTY),
        PastedMember("Ông Thế Vịnh", "Chủ tịch Ủy ban Mặt trận Tổ quốc xã", BoardPlace.DEPUTY),
        PastedMember("Cù Thị Lệ Hằng", "Chủ tịch Hội Liên hiệp Phụ nữ xã", _MEMBER),
        PastedMember("Diệp Bảo Long", "Bí thư Đoàn Thanh niên xã", _MEMBER),
        PastedMember("Đàm Thị Lụa", "Trưởng ấp Thuận Tiến", _MEMBER),
        PastedMember("Chu Đình Mậu", "Trưởng ấp Thuận Hải", _MEMBER),
    ),
    (
        (SettingKey.PROGRAMME, "Zalo kết nối bình yên"),
        (SettingKey.COMMITTEE, "Ban Chỉ đạo 138 xã Thuận Lợi"),
        (SettingKey.PLAN, "Kế hoạch 14/KH-UBND"),
        (SettingKey.START, "2025-09-03"),
    ),
)

BUI_LA_NHAN = StoryCommittee(
    "Ban Chỉ đạo 138 xã Bùi La Nhân",
    date(2024, 1, 15),
    (
        ("chu-tich.bui-la-nhan", BoardPlace.HEAD, "Chủ tịch Ủy ban nhân dân xã"),
        ("can-bo.bui-la-nhan", BoardPlace.SECRETARY, "Công an xã"),
    ),
    (
        PastedMember("Hàn Quốc Tuyển", "Trưởng Công an xã", BoardPlace.STANDING_DEPUTY),
        PastedMember("Thiều Thị Ngân", "Chủ tịch Ủy ban Mặt trận Tổ quốc xã", BoardPlace.DEPUTY),
        PastedMember("Cấn Thị Lụa", "Chủ tịch Hội Liên hiệp Phụ nữ xã", _MEMBER),
        PastedMember("Bồ Xuân Hợi", "Chủ tịch Hội Cựu chiến binh xã", _MEMBER),
        PastedMember("Lều Văn Thảo", "Trưởng thôn Bãi Dâu", _MEMBER),
    ),
    (
        (SettingKey.PROGRAMME, "Zalo kết nối bình yên"),
        (SettingKey.COMMITTEE, "Ban Chỉ đạo 138 xã Bùi La Nhân"),
        (SettingKey.PLAN, "Kế hoạch 02/KH-UBND"),
        (SettingKey.START, "2024-02-19"),
    ),
)

#: By the codes of the communes.
COMMITTEES = {"25561": PHUOC_NINH, "18262": BUI_LA_NHAN, "15292": HA_GIANG, "25387": THUAN_LOI}
REPLACEMENTS = {"25561": (StoryReplacement("Trịnh Công Bền", "Bàng Hữu Đạt", date(2019, 10, 1)),)}


def found(stage: Stage, code: str, officer: str, committee: StoryCommittee) -> None:
    """Enter a commune's committee with its members, and what its papers call things."""
    by, unit = stage.actor(officer), stage.unit(code)
    since = committee.since
    board = found_board(by=by, unit=unit, kind=BoardKind.STEERING, name=committee.name, valid_from=since)
    for username, place, position in committee.people:
        user = stage.actor(username).user
        add_member(by=by, board=board, place=place, valid_from=since, user=user, name="", position=position)
    add_members(by=by, board=board, rows=committee.others, valid_from=since)
    for key, value in committee.settings:
        set_setting(by=by, unit=unit, key=key, value=value, on=since)


def replace(stage: Stage, officer: str, replaced: StoryReplacement) -> None:
    """Let another take a member's place, with the same position."""
    rows = BoardMember.objects.unscoped("the stories' own members").filter(name=replaced.of, valid_to=None)
    member = rows.get()
    replace_member(
        by=stage.actor(officer),
        member=member,
        version=member.version,
        on=replaced.on,
        name=replaced.by,
        position=member.position,
    )
