"""Texts labelled by whether the portal must stop and ask whose name or number is in them, nothing being known.

Asking costs one tap, a name let through is read by everyone above: where a text can be read both ways it is asked about.
"""

import re
import sys
from re import _parser

import pytest

from portal.config.demo import phuoc_ninh_tips, thuan_loi_tips
from portal.core.identities import comparing, finding, headers, people, phones, reading
from portal.core.identities.comparing import compare
from portal.core.identities.finding import find, take_out

ASKED = """
chị Lan báo có trộm
bà Lan trình báo mất xe
Chị Út báo trộm
anh hai báo có đá gà
chị lan báo có trộm
bà ba bán nước ngoài chợ, chị lan kể lại
nguyễn thị lan báo có trộm
Nguyen Thi Lan bao co trom
nguyen thi lan bao co trom
Lan Anh báo có trộm
Lan báo có trộm
Hôm qua Lan báo có trộm
H’Hen Niê báo có trộm
Y Moan báo có trộm
K'Brêu báo có người lạ
Ông Tư phản ánh quán mở nhạc lớn
chị lan bán cá báo có trộm
Cô Hạnh vừa gọi điện báo mất gà
Thầy Minh tố giác nhóm đánh bạc
Bác Sáu đã đến trình báo
Chú Ba Lành có báo trộm
bà Nguyễn Thị Lan ở ấp 2 báo mất xe
Bà Nguyễn Thị Lan, nhà ở tổ 5, ấp 2, trình báo mất xe
Trần Văn Ba gửi tin có đánh bạc
Do bà Nguyễn Thị Lan cung cấp
Nghe cô Thúy nói có người lạ
Theo lời ông Bảy kể thì đêm qua có trộm
TRẦN THỊ MAI BÁO MẤT TRỘM
CHỊ LAN BÁO MẤT XE
Nguyễn thị lan báo mất xe
Lan: có trộm
Lan Anh: có trộm
chị lan: có trộm
nguyễn thị lan: trộm
Nguyen Thi Lan: trom
lan anh: có trộm
Y Moan: có trộm
Bảy Lan: có trộm
Mẹ Bống: có trộm
20:15 Lan: trộm
12/11/2019 20:15 Lan: trộm
12/11/2019 20:15 Mẹ Bống: trộm
[20:15, 12/11/2019] Shop hoa tươi: mất gà
[12/11/2019 20:15] Chị Nguyễn Thị A: có người lạ
12/11/2019, 20:15 - Nguyễn Văn B: mất gà
🌸Lan🌸: có trộm
Lan： có trộm
> Lan: có trộm
- Chị Lan (ấp 2): có trộm
Chị Lan ấp 2: có trộm
Anh Tư 0912345678: có trộm
Lan (20:15) trộm
Lan Hoa [20:15] có trộm
Nguyễn Thị A 20:15⏎mất xe đạp
Nguyễn Thị A⏎20:15⏎mất xe
Lan⏎20:15⏎mất xe
A Nguyễn [20:15]⏎mất xe
Tin lúc tối⏎Lan Anh: có trộm
Có trộm ở chợ.⏎Nguyễn Thị Lan
Có trộm ở chợ.⏎Chị Lan
Tôi, Nguyễn Thị Lan, thấy trộm
Tôi Nguyễn Thị Lan thấy trộm
Tôi, Lan, thấy trộm
Em là Nguyễn Văn Bình ở ấp 2
Tôi là nguyễn văn bình ở ấp 2
Tôi tên Lan, thấy trộm
tôi tên lan, thấy trộm
Toi la Lan, thay trom
Tên tôi là Hạnh
em Lan đây ạ có trộm
chị lan đây, có trộm
Lan đây, có trộm
Nguyễn Thị Lan đây
Nguồn tin: Nguyễn Thị Lan
Nguồn tin: Lan
Nguồn tin: chị lan bán cá
Tin của bà Nguyễn Thị Lan
Tin nhắn của chị Lan
Đơn của ông Tư
Theo Trần Thị Mai thì quán mở khuya
Người báo: Trần Thị Mai, có đánh bạc
Người báo tin là chị Lan
Người cung cấp: lan
Họ và tên: Lan
Ký tên: Lan
Chị Lan, báo có trộm
Anh A. báo mất xe
Anh A (1980) báo mất xe
Nguyễn Văn A, SN 1980, trú ấp 2, trình báo mất xe
Anh Nguyễn Văn A (SN 1980, ngụ ấp 2) trình báo mất xe
Lan ở ấp 2 báo mất xe
Lan lúc 20:15: có trộm
Lan, 20 giờ 15: có trộm
Nguyễn Thị A lúc 20:15⏎mất xe
1. Lan: có trộm
Nguyễn Thị Lan - có trộm
Có trộm - Lan
Có trộm ở chợ. Chị Lan
Có trộm ở chợ. Lan
Người liên hệ: chị Lan
Liên hệ chị Lan
Từ: Lan
Chị Lan nhờ xem giúp
Gọi lại 0912 345⏎678
0912/345/678 nhé
Số 912 34 56 78
09l2345678
0️⃣9️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣
không chín mười hai ba bốn năm sáu bảy tám
""".strip().splitlines()

