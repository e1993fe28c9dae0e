"""Form fields refuse a neighbour's object: with a sentence beside the field, and nothing is written.

Each form that chooses among rows is sent twice: as its page offers it, which passes, and with a neighbour's public id
in one field. A form that nobody classified fails here.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django import forms
from django.urls import reverse

from portal.accounts.actor import Actor
from portal.core import clock
from portal.core.models import AuditEntry
from portal.core.sheets.reading import Table
from portal.signin.session_store import session_digest
from portal.steering.models import Activity, Board, BoardMember, Directive, Plan, PlanTask
from portal.units.importing.services import draft_import
from portal.units.models import Unit, UnitEdge, UnitVersion
from propaganda.services import relay_post
from tests.architecture.urls import patterns
from tests.architecture.world import client_of
from tests.factories import assessments, people, rows, steering
from tests.factories.units import LONG_AGO, SYSTEM, Country
from tests.packages import OWN_PACKAGES
from tips.models import Tip


@dataclass
class Scene:
    """The small country, with none of its units with an end, and who acts."""

    country: Country
    officer: Actor
    neighbour: Actor
    administrator: Actor
    head: Actor
    province: Actor


@dataclass(frozen=True)
class Case:
    """A form: who sends it, where, what passes, and the field in which a neighbour's id is refused."""

    form: str
    name: str
    bad: Callable[[Scene], Any]
    given: Callable[[Scene], dict]
    url: Callable[[Scene], str]
    by: str = "officer"


def _address(name: str, *keys) -> Callable[[Scene], str]:
    return lambda scene: reverse(name, args=[key(scene) if callable(key) else key for key in keys])


_PAPER = {"way": "issued", "kind": "plan", "code": "68/KH-UBND", "issuer": "UBND xã", "title": "Triển khai"}


def _their_directive(scene: Scene) -> list[str]:
    return [steering.directive(scene.country.neighbour, handed_down=True).public_id]


def _new_directive(scene: Scene) -> dict:
    basis = steering.directive(scene.country.commune).public_id
    return _PAPER | {"key": str(uuid.uuid4()), "issued_on": "02/06/2019", "bases": [basis]}


def _kept_directive(scene: Scene) -> str:
    found = Directive.objects.unscoped("test").filter(unit=scene.country.commune, code="1/KH")
    return (found.first() or steering.directive(scene.country.commune, code="1/KH")).public_id


def _edited_directive(scene: Scene) -> dict:
    return _new_directive(scene) | {"version": "1"}


def _activity(scene: Scene) -> dict:
    said = {"held_on": "02/12/2019", "present": "9", "title": "Kiểm tra nhóm", "looked_at": _hamlet(scene)}
    return said | {"key": _key(), "version": "1"}


def _kept_activity(scene: Scene) -> str:
    kept = Activity.objects.unscoped("test").filter(unit=scene.country.commune).first()
    return (kept or steering.activity(scene.country.commune, "inspection")).public_id


def _inspection(scene: Scene) -> str:
    return steering.activity(scene.country.commune, "inspection").public_id


def _finding(scene: Scene) -> dict:
    asked = {"text": "Danh sách đã cũ", "due_on": "20/12/2019", "owner": _hamlet(scene)}
    return asked | {"key": _key(), "version": "1"}


def _kept_finding(scene: Scene) -> str:
    return steering.finding(steering.activity(scene.country.commune, "inspection")).public_id


def _asking_directive(scene: Scene) -> str:
    return steering.directive(scene.country.commune).public_id


def _kept_request(scene: Scene) -> str:
    _our_directive(scene)
    return steering.answer_request(
        steering.directive(scene.country.province), scene.country.commune
    ).public_id


def _pilot(scene: Scene) -> dict:
    return {"reached_on": "02/06/2019", "groups": [rows.group(scene.country.hamlet).public_id]}


def _their_groups(scene: Scene) -> list[str]:
    return [rows.group(scene.country.neighbour_hamlet).public_id]


def _deadline(scene: Scene) -> dict:
    return {"due_on": "31/12/2019", "directive": steering.directive(scene.country.province).public_id}


