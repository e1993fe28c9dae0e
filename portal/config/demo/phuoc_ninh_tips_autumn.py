"""Tips of Phước Ninh, September to 24 November 2019, all invented. The last three are open on the story's day."""

from portal.config.demo.story import StoryTip
from portal.config.demo.transitions import (
    DIRECT,
    GROUP,
    HEAD,
    IN_PERSON,
    answered,
    assigned,
    classified,
    helped,
    noted,
    passed_on,
    unfounded,
)

SECOND, LE_HEAD = "cong-an-2.phuoc-ninh", "truong-ap.phuoc-le"

SEPTEMBER = (
    StoryTip(
        "2019-09-05 06:50",
        "traffic",
        GROUP,
        "Phước Lễ",
        "Xe tải chở mía chạy nhanh qua cổng trường giờ học sinh đến lớp.",
        (
            assigned("2019-09-05 08:30"),
            helped("2019-09-06 11:00", "Đã làm việc với chủ xe, bố trí người hướng dẫn giờ cao điểm."),
            answered("2019-09-06 11:30", "Đã báo lại trong nhóm."),
        ),
        logged_by=LE_HEAD,
    ),
    StoryTip(
        "2019-09-10 12:15",
        "fraud",
        DIRECT,
        "Phước Bình/04",
        "Nhận điện thoại xưng cán bộ bưu điện, báo nợ cước và đòi chuyển tiền ngay.",
        (
            assigned("2019-09-10 13:45"),
            passed_on("2019-09-12 10:00", "investigators", "14/CAX"),
            answered("2019-09-12 10:30", "Đã dặn không chuyển tiền, báo đã chuyển tin."),
        ),
        handler=SECOND,
        informant=("Người báo số 18", "0900000018"),
    ),
    StoryTip(
        "2019-09-16 17:20",
        "dispute",
        IN_PERSON,
        "Phước Hòa/02",
        "Cãi vã vì bò phá lúa, đòi bồi thường không thống nhất.",
        (
            assigned("2019-09-16 17:25"),
            helped("2019-09-18 09:30", "Hòa giải thành tại văn phòng ấp."),
            answered("2019-09-18 09:40", "Hai bên đã ký biên bản."),
        ),
    ),
    StoryTip(
        "2019-09-19 22:40",
        "disorder",
        GROUP,
        "Phước Lợi/05",
        "Nhóm thanh niên tụ tập đêm trước quán nước, rủ nhau đua xe.",
        (
            assigned("2019-09-20 16:50"),
            helped(
                "2019-09-21 21:30", "Tuần tra ba đêm liền, gọi hỏi răn đe bốn em, gia đình cam kết quản lý."
            ),
            answered("2019-09-23 08:00", "Đã báo lại trong nhóm."),
        ),
        handler=SECOND,
        informant=("Người báo số 20", "0900000020"),
    ),
    StoryTip(
        "2019-09-25 15:00",
        "praise",
        GROUP,
        "Phước Hội/09",
        "Khen tổ tuần tra đêm giúp đưa người say rượu ngã xe đi cấp cứu.",
        (
            noted("2019-09-25 16:10", "Đã chuyển lời khen đến tổ tuần tra."),
            answered("2019-09-26 08:00", "Đã cảm ơn bà con trong nhóm."),
        ),
    ),
)

