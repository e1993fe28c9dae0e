"""Changes to tips: `log_tip` and `transition_tip`, the only function that changes a tip's state."""

from datetime import UTC, datetime
from typing import Any, Required, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import ChatGroup
from portal.accounts.actor import AnyActor
from portal.accounts.models import User
from portal.core import audited_writes, clock
from portal.core.not_ahead import check_not_ahead
from portal.core.plain_text import plain, plain_line
from portal.core.submissions import Key, claim
from portal.units.locks import lock_row, share_unit
from portal.units.models import Unit
from tips import deadlines, disclosure, history, informants, policies
from tips.choices import PROPOSED_NATURE, Category, Nature
from tips.effects import EFFECTS, CheckedTransition
from tips.models import Tip
from tips.police_complaints import above_the_commune, is_about_police
from tips.states import STEP_MET_BY, TRANSITIONS

_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)


class TipDetails(TypedDict, total=False):
    """What is written down of a new tip; the informant's name and number are sealed apart from it."""

    category: Required[str]
    summary: Required[str]
    received_at: Required[datetime]
    channel: Required[str]
    urgency: str
    group: ChatGroup | None
    about_police: bool
    informant_name: str
    informant_phone: str


class TransitionDetails(TypedDict, total=False):
    """What a transition may be given; its row of `TRANSITIONS` says what it must be (`needs`) and may be (`takes`)."""

    note: str
    category: str
    nature: str
    handler: User | None
    outcome: str
    recipient: str
    document_number: str


@transaction.atomic
def log_tip(
    *,
    by: AnyActor,
    unit: Unit,
    others_named: bool = False,
    key: Key | None = None,
    **details: Unpack[TipDetails],
) -> Tip:
    """Register a tip at a unit (a hamlet, or the commune). A complaint about police is filed at the unit above
    the commune, without group, so that the unit it is about never sees it.

    Raises ValidationError for a day in the future or a text that names the informant or (unless `others_named` states
    that somebody else is meant, which is noted) gives a number or a sender's name; Refused outside one's area.
    """
    share_unit(unit)
    policies.check_log(by, unit)
    sent = claim(key, by=by, model=Tip)
    if sent.earlier:
        return sent.earlier
    _check_details(unit, details)
    name, phone = details.pop("informant_name", ""), details.pop("informant_phone", "")
    disclosure.check_new({"summary": details["summary"]}, name=name, phone=phone, others_named=others_named)
    tip = _tip_of(unit, details)
    tip.logged_by = by.user
    audited_writes.add_row(tip, by=by, action="tip.log")
    history.write(tip, by=by, name="log", source="", target=tip.state)
    if others_named:
        history.note_others_named(tip, by=by)
    informants.seal(tip, name=plain_line(name), phone=plain_line(phone))
    return sent.keep(tip)


def _check_details(unit: Unit, details: TipDetails) -> None:
    """The day and the group of a new tip, before its text is read."""
    if details["received_at"] < _EARLIEST:
        raise ValidationError({"received_at": _("Thời điểm nhận tin quá xa. Xem lại năm.")})
    check_not_ahead(details["received_at"], "received_at", what=_("Thời điểm nhận tin"))
    group = details.get("group")
    if group and group.commune_id != unit.commune_id:
        raise ValidationError({"group": _("Nhóm này không thuộc xã nơi có tin. Chọn nhóm khác.")})


def _tip_of(unit: Unit, details: TipDetails) -> Tip:
    """The row of a new tip, placed and with its time limit; not saved. Raises ValidationError for an empty text."""
    tip = Tip(**details)
    tip.summary = plain(tip.summary)
    # Whoever logs it: a complaint about police officers never stays with their own unit.
    tip.about_police = tip.about_police or is_about_police(tip.category)
    if tip.about_police:
        tip.nature, tip.group = Nature.DENUNCIATION, None
    else:
        tip.nature = PROPOSED_NATURE.get(Category(tip.category), Nature.EVERYDAY)
    tip.limit, tip.due_at = deadlines.due(tip.nature, tip.urgency, tip.received_at)
    tip.place_in(above_the_commune(unit) if tip.about_police else unit)
    if not tip.summary:
        raise ValidationError({"summary": _("Viết một hai câu: việc gì, ở đâu.")})
    return tip


@transaction.atomic
def transition_tip(
    *,
    by: AnyActor,
    tip: Tip,
    name: str,
    version: int,
    others_named: bool = False,
    **details: Unpack[TransitionDetails],
) -> Tip:
    """Make one transition of the table: check it, write the tip if it still has `version`, and its history.

    Raises Refused (not allowed, or not from this state), ValidationError (something needed is missing),
    Conflict (someone else was first). Nothing half-done stays.
    """
    transition = TRANSITIONS[name]
    lock_row(tip)
    policies.check_transition(by, tip, transition)
    given = {key: _plain(key, details.get(key)) for key in {"note", "document_number", *transition.asked}}
    audited_writes.check_version(tip, version)
    _check_needs(transition.needs, given)
    texts = {key: given[key] for key in ("note", "document_number")}
    disclosure.check_written(by=by, tip=tip, texts=texts, others_named=others_named)
    source, target = tip.state, transition.target or tip.state
    now = max(clock.now(), tip.received_at)
    changes: dict[str, Any] = {"state": target} | EFFECTS[transition.effect](
        CheckedTransition(by, tip, given, now)
    )
    if tip.met_at is None and tip.limit and name in STEP_MET_BY[tip.limit.step]:
        changes["met_at"] = now
    audited_writes.change_row(tip, by=by, action=f"tip.{name}", version=version, **changes)
    # The history keeps only what this transition requires; any transition may have a note.
    given_here = {key: given[key] for key in {"note", *transition.asked}}
    history.write(tip, by=by, name=name, source=source, target=target, **given_here)
    if others_named:
        history.note_others_named(tip, by=by)
    if tip.state != target:
        history.write(tip, by=by, name="send-above", source=target, target=tip.state)
    return tip


def _plain(name: str, value: Any) -> Any:
    """A value as it is checked and kept: the note as text, a document's number as one line; "" where none was given."""
    if name == "note":
        return plain(value or "")
    return plain_line(value or "") if name == "document_number" else value or ""


def _check_needs(needs: tuple[str, ...], given: dict) -> None:
    asked = {
        "note": _("Ghi vài chữ: đã làm gì, kết quả ra sao."),
        "category": _("Chọn loại việc."),
        "nature": _("Chọn cách phân loại."),
        "handler": _("Chọn người xử lý."),
        "outcome": _("Chọn kết quả."),
        "recipient": _("Chọn nơi nhận."),
    }
    missing = {name: asked[name] for name in needs if not given[name]}
    if missing:
        raise ValidationError(missing)
