"""The audit speaks Vietnamese: every action of the code has its words, every field a label, values their meaning."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

from groups.inspection_states import INSPECTION_TRANSITIONS
from portal.core import audit
from portal.core.models import AuditEntry, Identified
from portal.oversight.changes import in_words
from portal.oversight.labels import accesses, actions, audited_models
from portal.signin.choices import How
from portal.steering.activities.states import FINDING_TRANSITIONS
from portal.steering.answers.states import ANSWER_TRANSITIONS
from portal.steering.difficulties.states import DIFFICULTY_TRANSITIONS
from portal.steering.plans.states import PLAN_TRANSITIONS, TASK_TRANSITIONS
from portal.units.choices import AmendmentKind
from tests.architecture.test_rules import source_files
from tests.architecture.world import two_sides
from tips.states import TRANSITIONS

# Actions whose last part is chosen at run time, and from what.
CHOSEN = {
    "answer.": [transition.name for transition in ANSWER_TRANSITIONS],
    "difficulty.": [transition.name for transition in DIFFICULTY_TRANSITIONS],
    "finding.": [transition.name for transition in FINDING_TRANSITIONS],
    "inspection.": [transition.name for transition in INSPECTION_TRANSITIONS],
    "plan.": [transition.name for transition in PLAN_TRANSITIONS],
    "task.": [transition.name for transition in TASK_TRANSITIONS],
    "tip.": [transition.name for transition in TRANSITIONS],
    "unit.": [kind.value for kind in AmendmentKind],
    "signin.": [how.name.lower() for how in How],
}


def actions_in(source: str):
    """Every action a source file names: as a keyword, as a default; the fixed part of one chosen at run time."""
    for node in ast.walk(ast.parse(source)):
        values = [k.value for k in node.keywords if k.arg == "action"] if isinstance(node, ast.Call) else []
        if isinstance(node, ast.FunctionDef):
            arguments = node.args.kwonlyargs
            values += [
                d for a, d in zip(arguments, node.args.kw_defaults, strict=True) if a.arg == "action" and d
            ]
        for value in values:
            for part in ast.walk(value):
                if isinstance(part, ast.Constant) and isinstance(part.value, str) and "." in part.value:
                    yield part.value


def test_the_test_finds_actions_however_they_are_named():
    source = """
def end(*, action: str = "a.default"): ...
record(action="a.plain")
record(action=f"a.{name}")
record(action="a.one" if x else "a.other")
parser.add_argument("--json", action="store_true")
"""
    assert sorted(actions_in(source)) == ["a.", "a.default", "a.one", "a.other", "a.plain"]


def test_every_action_of_the_code_has_its_words():
    named = {(path.name, action) for path in source_files() for action in actions_in(Path(path).read_text())}
    wanted = {
        (name, full)
        for name, action in named
        for full in ([action + part for part in CHOSEN[action]] if action.endswith(".") else [action])
    }
    assert len(wanted) > 40
    assert {(name, action) for name, action in wanted if action not in actions()} == set()


def test_what_counts_as_an_access_has_words_too():
    assert set(accesses()) <= set(actions())


# Whose fields are kept one by one: rows written through portal.core.audited_writes.
WRITTEN_BY_FIELD = sorted(
    label for label in audited_models() if issubclass(apps.get_model(label), Identified)
)


@pytest.mark.parametrize("label", WRITTEN_BY_FIELD)
def test_every_field_of_a_thing_that_may_be_audited_has_a_label(label):
    fields = [f for f in apps.get_model(label)._meta.concrete_fields if f.editable and not f.auto_created]
    said = {f.name: in_words(label, {f.name: [None, None]}, values=False) for f in fields}
    assert [name for name, words in said.items() if "mục khác" in words] == []


@pytest.mark.django_db
def test_everything_people_do_all_day_is_told_without_a_foreign_word(country):
    two_sides(country)
    for action, model, changes in AuditEntry.objects.values_list("action", "model", "changes"):
        assert action in actions()
        assert model in audited_models()
        told = in_words(model, changes, values=True)
        assert "mục khác" not in told, (action, changes)
        assert "hmac" not in told


def test_coded_values_stand_in_words_and_text_only_as_changed():
    told = in_words(
        "tips.tip",
        {
            "state": ["new", "in-hand"],
            "summary": [audit.text_digest("a"), audit.text_digest("b")],
            "handler": [None, 17],
            "about_police": [False, True],
        },
        values=True,
    )
    assert told == (
        "trạng thái: Mới → Đang xử lý · phản ánh về cán bộ Công an: không → có · "
        "nội dung, người xử lý: đã đổi (không hiện nội dung)"
    )


def test_days_moments_and_numbers_stand_as_people_write_them():
    changes = {"counted_on": "2019-12-01", "members": [1234, 1250]}
    assert (
        in_words("groups.membercount", changes, values=True)
        == "ngày cập nhật: 01/12/2019 · số thành viên: 1.234 → 1.250"
    )
    assert "09:00 08/12/2019" in in_words(
        "tips.tip", {"received_at": "2019-12-08T02:00:00+00:00"}, values=True
    )
    assert in_words("reports.report", {"year": 2019}, values=True) == "năm: 2019"


def test_a_role_and_a_person_who_was_assigned():
    told = in_words(
        "accounts.assignment", {"user": 5, "role": "hamlet-head", "from": "2019-01-01"}, values=True
    )
    assert told == "vai trò: Trưởng thôn, ấp · từ ngày: 01/01/2019 · và 1 mục nữa"


def test_whoever_may_not_read_such_things_learns_only_which_fields():
    changes = {"state": ["new", "in-hand"], "category": ["theft", "drugs"]}
    told = in_words("tips.tip", changes, values=False)
    assert told == "trạng thái, việc gì: đã đổi (không hiện nội dung)"


def test_of_a_new_row_the_first_few_fields_are_told():
    changes = {"summary": audit.text_digest("a")} | {f"n{number}": number for number in range(5)}
    told = in_words("tips.tip", changes, values=True)
    assert told.count("mục khác") == 3
    assert told.endswith("và 3 mục nữa")
