"""Printed papers of the committee: what a plan, its tasks, its money and the decision on a board say."""

import io
from datetime import date

import pytest
from django.urls import reverse
from pypdf import PdfReader

from portal.core import clock
from portal.core.documents import render_pdf
from portal.core.models import AuditEntry
from portal.steering.choices import Issuer, SettingKey
from portal.steering.letterheads.selectors import letterhead_of
from portal.steering.letterheads.services import set_letterhead
from portal.steering.models import Directive
from portal.steering.papers.board_paper import board_paper
from portal.steering.papers.frame import PaperHead, cited
from portal.steering.papers.plan_papers import cost_paper, plan_paper, subject_of, task_paper
from portal.steering.plans import task_services
from portal.steering.unit_settings.services import set_setting
from tests.architecture.world import client_of
from tests.factories import people
from tests.factories.steering import board, cost, directive, member, plan, task, with_costs

pytestmark = pytest.mark.django_db


def heading(unit, issuer=Issuer.PEOPLES_COMMITTEE, kind="KH", issued: Directive | None = None):
    return PaperHead(letterhead_of(unit, issuer), kind, issued)


def words(content) -> str:
    """The text of the paper as a reader sees it, spaces evened out."""
    reader = PdfReader(io.BytesIO(render_pdf("paper", content, made_at=clock.now())))
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


@pytest.fixture
def basis(country):
    return directive(
        country.commune,
        code="22/HD-BCA",
        kind="guideline",
        issuer="Bộ Công an",
        issued_on=date(2019, 1, 5),
        way="received",
    )


def test_a_plan_says_on_what_it_rests_its_targets_tasks_and_money(country, basis):
    issued = directive(country.commune, basis, code="68/KH-UBND", issued_on=date(2019, 4, 12))
    kept = plan(country.commune, title="Kế hoạch triển khai mô hình", directive=issued)
    task(kept, text="Tuyên truyền trong nhóm.", due_on=date(2019, 6, 30))
    with_costs(kept, cost(text="In pa nô", quantity=3, unit_price=1_500_000))
    content = plan_paper(kept, heading(country.commune, issued=issued))
    assert content["subject"] == "triển khai mô hình"
    assert content["letterhead"]["number"] == "Số: 68/KH-UBND"
    assert content["letterhead"]["place_date"] == "Phước Ninh, ngày 12 tháng 4 năm 2019"
    assert content["opening"] == [
        "Thực hiện Hướng dẫn số 22/HD-BCA ngày 05 tháng 01 năm 2019 của Bộ Công an, "
        "Ủy ban nhân dân xã Phước Ninh ban hành Kế hoạch triển khai mô hình như sau:"
    ]
    said = [text for part in content["sections"] for text in part["paragraphs"]]
    assert "- Tuyên truyền trong nhóm (30/06/2019)." in said
    assert any("năm 2019: 4.500.000 đồng" in text for text in said)
    assert content["appendices"][0]["table"]["rows"][-1] == ["", "Tổng cộng", "", "", "", "4.500.000", ""]


def test_chapters_are_numbered_as_they_come_and_an_empty_one_is_left_out(country):
    kept = plan(country.commune, title="Kế hoạch mô hình")
    task(kept, text="Rà soát nhóm")
    headings = [part["heading"] for part in plan_paper(kept, heading(country.commune))["sections"]]
    chapters = [text for text in headings if text.partition(".")[0] in ("I", "II", "III", "IV")]
    assert [text.partition(". ")[0] for text in chapters] == ["I", "II", "III"][: len(chapters)]
    assert not any("KINH PHÍ" in text for text in headings)


def chapters(kept, unit) -> list[tuple[str, list[str]]]:
    """Headings and paragraphs of a plan's paper."""
    return [(part["heading"], part["paragraphs"]) for part in plan_paper(kept, heading(unit))["sections"]]


