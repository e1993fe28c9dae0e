"""What is in a report: the figures of four spans, words of the paper, and nothing that is not JSON."""

import hashlib
import json
from datetime import date

import pytest
from django.urls import reverse

from groups.services import close_group, confirm_group, count_members, set_base
from portal.core import clock
from portal.core.indicators import Known, Measure
from portal.core.periods import CutOff, Period
from portal.steering.choices import SettingKey
from portal.steering.unit_settings.services import set_setting
from portal.units import figures
from reports import content
from reports.appendix import KINDS
from reports.sections import narrative_keys
from reports.selectors import live_content
from tests.factories import people
from tests.factories.rows import at, group, letterhead, post, report, tip, tip_in
from tests.factories.units import SYSTEM
from tests.markup import unindented

pytestmark = pytest.mark.django_db


def build(unit, code="2019-11", cut_off=CutOff.CALENDAR, narrative=None):
    return live_content(unit, Period.parse(code), cut_off, narrative or {})


def figure(built, key):
    return {span: parts["value"] for span, parts in built["figures"][key].items()}


def row(built, key):
    appendix = built["appendix"]
    return appendix["table"]["rows"][appendix["keys"].index(key)]


def receive(unit, *days):
    for day in days:
        with clock.pinned_to(at(day, 23)):
            tip(unit, received_at=at(day, 12))


def test_a_month_is_set_beside_the_one_before_and_the_year_so_far(country):
    receive(
        country.hamlet,
        "2018-11-15",
        "2019-01-02",
        "2019-10-31",
        "2019-11-01",
        "2019-11-30",
        "2019-11-15",
        "2019-12-01",
    )
    built = build(country.commune)
    assert figure(built, "tips.received") == {"this": 3, "previous": 1, "year_to_date": 5}
    assert row(built, "tips.received")[3:] == ["3", "1", "+2", "5"]


def test_january_is_set_beside_december(country):
    receive(country.hamlet, "2018-12-31", "2019-01-01", "2019-01-31")
    assert figure(build(country.commune, "2019-01"), "tips.received") == {
        "this": 2,
        "previous": 1,
        "year_to_date": 2,
    }


def test_longer_periods_are_set_beside_the_same_of_last_year_and_nothing_twice(country):
    group(country.hamlet, opened_on=date(2018, 1, 1))
    receive(
        country.hamlet, "2018-03-01", "2018-09-01", "2018-10-01", "2019-03-01", "2019-05-01", "2019-09-01"
    )
    first, second, year = (build(country.commune, code) for code in ("2019-H1", "2019-H2", "2019"))
    assert figure(first, "tips.received") == {"this": 2, "last_year": 1}
    assert figure(second, "tips.received") == {"this": 1, "last_year": 2, "year_to_date": 3}
    assert figure(year, "tips.received") == {"this": 3, "last_year": 3}
    assert row(first, "tips.received")[3:] == ["2", "1", "+1"]


@pytest.mark.parametrize("code", ["2019-01", "2019-11", "2019-H1", "2019-H2", "2019"])
def test_no_report_compares_days_with_themselves(country, code):
    built = build(country.commune, code)
    spans = [tuple(days) for name, days in built["spans"].items() if name != "year_to_date"]
    assert len(set(spans)) == len(spans) == 2
    labels = [column["label"] for column in built["appendix"]["table"]["columns"]]
    assert len(set(labels)) == len(labels)
    assert not [label for label in labels if "kỳ trước" in label.lower() or "kỳ này" in label.lower()]


def test_by_the_fifteenth_the_days_are_others(country):
    receive(country.hamlet, "2019-10-14", "2019-10-15", "2019-11-14", "2019-11-15")
    built = build(country.commune, cut_off=CutOff.FIFTEENTH)
    assert figure(built, "tips.received") == {"this": 2, "previous": 1, "year_to_date": 3}
    assert built["spans"]["this"] == ["2019-10-15", "2019-11-15"]
    assert "từ ngày 15/10/2019 đến ngày 14/11/2019" in built["opening"][0]


