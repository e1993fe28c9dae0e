"""Amendments on units as people do them: questions one a page, a preview, one confirmation; and the way back."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.models import Assignment
from portal.core import clock, jobs
from portal.core.models import Job
from portal.units.amendments import services
from portal.units.amendments.kinds import CloseUnit, CreateUnit, MergeUnits, MoveUnit, RenameUnit, SplitUnit
from portal.units.amendments.serialization import NewUnit
from portal.units.choices import AmendmentState
from portal.units.models import Amendment, Unit, UnitEdge, UnitVersion
from portal.units.selectors import children_on
from tests.architecture.test_query_counts import MOST
from tests.architecture.world import client_of
from tests.factories import people, rows
from tests.factories.units import LONG_AGO, SYSTEM
from tests.units.snapshot import snapshot

pytestmark = pytest.mark.django_db
DAY = date(2020, 3, 1)
CHANGED = "Đơn vị này vừa có thay đổi, hoặc vừa có thay đổi được lên lịch, nên chưa ghi gì."
EFFECT = {"on": DAY.isoformat(), "legal_act": "Nghị quyết 12/NQ-HĐND"}


@pytest.fixture
def living(country):
    """The country as if there had been no reform: everything began long ago, and nothing has an end."""
    for model in (Unit, UnitVersion, UnitEdge):
        model.objects.update(valid_from=LONG_AGO, valid_to=None)
    for unit in country.all():
        unit.refresh_from_db()
    with clock.pinned_to(DAY):
        yield country


@pytest.fixture
def officer(living):
    return client_of(people.officer(living.commune))


@pytest.fixture
def province(living):
    return client_of(people.administrator(living.province))


def url(unit, kind: str) -> str:
    return reverse("units:change", args=[unit.public_id, kind])


def typed(answers, **more) -> dict:
    """What a browser sends after so many answers: those before come along as hidden fields."""
    sent = {f"b{n}-{name}": value for n, answer in enumerate(answers) for name, value in answer.items()}
    return sent | {"buoc": len(answers)} | more


def page_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def go_through(client, address: str, answers):
    """Answer page by page, nothing being written meanwhile; the preview."""
    before = snapshot()
    response = client.get(address)
    for n in range(1, len(answers) + 1):
        assert response.status_code == 200
        assert "Xác nhận" not in page_of(response)
        response = client.post(address, typed(answers[:n]))
    assert snapshot() == before
    assert "Xác nhận" in page_of(response), response.context["form"].errors
    return response


def confirmed(preview, answers) -> dict:
    """What the preview's own form sends."""
    key = str(preview.context["form"]["key"].value())
    return typed(answers, key=key, **{"da-xem": preview.context["seen"], "xac-nhan": "1"})


def confirm(client, address: str, answers) -> Amendment:
    """Go through and confirm as the preview's own form does."""
    preview = go_through(client, address, answers)
    response = client.post(address, confirmed(preview, answers))
    stored = Amendment.objects.latest("pk")
    assert response.url == reverse("units:amendment", args=[stored.public_id])
    return stored


def key(unit) -> str:
    return unit.public_id


# --- each amendment -----------------------------------------------------------------------------------
def test_a_hamlet_is_renamed(living, officer):
    stored = confirm(officer, url(living.hamlet, "rename"), [{"name": "Phước Lễ"}, EFFECT])
    assert Unit.objects.get(pk=living.hamlet.pk).name == "Phước Lễ"
    assert (stored.on, stored.legal_act, stored.state) == (DAY, EFFECT["legal_act"], AmendmentState.IN_FORCE)


def test_a_commune_changes_its_kind(living, province):
    confirm(province, url(living.commune, "change-kind"), [{"to": "phuong"}, EFFECT])
    assert Unit.objects.get(pk=living.commune.pk).kind == "phuong"


