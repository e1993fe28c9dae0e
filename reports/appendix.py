"""The table of figures of a report: one row an indicator, one column a span."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from groups.choices import GroupKind
from portal.core.documents.wording import roman
from portal.core.formatting import NOTHING, exceeds_whole
from portal.core.indicators import Indicator, Measure
from portal.core.periods import Period
from portal.units.figures import counted_over, words
from reports.comparison import comparison_span, comparison_words, difference, growth

# Every figure of a report: {indicator key: {span: Measure}}.
MeasuresBySpan = dict[str, dict[str, Measure]]
# The column of the period itself; before it are the number, the name and the unit.
_THIS = 3
# Kinds of groups: one that a unit has not and had not has no row.
KINDS = {f"groups.{kind.value}" for kind in GroupKind}


def appendix_table(shown: list[Indicator], figures: MeasuresBySpan, period: Period) -> dict:
    """{"table": as documents draw it, "keys": the indicator of each row (empty for a heading), "spans": the span of
    each column (empty where it shows none), "notes"}.

    A column without one value, such as the year before the model began, is left out and named in a note. No number
    column is drawn narrower than its longest word, so that the names take the remaining width.
    """
    said, before = comparison_words(period), comparison_span(period)
    columns = [
        (_("TT"), "center", 0.7, ""),
        (_("Chỉ tiêu"), "left", 12, ""),
        (_("ĐVT"), "center", 1, ""),
        (str(said.this), "right", 1.3, "this"),
        (str(said.before), "right", 1.3, before),
        (_("Tăng, giảm"), "right", 1, ""),
        (_("Tăng, giảm %"), "right", 1, ""),
    ]
    if any("year_to_date" in spans for spans in figures.values()):
        columns.append((_("Lũy kế từ đầu năm"), "right", 1.3, "year_to_date"))
    spans = [span for _label, _align, _width, span in columns]
    rows = list(_rows(shown, figures, spans, before))
    kept = _columns_with_values([row for key, row in rows if key])
    left_out = [label for n, (label, *_more) in enumerate(columns) if n not in kept]
    columns = [columns[n] for n in kept]
    rows = [(key, [row[n] for n in kept]) for key, row in rows]
    spans = [spans[n] for n in kept]
    return {
        "table": {
            "caption": "",
            "columns": [
                {"label": label, "align": align, "width": width} for label, align, width, _span in columns
            ],
            "rows": [row for _key, row in rows],
            "heads": [n for n, (key, _row) in enumerate(rows) if not key],
        },
        "keys": [key for key, _row in rows],
        "spans": spans,
        "notes": _notes(figures, [row for _key, row in rows], spans, left_out),
    }


def _columns_with_values(rows: list[list[str]]) -> list[int]:
    """The places of the columns to draw: those that name a figure, that of the period, and others with a value."""
    width = len(rows[0]) if rows else 0
    return [n for n in range(width) if n <= _THIS or any(row[n] != NOTHING for row in rows)]


def _rows(
    shown: list[Indicator], figures: MeasuresBySpan, spans: list[str], before: str
) -> Iterator[tuple[str, list[str]]]:
    """Pairs of indicator key (empty for a heading) and the row's strings.

    What is part of another figure is below it as 1.1, 1.2, the first behind "Trong đó".
    """
    heading = place = part = 0
    for indicator in shown:
        measures = figures[indicator.key]
        if indicator.key in KINDS and not any(measure.top for measure in measures.values()):
            continue
        if indicator.heading:
            heading, place = heading + 1, 0
            yield "", [roman(heading), str(indicator.heading), *[""] * (len(spans) - 2)]
        if indicator.part_of:
            part += 1
            nth = f"{place}.{part}"
        else:
            place, part = place + 1, 0
            nth = str(place)
        label = str(indicator.label)
        row = [nth, _("Trong đó: %(label)s") % {"label": label} if part == 1 else label, str(indicator.unit)]
        row += [words(measures[span]) if span else "" for span in spans[3:]]
        row[5] = difference(measures["this"], measures[before])
        row[6] = growth(measures["this"], measures[before])
        yield indicator.key, row


def _notes(
    figures: MeasuresBySpan, rows: list[list[str]], spans: list[str], left_out: list[str]
) -> list[str]:
    """Only the notes that this table needs."""
    cells = [cell for row in rows for cell in row]
    measures = [measure for spans in figures.values() for measure in spans.values()]
    notes = [_("Nhóm, thành viên, tỷ lệ tham gia và tin đang xác minh, xử lý là số đến ngày cuối.")]
    if "year_to_date" in spans:
        notes[0] = _(
            "Nhóm, thành viên, tỷ lệ tham gia và tin đang xác minh, xử lý là số đến ngày cuối; lũy kế của các chỉ tiêu này là số đến ngày cuối."
        )
    if left_out:
        notes.append(_("Không ghi cột chưa có số liệu: %(columns)s.") % {"columns": "; ".join(left_out)})
    if NOTHING in cells:
        notes.append(
            _(
                "“—”: mô hình chưa bắt đầu trong thời gian đó, chưa nhập tổng số, hoặc không ghi được tăng, giảm. Tăng, giảm bằng %% chỉ ghi khi số so sánh từ %(base)d trở lên; của tỷ lệ, tăng, giảm tính bằng điểm phần trăm."
            )
            % {"base": settings.CHANGE_PERCENT_FROM}
        )
    if any(counted_over(measure) for measure in measures):
        notes.append(
            _(
                "“Tính trên n/m xã”: n xã trong m xã đã nhập tổng số; dưới %(enough)d%% số xã thì không ghi tỷ lệ phần trăm."
            )
            % {"enough": settings.RATIO_UNITS_PERCENT}
        )
    if any(measure.is_ratio and exceeds_whole(measure.value) for measure in measures):
        notes.append(_("(*) Trên 100%: kiểm tra tổng số."))
    return notes
