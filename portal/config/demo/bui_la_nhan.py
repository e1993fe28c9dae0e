"""The second story: Bùi La Nhân, huyện Đức Thọ, tỉnh Hà Tĩnh, on 7 June 2024 (S4), three days before its six-month report is due.
The chain of papers down to 02/KH-UBND and the days of reports are given; hamlets, people, counts and tips are invented."""

from datetime import date, timedelta

from groups.choices import GroupKind
from portal.accounts.permissions import Role
from portal.config.demo import bodies
from portal.config.demo.neighbourhood import growing, letterhead
from portal.config.demo.story import (
    Commune,
    Hamlet,
    Person,
    Story,
    StoryGroup,
    StoryPost,
    StoryRelay,
    StoryReport,
    StoryTip,
)
from portal.config.demo.transitions import answered, assigned, helped, noted
from portal.units.choices import UnitKind

CODE, OFFICER, CHAIR, CLERK = "18262", "can-bo.bui-la-nhan", "chu-tich.bui-la-nhan", "van-thu.bui-la-nhan"
SINCE, OPENED = date(2024, 1, 10), date(2024, 2, 19)

HAMLETS = tuple(
    Hamlet(name, kind=UnitKind.THON) for name in ("Bãi Dâu", "Cồn Sim", "Yên Trạch", "Bến Nghè", "Đồng Vịnh")
)
_NAMES = tuple(hamlet.name for hamlet in HAMLETS)

PEOPLE = (
    Person(
        CLERK,
        "Mông Thị Ái",
        Role.CLERK,
        CODE,
        SINCE,
        "Sổ văn bản của Ban Chỉ đạo: hướng dẫn của Bộ, kế hoạch của tỉnh, huyện, xã nối nhau; không thấy tin báo.",
        begins_at="steering:directives",
    ),
    Person(
        CHAIR,
        "Vi Đức Hảo",
        Role.COMMUNE_CHAIR,
        CODE,
        SINCE,
        "Công tác của Ban Chỉ đạo 138: kế hoạch, việc đã giao, kiểm tra, báo cáo; không thấy tin báo.",
    ),
    Person(
        OFFICER,
        "Ninh Khắc Hiển",
        Role.COMMUNE_OFFICER,
        CODE,
        SINCE,
        "Cơ quan thường trực: báo cáo tháng 5 và sáu tháng phải gửi trước ngày 10/6, việc nào của kế hoạch chưa xong.",
    ),
)

GROUPS = (
    StoryGroup(
        "Ban Chỉ đạo",
        GroupKind.COMMITTEE,
        "Ban Chỉ đạo 138 xã Bùi La Nhân",
        OPENED,
        growing(OPENED, 24),
        leader_name="Trưởng Ban Chỉ đạo",
    ),
    *(
        StoryGroup(
            hamlet.name,
            GroupKind.HAMLET,
            f"Zalo kết nối bình yên thôn {hamlet.name}",
            OPENED,
            growing(OPENED, 168 + 9 * place, 151 + 8 * place),
            place=hamlet.name,
            leader_name=f"Trưởng thôn {hamlet.name}",
        )
        for place, hamlet in enumerate(HAMLETS)
    ),
)

TIPS = (
    StoryTip(
        "2024-03-14 18:40",
        "lost-found",
        "zalo-group",
        "Cồn Sim",
        "Một cụ bà đi lạc từ trưa, mặc áo nâu, không mang điện thoại.",
        (
            assigned("2024-03-14 18:45"),
            helped("2024-03-14 20:05", "Người dân thôn Bến Nghè thấy cụ ở bến đò, gia đình đã đón về."),
            answered("2024-03-14 20:15", "Đã cảm ơn bà con trong nhóm."),
        ),
        urgency="urgent",
    ),
    StoryTip(
        "2024-04-22 09:10",
        "procedures",
        "zalo-group",
        "Yên Trạch",
        "Có khách nước ngoài ở nhà dịp lễ thì khai báo tạm trú thế nào?",
        (noted("2024-04-22 09:35", "Đã hướng dẫn."), answered("2024-04-22 09:37", "Đã trả lời trong nhóm.")),
    ),
    StoryTip(
        "2024-06-04 21:20",
        "disorder",
        "phone",
        "Bãi Dâu",
        "Thanh niên tụ tập nẹt pô trên đường đê sau 21 giờ.",
        (assigned("2024-06-04 21:30"),),
    ),
)

POSTS = (
    StoryPost(
        "2024-02-22 08:00",
        "movement",
        "Mời bà con tham gia “Zalo kết nối bình yên”",
        "Trưởng thôn đến từng hộ giải thích; tham gia là tự nguyện. Không đăng tin mật, tin riêng của người khác.",
        relays=(StoryRelay(OFFICER, timedelta(hours=1), _NAMES),),
    ),
    StoryPost(
        "2024-04-02 08:00",
        "schedule",
        "Lịch tiếp dân, lịch họp thôn tháng 4",
        "Công an xã tiếp dân sáng thứ ba, thứ năm; các thôn họp từ 08 đến 12/4.",
        relays=(StoryRelay(OFFICER, timedelta(hours=2), _NAMES[:4]),),
    ),
    StoryPost(
        "2024-05-30 15:00",
        "fire",
        "Nắng nóng: kiểm tra điện, không đốt rơm rạ gần đường",
        "Khói rơm rạ che tầm nhìn trên đê và quốc lộ, gây tai nạn.",
        relays=(StoryRelay(OFFICER, timedelta(hours=2), _NAMES[1:]),),
    ),
)

REPORTS = (
    StoryReport(
        "2024-04",
        "2024-05-08 14:00",
        OFFICER,
        {
            "situation": "Tình hình an ninh, trật tự ổn định.",
            "direction": "Ban Chỉ đạo 138 đôn đốc các ngành, đoàn thể, thôn báo cáo trước ngày 10.",
            "plan": "Chuẩn bị sơ kết sáu tháng đầu năm.",
        },
    ),
    StoryReport(
        "2024-05",
        "2024-06-06 16:00",
        OFFICER,
        {"situation": "Ổn định; có phản ánh thanh niên tụ tập đêm trên đường đê."},
        draft=True,
    ),
)

BUI_LA_NHAN = Commune(
    code=CODE,
    officer=OFFICER,
    hamlets=HAMLETS,
    hamlets_since=date(2024, 1, 1),
    groups=GROUPS,
    counted_for=SINCE,
    bases={"hamlets": 5, "households": 1065},
    letterheads={
        "": letterhead("Bùi La Nhân", "Ban Chỉ đạo 138 huyện Đức Thọ", "Vi Đức Hảo", "Ban Chỉ đạo 138")
    },
    tips=TIPS,
    posts=POSTS,
    reports=REPORTS,
)

STORY = Story(
    title="Bùi La Nhân, Hà Tĩnh, tháng 6 năm 2024",
    day=date(2024, 6, 7),
    about="Kế hoạch 02/KH-UBND ngày 11/01/2024 theo hướng dẫn của Bộ, kế hoạch của tỉnh, huyện: năm nhóm của thôn, một nhóm của Ban Chỉ đạo 138; báo cáo tháng và sáu tháng trước ngày 10/6. Khi còn cấp huyện.",
    people=PEOPLE,
    communes=(BUI_LA_NHAN,),
    bodies=bodies.BUI_LA_NHAN,
    bodies_since=date(2024, 1, 1),
)