def test_nothing_before_is_no_growth_and_nothing_at_all_is_zero(country):
    receive(country.hamlet, "2019-11-05")
    built = build(country.commune)
    assert row(built, "tips.received")[3:] == ["1", "1"]
    assert row(build(country.neighbour), "tips.received")[3:] == ["—"]


def test_fewer_than_before_is_a_minus(country):
    receive(country.hamlet, "2019-10-05", "2019-10-06", "2019-10-07", "2019-11-05")
    assert row(build(country.commune), "tips.received")[5] == "−2"


def test_before_the_model_began_a_year_has_no_figures(country):
    group(country.hamlet, opened_on=date(2019, 6, 10))
    receive(country.hamlet, "2019-07-01")
    built = build(country.commune, "2019")
    assert row(built, "groups.all")[3:] == ["1"]
    assert row(built, "tips.received")[3:] == ["1"]
    assert "so với" not in " ".join(texts(built))
    assert any("mô hình chưa bắt đầu" in note for note in built["appendix"]["notes"])


def test_a_column_without_one_value_is_left_out_and_named_once(country):
    group(country.hamlet, opened_on=date(2019, 6, 10))
    receive(country.hamlet, "2019-07-01")

    def shown(code):
        appendix = build(country.commune, code)["appendix"]
        left_out = [note for note in appendix["notes"] if note.startswith("Không ghi cột")]
        return (
            [column["label"] for column in appendix["table"]["columns"]][3:],
            appendix["spans"][3:],
            left_out,
        )

    assert shown("2019") == (
        ["Năm nay"],
        ["this"],
        ["Không ghi cột chưa có số liệu: Năm trước; Tăng, giảm; Tăng, giảm %."],
    )
    labels, spans, left_out = shown("2019-07")
    assert labels == ["Tháng này", "Tháng trước", "Tăng, giảm", "Lũy kế từ đầu năm"]
    assert spans == ["this", "previous", "", "year_to_date"]
    assert left_out == ["Không ghi cột chưa có số liệu: Tăng, giảm %."]
    receive(country.hamlet, *["2019-08-01"] * 20)
    labels, _spans, left_out = shown("2019-09")
    assert labels == ["Tháng này", "Tháng trước", "Tăng, giảm", "Tăng, giảm %", "Lũy kế từ đầu năm"]
    assert left_out == []


def test_a_ratio_without_base_is_a_dash_and_above_a_hundred_has_its_note(country):
    group(country.hamlet, kind="hamlet")
    group(country.other_hamlet, kind="hamlet")
    without = build(country.commune)
    assert row(without, "coverage.has-group.hamlets")[3:7] == ["—", "—", "—", "—"]
    assert not [note for note in without["appendix"]["notes"] if note.startswith("(*)")]
    set_base(by=people.officer(country.commune), unit=country.commune, subject="hamlets", year=2019, count=1,
             source="x", as_of=date(2019, 1, 1))  # fmt: skip
    above = build(country.commune)
    assert row(above, "coverage.has-group.hamlets")[3] == "200% (2/1) (*)"
    assert [note for note in above["appendix"]["notes"] if note.startswith("(*)")]


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        (Measure(0), "0"),
        (Measure(1234), "1.234"),
        (Measure(7, 8), "87,5% (7/8)"),
        (Measure(0, 8), "0% (0/8)"),
        (Measure(8, 8), "100% (8/8)"),
        (Measure(5201, 5202), "99,9% (5.201/5.202)"),
        (Measure(9, 8), "112,5% (9/8) (*)"),
        (Measure(3, 0), "—"),
        (Measure(0, known=Known.NOT_REPORTED), "—"),
        (Measure(0, known=Known.NOT_APPLICABLE), "—"),
        (Measure(13, 21, units=(4, 11)), "13/21, tính trên 4/11 xã"),
        (Measure(13, 21, units=(9, 11)), "61,9% (13/21), tính trên 9/11 xã"),
        (Measure(13, 21, units=(11, 11)), "61,9% (13/21)"),
        (Measure(13, 21, units=(1, 1)), "61,9% (13/21)"),
    ],
)
def test_a_measure_in_print(measure, words):
    assert figures.words(measure) == words


