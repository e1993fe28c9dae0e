"""`manage.py import_units`: the same verdicts, choices and refusals as on screen."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from portal.core.models import AuditEntry
from portal.units.models import Unit, UnitImport
from tests.core.workbooks import with_cells, workbook
from tests.units.import_tables import OFFICE

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(country, tmp_path):
    path = tmp_path / "Danh sách.xlsx"
    path.write_bytes(workbook(OFFICE))
    return path


def run(file, *more):
    said = io.StringIO()
    call_command("import_units", str(file), "--commune=25561", "--on=2019-12-01", *more, stdout=said)
    return said.getvalue()


def test_a_dry_run_tells_every_row_and_writes_nothing(file):
    before = (Unit.objects.count(), AuditEntry.objects.count())
    said = json.loads(run(file, "--dry-run", "--json"))
    assert (Unit.objects.count(), AuditEntry.objects.count()) == before
    assert not UnitImport.objects.exists()
    assert (said["state"], said["import"], said["created"]) == ("dry-run", None, [])
    assert said["commune"] == {"code": "25561", "name": "Xã Phước Ninh"}
    row = next(row for row in said["rows"] if row["row"] == 9)
    assert (row["verdict"], row["decision"], row["choices"]) == (
        "no-parent",
        "",
        ["with-parent", "under:", "skip"],
    )
    assert said["counts"]["undecided"] == 2


def test_rows_left_open_are_refused_as_on_screen(file):
    before = Unit.objects.count()
    with pytest.raises(CommandError, match=r"Còn 2 dòng chưa chọn \(dòng 8, 9\)"):
        run(file)
    assert (Unit.objects.count(), UnitImport.objects.count()) == (before, 0)


def test_with_every_row_decided_all_is_created(file):
    said = json.loads(
        run(file, "--decide", "8=create", "--decide-all", "with-parent", "--legal-act", "QĐ 1", "--json")
    )
    assert (said["state"], said["import"]) == ("imported", UnitImport.objects.get().public_id)
    assert said["created"][0] | {"id": ""} == {"id": "", "name": "Ấp Phước Lễ", "parent": "Xã Phước Ninh"}
    assert len(said["created"]) == 5
    assert AuditEntry.objects.get(action="unit-import.run").actor_role == "system: import_units"


def test_for_people_it_prints_a_line_a_row(file):
    said = run(file, "--dry-run")
    assert "    9  no-parent   ?            Xã Phước Ninh chưa có ấp Phước Lễ." in said


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--decide", "8"], "không đúng dạng"),
        (["--decide", "8=skip"], "không có lựa chọn này"),
        (["--sheet", "Khác"], "Các trang tính: Danh sách"),
        (["--on=2025-07-01"], "Không có đơn vị nào mang mã 25561"),
        (["--commune=707"], "Không có đơn vị nào mang mã 707"),
    ],
)
def test_refusals_are_sentences(file, more, says):
    with pytest.raises(CommandError, match=says):
        run(file, *more)


def test_a_hostile_or_missing_file_is_a_sentence(file, tmp_path):
    far = tmp_path / "far.xlsx"
    far.write_bytes(with_cells(workbook(OFFICE), '<row r="1"><c r="XFD1048576"><v>1</v></c></row>'))
    with pytest.raises(CommandError, match="nằm quá xa bảng"):
        run(far)
    with pytest.raises(CommandError, match="Không mở được"):
        run(tmp_path / "missing.xlsx")
