"""Forms of groups, member counts, confirmations, coverage bases and targets."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from groups.choices import CloseReason, Condition, CoverageSubject, GroupKind
from groups.join_links import join_link
from groups.models import ZALO_LINK, ChatGroup
from portal.accounts.models import Assignment, User
from portal.accounts.permissions import Role
from portal.core import clock
from portal.core.fields import LineField, WholeNumberField
from portal.core.formatting import day, number, percent
from portal.core.forms import DayField, KeyedForm, VersionedForm
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

    def __init__(self, *args, commune, **kwargs):
        super().__init__(*args, **kwargs)
        people = Assignment.objects.filter(valid_on(clock.today()), unit__commune=commune)
        officers = people.filter(role=Role.COMMUNE_OFFICER)
        leaders = people.filter(role__in=[Role.HAMLET_HEAD, Role.ORGANISATION_REPORTER])
        self.fields["officer"].queryset = User.objects.filter(pk__in=officers.values("user")).order_by(
            "sort", "pk"
        )
        self.fields["leader"].queryset = User.objects.filter(pk__in=leaders.values("user")).order_by(
            "sort", "pk"
        )


class _PlacedGroupFields(_GroupFields):
    """A group with the place of one's commune that it belongs to; `unit` is a place that is offered besides."""

    unit = forms.ChoiceField(label=_("Thuộc nơi nào?"))

    field_order = ("unit", "name", "kind")

    def __init__(self, *args, commune, unit: Unit | None = None, **kwargs):
        super().__init__(*args, commune=commune, **kwargs)
        places = [commune, *hamlets_of(commune, clock.today()).select_related("hamlet")]
        if unit and unit not in places:
            # Where the group stands now may have ended: whoever corrects a name needs not move it.
            places.append(unit)
        self._places = {place.public_id: place for place in places}
        self.fields["unit"].choices = [(pid, place.choice_title) for pid, place in self._places.items()]

    def clean_unit(self):
        """The unit chosen."""
        return self._places[self.cleaned_data["unit"]]


class NewGroupForm(KeyedForm, _PlacedGroupFields):
    """Register a group under a place of one's commune."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["opened_on"].initial = clock.today()


class EditGroupForm(VersionedForm, _PlacedGroupFields):
    """Correct what the register says, and where the group was filed."""

    def __init__(self, *args, **kwargs):
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
    """How a group stands: a tap, and the number of members if it changed."""

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

    def __init__(self, *args, spoken: bool, **kwargs):
        """`spoken`: asked of a hamlet head on the phone, in the words one speaks; at a desk in those one writes."""
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

    def __init__(self, *args, waiting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groups"].queryset = waiting


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

    def clean(self):
        given = super().clean()
        if given.get("reason") == CloseReason.OTHER and not given.get("note"):
            self.add_error("note", _("Ghi lý do nhóm ngừng hoạt động."))
        return given


class _YearlyForm(forms.Form):
    """A figure of which a unit has one a subject and year. `held` says those that are set: the form tells the one it
    was opened for, and another figure replaces it only once the person was shown what stands and has agreed."""

    subject = forms.ChoiceField(
        label=_("Đối tượng"),
        choices=[(value, str(label).capitalize()) for value, label in CoverageSubject.choices],
    )
    year = WholeNumberField(label=_("Năm"), min_value=2000, max_value=2100, grouped=False)

    # Shown only when asked about.
    replaces = forms.BooleanField(
        label=_("Thay số đang có bằng số mới"), required=False, widget=forms.HiddenInput
    )

    #: The field whose help tells what stands, and all that make up the figure.
    figure: str
    parts: tuple[str, ...]

    def __init__(self, *args, held, **kwargs):
        super().__init__(*args, **kwargs)
        self._held = {(row.subject, row.year): row for row in held}
        self.replaced = None
        row = self._held.get((self["subject"].value(), _year(self["year"].value())))
        if row:
            self.fields[self.figure].help_text = self.current_figure(row)

    def current_figure(self, row) -> str:
        """What is set already, in a sentence."""
        raise NotImplementedError  # pragma: no cover - each form says it

    def clean(self):
        given = super().clean()
        agreed = given.pop("replaces", False)
        row = self._held.get((given.get("subject"), given.get("year")))
        if not row or all(given.get(part) == getattr(row, part) for part in self.parts):
            return given
        self.replaced = row
        if not agreed:
            # An old yes must not be restored from a draft.
            self.fields["replaces"].widget = forms.CheckboxInput({"data-no-draft": ""})
            # Said once, where it is asked.
            self.fields[self.figure].help_text = self[self.figure].help_text = ""
            self.add_error("replaces", f"{self.current_figure(row)} {_ask()}")
        return given


def _ask() -> str:
    return _now("Nếu đúng là thay số này, đánh dấu ở đây rồi gửi lại.")


def _year(typed: object) -> int | None:
    """The year of a field, as typed or as given; None for what is no year."""
    text = str(typed or "").strip()
    return int(text) if text.isdecimal() and len(text) == 4 else None


class CoverageBaseForm(_YearlyForm):
    """A denominator: how many there are, by whose count, as of when."""

    count = WholeNumberField(label=_("Tổng số"), min_value=0, max_value=1_000_000)
    source = LineField(label=_("Nguồn số liệu"), max_length=200)
    as_of = DayField(label=_("Tính đến ngày"))

    field_order = ("subject", "year", "count", "source", "as_of", "replaces")
    figure = "count"
    parts = ("count", "as_of")

    def current_figure(self, row) -> str:
        """What the person agrees to replace, in a sentence."""
        return _now(
            "Năm %(year)d đang có tổng số %(count)s %(subject)s, tính đến %(day)s. Số mới thay số này, và tỷ lệ của cả năm %(year)d được tính lại."
        ) % {
            "year": row.year,
            "count": number(row.count),
            "subject": row.get_subject_display(),
            "day": day(row.as_of),
        }


class CoverageTargetForm(_YearlyForm):
    """What the plan wants to reach by the end of a year."""

    percent = WholeNumberField(label=_("Chỉ tiêu tham gia, %"), min_value=0, max_value=100)
    basis = LineField(label=_("Căn cứ"), max_length=200, required=False)

    field_order = ("subject", "year", "percent", "basis", "replaces")
    figure = "percent"
    parts = ("percent",)

    def current_figure(self, row) -> str:
        """What the person agrees to replace, in a sentence."""
        return _now(
            "Năm %(year)d đang có chỉ tiêu %(share)s %(subject)s. Chỉ tiêu mới thay chỉ tiêu này."
        ) % {
            "year": row.year,
            "share": percent(row.percent),
            "subject": row.get_subject_display(),
        }


class CoverageDayForm(forms.Form):
    """The day whose figures are shown."""

    ngay = DayField(label=_("Số liệu đến ngày"))
