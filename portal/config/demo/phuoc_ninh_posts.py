"""Posts of Phước Ninh, June to early December 2019 (topics of S1.4), and who passed them on. Invented, but for the
buffalo of 28 August: one notice to all groups within minutes (S1.6)."""

from collections.abc import Iterable
from datetime import timedelta

from portal.config.demo.phuoc_ninh_groups import HAMLETS, WORKERS, hamlet_groups
from portal.config.demo.story import StoryPost, StoryRelay

OFFICER = "can-bo.phuoc-ninh"
NAMES = tuple(hamlet.name for hamlet in HAMLETS)
ALL_HAMLETS = "012345"


def _heads(numbers: str, kind: str = "") -> tuple[StoryRelay, ...]:
    """The heads of these hamlets (0 is the first) pass a post on, each some hours after it came."""
    return tuple(
        StoryRelay(
            HAMLETS[n].head, timedelta(hours=1 + 3 * place, minutes=7 * n), hamlet_groups(NAMES[n], kind)
        )
        for place, n in enumerate(map(int, numbers))
    )


def _post(
    at: str,
    topic: str,
    title: str,
    body: str,
    heads: str = "",
    kind: str = "",
    more: Iterable[StoryRelay] = (),
) -> StoryPost:
    return StoryPost(at, topic, title, body, kind, (*_heads(heads, kind), *more))


# The operating board marks hamlet by hamlet, a minute each: all 69 groups in eight minutes.
_BUFFALO = (
    *(StoryRelay(OFFICER, timedelta(minutes=2 + n), hamlet_groups(name)) for n, name in enumerate(NAMES)),
    StoryRelay(OFFICER, timedelta(minutes=8), ("Họ đạo", *WORKERS)),
)
_TO_WORKERS = (StoryRelay("cong-nhan.phuoc-ninh", timedelta(hours=2), WORKERS[:1]),)

