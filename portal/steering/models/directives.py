"""Models of papers: `Directive`; `DirectiveBasis`, what rests on what; `AnswerRequest` with its `AnswerStep`s, who is asked to
answer one."""

from datetime import date

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.core.comparison_keys import KeyField
from portal.core.deadlines import is_late
from portal.core.models import Identified, Searchable, StoredFile
from portal.steering.answers.states import ASKING, OPEN, AnswerState
from portal.steering.choices import DirectiveKind, DirectiveWay
from portal.steering.models.owed import OwedModel
from portal.steering.wording import end_words
from portal.units.scoping import PLACES, ScopedModel, SupportsScope, within_units


class Directive(ScopedModel, Identified, Searchable):
    """A paper in the register of a unit: received from elsewhere, or issued by the unit's own bodies (S2.6).

    It is in force from `issued_on` to before `ended_on`. What is `handed_down` is read by the units below too.
    """

    scope_permission = Permission.VIEW_STEERING

    kind = models.CharField(_("loại văn bản"), max_length=12, choices=DirectiveKind.choices)
    way = models.CharField(_("văn bản đến hay đi"), max_length=8, choices=DirectiveWay.choices)
    code = models.CharField(_("số, ký hiệu"), max_length=60)
    code_key = KeyField(of="code")
    issuer = models.CharField(_("cơ quan ban hành"), max_length=200)
    issued_on = models.DateField(_("ngày ban hành"))
    received_on = models.DateField(_("ngày nhận"), null=True, blank=True)
    title = models.TextField(_("trích yếu"), max_length=500, validators=[MaxLengthValidator(500)])
    handed_down = models.BooleanField(_("gửi các đơn vị cấp dưới"), default=False)
    file = models.ForeignKey(
        StoredFile,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("tệp văn bản"),
    )
    ended_on = models.DateField(_("hết hiệu lực từ ngày"), null=True, blank=True)
    end_note = models.CharField(_("lý do hết hiệu lực"), max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["commune", "-issued_on", "public_id"], name="directive_commune"),
            models.Index(fields=["province", "-issued_on", "public_id"], name="directive_province"),
            models.Index(fields=["unit", "handed_down"], name="directive_unit"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "code_key", "issued_on"],
                name="one_directive_a_code",
                violation_error_message=_("Sổ đã có văn bản số này, ngày này. Mở văn bản đó để sửa."),
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True)
                | Q(way=DirectiveWay.RECEIVED, received_on__gte=F("issued_on")),
                name="directive_received_after_issue",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("issued_on")),
                name="directive_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.code}"

    @property
    def end_words(self) -> str:
        """From which day it is no longer in force, in words; "" if it has no end."""
        return end_words(self.ended_on)

    def search_text(self) -> str:
        """The text by whose words a paper is found."""
        return f"{self.code} {self.get_kind_display()} {self.issuer} {self.title}"

    @classmethod
    def visibility(cls, actor: SupportsScope) -> Q:
        """Papers of one's area, those that units above handed down, and those that one's own unit or body is asked to answer."""
        above = {
            getattr(unit, f"{place}_id")
            for unit in actor.units_with(cls.scope_permission)
            for place in PLACES
        }
        asked = AnswerRequest.objects.unscoped("papers whose answer is one's own to give").filter(
            AnswerRequest.asked_of(actor), state__in=ASKING
        )
        handed_down = Q(handed_down=True, unit__in=above - {None})
        return super().visibility(actor) | handed_down | Q(pk__in=asked.values("directive"))


class DirectiveBasis(models.Model):
    """That a paper rests on another (căn cứ)."""

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="bases")
    basis = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="derivations")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["directive", "basis"], name="one_basis_a_pair"),
            models.CheckConstraint(condition=~Q(directive=F("basis")), name="no_basis_is_itself"),
        ]


class AnswerRequest(OwedModel, Identified):
    """That a unit, or a body, is asked to answer a paper with its results and proposals until the end of a day, and its answer.

    It is filed with the paper; whoever is asked reads it and the paper, too.
    """

    scope_permission = Permission.VIEW_STEERING
    filed_with = "directive"

    directive = models.ForeignKey(
        Directive, on_delete=models.CASCADE, related_name="requests", verbose_name=_("văn bản")
    )
    asked_on = models.DateField(_("ngày yêu cầu"))
    due_on = models.DateField(_("hạn trả lời"))
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=AnswerState.choices, default=AnswerState.ASKED
    )
    results = models.TextField(
        _("kết quả thực hiện"), max_length=2000, blank=True, validators=[MaxLengthValidator(2000)]
    )
    proposals = models.TextField(
        _("kiến nghị, đề xuất"), max_length=2000, blank=True, validators=[MaxLengthValidator(2000)]
    )
    # The answerer's own paper, where the answer is one.
    paper = models.ForeignKey(
        Directive,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("văn bản trả lời"),
    )
    answered_on = models.DateField(_("ngày trả lời"), null=True, blank=True)
    answered_by = models.ForeignKey(
        User,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("người trả lời"),
    )
    reminded_on = models.DateField(_("ngày nhắc"), null=True, blank=True)

    class Meta:
        verbose_name = _("yêu cầu trả lời văn bản")
        indexes = [
            models.Index(fields=["due_on"], condition=Q(state__in=sorted(OPEN)), name="answer_open"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["directive", "owner_unit"],
                condition=Q(owner_body__isnull=True),
                name="one_request_a_unit",
            ),
            models.UniqueConstraint(fields=["directive", "owner_body"], name="one_request_a_body"),
            models.CheckConstraint(
                condition=Q(state=AnswerState.ANSWERED, answered_on__isnull=False)
                | Q(answered_on__isnull=True) & ~Q(state=AnswerState.ANSWERED),
                name="answered_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.owner

    @property
    def is_open(self) -> bool:
        """Whether an answer is owed."""
        return self.state in OPEN

    def is_late(self, today: date) -> bool:
        """Whether it was answered after its last day in time, or is not answered after it."""
        if self.state == AnswerState.WITHDRAWN:
            return False
        return is_late(self.due_on, self.answered_on or today)

    @classmethod
    def visibility(cls, actor: SupportsScope) -> Q:
        """Requests of one's area, and those in which a unit of it, or one's own body, is asked."""
        return super().visibility(actor) | cls.asked_of(actor)

    @classmethod
    def asked_of(cls, actor: SupportsScope) -> Q:
        """Requests whose owner is in a unit whose committee's work an actor sees, or is the actor's own unit or body."""
        units = actor.units_with(cls.scope_permission)
        return within_units("owner_unit", units) | cls.owned_by(actor)


class AnswerStep(models.Model):
    """One transition of a request: by whom, when, what was said with it; written once."""

    request = models.ForeignKey(AnswerRequest, on_delete=models.CASCADE, related_name="steps")
    name = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    word = models.TextField(max_length=2000, blank=True)
    # The last day in time from then on, and the answer as it was given then.
    due_on = models.DateField()
    results = models.TextField(max_length=2000, blank=True)
    proposals = models.TextField(max_length=2000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["request", "id"], name="answer_steps")]
