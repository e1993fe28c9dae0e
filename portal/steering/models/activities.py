"""Models of what the committee does: `Activity`, a meeting, an inspection or a live session; `Finding`, what an inspection asks
to be mended."""

from datetime import date

from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.permissions import Permission
from portal.bodies.models import Body
from portal.core.deadlines import is_late
from portal.core.models import Identified, Searchable, StoredFile
from portal.steering.activities.states import FindingState
from portal.steering.choices import ActivityKind
from portal.steering.models.owed import OwedModel
from portal.units.models import Unit
from portal.units.scoping import ScopedModel, SupportsScope, within_units


class Activity(ScopedModel, Identified, Searchable):
    """A meeting, an inspection or a live session of a unit's committee on a day (S4.8, S4.10).

    An inspection says what it looked at: a unit (`looked_at_unit`), a body of that unit, or something in words. What was
    looked at in a unit below is read there, too. `withdrawn_at` is set where the entry was a mistake: then it counts nowhere.
    """

    scope_permission = Permission.VIEW_STEERING

    kind = models.CharField(_("loại hoạt động"), max_length=12, choices=ActivityKind.choices)
    held_on = models.DateField(_("ngày tổ chức"))
    present = models.PositiveIntegerField(
        _("số người dự"), validators=[MinValueValidator(1), MaxValueValidator(100_000)]
    )
    title = models.CharField(_("nội dung"), max_length=200)
    note = models.TextField(
        _("ghi chú, kết luận"), max_length=2000, blank=True, validators=[MaxLengthValidator(2000)]
    )
    looked_at_unit = models.ForeignKey(
        Unit,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("đơn vị được kiểm tra"),
    )
    looked_at_body = models.ForeignKey(
        Body,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("cơ quan, tổ chức được kiểm tra"),
    )
    looked_at_words = models.CharField(_("nơi được kiểm tra"), max_length=150, blank=True)
    minutes = models.ForeignKey(
        StoredFile,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("tệp biên bản"),
    )
    withdrawn_at = models.DateTimeField(_("gỡ khỏi sổ lúc"), null=True, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["commune", "-held_on", "-public_id"], name="activity_commune"),
            models.Index(fields=["province", "-held_on", "-public_id"], name="activity_province"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=ActivityKind.INSPECTION)
                | Q(looked_at_unit__isnull=False)
                | ~Q(looked_at_words=""),
                name="inspection_looks_at_something",
            ),
            models.CheckConstraint(
                condition=Q(kind=ActivityKind.INSPECTION)
                | Q(looked_at_unit__isnull=True, looked_at_body__isnull=True, looked_at_words=""),
                name="only_inspections_look",
            ),
            models.CheckConstraint(
                condition=Q(looked_at_body__isnull=True) | Q(looked_at_unit__isnull=False),
                name="body_looked_at_in_its_unit",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def search_text(self) -> str:
        """The text by whose words an activity is found."""
        return f"{self.get_kind_display()} {self.title} {self.looked_at}"

    @property
    def looked_at(self) -> str:
        """What an inspection looked at, in words; "" for other activities."""
        if self.looked_at_body:
            return self.looked_at_body.name
        return self.looked_at_unit.placed_title if self.looked_at_unit else self.looked_at_words

    @classmethod
    def visibility(cls, actor: SupportsScope) -> Q:
        """Activities of one's area, and inspections by units above that looked at a place in it."""
        units = actor.units_with(cls.scope_permission)
        return super().visibility(actor) | within_units("looked_at_unit", units)


class Finding(OwedModel, Identified):
    """What an inspection found that is to be mended: by whom, until the end of which day (S4.10).

    It is read where it is to be mended, too.
    """

    scope_permission = Permission.VIEW_STEERING
    filed_with = "inspection"

    inspection = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="findings")
    text = models.CharField(_("nội dung cần khắc phục"), max_length=500)
    due_on = models.DateField(_("hạn khắc phục"))
    state = models.CharField(
        _("trạng thái"), max_length=8, choices=FindingState.choices, default=FindingState.OPEN
    )
    done_on = models.DateField(_("ngày khắc phục xong"), null=True, blank=True)
    # What was said at the latest transition: how it was mended, why it is asked no more, why it is asked again.
    word = models.CharField(_("kết quả, lý do"), max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["commune", "due_on", "public_id"], name="finding_commune"),
            models.Index(fields=["province", "due_on", "public_id"], name="finding_province"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=FindingState.DONE, done_on__isnull=False)
                | Q(done_on__isnull=True) & ~Q(state=FindingState.DONE),
                name="finding_done_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def is_late(self, today: date) -> bool:
        """Whether it was mended after its last day in time, or is still open after it."""
        if self.state == FindingState.DROPPED:
            return False
        return is_late(self.due_on, self.done_on or today)

    @classmethod
    def visibility(cls, actor: SupportsScope) -> Q:
        """Findings of one's area; what units above found that is to be mended in it or was found at a place in it; and what
        is one's own unit's or body's to mend."""
        units = actor.units_with(cls.scope_permission)
        named = within_units("owner_unit", units) | within_units("inspection__looked_at_unit", units)
        return super().visibility(actor) | named | cls.owned_by(actor)
