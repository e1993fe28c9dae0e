"""What a transition changes of something that an inspection asked to be mended; of a committee's finding and of a group's."""

from copy import copy
from datetime import date
from typing import Any, Protocol, TypedDict, cast

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from portal.core.not_ahead import check_not_ahead
from portal.core.plain_text import plain_line
from portal.core.transitions import Transition
from portal.steering.secrecy import check_not_secret


class Settlement(TypedDict, total=False):
    """What a transition is given; its row of the table says what it needs."""

    done_on: date
    word: str


class Mendable(Protocol):
    """A row that is mended on a day; `word` is what was said at its latest transition."""

    state: str
    done_on: date | None
    word: str


def settled_by(row: Mendable, transition: Transition, given: Settlement, *, since: date) -> dict[str, Any]:
    """The fields that a transition changes: the state, what was said, and the day it was mended, no earlier than `since`.

    Raises ValidationError by field.
    """
    word = plain_line(given.get("word", ""))
    if not word:
        raise ValidationError({"word": _("Ghi vài chữ: đã làm gì, hoặc vì sao.")})
    done_on = _done_on(given.get("done_on"), since) if "done_on" in transition.needs else None
    proposed = copy(row)
    proposed.word = word
    check_not_secret(cast(Model, proposed), ("word",))
    return {"state": transition.target, "word": word, "done_on": done_on}


def _done_on(day: date | None, since: date) -> date:
    if day is None:
        raise ValidationError({"done_on": _("Nhập ngày khắc phục xong.")})
    check_not_ahead(day, "done_on")
    if day < since:
        raise ValidationError({"done_on": _("Ngày khắc phục xong không thể trước ngày kiểm tra.")})
    return day
