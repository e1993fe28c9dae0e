"""Forms of boards and their members."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.bodies.models import Body
from portal.core import clock
from portal.core.fields import LineField, TableField
from portal.core.forms import DayField, KeyedForm, VersionedForm, field_of
from portal.steering.boards.pasting import PastedMember, read_table
from portal.steering.boards.selectors import bodies_for, users_for
from portal.steering.choices import BoardKind, BoardPlace
from portal.steering.models import Directive
from portal.units.models import Unit


class _BoardFields(forms.Form):
    name = LineField(
        label=_("Tên đầy đủ"), max_length=200, help_text=_("Như trong quyết định, ví dụ: Ban Chỉ đạo 138 xã.")
    )
    founded_by = forms.ModelChoiceField(
        label=_("Quyết định thành lập"),
        queryset=Directive.objects.unscoped("set from what the actor may see").none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("Chưa ghi vào sổ văn bản"),
    )
    valid_from = DayField(label=_("Từ ngày"))

    def __init__(self, *args: Any, papers: QuerySet[Directive], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field_of(self, "founded_by", forms.ModelChoiceField).queryset = papers
        self.fields["valid_from"].initial = clock.today()


class NewBoardForm(_BoardFields, KeyedForm):
    """Enter a board of a unit."""

    kind = forms.ChoiceField(label=_("Loại ban"), choices=BoardKind.choices, widget=forms.RadioSelect)

    field_order = ("kind",)


class EditBoardForm(_BoardFields, VersionedForm):
    """Correct what is written of a board."""


class EndBoardForm(VersionedForm):
    """From which day a board is no more, or a member no longer on it."""

    on = DayField(label=_("Từ ngày"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()


class _WhoFields(forms.Form):
    user = forms.ModelChoiceField(
        label=_("Tài khoản trên cổng"),
        queryset=User.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("Không có tài khoản"),
        help_text=_("Chỉ để biết ai là ai. Quyền trên cổng do người quản trị phân công."),
    )
    name = LineField(
        label=_("Họ và tên"),
        max_length=120,
        required=False,
        help_text=_("Để trống nếu đã chọn tài khoản."),
    )
    position = LineField(
        label=_("Chức vụ, đơn vị công tác"),
        max_length=150,
        required=False,
        help_text=_("Ví dụ: Chủ tịch Ủy ban nhân dân xã."),
    )
    body = forms.ModelChoiceField(
        label=_("Cơ quan, tổ chức"),
        queryset=Body.objects.unscoped("set from the unit's own").none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("Không ghi"),
    )

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field_of(self, "user", forms.ModelChoiceField).queryset = users_for(unit)
        field_of(self, "body", forms.ModelChoiceField).queryset = bodies_for(unit)

    def clean(self) -> dict[str, Any]:
        """Ask for an account or a name."""
        super().clean()
        given = self.cleaned_data
        if "name" in given and not given["name"] and not given.get("user") and "user" not in self.errors:
            self.add_error("name", _("Chọn tài khoản ở trên, hoặc ghi họ và tên."))
        return given


class _PlaceFields(_WhoFields):
    place = forms.ChoiceField(
        label=_("Vị trí trong ban"), choices=BoardPlace.choices, initial=BoardPlace.MEMBER
    )

    field_order = ("place", "user", "name", "position", "body", "valid_from", "valid_to")


class NewMemberForm(_PlaceFields, KeyedForm):
    """Enter a member of a board."""

    valid_from = DayField(label=_("Từ ngày"))
    valid_to = DayField(
        label=_("Đến trước ngày"), required=False, help_text=_("Để trống nếu chưa biết khi nào thôi.")
    )


class EditMemberForm(_PlaceFields, VersionedForm):
    """Correct who a member is."""


class ReplaceMemberForm(_WhoFields, VersionedForm, KeyedForm):
    """Who takes a member's place, and from which day."""

    on = DayField(label=_("Từ ngày"), help_text=_("Từ ngày này người cũ thôi, người mới thay."))

    field_order = ("user", "name", "position", "body", "on")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()


class PasteMembersForm(KeyedForm):
    """Several members from a table; looked at first, then entered."""

    table = TableField(
        label=_("Bảng thành viên"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 12}),
        help_text=_(
            "Chép bảng từ Word hoặc Excel rồi dán vào đây. Mỗi người một dòng, ba cột: họ và tên, chức vụ, vị trí trong ban "
            "(Trưởng ban, Phó Trưởng ban thường trực, Phó Trưởng ban, Thành viên, Thư ký; để trống là thành viên)."
        ),
    )
    valid_from = DayField(label=_("Từ ngày"))

    rows: list[PastedMember]

    def clean_table(self) -> str:
        """The text as typed; its rows are kept in `rows`."""
        text = self.cleaned_data["table"]
        try:
            self.rows = read_table(text)
        except ValidationError as wrong:
            self.rows = []
            raise wrong
        return text
