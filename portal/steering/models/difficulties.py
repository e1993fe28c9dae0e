"""Models of difficulties: `Difficulty`, and `DifficultyStep`, its history."""

from datetime import date
from functools import reduce
from operator import or_

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.core.deadlines import is_late
from portal.core.models import Identified
from portal.steering.difficulties.states import OPEN, DifficultyState
from portal.units.models import Unit
from portal.units.scoping import ScopedModel, SupportsScope, column_of


class Difficulty(ScopedModel, Identified):
    """A difficulty that someone raised where they work. `owner` is the unit whose committee owes the answer until `due_on`."""

    scope_permission = Permission.VIEW_STEERING

    title = models.CharField(_("khó khăn, vướng mắc"), max_length=200)
    text = models.TextField(
        _("nội dung, kiến nghị"), max_length=2000, blank=True, validators=[MaxLengthValidator(2000)]
    )
    raised_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("người nêu")
    )
    raised_on = models.DateField(_("ngày nêu"))
    owner = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("nơi phải trả lời")
    )
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=DifficultyState.choices, default=DifficultyState.RAISED
    )
    due_on = models.DateField(_("hạn trả lời"))
    answer = models.TextField(
        _("trả lời"), max_length=2000, blank=True, validators=[MaxLengthValidator(2000)]
    )
    answered_on = models.DateField(_("ngày trả lời"), null=True, blank=True)

    class Meta:
        verbose_name = _("khó khăn, vướng mắc")
        indexes = [
            models.Index(fields=["commune", "due_on", "public_id"], name="difficulty_commune"),
            models.Index(fields=["province", "due_on", "public_id"], name="difficulty_province"),
            models.Index(fields=["raised_by", "-raised_on"], name="difficulty_raised_by"),
            models.Index(
                fields=["due_on"],
                condition=Q(state__in=sorted(OPEN)),
                name="difficulty_open",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[DifficultyState.ANSWERED, DifficultyState.CLOSED])
                | Q(answered_on__isnull=False),
                name="difficulty_answered_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether its owner owes an answer."""
        return self.state in OPEN

    def is_late(self, today: date) -> bool:
        """Whether it is open after its last day in time."""
        return self.is_open and is_late(self.due_on, today)

    @classmethod
    def visibility(cls, actor: SupportsScope) -> Q:
        """Difficulties of one's area, and what one raised oneself where one still works."""
        units = actor.units_with(Permission.RAISE_DIFFICULTIES)
        if actor.user is None or not units:
            return super().visibility(actor)
        here = reduce(or_, (Q(**{column_of(unit): unit}) for unit in units))
        return super().visibility(actor) | Q(raised_by=actor.user) & here


class DifficultyStep(models.Model):
    """One transition of a difficulty: by whom, when, with which words; written once."""

    difficulty = models.ForeignKey(Difficulty, on_delete=models.CASCADE, related_name="steps")
    name = models.CharField(max_length=10)
    target = models.CharField(max_length=10, choices=DifficultyState.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    word = models.TextField(max_length=2000, blank=True)
    # Whose it was from then on.
    owner = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["difficulty", "id"], name="difficulty_steps")]
