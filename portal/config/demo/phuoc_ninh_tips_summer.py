"""Tips of Phước Ninh, June to August 2019; that of the buffalo is S1.6, the others are invented."""

from portal.config.demo.story import StoryTip
from portal.config.demo.transitions import (
    DIRECT,
    GROUP,
    HEAD,
    PHONE,
    answered,
    assigned,
    classified,
    helped,
    noted,
    passed_on,
    unfounded,
)

SECOND, LE_HEAD = "cong-an-2.phuoc-ninh", "truong-ap.phuoc-le"

JUNE = (
    StoryTip(
        "2019-06-13 19:40",
        "loan-sharks",
        GROUP,
        "Phước Lễ/01",
        "Sáng sớm có người dán tờ rơi cho vay nóng “không thế chấp” lên trụ điện và cổng nhà trong tổ.",
        (
            assigned("2019-06-14 07:45"),
            helped(
                "2019-06-14 16:20", "Đã cùng tổ tự quản gỡ 23 tờ rơi, nhắc bà con không gọi số trên tờ rơi."
            ),
            answered("2019-06-14 19:10", "Đã trả lời trong nhóm."),
        ),
    ),
    StoryTip(
        "2019-06-17 22:15",
        "disorder",
        GROUP,
        "Phước Hội/04",
        "Khoảng chục thanh niên tụ tập ở đầu kênh sau 22 giờ, nẹt pô xe, bà con lo mất trộm xe.",
        (
            assigned("2019-06-17 22:25"),
            helped(
                "2019-06-17 23:40",
                "Tổ tuần tra đến nhắc nhở, các em giải tán, mời phụ huynh hai em lên làm việc.",
            ),
            answered("2019-06-18 08:00", "Đã báo lại trong nhóm."),
        ),
        urgency="urgent",
        handler=SECOND,
        informant=("Người báo số 2", "0900000002"),
    ),
    StoryTip(
        "2019-06-21 09:05",
        "procedures",
        DIRECT,
        "Phước An/02",
        "Hỏi thủ tục khai báo tạm trú cho người thân về ở ba tháng, cần mang giấy tờ gì.",
        (
            noted("2019-06-21 09:50", "Đã hướng dẫn giấy tờ và giờ tiếp dân."),
            answered("2019-06-21 09:52", "Đã nhắn trả lời."),
        ),
        handler=SECOND,
    ),
    StoryTip(
        "2019-06-26 18:30",
        "theft",
        PHONE,
        "Phước Hòa/05",
        "Hai người lạ chở lồng, đi xe không biển số, hỏi mua chó trong xóm rồi chạy vòng lại nhiều lần.",
        (
            assigned("2019-06-26 18:40"),
            unfounded(
                "2019-06-27 10:15", "Đã xác minh: người mua bán gia cầm ở xã bên, đã nhắc gắn biển số."
            ),
            answered("2019-06-27 10:30", "Đã gọi lại cho người báo."),
        ),
        informant=("Người báo số 4", "0900000004"),
    ),
)

JULY = (
    StoryTip(
        "2019-07-03 11:20",
        "lost-found",
        GROUP,
        "Phước Lễ/06",
        "Nhặt được ví có giấy tờ xe và tiền ở gần chợ, nhờ tìm người mất.",
        (
            assigned("2019-07-03 11:30"),
            helped("2019-07-03 15:10", "Đã trả ví cho chủ, hai bên ký biên bản giao nhận."),
            answered("2019-07-03 15:20", "Đã báo tin và cảm ơn trong nhóm."),
        ),
        logged_by=LE_HEAD,
    ),
    StoryTip(
        "2019-07-09 23:10",
        "environment",
        GROUP,
        "Phước Lợi/03",
        "Một nhà hát karaoke loa kéo sau 23 giờ nhiều đêm liền.",
        (
            assigned("2019-07-10 14:00"),
            helped("2019-07-10 19:30", "Đã nhắc nhở, gia đình cam kết nghỉ trước 22 giờ."),
            answered("2019-07-10 20:00", "Đã báo lại trong nhóm."),
        ),
        handler=SECOND,
    ),
    StoryTip(
        "2019-07-15 08:40",
        "traffic",
        GROUP,
        "Phước Bình/01",
        "Ngã ba đường liên ấp bị cây che khuất tầm nhìn, sáng nay suýt va chạm giữa hai xe máy.",
        (
            assigned("2019-07-15 09:10"),
            helped("2019-07-16 16:45", "Đã cùng đoàn viên phát quang, cắm biển báo tạm."),
            answered("2019-07-16 17:00", "Đã đăng ảnh sau khi phát quang vào nhóm."),
        ),
    ),
    StoryTip(
        "2019-07-20 20:25",
        "drugs",
        DIRECT,
        "Phước Hội",
        "Căn chòi bỏ trống cuối ấp hay có người lạ tụ tập, thấy vứt lại ống tiêm.",
        (
            assigned("2019-07-20 20:40"),
            passed_on(
                "2019-07-22 09:00", "investigators", "07/CAX", "Đã lập biên bản, chuyển hồ sơ ban đầu."
            ),
            answered("2019-07-23 08:10", "Đã báo người cung cấp tin là đã chuyển."),
        ),
        informant=("Người báo số 8", "0900000008"),
    ),
    StoryTip(
        "2019-07-27 16:05",
        "dispute",
        HEAD,
        "Phước Lễ",
        "Hai hộ cãi nhau về ranh đất và rãnh thoát nước, có nguy cơ xô xát.",
        (
            assigned("2019-07-29 08:15"),
            helped("2019-07-30 10:30", "Tổ hòa giải ấp và công an xã hòa giải, hai bên đồng ý đo lại ranh."),
            answered("2019-07-30 10:45", "Đã báo trưởng ấp."),
        ),
        logged_by=LE_HEAD,
        handler=SECOND,
    ),
)

