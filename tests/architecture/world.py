"""Two neighbouring communes full of rows, each text field of which carries its owner's marker."""

from dataclasses import dataclass, field

from django.test import Client

from groups.models import ChatGroup, GroupInspection
from groups.services import confirm_group, count_members, set_base
from portal.accounts.actor import Actor
from portal.accounts.handover import hand_over
from portal.accounts.models import Assignment, HandOver, User
from portal.bodies.models import Body
from portal.bodies.services import set_line
from portal.core import clock, jobs
from portal.core.sheets.reading import Table
from portal.steering.answers.services import move_request
from portal.steering.assessments.services import Judgement, decide, judge
from portal.steering.difficulties.services import move_difficulty
from portal.steering.models import (
    Activity,
    AnswerRequest,
    AssessmentSheet,
    Board,
    BoardMember,
    Difficulty,
    Directive,
    Finding,
    Plan,
    PlanTask,
)
from portal.steering.plans.services import transition_plan
from portal.steering.plans.task_services import transition_task
from portal.steering.unit_settings.services import set_setting
from portal.units.amendments.kinds import CreateUnit
from portal.units.amendments.serialization import NewUnit
from portal.units.amendments.services import decide_amendment
from portal.units.importing.services import draft_import
from portal.units.models import Amendment, Unit, UnitImport
from propaganda.models import Post
from propaganda.services import relay_post
from reports.models import Report
from reports.services import issue_report, save_narrative
from tests.factories import assessments, people, rows, steering
from tests.factories.units import SYSTEM, Country
from tips.models import Tip


@dataclass
class Side:
    """One commune, its people, its rows, and the word that is in all of their texts."""

    marker: str
    commune: Unit
    officer: Actor
    head: Actor
    group: ChatGroup
    inspection: GroupInspection
    closed_inspection: GroupInspection
    tip: Tip
    post: Post
    report: Report
    draft: Report
    complaint_marker: str
    sealed_marker: str
    hand_over: HandOver
    body: Body
    act: Amendment
    batch: UnitImport
    directive: Directive
    request: AnswerRequest
    asked: AnswerRequest
    given: AnswerRequest
    recalled: AnswerRequest
    activity: Activity
    finding: Finding
    mended: Finding
    sheet: AssessmentSheet
    plan: Plan
    draft_plan: Plan
    task: PlanTask
    done_task: PlanTask
    difficulty: Difficulty
    board: Board
    member: BoardMember
    people: list[Actor] = field(default_factory=list)

    @property
    def person(self) -> User:
        return self.officer.user

    @property
    def holder(self) -> User:
        return self.head.user

    @property
    def office(self) -> Assignment:
        return self.head.current


def _requests(
    paper: Directive, basis: Directive, hamlet: Unit, body: Body, marker: str
) -> tuple[AnswerRequest, ...]:
    """Requests to answer two papers: one of a body, one that waits, one answered, one withdrawn."""
    given = steering.answer_request(paper, hamlet)
    said = {"results": f"Đã làm {marker}", "proposals": f"Đề xuất {marker}"}
    move_request(by=SYSTEM, request=given, name="give", version=1, **said)
    recalled = steering.answer_request(basis, body)
    move_request(by=SYSTEM, request=recalled, name="withdraw", version=1, word=f"Gộp vào {marker}")
    return steering.answer_request(paper, body), steering.answer_request(basis, hamlet), given, recalled


