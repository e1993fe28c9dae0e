"""The papers of a plan: the plan itself, its list of tasks, its cost estimate of a year (Nghị định 30/2020/NĐ-CP).

Whoever prints them was asked whether they may read the plan. They say what the plan says and add no figure of their own.
"""

import re

from django.utils.translation import gettext as _

from portal.core.documents.wording import lines_of, roman
from portal.core.formatting import NOTHING, day, number
from portal.steering.choices import TargetSubject
from portal.steering.directives.selectors import bases_of
from portal.steering.models import Plan
from portal.steering.papers.frame import PaperHead, cited, paper, section, table
from portal.steering.plans.selectors import (
    Estimate,
    TaskLine,
    estimate,
    estimated_years,
    targets_by_subject,
    task_lines,
    tasks_of,
)
from portal.steering.plans.states import PlanState, TaskState
from portal.units.choices import Level

_Chapter = tuple[str, list[dict]]
#: Levels that have a people's committee.
_GOVERNED = (Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)


def plan_paper(plan: Plan, heading: PaperHead) -> dict:
    """The plan: what it is for, targets by year, what is done, tasks by whose they are, money; the estimate of each year as an appendix."""
    estimates = [estimate(plan, year) for year in estimated_years(plan)]
    chapters = [
        *_purpose(plan),
        *_targets(plan),
        *_measures(plan),
        *_tasks(plan),
        *_money(estimates),
        _carrying_out(plan, heading),
    ]
    return paper(
        heading,
        title=_("KẾ HOẠCH"),
        subject=subject_of(plan),
        draft=plan.state == PlanState.DRAFT,
        opening=[_opening(plan, heading)],
        sections=[piece for place, chapter in enumerate(chapters, 1) for piece in _numbered(place, chapter)],
        closing=[_("Trên đây là Kế hoạch %(subject)s.") % {"subject": subject_of(plan)}],
        appendices=[
            _estimate_appendix(found, heading, place if len(estimates) > 1 else 0)
            for place, found in enumerate(estimates, 1)
        ],
    )


def task_paper(plan: Plan, heading: PaperHead) -> dict:
    """The list of tasks: who does what until when, and what was reported."""
    lines = _lines_by_number(plan)
    rows = [
        [number(line.task.number), line.task.text, _owners(line), _due(line), line.task.result or ""]
        for line in lines
    ]
    columns = [
        (_("TT"), "center", 0.5),
        (_("Nội dung"), "left", 4.0),
        (_("Đơn vị thực hiện"), "left", 2.0),
        (_("Thời hạn"), "center", 1.3),
        (_("Kết quả"), "left", 2.0),
    ]
    return paper(
        heading,
        title=_("DANH MỤC NHIỆM VỤ"),
        subject=_("Thực hiện Kế hoạch %(subject)s") % {"subject": subject_of(plan)},
        draft=plan.state == PlanState.DRAFT,
        sections=[section("", table=table(columns, rows))],
        closing=[_("Danh mục có %(count)s nhiệm vụ.") % {"count": number(len(rows))}],
    )


def cost_paper(plan: Plan, year: int, heading: PaperHead) -> dict:
    """The cost estimate of a year, line by line, with its sum."""
    found = estimate(plan, year)
    total = _("Tổng cộng: %(amount)s đồng.") % {"amount": number(found.amount)}
    return paper(
        heading,
        title=_("DỰ TOÁN KINH PHÍ"),
        subject=_("Thực hiện Kế hoạch %(subject)s, năm %(year)d")
        % {"subject": subject_of(plan), "year": year},
        draft=plan.state == PlanState.DRAFT,
        sections=[section("", table=_estimate_table(found))],
        closing=[total],
    )


def subject_of(plan: Plan) -> str:
    """What a plan is about: its title without the word "Kế hoạch" before it."""
    return re.sub(r"^kế hoạch\s+", "", plan.title, flags=re.IGNORECASE)


def _opening(plan: Plan, heading: PaperHead) -> str:
    bases = bases_of(plan.directive) if plan.directive else []
    named = {"body": heading.letterhead.body, "subject": subject_of(plan)}
    if not bases:
        return _("%(body)s ban hành Kế hoạch %(subject)s như sau:") % named
    named["bases"] = "; ".join(cited(basis) for basis in sorted(bases, key=lambda row: row.issued_on))
    return _("Thực hiện %(bases)s, %(body)s ban hành Kế hoạch %(subject)s như sau:") % named


def _numbered(place: int, chapter: _Chapter) -> list[dict]:
    """A chapter under its number; without parts below it its text follows the heading."""
    heading, pieces = chapter
    headed = f"{roman(place)}. {heading}"
    if pieces[0]["heading"]:
        return [section(headed), *pieces]
    return [pieces[0] | {"heading": headed}, *pieces[1:]]


def _purpose(plan: Plan) -> list[_Chapter]:
    """Aims and demands; one of them alone is a chapter without parts."""
    said = [
        (name, lines_of(text)) for name, text in ((_("Mục đích"), plan.aims), (_("Yêu cầu"), plan.demands))
    ]
    parts = [(name, lines) for name, lines in said if lines]
    if len(parts) < 2:
        return [(name.upper(), [section("", *lines)]) for name, lines in parts]
    pieces = [section(f"{place}. {name}", *lines, level=2) for place, (name, lines) in enumerate(parts, 1)]
    return [(_("MỤC ĐÍCH, YÊU CẦU"), pieces)]