def test_the_paper_reads_as_the_decree_wants(country):
    kept = letterhead(country.commune, symbol="BC-BCĐ", recipients="- Công an huyện;\n\n- Đảng ủy xã;")
    built = content.build(
        unit=country.commune,
        period=Period.parse("2019-11"),
        cut_off=CutOff.CALENDAR,
        narrative={},
        paper=content.Paper(kept, signed_on=date(2019, 12, 8), number=5),
    )
    assert built["title"] == "BÁO CÁO"
    assert built["letterhead"]["number"] == "Số: 05/BC-BCĐ"
    assert built["letterhead"]["place_date"] == "Phước Ninh, ngày 08 tháng 12 năm 2019"
    assert built["recipients"] == ["- Công an huyện;", "- Đảng ủy xã;"]
    assert built["appendix"]["title"] == "SỐ LIỆU XÃ PHƯỚC NINH, THÁNG 11 NĂM 2019"
    assert built["appendix"]["reference"] == "(Kèm theo Báo cáo số 05/BC-BCĐ, ngày 08 tháng 12 năm 2019)"
    assert [above["code"] for above in built["map"]["line"]] == ["72", "707", "25561"]


def test_a_draft_leaves_its_number_and_day_open(country):
    built = build(country.commune)
    assert built["draft"] is True
    for text in (
        built["letterhead"]["number"],
        built["letterhead"]["place_date"],
        built["appendix"]["reference"],
    ):
        assert not [letter for letter in text if letter.isdigit()]


def texts(built):
    return [text for section in built["sections"] for text in section["paragraphs"]]


def test_an_empty_section_is_left_out_and_the_rest_is_numbered_as_it_comes(country):
    told = {"situation": "Dòng một.\n\n Dòng hai.", "coordination": "Với Mặt trận.", "proposals": "Cấp máy."}
    built = build(country.commune, narrative=told)
    assert [(section["heading"], section["paragraphs"]) for section in built["sections"]] == [
        ("I. TÌNH HÌNH", ["Dòng một.", "Dòng hai."]),
        ("II. KẾT QUẢ THỰC HIỆN", []),
        ("1. Công tác phối hợp", ["Với Mặt trận."]),
        ("III. KIẾN NGHỊ, ĐỀ XUẤT", ["Cấp máy."]),
    ]
    # The last section of all may be under a heading.
    last = build(country.commune, narrative={"coordination": "Với Mặt trận."})
    assert [section["heading"] for section in last["sections"]] == [
        "I. KẾT QUẢ THỰC HIỆN",
        "1. Công tác phối hợp",
    ]
    # Where nothing is under a heading, it goes too.
    without = build(country.commune, narrative={"situation": "Ổn định.", "proposals": "Cấp máy."})
    assert [section["heading"] for section in without["sections"]] == [
        "I. TÌNH HÌNH",
        "II. KIẾN NGHỊ, ĐỀ XUẤT",
    ]