def test_a_unit_begins_and_its_kind_says_at_which_level(living, officer):
    confirm(officer, url(living.commune, "create"), [{"kind": "khu-pho", "name": "Chợ"}, EFFECT])
    confirm(
        officer, url(living.hamlet, "create"), [{"kind": "to-tu-quan", "name": "Tổ tự quản số 9"}, EFFECT]
    )
    assert Unit.objects.get(name="Chợ").level == "hamlet"
    assert Unit.objects.get(name="Tổ tự quản số 9").hamlet == living.hamlet


def test_a_hamlet_moves_to_a_neighbour_with_its_groups(living, province):
    group = rows.group(living.hamlet)
    stored = confirm(province, url(living.hamlet, "move"), [{"to": key(living.neighbour)}, EFFECT])
    group.refresh_from_db()
    assert group.commune == living.neighbour
    assert stored.journal["counts"]["groups"] == 1


def test_two_hamlets_become_one_that_goes_on(living, officer):
    group = rows.group(living.other_hamlet)
    answers = [{"units": [key(living.other_hamlet)]}, {"into": key(living.hamlet)}, EFFECT]
    confirm(officer, url(living.hamlet, "merge"), answers)
    group.refresh_from_db()
    assert group.hamlet == living.hamlet


def test_two_communes_become_a_new_one(living, province):
    answers = [
        {"units": [key(living.neighbour)]},
        {"into": "moi"},
        {"kind": "xa", "name": "Phước Ninh", "code": "26000"},
        EFFECT,
    ]
    confirm(province, url(living.commune, "merge"), answers)
    merged = Unit.objects.get(code="26000")
    assert set(children_on(living.district, DAY)) == {merged}


def test_a_split_asks_a_side_for_each_unit_inside_and_leaves_undecided_what_nobody_chose(living, province):
    own = rows.group(living.commune)
    answers = [
        {"kind": "xa", "name_1": "Đông", "name_2": "Tây"},
        {},
        EFFECT,
        {
            f"side-{key(living.hamlet)}": "0",
            f"side-{key(living.other_hamlet)}": "chua",
            "rest": "1",
            "people": "1",
        },
    ]
    address = url(living.commune, "split")
    asked = page_of(province.post(address, typed(answers[:3])))
    for words in ("Ấp 1", "Ấp 2", "Dữ liệu ghi thẳng ở xã Phước Ninh", "Người đang được phân công"):
        assert words in asked
    seen = page_of(go_through(province, address, answers))
    assert "Chưa quyết định, tạm do huyện Dương Minh Châu giữ cho đến khi anh/chị chuyển tiếp: ấp 2." in seen
    confirm(province, address, answers)
    east, west = Unit.objects.get(name="Đông"), Unit.objects.get(name="Tây")
    own.refresh_from_db()
    assert own.commune == west
    assert Unit.objects.get(pk=living.hamlet.pk).commune == east
    waiting = page_of(province.get(reverse("units:changes"), {"don-vi": key(living.district)}))
    assert "Chờ quyết định (1)" in waiting
    assert url(living.other_hamlet, "move") in waiting


def test_a_part_may_go_to_a_unit_that_stands(living, province):
    answers = [
        {"kind": "xa", "name_1": "Đông"},
        {"units": [key(living.neighbour)]},
        EFFECT,
        {
            f"side-{key(living.hamlet)}": "0",
            f"side-{key(living.other_hamlet)}": "1",
            "rest": "1",
            "people": "0",
        },
    ]
    confirm(province, url(living.commune, "split"), answers)
    assert Unit.objects.get(pk=living.other_hamlet.pk).commune == living.neighbour


def test_the_rest_of_a_unit_that_was_split_goes_to_one_of_its_successors(living, province):
    own = rows.group(living.commune)
    parts = (NewUnit("xa", "Đông"), NewUnit("xa", "Tây"))
    sides = {living.hamlet: 0, living.other_hamlet: 1}
    services.decide_amendment(by=SYSTEM, plan=SplitUnit(living.commune, parts, sides), on=DAY)
    west = Unit.objects.get(name="Tây")
    waiting = page_of(province.get(reverse("units:changes"), {"don-vi": key(living.district)}))
    assert "dữ liệu ghi thẳng ở đơn vị cũ" in waiting
    with clock.pinned_to(DAY + timedelta(days=2)):
        later = {"on": (DAY + timedelta(days=2)).isoformat(), "legal_act": ""}
        asked = page_of(province.get(url(living.commune, "move")))
        assert "Xã Đông" in asked
        assert "Xã Phước Minh" not in asked
        confirm(province, url(living.commune, "move"), [{"to": key(west)}, later])
        own.refresh_from_db()
        assert own.commune == west
        assert "Chờ quyết định" not in page_of(
            province.get(reverse("units:changes"), {"don-vi": key(living.district)})
        )


