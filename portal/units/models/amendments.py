"""`Amendment`: a decided change of units, its day, its document and what undoing needs."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.formatting import day as day_words
from portal.core.models import Identified
from portal.units.choices import AmendmentKind, AmendmentState
from portal.units.models.units import Unit


class Amendment(Identified):
    """One amendment. `details` is what was asked (amendments.kinds reads it); `journal` is what was done, to be undone by.

    `affected_units` are the units it touched and the communes, districts and provinces they lay in, before and after: the
    map of a day before the amendment differs from today's within these, and nowhere else.
    """

    kind = models.CharField(_("việc"), max_length=12, choices=AmendmentKind.choices)
    on = models.DateField(_("có hiệu lực từ ngày"))
    legal_act = models.CharField(_("văn bản"), max_length=200, blank=True)
    details = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=AmendmentState.choices, default=AmendmentState.PLANNED)
    affected_units = models.ManyToManyField(Unit, related_name="amendments")
    journal = models.JSONField(default=dict, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # The order in which amendments were carried out: a later one builds on an earlier one.
    nth = models.PositiveIntegerField(null=True, unique=True)
    done_on = models.DateField(null=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "on"], name="amendment_state_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {day_words(self.on)}"