def test_every_section_of_a_month_and_of_longer_periods_in_its_order(country):
    group(country.hamlet)
    receive(country.hamlet, "2019-05-05", "2019-11-05")
    for day in ("2019-05-06", "2019-11-06"):
        with clock.pinned_to(at(day)):
            post(country.commune)
    headings = {}
    for code in ("2019-11", "2019-H1", "2019"):
        keys = narrative_keys(country.commune, Period.parse(code))
        built = build(country.commune, code, narrative=dict.fromkeys(keys, "Có."))
        headings[code] = [section["heading"] for section in built["sections"]]
    results = [
        "I. TÌNH HÌNH",
        "II. KẾT QUẢ THỰC HIỆN",
        "1. Công tác lãnh đạo, chỉ đạo, tham mưu",
        "2. Xây dựng, duy trì hoạt động các nhóm Zalo",
        "3. Công tác tuyên truyền",
        "4. Tiếp nhận, xử lý tin, phản ánh",
        "5. Công tác phối hợp",
        "6. Công tác thi đua, khen thưởng",
    ]
    assessed = ["III. ĐÁNH GIÁ CHUNG", "1. Ưu điểm", "2. Tồn tại, hạn chế và nguyên nhân"]
    last = "V. KIẾN NGHỊ, ĐỀ XUẤT"
    assert headings == {
        "2019-11": [*results, "III. KHÓ KHĂN, VƯỚNG MẮC", "IV. NHIỆM VỤ TRỌNG TÂM THÁNG 12", last],
        "2019-H1": [*results, *assessed, "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ 6 THÁNG CUỐI NĂM 2019", last],
        "2019": [*results, *assessed, "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2020", last],
    }


def named(unit, programme, on=date(2019, 5, 1)):
    set_setting(by=SYSTEM, unit=unit, key=SettingKey.PROGRAMME, value=programme, on=on)


def test_a_report_calls_the_model_as_its_unit_did_on_the_periods_last_day(country):
    named(country.commune, "Nhóm Zalo")
    named(country.commune, "Zalo kết nối bình yên", on=date(2019, 12, 1))
    subjects = {code: build(country.commune, code)["subject"] for code in ("2019-11", "2019-12")}
    assert subjects == {
        "2019-11": "Kết quả thực hiện mô hình “Nhóm Zalo” tháng 11 năm 2019",
        "2019-12": "Kết quả thực hiện mô hình “Zalo kết nối bình yên” tháng 12 năm 2019",
    }
    assert "“Nhóm Zalo”" in build(country.hamlet, "2019-11")["opening"][0]


def test_no_filler_and_the_closing_says_to_whom(country):
    letterhead(country.commune, recipients="- Công an huyện;\n- Đảng ủy xã.")
    named(country.commune, "Bình yên")
    built = build(country.commune)
    assert built["sections"] == [
        {"heading": "", "level": 1, "paragraphs": ["Không phát sinh."], "table": None}
    ]
    assert built["closing"] == [
        "Trên đây là báo cáo kết quả thực hiện mô hình “Bình yên” tháng 11 năm 2019, Ban Chỉ đạo phòng, chống tội phạm xã Phước Ninh kính báo cáo Công an huyện, Đảng ủy xã theo dõi, chỉ đạo./."
    ]
    group(country.hamlet)
    receive(country.hamlet, "2019-11-05")
    everything = texts(build(country.commune))
    assert len(set(everything)) == len(everything)
    assert not [text for text in everything if "phát sinh" in text]


@pytest.mark.parametrize(
    ("recipients", "ending"),
    [
        ("- Công an huyện;\n-", ", Tổ 1 xã Phước Ninh kính báo cáo Công an huyện theo dõi, chỉ đạo./."),
        ("- ;", "./."),
    ],
)
def test_the_closing_names_no_addressee_where_only_signs_were_written(country, recipients, ending):
    letterhead(country.commune, body="Tổ 1", recipients=recipients)
    named(country.commune, "Bình yên")
    told = "Trên đây là báo cáo kết quả thực hiện mô hình “Bình yên” tháng 11 năm 2019"
    assert build(country.commune)["closing"] == [told + ending]


def test_a_report_due_before_its_year_ends_speaks_of_no_day_to_come(country):
    assert "từ ngày 01/01/2019 đến ngày 08/12/2019" in build(country.commune, "2019")["opening"][0]


