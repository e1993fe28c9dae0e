"""Changes to tips: logging one, and the one door through which it moves."""

from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import ChatGroup
from portal.accounts.models import User
from portal.core import audited_writes, clock
from portal.core.audit import append_only
from portal.core.plain_text import plain, plain_line
from portal.core.submissions import Key, once
from portal.units.choices import CommandChain
from portal.units.locks import lock_row, share_unit
from portal.units.models import Unit
from portal.units.scoping import PLACES
from portal.units.selectors import parent_on
from tips import deadlines, disclosure, history, informants, policies
from tips.choices import PROPOSED_NATURE, Category, Nature, Outcome, Urgency
from tips.models import Tip, TipTransition
from tips.selectors import handlers_for
from tips.states import MOVES, SETTLED, STEP_MET_BY, TipState

_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)


@transaction.atomic
def log_tip(
    *,
    by,
    unit: Unit,
    category: str,
    summary: str,
    received_at: datetime,
    channel: str,
    urgency: str = Urgency.NORMAL,
    group: ChatGroup | None = None,
    about_police: bool = False,
    informant_name: str = "",
    informant_phone: str = "",
    others_named: bool = False,
    key: Key | None = None,
) -> Tip:
    """Register a tip at a unit (a hamlet, or the commune). A complaint about police is filed at the unit above
    the commune, without group, so that the desk it is about never meets it.

    Raises ValidationError for a day in the future or a text that names the informant or (unless `others_named` states
    that somebody else is meant, which is noted) gives a number or a sender's name; Refused outside one's area.
    """
    share_unit(unit)
    policies.check_log(by, unit)
    # Whoever logs it: what is said of police officers never stays with the desk it is about.
    about_police = about_police or category == Category.MISCONDUCT

    def make() -> Tip:
        if received_at < _EARLIEST:
            raise ValidationError({"received_at": _("Thời điểm nhận tin quá xa. Xem lại năm.")})
        if received_at > clock.now():
            raise ValidationError(
                {"received_at": _("Thời điểm nhận tin còn ở phía trước. Nhập từ lúc này trở về trước.")}
            )
        if group and group.commune_id != unit.commune_id:
            raise ValidationError({"group": _("Nhóm này không thuộc xã nơi có tin. Chọn nhóm khác.")})
        disclosure.check_new(
            {"summary": summary}, name=informant_name, phone=informant_phone, others_named=others_named
        )
        nature = (
            Nature.DENUNCIATION if about_police else PROPOSED_NATURE.get(Category(category), Nature.EVERYDAY)
        )
        limit, due_at = deadlines.due(nature, urgency, received_at)
        tip = Tip(
            category=category,
            nature=nature,
            summary=plain(summary),
            received_at=received_at,
            channel=channel,
            urgency=urgency,
            about_police=about_police,
            group=None if about_police else group,
            logged_by=by.user,
            limit=limit,
            due_at=due_at,
        )
        tip.place_in(_above_the_commune(unit) if about_police else unit)
        if not tip.summary:
            raise ValidationError({"summary": _("Viết một hai câu: việc gì, ở đâu.")})
        audited_writes.add_row(tip, by=by, action="tip.log")
        history.write(tip, by=by, move="log", source="", target=tip.state)
        if others_named:
            history.note_others_named(tip, by=by)
        informants.seal(tip, name=plain_line(informant_name), phone=plain_line(informant_phone))
        return tip

    return once(key, by=by, make=make, model=Tip)


