"""Changes to cards, one function per verb: the officer's check the policy; those of the phone are done by the
holder or by an unknown person.

A guess at a PIN is counted before it is compared and outside any transaction that a refusal would roll back.
"""

from typing import Any

from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor, AnyActor, SystemActor
from portal.accounts.models import User
from portal.core import audit, audited_writes, clock, locks
from portal.core.errors import Refused
from portal.core.submissions import Key, claim
from portal.signin.cards import devices, pins, policies, selectors
from portal.signin.cards.limits import BOUND, FIRST_SCAN, MAX_WRONG_PINS, NEW_DEVICE
from portal.signin.models import Card, OpenSession

_NO_DEVICE = {
    "device_digest": "",
    "bound_at": None,
    "bound_until": None,
    "allowed_until": None,
    "asked_at": None,
}


@transaction.atomic
def issue_card(*, by: AnyActor, person: User, key: Key | None = None) -> Card:
    """Give a person a new card; the one before ends, with its phone and the person's open sessions.

    The code is on the returned row alone, as `token`, this once; a form sent twice returns the row without it.
    """
    # The person's row is held: two officers at once give one live card.
    locks.lock(person)
    holder = Actor.of(person)
    policies.check_manage_cards(by, person)
    sent = claim(key, by=by, model=Card)
    if sent.earlier:
        return sent.earlier
    if live := selectors.live_card(person):
        _end(live, by=by)
    now, token = clock.machine_now(), devices.new_secret()
    card = Card(
        user=person,
        unit=holder.unit,
        issued_by=by.user,
        issued_at=now,
        allowed_until=now + FIRST_SCAN,
        token_digest=devices.device_digest(token),
    )
    sent.keep(audited_writes.add_row(card, by=by, action="card.issue"))
    card.token = token
    return card


@transaction.atomic
def revoke_card(*, by: AnyActor, card: Card) -> Card:
    """End a card, its phone and the person's open sessions, at once."""
    _hold_rows(card)
    policies.check_revoke(by, card.user)
    return _end(card, by=by, action="card.revoke")


@transaction.atomic
def unlock_card(*, by: AnyActor, card: Card) -> Card:
    """Let a card that was locked by wrong PINs be tried again: same PIN, same phone."""
    _hold_rows(card)
    policies.check_manage_cards(by, card.user)
    return _write(card, by=by, action="card.unlock", locked_at=None, wrong_pins=0)


@transaction.atomic
def allow_new_device(*, by: AnyActor, card: Card) -> Card:
    """Let one phone that is not bound be bound by card and PIN, within 24 hours; the one before ends when it is."""
    _hold_rows(card)
    policies.check_manage_cards(by, card.user)
    until = clock.machine_now() + NEW_DEVICE
    return _write(card, by=by, action="card.allow-device", allowed_until=until, asked_at=None)


@transaction.atomic
def ask_new_device(*, card: Card) -> None:
    """Note that a phone which is not bound showed the card: the officer sees it and can allow it."""
    _hold_rows(card)
    _write(card, by=SystemActor("card at the door"), action="card.ask-device", asked_at=clock.machine_now())


@transaction.atomic
def bind_device(*, holder: Actor, card: Card, known: bool, pin_digest: str = "") -> str:
    """Bind a phone for 90 days and return the secret it keeps; `pin_digest` is the PIN chosen at the first scan.

    Raises Refused when another phone was quicker: one permission binds one phone.
    """
    _hold_rows(card)
    policies.check_card_usable(card, holder)
    now = clock.machine_now()
    if not known and not policies.allows_new_device(card, now):
        raise Refused(
            _("Máy này chưa được phép. Nhờ cán bộ Công an xã bấm “Cho phép máy mới”, rồi quét lại thẻ.")
        )
    if bool(card.pin) == bool(pin_digest):
        raise Refused(_("Thẻ này đã có mã PIN. Quét lại thẻ và nhập mã PIN đó."))
    _end_sessions(card.user)
    secret = devices.new_secret()
    _write(
        card,
        by=holder,
        action="card.bind",
        device_digest=devices.device_digest(secret),
        pin=pin_digest or card.pin,
        bound_at=now,
        bound_until=now + BOUND,
        allowed_until=None,
        asked_at=None,
        wrong_pins=0,
        last_used_at=now,
    )
    return secret


def try_pin(*, card: Card, pin: str) -> bool:
    """Whether a PIN is the card's. The fifth wrong one in a row locks the card and ends the person's sessions."""
    guesses = Card.objects.filter(pk=card.pk, ended_at=None, locked_at=None, wrong_pins__lt=MAX_WRONG_PINS)
    if guesses.update(wrong_pins=F("wrong_pins") + 1) and check_password(pin, card.pin):
        open_card = Card.objects.filter(pk=card.pk, ended_at=None, locked_at=None)
        return bool(open_card.update(wrong_pins=0, last_used_at=clock.machine_now()))
    _lock_if_spent(card)
    return False


def check_pin(user: User, request: HttpRequest, pin: str) -> bool:
    """Whether a PIN unlocks this person's session on this phone; a wrong one counts as in signing in.

    Raises Refused, with what to do, when the phone's 90 days are over or its card is locked or ended.
    """
    card = selectors.live_card(user)
    if not card or not devices.is_bound(request, card) or not policies.still_bound(card, clock.machine_now()):
        raise Refused(_("Máy này không còn gắn với thẻ. Quét lại thẻ để vào."))
    policies.check_card_usable(card, Actor.of(user))
    return try_pin(card=card, pin=pins.as_digits(pin))


@transaction.atomic
def _lock_if_spent(card: Card) -> None:
    spent = Card.objects.filter(pk=card.pk, locked_at=None, wrong_pins__gte=MAX_WRONG_PINS)
    if spent.update(locked_at=clock.machine_now(), version=F("version") + 1):
        nobody = SystemActor("wrong PIN")
        _end_sessions(card.user)
        audit.record(by=nobody, action="card.lock", row=card)


def _hold_rows(card: Card) -> None:
    """Hold the rows of a card and its person until the transaction ends, and read both again; no card is locked by it.

    Raises Refused when the card ended meanwhile.
    """
    locks.lock(card.user)
    locks.lock(card)
    if card.ended_at:
        raise Refused(_("Thẻ này vừa được thu hồi hoặc thay bằng thẻ mới. Tải lại trang để xem."))


def _end(card: Card, *, by: AnyActor, action: str = "card.end") -> Card:
    _end_sessions(card.user)
    return _write(card, by=by, action=action, ended_at=clock.machine_now(), pin="", **_NO_DEVICE)


def _end_sessions(person: User) -> None:
    OpenSession.objects.filter(user=person).delete()


# What the audit keeps of a change: moments. Digests of code, PIN and phone stay out of it.
_AUDITED_MOMENTS = ("bound_until", "allowed_until")


def _write(card: Card, *, by: AnyActor, action: str, **values: Any) -> Card:
    for name, value in values.items():
        setattr(card, name, value)
    Card.objects.filter(pk=card.pk).update(**values, version=F("version") + 1)
    changes = {name: values[name].isoformat() for name in _AUDITED_MOMENTS if values.get(name)}
    audit.record(by=by, action=action, row=card, changes=changes)
    return card
