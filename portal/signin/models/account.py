"""`AccountState`: last use of an account, and whether its password was set by someone else."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AccountState(models.Model):
    """When an account was last used and since when its unused days count, both by the machine's days; and whether
    someone else chose its password.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="account_state"
    )
    # Empty until somebody signs in.
    last_used_on = models.DateField(_("dùng lần cuối"), null=True)
    # The last use, or the opening or reopening of the account where that is later.
    counted_from = models.DateField(_("tính ngày không dùng từ"))
    # Set where the account was closed because nobody used it; closing for another reason leaves it empty.
    unused_since = models.DateField(_("ngừng vì không dùng từ"), null=True)
    password_is_initial = models.BooleanField(_("mật khẩu do người khác đặt"), default=False)
