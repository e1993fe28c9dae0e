"""Models of tips: `Tip`, its history `TipTransition`, `SealedInformant`, `Redaction`, `TimeLimit`,
`DutyNumber`."""

from datetime import datetime
from typing import Any

from django.core.validators import MaxLengthValidator, MinLengthValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from groups.models import ChatGroup
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.core.formatting import near_moment
from portal.core.models import Identified, Searchable
from portal.core.working_time import unknown_words
from portal.units.models import Dated
from portal.units.scoping import ScopedModel, SupportsScope, column_of
from tips.choices import (
    WORKING_CLOCKS,
    Category,
    Channel,
    DueStep,
    LimitClock,
    Nature,
    Outcome,
    Recipient,
    Urgency,
)
from tips.states import OPEN, TipState


class TimeLimit(Dated):
    """A time limit by law or service norm: data with its basis and its days of effect, never a constant."""

    nature = models.CharField(max_length=16, choices=Nature.choices)
    urgent = models.BooleanField(default=False)
    step = models.CharField(max_length=8, choices=DueStep.choices)
    amount = models.PositiveSmallIntegerField()
    clock = models.CharField(max_length=14, choices=LimitClock.choices)
    basis = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nature", "urgent", "valid_from"], name="one_limit_a_start")
        ]


class Tip(ScopedModel, Identified, Searchable):
    """What a resident reported. The informant is never here: see SealedInformant."""

    scope_permission = Permission.VIEW_TIPS

    category = models.CharField(_("việc gì"), max_length=16, choices=Category.choices)
    nature = models.CharField(_("phân loại"), max_length=16, choices=Nature.choices)
    summary = models.TextField(
        _("nội dung"),
        max_length=2000,
        blank=True,
        validators=[
            MinLengthValidator(5, _("Viết ít nhất vài chữ: việc gì, ở đâu.")),
            MaxLengthValidator(2000),
        ],
    )
    received_at = models.DateTimeField(_("nhận lúc"))
    channel = models.CharField(_("tin đến bằng cách nào"), max_length=12, choices=Channel.choices)
    group = models.ForeignKey(
        ChatGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("nhóm")
    )
    urgency = models.CharField(_("mức độ"), max_length=8, choices=Urgency.choices, default=Urgency.NORMAL)
    # Filed at the unit above with the lower places empty, so the commune it is about cannot find or count it.
    about_police = models.BooleanField(_("phản ánh về cán bộ Công an"), default=False)
    state = models.CharField(_("trạng thái"), max_length=12, choices=TipState.choices, default=TipState.NEW)
    handler = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("người xử lý")
    )
    outcome = models.CharField(_("kết quả"), max_length=10, choices=Outcome.choices, blank=True)
    logged_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    # Who follows it in the place of whoever logged it, since their office was handed over.
    followed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    limit = models.ForeignKey(TimeLimit, null=True, on_delete=models.PROTECT, related_name="+")
    due_at = models.DateTimeField(_("hạn"))
    met_at = models.DateTimeField(_("xử lý ban đầu lúc"), null=True)
    settled_at = models.DateTimeField(_("giải quyết lúc"), null=True)

    class Meta:
        # Sorted: a set's order differs from run to run, and migrations would see a change where none is.
        indexes = [
            models.Index(fields=["commune", "-received_at", "-public_id"], name="tip_commune"),
            models.Index(fields=["district", "-received_at", "-public_id"], name="tip_district"),
            models.Index(fields=["province", "-received_at", "-public_id"], name="tip_province"),
            models.Index(fields=["hamlet", "-received_at", "-public_id"], name="tip_hamlet"),
            models.Index(
                fields=["commune", "due_at"], condition=Q(state__in=sorted(OPEN)), name="tip_open_commune"
            ),
            # What is late below, for those who supervise: open tips are few, all tips of a province many.
            models.Index(
                fields=["district", "due_at"], condition=Q(state__in=sorted(OPEN)), name="tip_open_district"
            ),
            models.Index(
                fields=["province", "due_at"], condition=Q(state__in=sorted(OPEN)), name="tip_open_province"
            ),
            models.Index(fields=["logged_by", "-received_at"], name="tip_logged_by"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(about_police=False) | Q(commune__isnull=True, hamlet__isnull=True),
                name="complaint_stays_above",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | Q(settled_at__gte=F("received_at")),
                name="settled_after_received",
            ),
        ]

    def search_text(self) -> str:
        return f"{self.summary} {self.get_category_display()}"

    @property
    def open_since(self) -> datetime | None:
        """Since when a tip that is not settled has been waiting; None once it is settled, or void."""
        return self.received_at if self.state in OPEN else None

    @property
    def days_off_unknown(self) -> str:
        """What to say beside the due time where it runs, in working days, over a year without a table of days off."""
        words = unknown_words(self.received_at, self.due_at)
        return words if words and self.limit and self.limit.clock in WORKING_CLOCKS else ""

    @property
    def due_in_words(self) -> str:
        """What to say beside the time left of a limit in working hours, which reads as if nights and days off
        counted: until when. Empty for other limits, and where what was due is done or the tip no longer open.
        """
        runs = self.state in OPEN and self.met_at is None
        if not runs or not self.limit or self.limit.clock != LimitClock.WORKING_HOURS:
            return ""
        return gettext("giờ làm việc, đến %(moment)s") % {"moment": near_moment(self.due_at)}

    @classmethod
    def visibility(cls, actor: SupportsScope) -> Q:
        """Rows of the actor's area, and what the actor sent in, or took over with an office (handover)."""
        allowed = super().visibility(actor)
        seen = actor.units_with(Permission.VIEW_TIPS)
        for unit in actor.units_with(Permission.LOG_TIPS):
            if unit in seen:
                continue  # her own tips are among all tips there
            sent = Q(logged_by=actor.user) | Q(followed_by=actor.user)
            allowed |= sent & Q(about_police=False, **{column_of(unit): unit})
        return allowed


