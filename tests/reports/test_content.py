"""What stands in a report: the figures of four spans, words of the paper, and nothing that is not JSON."""

import json
from datetime import date

import pytest
from django.urls import reverse

from groups.services import close_group, set_base
from portal.core import clock
from portal.core.indicators import Known, Measure
from portal.core.periods import CutOff, Period
from portal.hierarchy import figures
from reports import content
from reports.sections import SECTIONS
from reports.selectors import live_content
from tests.factories import people
from tests.factories.rows import at, group, letterhead, report, tip

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
    assert row(built, "tips.received")[3:] == ["3", "1", "+2", "+200%", "5"]


def test_january_is_set_beside_december(country):
    receive(country.hamlet, "2018-12-31", "2019-01-01", "2019-01-31")
    assert figure(build(country.commune, "2019-01"), "tips.received") == {
        "this": 2,
        "previous": 1,
        "year_to_date": 2,
    }


def test_longer_periods_are_also_set_beside_the_same_of_last_year(country):
    receive(
        country.hamlet, "2018-03-01", "2018-09-01", "2018-10-01", "2019-03-01", "2019-05-01", "2019-09-01"
    )
    half, year = build(country.commune, "2019-H1"), build(country.commune, "2019")
    assert figure(half, "tips.received") == {"this": 2, "previous": 2, "year_to_date": 2, "last_year": 1}
    assert figure(year, "tips.received") == {"this": 3, "previous": 3, "year_to_date": 3, "last_year": 3}
    assert row(half, "tips.received")[-1] == "1"
    assert len(half["appendix"]["table"]["columns"]) == 9


def test_by_the_fifteenth_the_days_are_others(country):
    receive(country.hamlet, "2019-10-14", "2019-10-15", "2019-11-14", "2019-11-15")
    built = build(country.commune, cut_off=CutOff.FIFTEENTH)
    assert figure(built, "tips.received") == {"this": 2, "previous": 1, "year_to_date": 3}
    assert built["spans"]["this"] == ["2019-10-15", "2019-11-15"]
    assert "từ ngày 15/10/2019 đến ngày 14/11/2019" in built["opening"][0]


def test_nothing_before_is_no_growth_and_nothing_at_all_is_zero(country):
    receive(country.hamlet, "2019-11-05")
    built = build(country.commune)
    assert row(built, "tips.received")[3:] == ["1", "—", "—", "—", "1"]
    assert row(build(country.neighbour), "tips.received")[3:] == ["—"] * 5


def test_fewer_than_before_is_a_minus(country):
    receive(country.hamlet, "2019-10-05", "2019-10-06", "2019-10-07", "2019-11-05")
    assert row(build(country.commune), "tips.received")[5:7] == ["-2", "-66,7%"]


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


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2020, 1, 5), "ngày 05 tháng 01 năm 2020"),
        (date(2020, 2, 29), "ngày 29 tháng 02 năm 2020"),
        (date(2019, 3, 9), "ngày 09 tháng 3 năm 2019"),
        (date(2019, 12, 31), "ngày 31 tháng 12 năm 2019"),
    ],
)
def test_a_day_in_an_official_paper(day, words):
    assert content.official_day(day) == words


def test_the_paper_reads_as_the_decree_wants(country):
    kept = letterhead(country.commune, symbol="BC-BCĐ", recipients="- Công an huyện;\n\n- Đảng ủy xã;")
    built = content.build(
        unit=country.commune,
        period=Period.parse("2019-11"),
        cut_off=CutOff.CALENDAR,
        letterhead=kept,
        narrative={},
        signed_on=date(2019, 12, 8),
        report_number=5,
        draft=False,
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


def test_what_the_officer_wrote_stands_under_its_heading_and_an_empty_one_says_so(country):
    built = build(country.commune, narrative={"situation": "Dòng một.\n\n Dòng hai."})
    by_heading = {section["heading"]: section["paragraphs"] for section in built["sections"]}
    assert by_heading["I. TÌNH HÌNH"] == ["Dòng một.", "Dòng hai."]
    assert by_heading["V. KIẾN NGHỊ, ĐỀ XUẤT"] == ["Trong kỳ không có nội dung phát sinh."]
    assert by_heading["II. KẾT QUẢ THỰC HIỆN"] == []
    assert len(built["sections"]) == len(SECTIONS)


def test_a_report_due_before_its_year_ends_speaks_of_no_day_to_come(country):
    assert "từ ngày 01/01/2019 đến ngày 08/12/2019" in build(country.commune, "2019")["opening"][0]


def test_the_sentences_say_the_figures_of_the_table(country):
    receive(country.hamlet, "2019-11-05", "2019-11-06")
    built = build(country.commune)
    said = next(s["paragraphs"][0] for s in built["sections"] if s["heading"].startswith("4. Tiếp nhận"))
    assert "tiếp nhận 2 tin báo" in said
    assert row(built, "tips.received")[3] == "2"


def test_a_kind_of_group_that_is_nowhere_has_no_row_and_the_total_always_has(country):
    empty = build(country.commune)
    assert not content.KINDS & set(empty["appendix"]["keys"])
    assert row(empty, "groups.all")[3:] == ["—"] * 5
    group(country.hamlet, kind="school", opened_on=date(2019, 11, 5))
    november, october = build(country.commune), build(country.commune, "2019-10")
    assert content.KINDS & set(november["appendix"]["keys"]) == {"groups.school"}
    assert not content.KINDS & set(october["appendix"]["keys"])
    # Its number counts on without a gap, and its figure stays for those who compute with them.
    assert [row(november, key)[0] for key in ("groups.all", "groups.school", "groups.opened")] == [
        "1",
        "2",
        "3",
    ]
    assert empty["figures"]["groups.school"]["this"]["top"] == 0


def test_a_kind_that_is_gone_keeps_its_row_beside_the_time_it_stood(country):
    officer = people.officer(country.commune)
    stood = group(country.hamlet, kind="school", opened_on=date(2019, 1, 1))
    close_group(by=officer, group=stood, version=stood.version, on=date(2019, 11, 5), reason="inactive")
    assert row(build(country.commune), "groups.school")[3:] == ["0", "1", "-1", "-100%", "0"]
    assert "groups.school" not in build(country.commune, "2020-01")["appendix"]["keys"]


def test_screen_and_paper_leave_out_the_same_rows(country, client):
    group(country.hamlet, kind="school")
    drawn = report(country.commune)
    client.force_login(people.officer(country.commune).user)
    page = client.get(reverse("reports:detail", args=[drawn.public_id])).content.decode()
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
        shown = [key for key in built["figures"] if key not in content.KINDS]
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
    backwards = dict(reversed(list(again.items())))
    assert content.digest(backwards) == content.digest(built)
    backwards["title"] = "BÁO CÁO "
    assert content.digest(backwards) != content.digest(built)
