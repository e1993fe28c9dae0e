"""What is said of officers goes above the commune police, whoever logs it and whenever it turns out."""

import pytest
from django.urls import reverse

from portal.core import clock
from portal.core.indicators import measure
from portal.core.periods import Period
from tests.factories import people
from tests.factories.rows import at, tip, transition
from tips import deadlines, selectors
from tips.indicators import INDICATORS
from tips.models import Tip, TipTransition

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
        transition(moved, "assign", by=officer)
    transition(moved, name, by=officer, category="misconduct", nature="denunciation")
    assert not Tip.objects.visible_to(officer).exists()
    assert not TipTransition.objects.visible_to(officer).exists()
    assert figures(country.commune)["tips.received"][0].top == 0
    above = people.officer(country.district)
    kept = Tip.objects.visible_to(above).get()
    assert kept.about_police
    assert (kept.commune, kept.hamlet, kept.group, kept.handler) == (None, None, None, None)
    assert TipTransition.objects.visible_to(above).count() >= 2
    transition(kept, "pass_on", by=above, recipient="competent-authority")


@pytest.mark.parametrize("name", ["classify", "reclassify"])
def test_what_goes_above_arrives_there_as_new_with_its_time_before_it(country, name):
    officer, above = people.officer(country.commune), people.officer(country.district)
    moved = tip(country.hamlet, by=officer, received_at=at("2019-12-02", 9))
    if name == "reclassify":
        transition(moved, "assign", by=officer)
        assert moved.met_at is not None
    arrived = at("2019-12-06", 15)
    with clock.pinned_to(arrived):
        transition(
            moved, name, by=officer, category="misconduct", nature="denunciation", note="Dân nói rõ thêm"
        )
    kept = Tip.objects.visible_to(above).get()
    assert (kept.state, kept.handler, kept.met_at) == ("new", None, None)
    assert (kept.limit, kept.due_at) == deadlines.due("denunciation", "normal", arrived)
    assert kept.received_at == at("2019-12-02", 9)
    with clock.pinned_to(arrived):
        assert selectors.the_day(above)[0]["new"] == 1
        assert selectors.the_day(above)[0]["overdue"] == 0


def test_a_classification_above_counts_from_the_arrival_there(country):
    officer, above = people.officer(country.commune), people.officer(country.district)
    moved = tip(country.hamlet, by=officer, received_at=at("2019-11-01", 9))
    arrived = at("2019-12-06", 15)
    with clock.pinned_to(arrived):
        transition(moved, "classify", by=officer, category="misconduct", nature="denunciation")
    kept = Tip.objects.visible_to(above).get()
    transition(kept, "classify", by=above, category="misconduct", nature="complaint")
    assert (kept.limit, kept.due_at) == deadlines.due("complaint", "normal", arrived)


def test_its_history_says_that_it_went_above_and_begins_anew(country, client):
    officer, above = people.officer(country.commune), people.officer(country.district)
    moved = tip(country.hamlet, by=officer)
    transition(moved, "assign", by=officer)
    transition(
        moved, "reclassify", by=officer, category="misconduct", nature="denunciation", note="Dân nói rõ"
    )
    transitions = selectors.history(above, moved).values_list("name", "source", "target", "note")
    assert list(transitions)[:2] == [
        ("send-above", "in-hand", "new", ""),
        ("reclassify", "in-hand", "in-hand", "Dân nói rõ"),
    ]
    client.force_login(above.user)
    page = client.get(reverse("tips:detail", args=[moved.public_id])).content.decode()
    assert "Chuyển lên cấp trên, nhận như tin mới" in page


def test_what_is_reclassified_otherwise_stays_in_hand_with_its_step_taken(country):
    officer = people.officer(country.commune)
    moved = tip(country.hamlet, by=officer)
    transition(moved, "assign", by=officer)
    taken = moved.met_at
    transition(moved, "reclassify", by=officer, category="drugs", nature="everyday")
    assert (moved.state, moved.handler, moved.met_at) == ("in-hand", officer.user, taken)
    assert not selectors.history(officer, moved).filter(name="send-above").exists()


def test_where_there_is_no_district_it_goes_to_the_province(country):
    with clock.pinned_to(at("2025-12-08", 10)):
        officer = people.officer(country.new_commune)
        moved = tip(country.new_hamlet, by=officer)
        transition(moved, "classify", by=officer, category="misconduct", nature="denunciation")
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
    transition(sent, "assign", by=above, note="Ghi chú kín")
    transition(
        sent, "pass_on", by=above, recipient="competent-authority", document_number="7/CV", note="Kèm hồ sơ"
    )
    kept = Tip.objects.visible_to(above).get()
    assert kept.summary == ""
    assert "kin" not in kept.search
    assert informants.kept(kept) == "nothing"
    notes = TipTransition.objects.visible_to(above).values_list("name", "note", "document_number")
    assert sorted(notes) == [("assign", "", ""), ("log", "", ""), ("pass_on", "Kèm hồ sơ", "7/CV")]
