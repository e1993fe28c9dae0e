"""A unit is picked among those allowed and no others; without JavaScript a search sends the form and keeps what was typed."""

from datetime import date

import pytest
from django import forms
from django.urls import reverse

from portal.core import clock
from portal.unit_pages.picker.forms import UnitField
from tests.architecture.world import client_of
from tests.factories import people
from tests.factories.rows import at
from tests.factories.units import REFORM, unit
from tests.markup import unindented

pytestmark = pytest.mark.django_db


def make(**limits):
    class Move(forms.Form):
        to = UnitField(label="Chuyển về", **limits)
        note = forms.CharField(required=False)

    return Move


def filled(form_class, **given):
    return form_class({name.replace("_", "-"): value for name, value in given.items()})


# --- what may be chosen -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("limits", "allowed"),
    [
        (lambda c: {}, {"province", "district", "commune", "neighbour", "hamlet"}),
        (lambda c: {"levels": ["commune"]}, {"commune", "neighbour"}),
        (lambda c: {"within": c.commune}, {"commune", "hamlet"}),
        (lambda c: {"within": c.commune, "levels": ["hamlet"]}, {"hamlet"}),
        (lambda c: {"within": c.district, "levels": ["commune"]}, {"commune", "neighbour"}),
        (lambda c: {"day": REFORM}, {"new_commune"}),
        (lambda c: {"day": date(2025, 6, 30), "levels": ["commune"]}, {"commune", "neighbour"}),
    ],
)
def test_only_units_within_the_limits_are_taken(country, limits, allowed):
    form_class = make(**limits(country))
    for name in ("province", "district", "commune", "neighbour", "hamlet", "new_commune"):
        of = getattr(country, name)
        form = filled(form_class, to=of.public_id)
        assert form.is_valid() is (name in allowed), name
        if form.is_valid():
            assert form.cleaned_data["to"] == of
        else:
            assert "Không chọn được đơn vị này ở đây" in str(form.errors)


def test_a_key_that_names_nothing_is_refused(country):
    assert not filled(make(), to="0" * 12).is_valid()


@pytest.mark.parametrize("required", [True, False])
def test_nothing_chosen_is_an_answer_only_where_it_may_be(country, required):
    form = filled(make(required=required))
    assert form.is_valid() is not required
    if not required:
        assert form.cleaned_data["to"] is None


# --- without JavaScript -------------------------------------------------------------------------
def test_words_without_a_choice_bring_the_choices_and_never_choose_by_themselves(country):
    form = filled(make(), to_tim="phuoc ninh", note="đang viết")
    assert not form.is_valid()
    assert "Chọn một đơn vị trong danh sách bên dưới" in str(form.errors)
    text = str(form["to"])
    assert f'value="{country.commune.public_id}"' in text
    assert "checked" not in text
    assert 'value="phuoc ninh"' in text


def test_words_that_find_nothing_say_what_to_do(country):
    form = filled(make(), to_tim="khong co")
    assert not form.is_valid()
    assert "Thử ít chữ hơn" in str(form.errors)


def test_its_own_button_searches_again_and_keeps_the_choice_made_so_far(country):
    form = filled(make(), to=country.commune.public_id, to_tim="phuoc minh", to_go="1")
    assert not form.is_valid()
    text = str(form["to"])
    assert f'value="{country.commune.public_id}" checked' in text
    assert f'value="{country.neighbour.public_id}"' in text


def test_each_choice_says_its_line_and_its_era(country):
    text = unindented(str(filled(make(), to_tim="25561")["to"]))
    assert "huyện Dương Minh Châu, tỉnh Tây Ninh · mã 25561 · từ 01/01/2000 đến trước 01/07/2025" in text


def test_an_initial_unit_is_shown_chosen(country):
    text = str(make()(initial={"to": country.hamlet})["to"])
    assert f'value="{country.hamlet.public_id}" checked' in text


def test_within_a_unit_the_first_choices_stand_there_before_a_word(country):
    text = str(make(within=country.commune, levels=["hamlet"])()["to"])
    assert text.count('type="radio"') == 2
    for number in range(10, 21):
        unit("hamlet", "ap", str(number), country.commune, valid_from=date(2019, 1, 1))
    text = str(make(within=country.commune, levels=["hamlet"])()["to"])
    assert text.count('type="radio"') == 12
    assert "Còn nữa" in text


def test_a_form_may_learn_its_limits_late_without_touching_its_sisters(country):
    form_class = make()
    narrow, wide = (
        filled(form_class, to=country.neighbour.public_id),
        filled(form_class, to=country.neighbour.public_id),
    )
    narrow.fields["to"].limit(within=country.commune)
    assert not narrow.is_valid()
    assert wide.is_valid()


# --- the fragment -------------------------------------------------------------------------------
@pytest.fixture
def browser(country):
    return client_of(people.officer(country.commune))


def fragment(browser, **query):
    return browser.get(reverse("units:pick"), query, headers={"HX-Request": "true"})


def test_the_fragment_keeps_to_the_limits_in_its_address(country, browser):
    limits = (
        make(within=country.district, levels=["commune"], day=date(2025, 6, 30))().fields["to"].widget.limits
    )
    response = browser.get(limits.url("to") + "&to-tim=phuoc", headers={"HX-Request": "true"})
    text = response.content.decode()
    assert "<html" not in text
    assert text.count('name="to"') == 2
    assert country.neighbour.public_id in text
    assert (
        'name="to"' not in fragment(browser, ten="to", cap="hamlet", **{"to-tim": "phuoc"}).content.decode()
    )


def test_the_fragment_keeps_what_was_chosen(country, browser):
    text = fragment(
        browser, ten="to", to=country.hamlet.public_id, **{"to-tim": "phuoc minh"}
    ).content.decode()
    assert f'value="{country.hamlet.public_id}" checked' in text
    assert country.neighbour.public_id in text


@pytest.mark.parametrize(
    "query",
    [{"ten": '"><script>'}, {"ten": "A b"}, {"cap": "no-level"}, {"ngay": "2025-13-01"}, {"trong": "0" * 12}],
)
def test_limits_nobody_wrote_are_not_found(country, browser, query):
    assert fragment(browser, **query).status_code == 404


def test_as_a_page_it_leads_to_the_unit_chosen(country, browser):
    page = browser.get(reverse("units:pick"), {"don-vi-tim": "phuoc minh", "don-vi-go": "1"})
    assert "<html" in page.content.decode()
    assert country.neighbour.public_id in page.content.decode()
    chosen = browser.get(reverse("units:pick"), {"don-vi": country.neighbour.public_id})
    assert chosen.url == reverse("units:detail", args=[country.neighbour.public_id])
    assert browser.get(reverse("units:pick"), {"don-vi": "0" * 12}).status_code == 404


def test_a_phone_only_role_has_no_picker(country):
    response = fragment(client_of(people.officer(country.hamlet)), ten="to")
    assert response.status_code == 403


def test_today_is_the_clocks(country):
    with clock.pinned_to(at("2025-07-01")):
        assert not filled(make(), to=country.commune.public_id).is_valid()
        assert filled(make(), to=country.new_commune.public_id).is_valid()
