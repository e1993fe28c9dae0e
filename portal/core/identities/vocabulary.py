"""Word lists of Vietnamese names, titles and verbs of speaking; `people` and `naming` say how they are used."""

from collections.abc import Callable

from portal.core.identities.reading import bare, key


def _listed(words: str, by: Callable[[str], str] = key) -> frozenset[str]:
    return frozenset(map(by, words.split()))


TITLES = _listed("ông bà anh chị cô chú bác em cậu dì mợ thím cháu cụ thầy")
# Titles typed without accents, each with whether it counts before a word in lower case: "co", "ba" are mostly other words.
BARE_TITLES = {
    "ong": True, "anh": True, "chi": True, "bac": True, "em": True, "thim": True, "ba": False, "co": False,
    "chu": False, "cau": False, "di": False, "mo": False, "chau": False,
}  # fmt: skip
SURNAMES = _listed("""
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn Vương Trịnh Trương Đinh Lâm Phùng Mai Tô
Hà Tạ Hứa Châu Thạch Quách Lương Lưu Từ Thái Triệu Tống Kiều Nghiêm Cao Văn La Lò Lô Lường Quàng Cầm Vàng Giàng Sùng Lầu
Thào Hạng Ma Nông Hoa Bế Chu Vi Hầu Đàm Thân Khổng Doãn Lại Mạc Mạch Tăng Thiều Ông Âu Diệp Kim Sơn Danh Thị Niê Êban
Ksor Rơ Siu Hồng Giang Cù Viên Ninh Bạch Phí Nhâm Trà Mã Ung Chế Đồng Tôn Trầm Khương Biện Cung Điêu Điểu Thổ Chau
""")
BARE_SURNAMES = frozenset(bare(word) for word in SURNAMES)
# After a surname these make it an office: "Đoàn thanh niên".
OFFICES = _listed("thanh viên xã phường phụ cơ sở trường kiểm công hội tra tiểu")
# In lower case only what is no common word: "nguyễn văn a", but not "cao", "hoa", "mai".
SURE = _listed("nguyễn trần lê phạm huỳnh phan võ vũ đặng bùi ngô trịnh đoàn trương hoàng đỗ")
BARE_SURE = _listed("nguyen tran pham huynh trinh hoang", str)
# After these any surname is one, in whatever case and without accents.
MIDDLE = _listed("văn thị van thi")

GIVEN = _listed("""
Lan Huệ Cúc Hồng Mai Đào Hoa Liên Hương Hường Hằng Hạnh Hà Hải Hùng Hưng Dũng Cường Tuấn Tú Tùng Tâm Thảo Thu Thủy Thúy Thư
Trang Trinh Trúc Trung Trường Tuyết Uyên Vân Vy Xuân Yến Anh Ánh Bảo Bích Bình Châu Chi Công Danh Diễm Diệu Dung Duy Duyên
Đạt Đức Giang Hiền Hiếu Hiệp Hòa Hoàng Huy Huyền Khải Khang Khánh Khoa Kiên Kiệt Kiều Lâm Linh Loan Lộc Long Luân Lực Ly
Minh My Nam Nga Ngân Nghĩa Ngọc Nguyên Nguyệt Nhân Nhàn Nhi Nhung Như Oanh Phát Phong Phú Phúc Phụng Phương Phượng Quân Quang
Quốc Quý Quyên Quỳnh Sang Sơn Sương Tài Tân Thắng Thanh Thành Thắm Thiện Thịnh Thoa Thơ Thơm Thuận Thùy Tiên Tiến Tín Toàn
Trâm Trân Trí Triết Vinh Vũ Vương Út Tư Bảy Tám Sáu Chín Nguyễn Trần Phạm Huỳnh
""")
# Given names that no common word equals without accents.
BARE_GIVEN = _listed("lan hue huong hang hanh hung dung cuong tuan tung thao thuy trang trinh truc tuyet uyen "
                     "yen bich diem dat duc giang hien hieu huyen khang khanh kiet kieu linh loan ngan nghia ngoc "
                     "nguyet nhung oanh phuc phung phuong quyen quynh thang thinh thoa tram vinh nga", str)  # fmt: skip