def test_aims_and_demands_open_a_plan_and_what_is_done_stands_before_who_does_it(country):
    kept = plan(
        country.commune,
        aims="- Phòng ngừa tội phạm\n\n- Nắm tình hình",
        demands="- Kịp thời",
        measures="- Tuyên truyền đến từng hộ",
        targets={("households", 2019): 70},
    )
    task(kept, text="Họp dân")
    found = chapters(kept, country.commune)
    assert [title for title, _said in found] == [
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Mục đích",
        "2. Yêu cầu",
        "II. CHỈ TIÊU",
        "III. NHIỆM VỤ, GIẢI PHÁP",
        "IV. PHÂN CÔNG THỰC HIỆN",
        "1. Ủy ban nhân dân xã Phước Ninh",
        "V. TỔ CHỨC THỰC HIỆN",
    ]
    said = dict(found)
    assert said["1. Mục đích"] == ["- Phòng ngừa tội phạm", "- Nắm tình hình"]
    assert said["2. Yêu cầu"] == ["- Kịp thời"]
    assert said["III. NHIỆM VỤ, GIẢI PHÁP"] == ["- Tuyên truyền đến từng hộ"]
    printed = words(plan_paper(kept, heading(country.commune)))
    assert printed.index("MỤC ĐÍCH, YÊU CẦU") < printed.index("Nắm tình hình") < printed.index("CHỈ TIÊU")


@pytest.mark.parametrize(("name", "title"), [("aims", "I. MỤC ĐÍCH"), ("demands", "I. YÊU CẦU")])
def test_one_of_aims_and_demands_alone_is_a_chapter_without_parts(country, name, title):
    found = chapters(plan(country.commune, **{name: "- Kịp thời"}), country.commune)
    assert found[0] == (title, ["- Kịp thời"])


def test_a_plan_without_texts_has_no_chapter_for_them(country):
    kept = plan(country.commune)
    task(kept, text="Họp dân")
    assert [title for title, _said in chapters(kept, country.commune)] == [
        "I. NHIỆM VỤ VÀ PHÂN CÔNG THỰC HIỆN",
        "1. Ủy ban nhân dân xã Phước Ninh",
        "II. TỔ CHỨC THỰC HIỆN",
    ]


def test_a_plan_that_is_not_issued_leaves_number_and_day_open(country):
    kept = plan(country.commune)
    content = plan_paper(kept, heading(country.commune))
    assert content["letterhead"]["number"] == "Số: …/KH-UBND"
    assert content["letterhead"]["place_date"] == "Phước Ninh, ngày … tháng … năm …"
    assert "Độc lập - Tự do - Hạnh phúc" in words(content)


def test_a_party_plan_has_the_partys_head(country):
    kept = plan(country.commune)
    text = words(plan_paper(kept, heading(country.commune, Issuer.PARTY)))
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text
    assert "Số …-KH/ĐU" in text
    assert "CỘNG HÒA" not in text


def test_a_task_that_was_dropped_is_in_no_paper_and_a_result_is_in_the_list(country):
    kept = plan(country.commune)
    done, dropped = task(kept, text="Họp dân"), task(kept, text="Mua loa")
    officer = people.officer(country.commune)
    transition = task_services.transition_task
    transition(by=officer, task=done, name="report", version=done.version, result="Đã họp 3 ấp")
    transition(by=officer, task=dropped, name="drop", version=dropped.version, drop_reason="Hết kinh phí")
    rows = task_paper(kept, heading(country.commune))["sections"][0]["table"]["rows"]
    assert [row[1] for row in rows if row[1] in ("Họp dân", "Mua loa")] == ["Họp dân"]
    assert any(row[4] == "Đã họp 3 ấp" for row in rows)


