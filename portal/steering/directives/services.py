"""Changes to the register of papers: register, edit, end, restore, what a paper rests on, its file."""

from collections.abc import Iterable
from copy import copy
from datetime import date
from typing import Required, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import AnyActor
from portal.core import audit, audited_writes
from portal.core.files import services as files
from portal.core.files.incoming import Incoming
from portal.core.files.kinds import paper_kinds
from portal.core.formatting import day as day_words
from portal.core.models import StoredFile
from portal.core.not_ahead import why_ahead
from portal.core.submissions import Key, claim
from portal.steering import policies
from portal.steering.choices import DirectiveWay
from portal.steering.directives.lineage import rests_on
from portal.steering.directives.selectors import bases_of, may_be_rested_on
from portal.steering.models import Directive, DirectiveBasis
from portal.steering.row_files import let_file_go, refusals_at, replace_file
from portal.steering.secrecy import check_not_secret
from portal.units.locks import lock_row, lock_unit
from portal.units.models import Unit

# What is typed of a paper.
_TEXTS = ("code", "title")


class DirectiveDetails(TypedDict, total=False):
    """What the register takes of a paper."""

    kind: Required[str]
    way: Required[str]
    code: Required[str]
    issuer: Required[str]
    issued_on: Required[date]
    title: Required[str]
    received_on: date | None
    handed_down: bool


@transaction.atomic
def register_directive(
    *,
    by: AnyActor,
    unit: Unit,
    bases: Iterable[Directive] = (),
    held: str = "",
    key: Key | None = None,
    **details: Unpack[DirectiveDetails],
) -> Directive:
    """Write a paper into the register of a unit, with what it rests on and the file that was read before (`hold_file`).

    Raises Refused for who does not keep this register, ValidationError by field.
    """
    # A register holds a paper of a number and day once.
    lock_unit(unit)
    policies.check_edit_directives(by, unit)
    sent = claim(key, by=by, model=Directive)
    if sent.earlier:
        return sent.earlier
    directive = Directive(**details)
    directive.place_in(unit)
    check_not_secret(directive, _TEXTS)
    _check_days(directive)
    if held:
        directive.file = _kept(held, by)
    sent.keep(audited_writes.add_row(directive, by=by, action="directive.register"))
    _rest_on(directive, bases, by=by)
    return directive


@transaction.atomic
def edit_directive(
    *,
    by: AnyActor,
    directive: Directive,
    version: int,
    bases: Iterable[Directive] | None = None,
    **details: Unpack[DirectiveDetails],
) -> Directive:
    """Correct what the register says of a paper; `bases` replaces what it rests on.

    Raises Conflict when someone else was first, Refused for who does not keep this register, ValidationError by field.
    """
    lock_row(directive, alone=[directive.unit])
    policies.check_edit_directives(by, directive)
    audited_writes.check_version(directive, version)
    proposed = copy(directive)
    for name, value in details.items():
        setattr(proposed, name, value)
    check_not_secret(proposed, _TEXTS)
    _check_days(proposed)
    if not proposed.handed_down:
        _check_not_relied_on(proposed)
    audited_writes.change_row(directive, by=by, action="directive.edit", version=version, **details)
    _rest_on(directive, bases_of(directive) if bases is None else bases, by=by)
    return directive


@transaction.atomic
def end_directive(*, by: AnyActor, directive: Directive, version: int, on: date, note: str = "") -> Directive:
    """Note from which day a paper is no longer in force, and why. Undone by `restore_directive`."""
    lock_row(directive)
    policies.check_edit_directives(by, directive)
    if on <= directive.issued_on:
        raise ValidationError({"on": _("Ngày hết hiệu lực phải sau ngày ban hành.")})
    return audited_writes.change_row(
        directive, by=by, action="directive.end", version=version, ended_on=on, end_note=note
    )


@transaction.atomic
def restore_directive(*, by: AnyActor, directive: Directive, version: int) -> Directive:
    """Undo `end_directive`; a paper that is in force stays as it is."""
    lock_row(directive)
    policies.check_edit_directives(by, directive)
    if directive.ended_on is None:
        return directive
    return audited_writes.change_row(
        directive, by=by, action="directive.restore", version=version, ended_on=None, end_note=""
    )


@transaction.atomic
def hold_file(*, by: AnyActor, unit: Unit, upload: UploadedFile | Incoming) -> StoredFile:
    """Hold the file of a paper that is still to be registered, for a day.

    Raises ValidationError at `upload` for a file that is not taken (portal.core.files), Refused.
    """
    policies.check_edit_directives(by, unit)
    with refusals_at("upload"):
        return files.hold(by=by, upload=upload, kinds=paper_kinds())


