"""Fields clean first and judge afterwards; nothing is cut, and what is shown comes back as it was."""

from unicodedata import normalize

import pytest
from django import forms
from django.core.exceptions import ValidationError

from portal.core.fields import LineField, LinkField, TextField, WholeNumberField


class Form(forms.Form):
    name = LineField(max_length=10)
    text = TextField(max_length=20, required=False)
    link = LinkField(max_length=60, required=False)
    count = WholeNumberField(min_value=0, max_value=5000, required=False)
    year = WholeNumberField(grouped=False, required=False)


def sent(**data):
    return Form({"name": "x"} | data)


@pytest.mark.parametrize("blank", ["", "  ", "\u200b" * 6, "\u2800\u00a0", "\ufeff\u2060\n"])
def test_what_cannot_be_seen_does_not_fill_a_required_field(blank):
    assert set(sent(name=blank).errors) == {"name"}


def test_text_is_cleaned_before_it_is_counted():
    form = sent(name=normalize("NFD", "ằẳẵặấ") + "\u200b" * 9, text="một\r\nhai   \r\n" + "\u200b" * 30)
    assert form.is_valid()
    assert form.cleaned_data["name"] == normalize("NFC", "ằẳẵặấ")
    assert form.cleaned_data["text"] == "một\nhai"


def test_what_is_too_long_is_said_in_numbers_and_not_cut():
    form = sent(name="a" * 11, text="🐃" * 21)
    assert form.errors["name"] == ["Dài quá 10 ký tự (đang có 11). Rút gọn rồi gửi lại."]
    assert form.errors["text"] == ["Dài quá 20 ký tự (đang có 21). Rút gọn rồi gửi lại."]
    assert "a" * 11 in str(form["name"])
    assert sent(text="🐃" * 20).is_valid()


def test_no_browser_is_asked_to_cut():
    drawn = Form().as_p()
    assert "maxlength" not in drawn
    assert 'data-most="10"' in drawn
    assert 'data-most="20"' in drawn


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2.000", 2000),
        ("1 224", 1224),
        ("", None),
        ("\u200b", None),
        ("41", 41),
    ],
)
def test_a_number_is_read_as_it_is_printed(typed, kept):
    form = sent(count=typed)
    assert form.is_valid()
    assert form.cleaned_data["count"] == kept


@pytest.mark.parametrize("typed", ["1.5", "1,234", "5.001", "-1", "mười"])
def test_a_number_that_does_not_fit_is_refused_and_stays_as_typed(typed):
    form = sent(count=typed)
    assert set(form.errors) == {"count"}
    assert f'value="{typed}"' in str(form["count"])


def test_numbers_are_shown_as_printed_years_as_said():
    form = Form(initial={"count": 1224, "year": 2019})
    assert 'value="1.224"' in str(form["count"])
    assert 'value="2019"' in str(form["year"])
    assert 'type="text"' in str(form["count"])
    assert 'inputmode="numeric"' in str(form["count"])
    form = Form(
        {"name": "x", "count": "1.224", "year": "2019"}, initial={"name": "x", "count": 1224, "year": 2019}
    )
    assert not form.has_changed()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("congan.tayninh.gov.vn/tin", "https://congan.tayninh.gov.vn/tin"),
        ("http://a.vn/\u200bb", "http://a.vn/b"),
        ("javascript://a.vn/%0Aalert(1)", None),
        ("https://[", None),
        ("không phải đường dẫn", None),
    ],
)
def test_links(typed, kept):
    form = sent(link=typed)
    assert (form.cleaned_data["link"] if form.is_valid() else None) == kept


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        (WholeNumberField(max_value=1_000_000), "12345678901", "Nhiều nhất là 1.000.000. Nhập lại."),
        (WholeNumberField(min_value=1000), "7", "Ít nhất là 1.000. Nhập lại."),
        (WholeNumberField(min_value=2000, grouped=False), "7", "Ít nhất là 2000. Nhập lại."),
        (WholeNumberField(max_value=99_999, grouped=False), "100000", "Nhiều nhất là 99999. Nhập lại."),
        (
            WholeNumberField(max_value=100),
            "61,5",
            "“61,5” là số lẻ. Ở đây nhập số nguyên, ví dụ 12.",
        ),
        (
            WholeNumberField(min_value=2000, max_value=2100, grouped=False),
            "2019,5",
            "“2019,5” là số lẻ. Ở đây nhập số nguyên, ví dụ 2000.",
        ),
    ],
)
def test_limits_and_examples_are_printed_as_the_field_prints_numbers(field, typed, said):
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    assert refused.value.messages == [said]


@pytest.mark.parametrize(
    ("low", "most"), [(None, None), (0, 100), (0, 5), (13, 20), (2000, 2100), (1, 99_999)]
)
def test_the_example_may_be_typed(low, most):
    field = WholeNumberField(min_value=low, max_value=most)
    assert field.clean(str(field.example())) == field.example()