def _paper_of_a_commune(scene: Scene) -> str:
    return steering.directive(scene.country.commune).public_id


def _their_agency(scene: Scene) -> list[str]:
    assessments.rules_since_long_ago()
    return [rows.body(scene.country.neighbour, "agency").public_id]


def _registration(scene: Scene) -> dict:
    assessments.rules_since_long_ago()
    ours = rows.body(scene.country.commune, "agency").public_id
    return {"subjects": [ours], "on": "01/03/2019", "late": "on"}


def _our_directive(scene: Scene) -> str:
    return steering.directive(scene.country.commune).public_id


def _board(scene: Scene) -> dict:
    said = {"kind": "operating", "name": "Ban Điều hành xã", "valid_from": "01/06/2019"}
    return said | {"founded_by": _our_directive(scene), "key": _key(), "version": "1"}


def _board_member(scene: Scene) -> dict:
    commune = scene.country.commune
    who = {"user": scene.officer.user.public_id, "body": rows.body(commune).public_id, "place": "deputy"}
    return who | {"valid_from": "01/06/2019", "on": "02/12/2019", "key": _key(), "version": "1"}


def _kept_board(scene: Scene) -> str:
    kept = Board.objects.unscoped("test").filter(unit=scene.country.commune).first()
    return (kept or steering.board(scene.country.commune)).public_id


def _kept_member(scene: Scene) -> str:
    kept = BoardMember.objects.unscoped("test").filter(unit=scene.country.commune).first()
    return (kept or steering.member(steering.board(scene.country.commune))).public_id


def _new_plan(scene: Scene) -> dict:
    paper = steering.directive(scene.country.commune).public_id
    years = {"first_year": "2019", "last_year": "2019"}
    return years | {"key": str(uuid.uuid4()), "purpose": "model", "title": "Kế hoạch", "directive": paper}


def _kept_plan(scene: Scene) -> str:
    found = Plan.objects.unscoped("test").filter(unit=scene.country.commune)
    return (found.first() or steering.plan(scene.country.commune, begun=False)).public_id


def _copied_plan(scene: Scene) -> dict:
    source = _kept_plan(scene)
    return {"key": str(uuid.uuid4()), "source": source, "first_year": "2020", "last_year": "2020"}


def _their_plan(scene: Scene) -> str:
    return steering.plan(scene.country.neighbour, handed_down=False).public_id


def _new_task(scene: Scene) -> dict:
    body = rows.body(scene.country.commune).public_id
    return {"key": str(uuid.uuid4()), "text": "Họp dân", "owner_unit": _hamlet(scene), "owner_body": body}


def _kept_task(scene: Scene) -> str:
    found = PlanTask.objects.unscoped("test").filter(unit=scene.country.commune)
    return (found.first() or steering.task(steering.plan(scene.country.commune))).public_id


def _versioned(fields: Callable[[Scene], dict]) -> Callable[[Scene], dict]:
    return lambda scene: fields(scene) | {"version": "1"}


def _commune(scene: Scene) -> str:
    return scene.country.commune.public_id


def _hamlet(scene: Scene) -> str:
    return scene.country.hamlet.public_id


def _next_hamlet(scene: Scene) -> str:
    return scene.country.other_hamlet.public_id


def _their_hamlet(scene: Scene) -> str:
    return scene.country.neighbour_hamlet.public_id


def _they(scene: Scene) -> str:
    return scene.neighbour.user.public_id


def _key() -> str:
    return str(uuid.uuid4())


def _tip(scene: Scene) -> dict:
    return {
        "key": _key(),
        "category": "theft",
        "summary": "Mất xe đạp trước chợ",
        "unit": _hamlet(scene),
        "group": rows.group(scene.country.hamlet).public_id,
        "received_at": "2019-12-08T08:00",
        "channel": "phone",
        "urgency": "normal",
        "about_police": "no",
    }


def _tip_by_phone(scene: Scene) -> dict:
    return {
        name: value for name, value in _tip(scene).items() if name not in ("group", "received_at", "channel")
    }


