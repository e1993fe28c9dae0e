"""The content object of a report, which screen and PDF only draw.

Shape, by `SCHEMA`: what portal.core.documents draws (letterhead, sections, signature, appendix), and beside it
`figures` (raw parts by indicator), `spans` (days counted), `map` (the unit and its line), for drill-down and checks.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portal.core import indicators
from portal.core.documents.wording import lines_of, official_day, roman
from portal.core.formatting import day
from portal.core.indicators import Indicator, Measure
from portal.core.periods import CutOff, Period
from portal.steering.letterheads.drawing import drawn
from portal.steering.models import Letterhead
from portal.steering.unit_settings.selectors import programme_on
from portal.units.areas import Area
from portal.units.choices import Level
from portal.units.models import Unit
from portal.units.selectors import era_of, line_on
from reports.appendix import MeasuresBySpan, appendix_table
from reports.comparison import comparison_span, comparison_words, spans_of
from reports.sections import ReportSection, sections_for
from reports.sentences import SentenceFigures

#: 2: sections are numbered as they come and empty ones left out; `closing`; the appendix names the span of each column
#: (`appendix.spans`). Papers issued under 1 stay as they were frozen and are drawn as before.
SCHEMA = 2
# A hamlet's report speaks of its groups and relays; tips are the police's to count.
_HAMLET_PREFIXES = ("groups.", "posts.relays", "posts.groups-reached")


def indicators_for(unit: Unit) -> list[Indicator]:
    """What a unit's report counts, in printing order."""
    if unit.level in (Level.HAMLET, Level.SELF_MANAGED_TEAM):
        return [i for i in indicators.everything() if i.key.startswith(_HAMLET_PREFIXES)]
    return indicators.everything()


def figures_of(unit: Unit, period: Period, cut_off: CutOff) -> MeasuresBySpan:
    """Every figure of a unit's report: {indicator key: {span: Measure}}, on the map of the period's last day."""
    spans = spans_of(period, cut_off)
    area = Area.of(unit, spans["this"].last)
    counted = indicators.measure(indicators_for(unit), area, list(spans.values()))
    return {key: dict(zip(spans, measures, strict=True)) for key, measures in counted.items()}


@dataclass(frozen=True)
class Paper:
    """How a report is issued: under which head, on which day, with which number.

    A draft's day and number are left open, to be filled when it is issued; its `signed_on` is the day it is drawn.
    """

    letterhead: Letterhead
    signed_on: date
    number: int | None = None
    draft: bool = False

    @property
    def symbol(self) -> str:
        return f"{self.number:02}/{self.letterhead.symbol}" if self.number else f"…/{self.letterhead.symbol}"

    @property
    def dated(self) -> str:
        return official_day(None if self.draft else self.signed_on)


def build(*, unit: Unit, period: Period, cut_off: CutOff, narrative: dict[str, str], paper: Paper) -> dict:
    """The content object, JSON-able, all text formatted in Vietnamese."""
    figures = figures_of(unit, period, cut_off)
    spans = spans_of(period, cut_off)
    # Yearly reports fall due before their year ends (S4.1): no paper speaks of days to come.
    until = min(spans["this"].last, paper.signed_on)
    letterhead = paper.letterhead
    named = {
        "programme": programme_on(unit, spans["this"].last),
        "period": period.label,
        "body": _issuer(letterhead, unit),
        "start": day(spans["this"].start),
        "end": day(until),
    }
    return {
        "schema": SCHEMA,
        "draft": paper.draft,
        **drawn(letterhead, code=paper.symbol, dated=paper.dated),
        "title": _("BÁO CÁO"),
        "subject": _("Kết quả thực hiện mô hình “%(programme)s” %(period)s") % named,
        "recipients": lines_of(letterhead.recipients),
        "opening": [
            _(
                "%(body)s báo cáo kết quả thực hiện mô hình “%(programme)s” %(period)s như sau (số liệu từ ngày %(start)s đến ngày %(end)s):"
            )
            % named
        ],
        "sections": _sections(unit, period, narrative, _for_sentences(figures, unit, period, until)),
        "closing": [_closing(letterhead, named)],
        "appendix": _appendix(figures, unit, period, paper),
        "figures": {
            key: {span: _parts(measure) for span, measure in by_span.items()}
            for key, by_span in figures.items()
        },
        "spans": {name: [days.start.isoformat(), days.end.isoformat()] for name, days in spans.items()},
        "period": period.code,
        "map": _map(unit, period.days(cut_off).last),
    }


