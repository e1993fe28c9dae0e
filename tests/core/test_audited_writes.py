"""Rows are added or changed by two functions: validated, folded, audited, compare and set."""

import pytest
from django.core.exceptions import ValidationError

from groups.models import ChatGroup
from portal.core import audited_writes
from portal.core.errors import Conflict
from portal.core.models import AuditEntry
from portal.core.text_search import narrow
from tests.factories.rows import group, post, tip
from tests.factories.units import SYSTEM
from tips.models import Tip

pytestmark = pytest.mark.django_db


def groups():
    return ChatGroup.objects.unscoped("test")


def change(row, version=None, **values):
    return audited_writes.change_row(row, by=SYSTEM, action="test.change", version=version, **values)


def test_a_change_counts_the_version_up_and_is_audited_once(country):
    changed = change(group(country.hamlet, name="Nhóm cũ"), name="Nhóm mới")
    assert (groups().get().name, groups().get().version, changed.version) == ("Nhóm mới", 2, 2)
    assert AuditEntry.objects.filter(action="test.change", object_id=changed.public_id).count() == 1


def test_the_second_of_two_who_read_the_same_version_conflicts_and_writes_nothing(country):
    mine = group(country.hamlet, name="Nhóm chung")
    yours = groups().get()
    change(mine, name="Của tôi")
    audited = AuditEntry.objects.count()
    with pytest.raises(Conflict, match="Người khác"):
        change(yours, name="Của anh", leader_name="Anh Ba")
    kept = groups().get()
    assert (kept.name, kept.leader_name, kept.version) == ("Của tôi", "", 2)
    assert kept.search == " cua toi "
    assert AuditEntry.objects.count() == audited


def test_the_version_that_a_form_carried_decides_not_the_one_on_hand(country):
    change(group(country.hamlet), name="Một")
    with pytest.raises(Conflict):
        change(groups().get(), version=1, name="Hai")
    assert groups().get().name == "Một"


def test_what_does_not_fit_its_column_is_refused_before_anything_is_written(country):
    row = group(country.hamlet, name="Nhóm cũ")
    with pytest.raises(ValidationError) as problem:
        change(row, name="x" * 151, join_link="http://example.com")
    assert set(problem.value.message_dict) == {"name", "join_link"}
    assert groups().get().name == "Nhóm cũ"


def test_a_new_row_with_a_name_already_taken_is_refused_in_words(country):
    group(country.hamlet, name="Nhóm ấp 1")
    with pytest.raises(ValidationError, match="đã có nhóm tên như vậy"):
        group(country.hamlet, name="Nhóm ấp 1")
    assert groups().count() == 1


def test_a_change_into_a_name_already_taken_is_refused_in_words(country):
    group(country.hamlet, name="Nhóm ấp 1")
    other = group(country.hamlet, name="Nhóm khác")
    with pytest.raises(ValidationError, match="đã có nhóm tên như vậy"):
        change(other, name="Nhóm ấp 1")
    assert sorted(groups().values_list("name", flat=True)) == ["Nhóm khác", "Nhóm ấp 1"]


def test_a_change_that_leaves_what_was_wrong_long_ago_as_it_is_goes_through(country):
    """Only what was typed now is checked, so an old row that no rule fits any more can still be corrected."""
    row = group(country.hamlet)
    groups().update(join_link="kiểu cũ")
    row.refresh_from_db()
    change(row, leader_name="Chị Tư")
    assert groups().get().leader_name == "Chị Tư"


def test_a_name_without_any_letter_can_be_kept_though_no_search_finds_it(country):
    row = group(country.hamlet, name="⭐⭐⭐")
    change(row, name="🎉")
    assert (groups().get().name, groups().get().search) == ("🎉", "")


@pytest.mark.parametrize(
    ("make", "query", "changes"),
    [
        (lambda at: group(at, name="Tổ tự quản số 4", leader_name="Đặng Văn Ớt"), "dang van o", {"name": "Tổ năm", "leader_name": "Lê Thị Mận"}),
        (lambda at: tip(at, summary="Trộm chó ở Phước Hội"), "trom cho", {"summary": "Mất xe máy ban đêm"}),
        (lambda at: post(at, title="Cảnh giác lừa đảo"), "canh giac l", {"title": "Lịch tiếp dân"}),
    ],
)  # fmt: skip
def test_rows_are_found_without_accents_and_found_anew_after_a_change(country, make, query, changes):
    def found(words):
        return narrow(type(row).objects.unscoped("test"), words).count()

    row = make(country.commune)
    assert found(query) == 1
    change(row, **changes)
    assert found(next(iter(changes.values()))) == 1
    assert found(query) == 0


def test_an_update_past_the_service_leaves_the_fold_behind_and_the_next_change_mends_it(country):
    """QuerySet.update() cannot fold: services never use it for words, and any later change refolds the row."""
    row = tip(country.hamlet, summary="Trộm chó")
    Tip.objects.unscoped("test").update(summary="Đốt rác gây khói")
    row.refresh_from_db()
    assert "trom cho" in row.search
    change(row, urgency="urgent")
    row.refresh_from_db()
    assert " dot rac gay khoi " in row.search
    assert "trom cho" not in row.search


@pytest.mark.parametrize("written", ["a%b", "a_b", "100% thật", "dấu \\ ngược", "'nháy'"])
def test_signs_that_sql_reads_are_only_signs_in_a_search(country, written):
    group(country.hamlet, name="a b 100 that dau nguoc nhay")
    group(country.hamlet, name="axb")
    names = narrow(groups(), written).values_list("name", flat=True)
    assert list(names) == ["a b 100 that dau nguoc nhay"]