def _group(scene: Scene) -> dict:
    return {
        "key": _key(),
        "version": "1",
        "unit": _hamlet(scene),
        "name": "Nhóm ấp 1",
        "kind": "hamlet",
        "officer": scene.officer.user.public_id,
        "leader": scene.head.user.public_id,
        "opened_on": "2019-01-01",
    }


def _person(scene: Scene) -> dict:
    return {
        "full_name": "Người Mới",
        "username": "nguoi.moi",
        "password": "mat-khau-rat-dai-2019",
        "role": "hamlet-head",
        "unit": _hamlet(scene),
        "valid_from": "2019-12-08",
        # The scene has a head there already.
        "beside": "on",
    }


def _reporter(scene: Scene) -> dict:
    """Someone who reports for a body of the commune."""
    commune = scene.country.commune
    role = {"role": "organisation-reporter", "unit": commune.public_id}
    return _person(scene) | role | {"body": rows.body(commune).public_id}


def _hand_over(scene: Scene) -> dict:
    incoming = people.officer(scene.country.other_hamlet)
    sent = rows.tip(scene.country.hamlet, by=scene.head)
    days = {"on": clock.today().isoformat()}
    return {"key": _key(), "incoming": incoming.user.public_id, "tips": [sent.public_id], **days}


def _made_group(scene: Scene) -> str:
    return rows.group(scene.country.hamlet).public_id


def _body(scene: Scene) -> dict:
    return {"key": _key(), "unit": _hamlet(scene), "kind": "front", "name": "Ban Mặt trận ấp 1"}


def _made_body(scene: Scene) -> str:
    return rows.body(scene.country.hamlet).public_id


def _line(scene: Scene) -> dict:
    return {"version": "1", "above": rows.body(scene.country.commune).public_id}


def _made_tip(scene: Scene) -> str:
    return rows.tip(scene.country.hamlet).public_id


def _made_post(scene: Scene) -> str:
    return rows.post(scene.country.commune).public_id


def _batch(scene: Scene) -> str:
    table = Table([["TT", "Ấp", "Tổ"], ["1", "Ấp 9", "Tổ 1"]], "DS")
    made = {"commune": scene.country.commune, "on": clock.today(), "table": table, "file_name": "to.xlsx"}
    return draft_import(by=SYSTEM, **made).public_id


def _steps(*answers: Callable[[Scene], dict]) -> Callable[[Scene], dict]:
    """The answers given to an amendment's wizard so far, as its pages carry them along."""

    def given(scene: Scene) -> dict:
        told = {
            f"b{number}-{name}": value
            for number, answer in enumerate(answers)
            for name, value in answer(scene).items()
        }
        return told | {"buoc": str(len(answers))}

    return given


def _theirs(make: Callable, place: str = "neighbour_hamlet") -> Callable[[Scene], str]:
    return lambda scene: make(getattr(scene.country, place)).public_id


