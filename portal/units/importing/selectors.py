"""Queries of an import: the units to compare with, what was imported, and the rows that depend on it."""

from collections import Counter
from datetime import date

from django.db.models import Count, ManyToOneRel, QuerySet
from django.utils.translation import gettext as _

from portal.units.amendments.dependants import all_dependants
from portal.units.choices import Level
from portal.units.importing.states import EDIT
from portal.units.models import Amendment, Unit, UnitEdge, UnitImport, UnitVersion, not_ended_by
from portal.units.scoping import SupportsScope
from portal.units.selectors import BY_HAMLET

_LEVELS = [Level.HAMLET, Level.SELF_MANAGED_TEAM]


def imports(actor: SupportsScope, commune: Unit) -> QuerySet[UnitImport]:
    """A commune's batches, the newest first, for whoever may bring in: others see none."""
    if not actor.may(EDIT, commune):
        return UnitImport.objects.none()
    return (
        UnitImport.objects.filter(commune=commune)
        .select_related("commune", "made_by")
        .order_by("-created_at", "-pk")
    )


def compared_with(commune: Unit, on: date) -> list[Unit]:
    """The hamlets and groups of a commune that have not ended by the day: a new one must not repeat them."""
    return list(
        Unit.objects.filter(not_ended_by(on), commune=commune, level__in=_LEVELS).order_by(*BY_HAMLET)
    )


def usual_kind(units: list[Unit]) -> str:
    """What a commune's hamlets are called, by most of them."""
    kinds = Counter(unit.kind for unit in units if unit.level == Level.HAMLET)
    return kinds.most_common(1)[0][0] if kinds else ""


def created_units(batch: UnitImport) -> list[Unit]:
    """What a batch created and is still there, hamlets first."""
    found = Unit.objects.filter(public_id__in=batch.created).select_related("parent")
    return list(found.order_by("level", "parent__sort", "sort", "pk"))


def hanging_on(units: list[Unit]) -> dict[str, list[Unit]]:
    """What already refers to units: {in words: those units}. Their own first version and edge, and the units among
    themselves, do not count; an amendment that changed one does."""
    by_pk = {unit.pk: unit for unit in units}
    words: dict[object, str] = {
        dependant.rows().model: str(dependant.label) for dependant in reversed(all_dependants())
    }
    words |= {Unit: _("đơn vị bên dưới"), Amendment: _("thay đổi về sau")}
    found: dict[str, list[Unit]] = {}
    for field in Unit._meta.get_fields(include_hidden=True):
        if not (isinstance(field, ManyToOneRel) and field.one_to_many):
            continue
        model = field.field.model
        rows = model._base_manager.filter(**{f"{field.field.name}__in": by_pk})
        if model is Unit:
            rows = rows.exclude(pk__in=by_pk)
        elif model is UnitEdge:
            rows = rows.exclude(child__in=by_pk)
        elif model is UnitVersion:
            continue
        ids = set(rows.values_list(field.field.name, flat=True))
        if ids:
            # A table between two models speaks of the one that owns it.
            word = words.get(model._meta.auto_created or model, _("dữ liệu khác"))
            found.setdefault(word, []).extend(by_pk[pk] for pk in sorted(ids))
    for dated_model, column in ((UnitVersion, "unit"), (UnitEdge, "child")):
        dated = (
            dated_model.objects.filter(**{f"{column}__in": by_pk})
            .values_list(column)
            .annotate(times=Count("pk"))
        )
        changed = [by_pk[pk] for pk, _times in dated.filter(times__gt=1)]
        if changed:
            found.setdefault(words[Amendment], []).extend(changed)
    return found
