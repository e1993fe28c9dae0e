"""A pasted table is read line by line, as people copy it."""

import pytest
from django.core.exceptions import ValidationError

from portal.steering.boards.pasting import MOST, PastedMember, read_table
from portal.steering.choices import BoardPlace


def test_a_table_with_numbers_and_headings_is_read_in_its_order():
    text = (
        "TT\tHọ và tên\tChức vụ\tVị trí\n"
        "1\tLê Văn Mẫu\tChủ tịch Ủy ban nhân dân xã\tTrưởng ban\n"
        "\n"
        "2.\tTrần  Thị Mẫu \tTrưởng Công an xã\tphó trưởng ban thường trực\n"
        "Ngô Văn Mẫu; Bí thư Đoàn; Ủy viên\n"
        "Đỗ Thị Mẫu"
    )
    assert read_table(text) == [
        PastedMember("Lê Văn Mẫu", "Chủ tịch Ủy ban nhân dân xã", BoardPlace.HEAD),
        PastedMember("Trần Thị Mẫu", "Trưởng Công an xã", BoardPlace.STANDING_DEPUTY),
        PastedMember("Ngô Văn Mẫu", "Bí thư Đoàn", BoardPlace.MEMBER),
        PastedMember("Đỗ Thị Mẫu", "", BoardPlace.MEMBER),
    ]


@pytest.mark.parametrize("place", list(BoardPlace))
def test_every_place_is_known_by_its_own_words(place):
    for words in (str(place.label), str(place.label).upper()):
        assert read_table(f"Lê Văn Mẫu\tBí thư\t{words}")[0].place is place


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Chưa có dòng nào"),
        ("TT\tHọ và tên", "Chưa có dòng nào"),
        ("Lê Văn Mẫu\tBí thư\tCố vấn", "Dòng 1: không rõ vị trí “Cố vấn”"),
        ("Lê Văn Mẫu\tBí thư\tThư ký\tthừa", "hơn ba cột"),
        (f"{'x' * 121}\tBí thư\t", "quá dài"),
        ("A\t\tTrưởng ban\nB\t\tTrưởng ban", "Chỉ một người là Trưởng ban"),
        ("\n".join(f"Người {n}" for n in range(MOST + 1)), "Nhiều nhất 60"),
    ],
)
def test_what_cannot_be_read_is_said_by_its_line(text, words):
    with pytest.raises(ValidationError) as wrong:
        read_table(text)
    assert any(words in said for said in wrong.value.messages)


def test_all_lines_that_are_wrong_are_said_at_once():
    with pytest.raises(ValidationError) as wrong:
        read_table("A\t\tx\nB\nC\t\ty")
    assert [said[:6] for said in wrong.value.messages] == ["Dòng 1", "Dòng 3"]
