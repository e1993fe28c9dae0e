"""The bodies of the stories: those that every commune has, what is one's own, and their lines upward. All invented."""

from datetime import date
from typing import Any

from portal.bodies.choices import TRAIT_COLUMN, BodyKind
from portal.bodies.services import create_body, set_line
from portal.config.demo.stage import Stage
from portal.config.demo.story import StoryBody

_LED = (
    (BodyKind.FRONT, "Ủy ban Mặt trận Tổ quốc {}"),
    (BodyKind.MASS_ORGANISATION, "Hội Liên hiệp Phụ nữ {}"),
    (BodyKind.MASS_ORGANISATION, "Hội Nông dân {}"),
    (BodyKind.MASS_ORGANISATION, "Hội Cựu chiến binh {}"),
    (BodyKind.MASS_ORGANISATION, "Đoàn Thanh niên {}"),
    (BodyKind.POLICE, "Công an {}"),
)


def above_communes(place: str, name: str, above: tuple[str, str] | None = None) -> tuple[StoryBody, ...]:
    """The bodies of a province or district; `above`: place and name of what they are under, one by one."""
    return tuple(StoryBody(kind, title.format(name), place, above=_of(above, title)) for kind, title in _LED)


def of_commune(
    place: str, name: str, above: tuple[str, str], contacts: tuple[tuple[str, str], ...]
) -> tuple[StoryBody, ...]:
    """The bodies that lead and act in a commune, under their like in the unit above; contacts are of the first ones."""
    called = dict(enumerate(contacts))
    acting = (
        StoryBody(BodyKind.PARTY_COMMITTEE, f"Đảng ủy {name}", place),
        StoryBody(BodyKind.PEOPLES_COMMITTEE, f"Ủy ban nhân dân {name}", place),
        StoryBody(BodyKind.STEERING_COMMITTEE, f"Ban Chỉ đạo {name}", place),
    )
    led = tuple(
        StoryBody(kind, title.format(name), place, contact=called.get(n, ("", "")), above=_of(above, title))
        for n, (kind, title) in enumerate(_LED)
    )
    return acting + led


def _of(above: tuple[str, str] | None, title: str) -> tuple[str, str] | None:
    return above and (above[0], title.format(above[1]))


PHUOC_NINH = (
    *above_communes("72", "tỉnh Tây Ninh"),
    *above_communes("707", "huyện Dương Minh Châu", ("72", "tỉnh Tây Ninh")),
    *(
        StoryBody(
            BodyKind.POLICE,
            f"Công an xã {commune}",
            code,
            contact=("Trực ban", phone),
            above=("707", "Công an huyện Dương Minh Châu"),
        )
        for code, commune, phone in (
            ("25573", "Cầu Khởi", "0276 3000 121"),
            ("25567", "Bàu Năng", "0276 3000 122"),
            ("25555", "Suối Đá", "0276 3000 123"),
            ("25570", "Chà Là", "0276 3000 124"),
        )
    ),
    *of_commune(
        "25561",
        "xã Phước Ninh",
        ("707", "huyện Dương Minh Châu"),
        (
            ("Quách Thị Mận", "0912 000 101"),
            ("Lâm Thị Hạnh", "0912 000 102"),
            ("Phùng Văn Lúa", "0912 000 103"),
            ("", ""),
            ("", ""),
            ("Trực ban", "0276 3000 113"),
        ),
    ),
    *(
        StoryBody(
            BodyKind.OPERATING_BOARD,
            f"Ban Điều hành ấp {hamlet}",
            hamlet,
            above=("25561", "Ban Chỉ đạo xã Phước Ninh"),
        )
        for hamlet in ("Phước Lễ", "Phước Hội", "Phước An", "Phước Hòa", "Phước Lợi", "Phước Bình")
    ),
    StoryBody(
        BodyKind.SCHOOL, "Trường Mầm non Hoa Sen", "25561", "preschool", ("Âu Thị Nhài", "0912 000 111")
    ),
    StoryBody(BodyKind.SCHOOL, "Trường Tiểu học Phước Ninh A", "25561", "primary"),
    StoryBody(BodyKind.SCHOOL, "Trường Trung học cơ sở Phước Ninh", "25561", "lower-secondary"),
    StoryBody(
        BodyKind.AGENCY, "Trạm Y tế xã Phước Ninh", "25561", contact=("Đinh Công Thuốc", "0912 000 112")
    ),
    StoryBody(BodyKind.ENTERPRISE, "Công ty chế biến mủ cao su Minh Họa", "25561", "large"),
    StoryBody(BodyKind.ENTERPRISE, "Hợp tác xã bò sữa Minh Họa", "25561", "small"),
    StoryBody(BodyKind.ENTERPRISE, "Cơ sở xay xát Minh Họa", "25561"),
    StoryBody(
        BodyKind.FORCE,
        "Đội tuần tra nhân dân xã Phước Ninh",
        "25561",
        "patrol",
        above=("25561", "Công an xã Phước Ninh"),
    ),
)