def test_a_hamlet_closes_and_its_rows_stay_with_the_commune(living, officer):
    group = rows.group(living.other_hamlet)
    confirm(officer, url(living.other_hamlet, "close"), [EFFECT])
    group.refresh_from_db()
    assert (group.commune, group.hamlet) == (living.commune, None)


# --- the preview --------------------------------------------------------------------------------
def test_the_preview_says_what_is_what_will_be_and_what_moves(living, province):
    group = rows.group(living.hamlet)
    officer = people.officer(living.commune)
    rows.tip(living.hamlet, by=officer)
    people.officer(living.hamlet)
    seen = page_of(go_through(province, url(living.hamlet, "move"), [{"to": key(living.neighbour)}, EFFECT]))
    assert "Chuyển ấp 1 về xã Phước Minh?" in seen
    assert "Ấp 1, xã Phước Ninh, huyện Dương Minh Châu, tỉnh Tây Ninh" in seen
    assert "Ấp 1, xã Phước Minh, huyện Dương Minh Châu, tỉnh Tây Ninh" in seen
    for label, number in (("Đơn vị bên trong", 2), ("Nhóm đang hoạt động", 1), ("Tin báo chưa xong", 1)):
        assert re.search(rf"{label}</p>\s*<p[^>]*>\s*{number}\b", seen), label
    assert "Thực hiện ngay, tính từ ngày 01/03/2020" in seen
    assert group.name not in seen


def test_the_preview_warns_of_names_that_would_meet(living, province):
    services.decide_amendment(
        by=SYSTEM, plan=RenameUnit(living.neighbour_hamlet, "1"), on=DAY - timedelta(days=5)
    )
    answers = [{"units": [key(living.neighbour)]}, {"into": key(living.commune)}, EFFECT]
    seen = page_of(go_through(province, url(living.commune, "merge"), answers))
    assert "sẽ có đơn vị trùng tên; nên đổi tên sau đó: ấp 1." in seen


def test_what_is_about_the_people_of_a_split_is_said(living, officer):
    answers = [{"kind": "ap", "name_1": "Đông", "name_2": "Tây"}, {}, EFFECT]
    inside = {f"side-{key(g)}": "chua" for g in (living.self_managed_team, living.other_self_managed_team)}
    seen = page_of(
        go_through(
            officer, url(living.hamlet, "split"), [*answers, inside | {"rest": "chua", "people": "chua"}]
        )
    )
    assert "Phân công ở ấp 1 kết thúc từ ngày đó." in seen
    assert "dữ liệu ghi thẳng ở ấp 1" in seen


# --- what cannot be done ------------------------------------------------------------------------
def test_a_rules_no_stands_at_the_question_that_can_be_answered_otherwise(living, officer):
    address = url(living.hamlet, "rename")
    taken = officer.post(address, typed([{"name": "2"}, EFFECT]))
    assert taken.context["number"] == 0
    assert "đã có đơn vị tên này" in page_of(taken)
    early = officer.post(address, typed([{"name": "Mới"}, EFFECT | {"on": "2000-01-01"}]))
    assert early.context["number"] == 1
    assert "Chọn ngày có hiệu lực sau ngày đó" in page_of(early)
    assert 'name="b0-name" value="Mới"' in page_of(early)


