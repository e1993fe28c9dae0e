"""The rows of the database as lines that two runs of the same requests have in common.

Left out: row numbers and public ids of rows that were added, when a moment was (not that it is set), and what is drawn
at random. A row that was added is identified by what it contains; where another row points to it, it is identified by what it contains
there.
"""

import re
from collections import Counter
from typing import Any

from django.apps import apps
from django.db import models

from portal.signin.models import OpenSession

# Rows added after the world was made have numbers from here on (tests.concurrency.database).
FIRST_NEW = 10_000_000

_RANDOM = {
    *(
        "public_id",
        "token_digest",
        "device_digest",
        "pin",
        "password",
        "sealed",
        "key",
        "token",
        "session_key",
    ),
    *("session_data", "sha256", "data", "salt", "story", "hash", "body", "content_hash"),
    *("nonce", "message_id"),
}
# Written by jobs and by the machine's clock.
_LEFT_OUT = {"auditseal", "auditcheck", "contenttype", "accesslog"}
_NUMBER = re.compile(r"\b\d{8,}\b")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.+]+")
# Digests in the audit of what names rows by number.
_DIGESTED = re.compile(r"('(?:journal|moved|created)': )\[[^]]*\]")
_PUBLIC_ID = re.compile(r"\b[0-9a-hjkmnp-tv-z]{12}\b")


def lines(known: set[str]) -> Counter[str]:
    """Every row as a line, with how often it occurs; `known`: public ids of the world's own rows."""
    kinds = [model for model in apps.get_models(include_auto_created=True) if _is_told(model)]
    rows = {model: list(model._base_manager.all()) for model in kinds}
    says = {(model, row.pk): _values(row, known) for model, found in rows.items() for row in found}
    return Counter(_line(row, says) for found in rows.values() for row in found)


def public_ids() -> set[str]:
    """The public ids of all rows that have one."""
    found: set[str] = set()
    for model in apps.get_models():
        if any(field.name == "public_id" for field in model._meta.concrete_fields):
            found |= set(model._base_manager.values_list("public_id", flat=True))
    return found


def difference(one: Counter[str], other: Counter[str]) -> str:
    """What is in one and not in the other."""
    return "\n".join([*(f"- {line}" for line in one - other), *(f"+ {line}" for line in other - one)])


def _is_told(model: type[models.Model]) -> bool:
    return model._meta.managed and not model._meta.proxy and model._meta.model_name not in _LEFT_OUT


def _values(row: models.Model, known: set[str]) -> str:
    """What a row says without the rows it points to."""
    if isinstance(row, OpenSession):
        return f"{row.how}"
    told = []
    for field in row._meta.concrete_fields:
        if field.is_relation or field.name in _RANDOM:
            continue
        if isinstance(field, models.DateTimeField):
            # When is left out; that something ended, was met or settled is not.
            if getattr(row, field.attname) is not None:
                told.append(f"{field.name}=set")
            continue
        if field.primary_key and _is_new(row.pk):
            continue
        value = getattr(row, field.attname)
        if value not in (None, "", [], {}):
            told.append(f"{field.name}={_plain(value, known)}")
    return " ".join(told)


def _line(row: models.Model, says: dict) -> str:
    label = row._meta.label
    points = [
        f"{field.name}→{_target(field, getattr(row, field.attname), says)}"
        for field in row._meta.concrete_fields
        if field.is_relation and getattr(row, field.attname) is not None
    ]
    return " ".join([label, says[type(row), row.pk], *points])


def _target(field: models.ForeignKey, key: Any, says: dict) -> str:
    if not _is_new(key):
        return str(key)
    return f"({says.get((field.related_model._meta.concrete_model, key), 'gone')})"


def _is_new(key: Any) -> bool:
    return not isinstance(key, int) or key >= FIRST_NEW


def _plain(value: Any, known: set[str]) -> str:
    """A value without the numbers and ids of rows that were added."""
    text = _DIGESTED.sub(r"\1[…]", _MOMENT.sub("moment", _NUMBER.sub("new", repr(value))))
    return _PUBLIC_ID.sub(lambda match: match[0] if match[0] in known else "new", text)
