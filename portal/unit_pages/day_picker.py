"""The day a page is shown for: today, or the one in its address (`ngay`)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core import clock
from portal.core.formatting import day as day_words
from portal.core.forms import DayField
from portal.core.lists import address
from portal.units.choices import Level
from portal.units.models import Unit
from portal.units.national.tables import REFORM


class DayPickerForm(forms.Form):
    """Which day to look at; it works without JavaScript."""

    ngay = DayField(
        label=gettext_lazy("Xem vào ngày"),
        error_messages={"invalid": gettext_lazy("Ngày này không đúng; đang xem ngày hôm nay.")},
    )


@dataclass(frozen=True)
class ChosenDay:
    """The day asked for; `said` when the address names it. A day that is none leaves its message on the form."""

    day: date
    said: bool
    form: DayPickerForm
    chips: list[dict]

    @property
    def iso(self) -> str:
        return self.day.isoformat()

    @property
    def query(self) -> str:
        """What a link adds to stay on the day."""
        return f"?ngay={self.iso}" if self.said else ""


def chosen_day(request: HttpRequest) -> ChosenDay:
    """The day in the address, or today; with quick ways to today and across 1 July 2025."""
    today = clock.today()
    asked = bool(request.GET.get("ngay"))
    form = DayPickerForm(request.GET if asked else {"ngay": today})
    day = form.cleaned_data["ngay"] if form.is_valid() else None
    said = asked and day is not None
    shown = day or today
    other, label = (
        (REFORM - timedelta(days=1), _("Trước 01/7/2025")) if today >= REFORM else (REFORM, _("Từ 01/7/2025"))
    )
    chips = [
        {"label": _("Hôm nay"), "url": _without_day(request), "active": shown == today},
        {"label": label, "url": address(request, ngay=other.isoformat()), "active": shown == other},
    ]
    return ChosenDay(shown, said, form, chips)


def _without_day(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("ngay", None)
    return f"{request.path}?{query.urlencode()}".rstrip("?")


def notices(unit: Unit, day: date, *, said: bool) -> list[str]:
    """What must be said of a unit on a day: not yet, no more, or known only from a snapshot."""
    if not unit.has_begun_by(day):
        words = _(
            "Ngày %(day)s chưa có đơn vị này; theo dữ liệu, đơn vị bắt đầu từ %(start)s. Dưới đây là ngày đầu tiên."
        )
        return [words % {"day": day_words(day), "start": day_words(unit.valid_from)}]
    if unit.has_ended_by(day):
        words = _("Ngày %(day)s không còn đơn vị này (đến hết ngày %(last)s). Dưới đây là ngày cuối cùng.")
        return [words % {"day": day_words(day), "last": day_words(unit.valid_to - timedelta(days=1))}]
    if said and unit.valid_from is None:
        return [
            _(
                "Chưa rõ đơn vị này bắt đầu từ ngày nào: dữ liệu là một bản chụp, nên vào ngày %(day)s "
                "tên và cấp trên có thể đã khác."
            )
            % {"day": day_words(day)}
        ]
    return []


def unknown_heir(unit: Unit, *, has_units: bool) -> str:
    """What to say of a unit that is no more and of which the tables name no successor."""
    if unit.level == Level.DISTRICT and unit.valid_to == REFORM and has_units:
        return _(
            "Từ 01/7/2025 không còn cấp huyện: các xã của huyện về đơn vị mới, dữ liệu ghi ở cấp huyện do tỉnh giữ."
        )
    return _(
        "Bảng đơn vị hành chính chưa ghi đơn vị này nay là đơn vị nào; dữ liệu đã ghi ở đây do đơn vị cấp trên giữ."
    )


def snapshot_notice(day: date) -> str:
    """What must be said of all units of a day before the reform; nothing of a later day."""
    if day >= REFORM:
        return ""
    return _(
        "Chưa rõ các đơn vị trước 01/7/2025 bắt đầu từ ngày nào: dữ liệu là một bản chụp giữa năm 2025, "
        "nên vào ngày %(day)s tên và cấp trên có thể đã khác."
    ) % {"day": day_words(day)}