def fill(commune: Unit, hamlet: Unit, word: str, behind: str = "") -> Side:
    """Fill a commune with one row of everything, written by its own people; `behind`: what each of them typed right after
    the marker, but where only a name fits."""
    slug, marker = word.lower(), word + behind
    officer = people.officer(commune, person=people.user(f"Cán bộ {marker}"))
    head = people.officer(hamlet, person=people.user(f"Trưởng ấp {marker}"))
    sealed, complaint = f"Sealed{marker}", f"Complaint{marker}"
    group = rows.group(
        hamlet,
        by=officer,
        kind="hamlet",
        name=f"Nhóm {marker}",
        leader_name=f"Trưởng nhóm {marker}",
        deputy_name=f"Phó nhóm {marker}",
        officer=officer.user,
        join_link=f"https://zalo.me/g/{slug}",
    )
    count_members(by=head, group=group, counted_on=clock.today(), members=41, households=31)
    confirm_group(by=head, group=group, condition="troubled", note=f"Ghi chú {marker}")
    looked = {"found": f"Thấy {marker}", "to_mend": f"Sửa {marker}", "inspectors": f"Đoàn {marker}"}
    inspections = [rows.inspection(group, state, by=officer, **looked) for state in ("open", "done")]
    base = {"subject": "households", "year": 2019}
    set_base(by=officer, unit=commune, **base, count=97, source=f"Nguồn {marker}", as_of=clock.today())
    tip = rows.tip(
        hamlet,
        by=officer,
        summary=f"Mất xe ở {marker}",
        informant_name=f"Người {sealed}",
        informant_phone="0912345678",
        group=group,
    )
    # The marker may be words of the informant's name too.
    rows.transition(tip, "assign", by=officer, note=f"Giao {marker}", others_named=True)
    rows.tip(hamlet, by=head, summary=f"Tin của trưởng ấp {marker}")
    rows.tip(hamlet, by=officer, summary=f"Phản ánh {complaint}", about_police=True)
    post = rows.post(commune, by=officer, title=f"Bài {marker}", body=f"Nội dung {marker}")
    relay_post(by=head, post=post, groups=[group])
    rows.post(commune, by=officer, title=f"Bài chưa chia sẻ {marker}")
    rows.letterhead(commune, by=officer, signer=f"Người ký {marker}", place=f"Xã {marker}")
    report = rows.begin_report(by=officer, unit=commune, period=rows.Period.parse("2019-10"))
    save_narrative(by=officer, report=report, version=1, narrative={"situation": f"Tình hình {marker}"})
    issue_report(by=officer, report=report, version=report.version)
    draft = rows.begin_report(by=officer, unit=commune, period=rows.Period.parse("2019-11"))
    save_narrative(by=officer, report=draft, version=1, narrative={"situation": f"Bản nháp {marker}"})
    retired = people.reporter(commune)
    made = hand_over(
        by=officer,
        office=retired.current,
        full_name=f"Kế nhiệm {marker}",
        username=f"ke-nhiem-{slug}",
        document=f"Quyết định {marker}",
        on=clock.today(),
    )
    body = rows.body(
        commune,
        by=officer,
        name=f"Mặt trận {marker}",
        contact_name=f"Đầu mối {marker}",
        contact_phone="0912 345 678",
    )
    lower = rows.body(hamlet, "operating-board", by=officer, name=f"Ban Điều hành {marker}")
    set_line(by=officer, body=lower, version=1, above=body, on=None)
    basis = steering.directive(commune, by=officer, code=f"22/HD-{marker}", issuer=f"Công an {marker}")
    directive = steering.directive(commune, basis, by=officer, title=f"Kế hoạch {marker}")
    steering.with_file(directive, by=officer, name=f"Kế hoạch {marker}.png")
    requests = _requests(directive, basis, hamlet, body, marker)
    words = {"title": f"Kiểm tra {marker}", "note": f"Kết luận {marker}", "looked_at_body": body}
    activity = steering.activity(commune, "inspection", by=officer, **words)
    asked = {"text": f"Thiếu sổ {marker}", "owner_body": body}
    finding = steering.finding(activity, "dropped", by=officer, **asked)
    mended = steering.finding(activity, "done", by=officer, **asked | {"text": f"Thiếu biển {marker}"})
    raised = {"title": f"Thiếu máy {marker}", "text": f"Đề nghị {marker}"}
    difficulty = steering.difficulty(hamlet, by=head, **raised)
    answer = {"name": "answer", "version": 1, "word": f"Trả lời {marker}"}
    move_difficulty(by=officer, difficulty=difficulty, **answer)
    steering.with_minutes(activity, by=officer, name=f"Biên bản {marker}.png")
    sheet = _assessed(commune, officer, marker)
    board = steering.board(commune, by=officer, name=f"Ban Điều hành {marker}", founded_by=directive)
    member = steering.member(
        board, by=officer, name=f"Thành viên {marker}", position=f"Chức vụ {marker}", body=body
    )
    set_setting(by=officer, unit=commune, key="programme", value=f"Mô hình {marker}", on=clock.today())
    plan = steering.plan(
        commune,
        by=officer,
        title=f"Triển khai {marker}",
        directive=directive,
        aims=f"- Phòng ngừa {marker}",
        demands=f"- Kịp thời {marker}",
        measures=f"- Tuyên truyền {marker}",
        targets={("households", 2019): 70},
    )
    line = steering.cost(text=f"In băng rôn {marker}", measure=slug, source=f"Quỹ {marker}")
    steering.with_costs(plan, line, by=officer)
    task = steering.task(plan, by=officer, text=f"Họp dân {marker}", owner_unit=hamlet)
    done_task = steering.task(plan, by=officer, text=f"Ký cam kết {marker}", owner_unit=hamlet)
    transition_task(by=head, task=done_task, name="report", version=1, result=f"Đã ký ở {marker}")
    dropped = steering.task(plan, by=officer, text=f"Diễn tập {marker}", owner_body=body)
    transition_task(by=officer, task=dropped, name="drop", version=1, drop_reason=f"Dời vì {marker}")
    ended = steering.plan(commune, by=officer, title=f"Kế hoạch cũ {marker}", purpose="safety")
    transition_plan(by=officer, plan=ended, name="end", version=ended.version, note=f"Hết hạn {marker}")
    draft_plan = steering.plan(commune, by=officer, title=f"Dự thảo {marker}", purpose="other", begun=False)
    # Units and their names are public facts; who changed them is not.
    begun = CreateUnit("residents-group", hamlet, NewUnit("to-tu-quan", "Tổ tự quản số 90"))
    act = decide_amendment(by=officer, plan=begun, on=clock.today())
    batch = draft_import(
        by=officer,
        commune=commune,
        on=clock.today(),
        table=Table([["TT", "Ấp"], ["1", f"Ấp {marker}"]], "DS"),
        file_name=f"Danh sách {marker}.xlsx",
    )
    everyone = [
        officer,
        head,
        people.leader(commune),
        people.reporter(commune),
        people.administrator(commune),
    ]
    return Side(
        word,
        commune,
        officer,
        head,
        group,
        *inspections,
        tip,
        post,
        report,
        draft,
        f"Complaint{word}",
        f"Sealed{word}",
        made,
        body,
        act,
        batch,
        directive,
        *requests,
        activity,
        finding,
        mended,
        sheet,
        plan,
        draft_plan,
        task,
        done_task,
        difficulty,
        board,
        member,
        everyone,
    )


