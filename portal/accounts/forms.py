"""Forms of people: a new account, a further role, the end of a role, a name, an elevation."""

import re
from datetime import timedelta
from typing import Any
from unicodedata import normalize

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.accounts.elevation_limits import MINUTES, REASON_LENGTH
from portal.accounts.models import NAME_TAKEN, User
from portal.accounts.permissions import OF_A_BODY, RIGHTS, Role
from portal.accounts.selectors import bodies_kept_by, heads_beside, roles_at
from portal.accounts.services import misplaced
from portal.bodies.models import Body
from portal.core import clock
from portal.core.fields import LineField
from portal.core.formatting import day, length_of_time
from portal.core.forms import DayField, KeyedForm, field_of
from portal.core.plain_text import column_key, plain_line
from portal.units.choices import Level
from portal.units.models import Unit
from portal.units.selectors import communes_on, hamlets_of

_USERNAME_HELP = _("Chữ thường không dấu, số, dấu chấm, gạch nối; ví dụ: nguyen-van-a.")
_NOT_IN_A_USERNAME = re.compile(r"[^a-z0-9._-]")


def _check_username(name: str) -> None:
    """Say which letters of a name cannot be used, not only which can."""
    wrong = dict.fromkeys(_NOT_IN_A_USERNAME.findall(name))
    if wrong:
        said = ", ".join(str(_("dấu cách")) if letter == " " else f"“{letter}”" for letter in wrong)
        raise ValidationError(
            _("Không dùng được: %(letters)s. Chỉ dùng chữ không dấu, số, dấu chấm, gạch nối, gạch dưới.")
            % {"letters": said}
        )
    if name[:1] in "._-":
        raise ValidationError(_("Bắt đầu bằng chữ hoặc số, không bằng “%(letter)s”.") % {"letter": name[0]})


def check_free(name: str) -> None:
    """Say that a name is taken together with all else that is wrong; the service asks once more as it writes."""
    if User.objects.filter(username_key=column_key(name)).exists():
        raise ValidationError(NAME_TAKEN)


class UsernameField(LineField):
    """A name to sign in by: capitals that a phone sets by itself become small letters."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            label=_("Tên đăng nhập"),
            max_length=60,
            help_text=_USERNAME_HELP,
            validators=[_check_username],
            **more,
        )

    def kept(self, typed: str) -> str:
        return normalize("NFKC", plain_line(typed)).lower()


class _BodyField(forms.ModelChoiceField):
    """One of a unit's bodies; those that ended say so."""

    def label_from_instance(self, body: Body) -> str:
        """The body's name, and from which day it is no more."""
        if body.valid_to is None:
            return body.name
        return _("%(body)s (chấm dứt hoạt động từ %(day)s)") % {"body": body.name, "day": day(body.valid_to)}


