"""Whether a text names a known person: numbers by their last nine digits, names by their words in any order."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.identities.comparing import Match, compare

NAME, PHONE = "Chị Nguyễn Thị Lan", "0912.345.678"
WORDS = ["Nguyễn", "Thị", "Lan"]


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
        "０９１２３４５６７８",
        "O912 345 678",
        "09l2 345 678",
        "zalo.me/84912345678",
        "0912\u200b345\u00ad678",
        "0912 - 345 - 678",
        "0912\n345\n678",
        "không chín một hai ba bốn năm sáu bảy tám",
        "không chín mười hai ba bốn năm sáu bảy tám",
        "khong chin muoi hai ba bon nam sau bay tam",
        "chín trăm mười hai, ba trăm bốn mươi lăm, sáu bảy tám",
        "091 hai ba bốn 5678",
        "٠٩١٢٣٤٥٦٧٨",
        "०९१२३४५६७८",
        "0️⃣9️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣",
        "0❾❶②③④⑤⑥⑦⑧",
        "0̶9̶1̶2̶3̶4̶5̶6̶7̶8̶",
        "0912……345678",
        "0912  .  345  .  678",
        "0912 /\n\n/ 345 *** 678",
    ],
)
def test_a_number_is_known_by_its_last_nine_digits_in_whatever_shape(number):
    assert compare(f"Gọi lại {number} nhé", name="", phone=PHONE) is Match.WHOLE


@pytest.mark.parametrize("text", ["Gọi 0912 345 679", "Mất 912 con gà, 345.678 đồng", "CCCD 079912345", ""])
def test_another_number_is_not_the_same(text):
    assert compare(text, name="", phone=PHONE) is Match.NOTHING


@pytest.mark.parametrize("phone", ["", "113", "Không có", "ấp 2"])
def test_what_is_no_number_is_not_looked_for(phone):
    assert compare("Gọi 113 lúc 2 giờ ở ấp 2, không có ai", name="", phone=phone) is Match.NOTHING


def test_of_several_numbers_and_names_each_is_looked_for():
    both = {"name": "Trần Văn Ba / Nguyễn Thị Lan", "phone": "0987 654 321 / 0912 345 678"}
    assert compare("số 0912345678", **both) is Match.WHOLE
    assert compare("số 0987654321", **both) is Match.WHOLE
    assert compare("Lan Nguyễn Thị nói", **both) is Match.WHOLE
    assert compare("ông Trần Văn Ba nói", **both) is Match.WHOLE


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("Nguyễn Thị Lan báo mất xe", Match.WHOLE),
        ("nguyen thi lan", Match.WHOLE),
        ("NGUYỄN  THỊ   LAN", Match.WHOLE),
        ("Lan Nguyễn Thị", Match.WHOLE),
        ("Lan, họ Nguyễn, chữ lót Thị", Match.WHOLE),
        ("Nguy\u200bễn Thị Lan", Match.WHOLE),
        (unicodedata.normalize("NFD", "Nguyễn Thị Lan"), Match.WHOLE),
        ("Ｎguyễn Thị Lan", Match.WHOLE),
        ("thư nguyenthilan@vidu.vn", Match.WHOLE),
        ("Thị Lan", Match.HALF),
        ("Lan Nguyễn", Match.HALF),
        ("thi lan", Match.HALF),
        ("thị trường cây lan", Match.NOTHING),
        ("Nguyễn Thị Hoa", Match.NOTHING),
        ("Nguyễn Thị Làn", Match.NOTHING),
        ("Nguyễn Thị đi chợ về nhà gặp hai người lạ mặt rồi gọi bà Lan", Match.NOTHING),
        ("ông Lan", Match.NOTHING),
    ],
)
def test_a_name_is_known_by_all_its_words_in_any_order_near_each_other(text, match):
    assert compare(text, name=NAME, phone="") is match


@pytest.mark.parametrize(
    ("text", "name", "match"),
    [
        ("nhà văn hóa xã", "Văn Hòa", Match.NOTHING),
        ("nha van hoa xa", "Văn Hòa", Match.WHOLE),
        ("Văn Hoà", "Văn Hòa", Match.WHOLE),
        ("Nguyễn Văn Ðức", "Nguyễn Văn Đức", Match.WHOLE),  # U+00D0
        ("Lí Mĩ Quí", "Lý Mỹ Quý", Match.WHOLE),
        ("Nguyễn Văn Dức", "Nguyễn Văn Đức", Match.WHOLE),
        ("N g u y ễ n V ă n Đ ứ c", "Nguyễn Văn Đức", Match.WHOLE),
        ("N.g.u.y.e.n V.a.n D.u.c", "Nguyễn Văn Đức", Match.WHOLE),
        ("Nguyễn\u115fVăn Đức", "Nguyễn Văn Đức", Match.WHOLE),
        ("x_nguyễnvănđứcy", "Nguyễn Văn Đức", Match.WHOLE),
        ("Nguyễn Văn Đực", "Nguyễn Văn Đức", Match.NOTHING),
        ("Nguyễn Thị Lan", "nguyen thi lan", Match.WHOLE),
        ("chị Lan nói", "Lan", Match.HALF),
        ("cây lan", "Lan", Match.NOTHING),
        ("Nội dung tố cáo", "Người Tố Cáo", Match.NOTHING),
    ],
)
def test_accents_count_where_the_text_has_any(text, name, match):
    assert compare(text, name=name, phone="") is match


_FILLER = st.sampled_from(["và", "bên", "chợ", "rồi", "hôm", "qua"])


@given(st.permutations(WORDS), st.lists(st.lists(_FILLER, max_size=4), min_size=2, max_size=2), st.booleans())
def test_whatever_the_order_and_what_stands_between_a_whole_name_is_found(words, between, decomposed):
    text = " ".join([words[0], *between[0], words[1], *between[1], words[2]])
    text = unicodedata.normalize("NFD", text) if decomposed else text
    assert compare(f"Hôm qua {text} kể", name=NAME, phone="") is Match.WHOLE


@given(st.text(alphabet=" .-()\u200b\u00a0", max_size=3), st.sampled_from(["", "0", "84", "+84", "0084 "]))
def test_whatever_stands_between_its_digits_a_number_is_found(gap, prefix):
    assert compare(f"số {prefix}{gap.join('912345678')}", name="", phone=PHONE) is Match.WHOLE


@given(st.text(max_size=300))
def test_no_text_is_an_error(text):
    assert compare(text, name=NAME, phone=PHONE) in Match
