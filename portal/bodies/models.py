"""Models of bodies: `Body`, and `BodyLine`, under which other body it was from one day to another."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.bodies.choices import (
    TRAIT_COLUMN,
    TRAITS,
    BodyKind,
    EnterpriseSize,
    ForceKind,
    SchoolLevel,
    trait_of,
)
from portal.bodies.liability import Liability, liability
from portal.core.comparison_keys import KeyField
from portal.core.identities import phones
from portal.core.models import Identified, Sortable
from portal.units.models import Dated, days_in_order
from portal.units.scoping import ScopedModel


def check_phone(value: str) -> None:
    """Raises ValidationError for what is not one telephone number in the form in which it is kept."""
    if phones.written(value) != value:
        raise ValidationError(_("Số điện thoại chưa đúng. Ví dụ: 0912 345 678 hoặc 0276 3877 113."))


class Body(ScopedModel, Identified, Sortable, Dated):
    """A body of a unit: what it is, from when to when it exists, whom to call. Empty `valid_from`: the start is unknown."""

    # Its name in portal.accounts.permissions, which is above this layer.
    scope_permission = "bodies.view"

    kind = models.CharField(_("loại"), max_length=20, choices=BodyKind.choices)
    name = models.CharField(_("tên"), max_length=150)
    name_key = KeyField(of="name")
    school_level = models.CharField(_("cấp học"), max_length=16, choices=SchoolLevel.choices, blank=True)
    enterprise_size = models.CharField(_("quy mô"), max_length=8, choices=EnterpriseSize.choices, blank=True)
    force_kind = models.CharField(_("lực lượng"), max_length=16, choices=ForceKind.choices, blank=True)
    contact_name = models.CharField(_("đầu mối liên hệ"), max_length=120, blank=True)
    contact_phone = models.CharField(
        _("số điện thoại liên hệ"), max_length=20, blank=True, validators=[check_phone]
    )
    valid_from = models.DateField(_("hoạt động từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["commune", "sort", "public_id"], name="body_commune_name"),
            models.Index(fields=["district", "sort", "public_id"], name="body_district_name"),
            models.Index(fields=["province", "sort", "public_id"], name="body_province_name"),
            models.Index(fields=["commune", "kind"], name="body_commune_kind"),
        ]
        constraints = [
            days_in_order("body_days_in_order"),
            models.UniqueConstraint(
                fields=["unit", "name_key"],
                condition=Q(valid_to__isnull=True),
                name="one_open_body_a_name",
                violation_error_message=_("Đơn vị này đã có cơ quan, tổ chức tên như vậy. Đặt tên khác."),
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{column: ""}) | Q(kind=kind),
                    name=f"body_{column}_of_its_kind",
                    violation_error_message=_("Mục này không dành cho loại cơ quan, tổ chức đã chọn."),
                )
                for kind, column in TRAIT_COLUMN.items()
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def search_text(self) -> str:
        return f"{self.name} {self.contact_name}"

    @property
    def trait(self) -> str:
        """Its school level, enterprise size or kind of force; "" where the kind has none or it is unknown."""
        return trait_of(self)

    @property
    def trait_label(self) -> str:
        """The trait in words; "" without one."""
        return str(TRAITS[self.kind](self.trait).label) if self.trait else ""

    @property
    def liability(self) -> Liability:
        """Whether it is to be assessed yearly, and why (portal.bodies.liability)."""
        return liability(self.kind, self.trait)

    @property
    def keeper_id(self) -> int:
        """The unit whose people keep its entry today: its commune, of one above communes the district or province."""
        return self.commune_id or self.district_id or self.province_id


class BodyLine(Dated):
    """Under which body another one was from one day to another. It says nothing of days on which one of the two does
    not exist, so a body that ends leaves the lines as they are."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="lines")
    above = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="lines_below")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body"], condition=Q(valid_to__isnull=True), name="one_open_line_a_body"
            ),
            models.UniqueConstraint(fields=["body", "valid_from"], name="one_line_a_start"),
            models.CheckConstraint(condition=~Q(body=F("above")), name="no_body_under_itself"),
            days_in_order("line_days_in_order"),
        ]
