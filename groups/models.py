"""Models of groups: `ChatGroup`, `MemberCount`, `GroupConfirmation`, `GroupInspection`, `CoverageBase`; of the rollout: `RolloutStep`
with its `PilotGroup`s, `RolloutDeadline`, `RolloutReminder`."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from groups.choices import CloseReason, Condition, CoverageSubject, GroupKind, RolloutStage
from groups.inspection_states import InspectionState
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.core.comparison_keys import KeyField
from portal.core.deadlines import is_late
from portal.core.models import Identified, Sortable
from portal.steering.models import Directive
from portal.units.models import Unit
from portal.units.scoping import ScopedModel, SupportsScope

ZALO_LINK = RegexValidator(
    r"^https://zalo\.me/g/[a-z0-9]{4,20}$",
    _(
        "Đường dẫn nhóm có dạng https://zalo.me/g/abcdef123. Mở nhóm trong Zalo, chọn “Link tham gia nhóm”, sao chép."
    ),
)


class ChatGroup(ScopedModel, Identified, Sortable):
    """A Zalo group as the commune keeps it. Days are half-open: it counts from `opened_on` to before `closed_on`."""

    scope_permission = Permission.VIEW_GROUPS

    kind = models.CharField(_("loại nhóm"), max_length=16, choices=GroupKind.choices)
    name = models.CharField(_("tên nhóm"), max_length=150)
    name_key = KeyField(of="name")
    leader_name = models.CharField(_("trưởng nhóm"), max_length=120, blank=True)
    deputy_name = models.CharField(_("phó nhóm"), max_length=120, blank=True)
    # The leader's own account, where there is one: it shows them the group on their phone.
    leader = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("cán bộ phụ trách"),
    )
    join_link = models.CharField(_("đường dẫn tham gia"), max_length=60, blank=True, validators=[ZALO_LINK])
    opened_on = models.DateField(_("ngày lập"))
    closed_on = models.DateField(_("ngày ngừng"), null=True, blank=True)
    # Empty while the group runs; of groups that ended before reasons were asked for, too.
    close_reason = models.CharField(_("lý do ngừng"), max_length=12, choices=CloseReason.choices, blank=True)
    close_note = models.CharField(_("ghi rõ lý do ngừng"), max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["commune", "kind", "sort", "id"], name="group_commune"),
            models.Index(fields=["commune", "sort", "public_id"], name="group_commune_name"),
            models.Index(fields=["province", "kind"], name="group_province"),
            models.Index(fields=["province", "sort", "public_id"], name="group_province_name"),
            models.Index(fields=["hamlet"], name="group_hamlet"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="group_days_in_order",
            ),
            models.UniqueConstraint(
                fields=["unit", "name_key"],
                condition=Q(closed_on__isnull=True),
                name="one_open_group_a_name",
                violation_error_message=_(
                    "Đơn vị này đã có nhóm tên như vậy. Đặt tên khác hoặc sửa nhóm cũ."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def search_text(self) -> str:
        return f"{self.name} {self.leader_name}"

    @classmethod
    def visibility(cls, actor: SupportsScope) -> Q:
        """Rows of the actor's area, and the groups whose leader the actor is (organisations have no area)."""
        communes = actor.units_with(Permission.CONFIRM_GROUPS)
        own = Q(leader=actor.user, commune__in=communes) if actor.user and communes else Q(pk__in=[])
        return super().visibility(actor) | own


class MemberCount(ScopedModel, Identified):
    """A count of a group's members: who counted, when. It holds until the next one supersedes it."""

    scope_permission = Permission.VIEW_GROUPS
    filed_with = "group"

    group = models.ForeignKey(ChatGroup, on_delete=models.CASCADE, related_name="counts")
    members = models.PositiveIntegerField(_("số thành viên"), validators=[MaxValueValidator(5000)])
    # Households taking part, with those reached through children and grandchildren (S1.3).
    households = models.PositiveIntegerField(
        _("số hộ tham gia"), default=0, validators=[MaxValueValidator(5000)]
    )
    # Agencies, schools or enterprises taking part, in a group of such a kind (S3.1).
    bodies = models.PositiveIntegerField(
        _("số đơn vị tham gia"), default=0, validators=[MaxValueValidator(5000)]
    )
    counted_on = models.DateField(_("ngày cập nhật"))
    superseded_on = models.DateField(null=True, editable=False)
    counted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "counted_on"], name="one_count_a_day"),
            models.UniqueConstraint(
                fields=["group"], condition=Q(superseded_on__isnull=True), name="one_present_count"
            ),
        ]
        indexes = [models.Index(fields=["commune", "counted_on"], name="count_commune")]


class GroupConfirmation(ScopedModel, Identified):
    """A head's word on the state of a group in a month (xác nhận tình hình nhóm)."""

    scope_permission = Permission.VIEW_GROUPS
    filed_with = "group"

    group = models.ForeignKey(ChatGroup, on_delete=models.CASCADE, related_name="confirmations")
    condition = models.CharField(_("tình hình nhóm"), max_length=10, choices=Condition.choices)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    confirmed_on = models.DateField()
    confirmed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["commune", "confirmed_on"], name="confirmation_commune")]


