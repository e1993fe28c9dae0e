"""The papers of the stories' registers and what rests on what: the chains of S0.2, S2.6, S4.7 and that of Hà Giang (S3).

Numbers and days that the documents give are as they are; the other papers and days are invented.
"""

from dataclasses import dataclass
from datetime import date

from portal.steering.choices import DirectiveKind, DirectiveWay

_RECEIVED, _ISSUED = DirectiveWay.RECEIVED, DirectiveWay.ISSUED


@dataclass(frozen=True)
class StoryDirective:
    """A paper of a unit's register; `bases` are the codes of what it rests on, in its register or handed down to it."""

    code: str
    kind: DirectiveKind
    way: DirectiveWay
    issuer: str
    issued_on: date
    title: str
    bases: tuple[str, ...] = ()
    handed_down: bool = False


#: Stands in the register of the province, where its communes read it and rest on it.
TAY_NINH = StoryDirective(
    "2317/UBND-NCPCC",
    DirectiveKind.LETTER,
    _ISSUED,
    "Ủy ban nhân dân tỉnh Tây Ninh",
    date(2019, 10, 16),
    "Nhân rộng mô hình nhóm Zalo tuyên truyền phòng, chống tội phạm ở tất cả xã, phường, thị trấn, xong trong năm 2019",
    handed_down=True,
)

PHUOC_NINH = (
    StoryDirective(
        "35/KH-UBND",
        DirectiveKind.PLAN,
        _ISSUED,
        "Ủy ban nhân dân xã Phước Ninh",
        date(2019, 10, 25),
        "Duy trì, nâng chất lượng các nhóm Zalo tuyên truyền phòng, chống tội phạm trên địa bàn xã",
        ("2317/UBND-NCPCC",),
    ),
)

_GUIDELINE_22 = StoryDirective(
    "22/HD-BCA-V05",
    DirectiveKind.GUIDELINE,
    _RECEIVED,
    "Bộ Công an",
    date(2022, 11, 28),
    "Xây dựng mô hình tuyên truyền, tiếp nhận thông tin về an ninh, trật tự qua mạng xã hội",
)

BUI_LA_NHAN = (
    _GUIDELINE_22,
    StoryDirective(
        "86/KH-CAT-PV05",
        DirectiveKind.PLAN,
        _RECEIVED,
        "Công an tỉnh Hà Tĩnh",
        date(2023, 4, 20),
        "Xây dựng mô hình “Zalo kết nối bình yên” ở xã, phường, thị trấn trên địa bàn tỉnh",
        ("22/HD-BCA-V05",),
    ),
    StoryDirective(
        "215/KH-UBND",
        DirectiveKind.PLAN,
        _RECEIVED,
        "Ủy ban nhân dân huyện Đức Thọ",
        date(2023, 12, 18),
        "Triển khai mô hình “Zalo kết nối bình yên” ở các xã, thị trấn của huyện",
        ("86/KH-CAT-PV05",),
    ),
    StoryDirective(
        "02/KH-UBND",
        DirectiveKind.PLAN,
        _ISSUED,
        "Ủy ban nhân dân xã Bùi La Nhân",
        date(2024, 1, 11),
        "Xây dựng mô hình “Zalo kết nối bình yên” trên địa bàn xã năm 2024",
        ("22/HD-BCA-V05", "86/KH-CAT-PV05", "215/KH-UBND"),
    ),
    StoryDirective(
        "09/QĐ-UBND",
        DirectiveKind.DECISION,
        _ISSUED,
        "Ủy ban nhân dân xã Bùi La Nhân",
        date(2024, 1, 15),
        "Thành lập mô hình “Zalo kết nối bình yên” xã Bùi La Nhân",
        ("02/KH-UBND",),
    ),
)

HA_GIANG = (
    _GUIDELINE_22,
    StoryDirective(
        "145/KH-UBND",
        DirectiveKind.PLAN,
        _RECEIVED,
        "Ủy ban nhân dân tỉnh Thanh Hóa",
        date(2023, 6, 20),
        "Ứng dụng mạng xã hội Zalo tiếp nhận thông tin về an ninh, trật tự trên địa bàn tỉnh",
        ("22/HD-BCA-V05",),
    ),
    StoryDirective(
        "52/KH-UBND",
        DirectiveKind.PLAN,
        _RECEIVED,
        "Ủy ban nhân dân huyện Hà Trung",
        date(2024, 3, 15),
        "Nhân rộng mô hình ứng dụng Zalo ở các xã, thị trấn của huyện",
        ("145/KH-UBND",),
    ),
    StoryDirective(
        "68/KH-UBND",
        DirectiveKind.PLAN,
        _ISSUED,
        "Ủy ban nhân dân xã Hà Giang",
        date(2024, 4, 12),
        "Ứng dụng Zalo trong tiếp nhận thông tin về an ninh, trật tự và phòng, chống tội phạm, giai đoạn 2022-2025",
        ("52/KH-UBND",),
    ),
)

THUAN_LOI = (
    StoryDirective(
        "579/HD-CAT-PV01",
        DirectiveKind.GUIDELINE,
        _RECEIVED,
        "Công an tỉnh Đồng Nai",
        date(2025, 8, 15),
        "Xây dựng mô hình “Zalo kết nối bình yên” ở các xã, phường",
    ),
    StoryDirective(
        "29-CV/ĐU",
        DirectiveKind.LETTER,
        _RECEIVED,
        "Đảng ủy xã Thuận Lợi",
        date(2025, 8, 28),
        "Lãnh đạo triển khai mô hình “Zalo kết nối bình yên”",
        ("579/HD-CAT-PV01",),
    ),
    StoryDirective(
        "14/KH-UBND",
        DirectiveKind.PLAN,
        _ISSUED,
        "Ủy ban nhân dân xã Thuận Lợi",
        date(2025, 9, 1),
        "Triển khai mô hình “Zalo kết nối bình yên” năm 2025",
        ("579/HD-CAT-PV01", "29-CV/ĐU"),
    ),
    StoryDirective(
        "05/KH-MTTQ",
        DirectiveKind.PLAN,
        _RECEIVED,
        "Ủy ban Mặt trận Tổ quốc xã Thuận Lợi",
        date(2025, 9, 8),
        "Vận động hộ dân tham gia nhóm Zalo của ấp, khu phố",
        ("14/KH-UBND",),
    ),
    StoryDirective(
        "07/KH-HPN",
        DirectiveKind.PLAN,
        _RECEIVED,
        "Hội Liên hiệp Phụ nữ xã Thuận Lợi",
        date(2025, 9, 10),
        "Hội viên phụ nữ tham gia “Zalo kết nối bình yên”",
        ("14/KH-UBND",),
    ),
    StoryDirective(
        "03/KH-VHXH",
        DirectiveKind.PLAN,
        _RECEIVED,
        "Phòng Văn hóa - Xã hội xã Thuận Lợi",
        date(2025, 9, 11),
        "Các trường học tham gia “Zalo kết nối bình yên”, tuyên truyền trên truyền thanh xã",
        ("14/KH-UBND",),
    ),
)

#: The registers by the codes of their communes.
REGISTERS = {"25561": PHUOC_NINH, "18262": BUI_LA_NHAN, "15292": HA_GIANG, "25387": THUAN_LOI}
