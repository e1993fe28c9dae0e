"""Form of a hand-over: who takes an office, from which day, and what goes with it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms import UsernameField, check_free
from portal.accounts.handover import Following
from portal.accounts.models import User
from portal.core import clock
from portal.core.fields import LineField
from portal.core.forms import DayField, KeyedForm, field_of

# In the place of a known person: an account is opened.
NEW = "moi"


class HandOverForm(KeyedForm):
    """Who takes an office over, from which day, and what of it may stay behind."""

    incoming = forms.ChoiceField(label=_("Người nhận"), initial=NEW)
    full_name = LineField(label=_("Họ và tên người mới"), max_length=120, required=False)
    username = UsernameField(required=False)
    on = DayField(
        label=_("Ngày bàn giao"),
        help_text=_("Từ hôm nay trở về trước. Từ ngày này người cũ không còn quyền, người mới có quyền."),
    )
    document = LineField(
        label=_("Theo văn bản"),
        max_length=200,
        required=False,
        help_text=_("Số, ngày quyết định công nhận, nếu có."),
    )

    def __init__(self, *args: Any, candidates: list[User], following: list[Following], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._candidates = {user.public_id: user for user in candidates}
        field_of(self, "incoming", forms.ChoiceField).choices = [
            (NEW, _("Người mới: điền hai ô dưới đây")),
            *((pid, f"{user.full_name} ({user.username})") for pid, user in self._candidates.items()),
        ]
        self.fields["on"].initial = clock.today()
        self._by_choice = [row for row in following if row.charge.by_choice and row.items]
        for row in self._by_choice:
            self.fields[row.charge.key] = _what_follows(row)

    def clean_incoming(self) -> User | None:
        return self._candidates.get(self.cleaned_data["incoming"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        if not given.get("incoming") and "incoming" not in self.errors:
            for name in ("full_name", "username"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Chọn người nhận ở trên, hoặc điền cho người mới."))
            if given.get("username"):
                try:
                    check_free(given["username"])
                except ValidationError as taken:
                    self.add_error("username", taken)
        return given

    def details(self) -> dict:
        """What `hand_over` takes."""
        names = ("incoming", "full_name", "username", "on", "document", "key")
        return {name: self.cleaned_data[name] for name in names} | {"chosen": self._chosen()}

    def _chosen(self) -> set[str]:
        chosen: set[str] = set()
        for row in self._by_choice:
            given = self.cleaned_data[row.charge.key]
            chosen |= set(given) if row.named else {item.key for item in row.items if given}
        return chosen


def _what_follows(row: Following) -> forms.Field:
    """Item by item for who may see them, else all or none of so many."""
    label, note = str(row.charge.label), str(row.charge.note)
    if row.named:
        choices = [(item.key, item.text) for item in row.items]
        return forms.MultipleChoiceField(
            label=label,
            choices=choices,
            initial=[key for key, _text in choices],
            required=False,
            help_text=note,
            widget=forms.CheckboxSelectMultiple,
        )
    return forms.BooleanField(
        label=_("%(what)s: %(count)d") % {"what": label, "count": row.count},
        initial=True,
        required=False,
        help_text=note,
    )
