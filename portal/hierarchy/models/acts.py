"""An act on units as it was decided: what it does, on which day, by which document, and how to take it back."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.models import Identified
from portal.hierarchy.choices import ActKind, ActState
from portal.hierarchy.models.units import Unit


class UnitAct(Identified):
    """One act. `details` is what was asked (acts.kinds reads it); `journal` is what was done, to be undone by.

    `reach` are the units it touched and the communes, districts and provinces they lay in, before and after: the
    map of a day before the act differs from today's within these, and nowhere else.
    """

    kind = models.CharField(_("việc"), max_length=12, choices=ActKind.choices)
    on = models.DateField(_("có hiệu lực từ ngày"))
    legal_act = models.CharField(_("văn bản"), max_length=200, blank=True)
    details = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=ActState.choices, default=ActState.PLANNED)
    reach = models.ManyToManyField(Unit, related_name="acts")
    journal = models.JSONField(default=dict, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # The order in which acts were carried out: a later one stands on an earlier one.
    nth = models.PositiveIntegerField(null=True, unique=True)
    done_on = models.DateField(null=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "on"], name="act_state_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on:%d/%m/%Y}"