def test_a_commune_does_its_tasks_by_its_peoples_committee_and_a_hamlet_as_itself(country):
    kept = plan(country.commune)
    task(kept, text="Họp dân", owner_unit=country.hamlet)
    task(kept, text="Tổng kết năm")
    rows = task_paper(kept, heading(country.commune))["sections"][0]["table"]["rows"]
    assert [row[2] for row in rows] == ["Ấp 1", "Ủy ban nhân dân xã Phước Ninh"]


def test_a_long_list_of_tasks_begins_under_its_title_and_ends_with_their_number(country):
    kept = plan(country.commune)
    for place in range(12):
        task(kept, text=f"Việc {place + 1}: " + "đến từng hộ giải thích, vận động tham gia " * 3)
    content = task_paper(kept, heading(country.commune))
    assert content["closing"] == ["Danh mục có 12 nhiệm vụ."]
    reader = PdfReader(io.BytesIO(render_pdf("paper", content, made_at=clock.now())))
    first = " ".join(reader.pages[0].extract_text().split())
    assert "Việc 1:" in first.partition("DANH MỤC NHIỆM VỤ")[2]


def test_only_the_plan_itself_bears_the_number_of_its_paper(country):
    issued = directive(country.commune, code="68/KH-UBND")
    kept = with_costs(plan(country.commune, directive=issued), cost())
    browser = client_of(people.officer(country.commune))
    for paper, borne in (("plan", True), ("tasks", False), ("costs", False)):
        answer = browser.get(reverse("steering:plan-paper", args=[kept.public_id, paper]), {"nam": "2019"})
        text = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
        assert ("Số: 68/KH-UBND" in " ".join(text.split())) is borne


def test_an_estimate_is_of_one_year_and_adds_up(country):
    kept = plan(country.commune)
    with_costs(
        kept,
        cost(text="In pa nô", quantity=2, unit_price=700_000),
        cost(text="Nước", quantity=1, unit_price=5),
    )
    content = cost_paper(kept, 2019, heading(country.commune))
    assert content["closing"] == ["Tổng cộng: 1.400.005 đồng."]
    assert [row[5] for row in content["sections"][0]["table"]["rows"]] == ["1.400.000", "5", "1.400.005"]


@pytest.mark.parametrize(
    ("title", "subject"), [("Kế hoạch mô hình", "mô hình"), ("kế hoạch  A", "A"), ("Mô hình", "Mô hình")]
)
def test_the_subject_of_a_plan_does_not_say_plan_twice(country, title, subject):
    assert subject_of(plan(country.commune, title=title)) == subject


# --- the decision on a board -------------------------------------------------------------------------


def test_a_decision_names_the_board_its_programme_and_its_members_in_order(country, basis):
    issued = directive(country.commune, basis, kind="decision", code="45/QĐ-UBND", issued_on=date(2019, 6, 1))
    kept = board(country.commune, name="Ban Chỉ đạo 138 xã", founded_by=issued, valid_from=date(2019, 6, 1))
    officer = people.officer(country.commune)
    set_setting(
        by=officer, unit=country.commune, key=SettingKey.PROGRAMME, value="Nhóm Zalo", on=date(2019, 5, 1)
    )
    first, second = member(kept, "member"), member(kept, "head")
    content = board_paper(kept, [second, first], heading(country.commune, kind="QĐ", issued=issued))
    assert content["authority"] == "ỦY BAN NHÂN DÂN XÃ PHƯỚC NINH"
    assert content["bases"] == [
        "Căn cứ Hướng dẫn số 22/HD-BCA ngày 05 tháng 01 năm 2019 của Bộ Công an;",
        "Theo đề nghị của Trưởng Công an xã Phước Ninh.",
    ]
    assert "“Nhóm Zalo”" in content["sections"][1]["paragraphs"][0]
    rows = content["appendices"][0]["table"]["rows"]
    assert [(row[0], row[1], row[3]) for row in rows] == [
        ("1", second.name, "Trưởng ban"),
        ("2", first.name, "Thành viên"),
    ]
    assert "Số: 45/QĐ-UBND" in words(content)


