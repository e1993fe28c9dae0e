"""Phước Ninh's neighbours in huyện Dương Minh Châu: Cầu Khởi with an officer one may enter as, three more with a few
groups, six with none yet. All invented: the documents say nothing of them."""

from datetime import date, timedelta

from portal.accounts.permissions import Role
from portal.config.demo.neighbourhood import drawn_groups, letterhead
from portal.config.demo.story import Commune, Hamlet, Person, StoryPost, StoryRelay, StoryReport, StoryTip
from portal.config.demo.transitions import answered, assigned, helped, noted, passed_on

CAU_KHOI, BAU_NANG, SUOI_DA, CHA_LA = "25573", "25567", "25555", "25570"
ABOVE = "Ban Chỉ đạo phòng, chống tội phạm huyện Dương Minh Châu"
PROGRAMME = "Nhóm Zalo tuyên truyền phòng, chống tội phạm"
SINCE, HAMLETS_SINCE = date(2019, 5, 2), date(2019, 1, 1)

PEOPLE = (
    Person("can-bo.bau-nang", "Lâm Chí Hào", Role.COMMUNE_OFFICER, BAU_NANG, SINCE),
    Person("can-bo.suoi-da", "Triệu Minh Tuyền", Role.COMMUNE_OFFICER, SUOI_DA, SINCE),
    Person("can-bo.cha-la", "Quách Nhật Duy", Role.COMMUNE_OFFICER, CHA_LA, SINCE),
)


def _report(period: str, at: str, by: str, situation: str = "Ổn định.") -> StoryReport:
    plan = "Tiếp tục vận động hộ tham gia, đăng bài hằng tuần."
    return StoryReport(period, at, by, {"situation": situation, "plan": plan})


_CAU_KHOI_HAMLETS = (
    Hamlet("Khởi Nghĩa", self_managed_teams=3),
    Hamlet("Khởi An", self_managed_teams=3),
    Hamlet("Khởi Trung", self_managed_teams=3),
)
_CAU_KHOI_TIPS = (
    StoryTip(
        "2019-08-28 07:40",
        "lost-found",
        "phone",
        "Khởi An",
        "Một hộ báo mất trâu từ đêm qua, nghi đi lạc sang xã bên.",
        (
            assigned("2019-08-28 07:45"),
            helped("2019-08-28 08:10", "Chủ trâu đã nhận lại trâu tại xã Phước Ninh."),
            answered("2019-08-28 08:20", "Đã báo gia đình."),
        ),
    ),
    StoryTip(
        "2019-09-18 20:30",
        "disorder",
        "zalo-group",
        "Khởi Nghĩa/02",
        "Thanh niên tụ tập nẹt pô ở sân bóng sau 22 giờ.",
        (
            assigned("2019-09-18 20:45"),
            helped("2019-09-19 22:00", "Đã nhắc nhở, lập danh sách theo dõi giờ chơi sân."),
        ),
    ),
    StoryTip(
        "2019-10-09 08:15",
        "procedures",
        "zalo-direct",
        "Khởi Trung",
        "Hỏi thủ tục cấp lại giấy tờ xe bị mất.",
        (noted("2019-10-09 08:40", "Đã hướng dẫn."), answered("2019-10-09 08:42", "Đã nhắn trả lời.")),
    ),
    StoryTip(
        "2019-11-06 21:10",
        "gambling",
        "zalo-direct",
        "Khởi An/01",
        "Nhóm người tụ tập đánh bài ăn tiền tại quán cà phê.",
        (assigned("2019-11-06 21:20"), passed_on("2019-11-08 09:00", "investigators", "05/CAX")),
        informant=("Người báo số 41", "0900000041"),
    ),
    StoryTip(
        "2019-12-06 14:00",
        "traffic",
        "zalo-group",
        "Khởi Nghĩa",
        "Đèn đường đầu ấp hỏng, tối xe qua lại nguy hiểm.",
    ),
)
_CAU_KHOI_POSTS = (
    StoryPost(
        "2019-10-02 08:00",
        "fire",
        "Phòng cháy mùa khô",
        "Khóa gas, tắt cầu dao khi ra đồng.",
        relays=(StoryRelay("can-bo.cau-khoi", timedelta(hours=2), ("Khởi Nghĩa", "Khởi An", "Khởi Trung")),),
    ),
    StoryPost(
        "2019-11-12 08:00",
        "loan-sharks",
        "Không vay nóng qua tờ rơi",
        "Thấy tờ rơi, báo ngay vào nhóm.",
        relays=(StoryRelay("can-bo.cau-khoi", timedelta(hours=1), ("Khởi Nghĩa", "Khởi An")),),
    ),
)