CASES = [
    Case("LogTipForm", "unit", _their_hamlet, _tip, _address("tips:new")),
    Case("LogTipForm", "group", _theirs(rows.group), _tip, _address("tips:new")),
    Case("LogTipForm", "unit", _next_hamlet, _tip_by_phone, _address("tips:new"), by="head"),
    Case(
        "TransitionForm",
        "handler",
        _they,
        lambda scene: {"version": "1", "handler": scene.officer.user.public_id},
        _address("tips:transition", _made_tip, "assign"),
    ),
    Case("NewBodyForm", "unit", _their_hamlet, _body, _address("units:new-body")),
    Case("LineForm", "above", _theirs(rows.body), _line, _address("units:body-line", _made_body)),
    Case("LineForm", "above", _theirs(rows.body, "neighbour"), _line, _address("units:body-line", _made_body)),
    Case("NewGroupForm", "unit", _their_hamlet, _group, _address("groups:new")),
    Case("NewGroupForm", "officer", _they, _group, _address("groups:new")),
    Case("NewGroupForm", "leader", _they, _group, _address("groups:new")),
    Case("EditGroupForm", "officer", _they, _group, _address("groups:edit", _made_group)),
    Case("EditGroupForm", "leader", _they, _group, _address("groups:edit", _made_group)),
    Case("EditGroupForm", "unit", _their_hamlet, _group, _address("groups:edit", _made_group)),
    Case("RegisterForm", "subjects", _their_agency, _registration, _address("steering:register-subjects")),
    Case("NewDirectiveForm", "bases", _their_directive, _new_directive, _address("steering:new-directive")),
    Case(
        "EditDirectiveForm",
        "bases",
        _their_directive,
        _edited_directive,
        _address("steering:edit-directive", _kept_directive),
    ),
    Case("NewBoardForm", "founded_by", lambda scene: _their_directive(scene)[0], _board, _address("steering:new-board", _commune)),
    Case("EditBoardForm", "founded_by", lambda scene: _their_directive(scene)[0], _board, _address("steering:edit-board", _kept_board)),
    *(
        Case(form, name, bad, _board_member, _address(page, kept))
        for form, page, kept in (
            ("NewMemberForm", "steering:add-member", _kept_board),
            ("EditMemberForm", "steering:edit-member", _kept_member),
            ("ReplaceMemberForm", "steering:replace-member", _kept_member),
        )
        for name, bad in (
            ("user", lambda scene: scene.neighbour.user.public_id),
            ("body", lambda scene: rows.body(scene.country.neighbour).public_id),
        )
    ),
    Case(
        "SettingForm",
        "directive",
        _their_directive,
        lambda scene: {"on": "02/12/2019", "directive": _our_directive(scene)},
        lambda scene: reverse("steering:unit-settings", args=[_commune(scene)]) + "?muc=plan",
    ),
    Case(
        "NewActivityForm",
        "looked_at",
        _their_hamlet,
        _activity,
        lambda scene: reverse("steering:new-activity") + "?loai=inspection",
    ),
    Case(
        "EditActivityForm",
        "looked_at",
        _their_hamlet,
        _activity,
        _address("steering:edit-activity", _kept_activity),
    ),
    Case(
        "NewFindingForm",
        "owner",
        _their_hamlet,
        _finding,
        _address("steering:new-finding", _inspection),
    ),
    Case(
        "EditFindingForm",
        "owner",
        _their_hamlet,
        _finding,
        _address("steering:edit-finding", _kept_finding),
    ),
    Case(
        "AskForm",
        "places",
        lambda scene: [scene.country.neighbour_hamlet.public_id],
        lambda scene: {"places": [_hamlet(scene)], "due_on": "20/12/2019", "key": _key()},
        _address("steering:ask-answers", _asking_directive),
    ),
    Case(
        "RequestForm",
        "paper",
        lambda scene: steering.directive(scene.country.neighbour).public_id,
        lambda scene: {"results": "Đã làm", "paper": _our_directive(scene), "version": "1"},
        _address("steering:give-answer", _kept_request),
    ),
    Case(
        "NewPlanForm",
        "directive",
        lambda scene: _their_directive(scene)[0],
        _new_plan,
        _address("steering:new-plan"),
    ),
    Case(
        "EditPlanForm",
        "directive",
        lambda scene: _their_directive(scene)[0],
        _versioned(_new_plan),
        _address("steering:edit-plan", _kept_plan),
    ),
    Case("CopyPlanForm", "source", _their_plan, _copied_plan, _address("steering:copy-plan")),
    Case("NewTaskForm", "owner_unit", _their_hamlet, _new_task, _address("steering:add-task", _kept_plan)),
    Case(
        "NewTaskForm", "owner_body", _theirs(rows.body, "neighbour"), _new_task, _address("steering:add-task", _kept_plan)
    ),
    Case(
        "EditTaskForm", "owner_unit", _their_hamlet, _versioned(_new_task), _address("steering:edit-task", _kept_task)
    ),
    Case(
        "EditTaskForm",
        "owner_body",
        _theirs(rows.body, "neighbour"),
        _versioned(_new_task),
        _address("steering:edit-task", _kept_task),
    ),
    Case("StageForm", "groups", _their_groups, _pilot, _address("groups:note-stage", "piloting")),
    Case(
        "DeadlineForm",
        "directive",
        _paper_of_a_commune,
        _deadline,
        _address("groups:rollout-deadline"),
        by="province",
    ),
    Case(
        "ConfirmManyForm",
        "groups",
        lambda scene: [rows.group(scene.country.neighbour_hamlet).public_id],
        lambda scene: {"groups": [rows.group(scene.country.hamlet).public_id]},
        _address("groups:to-confirm"),
    ),
    Case(
        "RelayForm",
        "groups",
        lambda scene: [rows.group(scene.country.neighbour_hamlet).public_id],
        lambda scene: {"groups": [rows.group(scene.country.hamlet).public_id]},
        _address("propaganda:relay", _made_post),
    ),
    Case("PersonForm", "unit", _their_hamlet, _person, _address("accounts:add-person"), by="administrator"),
    Case(
        "PersonForm",
        "body",
        lambda scene: rows.body(scene.country.neighbour).public_id,
        _reporter,
        _address("accounts:add-person"),
        by="administrator",
    ),
    Case(
        "AssignmentForm",
        "body",
        lambda scene: rows.body(scene.country.neighbour).public_id,
        _reporter,
        _address("accounts:assign", lambda scene: scene.head.user.public_id),
        by="administrator",
    ),
    Case(
        "AssignmentForm",
        "unit",
        _their_hamlet,
        lambda scene: _person(scene) | {"unit": _next_hamlet(scene)},
        _address("accounts:assign", lambda scene: scene.head.user.public_id),
        by="administrator",
    ),
    Case("HandOverForm", "incoming", _they, _hand_over, _address("accounts:hand-over", lambda s: s.head.current.public_id)),
    Case(
        "HandOverForm",
        "tips",
        lambda scene: [rows.tip(scene.country.neighbour_hamlet, by=scene.neighbour).public_id],
        _hand_over,
        _address("accounts:hand-over", lambda scene: scene.head.current.public_id),
    ),
    Case(
        "HamletForm",
        "parent",
        _their_hamlet,
        lambda scene: {"kind": "to-tu-quan", "name": "Tổ 9", "parent": _hamlet(scene), "valid_from": "2019-12-01"},
        _address("units:add-hamlet", _commune),
    ),
    Case(
        "MoveTargetForm",
        "b0-to",
        _their_hamlet,
        _steps(lambda scene: {"to": _next_hamlet(scene)}),
        _address("units:change", lambda scene: scene.country.self_managed_team.public_id, "move"),
    ),
    Case(
        "NeighboursForm",
        "b0-units",
        lambda scene: [_their_hamlet(scene)],
        _steps(lambda scene: {"units": [_next_hamlet(scene)]}),
        _address("units:change", _hamlet, "merge"),
    ),
    Case(
        "IntoForm",
        "b1-into",
        _their_hamlet,
        _steps(lambda scene: {"units": [_next_hamlet(scene)]}, lambda scene: {"into": _hamlet(scene)}),
        _address("units:change", _hamlet, "merge"),
    ),
    Case(
        "PartnersForm",
        "b1-units",
        lambda scene: [_their_hamlet(scene)],
        _steps(
            lambda scene: {"kind": "ap", "name_1": "Mới"}, lambda scene: {"units": [_next_hamlet(scene)]}
        ),
        _address("units:change", _hamlet, "split"),
    ),
]  # fmt: skip

