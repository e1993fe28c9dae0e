"""Titles and full names of units."""

from functools import cache
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import get_language

from portal.units.choices import Level, UnitKind


def full_name(kind: str, name: str) -> str:
    """Kind and name, "xã Phước Ninh"; a name that already says its kind stays alone ("Tổ tự quản số 4")."""
    label = _label(kind, get_language())
    if name.lower().startswith(label.lower()):
        return name[:1].lower() + name[1:]
    return f"{label} {name}"


class Named:
    """Whatever has the `kind` and `name` of a unit: the unit, one of its versions, a unit yet to begin."""

    kind: Any
    name: Any

    @property
    def full_name(self) -> str:
        """ "xã Phước Ninh", "ấp 3", as it is written inside a sentence."""
        return full_name(self.kind, self.name)

    @property
    def title(self) -> str:
        """The full name with a capital, as it is written alone."""
        return capfirst(self.full_name)


def in_hamlet(level: str, name: str, hamlet: str) -> str:
    """A full name with the hamlet's where it takes both to name a unit: self-managed teams are numbered anew in every
    hamlet ("tổ tự quản số 07, ấp Phước Lợi"). One that is directly in a commune has no hamlet."""
    return f"{name}, {hamlet}" if hamlet and level == Level.SELF_MANAGED_TEAM else name


@cache
def _label(kind: str, language: str | None) -> str:
    """A kind's word in a language, looked up once: lists name units by the fifty."""
    return str(UnitKind(kind).label)
