"""Length of passwords: 8 characters with a second factor, 14 without (NĐ 331/2026)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.accounts.models import User, one_form
from portal.signin import selectors

ALONE, WITH_CODE = 14, 8


class LengthValidator:
    """8 characters for someone who signs in with a code as well, 14 for anyone else."""

    def validate(self, password: str, user: User | None = None) -> None:
        least, length = ALONE, len(one_form(password))
        if length < ALONE and user is not None and user.pk and selectors.authenticator_of(user):
            least = WITH_CODE
        if length < least:
            raise ValidationError(
                _("Mật khẩu này quá ngắn. Cần ít nhất %(least)d ký tự.") % {"least": least},
                code="password_too_short",
            )

    def get_help_text(self) -> str:
        return _("Ít nhất %(alone)d ký tự; nếu đăng nhập kèm mã xác thực thì ít nhất %(with_code)d.") % {
            "alone": ALONE,
            "with_code": WITH_CODE,
        }


def suffices_alone(password: str) -> bool:
    """Whether a password is long enough to sign in without a code."""
    return len(one_form(password)) >= ALONE
