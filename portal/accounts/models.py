"""Models of people: `User`, dated `Assignment` to a unit, `HandOver` of an office, `Elevation` of support
staff."""

import unicodedata
from datetime import date, datetime

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.permissions import RIGHTS, Permission, Role
from portal.bodies.models import Body
from portal.core.comparison_keys import KeyField, fill_keys
from portal.core.ids import public_id
from portal.core.models import Identified, Sortable
from portal.core.plain_text import column_key, plain_line
from portal.units.choices import Level
from portal.units.models import Dated, Unit
from portal.units.scoping import ScopedModel

NAME_TAKEN = _("Đã có tài khoản dùng tên đăng nhập này. Chọn tên khác.")


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, full_name: str, password: str | None = None) -> "User":
        """Make a person; without a password nobody signs in by password.

        Raises ValidationError when the name differs from a known one only in what a reader does not see.
        """
        username = plain_line(self.model.normalize_username(username))
        user = self.model(username=username, full_name=plain_line(full_name))
        user.set_password(password)
        user.refold()
        fill_keys(user)
        if self.filter(username_key=user.username_key).exists():
            raise ValidationError({"username": NAME_TAKEN})
        user.full_clean(exclude=["password", "search"])
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """The person of a typed name, however its case and form."""
        return self.get(username_key=column_key(username or ""))


class User(AbstractBaseUser, Sortable):
    """A person who signs in. Rights come from assignments alone: there is no superuser."""

    public_id = models.CharField(max_length=12, default=public_id, unique=True, editable=False)
    username = models.CharField(_("tên đăng nhập"), max_length=60, unique=True)
    username_key = KeyField(of="username")
    full_name = models.CharField(_("họ và tên"), max_length=120)
    is_active = models.BooleanField(_("đang dùng"), default=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["username_key"],
                name="one_account_a_name",
                violation_error_message=NAME_TAKEN,
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    def search_text(self) -> str:
        """The text by whose words a person is found."""
        return f"{self.full_name} {self.username}"

    def sort_text(self) -> str:
        """The text by which people are ordered."""
        return self.full_name

    def set_password(self, raw_password: str | None) -> None:
        """Keep a password in one Unicode form, so that every keyboard and phone types the same one."""
        super().set_password(raw_password if raw_password is None else one_form(raw_password))

    def check_password(self, raw_password: str) -> bool:
        """Whether this is the password, in whichever Unicode form it was typed."""
        return super().check_password(one_form(raw_password))

    async def acheck_password(self, raw_password: str) -> bool:
        return await super().acheck_password(one_form(raw_password))


def one_form(password: str) -> str:
    """A password as it is hashed and measured: NFKC (RFC 8265)."""
    return unicodedata.normalize("NFKC", password)


class Assignment(Dated):
    """A person's role in a unit, by half-open days; an empty end is open. `body`: the body of the unit it is held for."""

    public_id = models.CharField(max_length=12, default=public_id, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="assignments")
    role = models.CharField(_("vai trò"), max_length=30, choices=Role.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assignments")
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
    # Who gave it; empty where the system did (a command, an amendment on units).
    given_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["unit", "role"], name="assignment_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="assignment_days_in_order",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "unit"],
                condition=Q(valid_to__isnull=True, body__isnull=True),
                name="one_open_assignment",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "unit", "body"],
                condition=Q(valid_to__isnull=True),
                name="one_open_assignment_a_body",
            ),
        ]

    @property
    def place(self) -> str:
        """Where it is held: the body, if there is one, and the unit."""
        return f"{self.body}, {self.unit.placed_title}" if self.body else self.unit.placed_title

    @property
    def sentence(self) -> str:
        """What the role lets one do, for a manager to read."""
        return str(RIGHTS[Role(self.role)].sentence)


class HandOver(ScopedModel, Identified):
    """An office that went from one person to the next on a day, and what went with it. It may be undone that day."""

    scope_permission = Permission.HAND_OVER

    role = models.CharField(_("vai trò"), max_length=30, choices=Role.choices)
    outgoing = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # Empty once undone, where the account was opened for nothing else.
    incoming = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    on = models.DateField(_("ngày bàn giao"))
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    document = models.CharField(_("văn bản"), max_length=200, blank=True)
    ended = models.ForeignKey(Assignment, null=True, on_delete=models.SET_NULL, related_name="handed_over")
    begun = models.ForeignKey(Assignment, null=True, on_delete=models.SET_NULL, related_name="taken_over")
    #: Until when the old assignment had been given, for undoing.
    was_until = models.DateField(null=True, editable=False)
    opened_account = models.BooleanField(default=False, editable=False)
    #: By kind of rows (`Charge.key`): the public ids that moved, with what undoing needs.
    moved = models.JSONField(default=dict, editable=False)
    undone_at = models.DateTimeField(null=True, editable=False)

    @property
    def incoming_user(self) -> User:
        """Who took the office over. Raises ValueError once undoing it removed the account opened for it."""
        if self.incoming is None:
            raise ValueError(f"the account that hand-over {self.pk} was made to is gone")
        return self.incoming

    @property
    def made_on(self) -> date:
        """The day on which it was written down, when it can still be undone."""
        return timezone.localtime(self.created_at).date()


class Elevation(ScopedModel, Identified):
    """Support staff who raised themselves to look at one unit: why, from when until when, by the machine's clock.

    The unit's people read it, with the reason (portal.accounts.access_review); it is never deleted.
    """

    scope_permission = Permission.VIEW_ACCESS

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("lý do"), max_length=300, validators=[MaxLengthValidator(300)])
    begun_at = models.DateTimeField(_("từ lúc"))
    until = models.DateTimeField(_("đến lúc"))
    ended_at = models.DateTimeField(_("kết thúc lúc"), null=True, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["user", "-until"], name="elevation_user"),
            models.Index(fields=["commune", "-begun_at"], name="elevation_commune"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("begun_at")), name="elevation_lasts"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("begun_at")),
                name="elevation_ends_after_it_begins",
            ),
        ]

    @property
    def role(self) -> Role:
        """The role it gives: at a commune all may be read, above it no tip and no report."""
        return Role.SUPPORT_READER if self.unit.level == Level.COMMUNE else Role.SUPPORT_WATCHER

    @property
    def last_moment(self) -> datetime:
        """When it was over, or will be."""
        return self.ended_at or self.until

    @staticmethod
    def lasting(now: datetime) -> Q:
        """Elevations whose rights hold now: what `lasts_at` says of one."""
        return Q(begun_at__lte=now, until__gt=now, ended_at=None)

    def lasts_at(self, moment: datetime) -> bool:
        """Whether the rights hold at a moment; the last moment itself no more."""
        return self.begun_at <= moment < self.last_moment