PASSES = """
Mất trộm xe đạp trước chợ
Mất trộm xe đạp trước chợ Phước Minh
Gây rối: đêm qua ở chợ
Địa điểm: chợ Phước Ninh
Địa điểm: chợ Phước Ninh⏎Nội dung: mất xe⏎Thời gian: 20:15⏎Đối tượng: hai thanh niên lạ
Lúc 20:15 có tiếng nổ
Lúc 20:15: có tiếng nổ
20:15 có tiếng nổ
20:15: có tiếng nổ ở chợ
Sáng nay (20:15) mất xe
Đêm qua⏎20:15⏎mất xe
Xe biển số 70B1-123.45 chạy nhanh
Xe 70-B1 123.45 và 51F-912.34 đậu trước chợ lúc 20:15 ngày 05/11/2019
ngày 12/11/2019 20:15 ở chợ, lặp lại 05.11.2019 20:15
05/11/19 20:15 mất xe
Mất 1.234.567 đồng
Mất 1.500.000.000 đồng, còn 900.000.000 đồng và 912.345.678đ
Vay 35 000 000 đồng, trả 350.000.000
CCCD 079123456789
Công văn số 12/CV-CAX ngày 05/11/2019
Các tổ 05, 06, 07, 08, 09 mất điện
tổ 3, 4, 5, 6, 7, 8, 9, 10 mất nước
Năm 2017, 2018, 2019 đều có trộm
Từ 19:00 đến 22:30 các ngày 01/07/2025, 02/07/2025, 03/07/2025
Ông Lê Văn Bảy đánh vợ; đối tượng Trần Văn Ba bỏ trốn
Ông Lê Văn Bảy đánh vợ: hàng xóm can không được
ông bảy đánh vợ: hàng xóm can không được
Ông X nhận tiền
Mất xe, bà Nguyễn Thị Lan thấy
nhà anh Tư kế nhà văn hóa ấp 2
Nhà anh Tư: mất gà
Tôi là người dân ấp 2. Tôi là Công an xã
Một hộ báo mất trâu từ đêm qua
Người dân báo có trộm
Dân báo có trộm
Bà con báo có trộm
bà con ấp 2: mất gà
Bà con ở đây nói nhiều đêm rồi
Hàng xóm nói có tiếng súng
Công an xã báo lịch tiếp dân
Công an Phước Ninh thông báo lịch
Trưởng ấp Phước Lễ báo có cháy
Đoàn thanh niên báo lịch sinh hoạt
Đoàn Thanh niên báo lịch sinh hoạt
Hội Phụ nữ xã thông báo
Trường tiểu học báo mất quạt
Ủy ban nhân dân xã thông báo
UBND xã thông báo
Tổ trưởng tổ 5 trình báo
Đã báo gia đình
Đã báo lại trong nhóm ấp
Có người báo mất xe
Loa báo động kêu suốt đêm
co nguoi bao mat xe
ba con noi co trom
mat trom xe dap truoc cho
DÂN BÁO MẤT XE
ĐÊM QUA CÓ NGƯỜI BÁO MẤT XE
MẤT XE: ĐÊM QUA Ở CHỢ
Ở đây hay mất trộm
Trước đây có báo rồi
Từ đây đến chợ hay kẹt xe
Nguồn tin: Zalo nhóm ấp
Nguồn tin: người dân
Nguồn tin: Công an tỉnh
Tin của trưởng ấp
Tin của bà con
Theo dõi thêm
Theo Luật An ninh mạng
Theo lời người dân thì quán mở khuya
Theo bà con kể thì có trộm
Mất điện thoại của anh Tư
Anh em trong nhà tranh chấp lối đi
Hai anh em nói qua nói lại rồi đánh nhau
Chủ quán nói sẽ nghỉ
Vợ chồng cãi nhau, con gái báo
Khẩn: cháy ở chợ
Cháy: nhà kho sau chợ
Trộm: đêm qua ở chợ
Ấp 2: mất gà
Chợ Phước Ninh: mất gà
Số điện thoại của xã
https://vidu.vn/tin: xem
Kính gửi: Công an xã
Kính gửi Công an xã Phước Ninh
Thứ hai: họp tổ
Không rõ ai nói
Trộm vào nhà Trần Văn Ba, hàng xóm báo
Ông Lê Văn Bảy, ngụ ấp 2, đánh vợ
Mất gà - Phước Lễ
Mất xe. Trước chợ
Gọi 113. Cháy
Tối qua, Ấp 2, có người báo mất xe
Liên hệ công an xã
Từ: chợ
Quán karaoke Hoàng Anh bị nói nhiều lần
Kẻ gian gọi điện báo trúng thưởng
Nhân dân ấp Phước Hội báo: có trộm
Chú ý: cháy
Camera: xe đỏ chạy qua
Kết quả: đã nhắc nhở
Bị hại: Nguyễn Văn A
Chị bán vé số báo có trộm
Bà hàng xóm báo có trộm
Anh Công an báo lịch
Học sinh Trường THCS Phước Ninh báo mất xe
Mời ông Trần Văn Ba lên làm việc
""".strip().splitlines()


