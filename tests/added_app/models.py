"""Visits of residents to a commune's office."""

from django.db import models

from portal.accounts.permissions import Permission
from portal.core.models import Identified
from portal.units.scoping import ScopedModel


class Visit(ScopedModel, Identified):
    """One visit: by whom, on which day."""

    scope_permission = Permission.VIEW_GROUPS

    visitor = models.CharField("người đến", max_length=80)
    on = models.DateField("ngày")
