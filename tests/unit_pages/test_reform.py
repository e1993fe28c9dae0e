"""The reform of Tây Ninh on 1 July 2025, with rows of the country's own tables: Phước Ninh lies under Cầu Khởi afterwards.

Five districts of the two old provinces and one of another load once for the module; each test runs in a transaction of its
own over them. tests/config/test_seed_demo.py reforms the whole province.
"""

import io
import json
import re
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client, TestCase
from django.urls import reverse

from groups.models import ChatGroup, MemberCount
from groups.services import count_members
from portal.accounts.actor import Actor
from portal.accounts.models import Assignment
from portal.core import clock, jobs
from portal.core.models import AuditEntry, Job
from portal.steering.models import Plan, PlanTarget
from portal.unit_pages.reform import jobs as reform_jobs
from portal.units.amendments import reform, reform_steps, services
from portal.units.amendments.reform import ReformProvince
from portal.units.choices import AmendmentState
from portal.units.models import Amendment, Succession, Unit, UnitEdge, UnitVersion
from portal.units.national import tables as national_tables
from portal.units.selectors import parent_on, unit_by_code
from reports import content
from reports.models import Report
from reports.selectors import content_of
from reports.services import issue_report
from tests.architecture.test_query_counts import MOST
from tests.architecture.world import client_of
from tests.factories import people, rows, steering
from tests.factories.units import SYSTEM, unit
from tests.units.part_of_the_tables import only_districts
from tests.units.snapshot import snapshot
from tips.models import Tip

REFORM = date(2025, 7, 1)
STORY_MOMENT = rows.at("2019-12-08", 10)
WHY = "the test counts what moved"
# Of old Tây Ninh three districts, of Long An two, where communes were shared out; one of a province beside them.
DISTRICTS = ("705", "706", "707", "797", "798", "815")
# Their communes, the five districts and the two provinces: three transactions of a run.
STEPS = 50 + 5 + 2
# One process loads the tables, once.
pytestmark = pytest.mark.xdist_group("reform")


@pytest.fixture(scope="module")
def tables(django_db_setup, django_db_blocker):
    """Units of both eras, for all tests of this module."""
    with django_db_blocker.unblock():
        with only_districts(DISTRICTS):
            national_tables.load()
        yield
        Unit.objects.update(parent=None, province=None, district=None, commune=None, hamlet=None)
        for model in (Succession, UnitEdge, UnitVersion, Unit):
            model.objects.all()._raw_delete("default")


@dataclass(frozen=True)
class TayNinh:
    """The new province, the old commune and its story, the new commune, and one that was shared out."""

    province: Unit
    old: Unit
    hamlet: Unit
    self_managed_team: Unit
    new: Unit
    shared: Unit
    shared_hamlet: Unit
    officer: Actor
    group: ChatGroup
    tip: Tip
    report: Report
    administrator: Actor


def tell() -> TayNinh:
    """Phước Ninh in November 2019 with everything, and Chà Là, which was shared out, with a hamlet and a group."""
    with clock.pinned_to(STORY_MOMENT):
        day = clock.today()
        old, shared = unit_by_code("25561", day, "commune"), unit_by_code("25570", day, "commune")
        since = {"valid_from": date(2019, 1, 1)}
        hamlet = unit("hamlet", "ap", "Phước Lễ", old, **since)
        self_managed_team = unit("residents-group", "to-tu-quan", "Tổ tự quản số 01", hamlet, **since)
        shared_hamlet = unit("hamlet", "ap", "Láng Tre", shared, **since)
        officer = people.officer(old)
        people.officer(hamlet)
        people.officer(unit_by_code("707", day, "district"))
        group = rows.group(self_managed_team, by=officer)
        count_members(by=officer, group=group, counted_on=date(2019, 11, 20), members=24)
        rows.group(shared_hamlet)
        steering.plan(old, by=officer, targets={("households", 2019): 90})
        tip = rows.tip(hamlet, by=officer)
        report = rows.report(old, by=officer)
        issue_report(by=officer, report=report, version=report.version)
        jobs.drain()
    province = reform_steps.province_of("80")
    with clock.pinned_to(REFORM):
        return TayNinh(
            province,
            old,
            hamlet,
            self_managed_team,
            unit_by_code("25573", REFORM, "commune"),
            shared,
            shared_hamlet,
            officer,
            group,
            tip,
            report,
            people.administrator(province),
        )


