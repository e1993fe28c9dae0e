"""Forms of signing in."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.core import clock
from portal.core.errors import Refused
from portal.core.fields import LineField
from portal.core.formatting import clock_time
from portal.signin import lockout, sign_in


class SignInForm(AuthenticationForm):
    """Name and password; the message never tells which of the two was wrong."""

    error_messages = {
        "invalid_login": _("Tên đăng nhập hoặc mật khẩu không đúng. Xem lại rồi nhập lại."),
    }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Tên đăng nhập")
        self.fields["password"].label = _("Mật khẩu")

    def confirm_login_allowed(self, user: AbstractBaseUser) -> None:
        """Only whoever has the password is told that the account is closed, and why."""
        try:
            sign_in.check_may_enter(cast(User, user))
        except Refused as refused:
            raise ValidationError(refused.reason) from refused


class CodeForm(forms.Form):
    """The code of the app, or one of the recovery codes."""

    code = LineField(
        label=_("Mã xác thực"),
        max_length=20,
        help_text=_(
            "6 chữ số đang hiện trong ứng dụng xác thực. Không có điện thoại: nhập một mã dự phòng, 12 chữ số."
        ),
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )

    def refuse(self) -> None:
        """Put on the form that the code is wrong, with the server's time: a code is refused, too, when the phone's
        clock runs ahead or behind."""
        self.add_error(
            "code",
            _(
                "Mã chưa đúng hoặc đã dùng rồi. Nhập mã đang hiện trong ứng dụng. Nếu vẫn không được, đồng hồ của điện thoại có thể chạy sai: giờ của máy chủ là %(time)s; đặt điện thoại tự chỉnh giờ rồi lấy mã mới."
            )
            % {"time": clock_time(clock.machine_now())},
        )


class FirstCodeForm(CodeForm):
    """The first code of an authenticator that is being set up."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Mã đang hiện trong ứng dụng")
        self.fields["code"].help_text = _("6 chữ số, đổi mỗi 30 giây.")
        del self.fields["code"].widget.attrs["autofocus"]


class OwnPasswordForm(PasswordChangeForm):
    """One's own password, from the one before."""

    error_messages = PasswordChangeForm.error_messages | {
        "password_incorrect": _("Mật khẩu hiện nay không đúng. Nhập lại."),
        "password_mismatch": _("Hai lần nhập không giống nhau. Nhập lại mật khẩu mới."),
    }

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._request = request
        self.fields["old_password"].label = _("Mật khẩu hiện nay")
        self.fields["new_password1"].label = _("Mật khẩu mới")
        self.fields["new_password2"].label = _("Nhập lại mật khẩu mới")
        self.fields["new_password2"].help_text = ""

    def clean_old_password(self) -> str:
        typed = self.cleaned_data["old_password"]
        if not lockout.compared(self._request, self.user, self.user.check_password, typed):
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return typed

    def save(self, commit: bool = True) -> User:
        """Write the password alone: the rest of the account may have changed since it was read."""
        self.user.set_password(self.cleaned_data["new_password1"])
        self.user.save(update_fields=["password"])
        return self.user


class InitialPasswordForm(forms.Form):
    """A password for someone who forgot theirs, told to them and changed at their next sign-in."""

    password = forms.CharField(
        label=_("Mật khẩu tạm"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=format_lazy(
            _("Ít nhất {least} ký tự. Đọc cho người đó; lần đăng nhập tới, họ phải tự đặt mật khẩu khác."),
            least=settings.PASSWORD_LENGTH,
        ),
        validators=[validate_password],
    )
