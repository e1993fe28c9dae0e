"""Which six digits are refused: those a neighbour would try first."""

import pytest
from django.core.exceptions import ValidationError

from portal.signin.cards.pins import check_choice


@pytest.mark.parametrize("pin", ["914072", "730851", "000123", "999001", "329417", "132019", "001968"])
def test_an_ordinary_pin_is_taken(pin):
    check_choice(pin)


@pytest.mark.parametrize(
    ("pin", "why"),
    [
        ("12345", "đúng 6 chữ số"),
        ("9140722", "đúng 6 chữ số"),
        ("91407a", "đúng 6 chữ số"),
        ("٩١٤٠٧٢", "đúng 6 chữ số"),
        ("", "đúng 6 chữ số"),
        ("000000", "dễ đoán"),
        ("997799", "dễ đoán"),
        ("747474", "dễ đoán"),
        ("258258", "dễ đoán"),
        ("123456", "dễ đoán"),
        ("654321", "dễ đoán"),
        ("890123", "dễ đoán"),
        ("445566", "dễ đoán"),
        ("665544", "dễ đoán"),
        ("120368", "ngày sinh"),
        ("311299", "ngày sinh"),
        ("290204", "ngày sinh"),
        ("031968", "ngày sinh"),
        ("122001", "ngày sinh"),
    ],
)
def test_what_is_easily_guessed_is_refused_with_the_reason(pin, why):
    with pytest.raises(ValidationError, match=why):
        check_choice(pin)


@pytest.mark.parametrize("pin", ["310468", "300299", "320168"])
def test_a_day_that_does_not_exist_is_no_birthday(pin):
    check_choice(pin)