class AssignmentForm(forms.Form):
    """A role in a place of the administrator's own unit, from a day, perhaps until another."""

    role = forms.ChoiceField(label=_("Vai trò"), widget=forms.RadioSelect)
    unit = forms.ChoiceField(label=_("Đơn vị"))
    body = _BodyField(
        label=_("Cơ quan, tổ chức"),
        queryset=Body.objects.unscoped("narrowed to those that a unit keeps").none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("Không thay mặt cơ quan, tổ chức nào"),
        help_text=_("Chỉ với %(role)s: người này thay mặt cơ quan, tổ chức nào của xã.")
        % {"role": Role.ORGANISATION_REPORTER.label},
    )
    valid_from = DayField(
        label=_("Từ ngày"), help_text=_("Có thể là ngày sắp tới: quyền có hiệu lực từ ngày đó.")
    )
    valid_to = DayField(
        label=_("Đến trước ngày"), required=False, help_text=_("Để trống nếu chưa biết khi nào thôi.")
    )

    # Shown only when asked about.
    beside = forms.BooleanField(
        label=_("Vẫn phân công thêm một người"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, own: Unit, person: User | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        below = hamlets_of if own.level == Level.COMMUNE else communes_on
        places = [own, *below(own, clock.today()).select_related("hamlet")]
        self._places = {unit.public_id: unit for unit in places}
        field_of(self, "unit", forms.ChoiceField).choices = [
            (pid, unit.choice_title) for pid, unit in self._places.items()
        ]
        field_of(self, "role", forms.ChoiceField).choices = [
            (role.value, f"{role.label}: {RIGHTS[role].sentence}")
            for role in roles_at({Level(unit.level) for unit in places})
        ]
        field_of(self, "body", forms.ModelChoiceField).queryset = bodies_kept_by(own)
        if not OF_A_BODY & set(roles_at({Level(own.level)})):
            del self.fields["body"]
        self.fields["valid_from"].initial = clock.today()
        self._person = person

    def clean_unit(self) -> Unit:
        return self._places[self.cleaned_data["unit"]]

    def clean(self) -> dict[str, Any]:
        """Say what does not fit, all at once; and ask before a hamlet gets a second head: mostly the first one
        should have been handed over.
        """
        super().clean()
        given = self.cleaned_data
        role, unit = given.get("role"), given.get("unit")
        valid_from, valid_to = given.get("valid_from"), given.get("valid_to")
        wrong = misplaced(role, unit, valid_from, valid_to, body=given.get("body"))
        for name, why in wrong.items():
            self.add_error(name, why)
        if given.pop("beside", False) or wrong or not (role and unit and valid_from):
            return given
        others = heads_beside(role, unit, valid_from, valid_to, person=self._person)
        if others:
            self.fields["beside"].widget = forms.CheckboxInput()
            self.add_error(
                "beside",
                _(
                    "%(unit)s đã có %(role)s: %(names)s. Nếu người ấy thôi việc, vào “Bàn giao”. Nếu đúng là có hai người, đánh dấu ở đây rồi gửi lại."
                )
                % {
                    "unit": unit.placed_title,
                    "role": str(Role(role).label).lower(),
                    "names": ", ".join(
                        f"{row.user.full_name} ({_('từ')} {day(row.valid_from)})" for row in others
                    ),
                },
            )
        return given


class PersonForm(AssignmentForm):
    """A new account with its first assignment, within the administrator's own unit. Who signs in by card needs no
    password.
    """

    full_name = LineField(label=_("Họ và tên"), max_length=120)
    username = UsernameField()
    password = forms.CharField(
        label=_("Mật khẩu ban đầu"),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=format_lazy(
            _(
                "Ít nhất {least} ký tự. Trưởng thôn, ấp và người giữ nhóm đăng nhập bằng thẻ: để trống, rồi cấp thẻ."
            ),
            least=settings.PASSWORD_LENGTH,
        ),
        validators=[validate_password],
    )

    # After the role, which decides whether a password is needed.
    field_order = ("full_name", "username", "role", "unit", "body", "valid_from", "valid_to", "password")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        by_card = [role.value for role in Role if RIGHTS[role].phone_only]
        self.fields["password"].required = self["role"].data not in by_card

    def clean_username(self) -> str:
        check_free(self.cleaned_data["username"])
        return self.cleaned_data["username"]

    def clean_password(self) -> str | None:
        return self.cleaned_data["password"] or None


class PersonNameForm(forms.Form):
    full_name = LineField(label=_("Họ và tên"), max_length=120)


class EndForm(forms.Form):
    """From which day a role no longer holds."""

    on = DayField(label=_("Từ ngày"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()


class ElevationForm(KeyedForm):
    """Why support staff look, and for how long."""

    reason = LineField(
        label=_("Lý do"),
        max_length=300,
        min_length=REASON_LENGTH,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Ai nhờ, xem việc gì. Cán bộ, lãnh đạo và quản trị của xã đọc được lý do này."),
    )
    minutes = forms.TypedChoiceField(
        label=_("Trong bao lâu?"),
        coerce=int,
        choices=lambda: [(count, length_of_time(timedelta(minutes=count))) for count in MINUTES],
        initial=MINUTES[0],
        widget=forms.RadioSelect,
    )
