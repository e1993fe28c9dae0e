"""What is said of officers goes above the commune police, whoever logs it and whenever it turns out."""

import pytest

from portal.core.indicators import measure
from portal.core.periods import Period
from tests.factories import people
from tests.factories.rows import move, tip
from tips.indicators import INDICATORS
from tips.models import Tip, TipMove

pytestmark = pytest.mark.django_db
DECEMBER = Period.parse("2019-12").days()


def figures(unit):
    return measure(INDICATORS, unit, [DECEMBER])


def test_the_category_alone_sends_a_tip_above(country):
    officer = people.officer(country.commune)
    before = figures(country.commune)
    sent = tip(country.hamlet, by=officer, category="misconduct", about_police=False)
    assert (sent.unit, sent.district, sent.commune, sent.hamlet) == (
        country.district,
        country.district,
        None,
        None,
    )
    assert not Tip.objects.visible_to(officer).exists()
    assert figures(country.commune) == before


@pytest.mark.parametrize("name", ["classify", "reclassify"])
def test_a_tip_that_turns_out_to_be_about_police_leaves_the_commune_with_its_history(country, name):
    officer = people.officer(country.commune)
    moved = tip(country.hamlet, by=officer)
    if name == "reclassify":
        move(moved, "assign", by=officer)
    move(moved, name, by=officer, category="misconduct", nature="denunciation")
    assert not Tip.objects.visible_to(officer).exists()
    assert not TipMove.objects.visible_to(officer).exists()
    assert figures(country.commune)["tips.received"][0].top == 0
    above = people.officer(country.district)
    kept = Tip.objects.visible_to(above).get()
    assert (kept.commune, kept.hamlet, kept.group, kept.handler) == (None, None, None, None)
    assert TipMove.objects.visible_to(above).count() >= 2
    move(kept, "pass_on", by=above, recipient="competent-authority")


def test_where_there_is_no_district_it_goes_to_the_province(country):
    from portal.core import clock
    from tests.factories.rows import at

    with clock.pinned_to(at("2025-12-08", 10)):
        officer = people.officer(country.new_commune)
        moved = tip(country.new_hamlet, by=officer)
        move(moved, "classify", by=officer, category="misconduct", nature="denunciation")
        assert not Tip.objects.visible_to(officer).exists()
        assert Tip.objects.visible_to(people.officer(country.new_province)).get().unit == country.new_province


def test_of_a_denunciation_passed_on_only_that_is_kept(country):
    from tips import informants

    above = people.officer(country.district)
    sent = tip(
        country.hamlet,
        by=people.officer(country.commune),
        about_police=True,
        summary="Nội dung tố cáo kín",
        informant_name="Người Tố Cáo",
    )
    move(sent, "assign", by=above, note="Ghi chú kín")
    move(sent, "pass_on", by=above, recipient="competent-authority", document_number="7/CV", note="Kèm hồ sơ")
    kept = Tip.objects.visible_to(above).get()
    assert kept.summary == ""
    assert "kin" not in kept.search
    assert not informants.is_known(kept)
    notes = TipMove.objects.visible_to(above).values_list("move", "note", "document_number")
    assert sorted(notes) == [("assign", "", ""), ("log", "", ""), ("pass_on", "Kèm hồ sơ", "7/CV")]
