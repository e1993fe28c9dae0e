"""Every form of the portal that writes, filled in so that it goes through: who sends it, where, what. A form that is
missing here fails in test_pairs."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from http.cookies import SimpleCookie
from uuid import NAMESPACE_URL, uuid5

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from portal.core import clock
from portal.signin.session_store import session_digest as session_digest
from tests.concurrency.world import World
from tests.factories import steering
from tests.signin.cards import PIN
from tests.signin.steps import PASSWORD, code

WRONG_PIN = "a wrong PIN"
_EFFECT = {"on": "2019-12-08", "legal_act": "Nghị quyết 1"}


@dataclass(frozen=True)
class SentForm:
    """One form as one person sends it."""

    name: str
    who: str
    note: str
    url: str
    cookies: str
    fields: tuple[tuple[str, object], ...]
    files: tuple[tuple[str, str, bytes], ...] = field(default=())

    @property
    def label(self) -> str:
        return f"{self.name} by {self.who}" + (f" ({self.note})" if self.note else "")

    def data(self) -> dict:
        """What is posted; a file is read anew each time."""
        files = {name: SimpleUploadedFile(title, content) for name, title, content in self.files}
        return {name: _posted(value) for name, value in self.fields} | files


def _posted(value):
    if callable(value):
        return value()
    return list(value) if isinstance(value, tuple) else value


def forms(world: World) -> list[SentForm]:
    """All forms, in a fixed order."""
    found: list[SentForm] = []

    def add(name: str, who: str, /, *keys: str, told: str = "", files=(), query: str = "", **fields) -> None:
        url = reverse(name, args=keys) + query
        given = tuple((key.replace("__", "-"), value) for key, value in fields.items())
        found.append(SentForm(name, who, told, url, world.cookies[who], given, tuple(files)))

    _about_groups(world, add)
    _about_inspections(world, add)
    _about_bodies(world, add)
    _about_tips_and_posts(world, add)
    _about_directives(world, add)
    _about_answers(world, add)
    _about_activities(world, add)
    _about_rollout(world, add)
    _about_assessments(world, add)
    _about_boards(world, add)
    _about_plans(world, add)
    _about_tasks(world, add)
    _about_reports(world, add)
    _about_units(world, add)
    _about_people(world, add)
    _about_notices(world, add)
    _about_doors(world, add)
    return found


def _key(*of: str) -> str:
    """The idempotency key that came with a page: the same for two taps on it."""
    return str(uuid5(NAMESPACE_URL, "/".join(of)))


def _about_inspections(world: World, add) -> None:
    key = world.key
    looked = {"inspected_on": "2019-12-02", "inspectors": "Đoàn xã", "found": "Có người trực"}
    asked = looked | {"to_mend": "Lập lại danh sách", "due_on": "2019-12-20"}
    opened, done = world.version("inspection-open"), world.version("inspection-done")
    for who in ("officer", "leader"):
        add("groups:inspect", who, key("group"), key=_key("inspection", who), **asked)
        add("groups:edit-inspection", who, key("inspection-open"), version=opened, **asked)
        add("groups:drop-inspection", who, key("inspection-open"), version=opened, word=f"Thôi, {who}")
        add("groups:reopen-inspection", who, key("inspection-done"), version=done, word=f"Lại, {who}")
        add("groups:withdraw-inspection", who, key("inspection-open"))
    for who in ("head", "officer"):
        mended = {"done_on": "2019-12-05", "word": f"Xong, {who}"}
        add("groups:finish-inspection", who, key("inspection-open"), version=opened, **mended)
    again = key("inspection-withdrawn")
    add("groups:withdraw-inspection", "officer", again, told="restore", restore="1")


def _about_groups(world: World, add) -> None:
    key = world.key
    new = {"kind": "residents-group", "opened_on": "2019-06-01", "unit": key("hamlet-1")}
    for who in ("officer", "officer-2"):
        add("groups:new", who, key=_key("new", who), name="Nhóm mới", **new)
    edit = {"kind": "hamlet", "opened_on": "2019-01-01", "unit": key("hamlet-1")}
    add("groups:edit", "officer", key("group"), version=world.version("group"), name="Nhóm đổi tên", **edit)
    add(
        "groups:edit",
        "officer-2",
        key("group"),
        told="moved",
        version=world.version("group"),
        name="Nhóm ấp 1",
        **(edit | {"unit": key("hamlet-2")}),
    )
    add(
        "groups:edit",
        "officer-2",
        key("confirmed"),
        told="a name that is taken",
        version=world.version("confirmed"),
        name="Nhóm mới",
        **edit,
    )
    for who, days, members in (("officer", 10, 80), ("head", 5, 81), ("head", 30, 43), ("officer-2", 5, 44)):
        day = (clock.today() - timedelta(days)).isoformat()
        counted = {"members": str(members), "households": "20", "bodies": "0", "counted_on": day}
        add("groups:count", who, key("group"), told=f"{days} days ago", **counted)
    for who in ("officer", "head"):
        more = {"key": _key("confirm", who), "condition": "troubled", "members": "52"}
        add("groups:confirm", who, key("group"), **more)
    add("groups:confirm", "reporter", key("own"), key=_key("own"), condition="active")
    for who in ("head", "officer"):
        add("groups:to-confirm", who, groups=(key("group"),))
    add("groups:undo-confirmations", "head-2", confirmation=(key("confirmation"),))
    close = {"version": world.version("group"), "on": "2019-12-07", "reason": "merged"}
    add("groups:close", "officer", key("group"), **close)
    add("groups:reopen", "officer-2", key("closed"))
    for who, number in (("officer", "1000"), ("officer-2", "1200")):
        given = {"subject": "households", "year": "2019"}
        based = {"count": number, "source": "Công an xã", "as_of": "2019-12-01"}
        add("groups:base", who, **given, **based)


def _about_bodies(world: World, add) -> None:
    key = world.key
    for who, name in (("officer", "Hội mới"), ("leader", "Hội mới")):
        new = {"unit": key("commune"), "kind": "front", "name": name}
        add("units:new-body", who, key=_key("new-body", who), **new)
    women, version = key("body-women"), world.version("body-women")
    edit = {"version": version, "kind": "mass-organisation"}
    add("units:edit-body", "officer", women, name="Hội đổi tên", **edit)
    add("units:edit-body", "leader", women, told="a name that is taken", name="Hội mới", **edit)
    add("units:end-body", "officer-2", women, version=version, on="2019-12-07")
    add("units:reopen-body", "officer", key("body-ended"))
    # Each under the other: together they would lead back.
    for who, lower, above in (("officer", "women", "front"), ("leader", "front", "women")):
        turn = {"version": world.version(f"body-{lower}"), "above": key(f"body-{above}"), "on": "2019-06-01"}
        add("units:body-line", who, key(f"body-{lower}"), told=f"{lower} under {above}", **turn)
    add(
        "units:undo-body-line",
        "officer-2",
        key("body-youth"),
        version=world.version("body-youth"),
        dong=(f"{key('body-front')}|2018-01-01|",),
    )


def _about_tips_and_posts(world: World, add) -> None:
    key = world.key
    tip = {"category": "theft", "summary": "Mất xe đạp trước chợ", "urgency": "normal", "about_police": "no"}
    for who, place in (("officer", "hamlet-1"), ("head", "hamlet-1"), ("head-2", "hamlet-2")):
        given = tip | {"received_at": "2019-12-08T08:00", "channel": "phone"} if who == "officer" else tip
        add("tips:new", who, key=_key("tip", who), unit=key(place), **given)
    transitions = {
        "classify": {"category": "theft", "nature": "everyday"},
        "assign": {"handler": key("officer-2")},
        "pass_on": {"recipient": "investigators", "document_number": "12/CV"},
        "resolve": {"outcome": "helped", "note": "Đã tìm được xe"},
        "void": {"note": "Ghi trùng"},
    }
    for name, given in transitions.items():
        who = "officer" if name in ("classify", "pass_on") else "officer-2"
        add("tips:transition", who, key("tip"), name, told=name, version=world.version("tip"), **given)
    misconduct = {"category": "misconduct", "nature": "denunciation", "version": world.version("tip-in-hand")}
    add("tips:transition", "officer", key("tip-in-hand"), "reclassify", told="sent above", **misconduct)
    add("tips:open-informant", "officer", key("tip-told"), reason="Cần xác minh thêm lời kể")
    erased = {"words": "xe đạp", "reason": "Người báo tin yêu cầu xóa", "sure": "1"}
    for who, name in (("officer", "tip"), ("officer-2", "tip"), ("officer", "tip-in-hand")):
        add("tips:redact", who, key(name), version=world.version(name), **erased)
    for who, phone in (("officer", "0276 3822 113"), ("officer-2", "0276 3822 114")):
        add("tips:duty-number", who, phone=phone)
    post = {"topic": "fire", "posted_at": "2019-12-08T08:00", "kind": ""}
    add("propaganda:new", "officer", key=_key("post"), title="Phòng cháy mùa khô", **post)
    for who, group in (("head", "group"), ("officer", "group"), ("head-2", "confirmed"), ("reporter", "own")):
        add("propaganda:relay", who, key("post"), groups=(key(group),))
    add("propaganda:undo-relay", "head", key("relayed"), group=(key("group"),))
    add("propaganda:withdraw", "officer-2", key("post"))
    add("propaganda:withdraw", "officer", key("withdrawn"), told="restore", restore="1")


def _about_directives(world: World, add) -> None:
    key = world.key
    paper = {"way": "issued", "kind": "plan", "issuer": "UBND xã", "issued_on": "2019-06-02"}
    for who in ("officer", "officer-2"):
        new = paper | {"code": "70/KH-UBND", "title": "Kế hoạch mới", "bases": (key("directive"),)}
        add("steering:new-directive", who, key=_key("directive", who), **new)
        # Papers of one day: each rests on the other if both go through.
        for name, other in (("directive", "basis"), ("basis", "directive")):
            edit = paper | {"issued_on": "2019-06-01", "code": f"{name} {who}", "title": f"Sửa bởi {who}"}
            edit |= {"version": world.version(name), "bases": (key(other),)}
            add("steering:edit-directive", who, key(name), told=name, **edit)
    for who, name in (("officer", "den.png"), ("officer-2", "di.png")):
        add("steering:read-file", who, files=[("upload", name, steering.SCAN)])
    ended = {"on": "2019-12-01", "note": "Thay thế"}
    for name in ("directive", "basis"):
        add("steering:end-directive", "officer", key(name), version=world.version(name), told=name, **ended)
    for who, name in (("officer", "directive"), ("officer-2", "directive"), ("officer-2", "basis")):
        scanned = [("upload", "quet.png", steering.SCAN)]
        add("steering:attach-file", who, key(name), told=name, files=scanned, version=world.version(name))
    for who in ("officer", "officer-2"):
        add("steering:detach-file", who, key("directive-ended"), version=world.version("directive-ended"))
    add("steering:restore-directive", "officer-2", key("directive-ended"))


def _about_answers(world: World, add) -> None:
    key = world.key
    version = {state: world.version(f"request-{state}") for state in ("asked", "answered", "withdrawn")}
    for who in ("officer", "officer-2"):
        asked = {"places": (key("hamlet-4"),), "due_on": "2019-12-20"}
        add("steering:ask-answers", who, key("directive"), key=_key("request", who), **asked)
        add("steering:remind-answers", who, key("directive"))
        later = {"version": version["asked"], "due_on": "2019-12-28"}
        add("steering:postpone-answer", who, key("request-asked"), **later)
        back = {"version": version["answered"], "due_on": "2019-12-22", "word": f"Thiếu, {who}"}
        add("steering:send-back-answer", who, key("request-answered"), **back)
    for who in ("head", "officer"):
        said = {"version": version["asked"], "results": f"Đã làm, {who}"}
        add("steering:give-answer", who, key("request-asked"), **said)
    corrected = {"version": version["answered"], "results": "Đã làm thêm"}
    add("steering:correct-answer", "head-2", key("request-answered"), **corrected)
    add("steering:take-back-answer", "head-2", key("request-answered"), version=version["answered"])
    add("steering:withdraw-answer", "officer", key("request-asked"), version=version["asked"])
    add("steering:restore-answer", "officer", key("request-withdrawn"), version=version["withdrawn"])


def _about_activities(world: World, add) -> None:
    key = world.key
    said = {"held_on": "2019-12-02", "present": "9", "title": "Kiểm tra nhóm", "looked_at_words": "Chợ xã"}
    for who in ("officer", "officer-2"):
        add("steering:new-activity", who, key=_key("activity", who), query="?loai=inspection", **said)
        edit = said | {"version": world.version("activity"), "title": f"Sửa bởi {who}"}
        add("steering:edit-activity", who, key("activity"), **edit)
        add("steering:withdraw-activity", who, key("activity"))
        scanned = [("upload", "quet.png", steering.SCAN)]
        add("steering:attach-minutes", who, key("activity"), files=scanned, version=world.version("activity"))
        add("steering:detach-minutes", who, key("meeting"), version=world.version("meeting"))
        asked = {"text": f"Việc của {who}", "owner": key("hamlet-1"), "due_on": "2019-12-20"}
        add("steering:new-finding", who, key("activity"), key=_key("finding", who), **asked)
        opened = world.version("finding-open")
        add("steering:edit-finding", who, key("finding-open"), version=opened, **asked)
        done = {"done_on": "2019-12-05", "word": f"Xong, {who}"}
        add("steering:finish-finding", who, key("finding-open"), version=opened, **done)
        add("steering:drop-finding", who, key("finding-open"), version=opened, word=f"Thôi, {who}")
        again = {"version": world.version("finding-done"), "word": f"Làm lại, {who}"}
        add("steering:reopen-finding", who, key("finding-done"), **again)
    for who in ("head", "reporter", "officer"):
        add("steering:raise-difficulty", who, key=_key("difficulty", who), title=f"Thiếu máy, {who}")
    raised, answered = world.version("difficulty-raised"), world.version("difficulty-answered")
    for who in ("officer", "leader"):
        said = {"version": raised, "word": f"Bởi {who}"}
        add("steering:answer-difficulty", who, key("difficulty-raised"), **said)
        add("steering:pass-up-difficulty", who, key("difficulty-raised"), **said)
    add("steering:withdraw-difficulty", "head", key("difficulty-raised"), version=raised)
    for name in ("close", "reopen"):
        add(f"steering:{name}-difficulty", "head", key("difficulty-answered"), version=answered, word="Rõ")
    withdrawn = world.version("difficulty-withdrawn")
    add("steering:restore-difficulty", "head", key("difficulty-withdrawn"), version=withdrawn)
    add("steering:withdraw-activity", "officer-2", key("activity-withdrawn"), told="restore", restore="1")


def _about_rollout(world: World, add) -> None:
    key = world.key
    for who, day in (("officer", "2019-05-21"), ("leader", "2019-05-22")):
        add("groups:note-stage", who, "piloting", reached_on=day, groups=(key("group"),), note=f"Bởi {who}")
        add("groups:note-stage", who, "evaluated", told="evaluated", reached_on=day)
        add("groups:note-stage", who, "launched", told="launched", reached_on=day)
        add("groups:take-back-stage", who, "piloting")
    for day in ("2019-12-30", "2019-12-31"):
        add("groups:rollout-deadline", "province-officer", told=day, directive=key("order"), due_on=day)
    add("groups:rollout-remind", "province-officer", xa=(key("commune"), key("neighbour")))


def _about_assessments(world: World, add) -> None:
    key, said = world.key, {"late": "on"}
    on = {"on": "2019-11-20"}
    for who in ("officer", "officer-2", "leader"):
        waiting = (key("subject-waiting"),)
        add("steering:register-subjects", who, subjects=waiting, **said, on="2019-03-01")
        version = world.version("sheet")
        judged = {"plan": "not-met", "plan_note": f"Xem lại {who}", "model": "met", "guard": "met"}
        add("steering:judge-assessment", who, key("sheet"), version=version, **judged, **said)
        add("steering:propose-assessment", who, key("sheet"), version=version, **on, **said)
        decided = {"outcome": "recognised", "version": world.version("sheet-proposed"), "code": who}
        add("steering:decide-assessment", who, key("sheet-proposed"), **decided, **said, on="2019-12-08")
    add("steering:unregister-subjects", "officer", sheet=(key("sheet"),), **said)
    add("steering:withdraw-proposal", "officer-2", key("sheet-proposed"), **said)
    add("steering:reopen-assessment", "officer", key("sheet-decided"), **said)


def _about_boards(world: World, add) -> None:
    key, unit = world.key, world.key("commune")
    for who in ("officer", "officer-2"):
        told = {
            "key": _key("board", who),
            "name": f"Ban của {who}",
            "kind": "steering",
            "valid_from": "2019-06-01",
        }
        add("steering:new-board", who, unit, **told)
        kept = {"name": f"Ban sửa bởi {who}", "valid_from": "2019-06-01", "version": world.version("board")}
        add("steering:edit-board", who, key("board"), **kept)
        add("steering:end-board", who, key("board"), on="2019-12-08", version=world.version("board"))
        person = {"name": f"Người của {who}", "position": "Phó Chủ tịch"}
        head = person | {"place": "head", "valid_from": "2019-06-01", "key": _key("member", who)}
        add("steering:add-member", who, key("board"), **head)
        table = f"Trần Văn {who}\tTrưởng ấp\tTrưởng ban\nLê Thị {who}\tBí thư\t"
        pasted = {"table": table, "valid_from": "2019-06-01", "checked": "1", "key": _key("paste", who)}
        add("steering:paste-members", who, key("board"), **pasted)
        version = world.version("member")
        add("steering:edit-member", who, key("member"), version=version, place="head", **person)
        add("steering:end-term", who, key("member"), version=version, on="2019-12-08")
        instead = person | {"version": version, "on": "2019-12-07", "key": _key("replace", who)}
        add("steering:replace-member", who, key("member"), **instead)
        add("steering:take-back-member", who, key("member"))
        add(
            "steering:unit-settings",
            who,
            unit,
            query="?muc=programme",
            value=f"Mô hình {who}",
            on="2019-12-08",
        )
    add("steering:end-board", "officer-2", key("board-ended"), told="restore", restore="1")
    add("steering:end-term", "officer-2", key("member-ended"), told="restore", restore="1")


def _about_plans(world: World, add) -> None:
    key, version = world.key, world.version
    years = {"first_year": "2019", "last_year": "2019"}
    for who in ("officer", "officer-2"):
        new = years | {"purpose": "safety", "title": f"Kế hoạch của {who}"}
        add("steering:new-plan", who, key=_key("plan", who), **new)
        copied = {"first_year": "2020", "last_year": "2020", "source": key("plan")}
        add("steering:copy-plan", who, key=_key("copied plan", who), **copied)
        edit = {"purpose": "model", "first_year": "2019", "last_year": "2020", "title": f"Sửa bởi {who}"}
        add("steering:edit-plan", who, key("plan"), version=version("plan"), **edit)
        percent = {"households__2019": "80" if who == "officer" else "90"}
        add("steering:plan-targets", who, key("plan"), version=version("plan"), **percent)
        line = {"text": f"Chi của {who}", "measure": "cái", "quantity": "2", "unit_price": "1.000"}
        cells = {f"form__0__{name}": value for name, value in line.items()}
        table = {"form__TOTAL_FORMS": "1", "form__INITIAL_FORMS": "0"} | cells
        add("steering:plan-costs", who, key("plan"), version=version("plan"), **table)
    # Of these two and the one that was ended one plan may be in force.
    for who, name in (("officer", "draft-plan"), ("officer-2", "draft-plan-2")):
        add("steering:begin-plan", who, key(name), told=name, version=version(name))
        add("steering:discard-plan", who, key(name), told=name)
    add("steering:end-plan", "leader", key("plan"), version=version("plan"), note="Hết hạn")
    add("steering:withdraw-plan", "officer", key("plan"))
    add("steering:resume-plan", "officer", key("ended-plan"))
    add("steering:recover-plan", "officer-2", key("discarded-plan"))


def _about_tasks(world: World, add) -> None:
    key, version = world.key, world.version
    for who in ("officer", "officer-2"):
        new = {"text": f"Việc của {who}", "owner_unit": key("hamlet-2"), "due_on": "2019-12-20"}
        add("steering:add-task", who, key("plan"), key=_key("task", who), **new)
        edit = {"text": f"Sửa bởi {who}", "owner_unit": key("hamlet-1"), "due_on": "2019-12-21"}
        add("steering:edit-task", who, key("task"), version=version("task"), **edit)
    for who in ("officer", "head"):
        add("steering:report-task", who, key("task"), version=version("task"), result=f"Xong, {who}")
        add("steering:reopen-task", who, key("done-task"))
    add("steering:drop-task", "leader", key("task"), version=version("task"), drop_reason="Trùng")


def _about_reports(world: World, add) -> None:
    key = world.key
    for who in ("officer", "officer-2"):
        add("reports:begin", who, period="2019-08")
    add("reports:begin", "head", period="2019-11")
    edited = {"version": world.version("draft"), "situation": "Tình hình ổn định"}
    add("reports:edit", "officer", key("draft"), **edited)
    add("reports:issue", "officer-2", key("draft"), version=world.version("draft"), number="2", without="on")
    add(
        "reports:issue",
        "officer",
        key("draft-2"),
        version=world.version("draft-2"),
        number="2",
        without="on",
    )
    head = {"symbol": "BC-BCĐ", "place": "Phước Ninh", "recipients": "Ban Chỉ đạo huyện"}
    paper = {"body": "Xã Phước Ninh", "authority": "TM. BAN CHỈ ĐẠO", "copies": "Như trên"}
    for who in ("officer", "head"):
        add("reports:letterhead", who, signer=f"Người ký {who}", **head, **paper)
    for who in ("officer", "officer-2"):
        party = head | {"symbol": "KH/ĐU"} | paper
        add("steering:letterhead", who, "party", signer=f"Bí thư {who}", **party)
    add("reports:draw-again", "officer", key("issued"))


def _previewed(world: World, who: str, url: str, told: dict) -> str:
    """The mark of the preview of an amendment, as its page carries it."""
    client = Client()
    client.cookies = SimpleCookie(world.cookies[who])
    page = client.post(url, {name.replace("__", "-"): _posted(value) for name, value in told.items()})
    return re.search(r'name="da-xem" value="(\w+)"', page.content.decode())[1]


def _about_units(world: World, add) -> None:
    key = world.key

    def act(kind: str, who: str, unit: str, *answers: dict, note: str = "") -> None:
        told = {f"b{n}__{name}": value for n, answer in enumerate(answers) for name, value in answer.items()}
        told["buoc"] = str(len(answers))
        seen = _previewed(world, who, reverse("units:change", args=[key(unit), kind]), told)
        more = {"xac__nhan": "1", "da__xem": seen, "key": _key(kind, who, unit, note)}
        add("units:change", who, key(unit), kind, told=note or kind, **told, **more)

    act("create", "top", "commune", {"kind": "ap", "name": "Mới"}, _EFFECT, note="create for the commune")
    for who, name in (("officer", "Tên khác"), ("admin", "Tên khác nữa"), ("top", "Tên khác")):
        act("rename", who, "hamlet-1", {"name": name}, _EFFECT, note=f"rename: {name}")
    act("rename", "officer-2", "hamlet-2", {"name": "Tên khác"}, _EFFECT, note="rename another alike")
    act("change-kind", "officer-2", "hamlet-2", {"to": "thon"}, _EFFECT)
    act("move", "officer", "small", {"to": key("hamlet-2")}, _EFFECT)
    act("move", "top", "commune", {"to": key("beside")}, _EFFECT, note="move the commune")
    for who, unit, into in (("officer", "hamlet-1", "hamlet-2"), ("officer-2", "hamlet-2", "hamlet-1")):
        act("merge", who, unit, {"units": (key(into),)}, {"into": key(into)}, _EFFECT, note=f"into {into}")
    act(
        "merge",
        "top",
        "commune",
        {"units": (key("neighbour"),)},
        {"into": key("commune")},
        _EFFECT,
        note="the neighbour into the commune",
    )
    own = {"rest": "0", "people": "1", f"side__{key('small')}": "1"}
    parts = {"kind": "ap", "name_1": "1a", "name_2": "1b"}
    act("split", "admin", "hamlet-1", parts, {}, _EFFECT, own)
    for who, unit in (("officer", "hamlet-2"), ("officer-2", "hamlet-2"), ("admin", "hamlet-3")):
        act("close", who, unit, _EFFECT, note=f"close {unit}")
    for unit in ("commune", "neighbour"):
        act("rename", "top", unit, {"name": "Phước Bình", "code": "25600"}, _EFFECT, note=f"{unit} alike")
    for name in ("act", "act-begun", "act-planned"):
        add("units:undo-amendment", "officer", key(name), told=name, version=world.version(name))
    hamlet = {"kind": "ap", "name": "Bình Minh", "parent": key("commune"), "valid_from": "2019-12-08"}
    for who in ("officer", "officer-2"):
        add("units:add-hamlet", who, key("commune"), **hamlet)
    small = hamlet | {"kind": "to-tu-quan", "name": "Tổ tự quản số 9", "parent": key("begun")}
    add("units:add-hamlet", "officer-2", key("commune"), told="in one that may be taken back", **small)
    file = [("file", "ap.csv", "TT;Ấp\n1;Ấp Bình Minh\n".encode())]
    add("units:imports", "officer", key("commune"), key=_key("import"), on="2019-12-08", files=file)
    add("units:import", "officer", key("commune"), key("import"), version=world.version("import"), do="run")
    version = world.version("imported")
    add("units:undo-import", "officer-2", key("commune"), key("imported"), version=version)


def _about_people(world: World, add) -> None:
    key = world.key
    role = {"role": "hamlet-head", "unit": key("hamlet-2"), "valid_from": "2019-12-08", "beside": "on"}
    secret = {"password": "mat-khau-rat-dai-2019", "password_again": "mat-khau-rat-dai-2019"}
    for who in ("admin", "their-admin"):
        place = role if who == "admin" else role | {"unit": key("their-hamlet")}
        add("accounts:add-person", who, full_name="Người Mới", username="nguoi.moi", **secret, **place)
    for who in ("admin", "admin-2"):
        add("accounts:assign", who, key("head"), **role)
        add("accounts:close-account", who, key("head"))
    more = {"role": "organisation-reporter", "unit": key("neighbour"), "valid_from": "2019-12-08"}
    add("accounts:assign", "their-admin", key("busy"), **more)
    add("accounts:close-account", "admin", key("admin-2"), told="an administrator")
    add("accounts:close-account", "admin-2", key("admin"), told="the other administrator")
    add("accounts:rename-person", "admin", key("head"), full_name="Tên Mới")
    add("accounts:rename-person", "top", key("head"), full_name="Tên Khác")
    add("accounts:reopen-account", "admin", key("shut"))
    today = clock.today().isoformat()
    add("accounts:end-assignment", "admin", key("office-head"), on=today)
    add("accounts:end-assignment", "admin-2", key("office-admin"), told="an administrator", on=today)
    add("accounts:end-assignment", "admin", key("office-admin-2"), told="the other administrator", on=today)
    add("accounts:restore-assignment", "admin-2", key("ended"), valid_to="")
    over = {"on": today, "incoming": "moi", "full_name": "Người Nhận"}
    for who, more in (
        ("officer", {"username": "nguoi.nhan"}),
        ("admin", {"username": "nguoi.moi", "tips": "on"}),
    ):
        add("accounts:hand-over", who, key("office-head"), key=_key("over", who), **over, **more)
    add("accounts:undo-hand-over", "officer", key("hand-over"), version="1")
    add("accounts:elevate-to", "support", key("commune"), key=_key("raise"), reason="Xã nhờ xem báo cáo tháng", minutes="30")  # fmt: skip
    add("accounts:lower", "raised")
    for who in ("admin", "top"):
        add("signin:initial-password", who, key("reader"), **secret)
    add("signin:reset-authenticator", "admin", key("reader"))
    add("signin:let-try-again", "admin", key("reader"))
    add("signin:end-sessions", "admin-2", key("reader"))
    for who in ("officer", "admin"):
        add("cards:issue", who, key("holder"), key=_key("card", who))
    add("cards:revoke", "officer-2", key("holder"))
    add("cards:unlock", "officer", key("holder"))
    add("cards:allow-device", "officer-2", key("holder"))


def _about_notices(world: World, add) -> None:
    add("notices:open", "officer", notice=world.key("notice"))
    for who in ("officer", "head"):
        add("notices:see-all", who)
    add("notices:unsee", "officer-2", at=world.told["seen at"])
    ways = {"reports-due": "mail", "reports-late": "screen"}
    for who in ("officer", "head"):
        add("notices:choose", who, **ways)
    add("notices:address", "officer", address="can.bo@congan.example.vn")
    add("notices:address", "leader", told="another", address="khac@congan.example.vn")
    add("notices:confirm-address", "head", code=world.told["code of an address"])
    for who in ("head", "leader"):
        add("notices:remove-address", who)


def _about_doors(world: World, add) -> None:
    reader = world.targets["reader"]
    add("signin:sign-in", "nobody", username=reader.username, password=PASSWORD)
    add("signin:code", "waiting", code=world.told["code"])
    # The code that the app shows when it is sent.
    add("signin:set-up", "setting-up", code=partial(code, world.targets["fresh"]))
    add("signin:change-phone", "reader", code=world.told["code"])
    add("signin:new-recovery-codes", "reader", code=world.told["code-2"])
    new = {"new_password1": "mot-mat-khau-moi-2019", "new_password2": "mot-mat-khau-moi-2019"}
    add("signin:password", "reader", old_password=PASSWORD, **new)
    add("signin:end-other-sessions", "reader")
    add("signin:end-session", "reader", session=_another_session(world))
    add("signin:here", "officer")
    add("accounts:switch-unit", "officer", unit=world.key("commune"))
    add("accounts:text-size", "officer", size="lon")
    add("accounts:sign-out", "leader")
    add("cards:scan", "nobody", world.told["holder"])
    add("cards:enter", "holder", pin=PIN)
    add("cards:enter", "holder", told=WRONG_PIN, pin="000001")
    add("cards:choose-pin", "choosing", pin=PIN)
    add("cards:repeat-pin", "new-holder", pin=PIN)


def _another_session(world: World) -> str:
    return session_digest(world.cookies["officer"].partition("=")[2].partition(";")[0])


def addresses(of: Iterable[SentForm]) -> set[str]:
    return {form.name for form in of}
