"""Forms of notices: how each kind reaches one, one's e-mail address, the code that confirms it."""

from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from portal.core.fields import LineField
from portal.core.notices.kinds import NoticeKind

SCREEN, MAIL = "screen", "mail"
WAYS = [(SCREEN, _("Chỉ trên màn hình")), (MAIL, _("Trên màn hình và qua thư điện tử"))]


class ChoiceForm(forms.Form):
    """One question for each kind of notice (`kinds`: with whether it goes by e-mail now)."""

    def __init__(self, *args: Any, kinds: list[tuple[NoticeKind, bool]], **more: Any):
        super().__init__(*args, **more)
        # A dot in the name of a field would end it in styles and scripts.
        self._keys = {kind.key.replace(".", "-"): kind.key for kind, _by_mail in kinds}
        for name, (kind, by_mail) in zip(self._keys, kinds, strict=True):
            self.fields[name] = forms.ChoiceField(
                label=str(kind.label),
                choices=WAYS,
                initial=MAIL if by_mail else SCREEN,
                widget=forms.RadioSelect,
            )

    def by_mail(self) -> dict[str, bool]:
        """What was chosen, by the keys of the kinds."""
        return {self._keys[name]: way == MAIL for name, way in self.cleaned_data.items()}


class AddressForm(forms.Form):
    """One's own e-mail address."""

    address = LineField(
        label=_("Địa chỉ thư điện tử"),
        max_length=254,
        help_text=_("Mã xác nhận được gửi đến địa chỉ này. Chỉ anh/chị thấy địa chỉ."),
        widget=forms.TextInput(
            {"autocomplete": "email", "inputmode": "email", "autocapitalize": "off", "spellcheck": "false"}
        ),
    )

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        try:
            validate_email(address)
        except forms.ValidationError as wrong:
            raise forms.ValidationError(_("Địa chỉ chưa đúng, ví dụ: ten@congan.gov.vn.")) from wrong
        return address


class AddressCodeForm(forms.Form):
    """The code from the e-mail."""

    code = LineField(
        label=_("Mã xác nhận"),
        max_length=20,
        help_text=_("6 chữ số trong thư vừa gửi."),
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )
