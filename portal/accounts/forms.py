"""Forms of signing in and of opening accounts."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from portal.accounts.permissions import RIGHTS, Role
from portal.accounts.services import ROLE_LEVELS
from portal.core import clock
from portal.core.forms import DayField
from portal.hierarchy.choices import Level
from portal.hierarchy.selectors import communes_on, hamlets_of


class SignInForm(AuthenticationForm):
    """Name and password; the message never tells which of the two was wrong."""

    error_messages = {
        "invalid_login": _("Tên đăng nhập hoặc mật khẩu không đúng. Xem lại rồi nhập lại."),
        "inactive": _("Tài khoản này đã ngừng dùng. Liên hệ quản trị của xã."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Tên đăng nhập")
        self.fields["password"].label = _("Mật khẩu")


class PersonForm(forms.Form):
    """A new account with its first assignment, within the administrator's own unit."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]*$",
        label=_("Tên đăng nhập"),
        max_length=60,
        help_text=_("Chữ thường không dấu, số, dấu chấm, gạch nối; ví dụ: nguyen-van-a."),
    )
    password = forms.CharField(
        label=_("Mật khẩu ban đầu"),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=_("Ít nhất 14 ký tự."),
        validators=[validate_password],
    )
    role = forms.ChoiceField(label=_("Vai trò"), widget=forms.RadioSelect)
    unit = forms.ChoiceField(label=_("Đơn vị"))
    valid_from = DayField(label=_("Từ ngày"))

    def __init__(self, *args, own, **kwargs):
        super().__init__(*args, **kwargs)
        below = hamlets_of if own.level == Level.COMMUNE else communes_on
        places = [own, *below(own, clock.today())]
        self._places = {unit.public_id: unit for unit in places}
        levels = {unit.level for unit in places}
        self.fields["unit"].choices = [(pid, unit.title) for pid, unit in self._places.items()]
        self.fields["role"].choices = [
            (role.value, f"{role.label}: {RIGHTS[role].sentence}")
            for role in Role
            if ROLE_LEVELS[role] & levels
        ]
        self.fields["valid_from"].initial = clock.today()

    def clean_unit(self):
        return self._places[self.cleaned_data["unit"]]
