"""The log: each unit reads its own entries, a complaint about police is in none of the commune's, values stay kept."""

import re
from datetime import timedelta

import pytest
from django.db import connection

from portal.core import audit, clock
from portal.core.audit import append_only
from portal.core.audit.sealing import seal_settled
from portal.core.audit.sealing_job import go_on_checking
from portal.core.models import AuditCheck, AuditEntry
from portal.oversight import selectors
from portal.oversight.forms import SearchForm
from portal.units.models import Unit
from tests.architecture.world import client_of
from tests.factories import people, rows
from tests.factories.units import SYSTEM

pytestmark = pytest.mark.django_db
LOG = "/nhat-ky/"


def read_by(actor) -> set[tuple[str, str]]:
    return set(selectors.entries(actor).values_list("action", "object_id"))


def page(actor, **query) -> str:
    answer = client_of(actor).get(LOG, query)
    assert answer.status_code == 200
    return answer.content.decode()


def lines(text: str) -> int:
    return len(re.findall(r"<tr(?: data-href)?><td", text))


# --- whose entries ------------------------------------------------------------------------------
def test_a_unit_reads_what_was_done_at_its_own_desks(country):
    ours, theirs = rows.tip(country.hamlet), rows.tip(country.neighbour_hamlet)
    for reader in (people.leader(country.commune), people.administrator(country.commune)):
        found = read_by(reader)
        assert ("tip.log", ours.public_id) in found
        assert ("tip.log", theirs.public_id) not in found
    above = read_by(people.officer(country.province))
    assert {("tip.log", ours.public_id), ("tip.log", theirs.public_id)} <= above


def test_a_commune_reads_the_log_of_what_became_part_of_it(country):
    ours = rows.tip(country.hamlet)
    later_leader = people.leader(country.neighbour)
    assert ("tip.log", ours.public_id) not in read_by(later_leader)
    # As an amendment leaves an ended commune: it lies in what it became.
    Unit.objects.filter(pk=country.commune.pk).update(commune=country.neighbour)
    assert ("tip.log", ours.public_id) in read_by(later_leader)


def test_only_those_who_answer_for_a_unit_open_the_log(country):
    refused = [
        people.officer(country.commune),
        people.officer(country.hamlet),
        people.officer(country.district),
    ]
    for actor in refused:
        assert client_of(actor).get(LOG).status_code == 403
    for actor in (people.leader(country.commune), people.officer(country.province)):
        assert client_of(actor).get(LOG).status_code == 200


def test_an_account_is_in_the_log_of_where_its_person_works(country):
    head = people.officer(country.hamlet)
    audit.record(by=SYSTEM, action="signin.close-unused", row=head.user)
    assert ("signin.close-unused", head.user.public_id) in read_by(people.leader(country.commune))
    assert ("signin.close-unused", head.user.public_id) not in read_by(people.leader(country.neighbour))


def test_a_complaint_filed_above_is_in_no_log_of_the_commune(country):
    officer, leader = people.officer(country.commune), people.leader(country.commune)
    before = read_by(leader)
    complaint = rows.tip(country.hamlet, by=officer, about_police=True)
    assert read_by(leader) == before
    assert lines(page(leader, loai="tips.tip")) == 0
    assert ("tip.log", complaint.public_id) in read_by(people.officer(country.province))


def test_a_tip_that_turns_out_to_be_a_complaint_takes_its_log_with_it(country):
    officer, leader = people.officer(country.commune), people.leader(country.commune)
    told = rows.tip(country.hamlet, by=officer)
    assert ("tip.log", told.public_id) in read_by(leader)
    rows.transition(told, "classify", by=officer, category="misconduct", nature="complaint")
    told.refresh_from_db()
    assert told.commune_id is None
    assert [action for action, key in read_by(leader) if key == told.public_id] == []
    kept = {action for action, key in read_by(people.officer(country.province)) if key == told.public_id}
    assert kept == {"tip.log", "tip.classify"}


# --- what a line says ---------------------------------------------------------------------------
def test_a_line_says_who_did_what_to_which_thing_and_what_changed(country):
    officer = people.officer(country.commune, person=people.user("Trần Văn Bình"))
    told = rows.tip(country.hamlet, by=officer)
    rows.transition(told, "assign", by=officer)
    text = page(people.leader(country.commune), viec="tip.assign")
    assert "Trần Văn Bình · Cán bộ Công an xã" in text
    assert "Giao xử lý tin" in text
    assert "trạng thái: Mới → Đang xử lý" in text
    assert f'href="/tin-bao/{told.public_id}/"' in text


def test_an_administrator_learns_which_fields_but_no_value_of_a_tip_and_gets_no_link(country):
    officer = people.officer(country.commune)
    told = rows.tip(country.hamlet, by=officer)
    rows.transition(told, "assign", by=officer)
    text = page(people.administrator(country.commune), viec="tip.assign")
    assert "Giao xử lý tin" in text
    assert "trạng thái" in text
    assert "Đang xử lý" not in text
    assert told.public_id not in text