def test_going_back_keeps_what_was_typed_before_and_after(living, officer):
    address = url(living.hamlet, "rename")
    answers = [{"name": "Mới"}, EFFECT]
    back = page_of(officer.post(address, typed(answers, ve="0")))
    assert 'name="b0-name" value="Mới"' in back
    assert f'type="hidden" name="b1-legal_act" value="{EFFECT["legal_act"]}"' in back
    forth = page_of(
        officer.post(address, typed([{"name": "Mới hơn"}], **{"b1-legal_act": EFFECT["legal_act"]}))
    )
    assert f'name="b1-legal_act" value="{EFFECT["legal_act"]}"' in forth


def test_a_search_in_the_picker_is_no_answer(living, province):
    sent = typed([{"to": "", "to-tim": "phuoc minh", "to-go": "1"}])
    shown = province.post(url(living.hamlet, "move"), sent)
    assert shown.context["number"] == 0
    assert "Xã Phước Minh" in page_of(shown)


@pytest.mark.parametrize(
    ("kind", "answers"),
    [
        ("merge", lambda c: [{"units": [key(c.neighbour_hamlet)]}]),
        ("move", lambda c: [{"to": key(c.new_commune)}]),
        ("change-kind", lambda c: [{"to": "xa"}]),
        (
            "split",
            lambda c: [{"kind": "ap", "name_1": "A", "name_2": "B"}, {"units": [key(c.neighbour_hamlet)]}],
        ),
    ],
)
def test_no_question_takes_what_it_did_not_offer(living, province, kind, answers):
    given = answers(living)
    shown = province.post(url(living.hamlet, kind), typed(given))
    assert shown.context["number"] == len(given) - 1
    assert shown.context["form"].errors


def test_a_form_sent_twice_makes_one_act(living, officer):
    address, answers = url(living.commune, "create"), [{"kind": "ap", "name": "Mới"}, EFFECT]
    preview = go_through(officer, address, answers)
    sent = confirmed(preview, answers)
    first, second = officer.post(address, sent), officer.post(address, sent)
    assert (Amendment.objects.count(), Unit.objects.filter(name="Mới").count()) == (1, 1)
    assert first.url == second.url == reverse("units:amendment", args=[Amendment.objects.get().public_id])


def test_of_eight_renames_confirmed_on_one_name_one_goes_through(living, officer):
    address = url(living.hamlet, "rename")
    renames = [[{"name": f"Tên {n}"}, EFFECT] for n in range(8)]
    previews = [go_through(officer, address, answers) for answers in renames]
    sent = [confirmed(preview, answers) for preview, answers in zip(previews, renames, strict=True)]
    first, *others = [officer.post(address, one) for one in sent]
    assert first.status_code == 302
    for n, told in enumerate(others, start=1):
        assert CHANGED in page_of(told)
        # The preview as it is now, with what was typed, to be confirmed anew.
        assert "Hiện nay: Ấp Tên 0" in page_of(told)
        assert told.context["summary"].after == [f"Ấp Tên {n}"]
    assert Amendment.objects.count() == 1
    assert officer.post(address, confirmed(others[0], renames[1])).status_code == 302
    assert Unit.objects.get(pk=living.hamlet.pk).name == "Tên 1"


def test_of_two_planned_for_one_unit_the_second_is_told(living, officer):
    later = {"on": (DAY + timedelta(days=9)).isoformat(), "legal_act": ""}
    address, renames = url(living.hamlet, "rename"), [[{"name": name}, later] for name in ("Một", "Hai")]
    sent = [confirmed(go_through(officer, address, answers), answers) for answers in renames]
    assert officer.post(address, sent[0]).status_code == 302
    assert CHANGED in page_of(officer.post(address, sent[1]))
    assert Amendment.objects.count() == 1


def test_a_preview_without_its_mark_is_shown_again(living, officer):
    address, answers = url(living.hamlet, "rename"), [{"name": "Khác"}, EFFECT]
    sent = confirmed(go_through(officer, address, answers), answers)
    del sent["da-xem"]
    assert CHANGED in page_of(officer.post(address, sent))
    assert not Amendment.objects.exists()


