"""Models of plans: `Plan` of a unit for a period of years, its `PlanTarget`, `PlanTask` and `PlanCost`."""

from collections.abc import Collection
from typing import Any

from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.bodies.models import Body
from portal.core.models import Identified
from portal.steering.choices import PlanPurpose, TargetSubject
from portal.steering.models.directives import Directive
from portal.steering.models.owed import done_from
from portal.steering.plans.states import CARRIED_OUT, PlanState, TaskState
from portal.units.models import Unit
from portal.units.scoping import PLACES, ScopedModel, SupportsScope, seat_id

FIRST_YEAR, LAST_YEAR = 2000, 2100
#: In đồng; the sum of a plan's lines stays far below what a column holds.
MOST_MONEY = 10**12
MOST_QUANTITY = 1_000_000


def handed_down_to(units: Collection[Unit], prefix: str = "") -> Q:
    """Plans that units above handed down to some units, once they began; `prefix` leads to the plan."""
    above = {getattr(unit, f"{place}_id") for unit in units for place in PLACES} - {None}
    above -= {seat_id(unit) for unit in units}
    conditions = {"handed_down": True, "state__in": CARRIED_OUT, "unit__in": above}
    return Q(**{f"{prefix}{name}": value for name, value in conditions.items()})


#: Letters of one text of a plan: about a page and a half of paper.
MOST_WORDS = 4000
#: The texts that a plan's paper prints beside its targets and tasks, a paragraph a line.
PLAN_TEXTS = ("aims", "demands", "measures")


def _words(label: Any) -> models.TextField:
    return models.TextField(
        label, max_length=MOST_WORDS, blank=True, default="", validators=[MaxLengthValidator(MOST_WORDS)]
    )


