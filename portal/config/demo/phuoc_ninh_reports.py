"""Monthly reports of Phước Ninh and its hamlets, and the heads' monthly confirmations. All words invented."""

from collections.abc import Iterator

from groups.choices import Condition
from portal.config.demo.phuoc_ninh_groups import HAMLETS, hamlet_groups
from portal.config.demo.story import StoryConfirmation, StoryReport

OFFICER = "can-bo.phuoc-ninh"

LETTERHEAD = {
    "parent_body": "Ủy ban nhân dân xã Phước Ninh",
    "body": "Ban Chỉ đạo phòng, chống tội phạm",
    "symbol": "BC-BCĐ",
    "place": "Phước Ninh",
    "recipients": "Ban Chỉ đạo phòng, chống tội phạm huyện Dương Minh Châu",
    "authority": "TM. BAN CHỈ ĐẠO\nTRƯỞNG BAN",
    "signer": "Tạ Khắc Điền",  # invented, as is every name here
    "copies": "Như trên;\nThường trực Đảng ủy xã;\nThành viên Ban Chỉ đạo;\nLưu: VT.",
}


def _hamlet_letterhead(name: str, signer: str) -> dict[str, str]:
    return {
        "parent_body": "Xã Phước Ninh",
        "body": f"Ấp {name}",
        "symbol": "BC",
        "place": "Phước Ninh",
        "recipients": "Công an xã Phước Ninh",
        "authority": "TRƯỞNG ẤP",
        "signer": signer,
        "copies": "Như trên;\nLưu.",
    }


LETTERHEADS = {
    "": LETTERHEAD,
    "Phước Lễ": _hamlet_letterhead("Phước Lễ", "Kiều Văn Thuần"),
    "Phước Hội": _hamlet_letterhead("Phước Hội", "Mạc Thị Nương"),
    "Phước An": _hamlet_letterhead("Phước An", "Lưu Bá Sự"),
}

