"""The one content object of a report, which screen and PDF (later Word and Excel) only draw.

Shape, by `SCHEMA`: what portal.core.documents draws (letterhead, sections, signature, appendix), and beside it
`figures` (raw parts by indicator), `spans` (days counted), `map` (the unit and its line), for drill-down and checks.
"""

import hashlib
import json
from datetime import date

from django.utils.translation import gettext as _

from groups.choices import GroupKind
from portal.core import indicators
from portal.core.indicators import Indicator, Measure
from portal.core.periods import CutOff, Days, Period, PeriodKind, month_number
from portal.core.wording import number, percent
from portal.hierarchy.choices import Level
from portal.hierarchy.figures import words
from portal.hierarchy.maps import Area
from portal.hierarchy.models import Unit
from portal.hierarchy.selectors import era_of, line_on
from reports.models import Letterhead
from reports.sections import NOTHING, sections_for

SCHEMA = 1
# A hamlet's report speaks of its groups and relays; tips are the police's to count.
_HAMLET_PREFIXES = ("groups.", "posts.relays", "posts.groups-reached")

KINDS = {f"groups.{kind.value}" for kind in GroupKind}


def indicators_for(unit: Unit) -> list[Indicator]:
    """What a unit's report counts, in printing order."""
    if unit.level in (Level.HAMLET, Level.RESIDENTS_GROUP):
        return [i for i in indicators.everything() if i.key.startswith(_HAMLET_PREFIXES)]
    return indicators.everything()


def spans_of(period: Period, cut_off: CutOff) -> dict[str, Days]:
    """The spans a report compares: this period, the one before, the year so far, and (longer kinds) last year's."""
    spans = {
        "this": period.days(cut_off),
        "previous": period.previous().days(cut_off),
        "year_to_date": period.year_to_date(cut_off),
    }
    if period.kind != PeriodKind.MONTH:
        spans["last_year"] = period.same_last_year().days(cut_off)
    return spans


def figures_of(unit: Unit, period: Period, cut_off: CutOff) -> dict[str, dict[str, Measure]]:
    """Every figure of a unit's report: {indicator key: {span: Measure}}, on the map of the period's last day."""
    spans = spans_of(period, cut_off)
    area = Area.of(unit, spans["this"].last)
    counted = indicators.measure(indicators_for(unit), area, list(spans.values()))
    return {key: dict(zip(spans, measures, strict=True)) for key, measures in counted.items()}


def build(
    *,
    unit: Unit,
    period: Period,
    cut_off: CutOff,
    letterhead: Letterhead,
    narrative: dict[str, str],
    signed_on: date,
    report_number: int | None,
    draft: bool,
) -> dict:
    """The content object, JSON-able, all text formatted in Vietnamese."""
    figures = figures_of(unit, period, cut_off)
    now_figures = {key: spans["this"] for key, spans in figures.items()}
    symbol = _number(report_number, letterhead.symbol)
    # A draft's day and number are left open, to be filled when it is issued.
    dated = _("ngày … tháng … năm …") if draft else official_day(signed_on)
    shown = indicators_for(unit)
    return {
        "schema": SCHEMA,
        "draft": draft,
        "letterhead": {
            "parent": letterhead.parent_body.upper(),
            "body": letterhead.body.upper(),
            "number": _("Số: %(number)s") % {"number": symbol},
            "place_date": f"{letterhead.place}, {dated}",
        },
        "title": _("BÁO CÁO"),
        "subject": _("Kết quả thực hiện mô hình “%(programme)s” %(period)s")
        % {"programme": letterhead.programme, "period": period.label},
        "recipients": _lines(letterhead.recipients),
        "opening": [
            _(
                "%(body)s báo cáo kết quả thực hiện mô hình %(period)s (số liệu từ ngày %(start)s đến ngày %(end)s) như sau:"
            )
            % {
                "body": _issuer(letterhead, unit),
                "period": period.label,
                "start": f"{spans_of(period, cut_off)['this'].start:%d/%m/%Y}",
                # Yearly reports fall due before their year ends (S4.1): no paper speaks of days to come.
                "end": f"{min(spans_of(period, cut_off)['this'].last, signed_on):%d/%m/%Y}",
            }
        ],
        "sections": list(_sections(unit, narrative, now_figures)),
        "signature": {"authority": _lines(letterhead.authority), "name": letterhead.signer},
        "copies": _lines(letterhead.copies),
        "appendix": {
            "label": _("PHỤ LỤC"),
            "title": _("SỐ LIỆU %(unit)s, %(period)s")
            % {"unit": unit.full_name.upper(), "period": period.label.upper()},
            "reference": _("(Kèm theo Báo cáo số %(number)s, %(day)s)") % {"number": symbol, "day": dated},
            "table": _table(shown, figures, period),
            "keys": [key for key, _row in _rows(shown, figures, period)],
            "notes": _notes(figures),
        },
        "figures": {
            key: {span: _parts(measure) for span, measure in spans.items()} for key, spans in figures.items()
        },
        "spans": {
            name: [days.start.isoformat(), days.end.isoformat()]
            for name, days in spans_of(period, cut_off).items()
        },
        "period": period.code,
        "map": {
            "view": "as-it-was",
            "unit": {"code": unit.code, "name": unit.title, "era": era_of(unit)},
            "line": [
                {"code": version.code, "name": version.title}
                for version in line_on(unit, period.days(cut_off).last)
            ],
        },
    }