def _assessed(commune: Unit, officer: Actor, marker: str) -> AssessmentSheet:
    """The sheet of an agency of the commune, judged and decided on with notes."""
    assessments.rules_since_long_ago()
    agency = rows.body(commune, "agency", by=officer, name=f"Trạm {marker}")
    sheet = assessments.sheet(agency, by=officer)
    said = {row: Judgement("not-met", f"Ghi chú tiêu chí {marker}") for row in assessments.criteria(sheet)}
    judge(by=officer, sheet=sheet, version=sheet.version, judgements=said, late=True)
    decision = {"outcome": "not-recognised", "on": clock.today(), "code": f"12/QĐ-{marker}"}
    note = f"Lý do {marker}"
    return decide(by=officer, sheet=sheet, version=sheet.version, note=note, late=True, **decision)


def two_sides(country: Country, behind: str = "") -> tuple[Side, Side]:
    """Our commune and its neighbour in the same district; `behind`: what ours typed right after its marker."""
    sides = (
        fill(country.commune, country.hamlet, "Alphamark", behind),
        fill(country.neighbour, country.neighbour_hamlet, "Betamark"),
    )
    jobs.drain()
    return sides


def client_of(actor: Actor) -> Client:
    """A browser in which a person is signed in."""
    client = Client()
    client.force_login(actor.user)
    return client
