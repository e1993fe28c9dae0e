"""The fourth story: Thuận Lợi, tỉnh Đồng Nai, on 8 December 2025 (S2), without a district. The plan of 28 August 2025
opened its groups from September; targets are those of S3.1 as an illustration, everything else is invented."""

from datetime import date, timedelta

from groups.choices import Condition, GroupKind
from portal.accounts.permissions import Role
from portal.config.demo import bodies
from portal.config.demo.neighbourhood import drawn_groups, growing, letterhead
from portal.config.demo.story import (
    Commune,
    Hamlet,
    Person,
    Story,
    StoryConfirmation,
    StoryGroup,
    StoryPost,
    StoryRelay,
    StoryReport,
)
from portal.config.demo.thuan_loi_tips import AREA_OFFICER, TIPS
from portal.units.choices import UnitKind

CODE, NEIGHBOUR, PROVINCE = "25387", "25390", "75"
OFFICER, HEAD, SECOND_HEAD = "can-bo.thuan-loi", "truong-ap.thuan-loi", "truong-ap-2.thuan-loi"
SINCE, STOOD = date(2025, 8, 28), date(2025, 7, 1)
ABOVE = "Công an tỉnh Đồng Nai"

HAMLETS = (
    Hamlet("Thuận Tiến", HEAD, 2),
    Hamlet("Thuận Hải", SECOND_HEAD, 2),
    Hamlet("Thuận Thành", "", 2),
    Hamlet("Thuận Bình", "", 2),
    Hamlet("Thuận Phú", "", 2),
    Hamlet("Thuận Hòa", "", 2),
    Hamlet("Chợ Mới", "", 2, UnitKind.KHU_PHO),
    Hamlet("Tân Lập", "", 2, UnitKind.KHU_PHO),
)
NAMES = tuple(hamlet.name for hamlet in HAMLETS)

PEOPLE = (
    Person(
        OFFICER,
        "Viên Thành Nhân",
        Role.COMMUNE_OFFICER,
        CODE,
        SINCE,
        "Ba mươi nhóm mới lập từ tháng 9, tin báo, tỷ lệ tham gia so với chỉ tiêu năm 2025, báo cáo tháng 11 chưa lập.",
    ),
    Person(
        HEAD,
        "Đàm Thị Lụa",
        Role.HAMLET_HEAD,
        "Thuận Tiến",
        SINCE,
        "Trang điện thoại của trưởng ấp: báo tin, chia sẻ bài, xác nhận nhóm.",
    ),
    Person(
        AREA_OFFICER,
        "Mạch Quang Vinh",
        Role.AREA_OFFICER,
        "Thuận Bình",
        SINCE,
        "Cảnh sát khu vực của một ấp: tin và nhóm của ấp Thuận Bình, một tin gấp đang xử lý; không thấy gì của ấp khác.",
    ),
    Person(
        "mat-tran.thuan-loi",
        "Tăng Thị Bưởi",
        Role.ORGANISATION_REPORTER,
        CODE,
        SINCE,
        "Trang điện thoại của Mặt trận xã: việc được giao trong kế hoạch, một việc quá hạn; nêu khó khăn, kiến nghị.",
        body="Ủy ban Mặt trận Tổ quốc xã Thuận Lợi",
    ),
    Person(
        "tinh.dong-nai",
        "Vương Bảo Quyền",
        Role.PROVINCE_OFFICER,
        PROVINCE,
        SINCE,
        "Toàn tỉnh Đồng Nai từ 01/7/2025: tỉnh xuống thẳng xã, không còn cấp huyện.",
    ),
    Person("cong-an-2.thuan-loi", "Cao Hồng Nhiên", Role.POLICE_CHIEF, CODE, SINCE),
    Person(SECOND_HEAD, "Chu Đình Mậu", Role.HAMLET_HEAD, "Thuận Hải", SINCE),
    Person("can-bo.dong-tam", "Uông Gia Phát", Role.COMMUNE_OFFICER, NEIGHBOUR, SINCE),
)

