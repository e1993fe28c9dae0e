"""The table of days off: its years, its file, and what is said of a year without one."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError

from portal.accounts.actor import SystemActor
from portal.core import clock
from portal.core.checks import MISSING_DAYS_OFF, days_off_are_known
from portal.core.holidays import DayRow, read_rows, write_rows
from portal.core.models import AuditEntry, Holiday
from portal.core.working_time import (
    WorkingTime,
    forget_known_years,
    known_years,
    unknown_words,
    unknown_years,
)
from tests.factories.rows import at

pytestmark = pytest.mark.django_db
BY = SystemActor("tests")
HEAD = "day,kind,name,basis\n"


def test_the_table_holds_2019_to_2027():
    assert known_years() == set(range(2019, 2028))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2021, 2, 16), False),  # the fifth day of Tết
        (date(2021, 2, 17), True),
        (date(2022, 5, 3), False),  # for 1 May, a Sunday
        (date(2023, 5, 3), False),
        (date(2024, 4, 29), False),  # swapped
        (date(2024, 5, 4), True),  # for it
        (date(2026, 1, 2), False),
        (date(2026, 1, 10), True),
        (date(2026, 11, 24), False),  # new in 2026
        (date(2025, 11, 24), True),
        (date(2027, 2, 10), False),
        (date(2027, 2, 11), True),
    ],
)
def test_days_of_the_years_added(day, works):
    assert WorkingTime().is_working(day) is works


def test_five_working_days_over_tet_of_2027_end_after_it():
    assert WorkingTime().add_days(at("2027-02-03", 9), 5) == at("2027-02-17", 23, 59, 59)


def test_a_year_without_a_table_is_said_not_taken_for_one_without_days_off():
    # One day known by chance is no table.
    Holiday.objects.create(day=date(2028, 1, 3), kind="off", name="Tết Dương lịch (nghỉ bù)")
    forget_known_years()
    assert unknown_years(at("2027-12-30", 9), at("2028-01-05", 9)) == [2028]
    assert unknown_words(at("2027-12-30", 9), at("2028-01-05", 9)) == "chưa có lịch nghỉ lễ năm 2028"
    assert unknown_words(at("2027-02-01", 9), at("2027-12-31", 23)) == ""
    # Years count in Việt Nam: 31 December, 17:30 UTC, is New Year here.
    assert unknown_years(at("2028-01-01", 0, 30), at("2028-01-01", 1)) == [2028]


def add_days_off(year, number):
    Holiday.objects.bulk_create(
        Holiday(day=date(year, 1, day), kind="off", name="Ngày nghỉ") for day in range(1, number + 1)
    )


@pytest.mark.parametrize(("number", "known"), [(4, False), (5, True), (6, True)])
def test_five_days_off_are_a_table(number, known):
    add_days_off(2035, number)
    Holiday.objects.create(day=date(2035, 2, 3), kind="worked", name="Làm bù")
    assert (2035 in known_years()) is known


def test_what_another_process_wrote_is_read_after_a_minute(monkeypatch):
    began = clock.machine_now()
    monkeypatch.setattr(clock, "machine_now", lambda: began)
    assert 2035 not in known_years()
    add_days_off(2035, 5)
    monkeypatch.setattr(clock, "machine_now", lambda: began + timedelta(seconds=60))
    assert 2035 not in known_years()
    monkeypatch.setattr(clock, "machine_now", lambda: began + timedelta(seconds=60, microseconds=1))
    assert 2035 in known_years()


@pytest.mark.parametrize(
    ("today", "missing"), [("2026-11-28", []), ("2027-01-01", ["2028"]), ("2030-06-01", ["2030", "2031"])]
)
def test_the_check_warns_of_this_year_and_the_next(today, missing):
    with clock.pinned_to(date.fromisoformat(today)):
        found = days_off_are_known()
    assert [warning.id for warning in found] == [MISSING_DAYS_OFF] * len(missing)
    assert all(year in warning.msg for year, warning in zip(missing, found, strict=True))


def test_a_file_is_read_whole_or_refused_row_by_row():
    assert read_rows(HEAD + "2028-01-25,off,Tết,TB 1\n06/05/2028,worked,Làm bù,\n2028-01-03,,,\n") == [
        DayRow(date(2028, 1, 25), "off", "Tết", "TB 1"),
        DayRow(date(2028, 5, 6), "worked", "Làm bù"),
        DayRow(date(2028, 1, 3), ""),
    ]
    wrong = [
        "2028-02-30,off,Tết,",
        "9999-12-31,off,Tết,",
        "2028-01-26,nghi,Tết,",
        "2028-01-27,off,,",
        "2028-01-28,worked,Làm bù,",  # a Friday
        "2028-02-01,off,Tết,",
        "2028-02-01,off,Tết,",
    ]
    with pytest.raises(ValidationError) as refused:
        read_rows(HEAD + "\n".join(wrong))
    assert [message.split(":")[0] for message in refused.value.messages] == [
        f"Dòng {n}" for n in (2, 3, 4, 5, 6, 8)
    ]
    for text in ("", "ngay,loai\n", HEAD):
        with pytest.raises(ValidationError):
            read_rows(text)


def test_rows_are_written_changed_and_taken_out_and_audited():
    rows = [DayRow(date(2028, 1, 25), "off", "Tết", "TB 1"), DayRow(date(2028, 1, 26), "off", "Tết", "TB 1")]
    done = write_rows(by=BY, rows=rows)
    assert (done.added, done.changed, done.removed) == (2, 0, 0)
    again = write_rows(by=BY, rows=rows)
    assert (again.added, again.changed, again.removed) == (0, 0, 0)
    other = [DayRow(date(2028, 1, 25), "off", "Tết Nguyên đán", "TB 1"), DayRow(date(2028, 1, 26), "")]
    done = write_rows(by=BY, rows=other)
    assert (done.added, done.changed, done.removed) == (0, 1, 1)
    assert list(Holiday.objects.filter(day__year=2028).values_list("day", "name")) == [
        (date(2028, 1, 25), "Tết Nguyên đán")
    ]
    entries = AuditEntry.objects.filter(model="core.holiday").order_by("pk")
    assert [entry.action for entry in entries] == [
        "days-off.add",
        "days-off.add",
        "days-off.change",
        "days-off.remove",
    ]


def test_the_command_takes_a_file_tries_one_and_tells_the_years(tmp_path, capsys):
    file = tmp_path / "lich.csv"
    file.write_text(HEAD + "2028-01-25,off,Tết,TB 1\n", encoding="utf-8-sig")
    call_command("holidays", str(file), "--dry-run")
    assert not Holiday.objects.filter(day__year=2028).exists()
    call_command("holidays", str(file))
    call_command("holidays", "--year", "2028")
    said = capsys.readouterr().out
    assert "Thêm 1, sửa 0, bỏ 0 ngày; tính lại 0 thời hạn đang mở." in said
    assert "25/01/2028  nghỉ  Tết · TB 1" in said
    assert "Chưa có lịch nghỉ lễ, Tết năm 2028." in said
    with clock.pinned_to(date(2027, 3, 1)):
        call_command("holidays")
    assert "2026, 2027" in capsys.readouterr().out
    file.write_bytes(b"day,kind\n\xff")
    with pytest.raises(CommandError):
        call_command("holidays", str(file))
    with pytest.raises(CommandError):
        call_command("holidays", str(tmp_path / "none.csv"))