def _for_sentences(figures: MeasuresBySpan, unit: Unit, period: Period, until: date) -> SentenceFigures:
    """The figures as the sentences speak of them: of the period, beside those it is compared with."""
    return SentenceFigures(
        this={key: measures["this"] for key, measures in figures.items()},
        before={key: measures[comparison_span(period)] for key, measures in figures.items()},
        words=comparison_words(period),
        kind=unit.get_kind_display(),
        until=until,
    )


def _appendix(figures: MeasuresBySpan, unit: Unit, period: Period, paper: Paper) -> dict:
    """The table of all figures, with the paper it goes with."""
    return {
        "label": _("PHỤ LỤC"),
        "title": _("SỐ LIỆU %(unit)s, %(period)s")
        % {"unit": unit.full_name.upper(), "period": period.label.upper()},
        "reference": _("(Kèm theo Báo cáo số %(number)s, %(day)s)")
        % {"number": paper.symbol, "day": paper.dated},
        **appendix_table(indicators_for(unit), figures, period),
    }


def _map(unit: Unit, on: date) -> dict:
    """The unit and those above it as they were on a day, for drill-down and checks."""
    return {
        "view": "as-it-was",
        "unit": {"code": unit.code, "name": unit.title, "era": era_of(unit)},
        "line": [{"code": version.code, "name": version.title} for version in line_on(unit, on)],
    }


def content_digest(content: dict) -> str:
    """SHA-256 over the content's canonical JSON."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _issuer(letterhead: Letterhead, unit: Unit) -> str:
    """Who reports, as it opens the first sentence: the body, with its unit unless it names it already."""
    body = letterhead.body.strip()
    return body if unit.name.lower() in body.lower() else f"{body} {unit.full_name}"


def _closing(letterhead: Letterhead, named: dict[str, str]) -> str:
    """The last sentence of the paper, to whom it reports."""
    lines = [line.lstrip("- ").rstrip(" ;,.") for line in lines_of(letterhead.recipients)]
    bodies = [body for body in lines if body]
    if not bodies:
        return _("Trên đây là báo cáo kết quả thực hiện mô hình “%(programme)s” %(period)s./.") % named
    return _(
        "Trên đây là báo cáo kết quả thực hiện mô hình “%(programme)s” %(period)s, %(body)s kính báo cáo %(to)s theo dõi, chỉ đạo./."
    ) % (named | {"to": ", ".join(bodies)})


def _sections(unit: Unit, period: Period, narrative: dict[str, str], figures: SentenceFigures) -> list[dict]:
    """The sections that have something in them, numbered as they come. A hamlet that has nothing to say says so."""
    filled: list[tuple[ReportSection, list[str]]] = []
    for section in sections_for(unit, period):
        paragraphs = section.sentences(figures) if section.sentences else []
        paragraphs += lines_of(narrative.get(section.key, ""))
        if paragraphs or not section.key:
            filled.append((section, paragraphs))
    drawn: list[dict] = []
    chapter = place = 0
    for n, (section, paragraphs) in enumerate(filled):
        heads_nothing = n + 1 == len(filled) or filled[n + 1][0].level <= section.level
        if not section.key and heads_nothing:
            continue
        if section.level == 1:
            chapter, place = chapter + 1, 0
            number = roman(chapter)
        else:
            place += 1
            number = str(place)
        heading = f"{number}. {section.heading}"
        drawn.append({"heading": heading, "level": section.level, "paragraphs": paragraphs, "table": None})
    return drawn or [{"heading": "", "level": 1, "paragraphs": [_("Không phát sinh.")], "table": None}]


def _parts(measure: Measure) -> dict:
    return {
        "top": measure.top,
        "bottom": measure.bottom,
        "value": measure.value,
        "known": measure.known.value,
        "units": list(measure.units) if measure.units else None,
    }