GROUPS = (
    StoryGroup(
        "Ban Chỉ đạo",
        GroupKind.COMMITTEE,
        "Ban Chỉ đạo xã Thuận Lợi",
        date(2025, 9, 3),
        growing(date(2025, 9, 3), 26),
        leader_name="Trưởng Ban Chỉ đạo",
    ),
    *drawn_groups(HAMLETS, date(2025, 9, 8), members=62),
    StoryGroup(
        "Trường 1",
        GroupKind.SCHOOL,
        "Trường tiểu học",
        date(2025, 9, 15),
        growing(date(2025, 9, 15), 45, bodies=1),
    ),
    StoryGroup(
        "Trường 2",
        GroupKind.SCHOOL,
        "Trường trung học cơ sở",
        date(2025, 9, 15),
        growing(date(2025, 9, 15), 52, bodies=1),
    ),
    StoryGroup(
        "Doanh nghiệp 1",
        GroupKind.ENTERPRISE,
        "Doanh nghiệp chế biến hạt điều",
        date(2025, 9, 22),
        growing(date(2025, 9, 22), 38, bodies=7),
    ),
    StoryGroup(
        "Doanh nghiệp 2",
        GroupKind.ENTERPRISE,
        "Doanh nghiệp dịch vụ, vận tải",
        date(2025, 9, 22),
        growing(date(2025, 9, 22), 21, bodies=4),
    ),
    StoryGroup(
        "Lực lượng",
        GroupKind.FORCE,
        "Lực lượng tham gia bảo vệ ANTT ở cơ sở",
        date(2025, 9, 5),
        growing(date(2025, 9, 5), 34),
    ),
)


def _everywhere(after_hours: int, hamlets: tuple[str, ...] = NAMES) -> tuple[StoryRelay, ...]:
    """The officer passes a post on into the hamlet groups; the two heads into theirs of residents as well."""
    own = {"Thuận Tiến": HEAD, "Thuận Hải": SECOND_HEAD}
    return tuple(
        StoryRelay(
            own.get(name, OFFICER),
            timedelta(hours=after_hours, minutes=6 * place),
            (name, f"{name}/01", f"{name}/02") if name in own else (name,),
        )
        for place, name in enumerate(hamlets)
    )


POSTS = (
    StoryPost(
        "2025-09-16 08:30",
        "movement",
        "Ra mắt “Zalo kết nối bình yên”",
        "Quét mã QR tại văn phòng ấp để vào nhóm. Tham gia là tự nguyện, theo quy chế đã thống nhất.",
        relays=_everywhere(1),
    ),
    StoryPost(
        "2025-09-19 08:30",
        "crime-methods",
        "Giả danh công an yêu cầu cập nhật VNeID",
        "Không bấm đường dẫn lạ, không đọc mã OTP. Việc cập nhật làm tại Công an xã.",
        relays=_everywhere(2),
    ),
    StoryPost(
        "2025-09-25 15:00",
        "procedures",
        "Đăng ký cư trú trên dịch vụ công",
        "Có thể làm tại nhà; cần hỗ trợ thì mang giấy tờ đến Công an xã giờ hành chính.",
        relays=_everywhere(3, NAMES[:5]),
    ),
    StoryPost(
        "2025-10-03 09:00",
        "fire",
        "Sạc xe điện an toàn trong nhà",
        "Không sạc qua đêm cạnh lối thoát, không dùng ổ nối chung.",
        relays=_everywhere(2),
    ),
    StoryPost(
        "2025-10-14 08:00",
        "traffic",
        "Ngã ba đường liên xã: giảm tốc độ, nhường đường",
        "Ba điểm dễ xảy ra va chạm đã được cắm biển, bà con chú ý.",
        relays=_everywhere(1, NAMES[1:]),
    ),
    StoryPost(
        "2025-10-22 16:00",
        "false-claims",
        "Đính chính tin sai về sắp xếp ấp",
        "Chưa có quyết định nào về việc này; thông tin chính thức đăng tại trụ sở xã.",
        relays=_everywhere(1),
    ),
    StoryPost(
        "2025-11-05 08:00",
        "movement",
        "Gương người tốt: trả lại 15 triệu đồng chuyển nhầm",
        "Cảm ơn bà con đã báo và trả lại tiền chuyển nhầm.",
        relays=_everywhere(4, NAMES[:4]),
    ),
    StoryPost(
        "2025-11-12 08:00",
        "schedule",
        "Lịch họp tổng kết mô hình tại các ấp",
        "Các ấp họp từ 17 đến 21/11.",
        kind="hamlet",
        relays=(StoryRelay(OFFICER, timedelta(hours=1), NAMES),),
    ),
    StoryPost(
        "2025-11-28 08:00",
        "crime-methods",
        "Cuối năm: cảnh giác việc nhẹ lương cao",
        "Không giao giấy tờ, không chuyển tiền giữ chỗ; báo Công an xã khi thấy tuyển người khả nghi.",
        relays=_everywhere(3, NAMES[1:3]),
    ),
    StoryPost(
        "2025-12-03 14:00",
        "fire",
        "Phòng cháy kho điều, kho mủ mùa khô",
        "Kiểm tra điện, dọn lá khô quanh kho, để sẵn nước và bình chữa cháy.",
    ),
)