class Plan(ScopedModel, Identified):
    """A plan of a unit for the years `first_year` to `last_year`, both included.

    Of each purpose one plan of a unit is in force in a year. What is `handed_down` is read by the units below once it is in
    force: its targets are theirs to meet, its tasks marked so theirs to do.
    """

    scope_permission = Permission.VIEW_STEERING

    purpose = models.CharField(_("nội dung"), max_length=12, choices=PlanPurpose.choices)
    title = models.CharField(_("tên kế hoạch"), max_length=300)
    first_year = models.PositiveSmallIntegerField(
        _("từ năm"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    last_year = models.PositiveSmallIntegerField(
        _("đến hết năm"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    directive = models.ForeignKey(
        Directive,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="plans",
        verbose_name=_("văn bản ban hành"),
    )
    aims = _words(_("mục đích"))
    demands = _words(_("yêu cầu"))
    measures = _words(_("nhiệm vụ, giải pháp chung"))
    handed_down = models.BooleanField(_("giao các đơn vị cấp dưới"), default=False)
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=PlanState.choices, default=PlanState.DRAFT
    )
    note = models.CharField(_("lý do kết thúc"), max_length=200, blank=True)
    copied_from = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="copies",
        verbose_name=_("lập từ kế hoạch"),
    )

    class Meta:
        indexes = [
            models.Index(fields=["commune", "-first_year", "public_id"], name="plan_commune"),
            models.Index(fields=["province", "-first_year", "public_id"], name="plan_province"),
            models.Index(fields=["unit", "handed_down"], name="plan_unit"),
        ]
        constraints = [
            # That plans in force do not overlap is held by an exclusion constraint of the migrations.
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")),
                name="plan_years_in_order",
                violation_error_message=_("Năm cuối không thể trước năm đầu."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def years(self) -> range:
        """The years of the plan."""
        return range(self.first_year, self.last_year + 1)

    @property
    def period(self) -> str:
        """Its years in words: "2024", "2022-2025"."""
        return str(self.first_year) if len(self.years) == 1 else f"{self.first_year}-{self.last_year}"

    @classmethod
    def visibility(cls, actor: SupportsScope) -> Q:
        """Plans of one's area, and those that units above handed down and began."""
        return super().visibility(actor) | handed_down_to(actor.units_with(cls.scope_permission))


class PlanTarget(ScopedModel, Identified):
    """The target of a plan: percent of a subject by the end of a year (S3.1)."""

    scope_permission = Permission.VIEW_STEERING
    filed_with = "plan"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="targets")
    subject = models.CharField(_("đối tượng"), max_length=20, choices=TargetSubject.choices)
    year = models.PositiveSmallIntegerField(
        _("năm"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    percent = models.PositiveSmallIntegerField(_("chỉ tiêu, %"), validators=[MaxValueValidator(100)])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "subject", "year"], name="one_target_a_plan_and_year")
        ]
        indexes = [models.Index(fields=["unit", "year"], name="target_unit_year")]


class PlanTask(ScopedModel, Identified):
    """A task of a plan: what is to be done, by which unit or body, until when, and what came of it.

    Without `due_on` it goes on as long as the plan. `for_below`: every unit below copies it into a plan of its own.
    """

    scope_permission = Permission.VIEW_STEERING
    filed_with = "plan"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="tasks")
    number = models.PositiveSmallIntegerField(_("số thứ tự"))
    text = models.TextField(_("nội dung việc"), max_length=1000, validators=[MaxLengthValidator(1000)])
    owner_unit = models.ForeignKey(
        Unit,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("đơn vị thực hiện"),
    )
    owner_body = models.ForeignKey(
        Body,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("cơ quan, tổ chức thực hiện"),
    )
    due_on = models.DateField(_("hạn hoàn thành"), null=True, blank=True)
    for_below = models.BooleanField(_("việc của đơn vị cấp dưới"), default=False)
    state = models.CharField(_("trạng thái"), max_length=8, choices=TaskState.choices, default=TaskState.OPEN)
    result = models.TextField(
        _("kết quả"), max_length=2000, blank=True, validators=[MaxLengthValidator(2000)]
    )
    drop_reason = models.CharField(_("lý do không làm nữa"), max_length=300, blank=True)
    settled_on = models.DateField(_("ngày xong"), null=True, blank=True)
    settled_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("người báo")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_task_a_number"),
            models.CheckConstraint(
                condition=Q(state=TaskState.OPEN, settled_on__isnull=True)
                | (~Q(state=TaskState.OPEN) & Q(settled_on__isnull=False)),
                name="task_settled_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(owner_unit__isnull=False) | Q(owner_body__isnull=False) | Q(for_below=True),
                name="task_has_an_owner",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on", "id"],
                condition=Q(state=TaskState.OPEN, due_on__isnull=False),
                name="task_open_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"

    @classmethod
    def visibility(cls, actor: SupportsScope) -> Q:
        """Tasks of plans of one's area; of plans handed down those for units below; and of a plan in force those that are
        one's own unit's to do."""
        down = Q(for_below=True) & handed_down_to(actor.units_with(cls.scope_permission), "plan__")
        own = Q(plan__state=PlanState.IN_FORCE) & cls.owned_by(actor)
        return super().visibility(actor) | down | own

    @classmethod
    def owned_by(cls, actor: SupportsScope) -> Q:
        """Tasks of the bodies for which an actor holds a role, and of the units at which the actor works; those of a unit
        that ended are its successor's."""
        owned = Q(owner_body__in=actor.body_ids)
        for unit in actor.units_with(Permission.REPORT_TASKS):
            owned |= done_from(unit)
        return owned


class PlanCost(ScopedModel, Identified):
    """A line of a plan's yearly cost estimate, and what was spent on it; money in đồng (S3.8)."""

    scope_permission = Permission.VIEW_STEERING
    filed_with = "plan"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="costs")
    year = models.PositiveSmallIntegerField(
        _("năm"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    place = models.PositiveSmallIntegerField(_("số thứ tự"))
    text = models.CharField(_("nội dung chi"), max_length=200)
    measure = models.CharField(_("đơn vị tính"), max_length=30)
    quantity = models.PositiveIntegerField(_("số lượng"), validators=[MaxValueValidator(MOST_QUANTITY)])
    unit_price = models.PositiveBigIntegerField(
        _("đơn giá, đồng"), validators=[MaxValueValidator(MOST_MONEY)]
    )
    source = models.CharField(_("nguồn kinh phí"), max_length=100, blank=True)
    spent = models.PositiveBigIntegerField(
        _("đã chi, đồng"), default=0, validators=[MaxValueValidator(MOST_MONEY)]
    )

    class Meta:
        indexes = [models.Index(fields=["plan", "year", "place"], name="cost_plan_year")]

    @property
    def amount(self) -> int:
        """What the line is estimated at."""
        return self.quantity * self.unit_price
