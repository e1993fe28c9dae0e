"""Forms of tips."""

from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from groups.models import ChatGroup
from portal.accounts.actor import Actor
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.core import clock
from portal.core.fields import LineField, TextField
from portal.core.forms import KeyedForm, MomentField, VersionedForm, field_of
from portal.core.identities.comparing import Match, compare
from portal.core.identities.finding import find, stamp, take_out
from portal.core.transitions import Transition
from portal.units.models import Unit
from portal.units.selectors import hamlets_of
from tips.choices import Category, Channel, Nature, Outcome, Recipient, Urgency
from tips.disclosure import NAMES
from tips.informants import REASON_AT_LEAST
from tips.models import Tip
from tips.selectors import handlers_for

_NO_DRAFT = {"data-no-draft": "", "autocomplete": "off"}


class OthersNamed(forms.Form):
    """A form whose texts may name somebody else than the informant: stated by a tick, asked only where it matters."""

    others_named = forms.BooleanField(
        label=_("Tên, số điện thoại nêu ở đây là của người khác, không phải người báo tin"),
        required=False,
        help_text=_("Việc xác nhận được ghi vào quá trình của tin."),
        # Never restored from a draft: whoever states it, states it now.
        widget=forms.CheckboxInput({"data-no-draft": ""}),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._others_named = self.fields["others_named"]
        if "others_named" not in self.data:
            del self.fields["others_named"]

    def ask_about_others(self) -> None:
        """Show the tick, once a text was refused for naming someone."""
        if any(self.has_error(name, code=NAMES) for name in self.fields):
            self.fields.setdefault("others_named", self._others_named)


class LogTipForm(KeyedForm):
    """One tip: what (a tap), a sentence, and taps for where, how it came, how urgent, whether about police."""

    category = forms.ChoiceField(
        label=_("Nội dung vụ việc"), choices=Category.choices, widget=forms.RadioSelect
    )
    summary = TextField(
        label=_("Nội dung tin"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_(
            "Viết một hai câu: việc gì, ở đâu. Không ghi tên, số điện thoại người báo; không ghi bí mật nhà nước."
        ),
    )
    unit = forms.ChoiceField(label=_("Ở đâu?"), widget=forms.RadioSelect)
    received_at = MomentField(label=_("Nhận lúc nào?"))
    channel = forms.ChoiceField(
        label=_("Tin đến bằng cách nào?"), choices=Channel.choices, widget=forms.RadioSelect
    )
    urgency = forms.ChoiceField(
        label=_("Mức độ"), choices=Urgency.choices, initial=Urgency.NORMAL, widget=forms.RadioSelect
    )
    about_police = forms.ChoiceField(
        label=_("Tin này có phản ánh sai phạm của Công an không?"),
        choices=[("no", _("Không")), ("yes", _("Có: gửi thẳng lên cấp trên"))],
        initial="no",
        # Never restored from a draft: an old "yes" would send the next tip away.
        widget=forms.RadioSelect({"data-no-draft": ""}),
        help_text=_(
            "Nếu có, tin được gửi thẳng lên cấp trên; xã không thấy tin này trong danh sách hay số liệu."
        ),
    )
    group = forms.ModelChoiceField(
        label=_("Từ nhóm nào?"),
        queryset=ChatGroup.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("Không rõ nhóm"),
    )
    informant_name = LineField(
        label=_("Tên người báo"),
        max_length=200,
        required=False,
        widget=forms.TextInput(_NO_DRAFT),
        help_text=_(
            "Được mã hóa riêng. Chỉ người ghi tin và người được giao tin xem được, mỗi lần xem đều được ghi lại."
        ),
    )
    informant_phone = LineField(
        label=_("Số điện thoại người báo"),
        max_length=120,
        required=False,
        widget=forms.TextInput(_NO_DRAFT | {"inputmode": "tel"}),
    )

    _LONGEST = {"informant_name": 200, "informant_phone": 120}

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._places = {unit.public_id: unit for unit in _places(actor)}
        unit = field_of(self, "unit", forms.ChoiceField)
        unit.choices = [(pid, unit.title) for pid, unit in self._places.items()]
        unit.initial = next(iter(self._places), None)
        if len(self._places) > 16:
            unit.widget = forms.Select(choices=unit.choices)
        self.fields["received_at"].initial = clock.now()
        field_of(self, "group", forms.ModelChoiceField).queryset = (
            ChatGroup.objects.visible_to(actor).filter(closed_on__isnull=True).order_by("kind", "sort", "pk")
        )
        if actor.phone_only:
            self._for_the_phone()

    def _for_the_phone(self) -> None:
        """A hamlet head is asked only what she alone knows; for the informant only after one was found in her text."""
        for name in ("received_at", "channel", "group"):
            del self.fields[name]
        if not {"informant_name", "informant_phone"} & set(self.data):
            del self.fields["informant_name"], self.fields["informant_phone"]
        self.fields["category"].widget = forms.HiddenInput()
        if len(self._places) == 1:
            self.fields["unit"].widget = forms.HiddenInput()

    def with_found_sealed(self) -> dict:
        """What was sent, with the numbers and names found in the text moved to the fields of the sealed record.

        The time a chat put before the message becomes the time of receipt, where the form asks for it.
        """
        data = cast(QueryDict, self.data).copy()
        found = find(self.data.get("summary", ""))
        data["summary"] = rest = take_out(found)
        stamped = stamp(rest) if "received_at" in self.fields else None
        if stamped and timezone.make_aware(stamped[0]) <= clock.now():
            data["received_at"], data["summary"] = f"{stamped[0]:%Y-%m-%dT%H:%M}", stamped[1]
        for name, found_text in (("informant_name", found.names), ("informant_phone", found.phones)):
            typed = data.get(name, "").strip()
            new = "" if compare(found_text, name=typed, phone=typed) is Match.WHOLE else found_text
            data[name] = " / ".join(part for part in (typed, new) if part)[: self._LONGEST[name]]
        return data

    def clean_unit(self) -> Unit:
        return self._places[self.cleaned_data["unit"]]

    def clean_about_police(self) -> bool:
        return self.cleaned_data["about_police"] == "yes"

    def details(self) -> dict:
        """What `services.log_tip` takes."""
        return {"received_at": clock.now(), "channel": Channel.HAMLET_HEAD} | self.cleaned_data


def _places(actor: Actor) -> Iterator[Unit]:
    """Where a tip may be placed: the commune as a whole and its hamlets, or the one hamlet."""
    for unit in actor.units_with(Permission.LOG_TIPS):
        yield unit
        if unit.level == "commune":
            yield from hamlets_of(unit, clock.today()).filter(level="hamlet")


class TransitionForm(OthersNamed, VersionedForm):
    """One transition of the table: only the fields it needs."""

    category = forms.ChoiceField(
        label=_("Nội dung vụ việc"), choices=Category.choices, widget=forms.RadioSelect
    )
    nature = forms.ChoiceField(
        label=_("Thuộc loại nào?"),
        choices=Nature.choices,
        widget=forms.RadioSelect,
        help_text=_("Loại quyết định hạn xử lý và ai có thẩm quyền giải quyết."),
    )
    handler: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        label=_("Giao cho ai?"),
        queryset=None,
        to_field_name="public_id",
        widget=forms.RadioSelect,
        empty_label=None,
    )
    recipient = forms.ChoiceField(
        label=_("Chuyển đến đâu?"), choices=Recipient.choices, widget=forms.RadioSelect
    )
    document_number = LineField(label=_("Số văn bản chuyển"), max_length=40, required=False)
    outcome = forms.ChoiceField(
        label=_("Kết quả"),
        choices=[choice for choice in Outcome.choices if choice[0] != Outcome.PASSED_ON],
        widget=forms.RadioSelect,
    )
    note = TextField(
        label=_("Ghi chú"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Không ghi tên, số điện thoại người báo."),
    )

    field_order = (
        "category",
        "nature",
        "handler",
        "recipient",
        "document_number",
        "outcome",
        "note",
        "others_named",
    )

    def __init__(self, *args: Any, tip: Tip, transition: Transition, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - {"version", "note", "others_named", *transition.asked}:
            del self.fields[name]
        self.fields["note"].required = "note" in transition.needs
        self.fields["version"].initial = tip.version
        if "handler" in self.fields:
            field_of(self, "handler", forms.ModelChoiceField).queryset = handlers_for(tip)
            self.fields["handler"].initial = tip.handler
        for name in ("category", "nature"):
            if name in self.fields:
                self.fields[name].initial = getattr(tip, name)


class DutyNumberForm(forms.Form):
    """The duty number."""

    phone = LineField(
        label=_("Số điện thoại trực ban của Công an xã"),
        max_length=20,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
        help_text=_("Trưởng thôn, ấp thấy số này khi báo việc gấp. 113 luôn hiện bên cạnh."),
    )


class RedactForm(OthersNamed, VersionedForm):
    """What is taken out of a tip, and why."""

    words = TextField(
        label=_("Phần cần xóa"),
        max_length=2000,
        widget=forms.Textarea({"rows": 2} | _NO_DRAFT),
        help_text=_(
            "Chép đúng phần cần xóa, ví dụ một tên hay một số điện thoại. Mọi chỗ trong tin viết như vậy đều bị xóa."
        ),
    )
    reason = LineField(
        label=_("Vì sao xóa?"),
        max_length=300,
        widget=forms.TextInput({"autocomplete": "off"}),
        min_length=REASON_AT_LEAST,
        help_text=format_lazy(
            _("Ít nhất {least} ký tự, không nhắc lại phần cần xóa. Lý do hiện trong quá trình của tin."),
            least=REASON_AT_LEAST,
        ),
    )
    field_order = ("version", "words", "reason", "others_named")


class OpenInformantForm(OthersNamed):
    """The reason for opening a sealed record."""

    reason = LineField(
        label=_("Vì sao cần xem thông tin người báo tin?"),
        max_length=300,
        widget=forms.TextInput({"autocomplete": "off"}),
        min_length=REASON_AT_LEAST,
        help_text=format_lazy(
            _(
                "Ít nhất {least} ký tự. Lý do và lần xem này hiện trong quá trình của tin, ai xử lý tin cũng thấy."
            ),
            least=REASON_AT_LEAST,
        ),
    )
    field_order = ("reason", "others_named")
