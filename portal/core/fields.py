"""Form fields for typed text and numbers; each cleans its value as it will be stored, then validates it.

All of them clean first and judge afterwards: a required field of unseen letters is empty, and what is counted is
what is stored. None carries `maxlength`: a browser counts otherwise and cuts without a word; `data-most` gives the
counter beside the field (static/js/counter.js), which counts like the server.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, URLValidator
from django.utils.translation import gettext_lazy as _

from portal.core.formatting import number
from portal.core.numbers import NotANumber, read_whole
from portal.core.plain_text import plain, plain_line

# The first within a field's limits is its example.
_EXAMPLES = (1234, 12)
_NO_LINK = _("Đường dẫn chưa đúng. Chép nguyên đường dẫn, ví dụ https://congan.tayninh.gov.vn/tin-tuc.")


class _TooLong(MaxLengthValidator):
    """Shows how long a text may be and is, in numbers as the portal prints them."""

    def __call__(self, value: str) -> None:
        length = self.clean(value)
        if length > self.limit_value:
            raise ValidationError(
                _("Dài quá %(most)s ký tự (đang có %(length)s). Rút gọn rồi gửi lại."),
                code=self.code,
                params={"most": number(self.limit_value), "length": number(length)},
            )


class LineField(forms.CharField):
    """Text of one line as a short column keeps it (`plain_line`)."""

    def __init__(self, *, max_length: int, **more: Any) -> None:
        self.most = max_length
        super().__init__(**more)
        self.validators.append(_TooLong(max_length))

    def to_python(self, value: Any) -> str | None:
        """What is kept of the typed value; ValidationError for what is not of this kind."""
        return super().to_python(self.kept(value) if isinstance(value, str) else value)

    def kept(self, typed: str) -> str:
        """What is kept of a typed text."""
        return plain_line(typed)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """The attributes of the control that depend on the field."""
        attrs = super().widget_attrs(widget)
        return attrs if widget.is_hidden else attrs | {"data-most": self.most}


class TextField(LineField):
    """Text of several lines as a long column keeps it (`plain`)."""

    widget = forms.Textarea

    def kept(self, typed: str) -> str:
        """The one normal form in which typed text is kept."""
        return plain(typed)


class TableField(TextField):
    """Lines of a pasted table, in which a bar stands between the cells."""

    def kept(self, typed: str) -> str:
        """The lines with their cells apart, which plain text would join."""
        return super().kept(typed.replace("\t", " | "))


class LinkField(LineField):
    """An address of the web; without a scheme it is https."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.validators.append(URLValidator(["http", "https"], message=_NO_LINK))

    def kept(self, typed: str) -> str:
        """The one normal form in which typed text is kept."""
        line = plain_line(typed)
        return line if not line or "://" in line else f"https://{line}"

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """The attributes of the control that depend on the field."""
        return super().widget_attrs(widget) | {"inputmode": "url", "autocapitalize": "off"}


class WholeNumberField(forms.IntegerField):
    """A whole number typed as Vietnamese do (portal.core.numbers); `grouped` shows it as 1.234, not for years.

    Its messages print limits likewise, and show an example that lies within them.
    """

    widget = forms.TextInput

    def __init__(self, *, grouped: bool = True, **more: Any) -> None:
        self.grouped = grouped
        super().__init__(**more)

    def example(self) -> int:
        """A number that may be typed here."""
        low = 0 if self.min_value is None else self.min_value
        most = max(_EXAMPLES) if self.max_value is None else self.max_value
        return next((value for value in _EXAMPLES if low <= value <= most), low)

    def to_python(self, value: Any) -> int | None:
        """What is kept of the typed value; ValidationError for what is not of this kind."""
        if value in self.empty_values or not plain_line(str(value)):
            return None
        try:
            return read_whole(str(value), example=self.example(), grouped=self.grouped)
        except NotANumber as why:
            raise ValidationError(str(why), code="invalid") from why

    def run_validators(self, value: Any) -> None:
        """Run them; a limit is named as the field writes its numbers."""
        try:
            super().run_validators(value)
        except ValidationError as wrong:
            for error in wrong.error_list:
                if error.params and isinstance(error.params.get("limit_value"), int):
                    error.params["limit_value"] = self.prepare_value(error.params["limit_value"])
            raise

    def prepare_value(self, value: Any) -> Any:
        """A number as the field writes it."""
        return number(value) if self.grouped and isinstance(value, int) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """The attributes of the control that depend on the field."""
        # A number input of an English browser reads "2.000" as two, and sends 2.
        return {"inputmode": "numeric", "autocomplete": "off"}