POSTS = (
    _post(
        "2019-06-11 08:00",
        "movement",
        "Mời bà con tham gia nhóm Zalo của tổ",
        "Nhóm để nhận cảnh báo và báo tin cho Công an xã. Ai chưa dùng điện thoại thông minh, nhờ con cháu trong nhóm báo lại.",
        ALL_HAMLETS,
    ),
    _post(
        "2019-06-15 07:30",
        "loan-sharks",
        "Cảnh giác tờ rơi cho vay nóng",
        "Không gọi số trên tờ rơi, không đưa giấy tờ. Thấy người dán tờ rơi, nhắn ngay vào nhóm.",
        "0123",
    ),
    _post(
        "2019-06-24 16:00",
        "traffic",
        "Nguyên nhân thường gặp của tai nạn trên đường liên ấp",
        "Uống rượu bia rồi lái xe, chạy nhanh ở ngã ba khuất, không đội mũ. Nhắc nhau trước khi ra khỏi nhà.",
        "024",
    ),
    _post(
        "2019-07-04 08:15",
        "crime-methods",
        "Thủ đoạn giả người mua ve chai để trộm",
        "Khóa cổng khi ra đồng, không để máy móc ngoài sân qua đêm.",
        "135",
    ),
    _post(
        "2019-07-12 09:00",
        "fire",
        "Phòng cháy mùa khô và bếp gas",
        "Khóa van gas sau khi nấu; không đốt rác gần vườn, kho.",
        "01234",
    ),
    _post(
        "2019-07-23 17:00",
        "procedures",
        "Giờ tiếp dân của Công an xã",
        "Sáng 7 giờ 30 đến 11 giờ 30, chiều 13 giờ 30 đến 17 giờ 30, từ thứ hai đến thứ sáu.",
        ALL_HAMLETS,
        "hamlet",
    ),
    _post(
        "2019-08-06 08:00",
        "loan-sharks",
        "Vay trả góp theo ngày: lãi thật là bao nhiêu",
        "Vay 10 triệu, góp 300 nghìn mỗi ngày trong 40 ngày là lãi hơn 20% một tháng. Cần vốn, hỏi hội đoàn thể hoặc ngân hàng chính sách.",
        "0245",
        more=_TO_WORKERS,
    ),
    _post(
        "2019-08-14 08:30",
        "fire",
        "Đốt cỏ gần vườn cao su rất dễ cháy lan",
        "Báo tổ trước khi đốt, chọn lúc lặng gió, có người trông và nước sẵn.",
        "23",
    ),
    StoryPost(
        "2019-08-28 06:25",
        "lost-found",
        "Tìm chủ con trâu lạc ở ấp Phước Hội",
        "Trâu lạc từ sáng sớm nay, đang được giữ tại ruộng cuối ấp. Ai là chủ hoặc biết chủ, báo ngay Công an xã.",
        relays=_BUFFALO,
    ),
    _post(
        "2019-08-28 08:20",
        "lost-found",
        "Đã tìm được chủ con trâu lạc",
        "Cảm ơn bà con đã chia sẻ. Chủ trâu đã nhận lại.",
        ALL_HAMLETS,
        "hamlet",
    ),
    _post(
        "2019-09-03 07:00",
        "traffic",
        "Đưa đón con ngày khai giảng an toàn",
        "Không dừng xe giữa cổng trường, đội mũ cho trẻ em.",
        "0134",
    ),
    _post(
        "2019-09-11 14:00",
        "crime-methods",
        "Giả danh bưu điện, công an gọi điện đòi chuyển tiền",
        "Cơ quan nhà nước không yêu cầu chuyển tiền qua điện thoại. Tắt máy và báo Công an xã.",
        "01",
        more=_TO_WORKERS,
    ),
    _post(
        "2019-09-17 08:00",
        "schedule",
        "Lịch họp tổ tự quản tháng 9",
        "Các ấp họp tổ trong tuần; nội dung: phòng trộm, đường làng, nhóm Zalo.",
        ALL_HAMLETS,
        "hamlet",
    ),
    _post(
        "2019-09-26 18:00",
        "movement",
        "Gương người tốt: tổ tuần tra giúp người gặp nạn",
        "Cảm ơn các anh trong tổ tuần tra đêm đã đưa người gặp nạn đi cấp cứu kịp thời.",
        "15",
    ),
    _post(
        "2019-10-04 08:00",
        "loan-sharks",
        "Bị đòi nợ thuê hăm dọa thì làm gì",
        "Giữ tin nhắn, hình ảnh; không tự đối đầu; báo ngay Công an xã. Thông tin người báo tin được giữ kín.",
        "0134",
    ),
    _post(
        "2019-10-10 09:00",
        "crime-methods",
        "Đánh nhau từ va chạm nhỏ: cách giữ bình tĩnh",
        "Nhiều vụ thương tích bắt đầu từ lời qua tiếng lại khi nhậu. Rời đi, nhờ người hòa giải.",
        "25",
    ),
    _post(
        "2019-10-21 11:05",
        "false-claims",
        "Đính chính: không có vụ bắt cóc trẻ em ở chợ",
        "Công an xã đã xác minh, không có vụ việc. Đề nghị bà con không chia sẻ tin chưa kiểm chứng.",
        "01234",
        more=_TO_WORKERS,
    ),
    _post(
        "2019-10-29 15:00",
        "fire",
        "Kiểm tra dây điện ở chuồng trại, máy bơm",
        "Dây cũ, mối nối hở là nguyên nhân chập cháy thường gặp.",
        ALL_HAMLETS,
        "hamlet",
    ),
    _post(
        "2019-11-05 08:00",
        "procedures",
        "Đăng ký xe mua lại cần giấy tờ gì",
        "Mang giấy đăng ký xe, giấy bán xe có chứng thực, giấy tờ tùy thân. Thiếu giấy nào, nhắn hỏi trước.",
        "03",
    ),
    _post(
        "2019-11-10 07:00",
        "crime-methods",
        "Cảnh giác trộm chó ban đêm",
        "Không tự đuổi theo người mang kích điện. Ghi lại biển số, hướng đi và báo ngay.",
        "01245",
        more=_TO_WORKERS,
    ),
    _post(
        "2019-11-15 08:00",
        "security",
        "Tình hình an ninh, trật tự nửa đầu tháng 11",
        "Xã ổn định. Cần cảnh giác trộm vặt và cho vay nóng dịp cuối năm.",
        ALL_HAMLETS,
        "hamlet",
    ),
    _post(
        "2019-11-20 16:30",
        "wanted",
        "Tìm người thân của cụ bà đi lạc",
        "Cụ khoảng 75 tuổi, áo bà ba nâu, hiện ở trạm y tế xã. Ai biết gia đình, xin báo.",
        "0125",
    ),
    _post(
        "2019-11-27 08:00",
        "loan-sharks",
        "Cuối năm cảnh giác “vay tiền không cần thế chấp”",
        "Thấy tờ rơi, chụp ảnh và nhắn vào nhóm để Công an xã xử lý.",
        "13",
    ),
    _post(
        "2019-12-02 08:15",
        "traffic",
        "Không lái xe sau khi uống rượu bia dịp tiệc cuối năm",
        "Đi tiệc, nhờ người đưa đón. Một lần chủ quan, cả nhà khổ.",
        "2",
    ),
    _post(
        "2019-12-05 15:30",
        "fire",
        "Phòng cháy dịp cuối năm ở chợ và kho hàng",
        "Sắp xếp hàng xa ổ điện, để lối thoát, kiểm tra bình chữa cháy.",
    ),
)