def said(built, heading):
    found = [section["paragraphs"] for section in built["sections"] if heading in section["heading"]]
    return found[0][0] if found else ""


def test_the_sentences_on_tips_say_the_figures_of_the_table(country):
    group(country.hamlet)
    officer = people.officer(country.commune)
    receive(country.hamlet, "2019-10-05", "2019-11-05", "2019-11-12")
    for day, state in (("2019-11-06", "resolved"), ("2019-11-20", "passed-on")):
        with clock.pinned_to(at(day, 12)):
            tip_in(state, country.hamlet, by=officer, received_at=at(day, 11))
    built = build(country.commune)
    assert row(built, "tips.received")[3:6] == ["4", "1", "+3"]
    assert said(built, "xử lý tin") == (
        "Trong tháng tiếp nhận 04 tin báo của Nhân dân, tăng 03 tin so với tháng trước; "
        "đã giải quyết tại cơ sở 01 tin, chuyển cơ quan có thẩm quyền 01 tin; "
        "đến ngày 30/11/2019 còn 03 tin đang xác minh, xử lý. "
        "Trong 04 tin đến thời hạn, 02 tin đúng thời hạn, đạt 50%."
    )


def test_the_sentence_on_groups_counts_as_people_say_it(country):
    officer = people.officer(country.commune)
    kept = group(country.hamlet, by=officer, kind="hamlet")
    set_base(by=officer, unit=country.commune, subject="hamlets", year=2019, count=3, source="x",
             as_of=date(2019, 1, 1))  # fmt: skip
    assert said(build(country.commune), "nhóm Zalo") == (
        "Tính đến ngày 30/11/2019, toàn xã duy trì 01 nhóm Zalo, bằng tháng trước; "
        "trong tháng không thành lập mới nhóm nào; chưa nhóm nào có báo cáo tình hình hoạt động. "
        "Có 1/3 thôn, ấp, khu phố có nhóm, đạt 33,3%."
    )
    for n in range(11):
        with clock.pinned_to(at("2019-11-05")):
            new = group(country.hamlet, by=officer, opened_on=date(2019, 11, 1 + n % 4))
            count_members(by=officer, group=new, counted_on=date(2019, 11, 5), members=150)
            confirm_group(by=officer, group=new, condition="active")
    assert said(build(country.commune), "nhóm Zalo").startswith(
        "Tính đến ngày 30/11/2019, toàn xã duy trì 12 nhóm Zalo, tăng 11 nhóm so với tháng trước, với tổng số "
        "1.650 lượt thành viên; trong tháng thành lập mới 11 nhóm; 11/12 nhóm có báo cáo tình hình hoạt động. "
    )
    assert kept


def test_a_district_says_over_how_many_communes_a_ratio_is_told(country):
    group(country.hamlet, kind="hamlet")
    set_base(by=people.officer(country.commune), unit=country.commune, subject="hamlets", year=2019, count=3,
             source="x", as_of=date(2019, 1, 1))  # fmt: skip
    built = build(country.district)
    assert row(built, "coverage.has-group.hamlets")[3] == "1/3, tính trên 1/2 xã"
    assert "Có 1/3 thôn, ấp, khu phố có nhóm, tính trên 1/2 xã." in said(built, "nhóm Zalo")
    assert any("dưới 80% số xã" in note for note in built["appendix"]["notes"])
    assert built["figures"]["coverage.has-group.hamlets"]["this"]["units"] == [1, 2]


def test_posts_are_told_with_how_far_they_went(country):
    group(country.hamlet)
    with clock.pinned_to(at("2019-11-06")):
        post(country.commune)
    assert said(build(country.commune), "tuyên truyền") == (
        "Trong tháng đăng 01 tin, bài tuyên truyền, tăng 01 tin, bài so với tháng trước; chưa đăng tải lên nhóm nào."
    )
    assert said(build(country.commune, "2019-10"), "tuyên truyền") == ""


