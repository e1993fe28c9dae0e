"""What `make lint` requires of the subject of a commit."""

import importlib.util
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "docs/dev/commit_subjects.py"


@pytest.fixture(scope="module")
def rule():
    spec = importlib.util.spec_from_file_location("commit_subjects", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("subject", "wrong"),
    [
        ("tips: count a reclassified complaint from its arrival", False),
        ("docs: " + "x" * 66, False),
        ("docs: " + "x" * 67, True),
        ("Mend what was found", True),
        ("tips: Count a complaint", True),
        ("tips: count a complaint.", True),
    ],
)
def test_a_subject_names_its_area_and_stays_short(rule, subject, wrong):
    assert bool(rule.faults([subject])) is wrong
