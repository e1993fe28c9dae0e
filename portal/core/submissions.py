"""A form sent twice (a weak signal, a double tap) makes one row."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.db import models, transaction
from django.db.utils import IntegrityError
from django.utils.translation import gettext as _

from portal.core import clock
from portal.core.errors import Refused
from portal.core.models import Submission

Row = TypeVar("Row", bound=models.Model)


def once(key: UUID | None, *, by, make: Callable[[], Row], model: type[Row]) -> Row:
    """Run `make` for a new key, or give the row the same person's key made before. No key: just `make`."""
    if key is None:
        return make()
    try:
        with transaction.atomic():
            earlier = Submission.objects.filter(pk=key).first()
            if earlier is None:
                row = make()
                Submission.objects.create(
                    key=key, actor=by.user, model=model._meta.label_lower, object_pk=row.pk, at=clock.now()
                )
                return row
    except IntegrityError:
        # The twin request committed between our look and our write; anything else is raised again below.
        earlier = Submission.objects.filter(pk=key).first()
        if earlier is None:
            raise
    return _row(earlier, by, model)


def made_before(key: UUID, *, by, model: type[Row]) -> Row | None:
    """The row this person's key made before: for forms whose rules would say no to what they made themselves."""
    earlier = Submission.objects.filter(pk=key).first()
    return earlier and _row(earlier, by, model)


def _row(earlier: Submission, by, model: type[Row]) -> Row:
    if earlier.actor_id != (by.user and by.user.pk) or earlier.model != model._meta.label_lower:
        raise Refused(_("Mã gửi này đã dùng cho việc khác. Tải lại trang rồi gửi lại."))
    return model._base_manager.get(pk=earlier.object_pk)
