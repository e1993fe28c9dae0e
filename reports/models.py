"""Models of reports: `Report` with its frozen content, `ReportFile`, `ReportRule`."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.core.deadlines import is_in_time
from portal.core.models import Identified, Searchable
from portal.core.periods import CutOff, Days, Period, PeriodKind
from portal.units.choices import CommandChain
from portal.units.models import Dated, Unit
from portal.units.scoping import ScopedModel, SupportsScope, column_of
from reports.search_words import report_search_words
from reports.states import ReportState


class ReportRule(Dated):
    """Which days a kind of report covers and until when it is in time: a unit's own rule, or (no unit) the
    common one. Data with its basis: S4.1 names the days due, and leaves open which days are covered."""

    unit = models.ForeignKey(Unit, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("loại kỳ"), max_length=10, choices=PeriodKind.choices)
    cut_off = models.CharField(_("ngày chốt"), max_length=10, choices=CutOff.choices)
    due_day = models.PositiveSmallIntegerField(
        _("ngày cuối còn đúng hạn"), validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    due_month_offset = models.SmallIntegerField(_("của tháng thứ mấy sau kỳ"))
    # To whom it goes up: police left the districts before administration did.
    command_chain = models.CharField(
        _("theo hệ thống"), max_length=14, choices=CommandChain.choices, default=CommandChain.ADMINISTRATION
    )
    basis = models.CharField(_("căn cứ"), max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "kind", "valid_from"], name="one_rule_a_start"),
            models.UniqueConstraint(
                fields=["kind", "valid_from"], condition=Q(unit__isnull=True), name="one_common_rule_a_start"
            ),
        ]

    def due_on(self, period: Period) -> date:
        """The last day on which a period's report is in time."""
        return period.due_on(self.due_day, self.due_month_offset)


class Report(ScopedModel, Identified, Searchable):
    """One unit's report of one period. Once issued, its services no longer change `content` and `content_hash`;
    files are drawn only while the two agree."""

    scope_permission = Permission.VIEW_REPORTS

    kind = models.CharField(max_length=10, choices=PeriodKind.choices)
    year = models.PositiveSmallIntegerField()
    index = models.PositiveSmallIntegerField(default=1)
    cut_off = models.CharField(max_length=10, choices=CutOff.choices)
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=ReportState.choices, default=ReportState.DRAFT)
    narrative = models.JSONField(default=dict, blank=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    number_year = models.PositiveSmallIntegerField(null=True, blank=True)
    symbol = models.CharField(max_length=30, blank=True)
    # The number of the correction, 1 being the report itself; corrections come later and need their place.
    revision = models.PositiveSmallIntegerField(default=1)
    content = models.JSONField(null=True, blank=True)
    content_hash = models.CharField(max_length=64, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "year", "index", "revision"], name="one_report_a_period"
            ),
            models.UniqueConstraint(
                fields=["unit", "number_year", "symbol", "number"],
                condition=Q(number__isnull=False),
                name="one_report_a_number",
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT) | (Q(content__isnull=False) & ~Q(content_hash="")),
                name="issued_is_frozen",
            ),
        ]
        indexes = [
            models.Index(fields=["province", "kind", "year", "index"], name="report_province"),
            models.Index(fields=["commune", "-year", "-index"], name="report_commune"),
        ]

    def search_text(self) -> str:
        """The text by whose words a report is found."""
        return report_search_words(self.period, self.number, self.symbol, self.unit.full_name)

    @property
    def period(self) -> Period:
        """The period the report is about."""
        return Period(PeriodKind(self.kind), self.year, self.index)

    @property
    def days(self) -> Days:
        """The days it counts, by its cut-off."""
        return self.period.days(CutOff(self.cut_off))

    @property
    def in_time(self) -> bool | None:
        """Whether it was issued by its day; None while it is a draft."""
        return None if self.issued_at is None else is_in_time(self.issued_at, self.due_on)

    @property
    def frozen_content(self) -> dict:
        """The content of an issued report. Raises ValueError for a draft, which has none."""
        if self.content is None:
            raise ValueError(f"report {self.pk} has no frozen content")
        return self.content

    @property
    def issued_on(self) -> date | None:
        """The local day on which it was issued; None for a draft."""
        return timezone.localtime(self.issued_at).date() if self.issued_at else None

    @classmethod
    def visibility(cls, actor: SupportsScope) -> Q:
        """One's own unit's reports in every state; those of units below once issued."""
        allowed = Q(pk__in=[])
        for unit in actor.units_with(cls.scope_permission):
            inside = Q(**{column_of(unit): unit})
            # Lists the drafts of the own unit, and of the units of its level that it succeeds.
            own = Q(unit=unit) | Q(unit__level=unit.level)
            allowed |= inside & (own | Q(state=ReportState.ISSUED))
        return allowed


class ReportFile(models.Model):
    """A drawn file of an issued report. Kept in the database: every machine serves it, one backup holds it."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="files")
    format = models.CharField(max_length=5)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "format"], name="one_file_a_format")]
