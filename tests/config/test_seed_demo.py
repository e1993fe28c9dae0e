"""The demo is the documents: what it seeds is what they count (S1.1, S1.6), seeded once, through the services."""

import json
from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command, get_commands
from django.core.management.base import CommandError
from django.test import TestCase, override_settings
from django.urls import reverse

from groups.models import ChatGroup
from groups.rollout_selectors import pilots_of, rollout, steps_of
from portal.accounts.actor import Actor, SystemActor
from portal.accounts.models import User
from portal.config.demo import bui_la_nhan, ha_giang, phuoc_ninh, seeding, tay_ninh, thuan_loi
from portal.config.demo.clock import WORKING_DAY
from portal.config.demo.story import moment
from portal.config.demo.timeline import Timeline
from portal.config.settings import base
from portal.core import clock, indicators
from portal.core.models import AuditEntry
from portal.core.notices.selectors import notices
from portal.core.periods import Period
from portal.steering.directives.lineage import whole_lineage
from portal.steering.models import Directive, Plan
from portal.steering.plans.selectors import own_tasks, targets_by_subject
from portal.units.amendments import reform, reform_steps
from portal.units.amendments.services import undo_amendment
from portal.units.models import Unit
from portal.units.national import tables
from portal.units.selectors import unit_by_code
from propaganda.models import Post, Relay
from propaganda.selectors import to_relay
from reports import content
from reports.models import Report
from tests.units.snapshot import snapshot
from tips.models import SealedInformant, Tip

WHY = "the test counts what was seeded"


