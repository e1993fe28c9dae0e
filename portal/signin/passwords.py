"""Length of passwords: less is enough with a second factor (NĐ 331/2026)."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.accounts.models import User, one_form
from portal.signin import selectors


class LengthValidator:
    """settings.PASSWORD_LENGTH_WITH_CODE characters for someone who signs in with a code as well, PASSWORD_LENGTH for anyone
    else."""

    def validate(self, password: str, user: User | None = None) -> None:
        least, length = settings.PASSWORD_LENGTH, len(one_form(password))
        if length < least and user is not None and user.pk and selectors.authenticator_of(user):
            least = settings.PASSWORD_LENGTH_WITH_CODE
        if length < least:
            raise ValidationError(
                _("Mật khẩu này quá ngắn. Cần ít nhất %(least)d ký tự.") % {"least": least},
                code="password_too_short",
            )

    def get_help_text(self) -> str:
        return _("Ít nhất %(alone)d ký tự; nếu đăng nhập kèm mã xác thực thì ít nhất %(with_code)d.") % {
            "alone": settings.PASSWORD_LENGTH,
            "with_code": settings.PASSWORD_LENGTH_WITH_CODE,
        }


def suffices_alone(password: str) -> bool:
    """Whether a password is long enough to sign in without a code."""
    return len(one_form(password)) >= settings.PASSWORD_LENGTH
