"""Earlier and later names of units of the national tables, as dated versions."""

from datetime import date

from portal.core.folding import fold
from portal.units import name_cache
from portal.units.models import Unit, UnitVersion
from portal.units.naming import full_name
from portal.units.national.rows import REFORM, Known, NewName, new_names


def apply(units: Known, file: str, until: date | None = None) -> int:
    """Date the names of a file; the number of units that have another name now than a moment ago.

    Changes after `until` wait: the columns of a unit say what it is called now. A unit whose name somebody changed by
    an amendment, on the day of the file or later, is left alone.
    """
    changed = 0
    for new in new_names(file):
        if until and new.on > until:
            continue
        unit = units.get((new.level, new.code, None)) or units.get((new.level, new.code, REFORM))
        if unit:
            changed += _rename(unit, new)
    if changed:
        name_cache.forget()
    return changed


def _rename(unit: Unit, new: NewName) -> bool:
    versions = list(UnitVersion.objects.filter(unit=unit))
    if len(versions) != 1 or (versions[0].valid_from and versions[0].valid_from >= new.on):
        return False
    only = versions[0]
    kind, name = new.becomes
    was_kind, was_name = new.was
    UnitVersion.objects.filter(pk=only.pk).update(
        kind=kind, name=name, code=new.code, valid_from=new.on, legal_act=new.legal_act
    )
    UnitVersion.objects.create(
        unit=unit,
        kind=was_kind,
        name=was_name,
        code=new.was_code,
        valid_from=only.valid_from,
        valid_to=new.on,
        legal_act=only.legal_act,
    )
    unit.kind, unit.name, unit.code = kind, name, new.code
    # Found by its present name first, and by the one it bore.
    unit.refold()
    unit.search += fold(f"{full_name(was_kind, was_name)} {new.was_code}")
    unit.save(update_fields=["kind", "name", "name_key", "code", "search", "sort"])
    return True
