"""Numbers and names found in a text without knowing anyone, and the text that is left without them."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.identities.comparing import Match, compare
from portal.core.identities.finding import find, stamp, take_out


@pytest.mark.parametrize(
    ("text", "names", "phones", "left"),
    [
        (
            "[12/11/2019 20:15] Chị Nguyễn Thị A: có người lạ ở chợ 0912.345.678",
            "Nguyễn Thị A",
            "0912.345.678",
            "[12/11/2019 20:15] có người lạ ở chợ",
        ),
        ("Chị Nguyễn Thị A 0912345678: xe lạ ở chợ", "Nguyễn Thị A", "0912345678", "xe lạ ở chợ"),
        ("[20:15, 12/11/2019] Lan Hoa: mất gà. Lan Hoa lo lắm", "Lan Hoa", "", "[20:15, 12/11/2019] mất gà. người dân lo lắm"),
        ("12/11/2019, 20:15 - Nguyễn Văn B: mất gà", "Nguyễn Văn B", "", "12/11/2019, 20:15 - mất gà"),
        ("Nguyễn Thị A 20:15\nmất xe đạp", "Nguyễn Thị A", "", "mất xe đạp"),
        ("Em là Nguyễn Văn Bình ở ấp 2, thấy trộm", "Nguyễn Văn Bình", "", "ở ấp 2, thấy trộm"),
        ("tôi là nguyễn văn bình ở ấp 2", "nguyễn văn bình", "", "ở ấp 2"),
        ("Tôi tên Lan, thấy trộm", "Lan", "", "thấy trộm"),
        ("Người báo: Trần Thị Mai, có đánh bạc", "Trần Thị Mai", "", "có đánh bạc"),
        ("Chị Nguyễn Thị Lan báo mất xe", "Nguyễn Thị Lan", "", "Người dân báo mất xe"),
        ("Nguyen Thi Lan bao mat xe", "Nguyen Thi Lan", "", "Người dân bao mat xe"),
        ("nguyen thi lan: mat xe", "nguyen thi lan", "", "mat xe"),
        ("Hôm qua Lan Anh báo mất xe", "Lan Anh", "", "Hôm qua Người dân báo mất xe"),
        ("anh Tuấn (0987 654 321) cho vay", "Tuấn", "0987 654 321", "cho vay"),
        ("0987654321 - Trần Văn Ba thấy trộm", "Trần Văn Ba", "0987654321", "thấy trộm"),
        ("Nguy\u200bễn Văn Bình báo mất xe", "Nguyễn Văn Bình", "", "Người dân báo mất xe"),
    ],
)  # fmt: skip
def test_a_pasted_message_gives_who_sent_it(text, names, phones, left):
    found = find(text)
    assert (found.names, found.phones, take_out(found)) == (names, phones, left)
    assert compare(take_out(found), name=names, phone=phones) is Match.NOTHING


@pytest.mark.parametrize(
    "number",
    [
        "0912345678",
        "84912345678",
        "+84 912 345 678",
        "0084 912 345 678",
        "(84) 912 345 678",
        "+ 84 912345678",
        "912345678",
        "912.345.678",
        "０９１２３４５６７８",
        "O912 345 678",
        "zalo.me/84912345678",
        "01234567890",
        "028 3822 1234",
        "09\u200b12 345 678",
        "+1 408 555 0101 22",
        "không chín một hai ba bốn năm sáu bảy tám",
        "không chín mười hai ba bốn năm sáu bảy tám",
        "0912 345\n678",
        "0912/345/678",
        "091/234/5678",
        "0912:345:678",
        "0912|345|678",
        "0912*345*678",
        "0912;345;678",
        "0912, 345, 678",
        "0912'345'678",
        "[0912] 345 678",
        "0912 ... 345 ... 678",
        "912 34 56 78",
        "9 1 2 3 4 5 6 7 8",
        "09l2345678",
        "O9I2345678",
        "O 912 345 678",
        "sdt0912345678nhé",
        "0️⃣9️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣",
        "٠٩١٢٣٤٥٦٧٨",
        "०९१२३४५६७८",
        "0❾❶②③④⑤⑥⑦⑧",
        "066 3822 123",
    ],
)
def test_any_telephone_number_is_found(number):
    assert find(f"Số {number}, gọi sau 5 giờ").phones


@pytest.mark.parametrize(
    "text",
    [
        "Mất 1.500.000.000 đồng, còn 900.000.000 đồng và 912.345.678đ",
        "ngày 12/11/2019 20:15 ở chợ, lặp lại 05.11.2019 20:15",
        "05-11-2019 lúc 20 giờ, xe 70-B1 123.45, CCCD 079123456789",
        "Ông Lê Văn Bảy đánh vợ; đối tượng Trần Văn Ba bỏ trốn",
        "Tôi là người dân ấp 2. Tôi là Công an xã",
        "Địa điểm: chợ Phước Ninh\nNội dung: mất xe\nLúc 20:15: có tiếng nổ",
        "nhà anh Tư kế nhà văn hóa ấp 2",
        "Công văn số 12/CV-CAX ngày 05/11/2019",
        "",
    ],
)
def test_what_a_tip_says_every_day_is_no_finding(text):
    assert not find(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("có người lạ quanh chợ, gọi 0912.345.678", "có người lạ quanh chợ"),
        ("có người lạ, gọi lại cho tôi qua số 0912.345.678.", "có người lạ."),
        ("Mất gà. SĐT: 0912345678", "Mất gà."),
        ("Mất gà (số điện thoại 0912345678) ở chợ", "Mất gà ở chợ"),
        ("Gọi 0912345678 nhé", "Gọi nhé"),
        ("Chị Lan báo: thanh niên đua xe", "thanh niên đua xe"),
        ("Anh Tuấn 0912345678 báo: thanh niên đua xe", "thanh niên đua xe"),
        ("[12/11/2019 20:15] Chị Lan báo: có trộm", "[12/11/2019 20:15] có trộm"),
    ],
)
def test_what_only_led_to_it_goes_as_well(text, left):
    assert take_out(find(text)) == left


@pytest.mark.parametrize(
    ("text", "at", "left"),
    [
        ("[12/11/2019 20:15] có trộm", datetime(2019, 11, 12, 20, 15), "có trộm"),
        ("[20:15, 12/11/2019] có trộm", datetime(2019, 11, 12, 20, 15), "có trộm"),
        ("12/11/2019, 20:15 - có trộm", datetime(2019, 11, 12, 20, 15), "có trộm"),
    ],
)
def test_the_time_before_a_pasted_message_is_read(text, at, left):
    assert stamp(text) == (at, left)


@pytest.mark.parametrize(
    "text", ["", "có trộm lúc 20:15", "[20:15] có trộm", "[32/11/2019 20:15] x", "12/11/2019 mất xe"]
)
def test_what_is_no_date_with_a_time_is_left(text):
    assert stamp(text) is None


def test_what_was_found_is_shown_where_it_stands():
    found = find("Gọi 0912345678 nhé")
    assert found.parts() == [("Gọi ", False), ("0912345678", True), (" nhé", False)]


@given(st.text(alphabet=st.sampled_from("aĐễ09 18:[]/.\n,()là tôi chị Nguyễn\u200b\u0301"), max_size=120))
def test_no_text_is_an_error_and_nothing_found_is_left(text):
    found = find(text)
    assert "".join(part for part, _found in found.parts()) == text
    if found.phones:
        assert compare(take_out(found), name="", phone=found.phones) is Match.NOTHING
