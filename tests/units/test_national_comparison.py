"""`manage.py compare_units` tells what a second source says otherwise, and writes nothing."""

import json
import sqlite3
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

OLDER = [("tinh", "huyen", "xa1", "00001", "Phường Phúc Xá"), ("tinh", "huyen", "xa2", "99999", "Xã Lạ")]
NEWER = [("tinh", "phuong", "00004", "Phường Ba Đình"), ("tinh", "khac", "00097", "Phường  Hồng hà")]


@pytest.fixture
def folder(tmp_path):
    with sqlite3.connect(tmp_path / "dataset.db") as made:
        made.execute("create table admin_units_legacy (provinceKey, districtKey, wardKey, wardCode, ward)")
        made.execute("create table admin_units (provinceKey, wardKey, wardCode, ward)")
        made.executemany("insert into admin_units_legacy values (?, ?, ?, ?, ?)", OLDER)
        made.executemany("insert into admin_units values (?, ?, ?, ?)", NEWER)
    links = {
        "DICT_PROVINCE_WARD_NO_DIVIDED": {"tinh": {"phuong": ["tinh_huyen_xa1"]}},
        "DICT_PROVINCE_WARD_DIVIDED": {},
    }
    (tmp_path / "converter_2025.json").write_text(json.dumps(links), encoding="utf-8")
    return tmp_path


def said(*arguments):
    out = StringIO()
    call_command("compare_units", *map(str, arguments), stdout=out)
    return out.getvalue().splitlines()


def test_it_tells_codes_names_and_successors_that_differ(folder):
    lines = said(folder)
    assert "commune until 30/6/2025\t99999\t—\tXã Lạ" in lines
    assert "commune until 30/6/2025\t00004\tphường Trúc Bạch\t—" in lines
    assert "succession\t00001\t00097\t00004" in lines
    # The same name in other spelling is counted, and listed only when asked for.
    assert not [line for line in lines if "Hồng hà" in line]
    assert "commune since 1/7/2025, spelling: 1 khác nhau" in lines
    assert [line for line in said(folder, "--spelling") if "Hồng hà" in line]


def test_a_folder_without_the_source_is_refused(tmp_path):
    with pytest.raises(CommandError, match=r"dataset\.db"):
        said(tmp_path)