def test_a_board_without_members_has_no_list_and_a_party_decides_by_its_standing_committee(country):
    kept = board(country.commune)
    content = board_paper(kept, [], heading(country.commune, Issuer.PARTY, "QĐ"))
    assert content["appendices"] == []
    assert content["authority"] == "BAN THƯỜNG VỤ ĐẢNG ỦY XÃ PHƯỚC NINH"
    assert content["draft"]


# --- pages -------------------------------------------------------------------------------------------


def test_each_paper_of_a_plan_is_downloaded_and_audited(country):
    officer = people.officer(country.commune)
    kept = with_costs(plan(country.commune), cost())
    browser = client_of(officer)
    page = browser.get(reverse("steering:print-plan", args=[kept.public_id])).content.decode()
    assert "Dự toán kinh phí năm 2019" in page
    assert "Chưa có tên người ký" in page
    for paper, year in (("plan", ""), ("tasks", ""), ("costs", "2019")):
        answer = browser.get(reverse("steering:plan-paper", args=[kept.public_id, paper]), {"nam": year})
        assert answer.content.startswith(b"%PDF")
    printed = AuditEntry.objects.filter(action="plan.print", actor=officer.user)
    assert [entry.changes["paper"] for entry in printed.order_by("pk")] == ["plan", "tasks", "costs"]


def test_a_signer_is_missed_no_more_once_the_letterhead_has_one(country):
    officer = people.officer(country.commune)
    kept = plan(country.commune)
    set_letterhead(by=officer, unit=country.commune, issuer=Issuer.PEOPLES_COMMITTEE, signer="Người Ký")
    page = client_of(officer).get(reverse("steering:print-plan", args=[kept.public_id])).content.decode()
    assert "Chưa có tên người ký" not in page
    page = client_of(officer).get(
        reverse("steering:print-plan", args=[kept.public_id]), {"ban-hanh": "party"}
    )
    assert "Chưa có tên người ký" in page.content.decode()


@pytest.mark.parametrize(
    ("paper", "year"),
    [
        ("nothing", ""),
        ("costs", ""),
        ("costs", "2018"),
        ("costs", "x"),
        ("costs", "²"),
        ("costs", "9" * 5000),
    ],
)
def test_a_paper_that_does_not_exist_is_not_found_and_nothing_is_audited(country, paper, year):
    kept = with_costs(plan(country.commune), cost())
    url = reverse("steering:plan-paper", args=[kept.public_id, paper])
    assert client_of(people.officer(country.commune)).get(url, {"nam": year}).status_code == 404
    assert not AuditEntry.objects.filter(action="plan.print").exists()


def test_a_plan_handed_down_is_read_but_not_printed_below(country):
    kept = plan(country.district, handed_down=True)
    browser = client_of(people.officer(country.commune))
    for name, args in (("print-plan", []), ("plan-paper", ["plan"])):
        assert browser.get(reverse(f"steering:{name}", args=[kept.public_id, *args])).status_code == 404
    read = browser.get(reverse("steering:plan", args=[kept.public_id])).content.decode()
    assert kept.title in read
    assert reverse("steering:print-plan", args=[kept.public_id]) not in read
    assert not AuditEntry.objects.filter(action="plan.print").exists()


def test_the_decision_on_a_board_is_downloaded_by_its_own_area_alone(country):
    kept = board(country.commune)
    url = reverse("steering:board-decision", args=[kept.public_id])
    assert client_of(people.officer(country.commune)).get(url).content.startswith(b"%PDF")
    assert client_of(people.officer(country.neighbour)).get(url).status_code == 404
    assert AuditEntry.objects.filter(action="board.print").count() == 1


def test_how_a_paper_cites_another(country, basis):
    assert cited(basis) == "Hướng dẫn số 22/HD-BCA ngày 05 tháng 01 năm 2019 của Bộ Công an"