# Forms that choose among no rows: words, numbers, days, codes; and the pieces others are made of.
NOTHING_TO_CHOOSE = {
    "AsksAboutSimilarNames", "OthersNamed", "RedactForm",
    "CoverageBaseForm", "ChoosePinForm", "CloseForm", "CodeForm", "ConfirmForm", "CountForm", "CoverageDayForm", "DayPickerForm", "DutyNumberForm", "EffectForm", "EndDirectiveForm", "_DirectiveFields", "_ActivityFields", "_FindingFields", "RaiseForm", "StepForm", "RolloutDayForm", "SettleFindingForm", "AttachForm", "DetachForm",
    "ElevationForm", "EndForm", "FirstCodeForm", "InitialPasswordForm", "IssueCardForm", "IssueForm", "KeyedForm", "KindForm",
    "LetterheadForm", "PersonNameForm", "RenameForm", "NarrativeForm", "NewUnitForm", "OpenInformantForm", "OwnPasswordForm", "PartsForm",
    "PinForm", "PostForm", "SearchForm", "SignInForm", "QuestionForm", "PaperUploadForm", "UploadForm", "VersionedForm",
    "_GroupFields", "_PlacedGroupFields", "UnitsForm", "AddressForm", "AddressCodeForm", "ChoiceForm",
    "_BodyFields", "EditBodyForm", "EndBodyForm", "SaysLate", "JudgeForm", "ProposeForm", "DecideForm",
    "_BoardFields", "_WhoFields", "_PlaceFields", "EndBoardForm", "PasteMembersForm",
    "_YearsFields", "_PlanFields", "BeginPlanForm", "EndPlanForm", "TargetsForm",
    "_InspectionFields", "NewInspectionForm", "EditInspectionForm", "_TaskFields", "ReportTaskForm", "DropTaskForm", "CostLineForm", "CostPaste",
}  # fmt: skip
# Their choices are read from the unit in the address or from an amendment's successors; the fields bear their keys as names,
# so a neighbour's id is no field at all (tests.unit_pages).
NAMED_BY_KEYS = {"SidesForm", "ChoicesForm", "SuccessorForm"}


@pytest.fixture
def scene(country):
    """Every unit exists without an end, so that amendments on units can be done."""
    for model in (Unit, UnitVersion, UnitEdge):
        model.objects.update(valid_from=LONG_AGO, valid_to=None)
    for one in country.all():
        one.refresh_from_db()
    return Scene(
        country,
        officer=people.officer(country.commune),
        neighbour=people.officer(country.neighbour),
        administrator=people.administrator(country.commune),
        head=people.officer(country.hamlet),
        province=people.officer(country.province),
    )


@pytest.mark.django_db
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.form}.{case.name}.{case.by}")
def test_a_neighbours_object_is_refused_and_ones_own_passes(scene, case):
    browser = client_of(getattr(scene, case.by))
    url, given, foreign = case.url(scene), case.given(scene), case.bad(scene)
    written = AuditEntry.objects.count()

    refused = browser.post(url, given | {case.name: foreign})
    assert refused.status_code == 200
    name = case.name.rpartition("-")[2]
    assert [str(error)[-1:] for error in refused.context["form"].errors[name]] == ["."]
    assert AuditEntry.objects.count() == written

    passed = browser.post(url, given)
    guided = case.name != name
    assert passed.status_code == (200 if guided else 302), passed.context["form"].errors
    # A guided act goes on to its next question.
    assert not (guided and passed.context["form"].errors)


def test_every_form_is_tried_or_chooses_nothing():
    forms_of_ours = {form.__name__ for form in _below(forms.BaseForm)}
    assert forms_of_ours == {case.form for case in CASES} | NOTHING_TO_CHOOSE | NAMED_BY_KEYS


def test_a_choice_among_rows_names_them_by_public_id():
    """A row's number in a page would reveal how many there are."""
    by_number = [
        f"{form.__name__}.{name}"
        for form in _below(forms.BaseForm)
        for name, one in getattr(form, "base_fields", {}).items()
        if isinstance(one, forms.ModelChoiceField) and one.to_field_name != "public_id"
    ]
    assert by_number == []


def _below(form: type):
    """Our own forms; the views are imported by the resolver."""
    assert patterns()
    for child in form.__subclasses__():
        if child.__module__.partition(".")[0] in OWN_PACKAGES:
            yield child
        yield from _below(child)


# --- what is sent without a form ------------------------------------------------------------------