CONFIRMATIONS = tuple(
    StoryConfirmation(f"2025-{month}-{day:02} 19:00", who, (name, f"{name}/01", f"{name}/02"), otherwise)
    for month, day, who, name, otherwise in (
        ("10", 4, HEAD, "Thuận Tiến", {}),
        ("10", 5, SECOND_HEAD, "Thuận Hải", {"Thuận Hải/02": (Condition.QUIET, "Ít người đọc bài.")}),
        ("11", 4, HEAD, "Thuận Tiến", {}),
        ("11", 5, SECOND_HEAD, "Thuận Hải", {}),
        ("12", 3, SECOND_HEAD, "Thuận Hải", {}),
    )
)

REPORTS = (
    StoryReport(
        "2025-09",
        "2025-10-08 09:00",
        OFFICER,
        {
            "situation": "Tình hình an ninh, trật tự ổn định.",
            "direction": "Ban hành kế hoạch, thống nhất quy chế hoạt động với các ấp, khu phố, đoàn thể và tổ an ninh tự quản.",
            "groups": "Mã QR tham gia nhóm được dán tại trụ sở xã và các văn phòng ấp.",
            "plan": "Tăng tỷ lệ hộ tham gia, lập nhóm doanh nghiệp và trường học.",
        },
    ),
    StoryReport(
        "2025-10",
        "2025-11-07 15:20",
        OFFICER,
        {
            "situation": "Ổn định; tin báo về lừa đảo qua mạng tăng.",
            "tips": "Hai tin lừa đảo qua mạng đã chuyển cơ quan điều tra; không có thiệt hại mới.",
            "groups": "Người dân quen dần với việc nhắn tin cho Công an xã.",
            "weaknesses": "Tỷ lệ doanh nghiệp tham gia còn thấp so với chỉ tiêu.",
            "plan": "Vận động doanh nghiệp còn lại; tuyên truyền phòng cháy mùa khô.",
        },
    ),
)

THUAN_LOI = Commune(
    code=CODE,
    officer=OFFICER,
    hamlets=HAMLETS,
    hamlets_since=STOOD,
    groups=GROUPS,
    counted_for=date(2025, 9, 1),
    bases={"residents-groups": 16, "hamlets": 8, "households": 2640, "agencies": 9, "enterprises": 14},
    letterheads={"": letterhead("Thuận Lợi", ABOVE, "Sầm Đức Nghị", "Ban Chỉ đạo 138")},
    tips=TIPS,
    posts=POSTS,
    confirmations=CONFIRMATIONS,
    reports=REPORTS,
)

_NEIGHBOURS_HAMLETS = (Hamlet("Đồng Xanh"), Hamlet("Suối Nhung"), Hamlet("Lam Sơn"))
DONG_TAM = Commune(
    code=NEIGHBOUR,
    officer="can-bo.dong-tam",
    hamlets=_NEIGHBOURS_HAMLETS,
    hamlets_since=STOOD,
    groups=drawn_groups(_NEIGHBOURS_HAMLETS, date(2025, 9, 20), members=70),
    counted_for=date(2025, 9, 15),
    bases={"hamlets": 7, "households": 1950},
    letterheads={"": letterhead("Đồng Tâm", ABOVE, "Ninh Phước Hạnh")},
    reports=(StoryReport("2025-10", "2025-11-11 10:00", "can-bo.dong-tam", {"situation": "Ổn định."}),),
)

STORY = Story(
    title="Thuận Lợi, Đồng Nai, tháng 12 năm 2025",
    day=date(2025, 12, 8),
    about="Ba tháng sau văn bản ngày 28/8/2025 của Đảng ủy xã: nhóm của Ban Chỉ đạo, ấp, tổ, trường học, doanh nghiệp. Hai cấp: tỉnh và xã.",
    people=PEOPLE,
    communes=(THUAN_LOI, DONG_TAM),
    bodies=bodies.THUAN_LOI,
    bodies_since=STOOD,
)
