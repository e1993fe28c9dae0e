"""No form uses Django's words: its sentences are said in ours, by one catalogue (locale/vi)."""

import gettext
import re
from datetime import date, datetime
from pathlib import Path

import pytest
from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.password_validation import CommonPasswordValidator, MinimumLengthValidator
from django.core import validators
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models

from portal.core.forms import DayField, MomentField

HERE = Path(__file__).resolve().parents[2] / "locale/vi/LC_MESSAGES"
CHOICES = [("a", "A"), ("b", "B")]
FIELDS = [
    forms.BooleanField,
    forms.CharField,
    forms.ChoiceField,
    forms.TypedChoiceField,
    forms.MultipleChoiceField,
    forms.ModelChoiceField,
    forms.ModelMultipleChoiceField,
    forms.DateField,
    forms.DateTimeField,
    forms.IntegerField,
    forms.EmailField,
    forms.URLField,
    forms.RegexField,
    forms.UUIDField,
    forms.FileField,
    models.CharField,
    models.BooleanField,
    models.IntegerField,
    models.DateField,
    models.DateTimeField,
    models.ForeignKey,
    models.UUIDField,
    validators.MinValueValidator,
    validators.MaxValueValidator,
    validators.EmailValidator,
    validators.URLValidator,
    validators.RegexValidator,
    validators.ProhibitNullCharactersValidator,
    validators.FileExtensionValidator,
    SetPasswordForm,
]
# Rules of columns that the portal does not use, and a sentence whose plural asks for a number first.
BESIDE = {"unique_for_date", "max_length"}


def ours() -> dict:
    with (HERE / "django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)._catalog


def said_by(kind) -> list[str]:
    """All that a field, validator or form may say, as it reads here."""
    messages: dict = {}
    for parent in reversed(kind.__mro__):
        messages |= vars(parent).get("default_error_messages", {}) | (
            vars(parent).get("error_messages") or {} if issubclass(kind, forms.BaseForm) else {}
        )
    if isinstance(getattr(kind, "message", None), str | type(forms.Field.default_error_messages["required"])):
        messages["message"] = kind.message
    return [str(message) for key, message in messages.items() if key not in BESIDE]


@pytest.mark.parametrize("kind", FIELDS, ids=lambda kind: f"{kind.__module__.split('.')[1]}.{kind.__name__}")
def test_every_sentence_of_djangos_own_has_one_of_ours(kind):
    said = said_by(kind)
    assert said
    assert [text for text in said if text not in ours().values()] == []


@pytest.mark.parametrize(
    ("field", "given", "said"),
    [
        (forms.CharField(), " ", "Chưa trả lời. Điền hoặc chọn rồi gửi lại."),
        (forms.CharField(max_length=3), "bốn chữ", "Viết gọn lại còn nhiều nhất 3 ký tự; đang có 7."),
        (forms.CharField(min_length=5), "hai", "Viết ít nhất 5 ký tự; mới có 3."),
        (forms.CharField(), "a\0b", "Có ký tự không nhận được. Xóa đi rồi nhập lại."),
        (forms.ChoiceField(choices=CHOICES), "c", "Lựa chọn này không có ở đây. Chọn lại trong danh sách."),
        (forms.IntegerField(), "ba", "Nhập một số nguyên, ví dụ 12."),
        (forms.IntegerField(min_value=1), "0", "Ít nhất là 1. Nhập lại."),
        (forms.IntegerField(max_value=9), "10", "Nhiều nhất là 9. Nhập lại."),
        (DayField(), "32/13/2019", "Chưa đọc được ngày này. Nhập theo mẫu 05/12/2019."),
        (MomentField(), "hôm qua", "Chưa đọc được ngày giờ này. Nhập theo mẫu 05/12/2019 14:05."),
        (forms.UUIDField(), "x", "Trang này mở đã lâu. Tải lại trang rồi gửi lại."),
        (forms.FileField(), SimpleUploadedFile("a.xlsx", b""), "Tệp này trống. Chọn tệp khác."),
    ],
)
def test_what_was_wrong_is_said_plainly_with_what_to_do(field, given, said):
    with pytest.raises(ValidationError) as refused:
        field.clean(given)
    assert refused.value.messages == [said]


def test_the_shown_examples_are_read():
    assert DayField().clean("05/12/2019").isoformat() == "2019-12-05"
    assert MomentField().clean("05/12/2019 14:05").isoformat() == "2019-12-05T14:05:00+07:00"


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (CommonPasswordValidator(), "Mật khẩu này nhiều người dùng nên dễ bị đoán. Chọn mật khẩu khác."),
        (MinimumLengthValidator(14), "Mật khẩu ngắn quá. Dùng ít nhất 14 ký tự; một câu dễ nhớ là đủ dài."),
    ],
)
def test_a_weak_password_is_refused_in_our_words(rule, said):
    with pytest.raises(ValidationError) as refused:
        rule.validate("12345678")
    assert refused.value.messages == [said]


def test_the_compiled_catalogue_is_that_of_the_source():
    source = (HERE / "django.po").read_text("utf-8")
    written = re.findall(r'^msgstr(?:\[0\])? "(.+)"$', source, re.MULTILINE)
    compiled = [text for key, text in ours().items() if key]
    assert sorted(written) == sorted(compiled), "run msgfmt, as the head of django.po says"


@pytest.mark.parametrize(
    "typed", ["05/12/2019", "5/12/2019", "5-12-2019", "5.12.2019", "2019-12-05", " 05/12/2019 "]
)
def test_a_day_is_read_as_people_write_it(typed):
    assert DayField().clean(typed).isoformat() == "2019-12-05"


@pytest.mark.parametrize(
    "typed",
    ["05/12/2019 14:05", "5/12/2019 14:05", "14:05 5/12/2019", "2019-12-05T14:05", "2019-12-05 14:05"],
)
def test_a_moment_is_read_as_people_write_it(typed):
    assert MomentField().clean(typed).isoformat() == "2019-12-05T14:05:00+07:00"


@pytest.mark.parametrize(
    ("field", "given", "shown"),
    [
        (DayField(), date(2019, 12, 5), 'value="05/12/2019"'),
        (MomentField(), datetime(2019, 12, 5, 14, 5), 'value="05/12/2019 14:05"'),
        (DayField(), None, 'placeholder="dd/mm/yyyy"'),
    ],
)
def test_days_are_shown_alike_in_every_browser(field, given, shown):
    """A native date control follows the browser's language: 12/05/2019 in an English one."""
    drawn = field.widget.render("on", given)
    assert shown in drawn
    assert 'type="text"' in drawn
