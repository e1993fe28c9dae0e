"""Redaction: removes words from a tip's text, history and search, for a stated reason.

Beside passing on a denunciation (tips.effects) the one change of what a history says. What was taken out is kept
nowhere, only a keyed digest of the text before; who, when, why and which characters stay.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Required, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.core import audit, audited_writes, clock
from portal.core.audit import append_only
from portal.core.identities.reading import Reading
from portal.units.locks import lock_row
from tips import disclosure, history, policies
from tips.informants import REASON_AT_LEAST
from tips.models import Redaction, Tip, TipTransition

MARK = "[đã xóa]"
_SHORT_MARK = "…"
SHORTEST = 2
TRANSITION_TEXTS = ("note", "document_number")


@dataclass(frozen=True)
class TextLocation:
    """A text of a tip in which the words are: the tip's own, or that of one of its transitions; and where, as spans."""

    field: str
    transition: TipTransition | None
    text: str
    spans: tuple[tuple[int, int], ...]

    @property
    def label(self) -> str:
        owner = self.transition or Tip
        return str(audited_writes.column(owner, self.field).verbose_name).capitalize()

    def parts(self) -> list[tuple[str, bool]]:
        """The text cut at the spans, for showing: (part, whether it goes)."""
        parts, at = [], 0
        for start, end in self.spans:
            parts += [(self.text[at:start], False), (self.text[start:end], True)]
            at = end
        return [part for part in [*parts, (self.text[at:], False)] if part[0]]

    def without(self) -> str:
        """The text with a mark in the place of each span; a short one where the column would be too short."""
        longest = audited_writes.column(self.transition or Tip, self.field).max_length
        for mark in (MARK, _SHORT_MARK):
            text = "".join(mark if goes else part for part, goes in self.parts())
            if longest is None or len(text) <= longest:
                return text
        return text[:longest]


def text_locations(tip: Tip, words: str) -> list[TextLocation]:
    """Where the words are in the texts of a tip, however they are spaced or capitalised."""
    shape = _shape(words)
    if shape is None:
        return []
    texts: list[tuple[str, TipTransition | None, str]] = [("summary", None, tip.summary)]
    for transition in TipTransition.objects.unscoped("transitions of a tip the policy has checked").filter(
        tip=tip
    ):
        texts += [(field, transition, getattr(transition, field)) for field in TRANSITION_TEXTS]
    found = [TextLocation(field, transition, text, _spans(text, shape)) for field, transition, text in texts]
    return [place for place in found if place.spans]


class RedactionDetails(TypedDict, total=False):
    """Which words go, and why; `others_named`: the person states that whoever is named in the reason is not the informant."""

    words: Required[str]
    reason: Required[str]
    others_named: bool


@transaction.atomic
def redact(
    *, by: AnyActor, tip: Tip, version: int, **details: Unpack[RedactionDetails]
) -> list[TextLocation]:
    """Take `words` out of every text of a tip in which they are, for ever; returns where they were.

    Raises Refused by policy, Conflict when someone else was first, ValidationError where the words are nowhere or
    the reason is too short or holds them.
    """
    lock_row(tip)
    policies.check_redact(by, tip)
    audited_writes.check_version(tip, version)
    found, reason = text_locations(tip, details["words"]), details["reason"].strip()
    if not found:
        raise ValidationError({"words": _("Tin này không có chỗ nào viết như vậy. Chép đúng phần cần xóa.")})
    _check_reason(reason, details["words"])
    others_named = details.get("others_named", False)
    disclosure.check_written(by=by, tip=tip, texts={"reason": reason}, others_named=others_named)
    summary = next((place.without() for place in found if place.transition is None), tip.summary)
    audited_writes.change_row(tip, by=by, action="tip.redact", version=version, summary=summary)
    _overwrite_freed_pages()
    with append_only.lifted():
        for transition, changed in _by_transition(found):
            TipTransition.objects.unscoped("the redaction of a tip the policy has checked").filter(
                pk=transition.pk
            ).update(**changed)
    for place in found:
        _note(tip, place, by=by)
    where = "; ".join(f"{place.label.lower()}: {_characters(place)}" for place in found)
    history.write(
        tip, by=by, name="redact", source=tip.state, target=tip.state, note=f"{reason} ({where})"[:1000]
    )
    return found


def _check_reason(reason: str, words: str) -> None:
    if len(reason) < REASON_AT_LEAST:
        raise ValidationError(
            {
                "reason": _("Ghi rõ vì sao xóa (ít nhất %(least)d ký tự). Lý do được lưu lại.")
                % {"least": REASON_AT_LEAST}
            }
        )
    shape = _shape(words)
    if shape and _spans(reason, shape):
        raise ValidationError({"reason": _("Lý do đang nhắc lại phần cần xóa. Viết lại, không nêu phần đó.")})


def _by_transition(found: Iterable[TextLocation]) -> list[tuple[TipTransition, dict[str, str]]]:
    changed: dict[int, tuple[TipTransition, dict[str, str]]] = {}
    for place in found:
        if place.transition:
            changed.setdefault(place.transition.pk, (place.transition, {}))[1][place.field] = place.without()
    return list(changed.values())


def _note(tip: Tip, place: TextLocation, *, by: AnyActor) -> None:
    """Keep what can be kept: who, when, which characters, and a keyed digest of the text before."""
    before = audit.text_digest(place.text)
    for start, end in place.spans:
        Redaction.objects.create(
            tip=tip,
            transition=place.transition,
            field=place.field,
            start=start,
            end=end,
            digest=before,
            by=by.user,
            at=clock.machine_now(),
        )
    if place.transition:
        after = audit.text_digest(place.without())
        audit.record(by=by, action="tip.redact", row=tip, changes={place.field: [before, after]})


def _characters(place: TextLocation) -> str:
    return ", ".join(
        _("ký tự %(start)s–%(end)s") % {"start": start + 1, "end": end} for start, end in place.spans
    )


def _shape(words: str) -> re.Pattern | None:
    """The pattern of the words with any gap between them; None for too few letters."""
    parts = Reading(words).letters.split()
    if sum(map(len, parts)) < SHORTEST:
        return None
    return re.compile(r"\s+".join(map(re.escape, parts)), re.IGNORECASE)


def _spans(text: str, shape: re.Pattern) -> tuple[tuple[int, int], ...]:
    reading = Reading(text)
    return tuple(reading.span(*match.span()) for match in shape.finditer(reading.letters))


def _overwrite_freed_pages() -> None:
    """SQLite leaves deleted text in its file unless `secure_delete` overwrites it; PostgreSQL does so when it vacuums."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")