@transaction.atomic
def move_tip(
    *,
    by,
    tip: Tip,
    move: str,
    version: int,
    note: str = "",
    category: str = "",
    nature: str = "",
    handler: User | None = None,
    outcome: str = "",
    recipient: str = "",
    document_number: str = "",
    others_named: bool = False,
) -> Tip:
    """Make one move of the table: check it, write the tip if it still has `version`, and its history.

    Raises Refused (not allowed, or not from this state), ValidationError (something needed is missing),
    Conflict (someone else was first). Nothing half-done stays.
    """
    step = MOVES[move]
    lock_row(tip)
    policies.check_move(by, tip, step)
    given = {
        "note": plain(note),
        "category": category,
        "nature": nature,
        "handler": handler,
        "outcome": outcome,
        "recipient": recipient,
    }
    audited_writes.check_version(tip, version)
    _check_needs(step.needs, given)
    texts = {"note": given["note"], "document_number": plain_line(document_number)}
    disclosure.check_written(by=by, tip=tip, texts=texts, others_named=others_named)
    source, target = tip.state, step.target or tip.state
    now = max(clock.now(), tip.received_at)
    changes: dict = {"state": target}
    if move in ("classify", "reclassify"):
        limit, due_at = deadlines.due(nature, tip.urgency, tip.received_at)
        changes |= {"category": category, "nature": nature, "limit": limit, "due_at": due_at}
        if category == Category.MISCONDUCT and tip.commune_id:
            changes |= _sent_above(tip, nature, arrives_at=now)
    elif move == "assign":
        changes["handler"] = _checked_handler(handler, tip)
    elif move == "pass_on":
        changes |= {"outcome": Outcome.PASSED_ON, "settled_at": now}
        if tip.nature == Nature.DENUNCIATION:
            # By law only that it was passed on is kept, to whom, number and time; never the content.
            changes["summary"] = ""
            _erase_what_was_told(tip)
    elif move == "resolve":
        changes |= {"outcome": outcome, "settled_at": now}
    elif move == "reopen":
        changes |= {"outcome": "", "settled_at": None}
    if tip.met_at is None and tip.limit and move in STEP_MET_BY[tip.limit.step]:
        changes["met_at"] = now
    if step.target in SETTLED and tip.handler_id is None and by.user is not None:
        changes["handler"] = by.user
    audited_writes.change_row(tip, by=by, action=f"tip.{move}", version=version, **changes)
    history.write(
        tip,
        by=by,
        move=move,
        source=source,
        target=target,
        note=given["note"],
        # Only what this move asks for is told of it.
        **{name: given[name] for name in step.needs if name != "note"},
        document_number=plain_line(document_number) if move == "pass_on" else "",
    )
    if others_named:
        history.note_others_named(tip, by=by)
    if tip.state != target:
        history.write(tip, by=by, move="send-above", source=target, target=tip.state)
    return tip


def _sent_above(tip: Tip, nature: str, *, arrives_at: datetime) -> dict:
    """Where a tip goes that turns out to be about police: to the unit above, its history with it.

    There it is new: nobody's yet, no step taken, its time running from the moment it arrives.
    """
    above = _above_the_commune(tip.unit)
    places = {f"{place}_id": getattr(above, f"{place}_id") for place in PLACES}
    TipTransition.objects.unscoped("steps of a tip the policy has checked").filter(tip=tip).update(
        unit_id=above.pk, **places
    )
    by_object = {place: getattr(above, place) for place in PLACES}
    limit, due_at = deadlines.due(nature, tip.urgency, arrives_at)
    anew = {"state": TipState.NEW, "handler": None, "met_at": None, "limit": limit, "due_at": due_at}
    return by_object | anew | {"unit": above, "about_police": True, "group": None}


def _erase_what_was_told(tip: Tip) -> None:
    """Of a denunciation that goes to who is competent, notes and identity go with it and are kept no longer here."""
    with append_only.lifted():
        TipTransition.objects.unscoped("steps of a tip the policy has checked").filter(tip=tip).update(
            note=""
        )
    informants.forget(tip)


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


def _checked_handler(handler: User | None, tip: Tip) -> User:
    if handler not in handlers_for(tip):
        raise ValidationError({"handler": _("Người này không phải cán bộ của đơn vị giữ tin.")})
    return handler


def _above_the_commune(unit: Unit) -> Unit:
    """The unit above the commune in the police's own chain: they left the districts before administration did."""
    above = unit.commune and parent_on(unit.commune, clock.today(), CommandChain.POLICE)
    return above or unit.district or unit.province
