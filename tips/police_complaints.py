"""Complaints about police: which tips are such, and which unit gets them, because the commune may not see them."""

from portal.core import clock
from portal.units.choices import CommandChain
from portal.units.models import Unit
from portal.units.selectors import parent_on
from tips.choices import Category


def is_about_police(category: str) -> bool:
    """Whether every tip of a category is a complaint about police. Others are when whoever logs them says so."""
    return category == Category.MISCONDUCT


def above_the_commune(unit: Unit) -> Unit:
    """The unit that gets a complaint about police of a unit's commune: the one above the commune in the police's own chain of
    command today.

    Up to 28 February 2025 that is the district, from 1 March 2025 the province: the police left the districts before
    administration did.
    """
    above = unit.commune and parent_on(unit.commune, clock.today(), CommandChain.POLICE)
    found = above or unit.district or unit.province
    if found is None:
        raise LookupError(
            f"nothing stands above unit {unit.pk}"
        )  # pragma: no cover - every unit lies in a province
    return found
