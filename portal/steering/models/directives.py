"""Models of papers: `Directive` and `DirectiveBasis`, what rests on what."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.permissions import Permission
from portal.core.comparison_keys import KeyField
from portal.core.models import Identified, Searchable, StoredFile
from portal.steering.choices import DirectiveKind, DirectiveWay
from portal.steering.wording import end_words
from portal.units.scoping import PLACES, ScopedModel, SupportsScope


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
        """Papers of one's area, and those that units above handed down."""
        above = {
            getattr(unit, f"{place}_id")
            for unit in actor.units_with(cls.scope_permission)
            for place in PLACES
        }
        return super().visibility(actor) | Q(handed_down=True, unit__in=above - {None})


class DirectiveBasis(models.Model):
    """That a paper rests on another (căn cứ)."""

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="bases")
    basis = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="derivations")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["directive", "basis"], name="one_basis_a_pair"),
            models.CheckConstraint(condition=~Q(directive=F("basis")), name="no_basis_is_itself"),
        ]
