"""Writing an audit entry: coded values are kept as they are, text only as a keyed digest."""

import hashlib
import hmac
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models

from portal.core import clock, manifests
from portal.core.actors import ActorProtocol, PersonProtocol
from portal.core.models import AuditEntry


def text_digest(text: str) -> str:
    """A keyed digest: equal texts compare equal, yet nobody reads the text, and erasing it stays possible."""
    return "hmac:" + hmac.new(settings.AUDIT_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()[:32]


def coded(field: models.Field, value: Any) -> Any:
    """What the audit may keep of a field's value: codes, numbers and days as they are, all else digested."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, datetime | date):
        return value.isoformat()
    if field.choices or isinstance(value, float):
        return value
    return text_digest(str(value))


def record(
    *,
    by: ActorProtocol,
    action: str,
    row: models.Model,
    changes: dict | None = None,
    unit_id: int | None = None,
) -> AuditEntry:
    """Write one entry. `by` is an actor (its `user` may be None: a job); `changes` is already coded."""
    return AuditEntry.objects.create(**_facts(by, action, row, unit_id), changes=changes or {})


def record_once(*, by: PersonProtocol, action: str, row: models.Model, **facts: Any) -> bool:
    """Write one entry for this person, action and row on the clock's day; False if there is one already."""
    facts = _facts(by, action, row, None) | facts
    once = f"{action}:{by.user.pk}:{facts['model']}:{facts['object_id']}:{facts['at'].date()}"
    if AuditEntry.objects.filter(once=once).exists():
        return False
    # A concurrent transaction between the query and the insert has written the same.
    AuditEntry.objects.bulk_create([AuditEntry(**facts, once=once)], ignore_conflicts=True)
    return True


def _facts(by: ActorProtocol, action: str, row: models.Model, unit_id: int | None) -> dict[str, Any]:
    if unit_id is None:
        unit_id = getattr(row, "unit_id", None)
    # Core knows no units: a layer above returns the row's custodian.
    custody = manifests.one_of("custody")
    custodian_id, outside = custody(by, row, unit_id) if custody else (None, False)
    return {
        "at": clock.now(),
        "actor": by.user,
        "actor_role": by.audit_label[:60],
        "action": action,
        "model": row._meta.label_lower,
        "object_id": getattr(row, "public_id", "") or str(row.pk),
        "unit_id": unit_id,
        "custodian_id": custodian_id,
        "outside": outside,
    }