def test_a_tip_logged_meanwhile_changes_no_preview(living, officer):
    address, answers = url(living.other_hamlet, "close"), [EFFECT]
    sent = confirmed(go_through(officer, address, answers), answers)
    rows.tip(living.other_hamlet)
    assert officer.post(address, sent).status_code == 302
    assert Amendment.objects.get().kind == "close"


def test_of_two_that_swallow_each_other_the_loser_is_told_what_happened(living, officer):
    one, other = living.hamlet, living.other_hamlet
    there = [{"units": [key(other)]}, {"into": key(other)}, EFFECT]
    back = [{"units": [key(one)]}, {"into": key(one)}, EFFECT]
    merges = [(url(one, "merge"), there), (url(other, "merge"), back), (url(one, "merge"), there)]
    sent = [confirmed(go_through(officer, *merge), merge[1]) for merge in merges]
    assert officer.post(merges[0][0], sent[0]).status_code == 302
    told = officer.post(merges[1][0], sent[1])
    assert CHANGED in page_of(told)
    assert "cấp quyền" not in page_of(told)
    # The one whose own unit ended comes to its page.
    told = officer.post(merges[2][0], sent[2], follow=True)
    assert told.redirect_chain == [(reverse("units:detail", args=[key(one)]), 302)]
    assert "đã có ngày kết thúc nên không thay đổi được nữa" in page_of(told)
    assert Amendment.objects.count() == 1


# --- who may ------------------------------------------------------------------------------------
def offers(client, unit) -> set[str]:
    found = client.get(reverse("units:choose-amendment", args=[unit.public_id]))
    assert found.status_code == 200, found.status_code
    return set(re.findall(r"/thay-doi/([a-z-]+)/", found.content.decode()))


def test_a_person_is_offered_what_this_person_may_do(living, officer, province):
    below = {"create", "rename", "change-kind", "merge", "split", "close"}
    assert offers(officer, living.hamlet) == below
    assert offers(officer, living.self_managed_team) == below - {"create", "change-kind"} | {"move"}
    assert offers(officer, living.commune) == {"create"}
    assert offers(province, living.hamlet) == below | {"move"}
    assert offers(province, living.commune) == below | {"move"}


def test_ones_own_unit_is_changed_by_those_above(living, officer):
    refused = officer.get(url(living.commune, "rename"))
    assert refused.status_code == 403
    assert "do đơn vị cấp trên làm" in page_of(refused)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_neighbours_unit_is_not_there(living, officer, method):
    ask = getattr(officer, method)
    assert ask(reverse("units:choose-amendment", args=[key(living.neighbour_hamlet)])).status_code == 404
    assert ask(url(living.neighbour_hamlet, "rename"), {"b0-name": "X", "buoc": "1"}).status_code == 404
    assert ask(url(living.hamlet, "no-such-amendment")).status_code == 404


def test_those_who_change_no_units_are_told_why(living):
    leader = client_of(people.leader(living.commune))
    refused = leader.get(url(living.hamlet, "rename"))
    assert refused.status_code == 403
    assert "không có quyền" in page_of(refused)


def test_a_title_names_the_unit_as_it_was_before_and_where_it_lies(living, officer):
    """So says the message of the moment, and the lists, whatever was done since."""
    commune = living.commune.full_name
    said = (
        ("change-kind", {"to": "khu-pho"}, f"Đổi ấp 1 ({commune}) thành khu phố"),
        ("rename", {"name": "Tương Lai"}, f"Đổi tên ấp 1 ({commune}) thành khu phố Tương Lai"),
    )
    for kind, answer, words in said:
        stored = confirm(officer, url(living.hamlet, kind), [answer, EFFECT])
        assert f"Đã thực hiện: {words}." in page_of(
            officer.get(reverse("units:amendment", args=[stored.public_id]))
        )
    address = reverse("units:changes")
    recent = officer.get(f"{address}?don-vi={living.hamlet.public_id}", headers={"HX-Request": "true"})
    for page in (officer.get(address), recent):
        for _kind, _answer, words in said:
            assert words in page_of(page)