class DutyNumber(ScopedModel, Identified):
    """The duty telephone number of a commune police, for what cannot wait. One a commune."""

    scope_permission = Permission.VIEW_TIPS

    phone = models.CharField(
        _("số trực ban"),
        max_length=20,
        validators=[
            RegexValidator(
                r"^\+?[0-9][0-9 .\-]{1,18}[0-9]$",
                _("Số điện thoại chỉ gồm chữ số, ví dụ 0276 3877 113."),
            )
        ],
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit"], name="one_duty_number_a_unit")]


class TipTransition(ScopedModel):
    """One entry of a tip's history, written once by `tips.history`; the database refuses to change what it says.

    It is lifted for a redaction, and for passing on a denunciation, which blanks the notes until then.
    """

    scope_permission = Permission.VIEW_TIPS

    tip = models.ForeignKey(Tip, on_delete=models.CASCADE, related_name="transitions")
    name = models.CharField(max_length=16)
    source = models.CharField(max_length=12, choices=TipState.choices, blank=True)
    target = models.CharField(max_length=12, choices=TipState.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(_("ghi chú"), max_length=1000, blank=True)
    recipient = models.CharField(_("nơi nhận"), max_length=20, choices=Recipient.choices, blank=True)
    document_number = models.CharField(_("số văn bản"), max_length=40, blank=True)
    # What the transition decided: to whom the tip was given, as what it was classified, how it ended.
    handler = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(_("việc gì"), max_length=16, choices=Category.choices, blank=True)
    nature = models.CharField(_("phân loại"), max_length=16, choices=Nature.choices, blank=True)
    outcome = models.CharField(_("kết quả"), max_length=10, choices=Outcome.choices, blank=True)

    class Meta:
        indexes = [models.Index(fields=["tip", "id"], name="transition_tip")]

    @property
    def decided(self) -> list[str]:
        """What the transition decided, in words: to whom, as what, how it ended, whither with which paper."""
        words = [
            _("cho %(name)s") % {"name": self.handler.full_name} if self.handler else "",
            self.get_category_display() if self.category else "",
            self.get_nature_display() if self.nature else "",
            self.get_outcome_display() if self.outcome else "",
            self.get_recipient_display() if self.recipient else "",
            self.document_number,
        ]
        return [str(word) for word in words if word]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise TypeError("history never changes")
        super().save(*args, **kwargs)


class Redaction(models.Model):
    """Words that were taken out of a text of a tip: who, when, which characters; of the text only a digest.

    The reason is in the history alone, where a later redaction can remove words of it.
    """

    tip = models.ForeignKey(Tip, on_delete=models.CASCADE, related_name="redactions")
    # The transition whose text it was; empty for the tip's own.
    transition = models.ForeignKey(TipTransition, null=True, on_delete=models.CASCADE, related_name="+")
    field = models.CharField(max_length=16)
    # Characters [start, end) of the text as it was before.
    start = models.PositiveSmallIntegerField()
    end = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=40)
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    # By the machine's clock: drafts on people's machines are compared with it.
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["-at"], name="redaction_at")]


class SealedInformant(models.Model):
    """The informant, encrypted. Behind its own permission; opening asks a reason and is audited (S2.7, S4.4).

    Reached only through tips.informants: it is in no list, search, export, notice or log.
    """

    tip = models.OneToOneField(Tip, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    created_at = models.DateTimeField()
