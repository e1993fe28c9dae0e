"""The base of rows that a unit, or a body of it, is to settle: `OwedModel`."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.permissions import Permission
from portal.bodies.models import Body
from portal.units.choices import Level
from portal.units.models import Unit
from portal.units.scoping import ScopedModel, SupportsScope, column_of


class OwedModel(ScopedModel):
    """A row that is filed with who asks for it and that `owner_unit` is to settle, or, where it is set, `owner_body` of it."""

    owner_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị thực hiện")
    )
    owner_body = models.ForeignKey(
        Body,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("cơ quan, tổ chức thực hiện"),
    )

    class Meta:
        abstract = True

    @property
    def owner(self) -> str:
        """Who is to settle it, in words."""
        return self.owner_body.name if self.owner_body else self.owner_unit.placed_title

    @property
    def keeper_id(self) -> int:
        """The unit whose committee speaks for the owner: its commune, above communes the district or province."""
        owner = self.owner_unit
        return owner.commune_id or owner.district_id or owner.province_id or owner.pk

    @classmethod
    def owned_by(cls, actor: SupportsScope) -> Q:
        """Rows of the bodies for which an actor holds a role, and of the units at which the actor works; those of a unit
        that ended are its successor's, those of a self-managed team its hamlet's."""
        owned = Q(owner_body__in=actor.body_ids)
        for unit in actor.units_with(Permission.REPORT_TASKS):
            owned |= Q(owner_body=None) & done_from(unit)
        return owned


def done_from(unit: Unit) -> Q:
    """The condition that what `owner_unit` is to do is done by the people of a unit."""
    if unit.level == Level.SELF_MANAGED_TEAM:
        return Q(owner_unit=unit)
    levels = [unit.level, Level.SELF_MANAGED_TEAM] if unit.level == Level.HAMLET else [unit.level]
    return Q(**{f"owner_unit__{column_of(unit)}": unit, "owner_unit__level__in": levels})