@pytest.mark.django_db
def test_a_row_of_an_import_goes_under_no_neighbours_hamlet(scene):
    batch = _batch(scene)
    url = reverse("units:import", args=[_commune(scene), batch])
    browser = client_of(scene.officer)
    row = browser.get(url).context["rows"][-1]["name"]
    written = AuditEntry.objects.count()
    answer = browser.post(url, {"version": "1", row: f"under:{_their_hamlet(scene)}"})
    assert "không có lựa chọn này" in str(answer.context["form"].errors)
    assert AuditEntry.objects.count() == written


@pytest.mark.django_db
def test_a_neighbours_import_is_not_found_under_ones_own_commune(scene):
    batch = draft_import(
        by=SYSTEM,
        commune=scene.country.neighbour,
        on=clock.today(),
        table=Table([["TT", "Ấp"], ["1", "Ấp 9"]], "DS"),
        file_name="ap.xlsx",
    )
    browser = client_of(scene.officer)
    for name in ("units:import", "units:undo-import"):
        assert browser.post(reverse(name, args=[_commune(scene), batch.public_id])).status_code == 404
    before = (batch.state, batch.version)
    batch.refresh_from_db()
    assert (batch.state, batch.version) == before


@pytest.mark.django_db
def test_a_mark_in_a_neighbours_group_is_not_taken_back(scene):
    post = rows.post(scene.country.district)
    own, theirs = rows.group(scene.country.hamlet), rows.group(scene.country.neighbour_hamlet)
    relay_post(by=SYSTEM, post=post, groups=[own, theirs])
    url = reverse("propaganda:undo-relay", args=[post.public_id])
    browser = client_of(scene.officer)
    assert browser.post(url, {"group": [own.public_id, theirs.public_id]}).status_code == 404
    assert post.relays.unscoped("test").count() == 2
    assert browser.post(url, {"group": [own.public_id]}).status_code == 302
    assert post.relays.unscoped("test").get().group == theirs


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["groups:base"])
def test_no_base_and_no_target_is_set_for_a_neighbour(scene, name):
    url = f"{reverse(name)}?don-vi={scene.country.neighbour.public_id}"
    given = {
        "subject": "households",
        "year": "2019",
        "count": "5",
        "percent": "5",
        "source": "x",
        "as_of": "2019-12-01",
    }
    written = AuditEntry.objects.count()
    assert client_of(scene.officer).post(url, given).status_code == 404
    assert AuditEntry.objects.count() == written


@pytest.mark.django_db
def test_nobody_works_for_a_unit_that_is_not_theirs(scene):
    browser = client_of(scene.officer)
    browser.post(reverse("accounts:switch-unit"), {"unit": scene.country.neighbour.public_id})
    assert browser.get("/").context["actor"].unit == scene.country.commune


@pytest.mark.django_db
def test_nobody_ends_the_session_of_another(scene):
    theirs = client_of(scene.neighbour)
    row = theirs.session.session_key
    client_of(scene.officer).post(reverse("signin:end-session"), {"session": session_digest(row)})
    assert theirs.get("/").context["actor"].user == scene.neighbour.user


@pytest.mark.django_db
def test_fields_that_no_form_has_change_nothing(scene):
    """Mass assignment: whatever else is posted, a row is made of what its form asks."""
    other = people.officer(scene.country.neighbour)
    more = {
        "commune": scene.country.neighbour.pk,
        "unit_id": scene.country.neighbour.pk,
        "logged_by": other.user.pk,
        "handler": other.user.public_id,
        "state": "closed",
        "due_at": "2030-01-01",
        "public_id": "000000000000",
        "version": "99",
        "is_active": "",
        "id": "1",
    }
    browser = client_of(scene.officer)
    browser.post(reverse("tips:new"), _tip(scene) | more)
    tip = Tip.objects.unscoped("test").get()
    assert (tip.commune, tip.logged_by, tip.handler) == (scene.country.commune, scene.officer.user, None)
    assert (tip.state, tip.version) == ("new", 1)
    assert tip.public_id != "000000000000"
    assert tip.due_at.year == 2019
