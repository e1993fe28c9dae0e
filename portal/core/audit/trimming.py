"""Trimming the audit: entries older than KEPT_YEARS are deleted by whole batches; their seals stay, so the
hash chain still verifies."""

from dataclasses import dataclass
from datetime import date

from django.db import DEFAULT_DB_ALIAS
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from portal.core import audit, clock
from portal.core.actors import ActorProtocol
from portal.core.audit import append_only
from portal.core.audit.hashing import mark_of
from portal.core.audit.verification import verify
from portal.core.errors import Refused
from portal.core.formatting import day as day_words
from portal.core.models import AuditEntry, AuditSeal
from portal.core.working_time import start_of

# Entries are kept at least so long.
KEPT_YEARS = 1


@dataclass(frozen=True)
class Trimmed:
    seals: int
    entries: int


def latest_day() -> date:
    """The latest day before which entries may go: KEPT_YEARS ago."""
    today = localdate(clock.machine_now())
    try:
        return today.replace(year=today.year - KEPT_YEARS)
    except ValueError:
        # 29 February
        return today.replace(year=today.year - KEPT_YEARS, day=28)


def trim(*, by: ActorProtocol, before: date) -> Trimmed:
    """Let the entries of whole batches sealed before a day go; each seal says how many it replaces.

    Raises Refused for anything younger than KEPT_YEARS, and for a chain that does not hold: what was tampered
    with is kept as it was found.
    """
    if before > latest_day():
        raise Refused(
            _("Nhật ký phải giữ ít nhất %(months)d tháng: chỉ được rút gọn phần trước ngày %(day)s.")
            % {"months": KEPT_YEARS * 12, "day": day_words(latest_day())}
        )
    if verify().faults:
        raise Refused(_("Chuỗi niêm phong có chỗ không khớp. Chạy verify_audit và giữ nguyên hiện trạng."))
    with append_only.lifted():
        seals = list(AuditSeal.objects.filter(trimmed_at=None, at__lt=start_of(before)).order_by("number"))
        if not seals:
            return Trimmed(0, 0)
        now = clock.machine_now()
        for seal in seals:
            seal.trimmed_at, seal.trim_mark = now, mark_of(hash=seal.hash, trimmed_at=now)
        AuditSeal.objects.bulk_update(seals, ["trimmed_at", "trim_mark"], batch_size=500)
        # Past the queryset that refuses; the database lets it pass in this transaction only.
        gone = AuditEntry._base_manager.filter(pk__lte=seals[-1].last_id)._raw_delete(DEFAULT_DB_ALIAS)
        changes = {"before": before.isoformat(), "entries": gone, "last": seals[-1].number}
        audit.record(by=by, action="audit.trim", row=seals[-1], changes=changes)
    return Trimmed(len(seals), gone)