def digest(content: dict) -> str:
    """SHA-256 over the content's canonical JSON."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def official_day(day: date) -> str:
    """ "ngày 05 tháng 01 năm 2020": a 0 before days 1–9 and months 1–2 only (NĐ 30/2020)."""
    return _("ngày %(day)02d tháng %(month)s năm %(year)d") % {
        "day": day.day,
        "month": month_number(day.month),
        "year": day.year,
    }


def _number(report_number: int | None, symbol: str) -> str:
    return f"{report_number:02}/{symbol}" if report_number else f"…/{symbol}"


def _issuer(letterhead: Letterhead, unit: Unit) -> str:
    """Who reports, as it opens the first sentence: the body, with its unit unless it names it already."""
    body = letterhead.body.strip()
    return body if unit.name.lower() in body.lower() else f"{body} {unit.full_name}"


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _sections(unit: Unit, narrative: dict[str, str], figures: dict[str, Measure]):
    for section in sections_for(unit):
        paragraphs = [section.sentence(figures)] if section.sentence else []
        paragraphs += _lines(narrative.get(section.key, ""))
        if section.key and not paragraphs:
            paragraphs = [str(NOTHING)]
        yield {
            "heading": str(section.heading),
            "level": section.level,
            "paragraphs": paragraphs,
            "table": None,
        }


def _table(shown: list[Indicator], figures: dict, period: Period) -> dict:
    columns = [
        (_("TT"), "center", 0.7),
        (_("Chỉ tiêu"), "left", 4.2),
        (_("ĐVT"), "center", 1.2),
        (_("Kỳ này"), "right", 1.2),
        (_("Kỳ trước"), "right", 1.2),
        (_("Tăng/ giảm"), "right", 1.2),
        (_("%"), "right", 1.1),
        (_("Lũy kế năm"), "right", 1.2),
    ]
    if period.kind != PeriodKind.MONTH:
        columns.append((_("Cùng kỳ năm trước"), "right", 1.2))
    rows = list(_rows(shown, figures, period))
    return {
        "caption": "",
        "columns": [{"label": label, "align": align, "width": width} for label, align, width in columns],
        "rows": [row for _key, row in rows],
        "heads": [n for n, (key, _row) in enumerate(rows) if not key],
    }


def _rows(shown: list[Indicator], figures: dict, period: Period):
    """Pairs of indicator key (empty for a heading) and the row's strings.

    A kind of group that a unit has not and had not has no row; the total above the kinds always has.
    """
    width = 8 if period.kind == PeriodKind.MONTH else 9
    place = heading_place = 0
    for indicator in shown:
        if indicator.key in KINDS and not any(m.top for m in figures[indicator.key].values()):
            continue
        if indicator.heading:
            heading_place += 1
            place = 0
            yield "", [_roman(heading_place), str(indicator.heading), *[""] * (width - 2)]
        place += 1
        spans = figures[indicator.key]
        this, previous = spans["this"], spans["previous"]
        row = [
            str(place),
            str(indicator.label),
            str(indicator.unit),
            words(this),
            words(previous),
            _difference(this, previous),
            _growth(this, previous),
            words(spans["year_to_date"]),
        ]
        if "last_year" in spans:
            row.append(words(spans["last_year"]))
        yield indicator.key, row


def _difference(this: Measure, previous: Measure) -> str:
    if this.value is None or previous.value is None:
        return "—"
    change = this.value - previous.value
    return f"{'+' if change > 0 else ''}{number(round(change, 1))}"


def _growth(this: Measure, previous: Measure) -> str:
    if this.is_ratio or this.value is None or not previous.value:
        return "—"
    change = 100 * (this.value - previous.value) / previous.value
    return f"{'+' if change > 0 else ''}{percent(round(change, 1))}"


def _notes(figures: dict) -> list[str]:
    notes = [
        _(
            "Nhóm, thành viên, độ phủ và tin đang xử lý là số vào ngày cuối kỳ; lũy kế của các chỉ tiêu này là số cuối kỳ."
        ),
        _("“—”: chưa có mẫu số hoặc chưa có số để so sánh. Tăng/giảm của tỷ lệ tính bằng điểm phần trăm."),
    ]
    ratios = [
        m.value for spans in figures.values() for m in spans.values() if m.is_ratio and m.value is not None
    ]
    if any(value > 100 for value in ratios):
        notes.append(_("(*) Trên 100%: kiểm tra mẫu số."))
    return notes


def _parts(measure: Measure) -> dict:
    return {
        "top": measure.top,
        "bottom": measure.bottom,
        "value": measure.value,
        "known": measure.known.value,
    }


def _roman(place: int) -> str:
    return ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII"][place]