def test_a_preview_where_nothing_moves_says_so(living, officer):
    begun = DAY - timedelta(days=1)
    services.decide_amendment(
        by=SYSTEM, plan=CreateUnit("hamlet", living.commune, NewUnit("ap", "Vắng")), on=begun
    )
    empty = Unit.objects.get(name="Vắng")
    seen = page_of(go_through(officer, url(empty, "close"), [EFFECT]))
    assert "Không có nhóm, tin báo hay người dùng nào ở đó." in seen


# --- planned for a later day --------------------------------------------------------------------
LATER = DAY + timedelta(days=10)


def test_a_later_day_waits_and_says_so(living, officer):
    answers = [{"name": "Mới"}, EFFECT | {"on": LATER.isoformat()}]
    seen = page_of(go_through(officer, url(living.hamlet, "rename"), answers))
    assert "Sẽ tự thực hiện sáng ngày 11/03/2020" in seen
    stored = confirm(officer, url(living.hamlet, "rename"), answers)
    assert stored.state == AmendmentState.PLANNED
    assert jobs.drain() == 0
    assert "chờ đến ngày" in page_of(officer.get(reverse("units:changes")))
    assert "Hủy việc này" in page_of(officer.get(reverse("units:amendment", args=[stored.public_id])))


def test_the_job_carries_it_out_on_its_own_day_whatever_the_machine_says(living, officer):
    stored = confirm(
        officer, url(living.hamlet, "rename"), [{"name": "Mới"}, EFFECT | {"on": LATER.isoformat()}]
    )
    Job.objects.update(run_after=clock.machine_now())
    assert jobs.drain() == 1
    stored.refresh_from_db()
    assert (stored.state, stored.done_on) == (AmendmentState.IN_FORCE, LATER)
    assert Unit.objects.get(pk=living.hamlet.pk).name == "Mới"


def test_a_planned_act_may_be_cancelled_until_its_day(living, officer):
    stored = confirm(
        officer, url(living.hamlet, "rename"), [{"name": "Mới"}, EFFECT | {"on": LATER.isoformat()}]
    )
    undo = reverse("units:undo-amendment", args=[stored.public_id])
    assert "Hủy việc này?" in page_of(officer.get(undo))
    done = page_of(officer.post(undo, {"version": stored.version}, follow=True))
    assert "Đã hủy việc này" in done
    assert "đã hủy" in done
    for where in ("", f"?don-vi={living.commune.public_id}"):
        listed = page_of(officer.get(reverse("units:changes") + where))
        assert "đã hủy" in listed
        assert "đã hoàn tác" not in listed
    Job.objects.update(run_after=clock.machine_now())
    jobs.drain()
    stored.refresh_from_db()
    assert stored.state == AmendmentState.UNDONE
    assert Unit.objects.get(pk=living.hamlet.pk).name == "1"


def test_what_was_stopped_says_why(living, officer):
    stored = confirm(
        officer, url(living.other_hamlet, "rename"), [{"name": "Mới"}, EFFECT | {"on": LATER.isoformat()}]
    )
    services.decide_amendment(by=SYSTEM, plan=CloseUnit(living.other_hamlet), on=DAY)
    Job.objects.update(run_after=clock.machine_now())
    jobs.drain()
    shown = page_of(officer.get(reverse("units:amendment", args=[stored.public_id])))
    assert "chưa thực hiện được" in shown
    assert "đã chấm dứt hoạt động ngày 01/03/2020" in shown


# --- afterwards ---------------------------------------------------------------------------------
@pytest.fixture
def merged(living):
    amendment = MergeUnits((living.other_hamlet,), living.hamlet)
    rows.group(living.other_hamlet)
    before = snapshot()
    return before, services.decide_amendment(by=SYSTEM, plan=amendment, on=DAY, legal_act="Quyết định 7")


def test_the_page_of_an_act_tells_it_whole(living, officer, merged):
    _before, stored = merged
    shown = page_of(officer.get(reverse("units:amendment", args=[stored.public_id])))
    for words in (
        "Sáp nhập ấp 2 vào ấp 1",
        "đã thực hiện",
        "Quyết định 7",
        "Nhóm đang hoạt động",
        "Hoàn tác",
    ):
        assert words in shown


