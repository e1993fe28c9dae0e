"""Forms of a yearly cost estimate: its lines as a table, and lines pasted from a spreadsheet."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.core.fields import LineField, TableField, WholeNumberField
from portal.core.forms import VersionedForm
from portal.core.plain_text import plain_line
from portal.steering.models import PlanCost
from portal.steering.models.plans import MOST_MONEY, MOST_QUANTITY
from portal.steering.plans.cost_services import MOST_LINES, CostLine

#: The columns as they stand on the screen, and as they are pasted; the last may be left out.
COLUMNS = ("text", "measure", "quantity", "unit_price", "source", "spent")
_SPARE_LINES = 3


class CostLineForm(forms.Form):
    """One line of an estimate; an empty one is no line."""

    line = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    text = LineField(label=_("Nội dung chi"), max_length=200, required=False)
    measure = LineField(label=_("Đơn vị tính"), max_length=30, required=False)
    quantity = WholeNumberField(label=_("Số lượng"), min_value=0, max_value=MOST_QUANTITY, required=False)
    unit_price = WholeNumberField(label=_("Đơn giá, đồng"), min_value=0, max_value=MOST_MONEY, required=False)
    source = LineField(label=_("Nguồn kinh phí"), max_length=100, required=False)
    spent = WholeNumberField(label=_("Đã chi, đồng"), min_value=0, max_value=MOST_MONEY, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in COLUMNS:
            self.fields[name].widget.attrs["aria-label"] = self.fields[name].label

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed in the line."""
        return not any(self.cleaned_data.get(name) not in (None, "") for name in COLUMNS)

    def clean(self) -> dict[str, Any]:
        """A line says what for, in which measure, how many, and at what price."""
        given = super().clean() or {}
        if not self.errors and not self.is_empty:
            for name in ("text", "measure", "quantity", "unit_price"):
                if given.get(name) in (None, ""):
                    self.add_error(name, _now("Ghi ô này, hoặc xóa cả dòng."))
        return given

    def as_line(self) -> CostLine:
        """The line as the service takes it."""
        given = self.cleaned_data
        return {
            "text": given["text"],
            "measure": given["measure"],
            "quantity": given["quantity"],
            "unit_price": given["unit_price"],
            "source": given["source"],
            "spent": given["spent"] or 0,
            "line": given["line"],
        }


class CostPaste(VersionedForm):
    """The version of the plan that was read, and lines pasted beside the table."""

    paste = TableField(
        label=_("Dán từ Excel"),
        max_length=20000,
        required=False,
        widget=forms.Textarea({"rows": 4, "data-no-draft": ""}),
        help_text=_(
            "Chép các cột: nội dung chi, đơn vị tính, số lượng, đơn giá, nguồn kinh phí, đã chi. Các dòng được thêm vào bảng để xem lại trước khi lưu."
        ),
    )


CostLines: "type[BaseFormSet[CostLineForm]]" = forms.formset_factory(
    CostLineForm, extra=_SPARE_LINES, max_num=MOST_LINES, absolute_max=MOST_LINES + 40
)


def initial_of(lines: Iterable[PlanCost]) -> list[dict[str, Any]]:
    """The lines of an estimate as the table shows them."""
    return [{"line": line.public_id} | {name: getattr(line, name) for name in COLUMNS} for line in lines]


def typed_in(data: Mapping[str, str], prefix: str = "form") -> list[dict[str, Any]]:
    """What stands in the cells of a table that was sent, line by line, empty lines left out; unchecked."""
    total = data.get(f"{prefix}-TOTAL_FORMS", "")
    count = min(int(total), MOST_LINES + 40) if total.isdecimal() else 0
    names = ("line", *COLUMNS)
    lines = [{name: data.get(f"{prefix}-{n}-{name}", "") for name in names} for n in range(count)]
    return [line for line in lines if any(line[name].strip() for name in COLUMNS)]


def pasted(text: str) -> list[dict[str, Any]]:
    """The lines of a copied part of a spreadsheet: a line each, cells parted by tabs or bars; those without any text are left out,
    and so is a line of headings. Numbers are kept as they were typed: whether they are some, the table says beside them."""
    lines = []
    for row in text.splitlines():
        cells = [plain_line(cell) for cell in row.replace("\t", "|").split("|")]
        if any(cells) and not _is_heading(cells):
            cells = (cells + [""] * len(COLUMNS))[: len(COLUMNS)]
            lines.append(dict(zip(COLUMNS, cells, strict=True)) | {"line": ""})
    return lines


def _is_heading(cells: list[str]) -> bool:
    """Whether a line names columns: where a number should stand there is a text without any digit."""
    return len(cells) > 3 and bool(cells[3]) and not any(letter.isdigit() for letter in cells[2] + cells[3])
