"""How units are named."""

from functools import cache

from django.utils.translation import get_language

from portal.units.choices import Level, UnitKind


def full_name(kind: str, name: str) -> str:
    """Kind and name, "xã Phước Ninh"; a name that already says its kind stays alone ("Tổ tự quản số 4")."""
    label = _label(kind, get_language())
    if name.lower().startswith(label.lower()):
        return name[:1].lower() + name[1:]
    return f"{label} {name}"


def in_hamlet(level: str, name: str, hamlet: str) -> str:
    """A full name with the hamlet's where it takes both to name a unit: self-managed teams are numbered anew in every
    hamlet ("tổ tự quản số 07, ấp Phước Lợi"). One that stands straight in a commune has no hamlet."""
    return f"{name}, {hamlet}" if hamlet and level == Level.SELF_MANAGED_TEAM else name


@cache
def _label(kind: str, language: str | None) -> str:
    """A kind's word in a language, looked up once: lists name units by the fifty."""
    return str(UnitKind(kind).label)