def test_one_tap_and_a_confirmation_take_it_back(living, officer, merged):
    before, stored = merged
    undo = reverse("units:undo-amendment", args=[stored.public_id])
    version = officer.get(undo).context["form"]["version"].value()
    answer = officer.post(undo, {"version": version})
    assert answer.url == reverse("units:amendment", args=[stored.public_id])
    assert snapshot() == before
    assert "đã hoàn tác" in page_of(officer.get(answer.url))


def test_once_its_day_is_over_the_page_says_why_it_stays(living, officer, merged):
    _before, stored = merged
    with clock.pinned_to(DAY + timedelta(days=1)):
        shown = page_of(officer.get(reverse("units:amendment", args=[stored.public_id])))
        assert "Đã quá ngày 01/03/2020" in shown
        assert reverse("units:undo-amendment", args=[stored.public_id]) not in shown
        refused = officer.post(
            reverse("units:undo-amendment", args=[stored.public_id]), {"version": stored.version}
        )
    assert "Đã quá ngày 01/03/2020" in page_of(refused)
    stored.refresh_from_db()
    assert stored.state == AmendmentState.IN_FORCE


def test_an_act_that_changed_meanwhile_is_not_taken_back_unseen(living, officer, merged):
    _before, stored = merged
    refused = officer.post(
        reverse("units:undo-amendment", args=[stored.public_id]), {"version": stored.version - 1}
    )
    assert "Người khác vừa cập nhật" in page_of(refused)
    stored.refresh_from_db()
    assert stored.state == AmendmentState.IN_FORCE


def test_those_who_only_look_see_the_act_without_numbers_and_without_a_way_back(living, merged):
    _before, stored = merged
    leader = client_of(people.leader(living.commune))
    shown = page_of(leader.get(reverse("units:amendment", args=[stored.public_id])))
    assert "Sáp nhập ấp 2 vào ấp 1" in shown
    assert "Nhóm đang hoạt động" not in shown
    assert "Hoàn tác" not in shown
    assert (
        leader.post(reverse("units:undo-amendment", args=[stored.public_id]), {"version": 1}).status_code
        == 403
    )


def test_a_neighbour_knows_nothing_of_it(living, merged):
    _before, stored = merged
    neighbour = client_of(people.officer(living.neighbour))
    for name in ("units:amendment", "units:amendment-progress", "units:undo-amendment"):
        assert neighbour.get(reverse(name, args=[stored.public_id])).status_code == 404
    assert "Sáp nhập" not in page_of(neighbour.get(reverse("units:changes")))
    assert neighbour.get(reverse("units:changes"), {"don-vi": key(living.commune)}).status_code == 404


def test_an_act_is_seen_at_the_desks_it_touches(living, merged):
    services.decide_amendment(by=SYSTEM, plan=MoveUnit(living.hamlet, living.neighbour), on=DAY)
    for unit in (living.commune, living.neighbour, living.district, living.province):
        shown = page_of(client_of(people.officer(unit)).get(reverse("units:changes")))
        assert "Chuyển ấp 1 về xã Phước Minh" in shown, unit


def test_the_page_of_a_unit_shows_its_last_acts_and_leads_to_all(living, officer, merged):
    address = f"{reverse('units:changes')}?don-vi={key(living.commune)}"
    assert address in officer.get(reverse("units:detail", args=[key(living.commune)])).content.decode()
    recent = page_of(officer.get(address, headers={"HX-Request": "true"}))
    assert "Sáp nhập ấp 2 vào ấp 1" in recent
    assert "<html" not in recent