OCTOBER = (
    StoryTip(
        "2019-10-02 09:30",
        "loan-sharks",
        DIRECT,
        "Phước Lợi",
        "Người đòi nợ thuê đến nhà hăm dọa, tạt chất bẩn trước cổng.",
        (
            classified("2019-10-02 09:40", "loan-sharks", "crime"),
            assigned("2019-10-02 09:45"),
            passed_on(
                "2019-10-04 15:30", "investigators", "16/CAX", "Có dấu hiệu tội phạm, đã chuyển hồ sơ."
            ),
            answered("2019-10-05 08:00", "Đã báo người cung cấp tin."),
        ),
        urgency="urgent",
        informant=("Người báo số 22", "0900000022"),
    ),
    StoryTip(
        "2019-10-08 18:55",
        "theft",
        GROUP,
        "Phước Lễ/02",
        "Mất hai bình ắc quy máy cày để ngoài ruộng, nghi người mua ve chai lạ mặt.",
        (
            assigned("2019-10-09 07:40"),
            helped("2019-10-11 10:20", "Đã tìm lại được một bình ắc quy, nhắc các điểm thu mua trong xã."),
            answered("2019-10-11 10:30", "Đã báo lại trong nhóm."),
        ),
        logged_by=LE_HEAD,
    ),
    StoryTip(
        "2019-10-15 13:10",
        "environment",
        GROUP,
        "Phước Hòa/07",
        "Có người đổ bao rác và vỏ chai thuốc bảo vệ thực vật xuống kênh.",
        (
            assigned("2019-10-15 13:40"),
            helped("2019-10-16 16:00", "Đã thu gom cùng đoàn thanh niên, nhắc hai hộ."),
            answered("2019-10-16 16:10", "Đã báo lại trong nhóm."),
        ),
        handler=SECOND,
    ),
    StoryTip(
        "2019-10-21 10:05",
        "false-news",
        GROUP,
        "Phước An",
        "Trong nhóm lan tin bắt cóc trẻ em ở chợ, bà con hoang mang hỏi thực hư.",
        (
            assigned("2019-10-21 10:10"),
            unfounded("2019-10-21 11:00", "Đã xác minh không có vụ việc, đăng bài đính chính vào các nhóm."),
            answered("2019-10-21 11:05", "Đã đính chính trong nhóm."),
        ),
        urgency="urgent",
    ),
    StoryTip(
        "2019-10-28 20:20",
        "lost-found",
        GROUP,
        "Phước Bình/10",
        "Một cụ già đi lạc, không nhớ nhà, đang ngồi ở quán nước đầu ấp.",
        (
            assigned("2019-10-28 20:25"),
            helped("2019-10-28 21:10", "Đã đưa cụ về với gia đình ở ấp bên."),
            answered("2019-10-28 21:15", "Đã báo lại trong nhóm."),
        ),
        urgency="urgent",
    ),
)

NOVEMBER = (
    StoryTip(
        "2019-11-04 08:20",
        "procedures",
        DIRECT,
        "Phước Lợi/01",
        "Hỏi thủ tục đăng ký xe máy mua lại, mất giấy bán xe.",
        (
            noted("2019-11-04 09:00", "Đã hướng dẫn nơi nộp và giấy tờ cần có."),
            answered("2019-11-04 09:05", "Đã nhắn trả lời."),
        ),
        handler=SECOND,
    ),
    StoryTip(
        "2019-11-08 21:30",
        "theft",
        GROUP,
        "Phước Hội/02",
        "Nhiều xe lạ dừng đỗ khuya gần trại chó, sợ bị bắt trộm chó.",
        (
            assigned("2019-11-08 21:40"),
            helped(
                "2019-11-09 22:30", "Tuần tra, mời hai người lạ về làm việc, thu giữ thòng lọng và kích điện."
            ),
            answered("2019-11-11 08:00", "Đã báo lại trong nhóm."),
        ),
        urgency="urgent",
        informant=("Người báo số 28", "0900000028"),
    ),
    StoryTip(
        "2019-11-13 17:45",
        "traffic",
        GROUP,
        "Phước Lễ/05",
        "Ổ gà sâu trên đường tổ 5, tối không thấy, đã có người té xe.",
        (
            assigned("2019-11-14 10:30"),
            passed_on("2019-11-15 09:00", "peoples-committee", "19/CAX", "Đề nghị dặm vá đường."),
            answered("2019-11-15 09:10", "Đã báo lại trong nhóm."),
        ),
        logged_by=LE_HEAD,
    ),
    StoryTip(
        "2019-11-19 09:15",
        "dispute",
        HEAD,
        "Phước Lễ",
        "Anh em trong nhà tranh chấp lối đi chung, to tiếng nhiều lần, xin xã cho người hòa giải.",
        (assigned("2019-11-19 10:00"),),
        logged_by=LE_HEAD,
        handler=SECOND,
    ),
    StoryTip(
        "2019-11-22 21:40",
        "loan-sharks",
        DIRECT,
        "Công nhân 2",
        "Nhóm cho vay đến dãy trọ thu tiền mỗi tối, dọa giữ giấy tờ của công nhân.",
        (assigned("2019-11-25 08:10"),),
        informant=("Người báo số 31", "0900000031"),
    ),
    StoryTip(
        "2019-11-24 08:30",
        "environment",
        GROUP,
        "Phước Hòa/04",
        "Trại heo xả nước thải ra mương, mùi hôi cả xóm.",
        (classified("2019-11-25 09:00", "environment", "everyday"),),
    ),
)
