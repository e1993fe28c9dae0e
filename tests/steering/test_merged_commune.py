"""What a commune's committee has when its commune is merged into another: papers, requests, findings, inspections and plans
stay its successor's, and the successor's plan begins as a copy."""

from datetime import date

import pytest
from django.urls import reverse

from groups import inspection_services
from groups.models import GroupInspection
from portal.accounts.models import User
from portal.core import clock
from portal.core.errors import Refused
from portal.steering.activities.finding_services import move_finding
from portal.steering.answers.services import ask_for_answers, move_request
from portal.steering.directives.selectors import directives, possible_papers
from portal.steering.directives.services import edit_directive, register_directive
from portal.steering.models import AnswerRequest, Directive, Finding, Plan
from portal.steering.places import Place
from portal.steering.plans import selectors as plans
from portal.steering.plans.copying import copy_plan, copyable
from portal.steering.plans.services import transition_plan
from portal.units.amendments.kinds import MergeUnits
from portal.units.amendments.serialization import NewUnit
from portal.units.models import Unit
from tests.architecture.world import client_of
from tests.factories import people, rows, steering
from tests.units.test_amendments import DAY, decide, living, undo  # noqa: F401

pytestmark = pytest.mark.django_db
BEFORE = date(2020, 2, 10)


@pytest.fixture
def kept(living):  # noqa: F811
    """Two communes, each with papers, a plan and what is owed; on 1 March 2020 they become one."""
    with clock.pinned_to(BEFORE):
        body = rows.body(living.commune, name="Hội Phụ nữ")
        officer, head = people.officer(living.commune), people.officer(living.hamlet)
        basis = steering.directive(living.commune, code="22/HD", title="Hướng dẫn cũ")
        paper = steering.directive(living.commune, basis, code="68/KH", title="Kế hoạch cũ")
        # The same number and day in both registers.
        steering.directive(living.neighbour, code="68/KH", title="Kế hoạch xã bên")
        own = steering.plan(
            living.commune, targets={("households", 2020): 70}, first_year=2020, last_year=2020
        )
        for owner in ({"owner_unit": living.commune}, {"owner_unit": living.hamlet}):
            steering.task(own, text=f"Của {owner['owner_unit'].name}", **owner)
        steering.task(own, text="Của hội", owner_unit=None, owner_body=body)
        steering.plan(living.neighbour, first_year=2020, last_year=2020)
        due_on = date(2020, 3, 20)
        things = {
            "body": body,
            "officer": officer.user,
            "head": head.user,
            "paper": paper,
            "plan": own,
            "to-hamlet": steering.answer_request(paper, living.hamlet, due_on=due_on),
            "to-commune": steering.answer_request(
                steering.directive(living.province), living.commune, due_on=due_on
            ),
            "finding": steering.finding(
                steering.activity(living.province, "inspection"), owner=living.commune, due_on=due_on
            ),
            "inspection": rows.inspection(rows.group(living.hamlet), due_on=due_on),
        }
    merger = MergeUnits(
        (living.commune, living.neighbour), NewUnit("xa", "Phước Ninh", "26000"), living.district
    )
    things["act"] = decide(merger)
    things["new"] = Unit.objects.get(code="26000")
    return things


def actor_of(user):
    return people.actor(User.objects.get(pk=user.pk))


def page_of(actor, unit):
    return client_of(actor).get(reverse("steering:committee", args=[unit.public_id])).content.decode()


def test_its_papers_are_in_the_successors_register_with_their_chain(kept, living):  # noqa: F811
    officer, new = actor_of(kept["officer"]), kept["new"]
    assert officer.unit == new
    codes = ["22/HD", "68/KH", "68/KH"]
    assert sorted(row.code for row in directives(officer).filter(commune=new)) == codes
    assert sorted(row.code for row in possible_papers(officer, new)) == codes
    paper = kept["paper"]
    paper.refresh_from_db()
    edit_directive(
        by=officer,
        directive=paper,
        version=paper.version,
        **{name: getattr(paper, name) for name in ("kind", "way", "code", "issuer", "issued_on")},
        title="Sửa sau khi nhập",
    )
    made = register_directive(
        by=officer,
        unit=new,
        bases=[paper],
        kind="plan",
        way="issued",
        code="1/KH",
        issuer="UBND xã",
        issued_on=DAY,
        title="Kế hoạch mới",
    )
    assert [link.basis for link in made.bases.all()] == [paper]
    section = page_of(officer, new).split('id="papers-title"')[1].split("</section>")[0]
    assert {code for code in ("22/HD", "68/KH", "1/KH") if code in section} == {"22/HD", "68/KH", "1/KH"}