def test_an_act_that_names_what_is_gone_is_still_listed(living, officer):
    created = services.decide_amendment(
        by=SYSTEM, plan=CreateUnit("hamlet", living.commune, NewUnit("ap", "Mới")), on=DAY
    )
    new = Unit.objects.get(name="Mới")
    with clock.pinned_to(DAY + timedelta(days=1)):
        renamed = services.decide_amendment(
            by=SYSTEM, plan=RenameUnit(new, "Mới 2"), on=DAY + timedelta(days=1)
        )
        services.undo_amendment(by=SYSTEM, amendment=renamed, version=renamed.version)
    services.undo_amendment(by=SYSTEM, amendment=created, version=created.version)
    assert "Thành lập ấp Mới" in page_of(officer.get(reverse("units:changes")))
    shown = officer.get(reverse("units:amendment", args=[renamed.public_id]))
    assert "Đổi tên" in page_of(shown)
    assert officer.get(reverse("units:undo-amendment", args=[renamed.public_id])).status_code == 404


def test_the_list_asks_as_often_for_many_as_for_few(living, officer):
    def asked(address) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert officer.get(address).status_code == 200
        return len(queries)

    pages = [reverse("units:changes"), f"{reverse('units:changes')}?don-vi={key(living.commune)}"]
    services.decide_amendment(by=SYSTEM, plan=RenameUnit(living.hamlet, "Tên 0"), on=DAY)
    few = [asked(page) for page in pages]
    for n in range(1, 6):
        services.decide_amendment(
            by=SYSTEM, plan=RenameUnit(Unit.objects.get(pk=living.hamlet.pk), f"Tên {n}"), on=DAY
        )
        services.decide_amendment(
            by=SYSTEM, plan=CreateUnit("hamlet", living.commune, NewUnit("ap", f"Mới {n}")), on=DAY
        )
    assert [asked(page) for page in pages] == few
    assert max(few) <= MOST


# --- the quick way to a hamlet ------------------------------------------------------------------
def test_a_hamlet_added_the_quick_way_is_an_act_that_is_taken_back_at_once(living, officer):
    before = snapshot()
    given = {"kind": "ap", "name": "Mới", "parent": key(living.commune), "valid_from": DAY.isoformat()}
    answer = officer.post(reverse("units:add-hamlet", args=[key(living.commune)]), given, follow=True)
    stored = Amendment.objects.get()
    assert (stored.kind, Unit.objects.get(name="Mới").parent) == ("create", living.commune)
    undo = reverse("units:undo-amendment", args=[stored.public_id])
    assert f'action="{undo}"' in answer.content.decode()
    officer.post(undo, {"version": stored.version})
    assert snapshot() == before


# --- lines that are known to end ----------------------------------------------------------------
def test_hamlets_of_a_commune_that_will_end_are_merged_and_taken_back(country):
    """In a story of 2019 everyone knows that the commune ends on 1 July 2025: its hamlets' lines end with it."""
    for model in (Unit, UnitVersion):
        hamlets = {"level": "hamlet"} if model is Unit else {"unit__level": "hamlet"}
        model.objects.filter(**hamlets).update(valid_to=None)
    officer = client_of(people.officer(country.commune))
    group = rows.group(country.other_hamlet)
    before = snapshot()
    today = {"on": clock.today().isoformat()}
    answers = [{"units": [key(country.other_hamlet)]}, {"into": key(country.hamlet)}, today]
    stored = confirm(officer, url(country.hamlet, "merge"), answers)
    group.refresh_from_db()
    assert group.hamlet == country.hamlet
    lines = UnitEdge.objects.filter(child=country.other_hamlet).order_by("valid_from")
    assert list(lines.values_list("parent", "valid_from", "valid_to")) == [
        (country.commune.pk, LONG_AGO, clock.today()),
        (country.hamlet.pk, clock.today(), date(2025, 7, 1)),
    ]
    services.undo_amendment(by=SYSTEM, amendment=stored, version=stored.version)
    assert snapshot() == before


def test_people_go_over_with_their_hamlet(living, officer):
    head = people.officer(living.other_hamlet).user
    answers = [{"units": [key(living.other_hamlet)]}, {"into": key(living.hamlet)}, EFFECT]
    confirm(officer, url(living.hamlet, "merge"), answers)
    held = Assignment.objects.filter(user=head).order_by("valid_from").values_list("unit", "valid_to")
    assert list(held) == [(living.other_hamlet.pk, DAY), (living.hamlet.pk, None)]