REPORTS = (
    StoryReport(
        "2019-06",
        "2019-07-08 09:20",
        OFFICER,
        {
            "situation": "Tình hình an ninh, trật tự trên địa bàn ổn định; nổi lên tờ rơi quảng cáo cho vay nóng dán ở trụ điện, cổng nhà.",
            "direction": "Sau thí điểm tại ba tổ, Ban Chỉ đạo đã đánh giá và ra mắt mô hình trên toàn xã.",
            "groups": "Cán bộ ấp và tổ đến từng hộ nói rõ mục đích; hộ có người lớn tuổi tham gia qua con, cháu.",
            "tips": "Nhân dân hưởng ứng, tin báo được xác minh ngay trong ngày.",
            "weaknesses": "Một số tổ thành viên tham gia còn ít do chưa có điện thoại thông minh.",
            "plan": "Tiếp tục vận động hộ chưa tham gia; mỗi tuần đăng ít nhất một bài.",
        },
    ),
    StoryReport(
        "2019-07",
        "2019-08-07 14:10",
        OFFICER,
        {
            "situation": "Ổn định. Có tin về người lạ tụ tập ở chòi bỏ trống, đã chuyển Công an huyện.",
            "posts": "Bài về bếp gas và đốt rác được nhiều nhóm hỏi lại.",
            "coordination": "Phối hợp Hội Phụ nữ, Đoàn Thanh niên nhắc thành viên chia sẻ bài.",
            "groups": "Các trưởng ấp báo cáo tình hình hoạt động đầy đủ.",
            "plan": "Tuyên truyền phòng cháy và tín dụng đen.",
        },
    ),
    StoryReport(
        "2019-08",
        "2019-09-06 10:40",
        OFFICER,
        {
            "situation": "Ổn định. Xảy ra đám cháy cỏ nhỏ, dập tắt kịp thời, không thiệt hại.",
            "tips": "Ngày 28/8, tin về con trâu lạc được chia sẻ đến tất cả các nhóm trong vài phút; chủ trâu ở xã bên nhận lại sau gần 2 giờ.",
            "commendation": "Đề nghị biểu dương Nhóm ấp Phước Hội.",
            "posts": "Thông tin đến người dân nhanh, tin báo tăng.",
            "weaknesses": "Còn một tin về đá gà chưa chuyển đúng hạn do chờ xác minh.",
            "plan": "Chuyển đúng hạn các tin có dấu hiệu tội phạm.",
        },
    ),
    StoryReport(
        "2019-09",
        "2019-10-11 16:30",
        OFFICER,
        {
            "situation": "Ổn định; một số thanh niên tụ tập đêm đã được nhắc nhở.",
            "direction": "Họp Ban Chỉ đạo đánh giá ba tháng thực hiện.",
            "weaknesses": "Báo cáo tháng gửi chậm hai ngày do tổng hợp số liệu các ấp.",
            "plan": "Các ấp gửi báo cáo trước ngày 05 hằng tháng.",
        },
    ),
    StoryReport(
        "2019-10",
        "2019-11-08 08:50",
        OFFICER,
        {
            "situation": "Ổn định. Có vụ đòi nợ thuê hăm dọa, đã chuyển cơ quan điều tra. Lan truyền tin sai về bắt cóc trẻ em, đã đính chính trong buổi sáng.",
            "direction": "Triển khai chỉ đạo của tỉnh về nhân rộng mô hình.",
            "posts": "Bài đính chính được chia sẻ nhanh nhất trong tháng.",
            "tips": "Phần lớn tin được bắt đầu xử lý trong ngày.",
            "weaknesses": "Một tin đòi nợ thuê chuyển chậm hơn hạn.",
            "plan": "Cảnh báo tín dụng đen, trộm cắp dịp cuối năm.",
            "proposals": "Đề nghị huyện hỗ trợ tài liệu tuyên truyền bằng hình ảnh.",
        },
    ),
    StoryReport(
        "2019-11",
        "2019-12-06 15:45",
        OFFICER,
        {
            "situation": "Tình hình an ninh, trật tự cơ bản ổn định; còn tin về cho vay nóng tại khu nhà trọ công nhân.",
            "groups": "Các ấp tiếp tục vận động hộ chưa tham gia.",
            "tips": "Tin về nhóm bắt trộm chó được xác minh ngay trong đêm, thu giữ tang vật.",
            "plan": "Tăng tuần tra dịp cuối năm; chia sẻ bài phòng cháy, an toàn giao thông.",
        },
        draft=True,
    ),
    *(
        StoryReport(
            period, at, head, {"groups": "Các tổ duy trì nhóm, nhắc thành viên đọc bài."}, place=place
        )
        for period, at, head, place in (
            ("2019-10", "2019-11-04 19:30", "truong-ap.phuoc-le", "Phước Lễ"),
            ("2019-10", "2019-11-05 08:00", "truong-ap.phuoc-hoi", "Phước Hội"),
            ("2019-11", "2019-12-05 18:40", "truong-ap.phuoc-hoi", "Phước Hội"),
            ("2019-11", "2019-12-06 07:50", "truong-ap.phuoc-an", "Phước An"),
        )
    ),
)

# Three self-managed teams of the first hamlet still wait for their head's word, in November and in December.
_SLOW = ("Phước Lễ/08", "Phước Lễ/09", "Phước Lễ/10")
_STANDING = {
    "2019-07": {"Phước An/09": (Condition.QUIET, "Ít người đọc bài, đã nhắc tổ trưởng.")},
    "2019-08": {"Phước Lợi/06": (Condition.QUIET, "")},
    "2019-09": {"Phước Hòa/10": (Condition.TROUBLED, "Có người quảng cáo bán hàng, cần hướng dẫn xóa.")},
    "2019-10": {"Phước Lễ/07": (Condition.QUIET, "Nhiều hộ đi làm xa.")},
    "2019-11": {"Phước Bình/03": (Condition.TROUBLED, "Tổ trưởng chuyển đi, cần người thay giữ nhóm.")},
    "2019-12": {},
}


def _confirmations() -> Iterator[StoryConfirmation]:
    for month, otherwise in _STANDING.items():
        for place, hamlet in enumerate(HAMLETS):
            if month == "2019-12" and place > 2:
                continue
            keys = hamlet_groups(hamlet.name)
            if place == 0 and month in ("2019-11", "2019-12"):
                keys = tuple(key for key in keys if key not in _SLOW)
            yield StoryConfirmation(
                f"{month}-{3 + place % 3:02} {18 + place % 2}:{10 + 7 * place:02}",
                hamlet.head,
                keys,
                {key: otherwise[key] for key in keys if key in otherwise},
            )
        if month != "2019-12":
            yield StoryConfirmation(f"{month}-06 09:00", OFFICER, ("Họ đạo", "Công nhân 2"))
            yield StoryConfirmation(f"{month}-06 20:15", "cong-nhan.phuoc-ninh", ("Công nhân 1",))


CONFIRMATIONS = tuple(_confirmations())
