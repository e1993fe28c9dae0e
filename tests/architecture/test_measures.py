"""Sizes and names stay within their limits, and the document gives the measures of today but for those of history."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST = {
    "functions over 40 lines": 0,
    "lines of a view function, p90": 20,
    "functions with more than 5 arguments": 10,
    "class names defined in several modules": 2,
}


@pytest.fixture(scope="module")
def measured() -> dict[str, str]:
    """The measures of `make measure`, whose script is no module of a package."""
    asked = "import json, measure; print(json.dumps(measure.measures()))"
    answer = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT / "docs" / "dev", capture_output=True, text=True, check=True
    )
    return json.loads(answer.stdout)


@pytest.mark.parametrize("name", MOST)
def test_a_measure_stays_within_its_limit(measured, name):
    assert int(measured[name]) <= MOST[name]


def test_no_two_packages_import_each_other(measured):
    assert measured["two-way package pairs / arrows"].startswith("0 / ")


def test_no_line_of_a_template_is_longer_than_150(measured):
    assert measured["template lines over 150 characters"] == "0.0 %"


@pytest.mark.parametrize("name", MOST)
def test_the_document_tells_these_measures_as_they_are(measured, name):
    """Others change with each commit; they are taken anew by `make measure`."""
    lines = (ROOT / "docs" / "dev" / "measures.md").read_text(encoding="utf-8").splitlines()
    row = next(line for line in lines if line.startswith(f"| {name} |"))
    assert row.split("|")[3].strip() == measured[name]