@transaction.atomic
def attach_file(
    *, by: AnyActor, directive: Directive, version: int, upload: UploadedFile | Incoming
) -> Directive:
    """Keep the file of a paper, in place of the one it had.

    Raises ValidationError at `upload` for a file that is not taken (portal.core.files), Conflict, Refused.
    """
    lock_row(directive)
    policies.check_edit_directives(by, directive)
    return replace_file(directive, "file", upload, by=by, action="directive.attach", version=version)


@transaction.atomic
def detach_file(*, by: AnyActor, directive: Directive, version: int) -> Directive:
    """Let the file of a paper go for good; a paper without one stays as it is."""
    lock_row(directive)
    policies.check_edit_directives(by, directive)
    return let_file_go(directive, "file", by=by, action="directive.detach", version=version)


def _kept(held: str, by: AnyActor) -> StoredFile:
    with refusals_at("held"):
        return files.keep(held, by=by)


def _check_days(directive: Directive) -> None:
    wrong = {}
    if why := why_ahead(directive.issued_on, what=_("Ngày ban hành")):
        wrong["issued_on"] = why
    if directive.received_on:
        if directive.way != DirectiveWay.RECEIVED:
            wrong["received_on"] = _("Văn bản đi không có ngày nhận. Xóa ngày nhận, hoặc chọn “Văn bản đến”.")
        elif directive.received_on < directive.issued_on:
            wrong["received_on"] = _("Ngày nhận không thể trước ngày ban hành.")
        elif why := why_ahead(directive.received_on, what=_("Ngày nhận")):
            wrong["received_on"] = why
    if directive.ended_on and directive.ended_on <= directive.issued_on:
        wrong["issued_on"] = _(
            "Văn bản đã ghi hết hiệu lực từ %(day)s: ngày ban hành phải trước ngày đó."
        ) % {"day": day_words(directive.ended_on)}
    if wrong:
        raise ValidationError(wrong)


def _check_not_relied_on(directive: Directive) -> None:
    """What units below rest their papers on stays handed down to them."""
    derived = directive.derivations.exclude(directive__unit=directive.unit)
    if derived.exists():
        raise ValidationError(
            {"handed_down": _("Đã có văn bản của đơn vị cấp dưới căn cứ vào đây nên vẫn phải gửi xuống.")}
        )


def _rest_on(directive: Directive, bases: Iterable[Directive], *, by: AnyActor) -> None:
    """Make the paper rest on exactly these; audited where that changes anything."""
    # Read again under the lock: what is handed down may have changed since the form was shown.
    asked = {basis.pk for basis in bases}
    rows = Directive.objects.unscoped("narrowed to what a paper of this unit may rest on")
    wanted = rows.filter(may_be_rested_on(directive.unit)).in_bulk(asked)
    if len(wanted) < len(asked):
        raise ValidationError(
            {"bases": _("Chỉ chọn văn bản trong sổ của đơn vị hoặc do cấp trên gửi xuống.")}
        )
    before = set(directive.bases.values_list("basis_id", flat=True))
    for basis in wanted.values():
        _check_basis(directive, basis)
    if set(wanted) == before:
        return
    directive.bases.exclude(basis__in=wanted).delete()
    links = [DirectiveBasis(directive=directive, basis_id=pk) for pk in sorted(set(wanted) - before)]
    DirectiveBasis.objects.bulk_create(links)
    code = Directive._meta.get_field("code")
    changes = {
        "basis_count": [len(before), len(wanted)],
        "basis_codes": sorted(audit.coded(code, basis.code) for basis in wanted.values()),
    }
    audit.record(by=by, action="directive.rest-on", row=directive, changes=changes)


def _check_basis(directive: Directive, basis: Directive) -> None:
    """A paper rests on what was issued no later than itself, and not on what rests on it."""
    if basis.issued_on > directive.issued_on:
        raise ValidationError(
            {
                "bases": _("“%(code)s” ban hành ngày %(day)s, sau văn bản này, nên không thể là căn cứ.")
                % {"code": basis.code, "day": day_words(basis.issued_on)}
            }
        )
    if basis.pk == directive.pk or rests_on(basis, directive):
        raise ValidationError(
            {
                "bases": _("“%(code)s” lại căn cứ vào chính văn bản này. Bỏ chọn văn bản đó.")
                % {"code": basis.code}
            }
        )
