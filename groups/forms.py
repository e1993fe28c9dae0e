"""Forms of groups, member counts and confirmations."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from groups.choices import CloseReason, Condition, GroupKind
from groups.join_links import join_link
from groups.models import ZALO_LINK, ChatGroup
from portal.accounts.models import Assignment, User
from portal.accounts.permissions import POLICE, Role
from portal.core import clock
from portal.core.fields import LineField, WholeNumberField
from portal.core.forms import DayField, KeyedForm, VersionedForm, field_of
from portal.units.models import Unit, valid_on
from portal.units.selectors import hamlets_of


class JoinLinkField(LineField):
    """The link of a Zalo group in any form in which it is copied."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Đường dẫn tham gia"),
            max_length=60,
            required=False,
            validators=[ZALO_LINK],
            widget=forms.TextInput(
                {"placeholder": "https://zalo.me/g/…", "inputmode": "url", "autocapitalize": "off"}
            ),
        )

    def kept(self, typed: str) -> str:
        """The link in the one form in which it is kept."""
        return join_link(typed)


class _GroupFields(forms.Form):
    name = LineField(label=_("Tên nhóm"), max_length=150)
    kind = forms.ChoiceField(label=_("Loại nhóm"), choices=GroupKind.choices)
    leader_name = LineField(label=_("Trưởng nhóm"), max_length=120, required=False)
    deputy_name = LineField(label=_("Phó nhóm"), max_length=120, required=False)
    officer = forms.ModelChoiceField(
        label=_("Cán bộ Công an phụ trách"),
        queryset=User.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("Chưa giao"),
    )
    leader = forms.ModelChoiceField(
        label=_("Tài khoản của trưởng nhóm"),
        queryset=User.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=_("Không có tài khoản"),
        help_text=_("Người này sẽ thấy nhóm trên điện thoại để xác nhận và chia sẻ bài."),
    )
    join_link = JoinLinkField()
    opened_on = DayField(label=_("Ngày lập"))

    def __init__(self, *args: Any, commune: Unit, **kwargs: Any):
        super().__init__(*args, **kwargs)
        people = Assignment.objects.filter(valid_on(clock.today()), unit__commune=commune)
        officers = people.filter(role__in=POLICE)
        leaders = people.filter(role__in=[Role.HAMLET_HEAD, Role.ORGANISATION_REPORTER])
        field_of(self, "officer", forms.ModelChoiceField).queryset = User.objects.filter(
            pk__in=officers.values("user")
        ).order_by("sort", "pk")
        field_of(self, "leader", forms.ModelChoiceField).queryset = User.objects.filter(
            pk__in=leaders.values("user")
        ).order_by("sort", "pk")


class _PlacedGroupFields(_GroupFields):
    """A group with the place of one's commune that it belongs to; `unit` is a place that is offered besides."""

    unit = forms.ChoiceField(label=_("Thuộc nơi nào?"))

    field_order = ("unit", "name", "kind")

    def __init__(self, *args: Any, commune: Unit, unit: Unit | None = None, **kwargs: Any):
        super().__init__(*args, commune=commune, **kwargs)
        places = [commune, *hamlets_of(commune, clock.today()).select_related("hamlet")]
        if unit and unit not in places:
            # Where the group is now may have ended: whoever corrects a name needs not move it.
            places.append(unit)
        self._places = {place.public_id: place for place in places}
        field_of(self, "unit", forms.ChoiceField).choices = [
            (pid, place.choice_title) for pid, place in self._places.items()
        ]

    def clean_unit(self) -> Unit:
        """The unit chosen."""
        return self._places[self.cleaned_data["unit"]]


class NewGroupForm(KeyedForm, _PlacedGroupFields):
    """Register a group under a place of one's commune."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["opened_on"].initial = clock.today()


class EditGroupForm(VersionedForm, _PlacedGroupFields):
    """Correct what the register says, and where the group was filed."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["unit"].help_text = _(
            "Sửa khi ghi sai nơi. Số thành viên, lần xác nhận và lượt chia sẻ của nhóm đi theo."
        )


class CountForm(forms.Form):
    """A count of members: how many, when."""

    members = WholeNumberField(label=_("Số thành viên"), min_value=0, max_value=5000)
    households = WholeNumberField(
        label=_("Số hộ tham gia"),
        min_value=0,
        max_value=5000,
        initial=0,
        help_text=_("Tính cả hộ có con cháu trong nhóm báo lại cho ông bà."),
    )
    bodies = WholeNumberField(
        label=_("Số cơ quan, trường học, doanh nghiệp tham gia"), min_value=0, max_value=5000, initial=0
    )
    counted_on = DayField(label=_("Ngày cập nhật"))


class ConfirmForm(KeyedForm):
    """The state of a group: a tap, and the number of members if it changed."""

    condition = forms.ChoiceField(
        label=_("Nhóm đang thế nào?"), choices=Condition.choices, widget=forms.RadioSelect
    )
    members = WholeNumberField(
        label=_("Nhóm có bao nhiêu thành viên?"),
        min_value=0,
        max_value=5000,
        required=False,
        help_text=_("Xem ở đầu nhóm trong Zalo. Để trống nếu không đổi."),
    )
    note = LineField(label=_("Cần nói thêm gì?"), max_length=300, required=False)

    def __init__(self, *args: Any, spoken: bool, **kwargs: Any):
        """`spoken`: labels in spoken words, for a hamlet head on the phone; else in written ones."""
        super().__init__(*args, **kwargs)
        if not spoken:
            self.fields["condition"].label = _("Tình hình hoạt động của nhóm")
            self.fields["members"].label = _("Số thành viên")
            self.fields["note"].label = _("Ghi chú")


class ConfirmManyForm(forms.Form):
    """Which of the waiting groups run normally. Nothing is ticked beforehand: a tick is the person's own word."""

    groups = forms.ModelMultipleChoiceField(
        label=_("Nhóm hoạt động bình thường"),
        queryset=ChatGroup.objects.none(),
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Chọn ít nhất một nhóm."),
            "invalid_choice": _("Có nhóm không còn chờ xác nhận. Xem lại danh sách."),
        },
    )

    def __init__(self, *args: Any, waiting: QuerySet[ChatGroup], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field_of(self, "groups", forms.ModelMultipleChoiceField).queryset = waiting


class CloseForm(VersionedForm):
    """From which day a group has ended, and why."""

    on = DayField(label=_("Ngừng từ ngày"))
    reason = forms.ChoiceField(label=_("Vì sao?"), choices=CloseReason.choices, widget=forms.RadioSelect)
    note = LineField(
        label=_("Ghi rõ thêm"),
        max_length=200,
        required=False,
        help_text=_("Ví dụ: nhập vào nhóm nào, theo văn bản nào. Bắt buộc nếu chọn “Lý do khác”."),
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        if given.get("reason") == CloseReason.OTHER and not given.get("note"):
            self.add_error("note", _("Ghi lý do nhóm ngừng hoạt động."))
        return given
