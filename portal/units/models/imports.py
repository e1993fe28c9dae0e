"""`UnitImport`: a table of hamlets and self-managed teams to import (portal.units.importing)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.core.models import Identified
from portal.units.importing.states import ImportState
from portal.units.models.units import Unit


class UnitImport(Identified):
    """One batch: its rows with verdicts and decisions, and what it created, so that it can be taken back whole.

    `rows` hold what the columns about places say and nothing else of the file: no name or number of a person.
    """

    commune = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", editable=False)
    on = models.DateField(_("từ ngày"))
    legal_act = models.CharField(_("văn bản"), max_length=200, blank=True)
    # As it was called where it came from; nothing is ever opened by this name.
    file_name = models.CharField(_("tệp"), max_length=120)
    sheet = models.CharField(_("trang tính"), max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.DRAFT)
    rows = models.JSONField(default=list, editable=False)
    counts = models.JSONField(default=dict, editable=False)
    #: Sentences about the whole file: rows hidden in it, cells that were formulas.
    notes = models.JSONField(default=list, editable=False)
    #: Public ids of the units it created, those above first.
    created = models.JSONField(default=list, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    imported_at = models.DateTimeField(null=True, editable=False)
    undone_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        indexes = [models.Index(fields=["commune", "-created_at"], name="unit_import_commune")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def unit_id(self) -> int:
        """The unit whose area it is in, for the audit."""
        return self.commune_id
