"""Forms of cards: issuing one, and the phone's PIN questions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import KeyedForm
from portal.signin.cards import pins


class IssueCardForm(KeyedForm):
    """Issue a card: nothing to fill in, and sent twice it makes one."""


class PinField(forms.CharField):
    """A PIN as it is compared."""

    def to_python(self, value: str | None) -> str:
        return pins.as_digits(super().to_python(value) or "")


class PinForm(forms.Form):
    """Six digits, by the phone's keyboard of digits."""

    pin = PinField(
        label=_("Mã PIN 6 số"),
        max_length=pins.LENGTH,
        widget=forms.PasswordInput(
            {
                "class": "pin",
                "inputmode": "numeric",
                "pattern": "[0-9]*",
                "autocomplete": "current-password",
                "data-no-draft": "",
            }
        ),
        error_messages={"required": _("Nhập 6 chữ số."), "max_length": _("Mã PIN gồm đúng 6 chữ số.")},
    )


class ChoosePinForm(PinForm):
    """A PIN of one's own that nobody guesses at once."""

    pin = PinField(
        label=_("Mã PIN mới, 6 số"),
        max_length=pins.LENGTH,
        widget=forms.PasswordInput(
            PinForm.base_fields["pin"].widget.attrs | {"autocomplete": "new-password"}
        ),
        help_text=_("Đừng dùng ngày sinh hay số lặp lại như 111111, 123456."),
        error_messages=PinForm.base_fields["pin"].error_messages,
    )

    def clean_pin(self) -> str:
        pins.check_choice(self.cleaned_data["pin"])
        return self.cleaned_data["pin"]