def test_a_kind_of_group_that_is_nowhere_has_no_row_and_the_total_always_has(country):
    empty = build(country.commune)
    assert not KINDS & set(empty["appendix"]["keys"])
    assert row(empty, "groups.all")[3:] == ["—"]
    group(country.hamlet, kind="school", opened_on=date(2019, 11, 5))
    november, october = build(country.commune), build(country.commune, "2019-10")
    assert KINDS & set(november["appendix"]["keys"]) == {"groups.school"}
    assert not KINDS & set(october["appendix"]["keys"])
    # Its number counts on without a gap, and its figure stays for those who compute with them.
    assert [row(november, key)[0] for key in ("groups.all", "groups.school", "groups.opened")] == [
        "1",
        "1.1",
        "2",
    ]
    assert row(november, "groups.school")[1] == "Trong đó: Trường học"
    assert empty["figures"]["groups.school"]["this"]["top"] == 0


def test_a_kind_that_is_gone_keeps_its_row_beside_the_time_it_stood(country):
    officer = people.officer(country.commune)
    stood = group(country.hamlet, kind="school", opened_on=date(2019, 1, 1))
    close_group(by=officer, group=stood, version=stood.version, on=date(2019, 11, 5), reason="inactive")
    assert row(build(country.commune), "groups.school")[3:] == ["0", "1", "−1", "0"]
    assert "groups.school" not in build(country.commune, "2020-01")["appendix"]["keys"]


def test_screen_and_paper_leave_out_the_same_rows(country, client):
    group(country.hamlet, kind="school")
    drawn = report(country.commune)
    client.force_login(people.officer(country.commune).user)
    page = unindented(client.get(reverse("reports:detail", args=[drawn.public_id])).content.decode())
    appendix = page.partition('class="table-plain appendix"')[2].partition("</table>")[0]
    labels = [cells[1] for cells in build(country.commune)["appendix"]["table"]["rows"]]
    assert [label for label in labels if f">{label}<" not in appendix] == []
    assert appendix.count("<tr") == len(labels) + 1


def test_every_row_has_a_cell_for_every_column_and_every_figure_its_row(country):
    for code in ("2019-11", "2019-H1", "2019"):
        built = build(country.commune, code)
        table = built["appendix"]["table"]
        assert {len(cells) for cells in table["rows"]} == {len(table["columns"])}
        assert len(built["appendix"]["keys"]) == len(table["rows"])
        shown = [key for key in built["figures"] if key not in KINDS]
        assert [key for key in built["appendix"]["keys"] if key] == shown
        assert table["heads"] == [n for n, key in enumerate(built["appendix"]["keys"]) if not key]


def test_a_hamlets_report_is_silent_about_tips(country):
    receive(country.hamlet, "2019-11-05")
    built = build(country.hamlet)
    assert not [key for key in built["figures"] if key.startswith(("tips.", "coverage.", "posts.sent"))]
    assert "groups.all" in built["figures"]


def test_the_content_is_json_and_its_digest_does_not_depend_on_order(country):
    group(country.hamlet)
    built = build(country.commune, "2019")
    again = json.loads(json.dumps(built))
    assert again == built
    # Another shape bears another number, and is drawn apart from those frozen before.
    assert built["schema"] == 2
    backwards = dict(reversed(list(again.items())))
    assert content.content_digest(backwards) == content.content_digest(built)
    backwards["title"] = "BÁO CÁO "
    assert content.content_digest(backwards) != content.content_digest(built)


def test_the_digest_of_a_paper_is_the_same_in_every_release():
    """Else every paper that was issued would read as tampered with."""
    frozen = '{"nhóm":["ế",1,null],"tin":{"a":0.5,"b":true}}'
    told = {"tin": {"b": True, "a": 0.5}, "nhóm": ["ế", 1, None]}
    assert content.content_digest(told) == hashlib.sha256(frozen.encode()).hexdigest()