# What the guide says is not seen: whoever corrects one of these corrects docs/bao-mat.md.
NOT_SEEN = """
Hôm qua có gặp Nguyễn Thị Lan ở chợ
mẹ bống: có trộm
Bống báo có trộm
Sáng: có trộm
chị bán vé số báo có trộm
bà hàng xóm báo có trộm
chị Lan than phiền về tiếng ồn
0912 rồi 345 rồi 678
0912 ba bốn năm 678
0912 34S 678
Gọi 3822 123
số 912.345.678 đồng
09/12/2019 34 ở chợ
""".strip().splitlines()

STORIES = [*phuoc_ninh_tips.TIPS, *thuan_loi_tips.TIPS]
TOLD = sorted(
    {tip.summary for tip in STORIES}
    | {text for tip in STORIES for transition in tip.transitions for text in transition.given.values()}
)


@pytest.mark.parametrize("text", ASKED)
def test_who_tells_is_asked_about(text):
    assert find(text.replace("⏎", "\n"))


@pytest.mark.parametrize("text", [*PASSES, *TOLD])
def test_what_names_nobody_passes(text):
    assert [finding.written for finding in find(text.replace("⏎", "\n")).findings] == []


@pytest.mark.parametrize("text", NOT_SEEN)
def test_what_the_guide_says_is_not_seen_is_not_seen(text):
    assert not find(text)


@pytest.mark.parametrize("text", ASKED)
def test_what_was_taken_out_is_not_asked_about_again(text):
    left = take_out(find(text.replace("⏎", "\n")))
    assert [finding.written for finding in find(left).findings] == []


HOSTILE = """
0912 |1 |0 |O|l|+84|05/11/2019 |20:15 |[1|(20:15|(|:|...|Lan: |chị Lan |chị |Tôi là Lan Hoa |Nguyễn Thị Lan báo |báo |có |Nguyễn
|n g u y |người báo |tin của |không chín |mười |đây |Lan⏎20:15⏎|⏎| |, |theo lời kể của |a|tôi |\u0301
""".replace("\n", "").split("|")


def _steps(text: str) -> int:
    """How many calls it takes to find and take out; a regular expression's own steps are held by the next test."""
    count = 0

    def step(_frame, _event, _argument):
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(step)
    try:
        take_out(find(text))
        compare(text, name="Nguyễn Văn Đức", phone="0912345678")
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("passage", HOSTILE)
def test_the_work_grows_with_the_text_and_no_faster(passage):
    passage = passage.replace("⏎", "\n")
    short, long = ((passage * length)[:length] for length in (500, 2000))
    _steps(short)
    assert _steps(long) <= 6 * _steps(short) + 500  # four times the text


def _repeats(pattern, within=False):
    """Whether a parsed pattern repeats something without a bound inside something that is repeated without one."""
    for operation, value in pattern:
        if operation in (_parser.MAX_REPEAT, _parser.MIN_REPEAT):
            _least, most, inner = value
            unbounded = most is _parser.MAXREPEAT or most > 100
            if (unbounded and within) or _repeats(inner, within or unbounded):
                return True
        else:
            parts = value if isinstance(value, tuple | list) else [value]
            for part in parts:
                nested = part if isinstance(part, list) else [part]
                if any(isinstance(n, _parser.SubPattern) and _repeats(n, within) for n in nested):
                    return True
    return False


def test_no_pattern_repeats_a_repetition():
    patterns = {
        name: value
        for module in (comparing, finding, headers, people, phones, reading)
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern)
    }
    assert len(patterns) > 15
    assert [
        name for name, value in patterns.items() if _repeats(_parser.parse(value.pattern, value.flags))
    ] == []
    assert _repeats(_parser.parse(r"x(?:a*b)+"))
