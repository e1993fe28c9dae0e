"""Model of what a unit calls things: `UnitSetting`, a value of one key from one day to another."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.permissions import Permission
from portal.core.formatting import day
from portal.core.models import Identified
from portal.steering.choices import SettingKey
from portal.steering.models.directives import Directive
from portal.units.models import Dated, days_in_order
from portal.units.scoping import ScopedModel


class UnitSetting(ScopedModel, Identified, Dated):
    """What a unit's papers say of one key (`SettingKey`), from a day to before another. Days of one key never overlap.

    The start of the model is kept as an ISO day; a plan may be a paper of the register, then `value` is what it is called.
    """

    scope_permission = Permission.VIEW_STEERING

    key = models.CharField(_("mục"), max_length=12, choices=SettingKey.choices)
    value = models.CharField(_("nội dung"), max_length=200)
    directive = models.ForeignKey(
        Directive,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("văn bản"),
    )
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)

    class Meta:
        constraints = [
            days_in_order("setting_days_in_order"),
            models.UniqueConstraint(fields=["unit", "key", "valid_from"], name="one_setting_a_start"),
        ]

    def __str__(self) -> str:
        return f"{self.get_key_display()}: {self.words}"

    @property
    def words(self) -> str:
        """The value as a page shows it."""
        return day(date.fromisoformat(self.value)) if self.key == SettingKey.START else self.value