@pytest.fixture
def tay_ninh(tables, db) -> TayNinh:
    told = tell()
    with clock.pinned_to(REFORM):
        yield told


def run(province: Unit, **choices) -> Amendment:
    stored = reform.begin_reform(by=SYSTEM, plan=ReformProvince(province, **choices))
    reform.run_reform(by=SYSTEM, amendment=stored)
    stored.refresh_from_db()
    return stored


def again(row):
    return type(row)._base_manager.get(pk=row.pk)


# --- what it does: run once, looked at from all sides ---------------------------------------------
@pytest.mark.usefixtures("tables")
class Afterwards(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.told = tell()
        with clock.pinned_to(REFORM):
            cls.stored = run(cls.told.province)

    def setUp(self):
        self.enterContext(clock.pinned_to(REFORM))

    def test_everything_of_phuoc_ninh_lies_under_cau_khoi(self):
        told = self.told
        assert self.stored.state == AmendmentState.IN_FORCE
        for model in (ChatGroup, MemberCount, Tip, Report, Plan, PlanTarget):
            lies = model.objects.unscoped(WHY).filter(
                unit__in=[told.old, told.hamlet, told.self_managed_team]
            )
            places = set(lies.values_list("commune", "district", "province"))
            assert places == {(told.new.pk, None, told.province.pk)}, model
        assert parent_on(told.hamlet, REFORM) == told.new
        assert parent_on(told.hamlet, REFORM - timedelta(days=1)) == told.old
        assert again(told.self_managed_team).hamlet == told.hamlet

    def test_people_work_for_the_new_commune_and_those_of_the_district_no_more(self):
        told = self.told
        held = Assignment.objects.filter(user=told.officer.user).order_by("valid_from")
        assert list(held.values_list("unit", "valid_to")) == [(told.old.pk, REFORM), (told.new.pk, None)]
        assert not Assignment.objects.filter(unit__level="district", valid_to=None).exists()
        assert list(Tip.objects.visible_to(Actor.of(told.officer.user))) == [told.tip]

    def test_no_row_of_the_province_is_of_a_district_any_more(self):
        for model in (ChatGroup, Tip, Report):
            assert not model.objects.unscoped(WHY).exclude(district=None).exists()
        older = Unit.objects.filter(level="province", became__successor=self.told.province)
        assert not Unit.objects.filter(province__in=older).exists()

    def test_an_issued_report_keeps_its_words_and_its_hash(self):
        report = again(self.told.report)
        assert report.content_hash == self.told.report.content_hash == content.content_digest(report.content)
        words = json.dumps(content_of(report), ensure_ascii=False)
        assert "Phước Ninh" in words
        assert "Dương Minh Châu" in words
        assert "Cầu Khởi" not in words

    def test_run_again_it_changes_nothing(self):
        before = snapshot()
        assert run(self.told.province) == self.stored
        assert snapshot() == before
        assert Amendment.objects.count() == 1

    def test_what_nobody_decided_waits_with_the_province(self):
        hamlet = again(self.told.shared_hamlet)
        assert (hamlet.parent, hamlet.commune, hamlet.province) == (
            self.told.province,
            None,
            self.told.province,
        )
        address = reverse("units:changes"), {"don-vi": self.told.province.public_id}
        page = client_of(self.told.administrator).get(*address).content.decode()
        assert reverse("units:change", args=[hamlet.public_id, "move"]) in page

    def test_the_commune_of_today_shows_its_hamlets_and_groups(self):
        officer = client_of(people.officer(self.told.new))
        shown = page_of(officer.get(reverse("units:detail", args=[self.told.new.public_id])))
        assert "Ấp Phước Lễ" in shown
        assert self.told.group.name in shown

    def test_the_officer_of_before_sees_nothing_of_it_in_the_old_place(self):
        """As someone who still looks from 2019 finds it: the rows are Cầu Khởi's now."""
        with clock.pinned_to(STORY_MOMENT):
            assert not Tip.objects.visible_to(Actor.of(self.told.officer.user)).exists()


class Killed(Exception):
    pass


def test_cut_off_midway_and_gone_on_with_it_comes_to_the_same(tay_ninh):
    amendment = ReformProvince(tay_ninh.province, {tay_ninh.shared_hamlet: tay_ninh.new})
    whole = reform.begin_reform(by=SYSTEM, plan=amendment)
    reform.run_reform(by=SYSTEM, amendment=whole)
    wanted = snapshot()
    services.undo_amendment(by=SYSTEM, amendment=again(whole), version=again(whole).version)

    def die(done, total):
        if done >= 40:
            raise Killed

    stored = reform.begin_reform(by=SYSTEM, plan=amendment)
    with pytest.raises(Killed):
        reform.run_reform(by=SYSTEM, amendment=stored, progress=die)
    left = len(reform_steps.steps_left(tay_ninh.province))
    assert left == STEPS - 40
    assert len(reform_steps.steps(tay_ninh.province)) == STEPS
    assert reform.run_reform(by=SYSTEM, amendment=stored) == left
    assert snapshot() == wanted


def test_undone_everything_is_as_before_also_when_it_was_cut_off(tay_ninh):
    before = snapshot()
    stored = run(tay_ninh.province, choices={tay_ninh.shared_hamlet: tay_ninh.new})
    assert snapshot() != before
    services.undo_amendment(by=SYSTEM, amendment=stored, version=stored.version)
    assert snapshot() == before

    def die(done, total):
        raise Killed

    half = reform.begin_reform(by=SYSTEM, plan=ReformProvince(tay_ninh.province))
    with pytest.raises(Killed):
        reform.run_reform(by=SYSTEM, amendment=half, progress=die)
    half = again(half)
    services.undo_amendment(by=SYSTEM, amendment=half, version=half.version)
    assert snapshot() == before


def test_two_workers_at_once_do_each_unit_once(tay_ninh):
    stored = reform.begin_reform(by=SYSTEM, plan=ReformProvince(tay_ninh.province))
    late = []

    def another_comes_in(done, total):
        if not late:
            late.append(reform.run_reform(by=SYSTEM, amendment=stored))

    reform.run_reform(by=SYSTEM, amendment=stored, progress=another_comes_in)
    entries = again(stored).journal["entries"]
    opened = [unit for entry in entries if entry["step"] == "ended" for unit in [entry["unit"]]]
    assert len(opened) == len(set(opened))
    assert not UnitEdge.objects.filter(child=tay_ninh.old, valid_from=REFORM).count() > 1


# --- what it asks -------------------------------------------------------------------------------
def test_a_commune_that_was_shared_out_asks_for_each_hamlet(tay_ninh):
    asked = {
        step.unit: inside
        for step, inside in reform_steps.questions(reform_steps.steps_left(tay_ninh.province))
    }
    assert asked[tay_ninh.shared] == [tay_ninh.shared_hamlet]
    assert tay_ninh.old not in asked
    run(tay_ninh.province, choices={tay_ninh.shared_hamlet: tay_ninh.new})
    assert again(tay_ninh.shared_hamlet).commune == tay_ninh.new


@pytest.mark.parametrize(
    "choice",
    [
        lambda t: {t.shared_hamlet: unit_by_code("25561", date(2019, 1, 1), "commune")},
        lambda t: {t.shared_hamlet: unit_by_code("25531", REFORM, "commune")},
        lambda t: {t.hamlet: unit_by_code("25531", REFORM, "commune")},
        lambda t: {t.shared: t.province},
        lambda t: {t.new: t.new},
    ],
    ids=["an old commune", "another new one", "of a whole commune", "the province", "of no old commune"],
)
def test_a_side_outside_the_table_is_refused(tay_ninh, choice):
    before = snapshot()
    with pytest.raises(ValidationError, match="theo nghị quyết sắp xếp"):
        reform.begin_reform(by=SYSTEM, plan=ReformProvince(tay_ninh.province, choice(tay_ninh)))
    assert snapshot() == before
    assert not Amendment.objects.exists()


# --- in the browser -----------------------------------------------------------------------------
ADDRESS = "/dia-ban/sap-xep-2025/"


@pytest.fixture
def administrator(tay_ninh) -> Client:
    return client_of(tay_ninh.administrator)


def page_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def side(unit: Unit) -> str:
    return f"b0-side-{unit.public_id}"


def begin(client: Client, answers: dict) -> Amendment:
    confirming = client.post(ADDRESS, answers | {"buoc": 1})
    key = confirming.context["form"]["key"].value()
    response = client.post(ADDRESS, answers | {"buoc": 1, "key": str(key), "xac-nhan": "1"})
    stored = Amendment.objects.latest("pk")
    assert response.url == reverse("units:amendment", args=[stored.public_id])
    return stored


def answers_of(tay_ninh: TayNinh) -> dict:
    return {side(tay_ninh.shared_hamlet): tay_ninh.new.public_id}


def test_the_screen_tells_asks_runs_and_takes_back(tay_ninh, administrator):
    first = page_of(administrator.get(ADDRESS))
    assert "Xã Phước Ninh → xã Cầu Khởi" in first
    assert "Ấp Láng Tre" in first
    assert "huyện Dương Minh Châu" in first
    before = snapshot()
    confirming = page_of(administrator.post(ADDRESS, answers_of(tay_ninh) | {"buoc": 1}))
    assert "Ấp Láng Tre → xã Cầu Khởi" in confirming
    assert snapshot() == before

    stored = begin(administrator, answers_of(tay_ninh))
    assert snapshot() == before
    own = reverse("units:amendment", args=[stored.public_id])
    running = page_of(administrator.get(own))
    assert "đang thực hiện" in running
    assert reverse("units:amendment-progress", args=[stored.public_id]) in running
    assert jobs.drain() == 1
    done = administrator.get(
        reverse("units:amendment-progress", args=[stored.public_id]), headers={"HX-Request": "true"}
    )
    assert done.headers["HX-Refresh"] == "true"
    assert "Hoàn tác" in page_of(administrator.get(own))
    assert again(tay_ninh.shared_hamlet).commune == tay_ninh.new
    assert "Không còn gì để chuyển" in page_of(administrator.get(ADDRESS))

    stored.refresh_from_db()
    administrator.post(reverse("units:undo-amendment", args=[stored.public_id]), {"version": stored.version})
    assert "đang hoàn tác" in page_of(administrator.get(own))
    assert jobs.drain() == 1
    assert snapshot() == before
    assert "đã hoàn tác" in page_of(administrator.get(own))


def test_who_asked_is_kept_and_the_system_does_it_telling_how_far_it_is(tay_ninh, administrator, monkeypatch):
    seen = []
    real = jobs.report_progress
    monkeypatch.setattr(
        jobs, "report_progress", lambda key, percent: seen.append(percent) or real(key, percent)
    )
    stored = begin(administrator, answers_of(tay_ninh))
    jobs.drain()
    assert seen == sorted(set(seen))
    assert seen[-1] == 100
    assert len(seen) == 3
    assert reform_jobs.job_of(stored).progress == 100

    assert stored.made_by == tay_ninh.administrator.user
    audited = AuditEntry.objects.filter(object_id=stored.public_id)
    assert audited.get(action="unit.decide").actor == tay_ninh.administrator.user
    assert set(audited.filter(action="unit.amendment").values_list("actor", flat=True)) == {None}


def test_a_worker_that_was_killed_leaves_what_another_goes_on_with(tay_ninh, administrator, monkeypatch):
    def die(key, percent):
        raise Killed

    stored = begin(administrator, answers_of(tay_ninh))
    monkeypatch.setattr(jobs, "report_progress", die)
    Job.objects.filter(handler=reform_jobs.RUN).update(attempts=jobs.MAX_ATTEMPTS - 1)
    jobs.drain()
    assert reform_jobs.job_of(stored).state == Job.State.FAILED
    assert "Chạy tiếp" in page_of(administrator.get(reverse("units:amendment", args=[stored.public_id])))
    monkeypatch.undo()
    asked = administrator.get(ADDRESS)
    assert "Chạy tiếp việc sắp xếp?" in page_of(asked)
    key = str(asked.context["form"]["key"].value())
    administrator.post(ADDRESS, {"buoc": 0, "key": key, "xac-nhan": "1"})
    with clock.pinned_to(None):
        jobs.drain()
    assert reform_steps.steps_left(tay_ninh.province) == []
    assert again(tay_ninh.shared_hamlet).commune == tay_ninh.new
    assert Amendment.objects.count() == 1


def test_while_it_runs_it_is_not_taken_back(tay_ninh, administrator):
    stored = begin(administrator, answers_of(tay_ninh))
    page = administrator.post(
        reverse("units:undo-amendment", args=[stored.public_id]), {"version": stored.version}
    )
    assert "Đợi xong rồi hoàn tác" in page_of(page)
    assert not Job.objects.filter(handler=reform_jobs.UNDO).exists()


def test_only_a_province_of_today_opens_the_screen(tay_ninh):
    with clock.pinned_to(STORY_MOMENT):
        refused = client_of(tay_ninh.officer).get(ADDRESS)
    assert refused.status_code == 403
    assert "tỉnh, thành phố có từ 01/7/2025" in page_of(refused)


def test_the_screen_asks_a_constant_number_of_queries(tay_ninh, administrator, django_assert_max_num_queries):
    with django_assert_max_num_queries(MOST):
        administrator.get(ADDRESS)


# --- from the shell -----------------------------------------------------------------------------
def said(*arguments) -> str:
    out = io.StringIO()
    call_command("reform", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_shows_does_and_finds_nothing_left(tay_ninh):
    before = snapshot()
    shown = said("--province", "80", "--dry-run")
    assert "Chưa quyết định, tỉnh tạm giữ:\n  ấp Láng Tre" in shown
    assert "chưa có gì thay đổi" in shown
    assert snapshot() == before
    # 72 is the code of the older province; today none bears it.
    done = said("--province", "72")
    assert [f"đã chuyển {n} / {STEPS} đơn vị cũ" in done for n in (20, 40, STEPS)] == [True] * 3
    assert again(tay_ninh.group).commune == tay_ninh.new
    assert "Không còn gì để chuyển." in said("--province", "80")


def test_what_a_worker_gave_up_and_the_command_finished_is_told_as_done(tay_ninh, administrator, monkeypatch):
    def die(key, percent):
        raise Killed

    stored = begin(administrator, answers_of(tay_ninh))
    monkeypatch.setattr(jobs, "report_progress", die)
    Job.objects.filter(handler=reform_jobs.RUN).update(attempts=jobs.MAX_ATTEMPTS - 1)
    jobs.drain()
    monkeypatch.undo()
    assert reform_jobs.job_of(stored).state == Job.State.FAILED
    said("--province", "80")
    assert (reform_jobs.job_of(stored).state, reform_jobs.job_of(stored).error) == (Job.State.DONE, "")
    page = page_of(administrator.get(reverse("units:amendment", args=[stored.public_id])))
    assert "Chưa làm xong" not in page
    assert "Chạy tiếp" not in page


def test_the_command_speaks_json(tay_ninh):
    told = json.loads(said("--province", "80", "--json"))
    assert told["moved"] == told["left"] == STEPS
    assert {"code": "", "name": "ấp Láng Tre"} in told["waiting"]
    assert json.loads(said("--province", "80", "--dry-run", "--json"))["left"] == 0


@pytest.mark.parametrize("code", ["25573", "999"])
def test_the_command_refuses_what_is_no_province(tay_ninh, code):
    with pytest.raises(CommandError, match=code):
        said("--province", code)