class GroupInspection(ScopedModel, Identified):
    """That a committee looked at a group on a day: what was found, and what is to be mended until the end of which day (S4.10).

    `withdrawn_at` is set where the entry was a mistake: then it counts nowhere.
    """

    scope_permission = Permission.VIEW_GROUPS
    filed_with = "group"

    group = models.ForeignKey(
        ChatGroup, on_delete=models.CASCADE, related_name="inspections", verbose_name=_("nhóm")
    )
    by_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị kiểm tra")
    )
    inspected_on = models.DateField(_("ngày kiểm tra"))
    inspectors = models.CharField(_("người kiểm tra"), max_length=200)
    found = models.CharField(_("tình hình, kết quả kiểm tra"), max_length=500)
    to_mend = models.CharField(_("nội dung phải khắc phục"), max_length=500, blank=True)
    due_on = models.DateField(_("hạn khắc phục"), null=True, blank=True)
    state = models.CharField(
        _("trạng thái"), max_length=8, choices=InspectionState.choices, default=InspectionState.CLEAR
    )
    done_on = models.DateField(_("ngày khắc phục xong"), null=True, blank=True)
    # What was said at the latest transition, as of a committee's finding.
    word = models.CharField(_("kết quả, lý do"), max_length=500, blank=True)
    withdrawn_at = models.DateTimeField(_("gỡ khỏi sổ lúc"), null=True, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["commune", "-inspected_on", "public_id"], name="inspection_commune"),
            models.Index(fields=["province", "-inspected_on", "public_id"], name="inspection_province"),
            models.Index(fields=["due_on"], condition=Q(state=InspectionState.OPEN), name="inspection_open"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=InspectionState.CLEAR, to_mend="", due_on__isnull=True)
                | ~Q(state=InspectionState.CLEAR) & ~Q(to_mend="") & Q(due_on__isnull=False),
                name="inspection_mends_until_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state=InspectionState.DONE, done_on__isnull=False)
                | Q(done_on__isnull=True) & ~Q(state=InspectionState.DONE),
                name="inspection_done_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.to_mend or self.found

    def is_late(self, today: date) -> bool:
        """Whether it was mended after its last day in time, or is still open after it."""
        if self.state not in (InspectionState.OPEN, InspectionState.DONE):
            return False
        return is_late(self.due_on, self.done_on or today)

    @classmethod
    def visibility(cls, actor: SupportsScope) -> Q:
        """Inspections of the groups that the actor may see."""
        communes = actor.units_with(Permission.CONFIRM_GROUPS)
        own = Q(group__leader=actor.user, commune__in=communes) if actor.user and communes else Q(pk__in=[])
        return super().visibility(actor) | own


class CoverageBase(ScopedModel, Identified):
    """The denominator of a coverage: how many there are, by whose count, as of when."""

    scope_permission = Permission.VIEW_COVERAGE

    subject = models.CharField(_("đối tượng"), max_length=20, choices=CoverageSubject.choices)
    year = models.PositiveSmallIntegerField(
        _("năm"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    count = models.PositiveIntegerField(_("tổng số"))
    source = models.CharField(_("nguồn số liệu"), max_length=200)
    as_of = models.DateField(_("tính đến ngày"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "subject", "year"], name="one_base_a_year")]
        indexes = [models.Index(fields=["commune", "subject", "year"], name="base_commune")]


class RolloutStep(ScopedModel, Identified):
    """That a commune reached a stage of the rollout on a day; one a stage (S0.2, S1.2)."""

    scope_permission = Permission.VIEW_STEERING

    stage = models.CharField(_("giai đoạn triển khai"), max_length=10, choices=RolloutStage.choices)
    reached_on = models.DateField(_("ngày đạt giai đoạn"))
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "stage"], name="one_step_a_stage")]
        indexes = [
            models.Index(fields=["commune", "reached_on"], name="rollout_commune"),
            models.Index(fields=["province", "reached_on"], name="rollout_province"),
        ]


class PilotGroup(models.Model):
    """A group by which a commune piloted the model."""

    step = models.ForeignKey(RolloutStep, on_delete=models.CASCADE, related_name="pilots")
    group = models.ForeignKey(ChatGroup, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "group"], name="one_pilot_a_group")]


class RolloutDeadline(ScopedModel, Identified):
    """The last day by which a paper of a province wants every commune to have launched (S0.2)."""

    scope_permission = Permission.VIEW_STEERING

    directive = models.OneToOneField(
        Directive, on_delete=models.PROTECT, related_name="+", verbose_name=_("văn bản ấn định thời hạn")
    )
    due_on = models.DateField(_("thời hạn triển khai"))

    class Meta:
        indexes = [models.Index(fields=["province", "due_on"], name="rollout_deadline_province")]


class RolloutReminder(ScopedModel, Identified):
    """That a commune was reminded of the rollout, once a day. Who has seen it stands in the notices that went out."""

    scope_permission = Permission.VIEW_STEERING

    sent_on = models.DateField(_("ngày nhắc"))
    sent_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "sent_on"], name="one_reminder_a_day")]
        indexes = [models.Index(fields=["province", "sent_on"], name="rollout_reminder_province")]