# Words that no name begins with, after a title or at the beginning of a line: objects, places, offices, kinship, verbs.
_COMMON = """
ấp thôn xóm tổ khu khối xã phường huyện tỉnh quận chợ trường trạm chùa nhà quán tiệm cầu đường kênh rạch sông cống ruộng rẫy vườn lô
hẻm ngõ ngã quốc hương công an ủy ubnd ban hội đội đoàn mặt chi đảng chính cơ sở ngân bưu bệnh phòng văn trụ kho bãi lò trại bến cây
trưởng phó chủ chú người dân bà ông con em anh chị cháu bé gái trai già trẻ nhỏ lớn ruột rể dâu chồng vợ bố mẹ cha má nội ngoại họ bạn
hàng thợ thầy giáo viên bí thư cán bộ chiến sĩ sỹ sĩ học sinh công nhân nông tài xế lái bảo vệ thanh niên thiếu nhóm hộ gia khách
tôi tui mình ta ấy này kia đó nào ai gì nọ đây bác hai ba một hàng xóm láng lối khóm khuyến cựu phụ nữ
có không bị được đã đang sẽ vừa mới cũng đều còn rất quá thì mà là và với của ở tại từ đến đi về ra vào lên xuống qua sang lại trên dưới
trong ngoài trước sau giữa bên cạnh gần xa đầu cuối khi lúc giờ ngày đêm sáng trưa chiều tối khuya hôm nay mai tuần tháng năm thứ
mất trộm cướp giật đánh chém cãi gây rối chửi dọa đe say nhậu cháy nổ tai nạn va chạm xe máy ô tô chó gà bò trâu heo tiền vàng ví đồ
lừa đảo vay nợ cờ bạc bài ma túy hút chích đua mua bán chở chạy đứng ngồi nằm thấy nghe nhìn biết gọi báo nói kể gửi hỏi nhờ xin cần
nội dung địa điểm chỉ thời gian thời hạn vụ việc sự tin nguồn phản ánh kiến nghị tố cáo giác ghi lý lưu đề nghị xuất kết quả xử hướng
số sđt đt điện thoại mã biển loại tên tuổi năm sinh cmnd cccd ngành nghề lần mức đối tượng nạn nhân nghi phạm kẻ bọn đám
khẩn gấp kèm gồm cụ thể ví dụ như sau tóm tắt tình hình hiện trạng nguyên do hậu thiệt hại tổng cộng giá trị tiếng ồn khói rác nước
loa đèn hỏi đáp trả lời khen góp cảm ơn thông cảnh nhắc đã nhiều ít mấy các những mọi toàn hết cả vì nên nếu tuy nhưng để cho theo
kính quý zalo facebook link website http https email fb tik file ảnh hình video bài tiêu trích nêu căn cứ luật nghị quyết điều khoản
ý camera bằng chứng tang vật phương tiện chứng kiến lạ hay nhặt tìm thủ tục lịch giấy tờ thu chi nhận chuyển giao tuần tra kiểm
"""
COMMON = _listed(_COMMON)
BARE_COMMON = _listed(_COMMON, bare)
# Names by order of birth, as they are used in the south: "anh Hai".
ORDER = _listed("hai ba tư năm sáu bảy tám chín mười út cả")
# What a place or an office is called by, right before its own name: "chợ Phước Ninh", "Công an Phước Ninh".
PLACES = _listed("""
ấp thôn xóm tổ khu khối xã phường huyện tỉnh quận thị trấn chợ trường trạm chùa quán tiệm cầu đường kênh rạch sông cống an ban hội
đội đoàn ty hàng điện viện phố miếu đình hồ núi suối bến lò trại cư thờ hẻm ngõ nước đạo buôn bản làng nhóm hiệu hãng xe kho bãi lộ ngã
""")
# Where a name in lower case ends.
AFTER_NAME = _listed(
    "ở ngụ trú cư nhà tại số sđt đt điện thôn ấp xóm tổ khu xã báo gọi muốn xin có thấy đây bị và là ạ nè nha nhé với cùng đang vừa lúc hồi"
)
# After a name: where that person lives.
LIVES = _listed("ở ngụ trú cư nhà tại thôn ấp xóm tổ khu xã")
