"""Forms of an import: the file, and the day from which its units are valid."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.core import clock
from portal.core.fields import LineField
from portal.core.formatting import number
from portal.core.forms import DayField, KeyedForm
from portal.core.sheets.limits import MAX_BYTES, MAX_ROWS, MEGABYTE, SheetRefused
from portal.core.sheets.reading import Table, read
from portal.units.importing.parsed_row import ParsedRow
from portal.units.importing.services import read_table
from portal.units.models import Unit


class UploadForm(KeyedForm):
    """A table of hamlets or self-managed teams. A valid form has read it (`table`, `lines`), while nobody waits for it; a
    refusal is at the file."""

    file = forms.FileField(
        label=_("Tệp danh sách"),
        allow_empty_file=True,
        max_length=200,
        help_text=format_lazy(
            _("Excel (.xlsx) hoặc .csv, nhỏ hơn {megabytes} MB, nhiều nhất {rows} dòng."),
            megabytes=MAX_BYTES // MEGABYTE,
            rows=number(MAX_ROWS),
        ),
        widget=forms.FileInput({"accept": ".xlsx,.csv,.txt"}),
    )
    on = DayField(
        label=_("Có từ ngày"),
        help_text=_("Ngày các thôn, ấp, tổ này được lập, hoặc ngày bắt đầu dùng danh sách."),
    )
    legal_act = LineField(label=_("Văn bản"), max_length=200, required=False)
    sheet = LineField(
        label=_("Trang tính"),
        max_length=60,
        required=False,
        help_text=_("Để trống thì đọc trang đầu tiên có chữ."),
    )

    def __init__(self, *args: Any, commune: Unit, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()
        self._commune = commune
        self.table: Table | None = None
        self.lines: list[ParsedRow] = []

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if file := cleaned.get("file"):
            try:
                self.table = read(file.read(MAX_BYTES + 1), sheet=cleaned.get("sheet", ""))
            except SheetRefused as refused:
                self.add_error("file", refused)
        if self.table and cleaned.get("on"):
            self.lines = read_table(commune=self._commune, on=cleaned["on"], table=self.table)
        return cleaned

    def details(self) -> dict:
        """What `draft_import` takes besides the commune."""
        asked = {name: self.cleaned_data[name] for name in ("on", "legal_act", "key")}
        return asked | {"table": self.table, "lines": self.lines, "file_name": self.cleaned_data["file"].name}
