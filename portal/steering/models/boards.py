"""Models of the committee's people: `Board` and `BoardMember`, who has which place on it from one day to another."""

from django.db import models
from django.db.models import Case, F, IntegerField, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.bodies.models import Body
from portal.core import clock
from portal.core.comparison_keys import KeyField
from portal.core.models import Identified
from portal.steering.choices import BoardKind, BoardPlace
from portal.steering.models.directives import Directive
from portal.units.models import Dated, days_in_order
from portal.units.scoping import ScopedModel


class Board(ScopedModel, Identified, Dated):
    """A steering committee or operating board of a unit, from the day it was founded to before the day it ended."""

    scope_permission = Permission.VIEW_STEERING

    kind = models.CharField(_("loại ban"), max_length=12, choices=BoardKind.choices)
    name = models.CharField(_("tên đầy đủ"), max_length=200)
    name_key = KeyField(of="name")
    founded_by = models.ForeignKey(
        Directive,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("quyết định thành lập"),
    )
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["commune", "kind"], name="board_commune"),
            models.Index(fields=["unit", "valid_from"], name="board_unit"),
        ]
        constraints = [
            days_in_order("board_days_in_order"),
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(kind=BoardKind.STEERING, valid_to__isnull=True),
                name="one_open_committee_a_unit",
                violation_error_message=_("Đơn vị đang có một Ban Chỉ đạo. Ghi ban đó kết thúc trước."),
            ),
            models.UniqueConstraint(
                fields=["unit", "name_key"],
                condition=Q(valid_to__isnull=True),
                name="one_open_board_a_name",
                violation_error_message=_("Đơn vị đang có ban tên như vậy. Đặt tên khác."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BoardMember(ScopedModel, Identified, Dated):
    """Someone's place on a board, by half-open days: a user of the portal or a plain name, with the position they hold.

    `end_noted_on`: the day on which the end was written down, when it can still be undone; `was_until` is what it undoes
    to. `replaces` is the term that ended when this one began.
    """

    scope_permission = Permission.VIEW_STEERING
    filed_with = "board"

    board = models.ForeignKey(
        Board, on_delete=models.PROTECT, related_name="members", verbose_name=_("ban"), editable=False
    )
    place = models.CharField(_("vị trí trong ban"), max_length=16, choices=BoardPlace.choices)
    user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("tài khoản")
    )
    name = models.CharField(_("họ và tên"), max_length=120)
    position = models.CharField(_("chức vụ, đơn vị công tác"), max_length=150, blank=True)
    body = models.ForeignKey(
        Body,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("cơ quan, tổ chức"),
    )
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến trước ngày"), null=True, blank=True)
    was_until = models.DateField(null=True, editable=False)
    end_noted_on = models.DateField(null=True, editable=False)
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by", editable=False
    )

    class Meta:
        indexes = [models.Index(fields=["board", "place"], name="member_place")]
        constraints = [
            days_in_order("member_days_in_order"),
            models.UniqueConstraint(
                fields=["board"],
                condition=Q(place=BoardPlace.HEAD, valid_to__isnull=True),
                name="one_open_head_a_board",
                violation_error_message=_("Ban đang có Trưởng ban. Thay hoặc ghi người ấy thôi trước."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def can_restore(self) -> bool:
        """Whether its end was written down today and nobody took the place since."""
        return self.end_noted_on == clock.today() and not hasattr(self, "replaced_by")

    @property
    def can_take_back(self) -> bool:
        """Whether it was entered today."""
        return timezone.localtime(self.created_at).date() == clock.today() and not hasattr(
            self, "replaced_by"
        )


def by_place() -> Case:
    """Orders members by their place: head, standing deputy, deputies, members, secretary."""
    steps = [When(place=place, then=Value(number)) for number, place in enumerate(BoardPlace)]
    return Case(*steps, output_field=IntegerField())


#: How the members of a board are listed.
MEMBER_ORDER = (by_place(), F("pk").asc())
