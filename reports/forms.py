"""Forms of reports: the officer's text, issuing."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.core.fields import TextField, WholeNumberField
from portal.core.forms import VersionedForm
from reports.models import Report
from reports.sections import sections_for
from reports.services import MAX_NARRATIVE


class NarrativeForm(VersionedForm):
    """One text for each section that the officer writes; figures write their own sentences."""

    def __init__(self, *args: Any, report: Report, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for section in sections_for(report.unit, report.period):
            if section.key:
                heading = str(section.heading)
                label = heading.capitalize() if heading.isupper() else heading
                self.fields[section.key] = TextField(
                    label=label,
                    help_text=section.hint,
                    required=False,
                    max_length=MAX_NARRATIVE,
                    widget=forms.Textarea({"rows": 3}),
                )

    def narrative(self) -> dict[str, str]:
        return {name: text for name, text in self.cleaned_data.items() if name != "version"}


class IssueForm(VersionedForm):
    """The last look before issuing."""

    number = WholeNumberField(
        label=_("Số báo cáo"),
        min_value=1,
        max_value=99999,
        grouped=False,
        help_text=_("Số kế tiếp trong sổ của đơn vị; sửa nếu văn thư đã cấp số khác."),
    )

    def __init__(self, *args: Any, missing: list[str], **kwargs: Any):
        """`missing`: headings of required sections without a text; sending then asks whether that is meant."""
        super().__init__(*args, **kwargs)
        if missing:
            self.fields["without"] = forms.BooleanField(
                label=_now("Vẫn gửi: không có nội dung ở mục %(sections)s")
                % {"sections": "; ".join(missing)},
                help_text=_(
                    "Bỏ trống thì không gửi được. Có nội dung thì quay lại, bấm “Soạn nội dung báo cáo”."
                ),
                error_messages={
                    "required": _("Viết mục còn thiếu, hoặc đánh dấu ô này để gửi không có mục đó.")
                },
            )
