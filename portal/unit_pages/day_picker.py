"""The day picker: the day a page is shown for, today or the one in its address (`ngay`)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.requests import ActorRequest
from portal.core import clock
from portal.core.forms import DayField
from portal.core.list_filters import address
from portal.units.national.tables import REFORM


class DayPickerForm(forms.Form):
    """Which day to look at; it works without JavaScript."""

    ngay = DayField(
        label=gettext_lazy("Xem vào ngày"),
        error_messages={"invalid": gettext_lazy("Ngày này không đúng; đang xem ngày hôm nay.")},
    )


@dataclass(frozen=True)
class PickedDay:
    """The day a page is shown for; `in_address` when its address names it. What is no day leaves an error on the form."""

    day: date
    in_address: bool
    form: DayPickerForm
    chips: list[dict]

    @property
    def iso(self) -> str:
        return self.day.isoformat()

    @property
    def query(self) -> str:
        """What a link adds to stay on the day."""
        return f"?ngay={self.iso}" if self.in_address else ""


def picked_day(request: ActorRequest) -> PickedDay:
    """The day in the address, or today; with quick ways to today and across 1 July 2025."""
    today = clock.today()
    asked = bool(request.GET.get("ngay"))
    form = DayPickerForm(request.GET if asked else {"ngay": today})
    day = form.cleaned_data["ngay"] if form.is_valid() else None
    shown = day or today
    other, label = (
        (REFORM - timedelta(days=1), _("Trước 01/7/2025")) if today >= REFORM else (REFORM, _("Từ 01/7/2025"))
    )
    chips = [
        {"label": _("Hôm nay"), "url": _without_day(request), "active": shown == today},
        {"label": label, "url": address(request, ngay=other.isoformat()), "active": shown == other},
    ]
    return PickedDay(shown, day is not None and asked, form, chips)


def _without_day(request: ActorRequest) -> str:
    query = request.GET.copy()
    query.pop("ngay", None)
    return f"{request.path}?{query.urlencode()}".rstrip("?")