COMMUNES = (
    Commune(
        code=CAU_KHOI,
        officer="can-bo.cau-khoi",
        hamlets=_CAU_KHOI_HAMLETS,
        hamlets_since=HAMLETS_SINCE,
        groups=drawn_groups(_CAU_KHOI_HAMLETS, date(2019, 8, 5)),
        counted_for=date(2019, 8, 1),
        bases={"residents-groups": 32, "hamlets": 4, "households": 1210},
        letterheads={"": letterhead("Cầu Khởi", ABOVE, "Bạch Văn Toại")},
        programme=PROGRAMME,
        tips=_CAU_KHOI_TIPS,
        posts=_CAU_KHOI_POSTS,
        reports=(
            _report("2019-10", "2019-11-07 10:00", "can-bo.cau-khoi"),
            _report(
                "2019-11",
                "2019-12-05 09:30",
                "can-bo.cau-khoi",
                "Ổn định; có tin về đánh bài ăn tiền, đã chuyển Công an huyện.",
            ),
        ),
    ),
    Commune(
        code=BAU_NANG,
        officer="can-bo.bau-nang",
        hamlets=(Hamlet("Năng Hòa", self_managed_teams=2), Hamlet("Năng Thuận", self_managed_teams=2)),
        hamlets_since=HAMLETS_SINCE,
        groups=drawn_groups(
            (Hamlet("Năng Hòa", self_managed_teams=2), Hamlet("Năng Thuận", self_managed_teams=2)),
            date(2019, 8, 19),
        ),
        counted_for=date(2019, 8, 15),
        bases={"residents-groups": 48, "hamlets": 6, "households": 2350},
        letterheads={"": letterhead("Bàu Năng", ABOVE, "Hồ Sĩ Trạch")},
        programme=PROGRAMME,
        tips=(
            StoryTip(
                "2019-10-17 19:20",
                "fire",
                "zalo-group",
                "Năng Hòa",
                "Chập điện ở sạp hàng, bốc khói.",
                (
                    assigned("2019-10-17 19:25"),
                    helped("2019-10-17 20:10", "Đã ngắt điện, dập tắt, không thiệt hại."),
                ),
                urgency="urgent",
            ),
            StoryTip(
                "2019-11-11 08:30",
                "theft",
                "phone",
                "Năng Thuận",
                "Người lạ vào xóm hỏi mua đồ cũ, để ý nhà vắng.",
                (assigned("2019-11-11 09:00"), noted("2019-11-12 10:00", "Đã nhắc các tổ cảnh giác.")),
            ),
        ),
        reports=(
            _report("2019-10", "2019-11-08 15:00", "can-bo.bau-nang"),
            _report("2019-11", "2019-12-06 11:00", "can-bo.bau-nang"),
        ),
    ),
    Commune(
        code=SUOI_DA,
        officer="can-bo.suoi-da",
        hamlets=(Hamlet("Đá Hàng", self_managed_teams=1), Hamlet("Đá Bạc")),
        hamlets_since=HAMLETS_SINCE,
        groups=drawn_groups(
            (Hamlet("Đá Hàng", self_managed_teams=1), Hamlet("Đá Bạc")), date(2019, 9, 9), members=18
        ),
        counted_for=date(2019, 9, 5),
        bases={"residents-groups": 40, "hamlets": 5},
        letterheads={"": letterhead("Suối Đá", ABOVE, "Ông Văn Khải")},
        programme=PROGRAMME,
        reports=(_report("2019-10", "2019-11-12 16:00", "can-bo.suoi-da"),),
    ),
    Commune(
        code=CHA_LA,
        officer="can-bo.cha-la",
        hamlets=(Hamlet("Láng Tre"), Hamlet("Láng Sen")),
        hamlets_since=HAMLETS_SINCE,
        groups=drawn_groups((Hamlet("Láng Tre"), Hamlet("Láng Sen")), date(2019, 9, 16), members=15),
        counted_for=date(2019, 9, 10),
    ),
)
