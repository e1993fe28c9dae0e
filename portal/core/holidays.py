"""Holidays: reads the yearly file of days off and days worked in exchange, writes it and recounts the due
times that depend on it."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.core import audit, manifests
from portal.core.actors import ActorProtocol
from portal.core.models import Holiday
from portal.core.plain_text import plain_line
from portal.core.working_time import forget_known_years

COLUMNS = ("day", "kind", "name", "basis")
_YEARS = range(2000, 2101)
_DAYS_AS = ("%Y-%m-%d", "%d/%m/%Y")


@dataclass(frozen=True)
class DayRow:
    """One row of a file: a day off or worked; of a day that is plain again, `kind` is empty."""

    day: date
    kind: str
    name: str = ""
    basis: str = ""


@dataclass(frozen=True)
class Written:
    """What a file did: rows added, changed and taken out, and how many open due times moved."""

    added: int
    changed: int
    removed: int
    recounted: int


def read_rows(text: str) -> list[DayRow]:
    """The rows of a CSV with the columns `COLUMNS`. Raises ValidationError with one sentence for every wrong row."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if not {"day", "kind"} <= set(reader.fieldnames or ()):
        raise ValidationError(_("Dòng đầu của tệp phải là: %(columns)s.") % {"columns": ",".join(COLUMNS)})
    rows: dict[date, DayRow] = {}
    wrong = []
    for at, cells in enumerate(reader, start=2):
        try:
            row = _row({name: plain_line(cells.get(name) or "") for name in COLUMNS})
            if row.day in rows:
                raise ValueError(_("ngày này có ở dòng khác"))
            rows[row.day] = row
        except ValueError as problem:
            wrong.append(_("Dòng %(row)d: %(why)s.") % {"row": at, "why": problem})
    if wrong:
        raise ValidationError(wrong)
    if not rows:
        raise ValidationError(_("Tệp không có ngày nào."))
    return list(rows.values())


def _row(cells: dict[str, str]) -> DayRow:
    """One row; raises ValueError with what is wrong."""
    day = _day(cells["day"])
    if cells["kind"] not in (*Holiday.Kind.values, ""):
        raise ValueError(_("cột kind là off (nghỉ), worked (làm bù) hoặc để trống (ngày thường)"))
    if cells["kind"] and not cells["name"]:
        raise ValueError(_("thiếu tên ngày (cột name)"))
    if cells["kind"] == Holiday.Kind.WORKED and day.weekday() < 5:
        raise ValueError(_("làm bù phải là thứ Bảy hoặc Chủ nhật"))
    if len(cells["name"]) > 100 or len(cells["basis"]) > 200:
        raise ValueError(_("tên dài quá 100 chữ, hoặc căn cứ dài quá 200 chữ"))
    return DayRow(day, cells["kind"], cells["name"], cells["basis"])


def _day(text: str) -> date:
    for pattern in _DAYS_AS:
        try:
            day = datetime.strptime(text, pattern).date()
        except ValueError:
            continue
        if day.year in _YEARS:
            return day
    raise ValueError(_("“%(text)s” không phải là ngày; ghi như 2028-01-25") % {"text": text[:20]})


def write_rows(*, by: ActorProtocol, rows: Iterable[DayRow]) -> Written:
    """Put rows into the table, then recount the due times still open. Given again, it changes nothing but recounts."""
    rows = list(rows)
    with transaction.atomic():
        did = [_write(by, row) for row in rows]
    forget_known_years()
    first, last = min(row.day for row in rows), max(row.day for row in rows)
    recounted = sum(
        recount(by=by, first=first, last=last) for recount in manifests.all_of("on_holidays_changed")
    )
    return Written(did.count("add"), did.count("change"), did.count("remove"), recounted)


def _write(by: ActorProtocol, row: DayRow) -> str:
    """Write one row: "add", "change", "remove", or empty where the table says so already."""
    standing = Holiday.objects.select_for_update().filter(day=row.day).first()
    if not row.kind:
        if standing is None:
            return ""
        audit.record(by=by, action="days-off.remove", row=standing, changes={"day": row.day.isoformat()})
        standing.delete()
        return "remove"
    values = {"kind": row.kind, "name": row.name, "basis": row.basis}
    if standing and values == {name: getattr(standing, name) for name in values}:
        return ""
    holiday = standing or Holiday(day=row.day)
    for name, value in values.items():
        setattr(holiday, name, value)
    holiday.save()
    action = "days-off.change" if standing else "days-off.add"
    audit.record(by=by, action=action, row=holiday, changes={"day": row.day.isoformat(), "kind": row.kind})
    return "change" if standing else "add"