HA_GIANG = (
    *above_communes("38", "tỉnh Thanh Hóa"),
    *above_communes("392", "huyện Hà Trung", ("38", "tỉnh Thanh Hóa")),
    *of_commune(
        "15292",
        "xã Hà Giang",
        ("392", "huyện Hà Trung"),
        (("Ngụy Thị Hòe", "0912 000 301"), ("Phí Thị Sim", "0912 000 302"), ("", "")),
    ),
    StoryBody(BodyKind.SCHOOL, "Trường Mầm non Hà Giang", "15292", "preschool"),
    StoryBody(BodyKind.SCHOOL, "Trường Tiểu học Hà Giang", "15292", "primary"),
    StoryBody(BodyKind.SCHOOL, "Trường Trung học cơ sở Hà Giang", "15292", "lower-secondary"),
    StoryBody(BodyKind.AGENCY, "Trạm Y tế xã Hà Giang", "15292"),
    StoryBody(BodyKind.ENTERPRISE, "Xưởng đá xây dựng Minh Họa", "15292", "small"),
)

BUI_LA_NHAN = (
    *above_communes("42", "tỉnh Hà Tĩnh"),
    *above_communes("440", "huyện Đức Thọ", ("42", "tỉnh Hà Tĩnh")),
    *of_commune(
        "18262",
        "xã Bùi La Nhân",
        ("440", "huyện Đức Thọ"),
        (("Thiều Thị Ngân", "0912 000 401"), ("Cấn Thị Lụa", "0912 000 402"), ("", "")),
    ),
    StoryBody(BodyKind.SCHOOL, "Trường Tiểu học Bùi La Nhân", "18262", "primary"),
    StoryBody(BodyKind.AGENCY, "Trạm Y tế xã Bùi La Nhân", "18262"),
)

THUAN_LOI = (
    *above_communes("75", "tỉnh Đồng Nai"),
    *of_commune(
        "25387",
        "xã Thuận Lợi",
        ("75", "tỉnh Đồng Nai"),
        (
            ("Tăng Thị Bưởi", "0912 000 201"),
            ("Giáp Thị Liễu", "0912 000 202"),
            ("Kha Văn Điều", "0912 000 203"),
        ),
    ),
    StoryBody(
        BodyKind.DEPARTMENT,
        "Phòng Văn hóa - Xã hội",
        "25387",
        above=("25387", "Ủy ban nhân dân xã Thuận Lợi"),
    ),
    StoryBody(BodyKind.DEPARTMENT, "Phòng Kinh tế", "25387", above=("25387", "Ủy ban nhân dân xã Thuận Lợi")),
    *(
        StoryBody(BodyKind.PARTY_CELL, f"Chi bộ ấp {hamlet}", hamlet, above=("25387", "Đảng ủy xã Thuận Lợi"))
        for hamlet in ("Thuận Tiến", "Thuận Hải", "Thuận Thành", "Thuận Bình")
    ),
    StoryBody(BodyKind.SCHOOL, "Trường Mầm non Hướng Dương", "25387", "preschool"),
    StoryBody(
        BodyKind.SCHOOL, "Trường Tiểu học Thuận Lợi", "25387", "primary", ("Mã Thị Phấn", "0912 000 211")
    ),
    StoryBody(BodyKind.SCHOOL, "Trường Trung học cơ sở Thuận Lợi", "25387", "lower-secondary"),
    StoryBody(BodyKind.AGENCY, "Trạm Y tế xã Thuận Lợi", "25387"),
    StoryBody(
        BodyKind.ENTERPRISE, "Công ty hạt điều Minh Họa", "25387", "medium", ("Hồng Gia Nhân", "0912 000 212")
    ),
    StoryBody(BodyKind.ENTERPRISE, "Xí nghiệp vận tải Minh Họa", "25387", "small"),
    StoryBody(BodyKind.ENTERPRISE, "Kho mủ cao su Minh Họa", "25387"),
    StoryBody(
        BodyKind.FORCE,
        "Tổ bảo vệ an ninh, trật tự ấp Thuận Tiến",
        "Thuận Tiến",
        "local",
        above=("25387", "Công an xã Thuận Lợi"),
    ),
    StoryBody(BodyKind.FORCE, "Tổ liên gia an toàn phòng cháy khu phố Chợ Mới", "Chợ Mới", "fire-safety"),
)


def enter_bodies(stage: Stage, bodies: tuple[StoryBody, ...], since: date | None) -> None:
    """Write the bodies of a story, which all exist since a day, and their lines."""
    made = stage.bodies
    for body in bodies:
        trait: dict[str, Any] = {TRAIT_COLUMN[body.kind]: body.trait} if body.kind in TRAIT_COLUMN else {}
        name, phone = body.contact
        made[body.place, body.name] = create_body(
            by=stage.by,
            unit=stage.unit(body.place),
            kind=body.kind,
            name=body.name,
            contact_name=name,
            contact_phone=phone,
            valid_from=since,
            **trait,
        )
    for body in bodies:
        if body.above:
            lower = made[body.place, body.name]
            set_line(by=stage.by, body=lower, version=lower.version, above=made[body.above], on=None)
