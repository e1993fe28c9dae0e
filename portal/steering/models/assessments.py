"""Models of the yearly assessment "An toàn về an ninh, trật tự": its rules by law (`AssessmentTerm`, `AssessmentCriterion`),
a subject's sheet of a year (`AssessmentSheet`) and what was judged on it (`CriterionMark`)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.bodies.models import Body
from portal.core.models import Identified
from portal.steering.choices import (
    AssessmentOutcome,
    CriterionVerdict,
    FigureRule,
    SheetStage,
    SubjectKind,
)
from portal.units.models import Dated, Unit
from portal.units.scoping import ScopedModel


class AssessmentTerm(Dated):
    """The days of a kind of subject: which are assessed, until when one registers and is recognised. Data with its basis.

    Days are "MM-DD" of the year that is assessed, but `starts`, which is of the year before. `decides_before` is the first
    day that is too late. Of a commune also the shares of its subjects that must have registered and been recognised.
    """

    subject = models.CharField(max_length=12, choices=SubjectKind.choices)
    starts = models.CharField(max_length=5)
    ends = models.CharField(max_length=5)
    registers_from = models.CharField(max_length=5)
    registers_until = models.CharField(max_length=5)
    decides_before = models.CharField(max_length=5)
    registered_percent = models.PositiveSmallIntegerField(null=True)
    recognised_percent = models.PositiveSmallIntegerField(null=True)
    basis = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "valid_from"], name="one_term_a_start")]


class AssessmentCriterion(Dated):
    """One criterion of a kind of subject, by law and article, and which figures of the portal propose something about it."""

    subject = models.CharField(max_length=12, choices=SubjectKind.choices)
    key = models.CharField(max_length=30)
    place = models.PositiveSmallIntegerField()
    text = models.TextField()
    article = models.CharField(max_length=100)
    #: Keys of indicators, each with a `FigureRule`: [["groups.all", "at-least-one"]].
    figures = models.JSONField(default=list)
    basis = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "key", "valid_from"], name="one_criterion_a_start")
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_of_shares(self) -> bool:
        """Whether it asks for the commune's shares (`AssessmentTerm`), which the portal counts itself."""
        return any(rule == FigureRule.SHARES for _key, rule in self.figures)


class AssessmentSheet(ScopedModel, Identified):
    """The sheet of one subject and year: a residential area or a commune (`body` empty), else a body.

    Its place is that of its subject; the commune around it keeps it.
    """

    scope_permission = Permission.VIEW_STEERING
    filed_with = "body"

    subject = models.CharField(_("đối tượng"), max_length=12, choices=SubjectKind.choices)
    body = models.ForeignKey(
        Body,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("cơ quan, tổ chức"),
    )
    year = models.PositiveSmallIntegerField(_("năm xét"))
    registered_on = models.DateField(_("ngày đăng ký"), null=True, blank=True)
    proposed_on = models.DateField(_("ngày đề nghị"), null=True, blank=True)
    outcome = models.CharField(_("kết quả xét"), max_length=14, choices=AssessmentOutcome.choices, blank=True)
    decided_on = models.DateField(_("ngày quyết định"), null=True, blank=True)
    decision_code = models.CharField(_("số quyết định"), max_length=60, blank=True)
    outcome_note = models.CharField(_("lý do, ghi chú"), max_length=300, blank=True)
    #: The last day on which something was written here after the time for it had passed.
    late_on = models.DateField(_("cập nhật sau thời hạn ngày"), null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["commune", "year"], name="sheet_commune"),
            models.Index(fields=["province", "year"], name="sheet_province"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"], condition=Q(body__isnull=True), name="one_sheet_a_unit_and_year"
            ),
            models.UniqueConstraint(
                fields=["body", "year"], condition=Q(body__isnull=False), name="one_sheet_a_body_and_year"
            ),
            models.CheckConstraint(
                condition=Q(body__isnull=True, subject__in=[SubjectKind.AREA, SubjectKind.COMMUNE])
                | Q(
                    body__isnull=False,
                    subject__in=[SubjectKind.AGENCY, SubjectKind.ENTERPRISE, SubjectKind.SCHOOL],
                ),
                name="sheet_of_a_unit_or_a_body",
            ),
            models.CheckConstraint(
                condition=Q(proposed_on__isnull=True) | Q(registered_on__isnull=False),
                name="sheet_registered_before_proposed",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_on__isnull=True)
                | Q(registered_on__isnull=False, decided_on__isnull=False) & ~Q(outcome=""),
                name="sheet_decided_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.year}"

    @property
    def name(self) -> str:
        """Of whom it is: the body, or the unit with a capital."""
        return self.body.name if self.body else self.unit.title

    @property
    def kind(self) -> SubjectKind:
        """The kind of subject by whose window and criteria it is judged."""
        return SubjectKind(self.subject)

    @property
    def keeper(self) -> Unit:
        """The commune that keeps it today. Raises LookupError for one that stands in no commune."""
        if self.commune is None:
            raise LookupError(f"sheet {self.pk} stands in no commune")
        return self.commune

    @property
    def stage(self) -> SheetStage:
        """How far it has come: what was decided, else the last step that has a day."""
        if self.outcome:
            return SheetStage(self.outcome)
        if self.proposed_on:
            return SheetStage.PROPOSED
        return SheetStage.REGISTERED if self.registered_on else SheetStage.UNREGISTERED

    @property
    def is_recognised(self) -> bool:
        return self.outcome == AssessmentOutcome.RECOGNISED


class CriterionMark(models.Model):
    """What was judged last of one criterion on a sheet, by whom and when. The sheet's version counts its changes."""

    sheet = models.ForeignKey(AssessmentSheet, on_delete=models.CASCADE, related_name="marks")
    criterion = models.ForeignKey(AssessmentCriterion, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(_("đánh giá"), max_length=8, choices=CriterionVerdict.choices, blank=True)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "criterion"], name="one_mark_a_criterion")]