AUGUST = (
    StoryTip(
        "2019-08-02 14:30",
        "loan-sharks",
        GROUP,
        "Công nhân 1",
        "Có người phát danh thiếp cho vay trả góp theo ngày trước cổng khu nhà trọ công nhân.",
        (
            assigned("2019-08-02 15:00"),
            helped("2019-08-05 17:00", "Đã xác minh, thu hồi danh thiếp, đưa cảnh báo vào các nhóm."),
            answered("2019-08-05 17:15", "Đã trả lời trong nhóm công nhân."),
        ),
    ),
    StoryTip(
        "2019-08-07 21:50",
        "theft",
        GROUP,
        "Phước Bình/07",
        "Nghi có người rình bẻ khóa xe đạp điện ở dãy nhà trọ.",
        (
            assigned("2019-08-07 22:00"),
            unfounded("2019-08-08 09:40", "Kiểm tra: người thuê trọ quên chìa khóa, không có dấu hiệu trộm."),
            answered("2019-08-08 09:50", "Đã báo lại trong nhóm."),
        ),
        urgency="urgent",
        handler=SECOND,
    ),
    StoryTip(
        "2019-08-12 10:10",
        "fire",
        PHONE,
        "Phước An/08",
        "Đốt rác và cỏ khô sát vườn cao su, gió lớn, khói nhiều.",
        (
            assigned("2019-08-12 10:15"),
            helped("2019-08-12 11:30", "Dân quân và bà con dập tắt, nhắc hộ đốt cỏ, không thiệt hại."),
            answered("2019-08-12 12:00", "Đã báo lại trong nhóm ấp."),
        ),
        urgency="urgent",
    ),
    StoryTip(
        "2019-08-16 19:00",
        "violence",
        DIRECT,
        "Phước Lợi/09",
        "Nghe tiếng chồng đánh vợ sau khi nhậu, hàng xóm can không được.",
        (
            classified("2019-08-16 19:06", "violence", "administrative"),
            assigned("2019-08-16 19:08"),
            passed_on(
                "2019-08-19 08:20", "peoples-committee", "11/CAX", "Đề xuất xử lý hành vi bạo lực gia đình."
            ),
            answered("2019-08-20 09:00", "Đã báo người cung cấp tin."),
        ),
        urgency="urgent",
        informant=("Người báo số 13", "0900000013"),
    ),
    StoryTip(
        "2019-08-21 07:35",
        "procedures",
        GROUP,
        "Phước Hòa",
        "Bà con hỏi lịch làm căn cước công dân lưu động tại xã.",
        (
            noted("2019-08-21 08:10", "Đã đăng lịch vào nhóm ấp."),
            answered("2019-08-21 08:12", "Đã trả lời trong nhóm."),
        ),
    ),
    StoryTip(
        "2019-08-28 06:10",
        "lost-found",
        GROUP,
        "Phước Hội",
        "Có một con trâu lạc đứng ở ruộng cuối ấp từ sáng sớm, chưa rõ của ai.",
        (
            assigned("2019-08-28 06:20"),
            helped("2019-08-28 08:05", "Chủ trâu ở xã bên đã nhận lại, gần 2 giờ sau khi có tin trong nhóm."),
            answered("2019-08-28 08:15", "Đã cảm ơn bà con trong tất cả các nhóm."),
        ),
        logged_by="truong-ap.phuoc-hoi",
    ),
    StoryTip(
        "2019-08-30 20:45",
        "gambling",
        DIRECT,
        "Phước An/10",
        "Tối nào cũng có nhóm người đá gà ăn tiền trong vườn điều phía sau lò gạch cũ.",
        (
            assigned("2019-08-30 21:00"),
            passed_on("2019-09-09 09:30", "investigators", "12/CAX", "Chuyển sau khi xác minh ban đầu."),
            answered("2019-09-10 08:00", "Đã báo người cung cấp tin."),
        ),
        informant=("Người báo số 16", "0900000016"),
    ),
)