def _measures(plan: Plan) -> list[_Chapter]:
    lines = lines_of(plan.measures)
    return [(_("NHIỆM VỤ, GIẢI PHÁP"), [section("", *lines)])] if lines else []


def _targets(plan: Plan) -> list[_Chapter]:
    targets = targets_by_subject(plan)
    if not targets:
        return []
    years = sorted({year for _subject, year in targets})
    rows = [
        [
            str(place),
            str(subject.label).capitalize(),
            *(_percent(targets.get((subject, year))) for year in years),
        ]
        for place, subject in enumerate(
            (subject for subject in TargetSubject if any((subject, year) in targets for year in years)), 1
        )
    ]
    columns = [(_("TT"), "center", 0.5), (_("Đối tượng"), "left", 4.0)]
    columns += [(_("Năm %(year)d") % {"year": year}, "center", 1.0) for year in years]
    text = _("Tỷ lệ tham gia mô hình và tỷ lệ tin báo được xử lý kịp thời, đúng pháp luật đến hết từng năm:")
    return [(_("CHỈ TIÊU"), [section("", text, table=table(columns, rows))])]


def _percent(value: int | None) -> str:
    return NOTHING if value is None else f"{value}%"


def _lines_by_number(plan: Plan) -> list[TaskLine]:
    """The tasks of a plan by their number; those dropped left out."""
    lines = [line for line in task_lines(tasks_of(plan)) if line.task.state != TaskState.DROPPED]
    return sorted(lines, key=lambda line: line.task.number)


def _tasks(plan: Plan) -> list[_Chapter]:
    """The tasks, those of one owner together, owners in the order of their first task."""
    by_owner: dict[str, list[TaskLine]] = {}
    for line in _lines_by_number(plan):
        by_owner.setdefault(_owners(line), []).append(line)
    parts = [
        section(f"{place}. {_capital(owner)}", *map(_task_words, lines), level=2)
        for place, (owner, lines) in enumerate(by_owner.items(), 1)
    ]
    title = _("PHÂN CÔNG THỰC HIỆN") if lines_of(plan.measures) else _("NHIỆM VỤ VÀ PHÂN CÔNG THỰC HIỆN")
    return [(title, parts)] if parts else []


def _owners(line: TaskLine) -> str:
    """Whose a task is, as papers name them: of a commune or a unit above it the people's committee."""
    body, unit = line.task.owner_body, line.task.owner_unit
    if unit is None or unit.level not in _GOVERNED:
        return line.owners
    committee = _("Ủy ban nhân dân %(unit)s") % {"unit": unit.full_name}
    return f"{body.name} · {committee}" if body else committee


def _task_words(line: TaskLine) -> str:
    return f"- {line.task.text.rstrip(' .;')} ({_due(line)})."


def _due(line: TaskLine) -> str:
    return day(line.task.due_on) if line.task.due_on else _("thường xuyên")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _money(estimates: list[Estimate]) -> list[_Chapter]:
    if not estimates:
        return []
    said = "; ".join(
        _("năm %(year)d: %(amount)s đồng") % {"year": found.year, "amount": number(found.amount)}
        for found in estimates
    )
    text = _("Dự toán kinh phí thực hiện Kế hoạch: %(sums)s (chi tiết tại Phụ lục kèm theo).") % {
        "sums": said
    }
    return [(_("KINH PHÍ"), [section("", text)])]


def _carrying_out(plan: Plan, heading: PaperHead) -> _Chapter:
    text = _(
        "Các cơ quan, đơn vị, tổ chức được phân công tổ chức thực hiện và báo kết quả về %(body)s; có khó khăn, vướng mắc thì báo cáo để được giải quyết."
    ) % {"body": heading.letterhead.body}
    return _("TỔ CHỨC THỰC HIỆN"), [section("", text)]


def _estimate_appendix(found: Estimate, heading: PaperHead, place: int) -> dict:
    label = _("PHỤ LỤC %(number)s") % {"number": roman(place)} if place else _("PHỤ LỤC")
    return {
        "label": label,
        "title": _("DỰ TOÁN KINH PHÍ NĂM %(year)d") % {"year": found.year},
        "reference": _("(Kèm theo Kế hoạch số %(code)s, %(day)s)")
        % {"code": heading.code, "day": heading.dated},
        "table": _estimate_table(found),
        "notes": [],
    }


def _estimate_table(found: Estimate) -> dict:
    rows = [
        [
            str(place),
            line.text,
            line.measure,
            number(line.quantity),
            number(line.unit_price),
            number(line.amount),
            line.source,
        ]
        for place, line in enumerate(found.lines, 1)
    ]
    rows.append(["", _("Tổng cộng"), "", "", "", number(found.amount), ""])
    columns = [
        (_("TT"), "center", 0.5),
        (_("Nội dung chi"), "left", 3.2),
        (_("ĐVT"), "center", 0.8),
        (_("Số lượng"), "right", 0.8),
        (_("Đơn giá (đồng)"), "right", 1.3),
        (_("Thành tiền (đồng)"), "right", 1.4),
        (_("Nguồn kinh phí"), "left", 1.6),
    ]
    return table(columns, rows, heads=[len(rows) - 1])
