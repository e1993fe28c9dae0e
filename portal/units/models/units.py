"""`Unit`, an identity, with its dated names (`UnitVersion`), parents (`UnitEdge`) and successors
(`Succession`)."""

from django.db import models
from django.db.models import F, Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.core.comparison_keys import KeyField
from portal.core.ids import public_id
from portal.core.models import Sortable
from portal.units.choices import CommandChain, Extent, Level, UnitKind
from portal.units.models.dated import Dated, days_in_order
from portal.units.naming import Named, in_hamlet

# Levels whose names are given locally, without an official code.
LOCAL = [Level.HAMLET.value, Level.SELF_MANAGED_TEAM.value]


class Unit(Named, Dated, Sortable):
    """The identity, and beside it the present (or last) name and place, for speed.

    `valid_from` empty: the start is unknown (the older era's table is one snapshot). `valid_to` empty: it has no end.
    """

    public_id = models.CharField(max_length=12, default=public_id, unique=True, editable=False)
    level = models.CharField(_("cấp"), max_length=16, choices=Level.choices)
    kind = models.CharField(_("loại"), max_length=16, choices=UnitKind.choices)
    name = models.CharField(_("tên"), max_length=120)
    name_key = KeyField(of="name")
    # Came by an amendment to a parent that has a unit of this name: two communes with an "ấp 1" each became one. Nobody
    # may be asked to rename a hamlet for that, so the constraint leaves these out.
    shares_name = models.BooleanField(default=False, db_default=False, editable=False)
    # Official codes exist down to the commune and are used again across eras: never a key without a day.
    code = models.CharField(_("mã"), max_length=10, blank=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    province = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    commune = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    hamlet = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["code", "valid_from"], name="unit_code"),
            models.Index(fields=["parent", "sort"], name="unit_children"),
            models.Index(fields=["province", "level"], name="unit_province"),
            models.Index(fields=["commune", "level"], name="unit_commune"),
        ]
        constraints = [
            days_in_order("unit_days_in_order"),
            models.UniqueConstraint(
                fields=["parent", "kind", "name_key"],
                condition=Q(valid_to__isnull=True, shares_name=False, level__in=LOCAL),
                name="one_hamlet_a_name",
                violation_error_message=_("Nơi này đã có đơn vị tên như vậy. Đặt tên khác."),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def search_text(self) -> str:
        return f"{self.full_name} {self.code}"

    @property
    def above(self) -> "Unit":
        """The unit right above. Raises ValueError for one at the top of the country."""
        if self.parent is None:
            raise ValueError(f"nothing stands above unit {self.pk}")
        return self.parent

    @property
    def placed_name(self) -> str:
        """The full name where units of several hamlets are together; reads `hamlet` for a self-managed team alone."""
        is_group = self.level == Level.SELF_MANAGED_TEAM
        return in_hamlet(
            self.level, self.full_name, self.hamlet.full_name if is_group and self.hamlet else ""
        )

    @property
    def placed_title(self) -> str:
        """`placed_name` with a capital."""
        return capfirst(self.placed_name)

    @property
    def choice_title(self) -> str:
        """As it is in a list to choose from, which is in the order `BY_HAMLET`: the hamlet first."""
        hamlet = self.hamlet if self.level == Level.SELF_MANAGED_TEAM else None
        return f"{hamlet.title}, {self.full_name}" if hamlet else self.title


class UnitVersion(Named, Dated):
    """What a unit was called from one day to another, and by which legal act."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="versions")
    kind = models.CharField(max_length=16, choices=UnitKind.choices)
    name = models.CharField(max_length=120)
    code = models.CharField(max_length=10, blank=True)
    legal_act = models.CharField(_("văn bản"), max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["code"], condition=~Q(code=""), name="version_code")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(valid_to__isnull=True), name="one_open_version"
            ),
            models.UniqueConstraint(fields=["unit", "valid_from"], name="one_version_a_start"),
            days_in_order("version_days_in_order"),
        ]


class UnitEdge(Dated):
    """Under which parent a unit was from one day to another, in one chain of command.

    A unit that ended goes on hanging under what it became (or under its parent), so that what was filed under it
    always has a place. `commune` and `hamlet` are those of the child by this edge, itself included: the map
    of a past day is then one join (portal.units.areas). A chain of command without an edge of its own on a day follows
    administration.
    """

    child = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="edges")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="child_edges")
    command_chain = models.CharField(
        max_length=14, choices=CommandChain.choices, default=CommandChain.ADMINISTRATION
    )
    commune = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    hamlet = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["child", "valid_from"], name="edge_child_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "command_chain"], condition=Q(valid_to__isnull=True), name="one_open_edge"
            ),
            models.UniqueConstraint(fields=["child", "command_chain", "valid_from"], name="one_edge_a_start"),
            models.CheckConstraint(condition=~Q(child=F("parent")), name="no_unit_under_itself"),
            days_in_order("edge_days_in_order"),
        ]


class Succession(models.Model):
    """What became of a unit: a link to each successor, whole or in part, on a day, by an amendment."""

    predecessor = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="became")
    successor = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="came_from")
    on = models.DateField()
    extent = models.CharField(max_length=5, choices=Extent.choices)
    legal_act = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "on"], name="one_link_a_day")
        ]