def test_the_page_of_the_commune_that_ended_shows_its_own_papers_alone(kept, living):  # noqa: F811
    page = page_of(actor_of(kept["officer"]), Unit.objects.get(pk=living.commune.pk))
    section = page.split('id="papers-title"')[1].split("</section>")[0]
    assert "Kế hoạch cũ" in section
    assert "Kế hoạch xã bên" not in section


def test_what_it_was_asked_and_what_it_asked_goes_on(kept, living):  # noqa: F811
    officer, head = actor_of(kept["officer"]), actor_of(kept["head"])
    asked, given = (
        AnswerRequest.objects.unscoped("test").get(pk=kept[name].pk) for name in ("to-commune", "to-hamlet")
    )
    page = page_of(officer, kept["new"])
    assert reverse("steering:answer", args=[asked.public_id]) in page
    assert reverse("steering:finding", args=[kept["finding"].public_id]) in page
    assert reverse("groups:inspection", args=[kept["inspection"].public_id]) in page
    move_request(by=officer, request=asked, name="give", version=1, results="Xã mới trả lời")
    move_request(by=head, request=given, name="give", version=1, results="Ấp trả lời")
    said = {"word": "Nêu rõ", "due_on": date(2020, 3, 30)}
    move_request(by=officer, request=given, name="send_back", version=2, **said)
    paper = Directive.objects.unscoped("test").get(pk=kept["paper"].pk)
    more = ask_for_answers(
        by=officer,
        directive=paper,
        places=[Place(Unit.objects.get(pk=living.neighbour_hamlet.pk))],
        due_on=DAY,
    )
    assert [row.commune for row in more] == [kept["new"]]
    finding = Finding.objects.unscoped("test").get(pk=kept["finding"].pk)
    move_finding(by=officer, finding=finding, name="finish", version=1, done_on=DAY, word="Xong")
    looked = GroupInspection.objects.unscoped("test").get(pk=kept["inspection"].pk)
    inspection_services.move_inspection(by=officer, inspection=looked, name="drop", version=1, word="Thôi")
    assert (asked.state, given.state, finding.state, looked.state) == (
        "answered",
        "sent-back",
        "done",
        "dropped",
    )


def test_its_plan_stays_and_its_successors_begins_as_a_copy(kept, living):  # noqa: F811
    officer, new = actor_of(kept["officer"]), kept["new"]
    old = Plan.objects.unscoped("test").get(pk=kept["plan"].pk)
    assert set(copyable(new)) == set(Plan.objects.unscoped("test").filter(commune=new))
    assert old in copyable(new)
    made = copy_plan(by=officer, unit=new, source=old, first_year=2020, last_year=2020)
    assert (made.unit, made.copied_from) == (new, old)
    assert plans.targets_by_subject(made) == {("households", 2020): 70}
    owners = {task.text: task.owner_body or task.owner_unit for task in plans.tasks_of(made)}
    assert owners == {
        f"Của {living.commune.name}": new,
        f"Của {living.hamlet.name}": living.hamlet,
        "Của hội": kept["body"],
    }
    for former in Plan.objects.unscoped("test").filter(commune=new, state="in-force"):
        transition_plan(by=officer, plan=former, name="end", version=former.version, note="Sáp nhập")
    transition_plan(by=officer, plan=made, name="begin", version=made.version)
    assert plans.plan_of_year(new, 2020) == made
    old.refresh_from_db()
    assert (old.state, old.unit, old.title) == ("ended", living.commune, kept["plan"].title)


def test_undone_all_is_the_communes_own_again(kept, living):  # noqa: F811
    undo(kept["act"])
    commune = Unit.objects.get(pk=living.commune.pk)
    officer = actor_of(kept["officer"])
    assert officer.unit == commune
    assert sorted(row.code for row in directives(officer).filter(unit=commune)) == ["22/HD", "68/KH"]
    asked = AnswerRequest.objects.unscoped("test").get(pk=kept["to-commune"].pk)
    neighbour = people.officer(Unit.objects.get(pk=living.neighbour.pk))
    with pytest.raises(Refused):
        move_request(by=neighbour, request=asked, name="give", version=1, results="Không phải của tôi")
    move_request(by=officer, request=asked, name="give", version=1, results="Xong")
    assert asked.state == "answered"
