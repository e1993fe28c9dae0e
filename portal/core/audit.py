"""The audit's one door. It keeps coded values as they are, and text only as a keyed digest."""

import hashlib
import hmac
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models

from portal.core import clock
from portal.core.models import AuditEntry


def digest(text: str) -> str:
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
    return digest(str(value))


def record(
    *, by, action: str, thing: models.Model, changes: dict | None = None, unit_id: int | None = None
) -> AuditEntry:
    """Write one entry. `by` is an actor (its `user` may be None: a job); `changes` is already coded."""
    return AuditEntry.objects.create(
        at=clock.now(),
        actor=by.user,
        actor_role=by.audit_label[:60],
        action=action,
        model=thing._meta.label_lower,
        object_id=getattr(thing, "public_id", "") or str(thing.pk),
        unit_id=unit_id if unit_id is not None else getattr(thing, "unit_id", None),
        changes=changes or {},
    )