# One process seeds, once for the class: the country's units and both stories take some seconds.
@pytest.mark.xdist_group("seed_demo")
class SeededDemo(TestCase):
    @classmethod
    def setUpTestData(cls):
        tables.load()
        assert seeding.seed() is True
        cls.day = phuoc_ninh.STORY.day
        cls.commune = unit_by_code("25561", cls.day, "commune")

    def measured(self, unit: Unit, day: date, period: str) -> dict[str, list[int]]:
        """Upper parts of every figure: this period, the year so far."""
        spans = [Period.parse(period).days(), Period.parse(period).year_to_date()]
        with clock.pinned_to(day):
            found = indicators.measure(indicators.everything(), unit, spans)
        return {key: [measure.top for measure in measures] for key, measures in found.items()}

    def test_phuoc_ninh_counts_what_the_newspaper_counts(self):
        found = self.measured(self.commune, self.day, "2019-11")
        kinds = {
            kind: found[f"groups.{kind}"][0] for kind in ("residents-group", "hamlet", "parish", "workers")
        }
        assert kinds == {"residents-group": 60, "hamlet": 6, "parish": 1, "workers": 2}
        assert found["groups.all"][0] == 69
        assert found["groups.members"][0] == 1506
        assert found["tips.received"] == [6, 32]
        assert found["coverage.takes-part.enterprises"][0] == 0

    def test_the_officer_of_phuoc_ninh_is_reminded_of_what_is_due_the_next_day(self):
        officer = User.objects.get(username=phuoc_ninh.STORY.personas[0].username)
        told = {(notice.text, notice.at) for notice in notices(Actor.of(officer))}
        assert told == {
            ("Báo cáo tháng 11 năm 2019: hạn gửi 09/12/2019.", moment("2019-12-08 06:00")),
            ("Báo cáo năm 2019: hạn gửi 09/12/2019.", moment("2019-12-08 06:00")),
            ("Có khó khăn, vướng mắc chờ trả lời, hạn 21/10/2019.", moment("2019-10-07 08:00")),
            ("Có khó khăn, vướng mắc chờ trả lời, hạn 16/12/2019.", moment("2019-12-02 08:00")),
        }

    def test_phuoc_ninhs_tips_came_from_june_to_24_november(self):
        tips = Tip.objects.unscoped(WHY).filter(commune=self.commune)
        assert tips.order_by("received_at").first().received_at >= moment("2019-06-01 00:00")
        assert tips.order_by("received_at").last().received_at < moment("2019-11-25 00:00")
        assert not tips.filter(about_police=True).exists()
        assert sorted(tips.exclude(settled_at__isnull=False).values_list("state", flat=True)) == [
            "classified",
            "in-hand",
            "in-hand",
        ]

    def test_three_groups_piloted_in_may_and_the_rest_opened_in_june(self):
        months = [
            day.month
            for day in ChatGroup.objects.unscoped(WHY)
            .filter(commune=self.commune)
            .values_list("opened_on", flat=True)
        ]
        assert {month: months.count(month) for month in set(months)} == {5: 3, 6: 66}

    def test_the_buffalo_reached_all_groups_in_minutes_and_its_owner_in_almost_two_hours(self):
        post = Post.objects.unscoped(WHY).get(title__startswith="Tìm chủ con trâu")
        shared = Relay.objects.unscoped(WHY).filter(post=post)
        assert shared.count() == 69
        assert max(shared.values_list("shared_at", flat=True)) - post.posted_at < timedelta(minutes=10)
        tip = Tip.objects.unscoped(WHY).get(commune=self.commune, summary__contains="trâu lạc")
        assert timedelta(minutes=100) < tip.settled_at - tip.received_at < timedelta(hours=2)

    def test_the_hamlet_head_has_three_posts_to_share(self):
        with clock.pinned_to(self.day):
            head = Actor.of(User.objects.get(username="truong-ap.phuoc-le"))
            assert len(to_relay(head)) == 3

    def test_issued_reports_keep_their_hash_and_the_november_one_is_a_draft(self):
        reports = Report.objects.unscoped(WHY)
        issued = reports.exclude(content_hash="")
        assert [content.content_digest(report.content) == report.content_hash for report in issued] == [
            True
        ] * issued.count()
        own = reports.filter(unit=self.commune).order_by("index")
        assert [(r.index, r.state, r.in_time) for r in own] == [
            (6, "issued", True),
            (7, "issued", True),
            (8, "issued", True),
            (9, "issued", False),
            (10, "issued", True),
            (11, "draft", None),
        ]

    def test_thuan_loi_stands_without_a_district(self):
        day = thuan_loi.STORY.day
        commune = unit_by_code("25387", day, "commune")
        assert commune.district is None
        found = self.measured(commune, day, "2025-11")
        assert (found["groups.all"][0], found["tips.received"][1]) == (30, 12)

    def test_ha_giang_carries_out_its_plan_with_the_ladder_and_the_chain(self):
        out = StringIO()
        day = ha_giang.STORY.day
        where = ("--unit", ha_giang.CODE, "--year", str(day.year), "--on", day.isoformat())
        call_command("plan", *where, "--json", stdout=out)
        told = json.loads(out.getvalue())
        assert {one["subject"]: (one["percent"], one["top"], one["base"]) for one in told["targets"]} == {
            "agencies": (100, None, None),
            "hamlets": (100, 4, 4),
            "enterprises": (70, None, None),
            "households": (70, 620, 872),
            "tips": (100, None, None),
        }
        plan = Plan.objects.unscoped(WHY).get(directive__code="68/KH-UBND")
        ladder = targets_by_subject(plan)
        subjects = ("agencies", "hamlets", "enterprises", "households", "tips")
        assert [ladder[subject, 2025] for subject in subjects] == [100, 100, 100, 90, 100]
        assert len(told["tasks"]) == 12
        assert [one["due_on"] for one in told["tasks"] if one["late"]] == ["2024-10-31", "2024-11-18"]
        assert all(one["owner_unit"] or one["owner_body"] for one in told["tasks"])
        assert (told["costs"]["amount"], told["costs"]["spent"]) == (15_600_000, 9_280_000)
        chain = [paper["code"] for one in told["chain"] for paper in one["papers"]]
        assert chain == ["22/HD-BCA-V05", "145/KH-UBND", "52/KH-UBND", "68/KH-UBND"]
        commune = unit_by_code(ha_giang.CODE, day, "commune")
        kinds = ChatGroup.objects.unscoped(WHY).filter(commune=commune).values_list("kind", flat=True)
        assert sorted(kinds) == ["committee", *["hamlet"] * 4]

    def chain_of(self, code: str, commune: str, day: date) -> list[list[str]]:
        """The papers around one of a commune's register, generation by generation."""
        unit = unit_by_code(commune, day, "commune")
        paper = Directive.objects.unscoped(WHY).get(unit=unit, code=code)
        return [sorted(one.code for one in line.directives) for line in whole_lineage(paper)]

    def test_the_chains_of_papers_are_those_of_the_documents(self):
        assert self.chain_of("35/KH-UBND", phuoc_ninh.CODE, phuoc_ninh.STORY.day) == [
            ["2317/UBND-NCPCC"],
            ["35/KH-UBND"],
        ]
        assert self.chain_of("02/KH-UBND", bui_la_nhan.CODE, bui_la_nhan.STORY.day) == [
            ["22/HD-BCA-V05"],
            ["86/KH-CAT-PV05"],
            ["215/KH-UBND"],
            ["02/KH-UBND"],
            ["09/QĐ-UBND"],
        ]
        assert self.chain_of("14/KH-UBND", thuan_loi.CODE, thuan_loi.STORY.day) == [
            ["579/HD-CAT-PV01"],
            ["29-CV/ĐU"],
            ["14/KH-UBND"],
            ["03/KH-VHXH", "05/KH-MTTQ", "07/KH-HPN"],
        ]

    def test_the_paper_of_tay_ninh_stands_in_the_register_of_the_province_only(self):
        (paper,) = Directive.objects.unscoped(WHY).filter(code="2317/UBND-NCPCC")
        assert (paper.unit.code, paper.way, paper.issued_on) == ("72", "issued", date(2019, 10, 16))
        with clock.pinned_to(self.day):
            officer = Actor.of(User.objects.get(username="can-bo.phuoc-ninh"))
            assert paper in Directive.objects.visible_to(officer)

    def test_tay_ninh_rolls_out_from_three_teams_by_the_end_of_the_year(self):
        province = unit_by_code(phuoc_ninh.PROVINCE, self.day, "province")
        stages = [
            (step.stage, step.reached_on.month, len(pilots_of(step)))
            for step in steps_of(self.commune).values()
        ]
        assert stages == [("piloting", 5, 3), ("evaluated", 6, 0), ("launched", 6, 0)]
        lines = {line.commune.code: line for line in rollout(province, self.day)}
        assert {line.deadline.due_on for line in lines.values()} == {date(2019, 12, 31)}
        begun = {code: line.stage.value for code, line in lines.items() if line.stage}
        assert begun == {
            "25561": "launched",
            "25573": "launched",
            "25567": "evaluated",
            "25555": "piloting",
            "25570": "piloting",
        }
        with_groups = ChatGroup.objects.unscoped(WHY).filter(
            commune__in=[line.commune for line in lines.values()]
        )
        assert set(with_groups.values_list("commune__code", flat=True)) == set(begun)

    def test_an_area_officer_sees_the_open_tip_of_his_hamlet_and_no_other(self):
        with clock.pinned_to(thuan_loi.STORY.day):
            officer = Actor.of(User.objects.get(username="khu-vuc.thuan-loi"))
            seen = {(tip.unit.name, tip.state) for tip in Tip.objects.visible_to(officer)}
        assert seen == {("Thuận Bình", "closed"), ("Thuận Bình", "in-hand")}

    def test_the_front_of_thuan_loi_has_the_task_of_the_plan(self):
        with clock.pinned_to(thuan_loi.STORY.day):
            front = Actor.of(User.objects.get(username="mat-tran.thuan-loi"))
            given = [task.text for task in own_tasks(front)]
        assert given == ["Vận động hộ dân tham gia nhóm của ấp, khu phố"]

    def test_informants_are_sealed_and_stand_in_no_tip(self):
        planned = [tip for story in seeding.STORIES for commune in story.communes for tip in commune.tips]
        assert SealedInformant.objects.count() == sum(any(tip.informant) for tip in planned) == 15
        assert not Tip.objects.unscoped(WHY).filter(summary__contains="Người báo số").exists()

    def test_what_happened_is_audited_on_the_storys_days(self):
        days = AuditEntry.objects.order_by("at")
        assert days.first().at.year == 2019
        assert days.last().at < moment("2025-12-09 00:00")

    def test_seeding_again_adds_nothing(self):
        before = AuditEntry.objects.count(), User.objects.count()
        assert seeding.seed() is False
        assert (AuditEntry.objects.count(), User.objects.count()) == before

    def test_the_door_offers_each_persona_and_lets_in_on_the_storys_day(self):
        page = self.client.get(reverse("demo:personas"))
        shown = page.content.decode()
        personas = [person for story in seeding.STORIES for person in story.personas]
        assert [shown.count(f'value="{person.username}"') for person in personas] == [1] * len(personas)
        answer = self.client.post(reverse("demo:enter"), {"persona": "can-bo.cau-khoi"})
        self.assertRedirects(answer, reverse("home"), fetch_redirect_response=False)
        assert self.client.session[WORKING_DAY] == "2019-12-08"
        assert User.objects.get(pk=self.client.session["_auth_user_id"]).username == "can-bo.cau-khoi"

    def test_once_the_reform_ran_the_door_says_where_the_story_is_and_how_it_comes_back(self):
        answer = self.client.post(reverse("demo:enter"), {"persona": tay_ninh.ADMINISTRATOR.username})
        self.assertRedirects(answer, reverse("units:reform"), fetch_redirect_response=False)
        notice = "Dữ liệu của xã Phước Ninh nay nằm ở xã Cầu Khởi"
        assert notice not in self.client.get(reverse("demo:personas")).content.decode()
        by = SystemActor("tests")
        before, province = snapshot(), reform_steps.province_of(tay_ninh.PROVINCE)
        with clock.pinned_to(tay_ninh.STORY.day):
            stored = reform.begin_reform(by=by, plan=reform.ReformProvince(province))
            assert reform.run_reform(by=by, amendment=stored) == len(reform_steps.steps(province)) > 300
        assert reform_steps.steps_left(province) == []
        assert not Unit.objects.filter(province__in=province.came_from.values("predecessor")).exists()
        assert notice in self.client.get(reverse("demo:personas")).content.decode()
        with clock.pinned_to(tay_ninh.STORY.day):
            stored.refresh_from_db()
            undo_amendment(by=by, amendment=stored, version=stored.version)
        assert snapshot() == before
        assert notice not in self.client.get(reverse("demo:personas")).content.decode()

    def test_the_door_lets_in_personas_only_and_by_post_only(self):
        assert self.client.post(reverse("demo:enter"), {"persona": "cong-an-2.phuoc-ninh"}).status_code == 404
        assert self.client.get(reverse("demo:enter")).status_code == 405
        assert "_auth_user_id" not in self.client.session

    def test_there_is_no_door_outside_a_demo(self):
        personas, enter = reverse("demo:personas"), reverse("demo:enter")
        with override_settings(ROOT_URLCONF=base.ROOT_URLCONF):
            assert self.client.get(personas).status_code == 404
            assert self.client.post(enter, {"persona": "can-bo.cau-khoi"}).status_code == 404


@pytest.mark.django_db
def test_the_door_of_an_unseeded_demo_says_what_to_do(client):
    assert "seed_demo" in client.get(reverse("demo:personas")).content.decode()
    answer = client.post(reverse("demo:enter"), {"persona": "can-bo.cau-khoi"})
    assert answer.headers["Location"] == reverse("demo:personas")


def test_the_command_refuses_outside_a_demo():
    with override_settings(INSTALLED_APPS=base.INSTALLED_APPS):
        get_commands.cache_clear()
        with pytest.raises(CommandError):
            call_command("seed_demo")
    get_commands.cache_clear()


def test_events_are_told_in_their_order_with_the_clock_at_their_moment():
    run: list[tuple[str, datetime]] = []
    timeline = Timeline()
    for what, when in (
        ("later", "2019-08-28 06:25"),
        ("first", "2019-08-28 06:10"),
        ("last", "2019-08-28 06:25"),
    ):
        timeline.at(when, lambda what=what: run.append((what, clock.now())))
    assert timeline.run() == 3
    assert run == [
        ("first", moment("2019-08-28 06:10")),
        ("later", moment("2019-08-28 06:25")),
        ("last", moment("2019-08-28 06:25")),
    ]