def test_no_page_of_the_log_shows_a_digest_or_a_row_number(country):
    officer = people.officer(country.commune)
    for _number in range(60):
        rows.tip(country.hamlet, by=officer)
    text = page(people.leader(country.commune))
    assert "hmac" not in text
    assert 'rel="next"' in text
    entry = AuditEntry.objects.order_by("at", "public_id").last()
    assert f">{entry.pk}<" not in text


# --- search -------------------------------------------------------------------------------------
@pytest.fixture
def a_week(country):
    """Lan counts on Monday, Bình on Tuesday."""
    lan = people.officer(country.commune, person=people.user("Nguyễn Thị Lan"))
    binh = people.officer(country.commune, person=people.user("Trần Văn Bình"))
    with clock.pinned_to(rows.at("2019-12-02")):
        rows.tip(country.hamlet, by=lan)
    with clock.pinned_to(rows.at("2019-12-03")):
        rows.group(country.commune, by=binh)
    return people.leader(country.commune)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"nguoi": "thi lan"}, ["tip.log"]),
        ({"nguoi": "Bình"}, ["group.create"]),
        ({"nguoi": "!!"}, []),
        ({"viec": "group.create"}, ["group.create"]),
        ({"loai": "tips.tip"}, ["tip.log"]),
        ({"tu": "2019-12-03", "den": "2019-12-03"}, ["group.create"]),
        ({"tu": "2019-12-02", "den": "2019-12-02"}, ["tip.log"]),
        ({"nguoi": "lan", "viec": "group.create"}, []),
    ],
)
def test_the_log_is_searched_by_person_action_kind_and_day(a_week, query, found):
    form = SearchForm(query)
    assert form.is_valid()
    found_rows = selectors.narrowed(selectors.entries(a_week), **form.criteria())
    assert (
        sorted(found_rows.filter(action__in=["tip.log", "group.create"]).values_list("action", flat=True))
        == found
    )
    assert page(a_week, **query).count("<tr data-href>") == len(found)


def test_a_wrong_search_says_what_to_mend_and_shows_nothing(a_week):
    for query in ({"tu": "hôm qua"}, {"viec": "no.such"}, {"tu": "2019-12-05", "den": "2019-12-01"}):
        text = page(a_week, **query)
        assert "chỗ cần xem lại" in text
        assert lines(text) == 0


def test_the_log_makes_the_same_few_queries_for_many_lines(a_week, country, django_assert_max_num_queries):
    client, above = client_of(a_week), client_of(people.officer(country.province))
    officer = people.officer(country.commune)
    with django_assert_max_num_queries(8):
        client.get(LOG)
    for _number in range(60):
        rows.tip(country.hamlet, by=officer)
    with django_assert_max_num_queries(8):
        # One person's, of one kind: they share a line.
        assert "50 lần" in client.get(LOG, {"nguoi": "nguoi", "tu": "2019-12-01"}).content.decode()
    with django_assert_max_num_queries(8):
        above.get(LOG)


# --- state of the hash chain ----------------------------------------------------------------------
def test_the_page_says_until_when_the_log_is_sealed_and_whether_it_is_whole(country):
    leader = people.leader(country.commune)
    assert "chưa được niêm phong" in page(leader)
    seal_settled(settle=timedelta(seconds=-1))
    assert "chưa kiểm tra lần nào" in page(leader)
    go_on_checking()
    assert "nguyên vẹn" in page(leader)
    AuditCheck.objects.create(began_at=clock.machine_now(), faults=1, first_fault=1, kind="altered")
    text = page(leader)
    assert "không khớp ở niêm phong số 1 (có dòng bị sửa)" in text
    assert "nguyên vẹn" not in text


def test_the_page_says_that_sealing_has_stopped(country):
    leader = people.leader(country.commune)
    audit.record(by=leader, action="group.edit", row=country.commune)
    assert "Niêm phong nhật ký đang dừng" not in page(leader)
    oldest = AuditEntry.objects.first().pk
    with append_only.lifted():
        late = clock.machine_now() - timedelta(minutes=16)
        AuditEntry._base_manager.filter(pk=oldest).update(written_at=late)
    assert "Niêm phong nhật ký đang dừng: có dòng ghi quá 15 phút" in page(leader)
    seal_settled(settle=timedelta(seconds=-1))
    assert "Niêm phong nhật ký đang dừng" not in page(leader)


def test_the_page_says_that_all_seals_are_gone(country):
    leader = people.leader(country.commune)
    audit.record(by=leader, action="group.edit", row=country.commune)
    seal_settled(settle=timedelta(seconds=-1))
    with append_only.lifted(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_auditseal")
    go_on_checking()
    assert "không khớp ở niêm phong số 1 (niêm phong cuối không còn" in page(leader)
